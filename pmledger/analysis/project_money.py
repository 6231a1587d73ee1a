"""The figures of a project's money beyond its budget: hours, orders, reserves, forecast, invoices, profit."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.client_figures import cash, receivable
from pmledger.analysis.costs import RESERVES, cost_line, currency_of, lines_total, spent_costs
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.finance import committed
from pmledger.analysis.labour import Labour, valued_hours
from pmledger.analysis.money import Line, add_up, stated
from pmledger.analysis.premises import Premises
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.receivables import invoiced, overdue, unbilled
from pmledger.analysis.standing import as_day, day, titled
from pmledger.analysis.thresholds import thresholds
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

Results = Mapping[str, Result]


def money_results(
    project: Record, ledger: Ledger, premises: Premises, work: Labour, known: Results, as_of: date
) -> dict[str, Result]:
    """By name; `known` are the project's results of budget, bac, spent, contract_value and earned_value."""
    exchange, key = premises.exchange, project.key
    to = currency_of(project, exchange)
    invoices = ledger.of_project(key, "invoice")
    found = {
        "hours_cost": valued_hours(work, "cost", to),
        "billable_value": valued_hours(work, "bill", to),
        "committed": orders_result(project, ledger, premises, as_of),
        "contingency": contingency_result(project, ledger, premises, as_of),
        "contingency_used": contingency_used(project, ledger, premises, as_of),
        "unbilled": unbilled(project, ledger, exchange, work, as_of),
        "invoiced": invoiced(invoices, to, exchange, as_of),
        "received": received(invoices, to, premises, as_of),
        "receivable": receivable(invoices, to, premises, as_of) if invoices else unknown(NO_INVOICE, (), to),
        "overdue_receivable": overdue(invoices, to, exchange, as_of),
    }
    every = {**known, **found}
    found["actual_cost"] = every["actual_cost"] = spent_on_work(project, to, every)
    made = estimate(project, premises, as_of)
    found |= {} if made is None else {"manager_estimate": made}
    found["cost_forecast"] = every["cost_forecast"] = forecast(project, premises, every, as_of)
    found["cost_variance"] = combined(key, to, every, "bac", "cost_forecast")
    found["billed_share"] = percentage(key, every, "invoiced", "contract_value")
    found["profit"] = every["profit"] = combined(key, to, every, "invoiced", "spent")
    found["expected_profit"] = every["expected_profit"] = expected_profit(project, to, every)
    found["margin"] = percentage(key, every, "expected_profit", "contract_value")
    return found


NO_INVOICE = say("no invoice is recorded")
ENOUGH = say("Percent done from which the past tells the future")
LABELS: Mapping[str, Message] = {
    "bac": say("Budget at completion"),
    "cost_forecast": say("Cost forecast"),
    "invoiced": say("Invoiced"),
    "spent": say("Spent"),
    "contract_value": say("Contract value"),
    "contingency_used": say("Contingency used"),
    "expected_profit": say("Expected profit"),
    "contingency": say("Contingency"),
    "earned_value": say("Earned value"),
    "actual_cost": say("Actual cost"),
}


def inputs_of(key: str, names: Iterable[str], results: Results) -> tuple[Input, ...]:
    return tuple(Input(LABELS[name], results[name].value, figure=(name, key)) for name in names)


def combined(key: str, to: str, results: Results, first: str, *less: str) -> Result:
    """One result less others; unknown as soon as one of them is."""
    inputs = inputs_of(key, (first, *less), results)
    numbers = [results[name].number for name in (first, *less)]
    if any(number is None for number in numbers):
        why = next(results[name].unknown for name in (first, *less) if results[name].number is None)
        return unknown(why or say("one of the amounts is unknown"), inputs, to)
    known = [number for number in numbers if number is not None]
    return Result(exact(known[0] - sum(known[1:], Fraction(0))), inputs, None, to)


def percentage(key: str, results: Results, part: str, whole: str) -> Result:
    """One result as a percentage of another."""
    inputs = inputs_of(key, (part, whole), results)
    top, bottom = results[part].number, results[whole].number
    if top is None or bottom is None:
        why = results[part].unknown if top is None else results[whole].unknown
        return unknown(why or say("one of the two amounts is unknown"), inputs)
    if not bottom:
        return unknown(say("there is nothing to take a share of"), inputs)
    return Result(exact(100 * top / bottom), inputs)


def orders_result(project: Record, ledger: Ledger, premises: Premises, as_of: date) -> Result:
    """Open commitments; unknown where no cost was ever recorded."""
    if not ledger.of_project(project.key, "cost"):
        return unknown(say("no cost is recorded"), (), currency_of(project, premises.exchange))
    return committed(project, ledger, premises.exchange, as_of)


def contingency_result(project: Record, ledger: Ledger, premises: Premises, as_of: date) -> Result:
    """The counted contingency lines, what was drawn taken off; without lines what the current baseline states."""
    to = currency_of(project, premises.exchange)
    lines = ledger.of_project(project.key, "budget_line")
    found = lines_total(lines, to, premises.exchange, as_of, RESERVES & {"contingency"})
    if found is not None:
        return found
    baseline = current_baseline(project, ledger, as_of)
    money = baseline.money("contingency") if baseline else None
    if baseline is None or money is None:
        return unknown(say("no contingency is set aside"), (), to)
    kept = stated(money, to, premises.exchange, day(baseline, "date") or as_of, say("no contingency is set aside"))
    inputs = (Input(say("Baseline"), money, baseline.key, "contingency"), *kept.inputs)
    return Result(kept.value, inputs, kept.unknown, to)


