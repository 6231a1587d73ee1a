"""The way from a date back to where it comes from, for the terminal and as data."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from pmledger.analysis.figure import Figure
from pmledger.analysis.levelling.levelled_dates import levelled_way
from pmledger.analysis.schedule.way import SUBJECTS, Step, way
from pmledger.language.translator import Translator
from pmledger.ledger.record import Record
from pmledger.show.paint import Paint
from pmledger.show.safe import safe
from pmledger.source.message import Message, say
from pmledger.workspace.snapshot import Snapshot

BESIDE = {"start": "levelled_start", "finish": "levelled_finish", "forecast_finish": "levelled_finish"}
"""By a date of the plan the one that it is if nobody does two things at once."""


class Stop(Struct, frozen=True):
    """One record on the way: what holds it in a sentence, and the line where that is written."""

    record: str
    title: str
    reason: str
    path: str
    line: int


def stops(snapshot: Snapshot, figure: Figure, translator: Translator) -> tuple[Stop, ...]:
    """The way of a date figure, the date's own record first; () for figures that are no dates of a plan."""
    ledger, timetable = snapshot.ledger, snapshot.conclusions.timetable
    if figure.name in SUBJECTS:
        found = way(ledger, timetable, figure.name, figure.subject)
    else:
        found = levelled_way(ledger, timetable, snapshot.conclusions.people_plan, figure.name, figure.subject)
    return tuple(stop(snapshot.ledger.by_key[step.record], step, snapshot, translator) for step in found)


def stop(record: Record, step: Step, snapshot: Snapshot, translator: Translator) -> Stop:
    cause = step.causes[0]
    holder = snapshot.ledger.by_key[cause.record]
    place = holder.place(cause.field) if cause.field and holder.has(cause.field) else holder.origin
    return Stop(record.key, record.title, translator.render(step.sentence), place.path, place.line)


class Levelled(Struct, frozen=True):
    """When it is if nobody does two things at once, and the way of that date."""

    day: date
    stops: tuple[Stop, ...]


def levelled(snapshot: Snapshot, figure: Figure, translator: Translator) -> Levelled | None:
    """The levelled date beside a date of the plan; None where it is the same day."""
    figures, name = snapshot.conclusions.figures, BESIDE.get(figure.name)
    found = figures.get((name, figure.subject)) if name is not None else None
    if found is None or not isinstance(found.value, date) or found.value == figure.value:
        return None
    return Levelled(found.value, stops(snapshot, found, translator))


def as_lines(
    found: tuple[Stop, ...], translator: Translator, beside: Levelled | None = None, *, colour: bool = False
) -> str:
    """The way as numbered lines under a heading, then that of the levelled date; "" where there is none."""
    paint, told = Paint(colour), list[str]()
    if found:
        told += lines(found, say("What drives it, back to where it comes from:"), translator, paint)
    if beside is not None:
        heading = say("If nobody does two things at once it is {day}:", day=beside.day)
        told += lines(beside.stops, heading, translator, paint)
    return "\n".join(told) + "\n" if told else ""


def lines(found: tuple[Stop, ...], heading: Message, translator: Translator, paint: Paint) -> Iterator[str]:
    yield ""
    yield paint.style(translator.render(heading), "strong")
    for number, one in enumerate(found, 1):
        told = safe(f"{number}. {one.title}{translator.colon}{one.reason}")
        yield told + paint.style(safe(f"  {one.path}:{one.line}"), "faint")


def as_data(found: tuple[Stop, ...]) -> list[dict[str, object]]:
    """The way as docs/json.md describes it."""
    return [
        {"record": one.record, "title": one.title, "reason": one.reason, "path": one.path, "line": one.line}
        for one in found
    ]


def levelled_data(found: Levelled | None) -> dict[str, object]:
    """The levelled date as docs/json.md describes it; nothing where it is the same day."""
    return {} if found is None else {"levelled": {"day": found.day.isoformat(), "way": as_data(found.stops)}}
