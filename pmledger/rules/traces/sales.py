"""Business that was won, and the project and contract it should have become."""

from collections.abc import Iterator
from fractions import Fraction

from pmledger.analysis.balance.reconciliation import money
from pmledger.analysis.standing import day
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import pointer
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say


def won_without_project(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An opportunity was won, but no project of that client comes of it, or its worth is not the contract's.

    What was won is a project's contract as it was signed; where several opportunities name one project, the later ones
    extend it, and together they are its contract as it is today. A missing or foreign project is an error, another
    amount a warning.

    Write `project:` in the opportunity (or `source:` in the project), or correct the amount that is out of date.
    """
    won: dict[str, list[Record]] = {}
    for opportunity in facts.ledger.of("opportunity"):
        closed = day(opportunity, "closed_on")
        if opportunity.status != "won" or (closed is not None and closed > facts.as_of):
            continue
        sources = facts.ledger.pointing_at(opportunity.key, "project", "source")
        project = facts.ledger.get(opportunity.target("project")) or next(iter(sources), None)
        if project is None:
            if not opportunity.written("project"):
                yield fault.at(
                    opportunity.place("status"),
                    say("“{title}” was won, and no project comes of it", title=opportunity.title),
                    found="won",
                    help=say("add project:, or source: {id} to the project", id=opportunity.id),
                    related=closing(opportunity),
                    record=opportunity.key,
                )
            continue
        won.setdefault(project.key, []).append(opportunity)
        if opportunity.client and project.client and opportunity.client != project.client:
            field = "project" if opportunity.target("project") else "status"
            yield fault.at(
                opportunity.place(field),
                say("“{title}” was won with {client}, but {project} is a project of {other}", title=opportunity.title,
                    client=title(facts, opportunity.client), project=project.title,
                    other=title(facts, project.client)),
                found=project.id,
                related=(pointer(project, say("its client is written here"), "client"),),
                record=opportunity.key,
            )  # fmt: skip
    for key, opportunities in won.items():
        yield from other_worth(facts, fault, facts.ledger.by_key[key], opportunities)


def closing(opportunity: Record) -> tuple[Related, ...]:
    has = opportunity.has("closed_on")
    return (pointer(opportunity, say("it was won here"), "closed_on"),) if has else ()


def title(facts: Facts, key: str) -> str:
    record = facts.ledger.get(key)
    return record.title if record else key


def other_worth(facts: Facts, fault: Fault, project: Record, won: list[Record]) -> Iterator[Diagnostic]:
    """The sum of what was won against the contract: as signed for one, as it is today for several."""
    field = "contract_value" if len(won) > 1 else "contract_signed"
    contract = project.money(field)
    amounts = [(one, amount) for one in won if (amount := one.money("amount")) is not None]
    if contract is None or len(amounts) < len(won):
        return
    total = Fraction(0)
    for one, amount in amounts:
        on = day(one, "closed_on") or facts.as_of
        value = facts.conclusions.premises.exchange.convert(amount, contract.currency, on)
        if value is None:
            return
        total += value
    if abs(total - Fraction(contract.amount)) <= Fraction(len(amounts), 200):
        return
    yield fault.at(
        project.place(field),
        say("won for {project}: {total}, but its contract is {contract}", project=project.title,
            total=money(total, contract.currency), contract=contract),
        found=str(contract),
        related=tuple(pointer(one, say("“{title}” was won for {amount}", title=one.title, amount=amount), "amount")
                      for one, amount in amounts[:5]),
        record=project.key,
        severity=Severity.WARNING,
    )  # fmt: skip


RULES: tuple[Rule, ...] = (rule("PM329", "won-without-project", Severity.ERROR, won_without_project),)
