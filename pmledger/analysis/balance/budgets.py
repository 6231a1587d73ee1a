"""Budget lines against the budget, the changes and the work that they pay for."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from pmledger.analysis.balance.books import Books
from pmledger.analysis.balance.reconciliation import Reconciliation
from pmledger.analysis.balance.sums import Heading, Sum, compared, entries_of
from pmledger.analysis.costs import RESERVES
from pmledger.analysis.progress import upwards
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message, say, say_count

FROM_EXECUTING = frozenset({"executing", "closing", "closed"})
CARRIED_OUT = frozenset({"implementing", "implemented", "closed"})


def budget_rows(books: Books) -> Iterator[Reconciliation]:
    """Rows 1, 4 and 35."""
    if not books.lines:
        return
    yield from whole_row(books)
    by_change: defaultdict[str, list[Record]] = defaultdict(list)
    for line in books.lines:
        by_change[line.target("change")].append(line)
    by_change.pop("", None)
    for change in books.changes if by_change else ():
        if change.status in CARRIED_OUT:
            yield from change_rows(books, change, tuple(by_change.get(change.key, ())))
    yield from work_rows(books)


def whole_row(books: Books) -> Iterator[Reconciliation]:
    """Row 1: the budget of a project that is carried out, and all its lines, reserves in."""
    stated = books.stated(say("budget of “{title}”", title=books.project.title), books.project, "budget", books.as_of)
    if stated is None or books.project.status not in FROM_EXECUTING:
        return
    lines = books.sum_lines(say("all budget lines"), books.lines)
    over = stated.number is not None and lines.number is not None and lines.number > stated.number
    yield compared(
        Heading(1, "unbalanced-budget", books.project.key, books.project.key), stated, lines, books.currency,
        Severity.ERROR if over else Severity.WARNING,
        remark=None if over else say("what no line names is not distributed"),
    )  # fmt: skip


def change_rows(books: Books, change: Record, lines: tuple[Record, ...]) -> Iterator[Reconciliation]:
    """Row 4: what a change that is carried out costs, and the lines that pay for it, from a reserve where it says so."""
    day = change.day("decided_on") or books.as_of
    funding = change.text("funding")
    cost = books.stated(say("change {id}", id=change.id), change, "impact_cost", day)
    if cost is None or (funding == "absorbed" and not lines):
        return
    work = tuple(line for line in lines if line.text("category") not in RESERVES)
    heading = Heading(4, "unfunded-change", books.project.key, change.key)
    yield compared(
        heading, cost, books.sum_lines(say("budget lines of this change"), work), books.currency, Severity.ERROR,
        moves=True,
    )  # fmt: skip
    drawn = tuple(line for line in lines if line.text("category") in RESERVES)
    if not drawn and (funding not in RESERVES or not lines):
        return
    yield compared(
        Heading(4, "unfunded-change", books.project.key, change.key, say("from the reserve")),
        cost, freed(books, say("taken from the reserves for it"), drawn), books.currency, Severity.ERROR, moves=True,
    )  # fmt: skip


def freed(books: Books, label: Message, lines: tuple[Record, ...]) -> Sum:
    """What negative lines take away, as a positive amount."""
    entries = entries_of(lines, "amount", "approved_on", books.as_of)
    return books.sum_entries(label, tuple(replace(entry, sign=-1) for entry in entries))


def work_rows(books: Books) -> Iterator[Reconciliation]:
    """Row 35: the budget of a task or phase, and the lines that name it or what it consists of.

    Where they are less, the rest may be in lines that name no work, or only what it is part of: as long as those would
    cover it, nothing can be told.
    """
    tasks = books.ledger.of_project(books.project.key, "task")
    above = {task.key: task.target("parent") or task.parent for task in tasks}
    found: defaultdict[str, list[Record]] = defaultdict(list)
    named: defaultdict[str, list[Record]] = defaultdict(list)
    for line in books.lines:
        if line.text("category") not in RESERVES:
            named[line.target("task")].append(line)
        for key in upwards(line.target("task"), above):
            found[key].append(line)
    for key, lines in found.items():
        work = books.ledger.get(key)
        stated = (
            books.stated(say("budget of “{title}”", title=work.title), work, "budget", books.as_of) if work else None
        )
        if stated is not None:
            lines_sum = books.sum_lines(say("budget lines that name it"), tuple(lines))
            held = compared(
                Heading(35, "unbalanced-work-budget", books.project.key, key), stated, lines_sum, books.currency,
                Severity.WARNING,
            )  # fmt: skip
            wider = tuple(line for one in ("", *upwards(above.get(key, ""), above)) for line in named.get(one, ()))
            yield replace(held, unknown=undivided(books, stated, lines_sum, wider)) if held.disputed else held


def undivided(books: Books, stated: Sum, named: Sum, wider: tuple[Record, ...]) -> Message | None:
    """Why a budget and the lines that name its work cannot be compared: wider lines may hold all that is missing."""
    rest = books.sum_lines(say("budget lines"), wider)
    if stated.number is None or named.number is None or rest.number is None:
        return rest.unknown
    missing = stated.number - named.number
    if not 0 < missing <= rest.number:
        return None
    return say_count("{count} budget line does not say which work it pays", "{count} budget lines do not say which work they pay", len(wider))
