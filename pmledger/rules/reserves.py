"""Reserves and estimates of projects that what is known of them has outrun."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.figure import Figure, decimal
from pmledger.analysis.finance import committed
from pmledger.analysis.standing import is_counted
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import Message, say
from pmledger.source.span import Span

RATE = "cost_rate"
CENT = Decimal("0.01")
MOST_THREATS = 3


def scarce_contingency(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The contingency covers the open threats on average, but not in eight of ten runs of the simulation.

    Left are the contingency lines with what changes drew from them, less the costs of threats that came true. Needed is
    what threats and longer work cost beyond the forecast in a run; eight of ten runs do not exceed it (P80). Contingency
    that does not even cover the average is told by PM311 alone.

    This is business, not a fault of the ledger. Reduce the threats that weigh most, or ask for more contingency.
    """
    figures = facts.conclusions.figures
    for project in facts.ledger.of("project"):
        left = figures.get(("contingency_left", project.key))
        there = left.number if left is not None and not project.closed else None
        exposed = figures["risk_exposure", project.key].number or Fraction(0)
        if left is None or there is None or exposed > there:
            continue  # what is needed is asked last: it takes a simulation
        need = figures.get(("contingency_needed", project.key))
        takes = need.number if need is not None else None
        if need is None or takes is None or there >= takes:
            continue
        line = reserve_of(facts, project)
        place = line.place("amount") if line is not None else project.origin
        threats = threats_of(facts, need)
        yield fault.at(
            place,
            lacking(left, need, place, threats[0].place("cost_impact") if threats else None),
            found=project.id,
            help=say("lower the threats, or ask for more contingency"),
            related=tuple(Related(one.place("cost_impact"), say("this may happen")) for one in threats[:MOST_THREATS]),
            record=(line or project).key,
        )


def lacking(left: Figure, need: Figure, place: Span, other: Span | None) -> Message:
    """Both sides with their amounts and places; without amounts where they would tell one person's rate."""
    there = f" ↔ {other.path}:{other.line}" if other is not None else ""
    where = f"{place.path}:{place.line}{there}"
    people = {given.record for given in need.inputs if given.field == RATE}
    if len(people) == 1:
        return say("less contingency is left than eight of ten runs take ({place})", place=where)
    return say(
        "{left} of contingency is left, but eight of ten runs take {need} ({place})",
        left=amount_in_cents(left), need=amount_in_cents(need), place=where,
    )  # fmt: skip


def amount_in_cents(figure: Figure) -> Money:
    """A figure's amount to the cent."""
    found = figure.number or Fraction(0)
    return Money(decimal(found).quantize(CENT), figure.unit)


def threats_of(facts: Facts, need: Figure) -> list[Record]:
    """The threats that went in, the dearest first."""
    found = [facts.ledger.by_key[given.record] for given in need.inputs if given.field == "cost_impact"]
    worth = facts.conclusions.figures
    return sorted(found, key=lambda one: (-(worth["expected_value", one.key].number or Fraction(0)), one.key))


def reserve_of(facts: Facts, project: Record) -> Record | None:
    """The budget line by which the contingency was set aside: the first that counts."""
    for line in facts.ledger.of_project(project.key, "budget_line"):
        if line.text("category") == "contingency" and is_counted(line, facts.as_of):
            return line
    return None


def outrun_estimate(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A manager's estimate at completion is less than what is spent and ordered already.

    ```yaml
    eac: {amount: 90000 EUR, by: mei, on: 2026-03-02}   # 80,000 spent, 15,000 ordered
    ```

    The estimate was overtaken, and the cost forecast with it.

    Write a new estimate, or cancel what was ordered.
    """
    figures = facts.conclusions.figures
    for project in facts.ledger.of("project"):
        forecast = figures["cost_forecast", project.key]
        if project.closed or not any(given.field == "eac" for given in forecast.inputs):
            continue
        made, spent = forecast.number, figures["actual_cost", project.key].number
        ordered = committed(project, facts.ledger, facts.conclusions.premises.exchange, facts.as_of).number
        if made is None or spent is None or spent + (ordered or Fraction(0)) <= made:
            continue
        yield fault.at(
            project.place("eac"),
            say("{amount} at completion is less than what is spent and ordered already", amount=amount_in_cents(forecast)),
            found=project.id,
            help=say("estimate again"),
            record=project.key,
        )


RULES: tuple[Rule, ...] = (
    rule("PM342", "scarce-contingency", Severity.ATTENTION, scarce_contingency),
    rule("PM343", "outrun-estimate", Severity.ATTENTION, outrun_estimate),
)
