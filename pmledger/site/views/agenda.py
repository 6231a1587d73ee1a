"""The agenda: what needs somebody, overdue first, then day by day, and the same by person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import quote

from msgspec import Struct

from pmledger.analysis.agenda import AgendaItem
from pmledger.language.icalendar import Diary, icalendar, title_of
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Frame, Item, Row, Runs, Table
from pmledger.site.paths import portable
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, table
from pmledger.site.views.cells import short_name
from pmledger.site.views.figures import tile
from pmledger.site.views.registers import and_more, head
from pmledger.site.views.sentence import capital, plain, runs, spelled, toned
from pmledger.source.message import Message

DAYS = 14
MOST_TOGETHER = 150
"""Matters up to which one page holds all persons' agendas."""
MOST_PEOPLE = 200
MOST = 100
"""Lines in one list; what is beyond is counted."""
CALENDAR = "agenda.ics"
CALENDAR_DAYS = 28
MOST_LATE = 300
"""Overdue matters in the calendar, the latest ones."""


class Matter(Struct, frozen=True):
    """Something that needs somebody, once, with all whom it concerns."""

    day: date
    people: tuple[str, ...]
    record: str
    action: Message
    overdue_days: int
    project: str
    kind: str


def matters(book: Book, items: Iterable[AgendaItem] | None = None) -> tuple[Matter, ...]:
    """The agenda's items whose record the site shows, those of several people made one."""
    found: dict[tuple[date, str, str], list[AgendaItem]] = {}
    for item in book.conclusions.agenda if items is None else items:
        if item.record in book.hrefs:
            found.setdefault((item.day, item.record, item.action.template), []).append(item)
    return tuple(
        Matter(
            first.day,
            tuple(one.person for one in group if one.person),
            first.record,
            first.action,
            first.overdue_days,
            first.project,
            first.kind,
        )
        for group in found.values()
        for first in group[:1]
    )


def overdue(items: Iterable[Matter]) -> tuple[Matter, ...]:
    """The gravest kinds first, then the longest overdue."""
    return tuple(sorted((item for item in items if item.overdue_days > 0), key=gravity))


def gravity(item: Matter) -> tuple[int, int, str]:
    return GRAVE.get(item.kind, 5), -item.overdue_days, item.record


GRAVE = {"issue": 0, "milestone": 0, "promise": 1, "change": 1, "decision": 1, "invoice": 2, "risk": 2, "task": 3}
"""Which overdue things weigh most."""


def ahead(book: Book, items: Iterable[Matter], days: int = DAYS) -> tuple[Matter, ...]:
    """What comes from today on, day by day."""
    last = book.as_of + timedelta(days=days)
    return tuple(item for item in items if item.overdue_days <= 0 and book.as_of <= item.day <= last)


def sentence(book: Book, item: Matter) -> str:
    return plain(book.words.render(item.action))


def context(book: Book, item: Matter, *, person: bool = True) -> str:
    """Project or client, kind, and who."""
    record = book.ledger.get(item.record)
    place = item.project or (record.client if record else "")
    spec = book.schema.kinds.get(item.kind)
    parts = [
        short_name(book, place) if place else "",
        book.words.kind_label(spec) if spec else "",
        book.words.comma.join(short_name(book, key) for key in item.people if key in book.hrefs) if person else "",
    ]
    return " · ".join(part for part in parts if part)


def late_item(book: Book, item: Matter, *, person: bool = True) -> Item:
    when = book.say_count("{count} day over", "{count} days over", item.overdue_days)
    tone = "bad" if item.overdue_days > 5 else "warn"
    return Item(
        sentence(book, item),
        book.href(item.record),
        tone,
        context(book, item, person=person),
        when,
        book.say("overdue"),
    )


def day_item(book: Book, item: Matter, *, person: bool = True, first: bool = True) -> Item:
    when = book.words.date(item.day, "weekday") if first else ""
    return Item(sentence(book, item), book.href(item.record), "none", context(book, item, person=person), when)


