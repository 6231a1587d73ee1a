"""All rows of the balance that hold money and baselines against each other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

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
from pmledger.analysis.premises import Premises
from pmledger.analysis.rates import own_rates
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.spending import worked
from pmledger.ledger.ledger import Ledger


def balance(
    ledger: Ledger, premises: Premises, risks: Mapping[str, RiskStanding], as_of: date
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
        books = books_of(project, ledger, premises, own, as_of)
        found.extend(project_rows(books, tuple(by_project[project.key])))
    return tuple(sorted(found, key=lambda row: (row.project, row.row)))


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
