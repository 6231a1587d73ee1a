"""Requirements: what became of each need, from the talk in which it was said to the one who accepted it."""

from collections.abc import Iterable, Iterator, Sequence

from pmledger.analysis.trace import CARRIER, CHANGE, CHECK, Path, orphans, paths
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Runs
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, words
from pmledger.site.views.cells import (
    MOST,
    choice_cell,
    day_cell,
    joined,
    key_cell,
    place_cell,
    record_cell,
    short_name,
    status_cell,
    told,
    visible,
)
from pmledger.site.views.figures import figure_anchor, figure_cell, tile
from pmledger.site.views.registers import and_more, bounded, head, open_and_closed
from pmledger.site.views.sentence import capital, runs, spelled, toned

MOST_FOLDS = 20
PRIORITIES = ("must", "should", "could", "wont", "")
OUTCOMES = (
    frozenset({"accepted"}),
    frozenset({"agreed", "in_progress", "delivered", "verified"}),
    frozenset({"captured", "analysed"}),
    frozenset({"rejected", "deferred"}),
)
"""What became of a need, by its state."""
BREAKS = frozenset({CARRIER, CHECK, CHANGE})
"""Gaps that call for somebody; that nobody wrote down where a need was said is only a pity."""


def has_gap(path: Path) -> bool:
    """Whether a link of the chain is missing that the need's state asks for."""
    return bool(BREAKS.intersection(path.gaps))


def by_need(book: Book, needs: Iterable[Record]) -> tuple[Path, ...]:
    """The paths of needs: gaps first, then by priority."""
    return tuple(
        sorted(
            paths(needs, book.ledger, book.as_of),
            key=lambda path: (not has_gap(path), rank(path.need.text("priority")), path.need.key),
        )
    )


def rank(priority: str) -> int:
    return PRIORITIES.index(priority) if priority in PRIORITIES else len(PRIORITIES)


def links_cell(book: Book, keys: Sequence[str], *, wanted: bool) -> Cell:
    """Records one after the other; a gap where there should be one."""
    found = [book.anchor(key) for key in keys if key in book.hrefs]
    if found:
        return Cell(runs=joined(found, book.words.comma))
    if keys:
        return Cell(book.say("(restricted)"), tone="muted")
    return Cell(book.say("missing"), tone="warn") if wanted else Cell("—", tone="muted")


def requirement_columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    place = (Column(book.say("Project")),) if where else ()
    return (
        Column(book.say("Need"), wide=True),
        *place,
        Column(book.say("Priority")),
        Column(book.say("State")),
        Column(book.say("Brought about by"), wide=True),
        Column(book.say("Checked by"), wide=True),
        Column(book.say("Accepted")),
    )


def asked(book: Book, path: Path) -> Runs:
    """Who asked for it, and where that was said."""
    who = path.need.target("requested_by")
    source = next((key for key in path.said_in if key in book.hrefs), "")
    person = toned(short_name(book, who), "", book.href(who)) if who in book.hrefs else ""
    if person and source:
        return runs(book.say("asked by {person} in {talk}", person=person, talk=told(book, source)))
    if person:
        return runs(book.say("asked by {person}", person=person))
    return runs(book.say("said in {talk}", talk=told(book, source))) if source else ()


def requirement_row(book: Book, path: Path, *, where: bool) -> Row:
    need = path.need
    title = record_cell(book, need)
    accepted = day_cell(book, need.day("accepted_on"))
    by = key_cell(book, need.target("accepted_by")).text if need.target("accepted_by") else ""
    return Row(
        (
            Cell(title.text, title.href, sub_runs=asked(book, path), lang=title.lang),
            *((place_cell(book, need),) if where else ()),
            choice_cell(book, need, "priority"),
            status_cell(book, need),
            links_cell(book, path.carriers, wanted=CARRIER in path.gaps),
            links_cell(book, path.checks, wanted=CHECK in path.gaps),
            Cell(accepted.text, tone=accepted.tone, sort=accepted.sort, sub=by),
        )
    )


def requirement_blocks(book: Book, needs: Iterable[Record], *, where: bool, anchor: str) -> tuple[Block, ...]:
    ordered = by_need(book, needs)
    by_key = {path.need.key: path for path in ordered}
    return open_and_closed(
        book,
        [path.need for path in ordered],
        requirement_columns(book, where=where),
        lambda need: requirement_row(book, by_key[need.key], where=where),
        book.say("From need to acceptance"),
        anchor=anchor,
        empty=book.say("No requirement is open."),
    )


def lede(book: Book, found: Sequence[Path]) -> str:
    """How many needs there are, how many are accepted, and where the chain breaks."""
    words, count = book.words, len(found)
    accepted = sum(1 for path in found if path.need.status == "accepted")
    gaps = sum(1 for path in found if has_gap(path))
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
    broken = toned(book.say_count("{n} has a gap", "{n} have a gap", gaps, n=spelled(words, gaps)), "warn", "#trace")
    covered = figure_anchor(book, "coverage")
    second = capital(book.say("{gaps} between need, delivery and check.", gaps=broken))
    third = book.say("{share} of the agreed ones are covered.", share=toned(covered.text, "b", covered.href))
    return words.sentences([first, second, third])


