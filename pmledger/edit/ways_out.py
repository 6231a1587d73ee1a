"""What could be done about a forecast beyond its tolerance, each way tried in memory; nothing is written."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from pmledger.analysis.progress import baseline_span, current_baseline
from pmledger.analysis.tolerance.ways_out import (
    WayOut,
    arithmetic,
    beyond_of,
    calendar_of,
    driving,
    ending,
    excess_days,
    longest,
    pinned,
    to_cut,
)
from pmledger.edit.refusal import EditRefused
from pmledger.edit.supposed import suppose
from pmledger.ledger.record import Record
from pmledger.workspace.snapshot import Snapshot


def ways_out(snapshot: Snapshot, subject: Record) -> tuple[WayOut, ...]:
    """The ways out of a project or stage: accept, draw on the contingency, cut what may be left out, shorten, stop.

    None where it is forecast within its tolerance.
    """
    ledger, found = snapshot.ledger, snapshot.conclusions
    if not beyond_of(found, subject.key):
        return ()
    project = ledger.by_key[subject.project] if subject.kind == "phase" else subject
    steps = driving(found, subject, ledger)
    tasks = tuple(one for one in steps if one.kind == "task")
    freed = tuple(f"{one.key}.forecast_date=" for one in pinned(steps))
    return (
        *arithmetic(subject, project, found, ledger),
        *cut(snapshot, subject, to_cut(tasks, ledger), freed),
        *shorten(snapshot, subject, project, tasks, freed),
        WayOut("stop", (subject.key,)),
    )


def cut(snapshot: Snapshot, subject: Record, tasks: tuple[Record, ...], freed: tuple[str, ...]) -> Iterator[WayOut]:
    """Without the tasks on the driving way that only needs ask for which may be left out.

    `freed` lets milestones on the way follow what they wait for, whatever was forecast for them by hand.
    """
    if tasks:
        sets = (*(f"{task.key}.status=cancelled" for task in tasks), *freed)
        yield from tried(snapshot, subject, WayOut("cut", tuple(task.key for task in tasks)), sets)


def shorten(
    snapshot: Snapshot, subject: Record, project: Record, tasks: tuple[Record, ...], freed: tuple[str, ...]
) -> Iterator[WayOut]:
    """With each of the longest tasks on the driving way shorter by as much as the end is too late."""
    baseline = current_baseline(project, snapshot.ledger, snapshot.as_of)
    span = baseline_span(baseline) if baseline is not None else None
    whole = calendar_of(project, snapshot.conclusions).working_days(*span) if span is not None else None
    days = excess_days(snapshot.conclusions.tolerances.get(subject.key, ()), whole)
    for task, left in longest(tasks, snapshot.conclusions) if days else ():
        rest = max(left - days, 1)
        field = "remaining" if task.has("actual_start") else "duration"
        if rest < left:
            way = WayOut("shorten", (task.key,), amount=Fraction(left - rest))
            yield from tried(snapshot, subject, way, (f"{task.key}.{field}={rest}d", *freed))


def tried(snapshot: Snapshot, subject: Record, way: WayOut, sets: tuple[str, ...]) -> Iterator[WayOut]:
    """A way out with what it would bring; none where the edit cannot be made or brings nothing."""
    try:
        after = suppose(snapshot, sets)
    except EditRefused:
        return
    finish = ending(after.conclusions, subject, after.ledger)
    if finish is None or finish == ending(snapshot.conclusions, subject, snapshot.ledger):
        return
    cost = after.conclusions.figures.get(("cost_forecast", subject.key)) if subject.kind == "project" else None
    amount = None if cost is None else cost.number
    yield replace(way, finish=finish, cost=amount, beyond=beyond_of(after.conclusions, subject.key))