def diary(book: Book, items: Sequence[Matter], *, person: bool = True) -> tuple[Item, ...]:
    """Day by day, the day written once."""
    days = [None, *[item.day for item in items]]
    return tuple(
        day_item(book, item, person=person, first=item.day != before) for item, before in zip(items, days, strict=False)
    )


def lists(book: Book, items: Sequence[Matter], *, person: bool) -> tuple[Block, ...]:
    """Overdue things, then the days to come; what is later, folded."""
    late = overdue(items)
    soon = ahead(book, items)
    later = [item for item in items if item.overdue_days <= 0 and item.day > book.as_of + timedelta(days=DAYS)]
    blocks: list[Block] = []
    if late:
        blocks.append(Block("todo", tuple(late_item(book, item, person=person) for item in late[:MOST])))
    if soon:
        blocks.append(Block("diary", diary(book, soon[:MOST], person=person)))
    if later:
        summary = book.say_count("{count} later", "{count} later", len(later))
        blocks.append(folded(summary, Block("diary", diary(book, later[:MOST], person=person))))
    more = max(0, len(late) - MOST) + max(0, len(soon) - MOST)
    return (*blocks, *and_more(book, more))


def lede(book: Book, items: Sequence[Matter]) -> str:
    """How much is overdue, and how much comes within a fortnight."""
    words = book.words
    late, soon = len(overdue(items)), len(ahead(book, items))
    first = (
        capital(
            book.say(
                "{late}.",
                late=toned(
                    book.say_count("{n} thing is overdue", "{n} things are overdue", late, n=spelled(words, late)),
                    "bad",
                ),
            )
        )
        if late
        else book.say("{none}.", none=toned(book.say("Nothing is overdue"), "good"))
    )
    second = capital(
        book.say_count(
            "{n} falls in the next {days} days.",
            "{n} fall in the next {days} days.",
            soon,
            n=spelled(words, soon),
            days=DAYS,
        )
    )
    return words.sentences([first, second])


def everyone(book: Book, items: Sequence[Matter]) -> tuple[Section, Section]:
    """What is overdue and what comes, whoever it concerns."""
    late, soon = overdue(items), ahead(book, items)
    overdue_list = (
        Block("todo", tuple(late_item(book, item) for item in late[:MOST]))
        if late
        else Block("none", book.say("Nothing is overdue."))
    )
    soon_list = Block("diary", diary(book, soon[:MOST])) if soon else Block("none", book.say("Nothing is due."))
    return (
        Section(head(book.say("Overdue"), "overdue"), (overdue_list, *beyond(book, late))),
        Section(head(book.say("Next {days} days", days=DAYS), "soon"), (soon_list, *beyond(book, soon))),
    )


def by_person(book: Book, items: Sequence[Matter]) -> Mapping[str, Sequence[Matter]]:
    """Matters by the person they concern, "" for nobody last; who has most overdue first."""
    people: dict[str, list[Matter]] = {}
    for item in items:
        for key in item.people or ("",):
            people.setdefault(key if key in book.hrefs else "", []).append(item)
    late = {key: sum(item.overdue_days > 0 for item in found) for key, found in people.items()}
    return {key: people[key] for key in sorted(people, key=lambda key: (key == "", -late[key], key))}


def person_name(book: Book, key: str) -> str:
    return short_name(book, key) if key else book.say("Nobody")


def personal(book: Book, people: Mapping[str, Sequence[Matter]]) -> tuple[Section, ...]:
    """A section a person."""
    return tuple(
        Section(
            head(person_name(book, key), person_id(key), *person_links(book, key)), lists(book, found, person=False)
        )
        for key, found in people.items()
    )


