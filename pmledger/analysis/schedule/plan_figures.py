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


def schedule_figures(ledger: Ledger, timetable: Timetable) -> Iterator[Figure]:
    """Dates and floats of all open tasks, forecasts of open milestones, and per project what of it is critical."""
    causes = Causes(ledger, timetable)
    floats: dict[str, list[tuple[Fraction, str]]] = {}
    for key, timing in timetable.schedule.timings.items():
        if timing.total_float is None:
            continue
        record = ledger.by_key[key]
        if record.kind == "milestone":
            yield figure("milestone", "forecast", key, Result(timetable.finish(key), tuple(causes.inputs(key, timing.starts_by))))
            continue
        days = timetable.days(key, timing.total_float)
        floats.setdefault(record.project, []).append((days, key))
        yield from task_figures(key, timing, timetable, causes, days)
    for key in (*timetable.unsized, *timetable.waiting):
        record = ledger.by_key[key]
        if record.kind == "task":
            why = unplanned(key, ledger, timetable)
            yield from (figure("task", name, key, unknown(why)) for name in ("start", "finish", "total_float"))
    for project, found in floats.items():
        yield from project_figures(project, found, ledger)


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


def project_figures(project: str, found: list[tuple[Fraction, str]], ledger: Ledger) -> Iterator[Figure]:
    """How many open tasks have no float, and the least float there is."""
    critical = sorted((days, key) for days, key in found if days <= 0)
    inputs = tuple(
        Input(titled(ledger.by_key[key]), exact(days), key, figure=("total_float", key)) for days, key in critical
    )
    yield figure("project", "critical_tasks", project, Result(len(critical), inputs))
    least, key = min(found)
    given = Input(titled(ledger.by_key[key]), exact(least), key, figure=("total_float", key))
    yield figure("project", "least_float", project, Result(exact(least), (given,)))


