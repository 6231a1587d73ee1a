"""Who could do a task instead, where nobody does it."""

from collections.abc import Iterator

from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say


def alternatives_without_assignee(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A task says who could do it instead, and nobody is assigned who could be replaced.

    `alternatives` stand in for assignees: the levelled plan gives the task to whoever is done first. Without assignees
    there is no place to take, and the names are not read.

    ```yaml
    tasks: [{id: build, duration: 5d, alternatives: [{person: bo}]}]
    ```

    Name first who is to do it, as `assignees: [{person: mei}]`, and leave the others as alternatives.
    """
    for task in facts.ledger.of("task"):
        if not task.has("alternatives") or task.written("assignees") or task.closed:
            continue
        if not facts.ledger.pointing_at(task.key, "task", "parent"):
            yield fault.at(
                task.key_place("alternatives"),
                say("“{title}” has alternatives, and no assignee whose place they could take", title=task.title),
                found="alternatives",
                help=say("name under `assignees:` who is to do it first"),
                record=task.key,
            )


RULES: tuple[Rule, ...] = (
    rule("PM340", "alternatives-without-assignee", Severity.WARNING, alternatives_without_assignee),
)
