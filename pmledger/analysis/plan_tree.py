"""The plan of a project as a tree: stages, summary tasks and tasks, each with its dates and how much of it is done."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.progress import Dates, done_percent, percent_complete
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day
from pmledger.analysis.task_dates import TaskDates, task_dates
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record


class Twig(Struct, frozen=True):
    """A stage or task in the tree: its number (`2.1`), how deep it stands, its dates and share done (in percent).

    Those of a stage or summary are those of what is in it. `late` is that of a single task.
    """

    record: Record
    code: str
    depth: int
    leaf: bool
    agreed: Dates | None
    expected: Dates | None
    done: Fraction | None
    late: int | None


def tree(
    project: Record, ledger: Ledger, calendar: WorkCalendar, timetable: Timetable, as_of: date
) -> tuple[Twig, ...]:
    """All stages and tasks of a project, depth first: stages by their order, tasks as they are written."""
    tasks = ledger.of_project(project.key, "task")
    phases = sorted(ledger.of_project(project.key, "phase"), key=lambda one: (one.number("order") or 0, one.key))
    known = {record.key for record in (*phases, *tasks)}
    inside: dict[str, list[Record]] = {}
    for task in sorted(tasks, key=lambda one: one.start):
        parent = task.target("parent") or task.parent
        inside.setdefault(parent if parent in known and parent != task.key else "", []).append(task)
    dates = {one.task.key: one for one in task_dates(project, ledger, calendar, timetable, as_of)}
    grower = Grower(inside, dates, calendar, as_of)
    roots = (*phases, *inside.get("", ()))
    return tuple(twig for at, root in enumerate(roots, 1) for twig in grower.grow(root, str(at), 0, frozenset()))


class Grower(Struct, frozen=True):
    """What the branches of one tree share: children by their parent's key, and the dates of single tasks."""

    inside: Mapping[str, list[Record]]
    dates: Mapping[str, TaskDates]
    calendar: WorkCalendar
    as_of: date

    def grow(self, record: Record, code: str, depth: int, above: frozenset[str]) -> Iterator[Twig]:
        """A branch and all that is in it; one that contains itself ends there."""
        children = [one for one in self.inside.get(record.key, ()) if one.key not in above | {record.key}]
        code = record.text("wbs") or code
        if not children:
            yield self.single(record, code, depth)
            return
        below = [
            twig
            for at, child in enumerate(children, 1)
            for twig in self.grow(child, f"{code}.{at}", depth + 1, above | {record.key})
        ]
        yield self.summary(record, code, depth, below)
        yield from below

    def single(self, record: Record, code: str, depth: int) -> Twig:
        found = self.dates.get(record.key)
        if found is None:
            return Twig(record, code, depth, record.kind == "task", None, own_dates(record), None, None)
        done = done_percent(record, self.calendar, self.as_of)
        return Twig(record, code, depth, True, found.agreed, found.expected, done, found.late)

    def summary(self, record: Record, code: str, depth: int, below: list[Twig]) -> Twig:
        leaves = tuple(twig.record for twig in below if twig.leaf and twig.record.status != "cancelled")
        number = percent_complete(leaves, self.calendar, self.as_of).number if leaves else None
        agreed = span(twig.agreed for twig in below)
        return Twig(record, code, depth, False, agreed, span(twig.expected for twig in below) or own_dates(record), number, None)


def own_dates(record: Record) -> Dates | None:
    """The planned dates that a stage states itself."""
    start, finish = day(record, "planned_start"), day(record, "planned_finish")
    return (start, finish) if start and finish else None


def span(parts: Iterable[Dates | None]) -> Dates | None:
    known = [part for part in parts if part is not None]
    return (min(start for start, _ in known), max(finish for _, finish in known)) if known else None
