"""The change log: how far the work has moved from what was agreed, and what still waits for a decision."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from pmledger.analysis.changes import is_pending, undecided_days
from pmledger.analysis.costs import currency_of
from pmledger.analysis.figure import decimal
from pmledger.analysis.standing import is_counted
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.bars import step
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row
from pmledger.site.views.blocks import Block, Drawn, DrawnRow, Section, Sheet
from pmledger.site.views.cells import (
    brief,
    day_cell,
    key_cell,
    passage,
    place_cell,
    record_cell,
    short_name,
    status_cell,
)
from pmledger.site.views.figures import figure_anchor, figure_cell, money_text, tile, value_text
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

LONG = 10
"""Working days without a decision after which a change is late (health's amber limit)."""


def in_order(changes: Iterable[Record]) -> tuple[Record, ...]:
    """By the day of the decision, else of the request."""
    return tuple(
        sorted(
            changes, key=lambda change: (str(change.day("decided_on") or change.day("requested_on") or ""), change.key)
        )
    )


def pending_of(book: Book, changes: Iterable[Record]) -> tuple[Record, ...]:
    """Those without a decision, the longest waiting first."""
    waiting = [change for change in changes if is_pending(change, book.as_of)]
    return tuple(sorted(waiting, key=lambda change: (-waited(book, change), change.key)))


def waited(book: Book, change: Record) -> int:
    return undecided_days(change, book.conclusions.calendar, book.as_of)


def days_text(book: Book, change: Record) -> str:
    """The effect on the schedule, with its sign."""
    duration = change.duration("impact_schedule")
    if duration is None:
        return "—"
    days = decimal(book.conclusions.calendar.days_of(duration))
    return value_text(book, days, "d", signed=True, brief=True)


def change_columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    place = (Column(book.say("Project")),) if where else ()
    return (
        Column(book.say("Change"), wide=True),
        *place,
        Column(book.say("State")),
        Column(book.say("Cost"), numeric=True),
        Column(book.say("Price"), numeric=True),
        Column(book.say("Time"), numeric=True),
        Column(book.say("Asked by")),
        Column(book.say("Decision")),
    )


def change_row(book: Book, change: Record, *, where: bool) -> Row:
    place = (place_cell(book, change),) if where else ()
    cost = change.money("impact_cost")
    return Row(
        (
            record_cell(book, change, brief(passage(change, "reason"), 110)),
            *place,
            status_cell(book, change),
            Cell(money_text(book, cost, signed=True), sort=str(cost.amount) if cost else ""),
            Cell(money_text(book, change.money("impact_price"), signed=True)),
            Cell(days_text(book, change)),
            key_cell(book, change.target("requested_by")),
            decision_cell(book, change),
        )
    )


def decision_cell(book: Book, change: Record) -> Cell:
    """Who decided and when, or for how long it has been waiting."""
    if is_pending(change, book.as_of):
        days = waited(book, change)
        text = book.say_count("waits {count} working day", "waits {count} working days", days)
        return Cell(text, tone="warn" if days > LONG else "", sort=f"9{days:05}")
    cell = day_cell(book, change.day("decided_on"))
    approver = change.target("approver")
    name = book.anchor(approver, short_name(book, approver)) if approver else None
    return Cell(cell.text, tone=cell.tone, sort=cell.sort, sub_runs=(name,) if name else ())


def change_table(
    book: Book, changes: Sequence[Record], caption: str, anchor: str, *, where: bool, empty: str
) -> tuple[Block, ...]:
    return bounded(
        book,
        changes,
        change_columns(book, where=where),
        lambda change: change_row(book, change, where=where),
        caption,
        anchor=anchor,
        tools=where,
        empty=empty,
    )


def steps_of(book: Book, changes: Sequence[Record], currency: str) -> tuple[tuple[Record, Decimal], ...]:
    """Approved changes in the order of their decisions, then those that wait, with their cost in one currency."""
    exchange = book.conclusions.premises.exchange
    found = []
    for change in (*[each for each in in_order(changes) if is_counted(each, book.as_of)], *pending_of(book, changes)):
        money = change.money("impact_cost")
        day = change.day("decided_on") or book.as_of
        amount = exchange.convert(money, currency, day) if money else None
        if amount is not None:
            found.append((change, Decimal(amount.numerator) / amount.denominator))
    return tuple(found)


def waterfall(book: Book, project: Record, changes: Sequence[Record]) -> Block | None:
    """From the budget as first agreed, change by change, to the sum of what was approved and what waits."""
    currency = currency_of(project, book.conclusions.premises.exchange)
    steps = steps_of(book, changes, currency)
    if not steps:
        return None
    sums = list(accumulate((cost for _, cost in steps), initial=Decimal(0)))
    ends = float(min(sums)), float(max(sums))
    rows = tuple(
        step_row(book, change, (float(before), float(after)), ends, Money(cost, currency), Money(after, currency))
        for (change, cost), before, after in zip(steps, sums, sums[1:], strict=False)
    )
    columns = (
        Column(book.say("Change")),
        Column(book.say("Cost since the first baseline"), wide=True),
        Column(book.say("Cost"), numeric=True),
        Column(book.say("Sum"), numeric=True),
        Column(book.say("Time"), numeric=True),
    )
    total = DrawnRow(
        (
            Cell(book.say("Since the baseline"), sub=book.say("approved")),
            Cell(),
            figure_cell(book, "changes_approved_cost", project.key, signed=True),
            Cell(),
            figure_cell(book, "changes_approved_days", project.key, signed=True),
        ),
        ("",) * 5,
    )
    return Block("drawn", Drawn(columns, rows, book.say("What changes add to the cost, one after the other"), total))


def step_row(
    book: Book, change: Record, span: tuple[float, float], ends: tuple[float, float], cost: Money, after: Money
) -> DrawnRow:
    """One change as a bar from the sum before to the sum after it; pale while it waits."""
    waits = is_pending(change, book.as_of)
    told = money_text(book, cost, signed=True)
    tone = "" if waits else "warn" if cost.amount > 0 else "good"
    picture = step(*span, *ends, f"{change.title}{book.words.colon}{told}", tone, faint=waits)
    cells = (
        record_cell(book, change, book.say("waits for a decision") if waits else ""),
        Cell(),
        Cell(told),
        Cell(money_text(book, after, signed=True)),
        Cell(days_text(book, change)),
    )
    return DrawnRow(cells, ("", picture, "", "", ""))


def lede(book: Book, changes: Sequence[Record], pending: Sequence[Record]) -> str:
    """What waits for a decision, and what it would cost."""
    words = book.words
    if not pending:
        approved = sum(1 for change in changes if is_counted(change, book.as_of))
        first = book.say("No change waits for a decision.")
        second = capital(
            book.say_count("{n} was approved.", "{n} were approved.", approved, n=spelled(words, approved))
        )
        return words.sentences([first, second])
    count = len(pending)
    first = capital(
        book.say_count(
            "{n} change waits for a decision.", "{n} changes wait for a decision.", count, n=spelled(words, count)
        )
    )
    cost = figure_anchor(book, "pending_cost", signed=True)
    second = "" if cost.text == "—" else book.say("Together: {cost}.", cost=toned(cost.text, "b", cost.href))
    late = [change for change in pending if waited(book, change) > LONG]
    third = ""
    if late:
        told = toned(
            book.say_count(
                "{n} has waited for more than {days} working days",
                "{n} have waited for more than {days} working days",
                len(late),
                n=spelled(words, len(late)),
                days=LONG,
            ),
            "warn",
        )
        third = capital(book.say("{late}.", late=told))
    return words.sentences([first, second, third])


def pages(book: Book) -> Iterator[Page]:
    """The log of all changes: what waits, what moved the baselines, what was refused."""
    changes = in_order(book.shown("change"))
    if not changes:
        return
    pending = pending_of(book, changes)
    keys = {change.key for change in pending}
    approved = [change for change in changes if is_counted(change, book.as_of) and change.key not in keys]
    counted = {change.key for change in approved}
    others = [change for change in changes if change.key not in keys | counted]
    sections = [
        Section(
            head(book.say("Waiting for a decision"), "pending"),
            change_table(
                book,
                pending,
                book.say("Changes that wait for a decision"),
                "t-pending",
                where=True,
                empty=book.say("No change waits for a decision."),
            ),
        ),
        Section(head(book.say("Movement by project"), "movement"), movement(book, changes)),
        Section(
            head(book.say("Approved"), "approved"),
            change_table(
                book,
                approved[::-1],
                book.say("Approved changes, the latest first"),
                "t-approved",
                where=True,
                empty=book.say("No change was approved."),
            ),
        ),
        Section(
            head(book.say("Not approved"), "refused"),
            change_table(
                book,
                others[::-1],
                book.say("Changes rejected, deferred or withdrawn"),
                "t-refused",
                where=True,
                empty=book.say("No change was rejected, deferred or withdrawn."),
            ),
        ),
    ]
    path = "changes.html"
    frame = book.frame(path, book.register("change").text, current=path, lede=runs(lede(book, changes, pending)))
    tiles = (tile(book, "changes_to_decide"), tile(book, "pending_cost"))
    yield Page(path, "changes.html", Sheet(frame, tiles, tuple(sections)))


def movement(book: Book, changes: Sequence[Record]) -> tuple[Block, ...]:
    """Approved and pending effect on cost and dates, project by project."""
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Approved cost"), numeric=True),
        Column(book.say("Approved time"), numeric=True),
        Column(book.say("Pending cost"), numeric=True),
        Column(book.say("Pending time"), numeric=True),
    )
    names = ("changes_approved_cost", "changes_approved_days", "changes_pending_cost", "changes_pending_days")
    keys = dict.fromkeys(change.project for change in changes if change.project in book.hrefs)
    projects = [project for key in keys if (project := book.ledger.get(key)) is not None]

    def make(project: Record) -> Row:
        cells = (figure_cell(book, name, project.key, signed=True) for name in names)
        return Row((record_cell(book, project), *cells))

    return bounded(
        book, projects, columns, make, book.say("Effect of changes on each project"), anchor="t-movement", tools=True
    )
