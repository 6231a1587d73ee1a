"""Goals: where they started, where they stand, where they are to end, beside the time that is used."""

from collections.abc import Iterable, Iterator, Sequence

from pmledger.analysis.health import Rag
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of
from pmledger.site.views.goal_rows import by_need, goal_columns, goal_row, pace_of
from pmledger.site.views.goal_story import evaluation_section, tree_section
from pmledger.site.views.registers import PAST, head, open_and_closed
from pmledger.site.views.sentence import capital, runs, spelled, toned


def goal_blocks(book: Book, goals: Iterable[Record], *, where: bool, anchor: str) -> tuple[Block, ...]:
    return open_and_closed(
        book,
        by_need(book, goals),
        goal_columns(book, where=where),
        lambda goal: goal_row(book, goal, where=where),
        book.say("Goals"),
        anchor=anchor,
        empty=book.say("No goal is active."),
        past=PAST // 2 if where else None,
    )


def lede(book: Book, goals: Sequence[Record]) -> str:
    """How many active goals keep pace with their time."""
    active = [goal for goal in goals if not goal.closed and goal.status != "draft"]
    words = book.words
    if not active:
        return book.say("No goal is active.")
    behind = [goal for goal in active if pace_of(book, goal) in {Rag.RED, Rag.AMBER}]
    unknown = sum(1 for goal in active if pace_of(book, goal) is Rag.GREY)
    steady = len(active) - len(behind) - unknown
    parts = []
    if steady:
        parts.append(toned(book.say_count("{n} keeps pace", "{n} keep pace", steady, n=spelled(words, steady)), "good"))
    if behind:
        parts.append(
            toned(book.say_count("{n} is behind", "{n} are behind", len(behind), n=spelled(words, len(behind))), "bad")
        )
    if unknown:
        parts.append(
            book.say_count("{n} cannot be judged yet", "{n} cannot be judged yet", unknown, n=spelled(words, unknown))
        )
    first = capital(
        book.say_count("{n} goal is active.", "{n} goals are active.", len(active), n=spelled(words, len(active)))
    )
    return words.sentences([first, capital(book.say("{parts}.", parts=words.list_and(parts)))])


def pages(book: Book) -> Iterator[Page]:
    """All goals, the furthest behind first."""
    goals = book.shown("goal")
    if not goals:
        return
    path = "goals.html"
    frame = book.frame(path, book.register("goal").text, current=path, lede=runs(lede(book, goals)))
    note = book.say("The bar is the progress from the baseline to the target, the tick is the time that is used.")
    active = Section(
        head(book.say("Active"), "active"),
        (*goal_blocks(book, goals, where=True, anchor="t-goals"), Block("none", note)),
    )
    sections = (active, tree_section(book, by_need(book, goals)), evaluation_section(book, goals))
    yield Page(path, "goals.html", Sheet(frame, (), sections, contents_of(sections)))
