"""What is watched from one state to another: forecasts, money, health, risks, promises, people; each found by its subject."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.comparison.side import Side
from pmledger.analysis.figure import Figure, Result
from pmledger.analysis.health import Rag
from pmledger.analysis.tolerance.granted import MEASURES
from pmledger.ledger.record import Record

CLOSING = ("project", "risk", "change", "issue", "invoice", "opportunity", "deliverable", "requirement")
"""Kinds whose change of state is news by itself."""


class Amount(Struct, frozen=True):
    """A number of a figure with its unit: a currency, or what else it counts."""

    number: Fraction
    unit: str


class Watch(Struct, frozen=True):
    """Something that both states have: its name, of which subjects (kind by kind), and its value there.

    A value is a date, an `Amount`, a word or a set of keys or days; None is unknown. `part` tells apart what one subject
    has several of.
    """

    name: str
    kinds: tuple[str, ...]
    value: Callable[[Side, str], object]
    part: str = ""
    closed_too: bool = False

    def subjects(self, side: Side) -> Iterator[Record]:
        """The records it is watched for: open ones unless closed ones count too."""
        for kind in self.kinds:
            yield from (one for one in side.ledger.of(kind) if self.closed_too or not one.closed)

    def at(self, side: Side, subject: str) -> object:
        """Its value at a subject that may not be there."""
        return self.value(side, subject) if subject in side.ledger.by_key else None


def dated(name: str) -> Callable[[Side, str], object]:
    return lambda side, key: value_of(side.figure(name, key))


def counted(name: str) -> Callable[[Side, str], object]:
    return lambda side, key: amount_of(side.figure(name, key))


def value_of(figure: Figure | None) -> object:
    return None if figure is None else figure.value


def amount_of(figure: Figure | Result | None) -> Amount | None:
    number = None if figure is None else figure.value
    if figure is None or isinstance(number, bool) or not isinstance(number, int | Decimal | Fraction):
        return None
    return Amount(Fraction(number), figure.unit)


def colour(side: Side, key: str) -> object:
    found = side.conclusions.health.get(key)
    return None if found is None or found.colour in {Rag.NONE, Rag.COMPLETE} else found.colour


def level(side: Side, key: str) -> object:
    """The level of a threat while it may still happen."""
    found = side.conclusions.risks.get(key)
    return found.level if found is not None and found.open and found.threat and found.level else None


def beyond(measure: str) -> Callable[[Side, str], object]:
    def found(side: Side, key: str) -> object:
        one = side.tolerance(key, measure)
        return "beyond" if one is not None and one.beyond else "within"

    return found


def state(side: Side, key: str) -> object:
    return side.ledger.by_key[key].status


NOTHING: frozenset[str] = frozenset()
WATCHED: tuple[Watch, ...] = (
    Watch("finish", ("project",), dated("forecast_finish")),
    Watch("milestone", ("milestone",), lambda side, key: side.milestone(key), closed_too=True),
    Watch("cost", ("project",), counted("cost_forecast")),
    Watch("state", CLOSING, state, closed_too=True),
    *(Watch("tolerance", ("project", "phase"), beyond(measure), measure) for measure in MEASURES),
    Watch("health", ("project",), colour),
    Watch("level", ("risk",), level),
    Watch("late_promises", ("client",), lambda side, key: side.late_promises.get(key, NOTHING)),
    Watch("endangered_promises", ("client",), lambda side, key: side.endangered_promises.get(key, NOTHING)),
    Watch("late_actions", ("project", "client"), lambda side, key: side.late_actions.get(key, NOTHING)),
    Watch("left_behind", ("person",), lambda side, key: side.left_behind.get(key, NOTHING), closed_too=True),
    Watch("overbooked", ("person",), lambda side, key: side.overbooked.get(key, NOTHING)),
    Watch("agreed_finish", ("project",), lambda side, key: side.agreed_finish(key)),
    Watch("bac", ("project",), counted("bac")),
    Watch("client_health", ("client",), colour),
    Watch("contract_value", ("project",), counted("contract_value")),
    Watch("exposure", ("project",), counted("risk_exposure")),
    Watch("spent", ("project",), counted("spent")),
    Watch("receivable", ("client",), lambda side, key: amount_of(side.receivable(key))),
    Watch("progress", ("project",), counted("progress")),
)
"""Everything that is watched, the gravest first."""


def pairs_of(
    watch: Watch, before: Side, after: Side, was: Callable[[str], str], within: Callable[[Record], bool]
) -> Iterator[tuple[str, str]]:
    """The subjects that both states have, as far as changes reach, by their keys then and now."""
    for record in filter(within, watch.subjects(after)):
        earlier = before.ledger.get(was(record.key))
        if earlier is not None:
            yield earlier.key, record.key