def contingency_used(project: Record, ledger: Ledger, premises: Premises, as_of: date) -> Result:
    """The counted costs of threats that occurred; unknown where neither contingency nor such a cost is kept."""
    to = currency_of(project, premises.exchange)
    drawn = [cost for cost in ledger.of_project(project.key, "cost") if cost.has("risk")]
    if not drawn and contingency_result(project, ledger, premises, as_of).number is None:
        return unknown(say("no contingency is set aside"), (), to)
    lines = (line for cost in spent_costs(drawn, as_of) if (line := cost_line(cost)))
    return add_up(lines, to, premises.exchange)


def charged(results: Results) -> Fraction:
    """What contingency pays of the costs of threats that occurred: no more than was set aside."""
    used, kept = results["contingency_used"].number, results["contingency"].number
    return min(used or Fraction(0), max(kept or Fraction(0), Fraction(0)))


def beyond_contingency(key: str, results: Results) -> Result:
    """What threats that occurred cost beyond what contingency pays: it is paid by the work."""
    used = results["contingency_used"].number or Fraction(0)
    return Result(exact(used - charged(results)), inputs_of(key, ("contingency_used", "contingency"), results))


def spent_on_work(project: Record, to: str, results: Results) -> Result:
    """What was spent without what contingency pays."""
    spent, names = results["spent"], ["spent"]
    if results["contingency_used"].number:
        names += ["contingency_used", "contingency"]
    inputs = inputs_of(project.key, names, results)
    if spent.number is None:
        return unknown(spent.unknown or say("what was spent is unknown"), inputs, to)
    return Result(exact(spent.number - charged(results)), inputs, None, to)


def forecast(project: Record, premises: Premises, results: Results, as_of: date) -> Result:
    """The manager's estimate at completion, else reckoned from budget, earned value and actual cost."""
    key, to = project.key, currency_of(project, premises.exchange)
    if (made := estimate(project, premises, as_of)) is not None:
        return made
    names, least = ("bac", "earned_value", "actual_cost"), enough(project, premises)
    inputs = (*inputs_of(key, names, results), enough_input(project, premises, least))
    bac, earned, actual = (results[name].number for name in names)
    if bac is None or earned is None or actual is None:
        why = next(results[name].unknown for name in names if results[name].number is None)
        return unknown(why or say("one of the amounts is unknown"), inputs, to)
    if 100 * earned >= least * bac and actual > 0 and earned > 0:
        return Result(exact(bac * actual / earned), inputs, None, to)
    return Result(exact(actual + bac - earned), inputs, None, to)


def estimate(project: Record, premises: Premises, as_of: date) -> Result | None:
    """The manager's estimate at completion by the rates of its day; None where none was made by now."""
    to, key, given = currency_of(project, premises.exchange), project.key, project.values.get("eac")
    if not isinstance(given, Mapping):
        return None
    amount, on = given.get("amount"), as_day(given.get("on"))
    money = Money(Decimal(amount), to) if isinstance(amount, int | Decimal) else amount
    if not isinstance(money, Money) or (on is not None and on > as_of):
        return None
    found = stated(money, to, premises.exchange, on or as_of, say("no estimate is given"))
    made = (Input(say("The manager’s estimate"), money, key, "eac"), Input(say("Made on"), on, key, "eac"))
    return Result(found.value, (*made, *found.inputs), found.unknown, to)


def enough(project: Record, premises: Premises) -> Fraction:
    """Percent complete from which the past tells the future: the threshold `cpi_min_pct` of health."""
    own = project.values.get("tolerance")
    layers = (premises.tolerance, premises.health, *((own,) if isinstance(own, Mapping) else ()))
    return thresholds(layers).one("cpi_min_pct")


def enough_input(project: Record, premises: Premises, least: Fraction) -> Input:
    """That threshold with where it is written: in the project's tolerance, else in the settings."""
    own = project.values.get("tolerance")
    if isinstance(own, Mapping) and "cpi_min_pct" in own:
        return Input(ENOUGH, exact(least), project.key, "tolerance")
    return Input(ENOUGH, exact(least), setting=("health" if "cpi_min_pct" in premises.health else "tolerance", "cpi_min_pct"))


def expected_profit(project: Record, to: str, results: Results) -> Result:
    """Contract less forecast; of a closed project invoiced less spent."""
    if project.status in {"closed", "cancelled"}:
        return combined(project.key, to, results, "invoiced", "spent")
    if results["contract_value"].number is None:
        return unknown(say("no contract value is given"), inputs_of(project.key, ("contract_value",), results), to)
    names = ("cost_forecast", "contingency_used") if results["contingency_used"].number is not None else ("cost_forecast",)
    return combined(project.key, to, results, "contract_value", *names)


def received(invoices: Iterable[Record], to: str, premises: Premises, as_of: date) -> Result:
    """Payments in cash, by the rates of their days; unknown where no invoice was ever recorded."""
    invoices = tuple(invoices)
    if not invoices:
        return unknown(NO_INVOICE, (), to)
    lines = (
        Line(titled(invoice), money, on, invoice.key, "payments")
        for invoice in invoices
        for on, money in cash(invoice, as_of)
    )
    return add_up(lines, to, premises.exchange)
