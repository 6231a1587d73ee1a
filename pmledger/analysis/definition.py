"""What a figure's definition holds, and the standards that definitions name."""


from msgspec import Struct

from pmledger.source.message import Message

PMBOK = "PMBOK Guide"
PRINCE2 = "PRINCE2"
ISO_RISK = "ISO 31000"
SMART = "Doran 1981"
NPS = "Reichheld 2003; MeasuringU adjusted Wald"
ITIL = "ITIL 4"


class Definition(Struct, frozen=True):
    """A figure as the glossary shows it.

    `of` is the kind of its subject ("" for the workspace). `unit` is as in Figure, "money" standing for the currency
    of the sum.
    """

    name: str
    of: str
    label: Message
    unit: str
    words: Message
    symbols: str = ""
    reference: str = ""
