"""Baselines that do not agree with the changes, items and budget lines behind them."""

from collections.abc import Iterator

from pmledger.rules.balance_objections import objections
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say


def unbalanced_baseline_cost(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A baseline costs more or less than the one before it, and its changes do not add up to the difference.

    The budget at completion (`bac`) moves by what approved changes cost, `impact_cost`, and by nothing else.

    ```yaml
    baselines:
      - {id: b0, version: B0, bac: 100000 EUR, …}
      - {id: b1, version: B1, bac: 115000 EUR, change: [invoice-export], …}   # +15,000
    changes:
      - {id: invoice-export, impact_cost: 18000 EUR, …}                       # +18,000
    ```

    Correct the amount that is wrong, or name the missing change in `change:` of the baseline.
    """
    return objections(facts, fault, 2, say("correct one of them, or name the missing change in change:"))


def unbalanced_baseline_finish(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A baseline ends later or earlier than the one before it, and its changes do not explain by how much.

    The finish is the latest finish of a baseline's items, counted in working days of the project's calendar. One change
    moves it by its `impact_schedule`. Several together move it by no less than the largest of them and by no more than
    their sum, since they may run side by side; beyond that it is a warning.

    Correct the date of the item or the effect of the change.
    """
    return objections(facts, fault, 3, say("correct the finish of the items, or impact_schedule of the change"))


def unapproved_movement(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Something moved away from the baseline, and no approved change explains it.

    What was agreed stands in the items of the current baseline: the date of a milestone (`baseline_date`), the `due` of
    a deliverable, the amount of a budget line. They move by a change that names them, or what they are part of, in
    `affects:`. A budget line approved after the baseline names its change in `change:`. A change that a baseline has
    taken in already explains nothing more.

    A milestone that somebody outside was promised, forecast beyond the tolerance, is no fault of the ledger. It asks
    for attention: request the change.

    Write the date or amount as it was agreed, or name the record in `affects:` of the change.
    """
    return objections(facts, fault, 6, say("write it as agreed, or name it in affects: of an approved change"))


def unbalanced_baseline(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The current baseline does not add up.

    Its `bac` is the sum of its items' costs, without reserves. And `bac`, `contingency` and `management_reserve` are
    the counted budget lines of the work and of each reserve as they stood on its date: those of changes decided later
    are not in it.

    Correct the baseline, its items or the budget line.
    """
    help_text = say("correct the amount that is wrong, or add a budget line with change: for what a change brought")
    return objections(facts, fault, 33, help_text)


RULES: tuple[Rule, ...] = (
    rule("PM302", "unbalanced-baseline-cost", Severity.ERROR, unbalanced_baseline_cost),
    rule("PM303", "unbalanced-baseline-finish", Severity.ERROR, unbalanced_baseline_finish),
    rule("PM306", "unapproved-movement", Severity.WARNING, unapproved_movement),
    rule("PM333", "unbalanced-baseline", Severity.ERROR, unbalanced_baseline),
)
