"""Requirements: what became of each need, from the one who asked to the one who accepted."""

from collections.abc import Iterable, Iterator, Sequence

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row, Runs
from pmledger.site.views.blocks import Block, Section, Sheet
from pmledger.site.views.cells import (
    choice_cell,
    day_cell,
    joined,
    key_cell,
    place_cell,
    record_cell,
    short_name,
    status_cell,
)
from pmledger.site.views.registers import head, open_and_closed
from pmledger.site.views.sentence import capital, runs, spelled, toned

MUST_DELIVER = frozenset({"agreed", "in_progress", "delivered", "verified", "accepted"})
MUST_CHECK = frozenset({"delivered", "verified", "accepted"})
PRIORITIES = ("must", "should", "could", "wont", "")


def carriers(need: Record) -> tuple[str, ...]:
    """The tasks and deliverables that bring a need about."""
    return (*need.targets.get("deliverables", ()), *need.targets.get("tasks", ()))


def checks(book: Book, need: Record) -> tuple[str, ...]:
    """The checks of a need: its own, else those of its deliverables."""
    own = need.targets.get("checks", ())
    if own:
        return own
    found = [
        check.key
        for key in need.targets.get("deliverables", ())
        for check in book.ledger.pointing_at(key, "quality_check", "deliverable")
    ]
    return tuple(dict.fromkeys(found))


def has_gap(book: Book, need: Record) -> bool:
    """Whether a link of the chain is missing that its state asks for."""
    if need.text("priority") == "wont" or need.text("type") == "constraint":
        return False
    lacks_carrier = need.status in MUST_DELIVER and not carriers(need)
    return lacks_carrier or (need.status in MUST_CHECK and not checks(book, need))


def by_need(book: Book, needs: Iterable[Record]) -> tuple[Record, ...]:
    """Gaps first, then by priority."""
    return tuple(
        sorted(
            needs,
            key=lambda need: (
                not has_gap(book, need),
                PRIORITIES.index(need.text("priority")) if need.text("priority") in PRIORITIES else 4,
                need.key,
            ),
        )
    )


def links_cell(book: Book, keys: Sequence[str], *, wanted: bool) -> Cell:
    """Records one after the other; a gap where there should be one."""
    if keys:
        return Cell(runs=joined((book.anchor(key) for key in keys if key in book.hrefs), book.words.comma))
    return Cell(book.say("missing"), tone="warn") if wanted else Cell("—", tone="muted")


def requirement_columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    place = (Column(book.say("Project")),) if where else ()
    return (
        Column(book.say("Need"), wide=True),
        *place,
        Column(book.say("Priority")),
        Column(book.say("State")),
        Column(book.say("Brought about by"), wide=True),
        Column(book.say("Checked by")),
        Column(book.say("Accepted")),
    )


def person_runs(book: Book, key: str) -> Runs:
    """Who asked for it, in a sentence."""
    return runs(book.say("asked by {person}", person=toned(short_name(book, key), "", book.href(key))))


def requirement_row(book: Book, need: Record, *, where: bool) -> Row:
    who = need.target("requested_by")
    asked = person_runs(book, who) if who in book.hrefs else ()
    title = record_cell(book, need)
    binding = need.text("priority") != "wont" and need.text("type") != "constraint"
    accepted = day_cell(book, need.day("accepted_on"))
    by = key_cell(book, need.target("accepted_by")).text if need.target("accepted_by") else ""
    return Row(
        (
            Cell(title.text, title.href, sub_runs=asked, lang=title.lang),
            *((place_cell(book, need),) if where else ()),
            choice_cell(book, need, "priority"),
            status_cell(book, need),
            links_cell(book, carriers(need), wanted=binding and need.status in MUST_DELIVER),
            links_cell(book, checks(book, need), wanted=binding and need.status in MUST_CHECK),
            Cell(accepted.text, tone=accepted.tone, sort=accepted.sort, sub=by),
        )
    )


def requirement_blocks(book: Book, needs: Iterable[Record], *, where: bool, anchor: str) -> tuple[Block, ...]:
    return open_and_closed(
        book,
        by_need(book, needs),
        requirement_columns(book, where=where),
        lambda need: requirement_row(book, need, where=where),
        book.say("From need to acceptance"),
        anchor=anchor,
        empty=book.say("No requirement is open."),
    )


def lede(book: Book, needs: Sequence[Record]) -> str:
    """How many needs there are, how many are accepted, and where the chain breaks."""
    words, count = book.words, len(needs)
    accepted = sum(1 for need in needs if need.status == "accepted")
    gaps = sum(1 for need in needs if has_gap(book, need))
    first = capital(
        book.say_count(
            "{n} need was recorded, {accepted} of them accepted.", "{n} needs were recorded, {accepted} of them accepted.", count,
            n=spelled(words, count), accepted=toned(spelled(words, accepted), "b"),
        )
    )  # fmt: skip
    if not gaps:
        return words.sentences(
            [first, book.say("Every agreed one has a task or deliverable, every delivered one a check.")]
        )
    told = toned(book.say_count("{n} has a gap", "{n} have a gap", gaps, n=spelled(words, gaps)), "warn")
    return words.sentences([first, capital(book.say("{gaps} between need, delivery and check.", gaps=told))])


def pages(book: Book) -> Iterator[Page]:
    """The traceability of all requirements."""
    needs = book.shown("requirement")
    if not needs:
        return
    path = "requirements.html"
    frame = book.frame(path, book.register("requirement").text, current=path, lede=runs(lede(book, needs)))
    section = Section(
        head(book.say("From need to acceptance"), "trace"),
        requirement_blocks(book, needs, where=True, anchor="t-needs"),
    )
    yield Page(path, "requirements.html", Sheet(frame, (), (section,)))
