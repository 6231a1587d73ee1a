"""How far the ledger itself can be trusted: work without a person or an estimate, projects without a plan or news."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from pmledger.analysis.figure import Figure, Figures, Input, Result, exact, unknown
from pmledger.analysis.names import figure
from pmledger.analysis.progress import current_baseline, leaf_tasks
from pmledger.analysis.standing import is_open, titled
from pmledger.analysis.vitals import period_of
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

UNDER_WAY = frozenset({"initiating", "planning", "executing", "closing"})
BUILDING = frozenset({"executing", "closing"})
ESTIMATES = ("duration", "effort", "estimate", "remaining", "planned_finish", "budget")
STALE_PERIODS = Fraction(3, 2)


def trust_figures(ledger: Ledger, figures: Figures, as_of: date) -> Iterator[Figure]:
    """The figures of the ledger itself; what is lacking are their inputs."""
    projects = [project for project in ledger.of("project") if project.status in UNDER_WAY]
    tasks = [
        task
        for project in projects
        for task in leaf_tasks(ledger.of_project(project.key, "task"))
        if is_open(task, as_of)
    ]
    building = [project for project in projects if project.status in BUILDING]
    found = {
        "tasks_owned": share_with(tasks, [task for task in tasks if not has_person(task)], say("no task is open")),
        "tasks_estimated": share_with(tasks, [task for task in tasks if not has_estimate(task)], say("no task is open")),
        "projects_baselined": share_with(
            building,
            [project for project in building if current_baseline(project, ledger, as_of) is None],
            say("no project is executing"),
        ),
        "stale_projects": stale(projects, figures),
    }
    return (figure("", name, "", result) for name, result in found.items())


def has_person(task: Record) -> bool:
    return bool(task.owner) or task.has("assignees")


def has_estimate(task: Record) -> bool:
    return any(task.has(name) for name in ESTIMATES)


def share_with(every: list[Record], lacking: list[Record], none: Message) -> Result:
    """Percent of records that have something; those that lack it are the inputs."""
    if not every:
        return unknown(none)
    inputs = (
        Input(say("Looked at"), len(every)),
        *(Input(say("Missing in {title}", title=record.title), record.status, record.key) for record in lacking),
    )
    return Result(exact(Fraction(100 * (len(every) - len(lacking)), len(every))), inputs)


def stale(projects: Iterable[Record], figures: Figures) -> Result:
    """Projects whose last entry is older than one and a half of their reporting periods, or that have none."""
    found = []
    for project in projects:
        since = figures["days_since_update", project.key].value
        if not isinstance(since, int) or since > STALE_PERIODS * period_of(project):
            found.append(Input(titled(project), since, project.key, figure=("days_since_update", project.key)))
    return Result(len(found), tuple(found))
