"""The change log: how far the work has moved from what was agreed, and what still waits for a decision."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pmledger.analysis.authority import MANAGER, whose
from pmledger.analysis.changes import is_pending, undecided_days
from pmledger.analysis.figure import decimal
from pmledger.analysis.standing import is_counted
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Runs, Table
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, table
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
from pmledger.site.views.change_bridge import bridge
from pmledger.site.views.figures import figure_anchor, figure_cell, figure_of, money_text, tile, value_text
from pmledger.site.views.registers import PAST, SHOWN, and_more, bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

MOST_BRIDGES, MOST_ASKING = 4, 30
"""Bridges, and people who asked, beside the register: those with the most changes."""
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
        return Cell(text, tone="warn" if days > LONG else "", sort=f"9{days:05}", sub_runs=decider(book, change))
    cell = day_cell(book, change.day("decided_on"))
    approver = change.target("approver")
    name = book.anchor(approver, short_name(book, approver)) if approver else None
    return Cell(cell.text, tone=cell.tone, sort=cell.sort, sub_runs=(name,) if name else ())


def authority_of(book: Book, change: Record) -> tuple[str, str]:
    """Whose decision a change is, and the key of that person or ""."""
    conclusions, project = book.conclusions, book.ledger.get(change.project)
    bac = figure_of(book, "bac", change.project)
    return whose(change, project, bac, conclusions.premises, conclusions.calendar)


def above_manager(book: Book, changes: Iterable[Record]) -> tuple[Record, ...]:
    """Pending changes that are more than their project's manager may decide, the longest waiting first."""
    return tuple(one for one in pending_of(book, changes) if authority_of(book, one)[0] != MANAGER)


def decider(book: Book, change: Record) -> Runs:
    """Whose decision it is: stated, or by its weight against what the manager decides alone."""
    authority, person = authority_of(book, change)
    name = book.words.choice_label(authority)
    if person not in book.hrefs:
        return (Anchor(name),)
    return (Anchor(f"{name}{book.words.colon}"), book.anchor(person, short_name(book, person)))


def waterfall(book: Book, project: Record, changes: Sequence[Record]) -> Block | None:
    """From the plan as first agreed to the plan of today, and on to what waits."""
    approved = [change for change in in_order(changes) if is_counted(change, book.as_of)]
    return bridge(book, project, approved, pending_of(book, changes))


def change_table(
    book: Book, changes: Sequence[Record], caption: str, anchor: str, *, where: bool, empty: str, most: int = SHOWN
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
        most=most,
    )


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
        Section(head(book.say("From what was agreed to now"), "movement"), (*movement(book, changes), *bridges(book, changes))),
        Section(
            head(book.say("Approved"), "approved"),
            change_table(
                book,
                approved[::-1],
                book.say("Approved changes, the latest first"),
                "t-approved",
                where=True,
                empty=book.say("No change was approved."),
                most=PAST // 2,
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
                most=PAST // 2,
            ),
        ),
        Section(head(book.say("Who asked"), "asked"), asked(book, changes)),
    ]
    path = "changes.html"
    frame = book.frame(path, book.register("change").text, current=path, lede=runs(lede(book, changes, pending)))
    names = ("changes_to_decide", "pending_cost", "approval_rate", "decision_time", "carrying_out_time")
    tiles = tuple(tile(book, name) for name in names)
    yield Page(path, "changes.html", Sheet(frame, tiles, tuple(sections), contents_of(tuple(sections))))


def movement(book: Book, changes: Sequence[Record]) -> tuple[Block, ...]:
    """Approved and pending effect on cost and dates, project by project, those with the most changes first."""
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Approved cost"), numeric=True),
        Column(book.say("Approved time"), numeric=True),
        Column(book.say("Pending cost"), numeric=True),
        Column(book.say("Pending time"), numeric=True),
    )
    names = ("changes_approved_cost", "changes_approved_days", "changes_pending_cost", "changes_pending_days")
    keys = Counter(change.project for change in changes if change.project in book.hrefs)
    projects = [project for key, _ in keys.most_common() if (project := book.ledger.get(key)) is not None]

    def make(project: Record) -> Row:
        cells = (figure_cell(book, name, project.key, signed=True) for name in names)
        return Row((record_cell(book, project), *cells))

    return bounded(
        book, projects, columns, make, book.say("Effect of changes on each project"), anchor="t-movement", tools=True,
        most=PAST,
    )  # fmt: skip


def bridges(book: Book, changes: Sequence[Record]) -> tuple[Block, ...]:
    """The bridge of each project, those with the most changes first, folded."""
    groups: dict[str, list[Record]] = {}
    for change in changes:
        groups.setdefault(change.project, []).append(change)
    blocks = []
    for key in sorted((key for key in groups if key in book.hrefs), key=lambda key: (-len(groups[key]), key))[:MOST_BRIDGES]:
        project = book.ledger.get(key)
        found = waterfall(book, project, groups[key]) if project is not None else None
        if found is not None:
            blocks.append(folded(book.say("{project}, change by change", project=short_name(book, key)), found))
    return tuple(blocks)


def asked(book: Book, changes: Sequence[Record]) -> tuple[Block, ...]:
    """Who asked for changes, and what became of them, the most frequent first."""
    groups: dict[str, list[Record]] = {}
    for change in changes:
        groups.setdefault(change.target("requested_by"), []).append(change)
    people = sorted((key for key in groups if key in book.hrefs), key=lambda key: (-len(groups[key]), key))
    columns = (
        Column(book.say("Asked by"), wide=True),
        Column(book.say("Asked"), numeric=True),
        Column(book.say("Approved"), numeric=True),
        Column(book.say("Waiting"), numeric=True),
        Column(book.say("Not approved"), numeric=True),
    )
    rows = tuple(asked_row(book, key, groups[key]) for key in people[:MOST_ASKING])
    return (table(Table(columns, rows, book.say("Changes by who asked"))), *and_more(book, len(people) - MOST_ASKING))


def asked_row(book: Book, key: str, own: Sequence[Record]) -> Row:
    waiting = sum(is_pending(change, book.as_of) for change in own)
    approved = sum(is_counted(change, book.as_of) for change in own)
    person = book.ledger.get(key)
    firm = person.target("organisation") if person is not None else ""
    sub = short_name(book, firm) if firm in book.hrefs else book.say("our side")
    numbers = (len(own), approved, waiting, len(own) - approved - waiting)
    return Row((Cell(short_name(book, key), book.href(key), sub=sub), *(Cell(book.words.number(number)) for number in numbers)))
