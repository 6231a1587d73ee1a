"""The way from a date back to where it comes from, for the terminal and as data."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.analysis.figure import Figure
from pmledger.analysis.schedule.way import SUBJECTS, Step, way
from pmledger.language.translator import Translator
from pmledger.ledger.record import Record
from pmledger.show.paint import Paint
from pmledger.show.safe import safe
from pmledger.source.message import say
from pmledger.workspace.snapshot import Snapshot


class Stop(Struct, frozen=True):
    """One record on the way: what holds it in a sentence, and the line where that is written."""

    record: str
    title: str
    reason: str
    path: str
    line: int


def stops(snapshot: Snapshot, figure: Figure, translator: Translator) -> tuple[Stop, ...]:
    """The way of a date figure, the date's own record first; () for figures that are no dates of a plan."""
    if figure.name not in SUBJECTS:
        return ()
    found = way(snapshot.ledger, snapshot.conclusions.timetable, figure.name, figure.subject)
    return tuple(stop(snapshot.ledger.by_key[step.record], step, snapshot, translator) for step in found)


def stop(record: Record, step: Step, snapshot: Snapshot, translator: Translator) -> Stop:
    cause = step.causes[0]
    holder = snapshot.ledger.by_key[cause.record]
    place = holder.place(cause.field) if cause.field and holder.has(cause.field) else holder.origin
    return Stop(record.key, record.title, translator.render(step.sentence), place.path, place.line)


def as_lines(found: tuple[Stop, ...], translator: Translator, *, colour: bool = False) -> str:
    """The way as numbered lines under a heading; "" where there is none."""
    if not found:
        return ""
    return "\n".join(lines(found, translator, Paint(colour))) + "\n"


def lines(found: tuple[Stop, ...], translator: Translator, paint: Paint) -> Iterator[str]:
    yield ""
    yield paint.style(translator.render(say("What drives it, back to where it comes from:")), "strong")
    for number, one in enumerate(found, 1):
        told = safe(f"{number}. {one.title}{translator.colon}{one.reason}")
        yield told + paint.style(safe(f"  {one.path}:{one.line}"), "faint")


def as_data(found: tuple[Stop, ...]) -> list[dict[str, object]]:
    """The way as docs/json.md describes it."""
    return [
        {"record": one.record, "title": one.title, "reason": one.reason, "path": one.path, "line": one.line}
        for one in found
    ]
