"""How much of each tolerance is used, what is forecast to exceed it, and which decisions answer for that."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Figure, Figures, Input, Result, exact, unknown
from pmledger.analysis.names import figure
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day, is_open
from pmledger.analysis.tolerance.deviations import PROJECT, Deviation, Ground
from pmledger.analysis.tolerance.granted import MEASURES, WAYS, Asked, Limit, asked_of, granted, measures_of
from pmledger.analysis.tolerance.stage_deviations import STAGE, stages
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

UNDER_WAY = frozenset({"initiating", "planning", "executing", "closing"})
NOTHING_TOLERATED = say("nothing is tolerated, and it is off")
OFF: Mapping[str, Message] = {
    "wd": say("Off by, in working days"), "count": say("Off by, in defects"), "%": say("Off by, in percent"),
}  # fmt: skip
TOLERATED: Mapping[str, Message] = {
    "wd": say("Tolerated working days"), "count": say("Tolerated defects"), "%": say("Tolerated percent"),
}  # fmt: skip
Names = Mapping[str, object]


class Tolerance(Struct, frozen=True):
    """One tolerance of a project or stage: the limit of which most is used, how far off it is, and how much that is.

    `used` is in percent of the limit, None when unknown. `beyond` is that more is used than there is. `reports` are the
    decisions that answer for it and have not been outrun, by their keys.
    """

    measure: str
    subject: str
    project: str
    limit: Limit
    off: Deviation
    used: Fraction | None
    beyond: bool
    reports: tuple[str, ...] = ()

    @property
    def unanswered(self) -> bool:
        return self.beyond and not self.reports


def tolerances(
    ledger: Ledger, usual: tuple[Names, Names], figures: Figures, timetable: Timetable, calendars: Mapping[str, WorkCalendar], as_of: date
) -> dict[str, tuple[Tolerance, ...]]:
    """The tolerances of the projects under way and their open stages, by their keys.

    `usual` are the workspace's own, of projects and of stages.
    """
    of_projects, of_stages = usual
    asked = asked_of(ledger, as_of)
    ground = Ground(ledger, figures, timetable, calendars, as_of)
    written: dict[str, list[Record]] = {}
    for stage in ledger.of("phase"):
        if not stage.closed and (of_stages or stage.has("tolerance") or stage.key in asked.grants):
            written.setdefault(stage.project, []).append(stage)
    found: dict[str, tuple[Tolerance, ...]] = {}
    for project in ledger.of("project"):
        if project.status not in UNDER_WAY or not is_open(project, as_of):
            continue
        limits = granted(project, of_projects, asked.grants.get(project.key, ()))
        told = [(limit, PROJECT[limit.way](project, ground)) for limit in limits.values()]
        if told:
            found[project.key] = tuple(tightest(project, told, asked, as_of))
        if project.key in written:
            twigs = stages(project, ground)
            for stage in written[project.key]:
                own = granted(stage, of_stages, asked.grants.get(stage.key, ())).values()
                parts = [(limit, STAGE[limit.way](twigs[stage.key], ground)) for limit in own if limit.way in STAGE]
                if parts:
                    found[stage.key] = tuple(tightest(stage, parts, asked, as_of))
    return found


def tightest(record: Record, told: Iterable[tuple[Limit, Deviation]], asked: Asked, as_of: date) -> Iterator[Tolerance]:
    """For each measure the limit of which most is used; one that is known before one that is not."""
    by_measure: dict[str, list[tuple[bool, Fraction, Limit, Deviation]]] = {}
    for limit, off in told:
        share, beyond = used_of(limit, off)
        rank = Fraction(-1) if share is None else share
        by_measure.setdefault(WAYS[limit.way], []).append((beyond, rank, limit, off))
    home = record.project or record.key
    for measure in (one for one in MEASURES if one in by_measure):
        beyond, _, limit, off = max(by_measure[measure], key=lambda one: one[:2])
        reports = answers(record.key, home, measure, limit, asked, as_of) if beyond else ()
        yield Tolerance(measure, record.key, home, limit, off, used_of(limit, off)[0], beyond, reports)


def used_of(limit: Limit, off: Deviation) -> tuple[Fraction | None, bool]:
    """The share of a limit that is used, in percent, and whether that is too much; equal to it is within it."""
    number = off.found.number
    if number is None:
        return None, off.endless
    if number <= 0:
        return Fraction(0), False
    if not limit.amount:
        return None, True
    share = 100 * number / limit.amount
    return share, share > 100


def answers(subject: str, project: str, measure: str, limit: Limit, asked: Asked, as_of: date) -> tuple[str, ...]:
    """The exception reports that answer: proposed, or decided and not to be looked at again yet.

    What a decision about the project asks, it asks for its stages too. One that accepted the very limit that is exceeded
    answers no longer.
    """
    found = dict.fromkeys((*asked.reports.get(subject, ()), *asked.reports.get(project, ())))
    return tuple(
        one.key
        for one in found
        if measure in measures_of(one) and one.key != limit.record and (one.status == "proposed" or still_holds(one, as_of))
    )


def still_holds(decision: Record, as_of: date) -> bool:
    """Whether a decision was taken and is not due to be looked at again; one taken only later still waits on the day."""
    again = day(decision, "review_on")
    return decision.status == "decided" and (again is None or again >= as_of)


def tolerance_figures(found: Mapping[str, tuple[Tolerance, ...]]) -> Iterator[Figure]:
    """How much of each tolerance is used, in percent."""
    for subject, each in found.items():
        of = subject.partition(":")[0]
        for one in each:
            yield figure(of, f"tolerance_{one.measure}", subject, result_of(one))


def result_of(one: Tolerance) -> Result:
    limit, usual = one.limit, "tolerance" if one.subject == one.project else "stage_tolerance"
    place = () if limit.record else (usual, limit.name)
    inputs = (
        *one.off.found.inputs,
        Input(OFF[limit.unit], one.off.found.value),
        Input(TOLERATED[limit.unit], exact(limit.amount), limit.record, "tolerance" if limit.record else "", setting=place),
    )
    if one.used is None:
        return unknown(one.off.found.unknown or NOTHING_TOLERATED, inputs)
    return Result(exact(one.used), inputs)
