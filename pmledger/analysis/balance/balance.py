"""All rows of the balance that hold money and baselines against each other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from pmledger.analysis.balance.baselines import baseline_rows
from pmledger.analysis.balance.books import Books, books_of
from pmledger.analysis.balance.budgets import budget_rows
from pmledger.analysis.balance.contracts import contract_rows
from pmledger.analysis.balance.invoices import invoice_rows
from pmledger.analysis.balance.labour import labour_rows, unbilled_rows
from pmledger.analysis.balance.movements import movement_rows
from pmledger.analysis.balance.reconciliation import Reconciliation
from pmledger.analysis.balance.reserves import reserve_rows
from pmledger.analysis.balance.spending import spending_rows
from pmledger.analysis.milestones import Forecasts
from pmledger.analysis.premises import Premises
from pmledger.analysis.rates import own_rates
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.spending import worked
from pmledger.analysis.standing import COUNTED
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

FAULTY = say("a record that goes into it has a fault of its own")


def balance(
    ledger: Ledger, premises: Premises, risks: Mapping[str, RiskStanding], forecasts: Forecasts, as_of: date
) -> tuple[Reconciliation, ...]:
    """Every reconciliation of a ledger on a day, those that agree too, by project and row."""
    own = own_rates(ledger, "cost"), own_rates(ledger, "bill")
    by_project: defaultdict[str, list[RiskStanding]] = defaultdict(list)
    for risk in risks.values():
        by_project[risk.record.project].append(risk)
    found = [
        row for invoice in ledger.of("invoice") for row in invoice_rows(invoice, premises.exchange, as_of)
    ]  # fmt: skip
    for project in ledger.of("project"):
        books = books_of(project, ledger, premises, own, forecasts, as_of)
        doubt = doubts(ledger, project, as_of)
        rows = project_rows(books, tuple(by_project[project.key]))
        found.extend(replace(row, unknown=doubt.get(row.row)) if row.disputed else row for row in rows)
    return tuple(sorted(found, key=lambda row: (row.project, row.row)))


SHAKEN: Mapping[str, tuple[frozenset[str], tuple[int, ...]]] = {
    "budget_line": (frozenset({"status", "amount", "category", "approved_on", "change", "task"}),
                    (1, 4, 6, 7, 9, 10, 11, 33, 35)),
    "cost": (frozenset({"status", "amount", "category", "date", "type", "settles", "risk", "exchange_rate"}),
             (7, 8, 9, 10, 11)),
    "time_entry": (frozenset({"status", "person", "date", "hours", "billable"}), (7, 8, 9, 16)),
    "change": (frozenset({"status", "decided_on", "impact_cost", "impact_schedule", "impact_price", "affects"}),
               (2, 3, 4, 5, 6, 10, 33)),
    "baseline": (frozenset({"status", "date", "bac", "items", "change", "supersedes"}), (2, 3, 6, 33)),
    "invoice": (frozenset({"status", "issued_on", "net", "lines", "milestone", "corrects"}), (12, 13, 14, 16)),
    "milestone": (frozenset({"status", "payment", "actual_date"}), (12, 14, 34)),
}  # fmt: skip
"""By kind, the fields without which its sums say nothing, and the rows that rest on them."""


LATER: Mapping[str, tuple[int, ...]] = {"budget_line": (1, 4, 35), "change": (5, 6, 13), "baseline": (6,)}
"""By kind, the rows of which one side has no date: it may hold already what was agreed only after the day."""


def doubts(ledger: Ledger, project: Record, as_of: date) -> Mapping[int, Message]:
    """The rows that cannot be told, and why: a record has a fault of its own, or the past is looked at."""
    found: dict[int, Message] = {}
    for kind, rows in LATER.items():
        if any(comes_later(record, as_of) for record in ledger.of_project(project.key, kind)):
            found |= dict.fromkeys(rows, say("one of the sides holds what was agreed after {day}", day=as_of))
    for kind, (fields, rows) in SHAKEN.items():
        if any(record.faulty & fields for record in ledger.of_project(project.key, kind)):
            found |= dict.fromkeys(rows, FAULTY)
    return found


def comes_later(record: Record, as_of: date) -> bool:
    """Whether a record counts, but only after the day."""
    field, states = COUNTED[record.kind]
    dated = record.day(field)
    return record.status in states and dated is not None and dated > as_of


def project_rows(books: Books, risks: tuple[RiskStanding, ...]) -> Iterator[Reconciliation]:
    """The rows of one project."""
    hours = worked(books.hours, books.cost_rates, books.currency, books.exchange)
    yield from baseline_rows(books)
    yield from budget_rows(books)
    yield from movement_rows(books)
    yield from spending_rows(books, hours)
    yield from reserve_rows(books, risks)
    yield from contract_rows(books)
    yield from labour_rows(books, hours)
    yield from unbilled_rows(books)
