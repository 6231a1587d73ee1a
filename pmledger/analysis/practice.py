"""The figures of practice, for the workspace, its projects and the records that have some."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.changes import approval_rate, carrying_out_time, decision_latency, decision_time
from pmledger.analysis.closure import open_records
from pmledger.analysis.figure import Figure, Figures, Input, Result, exact, unknown
from pmledger.analysis.names import count, figure
from pmledger.analysis.process import done_share, process_results, skip_rate, uses
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.reviews import review_figures
from pmledger.analysis.standing import titled
from pmledger.analysis.task_dates import TaskDates, late_tasks, slip_of
from pmledger.analysis.trace import Path, coverage, first_baseline, lead_days, paths, volatility
from pmledger.analysis.variance.figures import variance_figures
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

UNDER_WAY = frozenset({"initiating", "planning", "executing", "closing"})
FINISHED = frozenset({"validated", "applied"})


def practice_figures(
    ledger: Ledger, figures: Figures, calendar: WorkCalendar, dates: Mapping[str, tuple[TaskDates, ...]], as_of: date
) -> Iterator[Figure]:
    """All figures of practice; `figures` are those of the projects' progress and money, `dates` those of their tasks."""
    yield from process_figures(ledger)
    yield from lesson_figures(ledger)
    yield from look_back_figures(ledger)
    yield from review_figures(ledger)
    yield from need_figures(ledger, as_of)
    if ledger.of("change"):
        yield figure("", "approval_rate", "", approval_rate(ledger.of("change"), as_of))
        yield figure("", "decision_time", "", decision_time(ledger.of("change"), calendar, as_of))
        yield figure("", "carrying_out_time", "", carrying_out_time(ledger.of("change"), calendar, as_of))
    if ledger.of("decision"):
        yield figure("", "decision_latency", "", decision_latency(ledger.of("decision"), as_of))
    if ledger.of("task"):
        under_way = (project for project in ledger.of("project") if project.status in UNDER_WAY)
        yield figure("", "late_tasks", "", listed(one for project in under_way for one in late_tasks(dates[project.key], as_of)))
    for project in ledger.of("project"):
        results = end_results(project, ledger, figures, as_of)
        yield from (figure("project", name, project.key, found) for name, found in results.items())


def process_figures(ledger: Ledger) -> Iterator[Figure]:
    found = uses(ledger)
    if found:
        yield figure("", "skip_rate", "", skip_rate(found))
    for use in found:
        yield from (figure("process", name, use.process.key, one) for name, one in process_results(use).items())
    for checklist in ledger.of("checklist"):
        yield figure("checklist", "done_share", checklist.key, done_share(checklist))


def lesson_figures(ledger: Ledger) -> Iterator[Figure]:
    lessons = ledger.of("lesson")
    if lessons:
        yield figure("", "lessons_applied", "", applied_share(lessons))
    for lesson in lessons:
        yield figure("lesson", "reuse", lesson.key, reuse(lesson, ledger))


def applied_share(lessons: Iterable[Record]) -> Result:
    finished = [lesson for lesson in lessons if lesson.status in FINISHED]
    if not finished:
        return unknown(say("no lesson was validated"))
    applied = sum(lesson.status == "applied" for lesson in finished)
    inputs = tuple(Input(titled(lesson), lesson.status, lesson.key, "status") for lesson in finished)
    return Result(exact(Fraction(100 * applied, len(finished))), inputs)


def reuse(lesson: Record, ledger: Ledger) -> Result:
    """The records outside its project that refer to a lesson, each once."""
    sources = (ledger.by_key[link.source] for link in ledger.backlinks.get(lesson.key, ()))
    others = {one.key: one for one in sources if one.key != lesson.key and (not one.project or one.project != lesson.project)}
    return count(tuple(others), tuple(titled(one) for one in others.values()))


def look_back_figures(ledger: Ledger) -> Iterator[Figure]:
    for retrospective in ledger.of("retrospective"):
        yield figure("retrospective", "actions_done", retrospective.key, actions_done(retrospective, ledger))


def actions_done(retrospective: Record, ledger: Ledger) -> Result:
    """Of the actions that a look-back names, or that name it, those done, in percent."""
    named = (ledger.get(key) for key in retrospective.targets.get("actions", ()))
    found = {one.key: one for one in named if one is not None}
    found |= {one.key: one for one in ledger.pointing_at(retrospective.key, "action")}
    actions = [one for one in found.values() if one.status != "cancelled"]
    inputs = tuple(Input(titled(one), one.status, one.key, "status") for one in actions)
    if not actions:
        return unknown(say("no action came out of it"))
    return Result(exact(Fraction(100 * sum(one.closed for one in actions), len(actions))), inputs)


def need_figures(ledger: Ledger, as_of: date) -> Iterator[Figure]:
    needs = ledger.of("requirement")
    if not needs:
        return
    found = paths(needs, ledger, as_of)
    yield figure("", "coverage", "", coverage(found))
    for project, own in by_project(found).items():
        if project:
            yield figure("project", "coverage", project, coverage(own))
            yield figure("project", "volatility", project, volatility(own, first_baseline(project, ledger, as_of)))
    for need in needs:
        yield figure("requirement", "lead_days", need.key, lead_days(need, as_of))


def by_project(found: Iterable[Path]) -> Mapping[str, tuple[Path, ...]]:
    groups: dict[str, list[Path]] = {}
    for path in found:
        groups.setdefault(path.need.project, []).append(path)
    return {project: tuple(own) for project, own in groups.items()}


def plan_figures(
    project: Record, dates: tuple[TaskDates, ...], ledger: Ledger, calendar: WorkCalendar, as_of: date
) -> Iterator[Figure]:
    """Slips of a project's tasks, what else differs from the baseline, and how many of them are late."""
    if not ledger.of_project(project.key, "task"):
        return
    yield figure("project", "late_tasks", project.key, listed(late_tasks(dates, as_of)))
    yield from (figure("task", "task_slip", one.task.key, slip_of(one)) for one in dates if one.agreed)
    yield from variance_figures(current_baseline(project, ledger, as_of), dates, calendar, as_of)


def listed(late: Iterable[TaskDates]) -> Result:
    rows = tuple(late)
    inputs = tuple(
        Input(titled(one.task), one.late, one.task.key, figure=("task_slip", one.task.key)) for one in rows
    )
    return Result(len(rows), inputs)


def end_results(project: Record, ledger: Ledger, figures: Figures, as_of: date) -> dict[str, Result]:
    """What is still open in a project that closes, and what it cost against its plan."""
    if project.status not in {"closing", "closed"}:
        return {}
    return {"open_ends": ends(project, ledger, as_of), "cost_variance_end": cost_variance(project.key, figures)}


def ends(project: Record, ledger: Ledger, as_of: date) -> Result:
    records = tuple(open_records(project.key, ledger, as_of))
    return count(tuple(one.key for one in records), tuple(titled(one) for one in records))


def cost_variance(project: str, figures: Figures) -> Result:
    """Spent − budget at completion, where both are known in one currency."""
    spent, bac = figures.get(("spent", project)), figures.get(("bac", project))
    inputs = tuple(
        Input(one.label, one.value, project, figure=(one.name, project)) for one in (spent, bac) if one is not None
    )
    if spent is None or bac is None or spent.unit != bac.unit:
        return unknown(say("what was spent or planned is not known"), inputs)
    used, planned = spent.number, bac.number
    if used is None or planned is None:
        return unknown(say("what was spent or planned is not known"), inputs, spent.unit)
    return Result(exact(used - planned), inputs, None, spent.unit)
