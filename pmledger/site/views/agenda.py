"""The agenda: what needs somebody, overdue first, then day by day, and the same by person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pmledger.analysis.agenda import AgendaItem
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Item
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded
from pmledger.site.views.cells import short_name
from pmledger.site.views.figures import tile
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, plain, runs, spelled, toned
from pmledger.source.message import Message

DAYS = 14
MOST = 100
"""Lines in one list; what is beyond is counted."""


@dataclass(frozen=True, slots=True)
class Matter:
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
        ", ".join(short_name(book, key) for key in item.people if key in book.hrefs) if person else "",
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
    if more:
        blocks.append(Block("none", book.say_count("And {count} more.", "And {count} more.", more)))
    return tuple(blocks)


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


def pages(book: Book) -> Iterator[Page]:
    """What needs somebody, for all and by person."""
    items = matters(book)
    late = overdue(items)
    soon = ahead(book, items)
    everyone = (
        Section(
            head(book.say("Overdue"), "overdue"),
            (
                Block("todo", tuple(late_item(book, item) for item in late[:MOST]))
                if late
                else Block("none", book.say("Nothing is overdue.")),
                *beyond(book, late),
            ),
        ),
        Section(
            head(book.say("Next {days} days", days=DAYS), "soon"),
            (
                Block("diary", diary(book, soon[:MOST])) if soon else Block("none", book.say("Nothing is due.")),
                *beyond(book, soon),
            ),
        ),
    )
    people: dict[str, list[Matter]] = {}
    for item in items:
        for key in item.people or ("",):
            people.setdefault(key if key in book.hrefs else "", []).append(item)
    ordered = sorted(people, key=lambda key: (key == "", -sum(item.overdue_days > 0 for item in people[key]), key))
    personal = tuple(
        Section(
            head(short_name(book, key) if key else book.say("Nobody"), person_id(key), *person_links(book, key)),
            lists(book, people[key], person=False),
        )
        for key in ordered
    )
    path = "agenda.html"
    stamp = ((Anchor(book.say("As of {day}", day=book.words.date(book.as_of, "long"))),),)
    frame = book.frame(path, book.say("Agenda"), current=path, lede=runs(lede(book, items)), stamp=stamp)
    tiles = (tile(book, "overdue_actions"), tile(book, "changes_to_decide"), tile(book, "open_issues"))
    yield Page(path, "agenda.html", Sheet(frame, tiles, (everyone, *personal), contents_of(personal)))


def beyond(book: Book, items: Sequence[Matter]) -> tuple[Block, ...]:
    left = len(items) - MOST
    return (
        (
            Block(
                "none",
                book.say_count("And {count} more, listed by person.", "And {count} more, listed by person.", left),
            ),
        )
        if left > 0
        else ()
    )


def person_id(key: str) -> str:
    return f"p-{key.rpartition('/')[2].rpartition(':')[2]}" if key else "p-nobody"


def person_links(book: Book, key: str) -> tuple[Anchor, ...]:
    return (Anchor(book.say("all about {person}", person=short_name(book, key)), book.href(key)),) if key else ()