def project_blocks(book: Book, found: Sequence[Path]) -> tuple[Block, ...]:
    """Needs, gaps, coverage and changes, project by project, those with gaps first."""
    groups: dict[str, list[Path]] = {}
    for path in found:
        if path.need.project in book.hrefs:
            groups.setdefault(path.need.project, []).append(path)
    projects = [project for key in groups if (project := book.ledger.get(key)) is not None]
    projects.sort(key=lambda one: (-sum(map(has_gap, groups[one.key])), one.key))
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Needs"), numeric=True),
        Column(book.say("Accepted"), numeric=True),
        Column(book.say("With a gap"), numeric=True),
        Column(book.say("With work and a check"), numeric=True),
        Column(book.say("Changed after the baseline"), numeric=True),
    )
    number = book.words.number

    def make(project: Record) -> Row:
        own = groups[project.key]
        gaps = sum(map(has_gap, own))
        return Row(
            (
                Cell(short_name(book, project.key), f"{book.href(project.key)}#requirements"),
                Cell(number(len(own))),
                Cell(number(sum(path.need.status == "accepted" for path in own))),
                Cell(number(gaps), tone="warn" if gaps else ""),
                figure_cell(book, "coverage", project.key),
                figure_cell(book, "volatility", project.key),
            )
        )

    empty = book.say("No need belongs to a project.")
    return bounded(book, projects, columns, make, book.say("Needs by project"), anchor="t-by-project", empty=empty)


def asker_blocks(book: Book, found: Sequence[Path]) -> tuple[Block, ...]:
    """What became of what each person asked for, those with the most still open first."""
    groups: dict[str, list[Record]] = {}
    for path in found:
        groups.setdefault(path.need.target("requested_by"), []).append(path.need)
    people = [person for key in groups if key in book.hrefs and (person := book.ledger.get(key)) is not None]
    people.sort(key=lambda one: (-sum(not need.closed for need in groups[one.key]), one.key))
    columns = (
        Column(book.say("Asked by"), wide=True),
        Column(book.say("Client")),
        Column(book.say("Needs"), numeric=True),
        Column(book.say("Accepted"), numeric=True),
        Column(book.say("Under way"), numeric=True),
        Column(book.say("Not yet agreed"), numeric=True),
        Column(book.say("Rejected or deferred"), numeric=True),
    )

    def make(person: Record) -> Row:
        states = [need.status for need in groups[person.key]]
        counts = (len(states), *(sum(state in part for state in states) for part in OUTCOMES))
        client = key_cell(book, person.target("organisation"))
        return Row((record_cell(book, person), client, *(Cell(book.words.number(count)) for count in counts)))

    return bounded(book, people, columns, make, book.say("Needs by who asked"), anchor="t-askers")


def late_blocks(book: Book, found: Sequence[Path]) -> tuple[Block, ...]:
    """Needs that came or changed after the first baseline, those without a change first."""
    late = sorted((path for path in found if path.late), key=lambda path: (CHANGE not in path.gaps, path.need.key))
    by_key = {path.need.key: path for path in late}
    columns = (
        Column(book.say("Need"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Asked on")),
        Column(book.say("By the change"), wide=True),
    )

    def make(need: Record) -> Row:
        change = need.target("change")
        return Row(
            (
                record_cell(book, need),
                place_cell(book, need),
                day_cell(book, need.day("requested_on")),
                links_cell(book, (change,) if change else (), wanted=CHANGE in by_key[need.key].gaps),
            )
        )

    empty = book.say("No need came in or changed after a baseline.")
    needs = [path.need for path in late]
    return bounded(book, needs, columns, make, book.say("Asked for after the baseline"), empty=empty)


def orphan_blocks(book: Book, found: Sequence[Path]) -> tuple[Block, ...]:
    """Tasks and deliverables that no need asks for, folded by project."""
    groups: dict[str, list[Path]] = {}
    for path in found:
        groups.setdefault(path.need.project, []).append(path)
    blocks = []
    for project, own in sorted(groups.items()):
        alone = visible(book, orphans(project, own, book.ledger)) if project in book.hrefs else ()
        if alone:
            blocks.append(orphan_fold(book, project, alone))
    if not blocks:
        return (Block("none", book.say("Every task and deliverable has its need.")),)
    left = book.say_count("And {count} more project.", "And {count} more projects.", len(blocks) - MOST_FOLDS)
    return (*blocks[:MOST_FOLDS], *((words(left),) if len(blocks) > MOST_FOLDS else ()))


def orphan_fold(book: Book, project: str, alone: Sequence[Record]) -> Block:
    kinds: dict[str, list[Record]] = {}
    for record in alone:
        kinds.setdefault(record.kind, []).append(record)
    parts: list[Block] = []
    for kind, records in kinds.items():
        title = book.words.plural_label(book.schema.kinds[kind])
        named: list[Anchor] = [book.anchor(record.key) for record in records[:MOST]]
        parts.append(Block("text", (Anchor(f"{title}{book.words.colon}"), *joined(named, book.words.comma))))
        parts += and_more(book, len(records) - MOST)
    count = len(alone)
    summary = book.say_count(
        "{project}: {count} without a need", "{project}: {count} without a need", count, project=short_name(book, project)
    )
    return folded(summary, *parts)


def pages(book: Book) -> Iterator[Page]:
    """The traceability of all requirements."""
    needs = book.shown("requirement")
    if not needs:
        return
    path = "requirements.html"
    found = by_need(book, needs)
    frame = book.frame(path, book.register("requirement").text, current=path, lede=runs(lede(book, found)))
    sections = (
        Section(
            head(book.say("From need to acceptance"), "trace"),
            requirement_blocks(book, needs, where=True, anchor="t-needs"),
        ),
        Section(head(book.say("By project"), "by-project"), project_blocks(book, found)),
        Section(head(book.say("Who asked"), "askers"), asker_blocks(book, found)),
        Section(head(book.say("Asked for after the baseline"), "late"), late_blocks(book, found)),
        Section(head(book.say("Work without a need"), "orphans"), orphan_blocks(book, found)),
    )
    tiles = (tile(book, "coverage"),)
    yield Page(path, "requirements.html", Sheet(frame, tiles, sections, contents_of(sections)))
