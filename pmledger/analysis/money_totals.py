"""The figures of money of clients and of the whole workspace, summed up from those of projects, invoices and offers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from pmledger.analysis.client_figures import receivable
from pmledger.analysis.earned.indices import UNKNOWN, Standing, cost_variance, cpi, schedule_variance, spi
from pmledger.analysis.earned.results import shown, told
from pmledger.analysis.figure import Figure, Figures, Input, Result, exact, unknown
from pmledger.analysis.money import Exchange, Line, add_up, day_rates, no_rate
from pmledger.analysis.names import figure
from pmledger.analysis.premises import Premises
from pmledger.analysis.receivables import invoiced, overdue
from pmledger.analysis.standing import OPEN, as_day, day, is_counted, is_open, titled
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say, say_count

WINDOW = timedelta(days=365)
MEASURES = ("planned_value", "earned_value", "actual_cost")
"""The figures of a project that are summed up over several, where it has all three."""
STALE = 30
"""Days without a sign of life after which an opportunity is stale."""


def client_money(client: Record, ledger: Ledger, premises: Premises, figures: Figures, as_of: date) -> Iterator[Figure]:
    """What a client was invoiced, owes too long, cost us and brings us, in its own currency."""
    to, exchange = client.text("currency") or premises.currency, premises.exchange
    invoices = ledger.of_client(client.key, "invoice")
    projects = ledger.of_client(client.key, "project")
    billed = invoiced(invoices, to, exchange, as_of)
    cost = over(projects, "spent", figures, to, exchange, as_of)
    found = {
        "invoiced": billed,
        "overdue_receivable": overdue(invoices, to, exchange, as_of),
        "spent": cost,
        "profit": less(billed, cost, client.key, to),
        "expected_profit": over(projects, "expected_profit", figures, to, exchange, as_of),
        **measured([one for one in projects if one.status in OPEN["project"]], client.key, to, exchange, figures, as_of),
    }
    return (figure("client", name, client.key, result) for name, result in found.items())


def measured(
    projects: Sequence[Record], key: str, to: str, exchange: Exchange, figures: Figures, as_of: date
) -> dict[str, Result]:
    """Planned, earned and spent over the projects of which all three are known, and their indices."""
    known = [project for project in projects if is_measured(project, figures)]
    sums = {name: over(known, name, figures, to, exchange, as_of) for name in MEASURES}
    if silent := len(projects) - len(known):
        rest = Input(say_count("{count} project is not in it", "{count} projects are not in it", silent), silent)
        sums = {name: replace(found, inputs=(*found.inputs, rest)) for name, found in sums.items()}
    now = Standing(sums["planned_value"], sums["earned_value"], sums["actual_cost"], unknown(UNKNOWN))
    of_time, of_cost = told(key, ("earned_value", "planned_value"), sums), told(key, ("earned_value", "actual_cost"), sums)
    return {
        **sums,
        "sv": shown(schedule_variance(now), of_time, to),
        "cv": shown(cost_variance(now), of_cost, to),
        "spi": shown(spi(now), of_time),
        "cpi": shown(cpi(now), of_cost),
    }


def is_measured(project: Record, figures: Figures) -> bool:
    """Whether planned value, earned value and actual cost of a project are all known."""
    return all(figures[name, project.key].value is not None for name in MEASURES)


def less(billed: Result, cost: Result, key: str, to: str) -> Result:
    inputs = (
        Input(say("Invoiced"), billed.value, figure=("invoiced", key)),
        Input(say("Spent"), cost.value, figure=("spent", key)),
    )
    if billed.number is None or cost.number is None:
        return unknown(billed.unknown or cost.unknown or say("one of the amounts is unknown"), inputs, to)
    return Result(exact(billed.number - cost.number), inputs, None, to)


def over(projects: Sequence[Record], name: str, figures: Figures, to: str, exchange: Exchange, as_of: date) -> Result:
    """One figure over projects, by the exchange rates of the day, as far as it is known; an input says how many lack it."""
    parts = [(project, figures[name, project.key]) for project in projects]
    known = [(project, part) for project, part in parts if part.number is not None]
    inputs = tuple(
        Input(titled(project), part.value, project.key, figure=(name, project.key)) for project, part in known
    )
    silent = len(parts) - len(known)
    if silent:
        label = say_count("{count} project is not in it", "{count} projects are not in it", silent)
        inputs = (*inputs, Input(label, silent))
    if not known:
        return unknown(say("no project has one"), inputs, to)
    total = Fraction(0)
    for _, part in known:
        amount = converted(part, to, exchange, as_of)
        if amount is None:
            return unknown(no_rate(part.unit, to, as_of), inputs, to)
        total += amount
    return Result(exact(total), (*inputs, *day_rates((part for _, part in known), to, exchange, as_of)), None, to)


def converted(part: Figure, to: str, exchange: Exchange, as_of: date) -> Fraction | None:
    amount = part.number
    if amount is None or part.unit == to:
        return amount
    one = exchange.convert(Money(Decimal(1), part.unit), to, as_of)
    return None if one is None else amount * one


def workspace_money(ledger: Ledger, premises: Premises, figures: Figures, as_of: date) -> Iterator[Figure]:
    """The money of the whole workspace in its currency."""
    to, exchange = premises.currency, premises.exchange
    every = ledger.of("project")
    still = [project for project in every if project.status in OPEN["project"]]
    forecast = [project for project in still if figures["cost_variance", project.key].value is not None]
    invoices = ledger.of("invoice")
    found = {
        "committed_total": over(still, "committed", figures, to, exchange, as_of),
        "bac_total": over(forecast, "bac", figures, to, exchange, as_of),
        "forecast_total": over(forecast, "cost_forecast", figures, to, exchange, as_of),
        "forecast_variance": over(forecast, "cost_variance", figures, to, exchange, as_of),
        "receivable_total": receivable(invoices, to, premises, as_of)
        if invoices
        else unknown(say("no invoice is recorded"), (), to),
        "overdue_total": overdue(invoices, to, exchange, as_of),
        "unbilled_total": over(every, "unbilled", figures, to, exchange, as_of),
        "invoiced_total": invoiced(invoices, to, exchange, as_of),
        "profit_total": over(every, "profit", figures, to, exchange, as_of),
        "expected_profit_total": over(every, "expected_profit", figures, to, exchange, as_of),
        **measured(still, "", to, exchange, figures, as_of),
        **pipeline_results(ledger, premises, as_of),
    }
    return (figure("", name, "", result) for name, result in found.items())


def pipeline_results(ledger: Ledger, premises: Premises, as_of: date) -> dict[str, Result]:
    """What may come in, and how often we win."""
    chances = ledger.of("opportunity")
    waiting = [chance for chance in chances if is_open(chance, as_of)]
    ended = [
        chance
        for chance in chances
        if chance.status in {"won", "lost"}
        and (on := day(chance, "closed_on")) is not None
        and as_of - WINDOW < on <= as_of
    ]
    return {
        "pipeline_amount": open_amount(waiting, premises, as_of),
        "win_rate": win_rate(ended, lambda _chance: Fraction(1)),
        "win_rate_amount": win_rate(ended, lambda chance: amount_of(chance, premises, as_of)),
        "sales_cycle": sales_cycle(ended),
        "stale_opportunities": listed(
            [chance for chance in waiting if (age := silence(chance, ledger, as_of)) is not None and age > STALE], "updated"
        ),
        "past_close": listed([chance for chance in waiting if is_past(chance, as_of)], "expected_close"),
    }


def open_amount(waiting: Sequence[Record], premises: Premises, as_of: date) -> Result:
    """The amounts of open opportunities as far as they are given; an input says how many are not."""
    lines = [
        Line(titled(chance), money, as_of, chance.key, "amount")
        for chance in waiting
        if (money := chance.money("amount")) is not None
    ]
    silent = len(waiting) - len(lines)
    label = say_count("{count} opportunity has no amount yet", "{count} opportunities have no amount yet", silent)
    more = (Input(label, silent),) if silent else ()
    if silent and not lines:
        return unknown(say("no open opportunity has an amount yet"), more, premises.currency)
    return add_up(lines, premises.currency, premises.exchange, more)


def is_past(chance: Record, as_of: date) -> bool:
    """Whether an open opportunity should have been decided before the day."""
    close = day(chance, "expected_close")
    return close is not None and close < as_of


def amount_of(chance: Record, premises: Premises, as_of: date) -> Fraction | None:
    """An opportunity's amount in the workspace's currency, by the rates of the day it was closed."""
    money = chance.money("amount")
    if money is None:
        return None
    return premises.exchange.convert(money, premises.currency, day(chance, "closed_on") or as_of)


def win_rate(ended: Iterable[Record], weigh: Callable[[Record], Fraction | None]) -> Result:
    """Won as a percentage of won and lost, each with its weight; those without one are left out."""
    weighed = [(chance, weight) for chance in ended if (weight := weigh(chance)) is not None]
    inputs = tuple(Input(titled(chance), chance.status, chance.key, "status") for chance, _ in weighed)
    whole = sum((weight for _, weight in weighed), Fraction(0))
    if not whole:
        return unknown(say("no opportunity was won or lost in the last {days} days", days=WINDOW.days), inputs)
    won = sum((weight for chance, weight in weighed if chance.status == "won"), Fraction(0))
    return Result(exact(100 * won / whole), inputs)


def sales_cycle(ended: Iterable[Record]) -> Result:
    """The mean of the days from `created` to `closed_on`, over the opportunities won that say both."""
    times = [
        (chance, (closed - created).days)
        for chance in ended
        if chance.status == "won" and (created := day(chance, "created")) and (closed := day(chance, "closed_on"))
    ]
    inputs = tuple(Input(titled(chance), days, chance.key, "closed_on") for chance, days in times)
    if not times:
        return unknown(say("no opportunity won in the last {days} days says when it was created", days=WINDOW.days))
    return Result(exact(Fraction(sum(days for _, days in times), len(times))), inputs)


def silence(chance: Record, ledger: Ledger, as_of: date) -> int | None:
    """Days since the last sign of an opportunity: its own update, or a communication that names it; None without any."""
    signs = [on for name in ("created", "updated") if (on := day(chance, name)) is not None and on <= as_of]
    for talk in ledger.pointing_at(chance.key, "communication"):
        on = as_day(talk.values.get("date"))
        if on is not None and on <= as_of and is_counted(talk, as_of):
            signs.append(on)
    return (as_of - max(signs)).days if signs else None


def listed(records: Iterable[Record], field: str) -> Result:
    inputs = tuple(Input(titled(record), day(record, field), record.key, field) for record in records)
    return Result(len(inputs), inputs)
