"""Risks, assumptions, issues, changes and decisions that do not hold together."""

from collections.abc import Iterator

from pmledger.analysis.risks import level_of, product, scale
from pmledger.ledger.record import Record
from pmledger.reader.terms import choice_term, listed
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import status_place, tied
from pmledger.rules.words import state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say

OPEN_RISK = ("identified", "assessed", "responding", "monitoring")
STRATEGIES = {
    "threat": ("avoid", "transfer", "mitigate", "accept", "escalate"),
    "opportunity": ("exploit", "enhance", "share", "accept", "escalate"),
}
ANSWERED = ("avoid", "transfer", "mitigate", "exploit", "enhance", "share")
"""Strategies that say something will be done."""


def strategy_of_other_type(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A threat is exploited, or an opportunity avoided.

    A threat is avoided, transferred, mitigated, accepted or escalated; an opportunity is exploited, enhanced, shared,
    accepted or escalated (PMBOK, PRINCE2).

    Write a strategy of its type, or correct `type:`.
    """
    for risk in facts.ledger.of("risk"):
        kind, strategy = risk.text("type") or "threat", risk.text("strategy")
        if strategy and "type" not in risk.faulty and strategy not in STRATEGIES.get(kind, ()):
            yield fault.at(
                risk.place("strategy"),
                say("{strategy} is no strategy for a {type}", strategy=choice_term(strategy), type=choice_term(kind)),
                found=strategy,
                help=say("one of {choices}", choices=listed(STRATEGIES.get(kind, ()), choice_term)),
                record=risk.key,
            )


def strategy_without_response(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A risk is to be mitigated, and nothing says how.

    A strategy other than accept and escalate is a promise to do something. Write it down under `response:`.
    """
    for risk in facts.ledger.of("risk"):
        strategy = risk.text("strategy")
        if risk.status in {"responding", "monitoring"} and strategy in ANSWERED and not risk.written("response"):
            yield fault.at(
                risk.place("strategy"),
                say("the strategy {strategy} needs a response", strategy=choice_term(strategy)),
                found=strategy,
                help=say("add response: and what is done"),
                record=risk.key,
            )


def risk_without_review(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An open risk of level medium or higher has no date for its next review.

    A risk that nobody looks at again grows in silence. Write `review_on:`.
    """
    bands = tuple(facts.settings.risk_bands.items())
    for risk in facts.ledger.of("risk"):
        probability, impact = scale(risk.values.get("probability")), scale(risk.values.get("impact"))
        if risk.status not in OPEN_RISK or probability is None or impact is None or risk.written("review_on"):
            continue
        level = level_of(probability, impact, bands)
        if level != bands[0][0]:
            yield fault.at(
                risk.origin,
                say("{id} is {level} and has no review_on", id=risk.id, level=choice_term(level)),
                found=risk.id,
                help=say("add review_on: and the date of the next review"),
                record=risk.key,
            )


def response_that_worsens(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """What remains of a threat after the response is more than there was before.

    Either the response is not worth it, or the two scores were mixed up. Correct the scores, or choose another response.
    """
    for risk in facts.ledger.of("risk"):
        before, after = score_of(risk, ""), score_of(risk, "residual_")
        if risk.text("type") != "opportunity" and before is not None and after is not None and after > before:
            yield fault.at(
                risk.place("residual_probability"),
                say("the residual score {after} is above the score {before}", after=after, before=before),
                found=str(after),
                related=(Related(risk.place("probability"), say("the score before the response comes from here")),),
                record=risk.key,
            )


def score_of(risk: Record, prefix: str) -> int | None:
    """Probability × impact; what remains of only one of the two is held against the other as it was."""
    steps = [
        scale(risk.values.get(prefix + name)) or (scale(risk.values.get(name)) if prefix else None)
        for name in ("probability", "impact")
    ]
    written = any(risk.has(prefix + name) for name in ("probability", "impact"))
    return product(steps[0], steps[1]) if written else None


def dependency_without_date(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A dependency on somebody outside does not say when it is needed.

    Write `needed_by:`.
    """
    for assumption in facts.ledger.of("assumption"):
        if assumption.text("type") == "dependency" and not assumption.closed and not assumption.written("needed_by"):
            yield fault.at(
                assumption.place("type"),
                say("{id} is a dependency without needed_by", id=assumption.id),
                found="dependency",
                help=say("add needed_by: and the date"),
                record=assumption.key,
            )


def unanswered_assumption(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Something that was relied on has turned out to be wrong, and nothing says what follows from it.

    It is now a risk, an issue or a reason for a change. Name one: `risk:` in the assumption, or the assumption in
    `source:` or `related:` of the issue or change.
    """
    for assumption in facts.ledger.of("assumption"):
        if assumption.status != "invalidated" or assumption.written("risk"):
            continue
        if not any(tied(facts, assumption, kind) for kind in ("risk", "issue", "change")):
            yield fault.at(
                assumption.place(*status_place(assumption)),
                say("“{title}” is invalidated, and no risk, issue or change follows from it", title=assumption.title),
                found=assumption.status,
                help=say("add risk:, or an issue or change with source: {id}", id=assumption.id),
                related=(Related(assumption.place("outcome"), say("what was found out is here")),)
                if assumption.has("outcome")
                else (),
                record=assumption.key,
            )


def grave_issue_without_date(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An open issue of priority P1 or P2 has no date by which it is to be solved.

    Write `due:`; the usual times are 2 working days for P1 and 5 for P2.
    """
    for issue in facts.ledger.of("issue"):
        open_now = issue.status in {"open", "in_progress", "on_hold", "escalated"}
        if open_now and issue.text("priority") in {"P1", "P2"} and not issue.written("due"):
            yield fault.at(
                issue.place("priority"),
                say("an open issue of priority {priority} needs a date", priority=issue.text("priority")),
                found=issue.text("priority"),
                help=say("add due: and the date"),
                record=issue.key,
            )


def unreplaced_decision(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A decision is superseded, but no newer one says that it replaces it.

    Who reads the old decision cannot find what holds now. Write `supersedes:` in the newer one.
    """
    for decision in facts.ledger.of("decision"):
        if decision.status == "superseded" and not facts.ledger.pointing_at(decision.key, "decision", "supersedes"):
            yield fault.at(
                decision.place("status"),
                say("{id} is superseded, but no decision supersedes it", id=decision.id),
                found="superseded",
                help=say("add supersedes: {id} to the newer decision", id=decision.id),
                record=decision.key,
            )


def wrong_probability_of_outcome(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A won opportunity has a probability below 100 percent, or a lost one above 0.

    What is decided is certain. Delete `probability:`; it follows from the state.
    """
    certain = {"won": 100, "lost": 0}
    for opportunity in facts.ledger.of("opportunity"):
        wanted, written = certain.get(opportunity.status), opportunity.number("probability")
        if wanted is not None and written is not None and written != wanted and opportunity.node.pair("probability"):
            yield fault.at(
                opportunity.place("probability"),
                say("{status} means {wanted} percent, not {written}", status=state_of(opportunity), wanted=wanted,
                    written=written),
                found=str(written),
                record=opportunity.key,
            )  # fmt: skip


RULES: tuple[Rule, ...] = (
    rule("PM250", "strategy-of-other-type", Severity.ERROR, strategy_of_other_type),
    rule("PM251", "strategy-without-response", Severity.ERROR, strategy_without_response),
    rule("PM252", "risk-without-review", Severity.ERROR, risk_without_review, by_state=True),
    rule("PM253", "response-that-worsens", Severity.WARNING, response_that_worsens),
    rule("PM254", "unanswered-assumption", Severity.WARNING, unanswered_assumption, by_state=True),
    rule("PM255", "dependency-without-date", Severity.ERROR, dependency_without_date, by_state=True),
    rule("PM256", "grave-issue-without-date", Severity.ERROR, grave_issue_without_date, by_state=True),
    rule("PM257", "unreplaced-decision", Severity.ERROR, unreplaced_decision),
    rule("PM258", "wrong-probability-of-outcome", Severity.ERROR, wrong_probability_of_outcome),
)
