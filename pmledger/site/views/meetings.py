"""Meetings and other communications by date: what comes, what was said, and what came of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from pmledger.analysis.series import minutes_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row
from pmledger.site.views import series
from pmledger.site.views.blocks import Block, Section, Sheet, folded, label, words
from pmledger.site.views.by_month import channel_text
from pmledger.site.views.cells import brief, choice_cell, joined, passage, place_cell, record_cell, short_name, whole
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

LATELY = 90
"""Days over which the channels are counted."""


def split(meetings: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Record, ...], tuple[Record, ...]]:
    """Those to come (the next first), those held (the latest first), those cancelled."""
    every = sorted(meetings, key=lambda meeting: (meeting.day("date") or date.max, meeting.key))
    coming = tuple(each for each in every if each.status == "planned")
    held = tuple(each for each in every if each.status not in {"planned", "cancelled"})[::-1]
    return coming, held, tuple(each for each in every if each.status == "cancelled")


def when_cell(book: Book, meeting: Record) -> Cell:
    """The day with its weekday, and the hour where one is given; a planned meeting in the past was not held."""
    day = meeting.day("date")
    if day is None:
        return Cell("—", tone="muted")
    missed = meeting.status == "planned" and day < book.as_of
    hour = hour_of(meeting)
    note = book.say("not held") if missed else hour
    return Cell(whole(book.words.date(day)), tone="bad" if missed else "", sort=f"{day.isoformat()} {hour}", sub=note)


def hour_of(meeting: Record) -> str:
    moment = getattr(meeting.values.get("date"), "moment", meeting.values.get("date"))
    return f"{moment:%H:%M}" if isinstance(moment, datetime) else ""


def outcome(book: Book, meeting: Record) -> tuple[Anchor, ...]:
    """What came of it: decisions, actions, needs."""
    keys = [key for field in ("decisions", "actions", "needs") for key in meeting.targets.get(field, ())]
    keys += [each.key for each in book.ledger.pointing_at(meeting.key, "decision", "meeting")]
    shown = [key for key in dict.fromkeys(keys) if key in book.hrefs]
    return joined((book.anchor(key) for key in shown), " · ")


def meeting_blocks(
    book: Book, meetings: Sequence[Record], caption: str, empty: str, anchor: str, *, where: bool
) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Meeting"), wide=True),
        Column(book.say("When")),
        *((Column(book.say("Project")),) if where else ()),
        Column(book.say("Who")),
        Column(book.say("What came of it"), wide=True),
    )

    def make(meeting: Record) -> Row:
        people = [key for key in meeting.targets.get("participants", ()) if key in book.hrefs]
        who = joined((book.anchor(key, short_name(book, key)) for key in people[:6]), book.words.comma)
        more = len(people) - 6
        said = passage(meeting, "summary") or meeting.body.text
        result = outcome(book, meeting)
        return Row(
            (
                record_cell(book, meeting, brief(said, 140)),
                when_cell(book, meeting),
                *((place_cell(book, meeting),) if where else ()),
                Cell(runs=who, sub=book.say_count("and {count} more", "and {count} more", more) if more > 0 else "")
                if who
                else choice_cell(book, meeting, "type"),
                Cell(runs=result) if result else Cell("—", tone="muted"),
            )
        )

    return bounded(book, meetings, columns, make, caption, anchor=anchor, tools=where, empty=empty)


def meeting_parts(
    book: Book, meetings: Iterable[Record], anchor: str, *, where: bool, most: int = 200
) -> tuple[Block, ...]:
    """Coming ones, then held ones in a table; cancelled ones folded."""
    coming, held, cancelled = split(meetings)
    blocks: list[Block] = []
    if coming:
        blocks.append(label(book.say("To come")))
        blocks += meeting_blocks(book, coming, book.say("Meetings to come"), "", f"{anchor}-coming", where=where)
    if coming and held:
        blocks.append(label(book.say("Held")))
    if held or not coming:
        blocks += meeting_blocks(
            book,
            held[:most],
            book.say("Meetings held, the latest first"),
            book.say("No meeting was held."),
            anchor,
            where=where,
        )
    if held[most:]:
        rest = held[most:]
        summary = book.say_count("{count} earlier", "{count} earlier", len(rest))
        blocks.append(folded(summary, *meeting_blocks(book, rest, summary, "", f"{anchor}-earlier", where=where)))
    if cancelled:
        summary = book.say_count("{count} cancelled", "{count} cancelled", len(cancelled))
        blocks.append(
            folded(summary, *meeting_blocks(book, cancelled, summary, "", f"{anchor}-cancelled", where=where))
        )
    return tuple(blocks)


def log_blocks(book: Book, meetings: Iterable[Record], most: int) -> tuple[Block, ...]:
    """The latest contacts that were held, and by which channels all of the last 90 days went."""
    held = split(meetings)[1]
    blocks = meeting_blocks(
        book,
        held[:most],
        book.say("Meetings held, the latest first"),
        book.say("No meeting was held."),
        "t-log",
        where=True,
    )
    recent = Counter(one.text("channel") for one in held if (on := one.day("date")) and (book.as_of - on).days <= LATELY)
    if not recent:
        return blocks
    mix = book.words.list_and(channel_text(book, channel, count) for channel, count in recent.most_common())
    return (words(book.say("In the last {days} days: {mix}.", days=LATELY, mix=mix)), *blocks)


def lede(book: Book, coming: Sequence[Record], held: Sequence[Record]) -> str:
    """When the next one is and when the last one was."""
    ahead = [meeting for meeting in coming if (day := meeting.day("date")) and day >= book.as_of]
    parts = []
    if ahead:
        day = ahead[0].day("date")
        link = toned(ahead[0].title, "", book.href(ahead[0].key))
        parts.append(book.say("Next is {meeting} on {day}.", meeting=link, day=day))
    else:
        parts.append(book.say("No meeting is planned."))
    missed = len(coming) - len(ahead)
    if missed:
        told = toned(
            book.say_count(
                "{n} was planned and not held", "{n} were planned and not held", missed, n=spelled(book.words, missed)
            ),
            "bad",
        )
        parts.append(capital(book.say("{missed}.", missed=told)))
    recent = sum(1 for meeting in held if (day := meeting.day("date")) and (book.as_of - day).days <= 30)
    parts.append(
        capital(
            book.say_count(
                "{n} contact in the last 30 days.",
                "{n} contacts in the last 30 days.",
                recent,
                n=spelled(book.words, recent),
            )
        )
    )
    return book.words.sentences(parts)


def pages(book: Book) -> Iterator[Page]:
    """All communications by date."""
    meetings = book.shown("communication")
    if not meetings:
        return
    coming, held, _ = split(meetings)
    anchor = book.register("communication")
    path = "communications.html"
    frame = book.frame(
        path,
        anchor.text,
        current=book.current("communication"),
        crumbs=(Anchor(book.say("Communication"), "communication.html"),),
        lede=runs(lede(book, coming, held)),
    )
    cancelled = [meeting for meeting in meetings if meeting.status == "cancelled"]
    sections = [
        Section(
            head(book.say("To come"), "coming"),
            meeting_blocks(
                book, coming, book.say("Meetings to come"), book.say("No meeting is planned."), "t-coming", where=True
            ),
        ),
        Section(
            head(book.say("Held"), "held"),
            (
                *meeting_blocks(
                    book,
                    held,
                    book.say("Meetings held, the latest first"),
                    book.say("No meeting was held."),
                    "t-held",
                    where=True,
                ),
                *fold_cancelled(book, cancelled),
            ),
        ),
    ]
    if book.shown("comm_plan"):
        series_part = Section(head(book.say("Series"), "series"), series.series_blocks(book, minutes_of(book.ledger, book.as_of)))
        sections.insert(1, series_part)
    yield Page(path, "meetings.html", Sheet(frame, (), tuple(sections)))


def fold_cancelled(book: Book, cancelled: Sequence[Record]) -> tuple[Block, ...]:
    if not cancelled:
        return ()
    summary = book.say_count("{count} cancelled", "{count} cancelled", len(cancelled))
    return (folded(summary, *meeting_blocks(book, cancelled, summary, "", "t-cancelled", where=True)),)
