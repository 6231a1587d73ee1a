"""Goals that could not be missed, or were not reached."""

from collections.abc import Iterator
from decimal import Decimal

from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say


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
    """A goal is called achieved, but its latest measurement does not reach the target.

    ```yaml
    status: achieved
    baseline_value: 30
    target_value: 12
    measurements: [{date: 2026-06-30, value: 15}]
    ```

    Add the measurement that reached it, or set the status to missed.
    """
    for goal in facts.ledger.of("goal"):
        start, target = goal.number("baseline_value"), goal.number("target_value")
        measured = sorted(goal.items("measurements"), key=lambda item: str(item.get("date")))
        if goal.status != "achieved" or start is None or target is None or not measured:
            continue
        value = measured[-1].get("value")
        if isinstance(value, Decimal | int) and (value < target if target > start else value > target):
            yield fault.at(
                goal.place("status"),
                say("achieved, but the latest measurement is {value} and the target {target}", value=value,
                    target=target),
                found="achieved",
                related=(Related(goal.place("measurements"), say("it was measured here")),),
                record=goal.key,
            )  # fmt: skip


RULES: tuple[Rule, ...] = (
    rule("PM239", "goal-without-distance", Severity.ERROR, goal_without_distance),
    rule("PM240", "unmet-achieved-goal", Severity.ERROR, unmet_achieved_goal),
)
