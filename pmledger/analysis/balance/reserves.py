"""Reserves against the risks they are for and the changes that draw on them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from pmledger.analysis.balance.books import Books
from pmledger.analysis.balance.reconciliation import Addend, Reconciliation, Relation, Side, money, size, spot
from pmledger.analysis.balance.sums import Entry, Heading, Sum, compared, entries_of, paired, placed
from pmledger.analysis.costs import cost_line
from pmledger.analysis.risks import RiskStanding, exposure
from pmledger.analysis.spending import standing_costs
from pmledger.analysis.standing import is_counted, titled
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import say, say_count

OCCURRED = "occurred"


def reserve_rows(books: Books, risks: Iterable[RiskStanding]) -> Iterator[Reconciliation]:
    """Rows 10 and 11; `risks` are those of the project."""
    reactive = tuple(cost for cost in books.costs if cost.target("risk"))
    lines = tuple(line for line in books.lines if line.text("category") == "contingency")
    for cost in reactive:
        yield from risk_row(books, cost)
    drawn = tuple(line for line in lines if takes(line))
    for line in drawn:
        yield from change_row(books, line)
    if lines:
        spent = standing_costs(reactive)
        yield draw_row(books, lines, drawn, spent)
        yield from exposure_row(books, lines, spent, tuple(risks))


def takes(line: Record) -> bool:
    """Whether a line takes money out."""
    amount = line.money("amount")
    return amount is not None and amount.amount < 0


def amount_of(line: Record, field: str = "amount") -> Decimal:
    """An amount to find the largest by, whatever its currency."""
    amount = line.money(field)
    return abs(amount.amount) if amount is not None else Decimal(0)


def has_occurred(risk: Record) -> bool:
    """Whether a risk came true: it says so, or was closed because it did."""
    return risk.status == OCCURRED or (risk.status == "closed" and risk.text("closed_reason") == OCCURRED)


def risk_row(books: Books, cost: Record) -> Iterator[Reconciliation]:
    """Row 10: what a threat cost, and whether it occurred at all."""
    risk, amount = books.ledger.get(cost.target("risk")), cost.money("amount")
    if risk is None:
        return
    yield paired(
        Heading(10, "unbalanced-contingency", books.project.key, cost.key),
        Side(say("cost “{title}”", title=cost.title), amount, spot(cost, "risk")),
        Side(say("risk {id}", id=risk.id), None, spot(risk, "status")),
        Severity.WARNING, agrees=has_occurred(risk),
        sentence=say("{amount} are charged to the risk {id}, which has not occurred", amount=amount, id=risk.id),
    )  # fmt: skip


def change_row(books: Books, line: Record) -> Iterator[Reconciliation]:
    """Row 10: what was taken out of the contingency, and the counted change that it paid for."""
    change, amount = books.ledger.get(line.target("change")), line.money("amount")
    funding = change.text("funding") if change is not None else ""
    heading, taken = Heading(10, "unbalanced-contingency", books.project.key, line.key), size(amount)
    left = Side(say("budget line “{title}”", title=line.title), amount, spot(line, "amount"))
    if change is None:
        yield paired(
            heading, left, Side(say("no change"), None, books.home), Severity.WARNING, agrees=False,
            sentence=say("{amount} are taken out of the contingency for no change", amount=taken),
            kept=not line.written("change"),
        )  # fmt: skip
        return
    counted, funded = is_counted(change, books.as_of), funding in {"", "contingency"}
    if counted:
        sentence = say("{amount} are taken out of the contingency for the change {id}, which is not paid from it",
                       amount=taken, id=change.id)  # fmt: skip
    else:
        sentence = say("{amount} are taken out of the contingency for the change {id}, which is not approved",
                       amount=taken, id=change.id)  # fmt: skip
    right = Side(
        say("change {id}", id=change.id), change.money("impact_cost"),
        spot(change, "funding" if counted else "status"),
    )  # fmt: skip
    yield paired(heading, left, right, Severity.WARNING, agrees=counted and funded, sentence=sentence)


def charged(costs: tuple[Record, ...], sign: int = 1) -> tuple[Entry, ...]:
    """Costs as addends, by their own rate or that of their day."""
    found = ((cost, cost_line(cost)) for cost in costs)
    return tuple(
        Entry(line.label, line.money, line.day, cost, ("amount",), line.rate, sign) for cost, line in found if line
    )


def draw_row(
    books: Books, lines: tuple[Record, ...], drawn: tuple[Record, ...], reactive: tuple[Record, ...]
) -> Reconciliation:
    """Row 10: all that was drawn on the contingency, by changes and by threats, and what was approved."""
    taken = tuple(replace(entry, sign=-1) for entry in entries_of(drawn, "amount", "approved_on", books.as_of))
    used = books.sum_entries(say("drawn on the contingency"), (*taken, *charged(reactive)))
    given = books.sum_lines(say("contingency approved"), tuple(line for line in lines if not takes(line)))
    return compared(
        Heading(10, "unbalanced-contingency", books.project.key, books.project.key), used, given, books.currency,
        Severity.ATTENTION, relation=Relation.AT_MOST,
    )  # fmt: skip


def exposure_row(
    books: Books, lines: tuple[Record, ...], reactive: tuple[Record, ...], risks: tuple[RiskStanding, ...]
) -> Iterator[Reconciliation]:
    """Row 11: what is left of the contingency, and what the open threats may cost on average."""
    threats = [risk for risk in risks if risk.open and risk.threat]
    priced = [risk for risk in threats if risk.record.has("cost_impact") and risk.percent is not None]
    if not priced:
        return
    left = books.sum_entries(
        say("contingency left"),
        (*entries_of(lines, "amount", "approved_on", books.as_of), *charged(reactive, sign=-1)),
    )
    left = placed(left, max(lines, key=amount_of), "amount")
    found = exposure(risks, books.currency, books.premises, books.as_of)
    silent = len(threats) - len(priced)
    heaviest = max(priced, key=lambda risk: amount_of(risk.record, "cost_impact"))
    side = Side(
        say("exposure of the open threats"),
        None if found.number is None else money(found.number, books.currency),
        spot(heaviest.record, "cost_impact"),
        tuple(
            Addend(titled(risk.record), risk.record.money("cost_impact"), risk.record.key, ("cost_impact",))
            for risk in priced
        ),
    )
    yield compared(
        Heading(11, "thin-contingency", books.project.key, books.project.key),
        left, Sum(side, found.number, len(priced), found.unknown), books.currency, Severity.ATTENTION,
        relation=Relation.AT_LEAST,
        remark=say_count("{count} open threat has no amount", "{count} open threats have no amount", silent)
        if silent else None,
    )  # fmt: skip
