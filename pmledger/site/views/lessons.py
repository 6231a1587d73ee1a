"""Lessons: what to copy or to avoid, the recommendation first."""

from collections.abc import Iterable, Iterator, Sequence

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Fact, Row, Status, Table
from pmledger.site.views.blocks import Block, Card, Section, Sheet, contents_of, folded, table
from pmledger.site.views.cells import brief, joined, lang_of, passage, place_cell, prose_of, short_name
from pmledger.site.views.figures import tile, written
from pmledger.site.views.registers import head, rest
from pmledger.site.views.sentence import capital, runs, spelled

FEW = 12
"""Lessons that need no order by category."""
MOST_FOUND = 60
MOST = 60
"""Cards in one section; the registers of the projects have them all."""
MOST_CARDS = 120
"""Cards on a page of several sections, each with its share."""


def latest(lessons: Iterable[Record]) -> tuple[Record, ...]:
    """The latest first."""
    return tuple(sorted(lessons, key=lambda lesson: (str(lesson.day("date") or ""), lesson.key), reverse=True))


def lesson_card(book: Book, lesson: Record) -> Card:
    recommendation = passage(lesson, "recommendation")
    situation = brief(passage(lesson, "situation") or passage(lesson, "cause"), 260)
    lead = prose_of(book, lesson, recommendation, prefix=lesson.id) if recommendation else None
    facts = (Fact(book.say("Situation"), (Anchor(situation),)),) if situation else ()
    place = lesson.project or lesson.client
    day = lesson.day("date")
    used = written(book, "reuse", lesson.key)
    count = int(used.number or 0)
    reused = Anchor(book.say_count("used {count} time elsewhere", "used {count} times elsewhere", count), used.href)
    about = [
        *([book.anchor(place, short_name(book, place))] if place else []),
        *([Anchor(book.words.choice_label(lesson.text("category")))] if lesson.text("category") else []),
        *([Anchor(book.words.date(day))] if day else []),
        *([reused] if count else []),
    ]
    kind = (
        Status(book.say("Avoid"), "warn") if lesson.text("type") == "negative" else Status(book.say("Repeat"), "good")
    )
    return Card(book.anchor(lesson.key), lead, facts, kind, joined(about, " · "))


def lesson_blocks(book: Book, lessons: Iterable[Record], empty: str, most: int = MOST) -> tuple[Block, ...]:
    """Cards of lessons still to be applied; the archived ones folded."""
    ordered = latest(lessons)
    opened = [lesson for lesson in ordered if lesson.status != "archived"]
    archived = [lesson for lesson in ordered if lesson.status == "archived"]
    blocks = cards(book, opened, most) if opened else (Block("none", empty),)
    if not archived:
        return blocks
    count = book.say_count("{count} archived", "{count} archived", len(archived))
    return (*blocks, folded(count, *cards(book, archived, most // 2)))


def cards(book: Book, lessons: Sequence[Record], most: int) -> tuple[Block, ...]:
    """The first of them as cards, and where the others are."""
    return (Block("cards", tuple(lesson_card(book, lesson) for lesson in lessons[:most])), *rest(book, lessons[most:]))


def by_category(lessons: Sequence[Record]) -> tuple[tuple[str, tuple[Record, ...]], ...]:
    """Lessons under the label of their category, the fullest first."""
    groups: dict[str, list[Record]] = {}
    for lesson in lessons:
        groups.setdefault(lesson.text("category"), []).append(lesson)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple((name, tuple(group)) for name, group in ordered)


def lede(book: Book, lessons: Sequence[Record]) -> str:
    """How many lessons there are and how many were put to use."""
    words, count = book.words, len(lessons)
    applied = sum(1 for lesson in lessons if lesson.status == "applied")
    first = capital(
        book.say_count("{n} lesson was learnt.", "{n} lessons were learnt.", count, n=spelled(words, count))
    )
    second = (
        capital(
            book.say_count(
                "{n} has been applied since.", "{n} have been applied since.", applied, n=spelled(words, applied)
            )
        )
        if applied
        else book.say("None has been applied yet.")
    )
    return words.sentences([first, second])


def finder(book: Book) -> Section:
    """Lessons and articles by the situation in which they help, to be filtered while typing."""
    known = [*latest(book.shown("lesson")), *book.shown("article")]
    columns = (
        Column(book.say("Situation"), wide=True),
        Column(book.say("What to do"), wide=True),
        Column(book.say("Good for"), wide=True),
        Column(book.say("Category")),
        Column(book.say("Learnt in")),
    )
    rows = tuple(finder_row(book, record) for record in known[:MOST_FOUND])
    part = Table(columns, rows, book.say("Lessons and articles by situation"), "t-find", tools=True)
    return Section(head(book.say("Find by situation"), "find"), (table(part), *rest(book, known[MOST_FOUND:])))


def finder_row(book: Book, record: Record) -> Row:
    situation = brief(passage(record, "situation"), 150) or record.title
    lesson = record.kind == "lesson"
    good_for = record.texts("applies_to") or record.texts("keywords")
    category = book.words.choice_label(record.text("category")) if lesson and record.text("category") else record.text("category")
    return Row(
        (
            Cell(situation, lang=lang_of(book, situation)),
            Cell(record.title, book.href(record.key), lang=lang_of(book, record.title)),
            Cell(book.words.comma.join(good_for)) if good_for else Cell("—", tone="muted"),
            Cell(category or "—", tone="" if category else "muted"),
            place_cell(book, record),
        )
    )


def category_sections(book: Book, lessons: Sequence[Record]) -> tuple[Section, ...]:
    """Lessons by category, so many of each that the page stays small."""
    groups = by_category(lessons)
    most = max(FEW, MOST_CARDS // len(groups))
    empty = book.say("All lessons of this category are archived.")
    return tuple(
        Section(
            head(book.words.choice_label(name) if name else book.say("Without category"), f"c-{name or 'none'}"),
            lesson_blocks(book, group, empty, most),
        )
        for name, group in groups
    )


def pages(book: Book) -> Iterator[Page]:
    """All lessons by category."""
    lessons = book.shown("lesson")
    if not lessons:
        return
    every = Section(
        head(book.say("The latest first"), "all"), lesson_blocks(book, lessons, book.say("All lessons are archived."))
    )
    found = (every,) if len(lessons) <= FEW else category_sections(book, lessons)
    path = "lessons.html"
    sections = (finder(book), *found)
    frame = book.frame(path, book.register("lesson").text, current=path, lede=runs(lede(book, lessons)))
    yield Page(path, "lessons.html", Sheet(frame, (tile(book, "lessons_applied"),), sections, contents_of(sections)))
