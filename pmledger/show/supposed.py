"""What a supposed change would move: a figure before and after, and the dates of projects and milestones with it."""

from datetime import date

from msgspec import Struct

from pmledger.analysis.figure import Figure
from pmledger.language.translator import Translator
from pmledger.show.details import figure_value
from pmledger.show.plain import as_json
from pmledger.show.safe import safe
from pmledger.source.message import Message, say, say_count
from pmledger.workspace.snapshot import Snapshot

MOVED = ("forecast_finish", "forecast")
"""Figures whose changes are told whatever was asked for."""
MOST = 20


class Moved(Struct, frozen=True):
    """A figure as it is and as it would be; `later` is by how many working days a date would be later."""

    before: Figure
    after: Figure
    about: str
    later: int | None


def moved(before: Snapshot, after: Snapshot, asked: Figure) -> tuple[Moved, ...]:
    """The figure that was asked for, then all other forecasts that would be different."""
    old, new = before.conclusions.figures, after.conclusions.figures
    key = (asked.name, asked.subject)
    others = (one for one in new if one[0] in MOVED and one != key and one in old)
    keys = [one for one in others if old[one].value != new[one].value]
    first = [(old.get(key, asked), new.get(key, asked))]
    return tuple(pair_of(after, *pair) for pair in (*first, *((old[one], new[one]) for one in sorted(keys)[:MOST])))


def pair_of(snapshot: Snapshot, before: Figure, after: Figure) -> Moved:
    record = snapshot.ledger.get(after.subject)
    later = None
    if isinstance(before.value, date) and isinstance(after.value, date) and record is not None:
        calendars = snapshot.conclusions.timetable.clocks.calendars
        home = record.key if record.kind == "project" else record.project
        later = calendars.get(home, snapshot.conclusions.calendar).slip(before.value, after.value)
    return Moved(before, after, record.title if record is not None else "", later)


def sentence(one: Moved, translator: Translator) -> Message:
    """What a change would do to a figure."""
    label = translator.render(one.after.label)
    if one.about:
        label = translator.render(say("{figure} of {record}", figure=label, record=one.about))
    was, now = figure_value(one.before, translator), figure_value(one.after, translator)
    if one.before.value == one.after.value:
        return say("{figure}: {value}, as before", figure=label, value=now)
    if one.later is not None and one.later > 0:
        return say_count("{figure}: {after} instead of {before}, {count} working day later",
                         "{figure}: {after} instead of {before}, {count} working days later",
                         one.later, figure=label, before=was, after=now)  # fmt: skip
    if one.later is not None and one.later < 0:
        return say_count("{figure}: {after} instead of {before}, {count} working day earlier",
                         "{figure}: {after} instead of {before}, {count} working days earlier",
                         -one.later, figure=label, before=was, after=now)  # fmt: skip
    return say("{figure}: {after} instead of {before}", figure=label, before=was, after=now)


def as_lines(found: tuple[Moved, ...], translator: Translator) -> str:
    """What would move, a line each; the blank line parts it from the explanation."""
    return "".join(safe(translator.render(sentence(one, translator))) + "\n" for one in found) + "\n"


def as_data(found: tuple[Moved, ...], translator: Translator) -> list[dict[str, object]]:
    """What would move as docs/json.md describes it."""
    return [
        {
            "name": one.after.name,
            "subject": one.after.subject,
            "before": told(one.before, translator),
            "after": told(one.after, translator),
            "working_days_later": one.later,
        }
        for one in found
    ]


def told(figure: Figure, translator: Translator) -> object:
    value = figure.value
    return translator.render(value) if isinstance(value, Message) else as_json(value)
