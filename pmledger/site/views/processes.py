"""Processes: how things are done here, how often it was so, what was left out, and what became better."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.improvement import DONE, NOTHING, Improvement, improvements
from pmledger.analysis.process import GROUPS, OPEN, Use, group_rank, points_of, steps_left_out, uses
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Status, Table
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, table
from pmledger.site.views.cells import (
    MOST,
    brief,
    day_cell,
    joined,
    key_cell,
    owner_cell,
    passage,
    place_cell,
    record_cell,
    visible,
)
from pmledger.site.views.figures import figure_anchor, figure_cell, tile
from pmledger.site.views.look_backs import look_back_blocks
from pmledger.site.views.registers import and_more, bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

MOST_IMPROVEMENTS = 60
NAMED = 3


def shown_uses(book: Book) -> tuple[Use, ...]:
    """The processes that the site shows, each with the lists that it shows."""
    return tuple(use for use in uses(book.ledger) if use.process.key in book.hrefs)


def use_table(book: Book, found: Sequence[Use]) -> Table:
    """All processes in the order of a project's life."""
    columns = (
        Column(book.say("Process"), wide=True),
        Column(book.say("Group")),
        Column(book.say("Version")),
        Column(book.say("Used"), numeric=True),
        Column(book.say("Completed"), numeric=True),
        Column(book.say("Steps left out"), numeric=True),
        Column(book.say("Most often left out"), wide=True),
        Column(book.say("Review by")),
    )
    return Table(columns, tuple(use_row(book, use) for use in found[:MOST]), book.say("Processes by group"), "t-processes")


def use_row(book: Book, use: Use) -> Row:
    process, step = use.process, use.often_left_out
    review = process.day("review_by")
    state = book.status(process)
    version = Cell(process.text("version") or "—", sub="" if process.status == "approved" else state.word)
    return Row(
        (
            record_cell(book, process, brief(passage(process, "purpose"), 110)),
            Cell(book.words.choice_label(process.text("process_group")), sort=str(group_rank(process))),
            version,
            figure_cell(book, "uses", process.key),
            figure_cell(book, "completion_rate", process.key),
            figure_cell(book, "skip_rate", process.key),
            Cell(step.text, sub=times(book, len(step.left_out))) if step else Cell("—", tone="muted"),
            day_cell(book, review, late=review is not None and review < book.as_of),
        )
    )


def times(book: Book, count: int) -> str:
    return book.say_count("{count} time", "{count} times", count)


def group_blocks(book: Book, found: Sequence[Use]) -> tuple[Block, ...]:
    """The processes, and the groups that have none."""
    written = {use.process.text("process_group") for use in found}
    lacking = [book.words.choice_label(group) for group in GROUPS[:-1] if group not in written]
    none = book.say("No process is written down for {groups}.", groups=book.words.list_and(lacking))
    return (table(use_table(book, found)), *((Block("none", none),) if lacking else ()))


def list_columns(book: Book) -> tuple[Column, ...]:
    return (
        Column(book.say("Checklist"), wide=True),
        Column(book.say("For")),
        Column(book.say("Settled"), numeric=True),
        Column(book.say("Still open"), wide=True),
        Column(book.say("Owner")),
        Column(book.say("Due")),
    )


def list_row(book: Book, checklist: Record) -> Row:
    still = [point for point in points_of(checklist) if point.state == OPEN and point.required]
    due = checklist.day("due")
    named = " · ".join(point.text for point in still[:NAMED])
    more = len(still) - NAMED
    sub = book.say_count("and {count} more", "and {count} more", more) if more > 0 else ""
    late = due is not None and due < book.as_of and not checklist.closed
    target = checklist.target("for")
    return Row(
        (
            record_cell(book, checklist),
            key_cell(book, target) if target in book.hrefs else place_cell(book, checklist),
            figure_cell(book, "done_share", checklist.key),
            Cell(named or "—", tone="" if named else "muted", sub=sub),
            owner_cell(book, checklist),
            day_cell(book, due, late=late),
        )
    )


def list_blocks(book: Book, checklists: Sequence[Record], empty: str) -> tuple[Block, ...]:
    """Open lists, the earliest due first."""
    opened = sorted(
        (one for one in checklists if one.status == "open"), key=lambda one: (str(one.day("due") or "9"), one.key)
    )
    return bounded(
        book, opened, list_columns(book), lambda one: list_row(book, one), book.say("Checklists under way"), empty=empty
    )


