"""Public holidays written into the workspace, so that no build changes when a package knows better."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from msgspec import Struct

from pmledger.analysis.calendars import exceptions_of, week_of
from pmledger.edit.list_rows import with_rows
from pmledger.edit.lookup import find_record
from pmledger.edit.public_holidays import DayOff, Published
from pmledger.edit.quoting import inline
from pmledger.edit.refusal import EditRefused
from pmledger.edit.reread import prove
from pmledger.edit.set_fields import key_of_field, write_text
from pmledger.ledger.record import Record
from pmledger.reader.entry import Form
from pmledger.reader.settings_file import read_settings
from pmledger.source.message import Message, say
from pmledger.source.text import SourceText
from pmledger.workspace.load import SETTINGS_FILE
from pmledger.workspace.snapshot import Snapshot


class Pinned(Struct, frozen=True):
    """Where days were written, how many are new, and how many were there before."""

    path: str
    line: int
    added: int
    kept: int


class Stretch(Struct, frozen=True):
    """Days off that follow each other under one name."""

    first: date
    last: date
    name: str


def pin_in_settings(snapshot: Snapshot, given: Published) -> Pinned:
    """Add holidays and days worked on a weekend to `calendar:` of pmledger.yml; days that are there stay as they are.

    Raises EditRefused, with nothing written, when the file is not what it was or has no place for them.
    """
    source = snapshot.files.sources[SETTINGS_FILE]
    settings = snapshot.settings.calendar
    there = {one.date for one in settings.holidays} | set(settings.working_days)
    off = tuple(one for one in given.off if one.date not in there)
    worked = tuple(on for on in given.worked if on not in there)
    text = with_rows(source, ("calendar", "holidays"), tuple(map(_day_row, off)))
    text = with_rows(
        replace(source, text=text, _starts=()), ("calendar", "working_days"), tuple(on.isoformat() for on in worked)
    )
    _prove_settings(source, text, {one.date for one in off}, set(worked))
    write_text(snapshot, source, text)
    return _pinned(source, text, len(off) + len(worked), len(given.off) + len(given.worked))


def pin_in_calendar(snapshot: Snapshot, given: Published, ref: str) -> Pinned:
    """Add holidays and days made up for to the exceptions of the calendar that `ref` means.

    Days with an exception stay as they are. Raises EditRefused, with nothing written, for what is no calendar with a
    file of its own.
    """
    record = _calendar(snapshot, ref)
    kind = snapshot.schema.kinds["calendar"]
    there = {on for on, _ in exceptions_of(record)}
    off = tuple(one for one in given.off if one.date not in there)
    worked = tuple(on for on in given.worked if on not in there)
    spec = kind.field("exceptions")
    assert spec is not None
    pair = record.node.pair("exceptions")
    key = pair.key.text if pair is not None else key_of_field(snapshot, kind, spec, record.node)
    hours = max(week_of(record).values(), default=snapshot.settings.calendar.hours_per_day)
    rows = [(one.first, _stretch_row(one)) for one in stretches(off)]
    rows += [(on, f"{{date: {on.isoformat()}, hours: {hours.normalize():f}}}") for on in worked]
    text = with_rows(record.source, (key,), tuple(row for _, row in sorted(rows)))
    prove(snapshot, record, text, frozenset({"exceptions"}), {})
    write_text(snapshot, record.source, text)
    return _pinned(record.source, text, len(off) + len(worked), len(given.off) + len(given.worked))


def stretches(days: Iterable[DayOff]) -> Iterator[Stretch]:
    """Days off in order, those that follow each other under one name together."""
    current: Stretch | None = None
    for day in sorted(days):
        if current is not None and current.name == day.name and day.date == current.last + timedelta(days=1):
            current = Stretch(current.first, day.date, day.name)
            continue
        if current is not None:
            yield current
        current = Stretch(day.date, day.date, day.name)
    if current is not None:
        yield current


def doubts(given: Published) -> Iterator[Message]:
    """What is not certain yet about published days."""
    for year in given.undecreed:
        yield say(
            "the days made up for in {year} are not published yet; ask again when they are",
            year=str(year),
        )
    if given.estimated:
        yield say("days marked “(estimated)” follow the moon and may still move by a day")


def _calendar(snapshot: Snapshot, ref: str) -> Record:
    name = ref if ref.startswith("calendar:") else f"calendar:{ref}"
    if not snapshot.ledger.of("calendar"):
        raise EditRefused(
            say("there is no calendar yet; `pmledger new calendar {name}` writes one", name=inline(ref))
        )
    record = find_record(snapshot, name)
    if record.form is not Form.FILE:
        raise EditRefused(say("{report} is written in a list; give it a file of its own", report=record.id))
    return record


def _day_row(day: DayOff) -> str:
    return f"{{date: {day.date.isoformat()}, name: {inline(day.name)}}}"


def _stretch_row(one: Stretch) -> str:
    days = f"date: {one.first.isoformat()}"
    if one.last > one.first:
        days = f"from: {one.first.isoformat()}, to: {one.last.isoformat()}"
    return f"{{{days}, hours: 0, name: {inline(one.name)}}}"


def _prove_settings(source: SourceText, text: str, off: set[date], worked: set[date]) -> None:
    """Raise EditRefused unless the settings read as before, but for the new days."""
    before, faults, _ = read_settings(source.path, source.text.encode())
    after, more, _ = read_settings(source.path, text.encode())
    days = {one.date for one in before.calendar.holidays} | off
    if (
        len(more) > len(faults)
        or {one.date for one in after.calendar.holidays} != days
        or set(after.calendar.working_days) != set(before.calendar.working_days) | worked
    ):
        raise EditRefused(
            say("{path} would no longer read as before in other places; edit the file by hand", path=source.path)
        )


def _pinned(source: SourceText, text: str, added: int, of_all: int) -> Pinned:
    """The place of the first line that differs."""
    old, new = source.text.splitlines(), text.splitlines()
    line = next((at for at, (was, now) in enumerate(zip(old, new, strict=False), 1) if was != now), len(old) + 1)
    return Pinned(source.path, line if added else 1, added, of_all - added)
