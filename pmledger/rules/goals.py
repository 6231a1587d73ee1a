"""Goals that could not be missed, or were not reached."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pmledger.analysis.goals import is_held, is_maintained, measured_in, smart_gaps, stages_of
from pmledger.kinds.lifecycle import required_in
from pmledger.ledger.record import Record
from pmledger.reader.terms import field_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import Message, say
from pmledger.source.term import Term

LETTERS = {
    "S": say("specific"),
    "M": say("measurable"),
    "A": say("achievable"),
    "R": say("relevant"),
    "T": say("time-bound"),
}
NEEDED = frozenset({"M", "T"})
"""Letters without which progress and pace cannot be told."""


def goal_not_smart(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A goal that is worked on is not SMART: specific, measurable, achievable, relevant, time-bound.

    S is the statement, which every goal has to have. M is the measure with its unit, baseline and target; a key figure
    as the measure brings its unit, and what is to be maintained needs its `tolerance`. A says why it can be reached, R
    what it serves (a larger goal, a project, a client), T by when (Doran 1981). Without M or T nobody can say whether it
    was reached: an error. Without A or R: a warning, and only while the goal is active.

    ```yaml
    status: active
    statement: Answer every customer within four hours.
    measure: Median hours to the first answer
    # unit, baseline_value, target_value and due are missing: not M, not T
    ```

    Write what is missing, or set the goal back to draft.
    """
    spec = facts.schema.kinds["goal"]
    needing = required_in(spec, "due")
    for goal in facts.ledger.of("goal"):
        gaps = {letter: fields for letter, fields in smart_gaps(goal).items() if letter != "S"}
        grave = goal.status in needing and bool(NEEDED & gaps.keys())
        if not gaps or not (grave or goal.status == "active"):
            continue
        told = tuple(
            say("{letter} ({word}) lacks {fields}", letter=letter, word=LETTERS[letter], fields=terms_of(fields))
            for letter, fields in gaps.items()
            if goal.status == "active" or letter in NEEDED
        )
        yield fault.at(
            goal.place("status") if goal.written("status") else goal.origin,
            say("{title} is not SMART: {gaps}", title=goal.title, gaps=told),
            severity=Severity.ERROR if grave else Severity.WARNING,
            found="".join(gaps),
            help=say("add {fields}", fields=terms_of(field for fields in gaps.values() for field in fields)),
            record=goal.key,
        )


def terms_of(fields: Iterable[str]) -> tuple[Term, ...]:
    return tuple(field_term("goal", field) for field in fields)


def goal_without_distance(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A goal's target is its baseline.

    Nothing would have to change to reach it, and progress cannot be computed. Only a goal to `maintain` a value has the
    two alike.

    Correct one of the two values.
    """
    for goal in facts.ledger.of("goal"):
        start, target = goal.number("baseline_value"), goal.number("target_value")
        if (
            start is not None
            and start == target
            and goal.text("direction") != "maintain"
            and "direction" not in goal.faulty
        ):
            yield fault.at(
                goal.place("target_value"),
                say("the target {target} is also the baseline", target=target),
                found=str(target),
                related=(Related(goal.place("baseline_value"), say("the baseline is here")),),
                record=goal.key,
            )


def unmet_achieved_goal(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A goal is called achieved, but its latest measurement does not reach the target, or there is none.

    ```yaml
    status: achieved
    baseline_value: 30
    target_value: 12
    measurements: [{date: 2026-06-30, value: 15}]
    ```

    The measurements are the goal's own or those of the key figure that it names; a goal may also be reached through the
    goals that serve it. One to `maintain` a value is reached while the measurement is within `tolerance` of the target.

    Add the measurement that reached it, or set the status to `missed`.
    """
    for goal in facts.ledger.of("goal"):
        start, target = goal.number("baseline_value"), goal.number("target_value")
        if goal.status != "achieved" or start is None or target is None:
            continue
        source = measured_in(goal, facts.ledger)
        measured = sorted(source.items("measurements"), key=lambda item: str(item.get("date")))
        if not measured:
            if not ({"measurements", "measure"} & goal.faulty) and not stages_of(goal, facts.ledger):
                yield fault.at(
                    goal.place("status"),
                    say("achieved, but nothing was ever measured"),
                    found="achieved",
                    help=say("add measurements: with the one that reached {target}", target=target),
                    related=(Related(goal.place("target_value"), say("the target is here")),),
                    record=goal.key,
                )
            continue
        value = measured[-1].get("value")
        if isinstance(value, Decimal | int) and missed(goal, Decimal(value), start, target):
            yield fault.at(
                goal.place("status"),
                off_target(goal, value, target),
                found="achieved",
                related=(Related(source.place("measurements"), say("it was measured here")),),
                record=goal.key,
            )  # fmt: skip


def missed(goal: Record, value: Decimal, start: Decimal, target: Decimal) -> bool:
    """Whether a measurement does not reach the target; what says no tolerance cannot miss it."""
    if is_maintained(goal):
        return is_held(goal, value) is False
    return value < target if target > start else value > target


def off_target(goal: Record, value: object, target: Decimal) -> Message:
    if is_maintained(goal):
        return say("achieved, but the latest measurement is {value}, and {target} may be off by {tolerance} at most",
                   value=value, target=target, tolerance=goal.number("tolerance"))  # fmt: skip
    return say("achieved, but the latest measurement is {value} and the target {target}", value=value, target=target)


RULES: tuple[Rule, ...] = (
    rule("PM239", "goal-without-distance", Severity.ERROR, goal_without_distance),
    rule("PM240", "unmet-achieved-goal", Severity.ERROR, unmet_achieved_goal),
    rule("PM259", "goal-not-smart", Severity.WARNING, goal_not_smart, by_state=True),
)
