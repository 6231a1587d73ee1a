"""Activity: what happened, by the dates that the records state, day by day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pmledger.analysis.timeline import Event
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Heading, Item
from pmledger.site.views.blocks import Block, Section, Sheet
from pmledger.site.views.cells import short_name
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, plain, runs, spelled

PER_PAGE = 200
RECENT = 7


def visible(book: Book) -> tuple[Event, ...]:
    """Events up to today whose record the site shows, newest first."""
    return tuple(event for event in book.conclusions.events if event.record in book.hrefs and event.day <= book.as_of)


def by_owner(book: Book) -> dict[str, list[Event]]:
    """Events by the project and the client that they belong to, or whose own they are."""
    found: dict[str, list[Event]] = {}
    for event in visible(book):
        for key in {event.project, event.client, event.record} - {""}:
            if key.startswith(("project:", "client:")):
                found.setdefault(key, []).append(event)
    return found


def event_item(book: Book, event: Event, *, when: str = "", place: bool = True) -> Item:
    record = book.ledger.get(event.record)
    spec = book.schema.kinds[record.kind] if record else None
    where = (record.project or record.client) if record and place else ""
    what = plain(book.words.render(event.what))
    parts = [what, book.words.kind_label(spec) if spec else "", short_name(book, where) if where else ""]
    sub = " · ".join(part for part in parts if part)
    return Item(record.title if record else what, book.href(event.record), "none", sub, when)


def history(book: Book, events: Iterable[Event], *, place: bool = True) -> tuple[Item, ...]:
    """Events in a list, each day written once."""
    found: list[Item] = []
    before: date | None = None
    for event in events:
        when = book.words.date(event.day) if event.day != before else ""
        found.append(event_item(book, event, when=when, place=place))
        before = event.day
    return tuple(found)


def month_sections(book: Book, events: Sequence[Event]) -> tuple[Section, ...]:
    """A section a month."""
    months: dict[tuple[int, int], list[Event]] = {}
    for event in events:
        months.setdefault((event.day.year, event.day.month), []).append(event)
    return tuple(
        Section(
            head(book.words.date(date(year, month, 1), "month"), f"m-{year}-{month:02}"),
            (Block("diary", history(book, group)),),
        )
        for (year, month), group in months.items()
    )


def lede(book: Book, events: Sequence[Event]) -> str:
    """How much happened in the last week."""
    recent = [event for event in events if (book.as_of - event.day).days < RECENT]
    words, count = book.words, len(recent)
    if not events:
        return book.say("Nothing has happened yet.")
    if not count:
        return book.say(
            "Nothing happened in the last {days} days; the last entry is of {day}.", days=RECENT, day=events[0].day
        )
    touched = len({event.record for event in recent})
    return capital(
        book.say_count(
            "{n} event in the last {days} days, in {records}.", "{n} events in the last {days} days, in {records}.", count,
            n=spelled(words, count), days=RECENT,
            records=book.say_count("{n} record", "{n} records", touched, n=spelled(words, touched)),
        )
    )  # fmt: skip


def pages(book: Book) -> Iterator[Page]:
    """The newest events, and older ones by year."""
    events = visible(book)
    path = "activity.html"
    years: dict[int, list[Event]] = {}
    for event in events[PER_PAGE:]:
        years.setdefault(event.day.year, []).append(event)
    older = tuple(
        (
            f"activity/{year}{'' if index == 0 else f'-{index + 1}'}.html",
            year,
            group[index * PER_PAGE : (index + 1) * PER_PAGE],
        )
        for year, group in years.items()
        for index in range(-(-len(group) // PER_PAGE))
    )
    links = tuple(Anchor(older_name(book, name, year), name) for name, year, _ in older)
    title = book.say("Activity")
    frame = book.frame(path, title, current=path, lede=runs(lede(book, events)))
    sections: tuple[Section, ...] = month_sections(book, events[:PER_PAGE])
    if links:
        section = Section(Heading(book.say("Earlier"), "earlier"), (Block("text", spaced(links)),))
        sections = (*sections, section)
    yield Page(path, "activity.html", Sheet(frame, (), sections))
    for name, year, group in older:
        crumbs = (Anchor(title, path),)
        frame = book.frame(name, book.say("Activity {year}", year=str(year)), current=path, crumbs=crumbs)
        yield Page(name, "activity.html", Sheet(frame, (), month_sections(book, group)))


def older_name(book: Book, name: str, year: int) -> str:
    part = name.removesuffix(".html").rpartition("-")[2] if "-" in name else ""
    return book.say("{year}, part {part}", year=str(year), part=part) if part else str(year)


def spaced(links: Sequence[Anchor]) -> tuple[Anchor, ...]:
    found: list[Anchor] = []
    for link in links:
        found.extend((Anchor(" · "), link) if found else (link,))
    return tuple(found)
