"""Colours of a terminal, or none."""


from msgspec import Struct

from pmledger.source.diagnostic import Severity

RESET = "\x1b[0m"
STYLES = {"strong": "1", "faint": "2", "gutter": "1;34", "fix": "32"}
SEVERITIES = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.ATTENTION: "1;35",
    Severity.HINT: "1;36",
}


class Paint(Struct, frozen=True):
    """Puts colour around a text that is already safe; without colour it changes nothing."""

    on: bool

    def severity(self, text: str, severity: Severity) -> str:
        return self.wrapped(text, SEVERITIES[severity])

    def style(self, text: str, style: str) -> str:
        return self.wrapped(text, STYLES[style])

    def wrapped(self, text: str, codes: str) -> str:
        return f"\x1b[{codes}m{text}{RESET}" if self.on and text else text
