"""What quality costs: money and hours that went into checking, and those that went into defects."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.costs import cost_line, currency_of, spent_costs
from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.money import Exchange, add_up
from pmledger.analysis.names import figure
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import is_counted, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

NATURES = (("quality_check", "appraisal"), ("defect", "failure"))
"""What a cost is by what it names: the first finds faults, the second is what they cost; who names both pays for both."""
PAID = frozenset({"cost", "time_entry"})
LABELS = {"appraisal_cost": say("Cost of checking"), "failure_cost": say("Cost of defects")}


def named_by(ledger: Ledger, target: str) -> Iterator[Record]:
    """The records that name one in a field; a mention in a text does not charge anything to it."""
    for link in ledger.backlinks.get(target, ()):
        if link.field != "body":
            yield ledger.by_key[link.source]


def natures(ledger: Ledger) -> dict[str, str]:
    """Whether a cost or entry of hours is for a check or a defect, by its key: as it says itself, else as its task does."""
    own: dict[str, str] = {}
    by_task: dict[str, str] = {}
    for kind, nature in NATURES:
        for target in ledger.of(kind):
            for record in named_by(ledger, target.key):
                if record.kind in PAID:
                    own[record.key] = nature
                elif record.kind == "task":
                    paid = (one for one in named_by(ledger, record.key) if one.kind in PAID)
                    by_task.update((one.key, nature) for one in paid if one.target("task") == record.key)
    return by_task | own


def quality_cost_figures(ledger: Ledger, premises: Premises, as_of: date) -> Iterator[Figure]:
    """The figures of the workspace and of each project in which a counted cost or hour names a check or a defect."""
    found = natures(ledger)
    if not found:
        return
    spent = {cost.key for cost in spent_costs(ledger.of("cost"), as_of)}
    records = [ledger.by_key[key] for key in found]
    counted = [one for one in records if (one.key in spent if one.kind == "cost" else is_counted(one, as_of))]
    if not counted:
        return
    groups: dict[str, list[Record]] = {}
    for record in counted:
        groups.setdefault(record.project, []).append(record)
    yield from figures_of("", "", counted, found, premises.exchange, premises.currency)
    for key, own in groups.items():
        project = ledger.get(key)
        if project is not None:
            yield from figures_of("project", key, own, found, premises.exchange, currency_of(project, premises.exchange))


def figures_of(
    of: str, subject: str, records: Iterable[Record], nature: Mapping[str, str], exchange: Exchange, currency: str
) -> Iterator[Figure]:
    """Costs and hours of each nature, and both costs together."""
    own = tuple(records)
    results: dict[str, Result] = {}
    for name in ("appraisal", "failure"):
        mine = [one for one in own if nature[one.key] == name]
        costs = (line for one in mine if one.kind == "cost" and (line := cost_line(one)) is not None)
        results[f"{name}_cost"] = add_up(costs, currency, exchange)
        results[f"{name}_hours"] = hours_of(mine)
    results["quality_cost"] = both(subject, results, currency)
    yield from (figure(of, name, subject, result) for name, result in results.items())


def hours_of(records: Iterable[Record]) -> Result:
    entries = [one for one in records if one.kind == "time_entry"]
    inputs = tuple(Input(titled(one), one.number("hours"), one.key, "hours") for one in entries)
    return Result(sum((one.number("hours") or Decimal(0) for one in entries), Decimal(0)), inputs)


def both(subject: str, results: Mapping[str, Result], currency: str) -> Result:
    inputs = tuple(Input(label, results[name].value, figure=(name, subject)) for name, label in LABELS.items())
    numbers = [results[name].number for name in LABELS]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        why = next(results[name].unknown for name in LABELS if results[name].number is None)
        return unknown(why or say("one of the amounts is unknown"), inputs, currency)
    return Result(exact(sum(known, Fraction(0))), inputs, None, currency)
