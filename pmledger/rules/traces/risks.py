"""Risks that came true, and what deals with them."""

from collections.abc import Iterator

from pmledger.analysis.standing import day
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import pointer, status_place, tied
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say


def has_occurred(risk: Record) -> bool:
    return risk.status == "occurred" or (risk.status == "closed" and risk.text("closed_reason") == "occurred")


def risk_without_issue(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A threat has occurred, but no issue deals with it.

    What was uncertain is now a fact that needs work, an owner and a date.

    Write `issue:` in the risk, or `risk:` in the issue; one end is enough.
    """
    for risk in facts.ledger.of("risk"):
        since = day(risk, "occurred_on")
        if not has_occurred(risk) or risk.text("type") == "opportunity" or (since and since > facts.as_of):
            continue
        if risk.written("issue") or tied(facts, risk, "issue"):
            continue
        field = "occurred_on" if risk.has("occurred_on") else "closed_reason"
        yield fault.at(
            risk.place(*status_place(risk)),
            say("“{title}” has occurred, but no issue names it", title=risk.title),
            found=risk.status,
            help=say("add issue: here, or risk: {id} in the issue", id=risk.id),
            related=(pointer(risk, say("it is said to have occurred here"), field),) if risk.has(field) else (),
            record=risk.key,
        )


RULES: tuple[Rule, ...] = (rule("PM317", "risk-without-issue", Severity.ERROR, risk_without_issue, by_state=True),)