def left_out_blocks(book: Book, found: Sequence[Use]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Step"), wide=True),
        Column(book.say("Process")),
        Column(book.say("Left out"), numeric=True),
        Column(book.say("Where and why"), wide=True),
    )
    rows = []
    for use, step in tuple(steps_left_out(found))[:MOST]:
        lists = [(record, reason) for record, reason in step.left_out if record.key in book.hrefs]
        where = [
            Anchor(
                book.say("{list}: {reason}", list=record.title, reason=reason) if reason else record.title,
                book.href(record.key),
            )
            for record, reason in lists[:NAMED]
        ]
        row = (
            Cell(step.text, sub="" if step.required else book.say("optional")),
            Cell(use.process.title, book.href(use.process.key)),
            Cell(book.words.number(len(step.left_out))),
            Cell(runs=joined(where, " · ")) if where else Cell(book.say("(restricted)"), tone="muted"),
        )
        rows.append(Row(row))
    empty = book.say("No step was left out.")
    return (table(Table(columns, tuple(rows), book.say("Steps left out"), empty=empty)),)


def outcome(book: Book, one: Improvement) -> Status:
    if one.state == DONE:
        return Status(book.say("Done"), "good")
    return Status(book.say("Nothing yet"), "warn") if one.state == NOTHING else Status(book.say("Under way"), "info")


def improvement_blocks(book: Book) -> tuple[Block, ...]:
    """What was to become better, from where, and what became of it; what came to nothing first."""
    every = [one for one in improvements(book.ledger) if is_told(book, one)]
    found = sorted(every, key=lambda one: one.state != NOTHING)[:MOST_IMPROVEMENTS]
    columns = (
        Column(book.say("Improvement"), wide=True),
        Column(book.say("Said in"), wide=True),
        Column(book.say("On")),
        Column(book.say("What became of it")),
        Column(book.say("By"), wide=True),
    )
    rows = tuple(improvement_row(book, one) for one in found)
    empty = book.say("Nobody has wished for anything better yet.")
    rest = and_more(book, len(every) - len(found))
    return (table(Table(columns, rows, book.say("Improvements"), "t-improvements", len(rows) > 11, empty=empty)), *rest)


def is_told(book: Book, one: Improvement) -> bool:
    """Whether all records that an improvement's words may come from are shown."""
    return all(key in book.hrefs for key in (one.said_in, one.became, one.process) if key)


def improvement_row(book: Book, one: Improvement) -> Row:
    source, became = book.ledger.get(one.said_in), one.became
    kind = book.words.kind_label(book.spec(source)) if source is not None else ""
    same = source is not None and source.title == one.text
    by = book.anchor(became) if became in book.hrefs else None
    return Row(
        (
            Cell(one.text, book.href(one.said_in) if same else ""),
            Cell(kind) if same else Cell(runs=(book.anchor(one.said_in),), sub=kind),
            day_cell(book, one.day),
            Cell(status=outcome(book, one), sort=one.state),
            Cell(by.text, by.href) if by else Cell("—", tone="muted"),
        )
    )


def lede(book: Book, found: Sequence[Use], lists: Sequence[Record]) -> str:
    """How many processes there are, how often they were used, and what is left out."""
    words = book.words
    first = capital(
        book.say_count(
            "{n} process is written down.", "{n} processes are written down.", len(found), n=spelled(words, len(found))
        )
    )
    made = sum(len(use.lists) for use in found)
    second = book.say_count(
        "{count} checklist was made from them.", "{count} checklists were made from them.", made
    ) if made else book.say("No checklist was made from them yet.")  # fmt: skip
    late = [one for one in lists if one.status == "open" and (due := one.day("due")) is not None and due < book.as_of]
    third = ""
    if late:
        told = toned(book.say_count("{count} checklist is late", "{count} checklists are late", len(late)), "bad")
        third = book.say("{late}.", late=told)
    missed = next(steps_left_out(found), None)
    share = figure_anchor(book, "skip_rate")
    fourth = ""
    if missed is not None:
        fourth = book.say(
            "{share} of the steps were left out, most often “{step}”.",
            share=toned(share.text, "b", share.href), step=missed[1].text,
        )  # fmt: skip
    return words.sentences([part for part in (first, second, third, fourth) if part])


def pages(book: Book) -> Iterator[Page]:
    """All processes by group, the checklists under way, what was left out and why, what became better."""
    found = shown_uses(book)
    if not found:
        return
    lists = visible(book, book.ledger.of("checklist"))
    path = "processes.html"
    sections = (
        Section(
            head(book.say("Under way"), "under-way", book.register("checklist")),
            list_blocks(book, lists, book.say("No checklist is open.")),
        ),
        Section(head(book.say("By group"), "groups"), group_blocks(book, found)),
        Section(head(book.say("Steps left out"), "left-out"), left_out_blocks(book, found)),
        Section(head(book.say("Improvements"), "improvements"), improvement_blocks(book)),
        Section(head(book.say("Look-backs"), "look-backs"), look_back_blocks(book)),
    )
    frame = book.frame(path, book.register("process").text, current=path, lede=runs(lede(book, found, lists)))
    tiles = (tile(book, "skip_rate"), *((tile(book, "lessons_applied"),) if book.shown("lesson") else ()))
    yield Page(path, "processes.html", Sheet(frame, tiles, sections, contents_of(sections)))
