"""Decisions: which are needed, by when, and which were taken, by whom and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row
from pmledger.site.views.blocks import Block, Section, Sheet, folded
from pmledger.site.views.cells import brief, day_cell, joined, passage, place_cell, record_cell, short_name, status_cell
from pmledger.site.views.figures import written
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.tolerances import exceptions_section


def needed(decisions: Iterable[Record]) -> tuple[Record, ...]:
    """Proposed ones, the earliest needed first."""
    waiting = [decision for decision in decisions if decision.status == "proposed"]
    return tuple(sorted(waiting, key=lambda decision: (decision.day("needed_by") or date.max, decision.key)))


def taken(decisions: Iterable[Record]) -> tuple[Record, ...]:
    """Decided ones, the latest first."""
    done = [decision for decision in decisions if decision.status == "decided"]
    return tuple(
        sorted(done, key=lambda decision: (decision.day("decided_on") or date.min, decision.key), reverse=True)
    )


def needed_blocks(book: Book, decisions: Sequence[Record], *, where: bool, anchor: str) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Decision"), wide=True),
        *((Column(book.say("Project")),) if where else ()),
        Column(book.say("Options"), wide=True),
        Column(book.say("Needed by")),
    )

    def make(decision: Record) -> Row:
        by = decision.day("needed_by")
        options = [book.words.value(part.get("option")) for part in decision.items("options")]
        late = by is not None and by < book.as_of
        return Row(
            (
                record_cell(book, decision, brief(passage(decision, "context"), 130)),
                *((place_cell(book, decision),) if where else ()),
                Cell(" · ".join(options)) if options else Cell("—", tone="muted"),
                day_cell(book, by, late=late),
            )
        )

    caption = book.say("Decisions that are needed")
    return bounded(
        book, decisions, columns, make, caption, anchor=anchor, tools=where, empty=book.say("No decision is needed.")
    )


def taken_blocks(book: Book, decisions: Sequence[Record], *, where: bool, anchor: str) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Decision"), wide=True),
        *((Column(book.say("Project")),) if where else ()),
        Column(book.say("Because"), wide=True),
        Column(book.say("Decided")),
    )

    def make(decision: Record) -> Row:
        names = (book.anchor(key, short_name(book, key)) for key in decision.targets.get("decided_by", ()))
        by = joined(names, book.words.comma)
        on = day_cell(book, decision.day("decided_on"))
        return Row(
            (
                record_cell(book, decision, brief(passage(decision, "decision"), 130)),
                *((place_cell(book, decision),) if where else ()),
                Cell(brief(passage(decision, "rationale"), 140)),
                Cell(on.text, tone=on.tone, sort=on.sort, sub_runs=by),
            )
        )

    caption = book.say("Decisions taken, the latest first")
    return bounded(
        book, decisions, columns, make, caption, anchor=anchor, tools=where, empty=book.say("No decision was taken.")
    )


def other_blocks(book: Book, decisions: Sequence[Record]) -> tuple[Block, ...]:
    """Rejected and superseded ones, folded."""
    if not decisions:
        return ()
    columns = (Column(book.say("Decision"), wide=True), Column(book.say("Project")), Column(book.say("State")))

    def make(decision: Record) -> Row:
        return Row((record_cell(book, decision), place_cell(book, decision), status_cell(book, decision)))

    count = book.say_count("{count} rejected or superseded", "{count} rejected or superseded", len(decisions))
    return (folded(count, *bounded(book, decisions, columns, make, count, anchor="t-other")),)


def lede(book: Book, waiting: Sequence[Record], done: Sequence[Record]) -> str:
    """How many decisions are needed, how many of them late, how many were taken and in what time."""
    words = book.words
    late = [decision for decision in waiting if (decision.day("needed_by") or date.max) < book.as_of]
    count = len(waiting)
    first = (
        capital(book.say_count("{n} decision is needed.", "{n} decisions are needed.", count, n=spelled(words, count)))
        if count
        else book.say("No decision is needed.")
    )
    second = ""
    if late:
        told = toned(book.say_count("{n} is overdue", "{n} are overdue", len(late), n=spelled(words, len(late))), "bad")
        second = capital(book.say("{late}.", late=told))
    third = (
        capital(book.say_count("{n} was taken.", "{n} were taken.", len(done), n=spelled(words, len(done))))
        if done
        else ""
    )
    took = written(book, "decision_latency") if done else None
    fourth = ""
    if took is not None and took.number is not None:
        fourth = book.say("Half of them took {days} or less.", days=toned(took.text, "", took.href))
    return words.sentences([first, second, third, fourth])


def review_blocks(book: Book, decisions: Sequence[Record]) -> tuple[Block, ...]:
    """Decisions that hold until they are looked at again, the earliest first, with what they are about."""
    dated = [decision for decision in decisions if decision.day("review_on") is not None]
    dated.sort(key=lambda decision: (decision.day("review_on") or date.max, decision.key))
    columns = (
        Column(book.say("Decision"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Decides on"), wide=True),
        Column(book.say("Look again on")),
    )

    def make(decision: Record) -> Row:
        on = decision.day("review_on")
        about = [book.anchor(key) for key in decision.targets.get("about", ()) if key in book.hrefs]
        return Row(
            (
                record_cell(book, decision),
                place_cell(book, decision),
                Cell(runs=joined(about, book.words.comma)) if about else Cell("—", tone="muted"),
                day_cell(book, on, late=on is not None and on < book.as_of),
            )
        )

    empty = book.say("No decision says when it is looked at again.")
    return bounded(book, dated, columns, make, book.say("Decisions to look at again"), anchor="t-again", empty=empty)


def pages(book: Book) -> Iterator[Page]:
    """The log of all decisions."""
    decisions = book.shown("decision")
    if not decisions:
        return
    waiting, done = needed(decisions), taken(decisions)
    others = [decision for decision in decisions if decision.status not in {"proposed", "decided"}]
    sections = (
        Section(head(book.say("Needed"), "needed"), needed_blocks(book, waiting, where=True, anchor="t-needed")),
        *exceptions_section(book),
        Section(head(book.say("To look at again"), "again"), review_blocks(book, done)),
        Section(
            head(book.say("Taken"), "taken"),
            (*taken_blocks(book, done, where=True, anchor="t-taken"), *other_blocks(book, others)),
        ),
    )
    path = "decisions.html"
    frame = book.frame(path, book.register("decision").text, current=path, lede=runs(lede(book, waiting, done)))
    yield Page(path, "decisions.html", Sheet(frame, (), sections))
