"""The agenda as an iCalendar file (RFC 5545), which every calendar program can show or subscribe to."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

from msgspec import Struct

from pmledger.analysis.agenda import AgendaItem
from pmledger.kinds.values import Duration, Moment
from pmledger.language.translator import Translator
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import N_, say, say_count

PRODUCT = "-//pmledger//agenda//EN"
LONGEST_LINE = 75
"""Octets of a line, its end not counted (section 3.1)."""
USUAL_LENGTH = timedelta(hours=1)
MINUTES = {"min": 1, "h": 60, "d": 8 * 60, "w": 40 * 60}


class Diary(Struct, frozen=True):
    """What events are written with: the ledger, the language, the day that counts as today, the time zone's name."""

    ledger: Ledger
    words: Translator
    as_of: date
    zone: str


def icalendar(items: Iterable[AgendaItem], diary: Diary, name: str) -> str:
    """All matters as one calendar; what concerns several people is one event.

    A duty takes a whole day, what is overdue stands on today, and a talk that states its time stands at that time. An
    event keeps its identity while its record and what is to be done stay the same. Lines end in CRLF and are folded.
    """
    grouped: dict[tuple[date, str, str], list[AgendaItem]] = {}
    for item in items:
        grouped.setdefault((item.day, item.record, item.action.template), []).append(item)
    taken: set[str] = set()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for group in grouped.values() for line in event(group, identity(group[0], taken), diary)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def event(group: list[AgendaItem], name: str, diary: Diary) -> Iterator[str]:
    """One matter with all whom it concerns."""
    item, words = group[0], diary.words
    record = diary.ledger.get(item.record)
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@pmledger"
    yield f"DTSTAMP:{diary.as_of:%Y%m%d}T000000Z"
    yield from span(item, record, diary)
    action = words.render(item.action)
    yield f"SUMMARY:{escaped(words.render(say('Overdue: {what}', what=action)) if item.overdue_days else action)}"
    yield f"DESCRIPTION:{escaped(description(group, record, diary))}"
    place = record.text("location") if record and record.kind == "communication" else ""
    if place:
        yield f"LOCATION:{escaped(place)}"
    yield f"CATEGORIES:{escaped(item.kind)}"
    yield "END:VEVENT"


def identity(item: AgendaItem, taken: set[str]) -> str:
    """The same for a record and what is to be done with it; of two such the later one has its day in it."""
    name = blake2b(f"{item.record}\0{item.action.template}".encode(), digest_size=12).hexdigest()
    unique = f"{name}-{item.day:%Y%m%d}" if name in taken else name
    taken.add(unique)
    return unique


def span(item: AgendaItem, record: Record | None, diary: Diary) -> Iterator[str]:
    """When it is: the hours of a talk to come, else a whole day that leaves one free for other things."""
    moment = record.values.get("date") if record is not None and record.kind == "communication" else None
    if isinstance(moment, Moment) and moment.at is not None and item.day >= diary.as_of:
        start = datetime.combine(moment.day, moment.at)
        if start.tzinfo is None:
            start = start.replace(tzinfo=ZoneInfo(diary.zone))
        start = start.astimezone(UTC)
        yield f"DTSTART:{start:%Y%m%dT%H%M%SZ}"
        yield f"DTEND:{start + length(record.duration('duration') if record else None):%Y%m%dT%H%M%SZ}"
        return
    day = max(item.day, diary.as_of)
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"


def length(given: Duration | None) -> timedelta:
    return timedelta(minutes=int(given.amount * MINUTES[given.unit])) if given else USUAL_LENGTH


def description(group: list[AgendaItem], record: Record | None, diary: Diary) -> str:
    """Whom it concerns, whose it is, when it was due, and where it is written."""
    item, words, ledger = group[0], diary.words, diary.ledger
    homes = (item.project or (record.client if record else ""),)
    people = names_of((one.person for one in group), ledger)
    parts = [words.comma.join(people), *names_of(homes, ledger)]
    if item.overdue_days:
        late = say_count("{count} day overdue, due on {day}", "{count} days overdue, due on {day}", item.overdue_days,
                         day=item.day)  # fmt: skip
        parts.append(words.render(late))
    if record is not None:
        parts.append(f"{record.path}:{record.origin.line}")
    return "\n".join(part for part in parts if part)


def names_of(keys: Iterable[str], ledger: Ledger) -> tuple[str, ...]:
    """The titles of records, without those that are restricted."""
    found = (ledger.get(key) for key in dict.fromkeys(keys))
    return tuple(record.title for record in found if record is not None and record.visibility != "restricted")


def escaped(text: str) -> str:
    """A value of type TEXT (section 3.3.11); what no calendar can hold is left out."""
    kept = "".join(sign for sign in text if sign in {"\n", "\t"} or sign.isprintable())
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each but the first begun by a space; no letter is cut."""
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    yield piece


def title_of(words: Translator, workspace: str, person: str = "") -> str:
    """The calendar's name: the agenda of somebody, or of all."""
    agenda = words.text(N_("Agenda"))
    return " · ".join(part for part in (agenda, person, workspace) if part)

