"""The figures of plans: when tasks start and end, how far they can move, and what is critical."""

from collections.abc import Iterator
from fractions import Fraction

from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.names import figure
from pmledger.analysis.schedule.causes import Causes
from pmledger.analysis.schedule.clock import finish_day
from pmledger.analysis.schedule.network import Timing
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import titled
from pmledger.ledger.ledger import Ledger
from pmledger.source.message import Message, say


def schedule_figures(ledger: Ledger, timetable: Timetable, project: str) -> Iterator[Figure]:
    """Dates and floats of the open tasks of a project, and forecasts of its open milestones."""
    causes = Causes(ledger, timetable)
    for key in timetable.of_project(project):
        timing = timetable.schedule.timings[key]
        if timing.total_float is None:
            continue
        if ledger.by_key[key].kind == "milestone":
            yield figure("milestone", "forecast", key, Result(timetable.finish(key), tuple(causes.inputs(key, timing.starts_by))))
            continue
        yield from task_figures(key, timing, timetable, causes, timetable.days(key, timing.total_float))
    for key in timetable.missing.get(project, ()):
        if ledger.by_key[key].kind == "task" and (key in timetable.unsized or key in timetable.waiting):
            why = unplanned(key, ledger, timetable)
            yield from (figure("task", name, key, unknown(why)) for name in ("start", "finish", "total_float"))


def task_figures(key: str, timing: Timing, timetable: Timetable, causes: Causes, days: Fraction) -> Iterator[Figure]:
    dates = timetable.dates(key)
    if dates is None or timing.late_finish is None or timing.free_float is None:
        return
    latest = Input(LATEST, finish_day(timing.late_finish))
    ends = Input(FINISH, dates[1], key, figure=("finish", key))
    yield figure("task", "start", key, Result(dates[0], tuple(causes.inputs(key, timing.starts_by))))
    yield figure("task", "finish", key, Result(dates[1], tuple(causes.inputs(key, timing.ends_by))))
    yield figure("task", "total_float", key, Result(exact(days), (latest, ends)))
    free = timetable.days(key, timing.free_float)
    yield figure("task", "free_float", key, Result(exact(free), (ends, *causes.next_of(key))))


LATEST, FINISH = say("Latest finish"), say("Finish")


def unplanned(key: str, ledger: Ledger, timetable: Timetable) -> Message:
    """Why nobody can tell when a task runs."""
    if key in timetable.unsized:
        return say("nothing says how long it takes")
    return say("it waits for “{title}”, and nothing says how long that takes", title=ledger.by_key[timetable.waiting[key]].title)


def float_figures(ledger: Ledger, timetable: Timetable, project: str) -> Iterator[Figure]:
    """How many open tasks of a project have no float, and the least float there is; nothing where none is planned."""
    found = [
        (timetable.days(key, timing.total_float), key)
        for key in timetable.of_project(project)
        if (timing := timetable.schedule.timings[key]).total_float is not None and ledger.by_key[key].kind != "milestone"
    ]
    if not found:
        return
    critical = sorted((days, key) for days, key in found if days <= 0)
    inputs = tuple(
        Input(titled(ledger.by_key[key]), exact(days), key, figure=("total_float", key)) for days, key in critical
    )
    yield figure("project", "critical_tasks", project, Result(len(critical), inputs))
    least, key = min(found)
    given = Input(titled(ledger.by_key[key]), exact(least), key, figure=("total_float", key))
    yield figure("project", "least_float", project, Result(exact(least), (given,)))