def directory(book: Book, people: Mapping[str, Sequence[Matter]]) -> Section:
    """Links to the persons' own agendas, with how much is overdue, where one page would be too long for all."""
    columns = (
        Column(book.say("Person"), wide=True),
        Column(book.say("Overdue"), numeric=True),
        Column(book.say("All"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(person_name(book, key), quote(person_path(key))),
                Cell(str(sum(item.overdue_days > 0 for item in found))),
                Cell(str(len(found))),
            ),
            person_id(key),
        )
        for key, found in list(people.items())[:MOST_PEOPLE]
    )
    return Section(
        head(book.say("By person"), "people"), (table(Table(columns, rows, book.say("Agenda by person"), "t-people")),)
    )


class CalendarView(Struct, frozen=True):
    """The agenda as an iCalendar file; `calendar` is its text."""

    frame: Frame
    calendar: str


def calendar_page(book: Book) -> Page:
    """The shown matters up to four weeks ahead, for programs that subscribe to them."""
    last = book.as_of + timedelta(days=CALENDAR_DAYS)
    shown = [item for item in book.conclusions.agenda if item.record in book.hrefs and item.day <= last]
    late = [item for item in shown if item.overdue_days > 0][-MOST_LATE:]
    shown = [*late, *(item for item in shown if item.overdue_days <= 0)]
    diary = Diary(book.ledger, book.words, book.as_of, book.settings.timezone)
    text = icalendar(shown, diary, title_of(book.words, book.settings.name))
    return Page(CALENDAR, "agenda-calendar.jinja", CalendarView(Frame(book.site, ""), text))


def pages(book: Book) -> Iterator[Page]:
    """What needs somebody, for all and by person; long ones have a page for each person."""
    yield calendar_page(book)
    items = matters(book)
    people = by_person(book, items)
    split = len(items) > MOST_TOGETHER
    parts = (directory(book, people),) if split else personal(book, people)
    path = "agenda.html"
    stamp = (
        (Anchor(book.say("As of {day}", day=book.words.date(book.as_of, "long"))),),
        (Anchor(book.say("as a calendar"), CALENDAR),),
    )
    title = book.say("Agenda")
    frame = book.frame(path, title, current=path, lede=runs(lede(book, items)), stamp=stamp)
    tiles = (tile(book, "overdue_actions"), tile(book, "changes_to_decide"), tile(book, "open_issues"))
    contents = () if split else contents_of(parts)
    yield Page(path, "agenda.html", Sheet(frame, tiles, (everyone(book, items), *parts), contents))
    if split:
        for key in list(people)[:MOST_PEOPLE]:
            yield person_page(book, key, people[key], Anchor(title, path), stamp)


def person_page(book: Book, key: str, items: Sequence[Matter], crumb: Anchor, stamp: tuple[Runs, ...]) -> Page:
    path = person_path(key)
    frame = book.frame(
        path, person_name(book, key), current=crumb.href, crumbs=(crumb,), lede=runs(lede(book, items)), stamp=stamp
    )
    section = Section(head(book.say("Agenda"), "agenda", *person_links(book, key)), lists(book, items, person=False))
    return Page(path, "agenda.html", Sheet(frame, (), (section,)))


def beyond(book: Book, items: Sequence[Matter]) -> tuple[Block, ...]:
    """How many more there are than the list shows."""
    left = len(items) - MOST
    if left <= 0:
        return ()
    return (
        Block("none", book.say_count("And {count} more, by person below.", "And {count} more, by person below.", left)),
    )


def person_path(key: str) -> str:
    """The page of a person's own agenda, where agendas are split."""
    return f"agenda/{portable(person_id(key).removeprefix('p-'))}.html"


def person_id(key: str) -> str:
    return f"p-{key.rpartition('/')[2].rpartition(':')[2]}" if key else "p-nobody"


def person_links(book: Book, key: str) -> tuple[Anchor, ...]:
    return (Anchor(book.say("all about {person}", person=short_name(book, key)), book.href(key)),) if key else ()
