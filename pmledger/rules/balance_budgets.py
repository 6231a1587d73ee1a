"""Budgets, reserves and costs that do not agree with each other."""

from collections.abc import Iterator

from pmledger.rules.balance_objections import objections
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say


def unbalanced_budget(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The approved budget of a project is not the sum of its budget lines.

    From `executing` on, `budget:` is what all approved lines add up to, contingency and management reserve included.
    Lines that exceed it were never approved, which is an error. Less is a warning: the rest is not distributed.

    Correct the amount, or write the line that is missing.
    """
    return objections(facts, fault, 1, say("correct the budget, or write the line that is missing"))


def unfunded_change(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A change is carried out, and the budget does not pay for it.

    A change in `implementing` or later costs `impact_cost`. The counted budget lines that name it in `change:` add up
    to that. What comes from a reserve is taken out of it by a negative line of that reserve.

    ```yaml
    changes:
      - {id: replan, status: implementing, impact_cost: 24000 EUR, funding: contingency, …}
    budget_lines:
      - {title: Second team, category: subcontract, amount: 24000 EUR, change: replan, …}
      - {title: Drawn for it, category: contingency, amount: -24000 EUR, change: replan, …}
    ```

    Write the missing line, or correct the amount.
    """
    return objections(facts, fault, 4, say("add budget lines with change:, or correct impact_cost"))


def cost_outside_budget(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Money or hours were spent on something that the budget has no line for.

    Each counted cost belongs to a counted budget line of its category in its project, and approved hours to one of
    labour. Costs with `risk:` are paid from the contingency and need no line.

    Correct the category, or have a line approved.
    """
    return objections(facts, fault, 7, say("correct the category, or add a budget line for it"))


def overdrawn_line(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """More was spent and ordered than the budget allows, tolerance included.

    Spent are counted costs, accruals that nothing settles yet, and for labour approved hours at the rate of their day;
    ordered is what is still open of commitments. The tolerance is `cost_pct` of the project or workspace.

    By category it asks for attention, for a single line it is a hint. Look for what is booked on the wrong line, stop
    spending, or request a change.
    """
    return objections(facts, fault, 9, say("request a change, or find what is booked on the wrong line"))


def unbalanced_contingency(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Money was taken from the contingency for something that is not a reason.

    A cost with `risk:` is paid from the contingency, so that risk has occurred. A negative contingency line pays for an
    approved change that is funded from it. Both together are no more than the contingency that was approved; to have
    used it up asks for attention.

    Say that the risk occurred, name the change, or charge the cost to the ordinary budget.
    """
    return objections(facts, fault, 10, say("correct the record that the money is charged to"))


def thin_contingency(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """What is left of the contingency is less than what the open threats may cost on average.

    Left are the contingency lines with what changes drew from them, less the costs with `risk:`. The exposure is the
    sum of probability × cost impact of the open threats; those without an amount are not in it.

    This is business, not a fault of the ledger. Reduce the threats, or ask for more contingency.
    """
    return objections(facts, fault, 11, say("lower the threats, or ask for more contingency"))


def unbalanced_work_budget(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The budget of a task or phase is not what its budget lines add up to.

    Lines that name the task or phase in `task:`, or one of its parts, are what it may cost. Where they are less, and
    lines that name no work could hold the rest, nothing is said: the budget is only partly assigned.

    Correct `budget:`, or the task that a line names.
    """
    return objections(facts, fault, 35, say("correct budget:, or the task: of a line"))


RULES: tuple[Rule, ...] = (
    rule("PM301", "unbalanced-budget", Severity.ERROR, unbalanced_budget, by_state=True),
    rule("PM304", "unfunded-change", Severity.ERROR, unfunded_change, by_state=True),
    rule("PM307", "cost-outside-budget", Severity.WARNING, cost_outside_budget),
    rule("PM309", "overdrawn-line", Severity.ATTENTION, overdrawn_line),
    rule("PM310", "unbalanced-contingency", Severity.WARNING, unbalanced_contingency),
    rule("PM311", "thin-contingency", Severity.ATTENTION, thin_contingency),
    rule("PM335", "unbalanced-work-budget", Severity.WARNING, unbalanced_work_budget),
)
