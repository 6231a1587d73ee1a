"""What a project was first agreed to be beside what it became: dates, cost, and how much of each register."""

from collections.abc import Iterator
from datetime import date

from pmledger.analysis.changes import is_pending
from pmledger.analysis.progress import baseline_span
from pmledger.analysis.standing import day, is_counted
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Fact, Row, Table
from pmledger.site.report.brief import Brief
from pmledger.site.views.cells import day_cell
from pmledger.site.views.figures import figure_anchor, figure_cell, figure_of
from pmledger.source.message import N_, Message


def finish_of(project: Record, as_of: date) -> date | None:
    actual = project.day("actual_finish")
    return actual if actual is not None and actual <= as_of else None


def first_baseline(brief: Brief) -> Record | None:
    """What was agreed first, so that nothing is judged by a plan that was moved after it."""
    found = [
        (on, record.key, record)
        for record in brief.of("baseline")
        if is_counted(record, brief.book.as_of) and (on := day(record, "date")) is not None
    ]
    return min(found)[2] if found else None


def plan_rows(brief: Brief) -> Iterator[Row]:
    """Planned by the first baseline, else as the project says; what it became; the difference."""
    book, project = brief.book, brief.project
    key = project.key
    baseline = first_baseline(brief)
    span = baseline_span(baseline) if baseline is not None else None
    start = span[0] if span else project.day("planned_start")
    end = span[1] if span else project.day("planned_finish")
    began, ended = project.day("actual_start"), finish_of(project, book.as_of)
    calendar = book.conclusions.calendar
    yield Row((Cell(book.say("Start")), day_cell(book, start), day_cell(book, began), days_apart(book, start, began)))
    yield Row((Cell(book.say("Finish")), day_cell(book, end), day_cell(book, ended), days_apart(book, end, ended)))
    planned = calendar.working_days(start, end) if start and end else None
    took = calendar.working_days(began, ended) if began and ended else None
    yield Row(
        (
            Cell(book.say("Duration")),
            days_cell(book, planned),
            days_cell(book, took),
            days_cell(book, took - planned, signed=True) if planned is not None and took is not None else dash(),
        )
    )
    first = baseline.money("bac") if baseline is not None else None
    yield Row(
        (
            Cell(book.say("Cost")),
            Cell(book.words.money(first, short=True)) if first else figure_cell(book, "bac", key),
            figure_cell(book, "spent", key),
            figure_cell(book, "cost_variance_end", key, signed=True) if figure_of(book, "cost_variance_end", key) else dash(),
        )
    )


def dash() -> Cell:
    return Cell("—", tone="muted")


def days_cell(book: Book, days: int | None, *, signed: bool = False) -> Cell:
    if days is None:
        return dash()
    sign = "+" if signed and days > 0 else "\u2212" if days < 0 else ""
    return Cell(f"{sign}{book.say('{size} d', size=book.words.number(abs(days)))}")


def days_apart(book: Book, planned: date | None, actual: date | None) -> Cell:
    if planned is None or actual is None:
        return dash()
    cell = days_cell(book, book.conclusions.calendar.slip(planned, actual), signed=True)
    late = actual > planned
    return Cell(cell.text, tone="bad" if late else "")


def plan_table(brief: Brief) -> Table:
    book = brief.book
    columns = (
        Column(book.say("What")),
        Column(book.say("As first agreed"), numeric=True),
        Column(book.say("As it became"), numeric=True),
        Column(book.say("Difference"), numeric=True),
    )
    return Table(columns, tuple(plan_rows(brief)), book.say("Plan and outcome"))


def counted(brief: Brief) -> tuple[Fact, ...]:
    """How much of each register there was, and what became of it."""
    book, as_of = brief.book, brief.book.as_of

    def fact(kind: str, good: str, states: frozenset[str]) -> Fact | None:
        every = [record for record in brief.of(kind) if record.status != "cancelled"]
        if not every:
            return None
        done = sum(record.status in states for record in every)
        text = book.words.render(Message(good, (("done", done), ("all", len(every)))))
        return Fact(book.register(kind, brief.project.id).text, (book.register(kind, brief.project.id, text),))

    changes = [change for change in brief.of("change") if is_counted(change, as_of)]
    waiting = [change for change in brief.of("change") if is_pending(change, as_of)]
    found = [
        fact("deliverable", N_("{done} of {all} accepted"), frozenset({"accepted"})),
        fact("milestone", N_("{done} of {all} achieved"), frozenset({"achieved"})),
        fact("requirement", N_("{done} of {all} accepted"), frozenset({"accepted"})),
        fact("risk", N_("{done} of {all} occurred"), frozenset({"occurred"})),
        fact("issue", N_("{done} of {all} resolved"), frozenset({"resolved", "closed"})),
        fact("defect", N_("{done} of {all} closed"), frozenset({"closed", "verified"})),
    ]
    facts = [each for each in found if each is not None]
    if changes or waiting:
        cost = figure_anchor(book, "changes_approved_cost", brief.project.key, signed=True)
        days = figure_anchor(book, "changes_approved_days", brief.project.key, signed=True)
        number = book.say_count("{count} approved", "{count} approved", len(changes))
        facts.append(
            Fact(
                book.register("change", brief.project.id).text,
                (Anchor(f"{number}{book.words.comma}"), cost, Anchor(book.words.comma), days),
            )
        )
    return tuple(facts)
