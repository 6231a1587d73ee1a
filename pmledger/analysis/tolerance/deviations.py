"""By how much a project is forecast to be off, in the way that each of its tolerances is measured."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.dimensions import overrun_percent
from pmledger.analysis.figure import Figures, Input, Result, exact, unknown
from pmledger.analysis.goals import is_maintained, time_used
from pmledger.analysis.progress import baseline_span, current_baseline
from pmledger.analysis.quality import is_done
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day, is_counted, is_there, titled
from pmledger.analysis.trace import MUST_DELIVER, is_binding
from pmledger.analysis.vitals import charged
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

DROPPED = frozenset({"deferred", "rejected"})
FEW = 5
"""A share of fewer checks says nothing."""
PROMISED = frozenset({"active", "achieved", "missed"})


class Deviation(Struct, frozen=True):
    """How far off: a number in the unit of the way, or why it is unknown; `drivers` are records with the field that tells.

    `endless` is off by more than any share could say: something may be lost and nothing is left to pay for it.
    """

    found: Result
    drivers: tuple[tuple[str, str], ...] = ()
    endless: bool = False


class Ground(Struct, frozen=True):
    """What deviations are reckoned from."""

    ledger: Ledger
    figures: Figures
    timetable: Timetable
    calendars: Mapping[str, WorkCalendar]
    as_of: date

    def taken(self, name: str, key: str) -> tuple[Fraction | None, Input, Result]:
        """The value of a figure, as an input that leads to it, and the result it stands for."""
        one = self.figures.get((name, key))
        if one is None:
            return None, Input(say("Unknown"), None, key), unknown(say("it is not reckoned"))
        found = Result(one.value, unknown=one.unknown)
        return found.number, Input(one.label, one.value, key, figure=(name, key)), found


def days(project: Record, ground: Ground) -> Deviation:
    """The slip of the finish; what ends last drives it."""
    number, given, found = ground.taken("finish_slip", project.key)
    if number is None:
        return Deviation(unknown(found.unknown or say("the forecast finish is unknown"), (given,)))
    return Deviation(Result(exact(number), (given,)), last_of(project, ground))


def last_of(project: Record, ground: Ground) -> tuple[tuple[str, str], ...]:
    """What ends last, tasks before the milestones that wait for them."""
    last = sorted(ground.timetable.last.get(project.key, ()), key=lambda key: (key.startswith("milestone:"), key))
    return tuple((key, "") for key in last) or ((project.key, "planned_finish"),)


def schedule_pct(project: Record, ground: Ground) -> Deviation:
    """The slip of the finish in percent of the working days of the baseline."""
    slip, given, found = ground.taken("finish_slip", project.key)
    baseline = current_baseline(project, ground.ledger, ground.as_of)
    span = baseline_span(baseline) if baseline is not None else None
    if slip is None or baseline is None or span is None:
        return Deviation(unknown(found.unknown or say("the forecast finish is unknown"), (given,)))
    whole = ground.calendars[project.key].working_days(*span)
    inputs = (given, Input(say("Working days of the baseline"), whole, baseline.key, "items"))
    if whole <= 0:
        return Deviation(unknown(say("the baseline has no working day"), inputs))
    return Deviation(Result(exact(100 * slip / whole), inputs), last_of(project, ground))


def cost_pct(project: Record, ground: Ground) -> Deviation:
    """The cost forecast over the budget at completion, with what contingency pays on both sides, in percent."""
    key = project.key
    eac, forecast, why = ground.taken("cost_forecast", key)
    bac, budget, lacking = ground.taken("bac", key)
    paid = charged(ground.figures, project)
    more = (Input(say("Paid by contingency"), exact(paid), key, figure=("contingency_used", key)),) if paid else ()
    inputs = (forecast, budget, *more)
    if eac is None or bac is None:
        reason = why.unknown if eac is None else lacking.unknown
        return Deviation(unknown(reason or say("the cost forecast is unknown"), inputs))
    if bac + paid <= 0:
        return Deviation(unknown(say("there is no budget to compare with"), inputs))
    stated = ((key, "eac"),) if project.has("eac") else ()
    return Deviation(Result(exact(overrun_percent(eac, bac, paid)), inputs), (*stated, *budget_place(project, ground)))


def budget_place(project: Record, ground: Ground) -> tuple[tuple[str, str], ...]:
    baseline = current_baseline(project, ground.ledger, ground.as_of)
    return ((baseline.key, "bac"),) if baseline is not None else ((project.key, "budget"),)


def scope_pct(project: Record, ground: Ground) -> Deviation:
    """What was dropped of the requirements once agreed and the deliverables planned, in percent.

    What an approved change took out is agreed to be out; so is what was never to be delivered.
    """
    ledger, key = ground.ledger, project.key
    let_out = changed(project, ground)
    needs = [one for one in ledger.of_project(key, "requirement") if is_there(one, ground.as_of) and once_agreed(one)]
    every = [*needs, *ledger.of_project(key, "deliverable")]
    return dropped_of([one for one in every if one.key not in let_out or not is_dropped(one)])


def once_agreed(need: Record) -> bool:
    """Whether somebody must bring it about, or was to: what states how it is accepted was agreed before it was dropped."""
    dropped = need.status in DROPPED and need.has("acceptance_criteria") and need.has("priority")
    return is_binding(need) and (need.status in MUST_DELIVER or dropped)


def is_dropped(record: Record) -> bool:
    return record.status in DROPPED or record.status == "cancelled"


def changed(project: Record, ground: Ground) -> frozenset[str]:
    """What counted changes of a project affect."""
    counted = (one for one in ground.ledger.of_project(project.key, "change") if is_counted(one, ground.as_of))
    named = {key for one in counted for key in (*one.targets.get("affects", ()), one.key)}
    taken = (one for one in ground.ledger.of_project(project.key, "requirement") if one.target("change") in named)
    return frozenset((*named, *(one.key for one in taken)))


def dropped_of(every: Iterable[Record]) -> Deviation:
    agreed = tuple(every)
    gone = tuple(one for one in agreed if is_dropped(one))
    inputs = (
        Input(say("Agreed requirements and planned deliverables"), len(agreed)),
        *(Input(titled(one), one.status, one.key, "status") for one in gone),
    )
    if not agreed:
        return Deviation(unknown(say("no requirement is agreed and no deliverable is planned"), inputs))
    share = exact(Fraction(100 * len(gone), len(agreed)))
    return Deviation(Result(share, inputs), tuple((one.key, "status") for one in gone))


def quality_pct(project: Record, ground: Ground) -> Deviation:
    """Of the latest checks those that failed, in percent."""
    return failed_of(ground.ledger.of_project(project.key, "quality_check"), ground.as_of)


def failed_of(checks: Iterable[Record], as_of: date) -> Deviation:
    """A check that was repeated counts by its repetition."""
    done = [check for check in checks if is_done(check, as_of)]
    repeated = {check.target("recheck_of") for check in done}
    last = [check for check in done if check.key not in repeated]
    failed = [check for check in last if check.text("result") == "fail"]
    inputs = (
        Input(say("Latest checks"), len(last)),
        *(Input(titled(check), check.text("result"), check.key, "result") for check in failed),
    )
    if len(last) < FEW:
        return Deviation(unknown(say("fewer than {few} checks were held", few=FEW), inputs))
    share = exact(Fraction(100 * len(failed), len(last)))
    return Deviation(Result(share, inputs), tuple((check.key, "result") for check in failed))


def defects(project: Record, ground: Ground) -> Deviation:
    """Critical and major defects that are open."""
    number, given, found = ground.taken("grave_defects", project.key)
    if number is None:
        return Deviation(unknown(found.unknown or say("nothing was checked yet"), (given,)))
    behind = ground.figures["grave_defects", project.key].inputs
    return Deviation(Result(exact(number), (given,)), tuple((one.record, "severity") for one in behind if one.record))


def risk_pct(project: Record, ground: Ground) -> Deviation:
    """The exposure in percent of the contingency left; beyond everything where threats are open and none is left."""
    share, given, found = ground.taken("exposure_share", project.key)
    exposed = ground.figures.get(("risk_exposure", project.key))
    costly = [] if exposed is None else sorted(
        (one for one in exposed.inputs if one.record.startswith("risk:")),
        key=lambda one: (-(Result(one.value).number or 0), one.record),
    )  # fmt: skip
    drivers = tuple((one.record, "cost_impact") for one in costly)
    if share is not None:
        return Deviation(Result(exact(share), (given,)), drivers)
    left = ground.taken("contingency_left", project.key)[0]
    amount = None if exposed is None else exposed.number
    endless = bool(amount) and left is not None and left <= 0
    return Deviation(unknown(found.unknown or say("the exposure is unknown"), (given,)), drivers if endless else (), endless)


def benefit_pct(project: Record, ground: Ground) -> Deviation:
    """By how much the goals fall short at their end if they go on at their pace, in percent, each with its weight."""
    goals = top_goals(ground.ledger.of_project(project.key, "goal"))
    told = [(goal, attained(goal, ground)) for goal in goals]
    inputs = tuple(
        Input(titled(goal), None if share is None else exact(share), goal.key, figure=("progress" if over else "pace", goal.key))
        for goal, (share, over) in told
    )
    known = [(weight(goal), share, goal) for goal, (share, _) in told if share is not None]
    whole = sum((part for part, _, _ in known), Fraction(0))
    if not known or not whole:
        return Deviation(unknown(say("nothing tells how far a goal will come"), inputs))
    short = sum((part * (100 - share) for part, share, _ in known), Fraction(0)) / whole
    worst = sorted((one for one in known if one[1] < 100), key=lambda one: (one[1], one[2].key))
    return Deviation(Result(exact(short), inputs), tuple((goal.key, "measurements") for _, _, goal in worst))


def top_goals(goals: Iterable[Record]) -> tuple[Record, ...]:
    """The goals that were promised, without those that serve another of them."""
    found = {goal.key: goal for goal in goals if goal.status in PROMISED}
    return tuple(goal for goal in found.values() if goal.target("relevant_to") not in found.keys() - {goal.key})


def weight(goal: Record) -> Fraction:
    given = goal.number("weight")
    return Fraction(1) if given is None else Fraction(given)


def attained(goal: Record, ground: Ground) -> tuple[Fraction | None, bool]:
    """The share of its target that a goal comes to, in percent: at its pace, or what it has once its time is over.

    Beside it whether its time is over. What is to be maintained is held or not, whatever the time.
    """
    done, pace = (ground.taken(name, goal.key)[0] for name in ("progress", "pace"))
    due = day(goal, "due")
    over = goal.status != "active" or (due is not None and due <= ground.as_of) or time_used(goal, ground.as_of) is None
    if goal.status == "achieved":
        return Fraction(100), True
    if over and not is_maintained(goal):
        return done, True
    return (None if pace is None else min(100 * pace, Fraction(100))), False


PROJECT: Mapping[str, Callable[[Record, Ground], Deviation]] = {
    "days": days,
    "schedule_pct": schedule_pct,
    "cost_pct": cost_pct,
    "scope_pct": scope_pct,
    "quality_pct": quality_pct,
    "defects": defects,
    "risk_pct": risk_pct,
    "benefit_pct": benefit_pct,
}
"""By the way of a tolerance, what says how far off a project is."""
