"""Measurements that stopped, and improvements that nobody finished."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pmledger.analysis.goals import latest_measurement, measured_in, stages_of
from pmledger.analysis.kpis import standing_of
from pmledger.analysis.standing import as_day, day
from pmledger.analysis.vitals import PERIODS
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import is_still_open, pointer, status_place
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say, say_count

AWAKE = frozenset({"executing", "closing"})


def stale_series(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A key figure or goal is in force, but its last measurement is older than one and a half periods.

    The period of a key figure is its `frequency`, that of a goal the `report_frequency` of its project; a goal that was
    never measured, by itself or by the goals that serve it, counts from its `start`. An old value is shown in a colour
    that nobody can stand for today.

    Add what is measured now to `measurements:`, or retire what nobody measures.
    """
    for kpi in facts.ledger.of("kpi"):
        standing = standing_of(kpi, facts.conclusions.figures, facts.as_of)
        if kpi.status == "active" and standing.stale and standing.series:
            yield stale(fault, kpi, kpi, standing.series[-1].day, "frequency")
    for goal in facts.ledger.of("goal"):
        project = facts.ledger.get(goal.project)
        if goal.status != "active" or project is None or project.status not in AWAKE:
            continue
        series = measured_in(goal, facts.ledger)
        latest = latest_measurement(series, facts.as_of)
        last = as_day(latest.get("date")) if latest else None
        period = PERIODS.get(project.text("report_frequency"), 7)
        since = last or (None if stages_of(goal, facts.ledger) else day(goal, "start"))
        if series is not goal or since is None or 2 * (facts.as_of - since).days <= 3 * period:
            continue
        if last is not None:
            yield stale(fault, goal, project, last, "report_frequency")
        else:
            yield unmeasured(fault, goal, project, since)


def stale(fault: Fault, record: Record, rhythm: Record, last: date, field: str) -> Diagnostic:
    return fault.at(
        record.key_place("measurements"),
        say("{title} was last measured on {day}", title=record.title, day=last),
        found=str(last),
        related=(pointer(rhythm, say("how often is written here"), *rhythm_field(rhythm, field)),),
        record=record.key,
    )


def unmeasured(fault: Fault, goal: Record, project: Record, since: date) -> Diagnostic:
    return fault.at(
        goal.place("start"),
        say("{title} has been worked on since {day} and was never measured", title=goal.title, day=since),
        found=str(since),
        help=say("add measurements:"),
        related=(pointer(project, say("how often is written here"), *rhythm_field(project, "report_frequency")),),
        record=goal.key,
    )


def rhythm_field(rhythm: Record, field: str) -> tuple[str, ...]:
    return (field,) if rhythm.has(field) else ()


def unfinished_improvement(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A retrospective was held while actions of the one before it in the project were still open, and still are.

    A team that agrees on improvements and does not make them stops proposing any.

    Close the actions or cancel them, saying why, before you agree on new ones.
    """
    by_project: dict[str, list[Record]] = {}
    for retrospective in facts.ledger.of("retrospective"):
        held = day(retrospective, "date")
        if retrospective.status == "held" and held is not None and held <= facts.as_of:
            by_project.setdefault(retrospective.project, []).append(retrospective)
    for held_ones in by_project.values():
        held_ones.sort(key=lambda one: (str(day(one, "date")), one.key))
        for before, after in pairwise(held_ones):
            waiting = [one for one in improvements(facts, before) if is_still_open(facts, one)]
            if waiting:
                yield fault.at(
                    after.place("date"),
                    say_count("an action of {before} is still open", "{count} actions of {before} are still open",
                              len(waiting), before=before.title),
                    found=after.id,
                    related=tuple(pointer(one, say("“{title}” is still open", title=one.title), *status_place(one))
                                  for one in waiting[:5]),
                    record=after.key,
                )  # fmt: skip


def improvements(facts: Facts, retrospective: Record) -> tuple[Record, ...]:
    """The actions of a retrospective: those it names, those that name it, and those written in it."""
    named = (facts.ledger.get(key) for key in retrospective.targets.get("actions", ()))
    found = {one.key: one for one in named if one is not None}
    found |= {one.key: one for one in facts.ledger.pointing_at(retrospective.key, "action")}
    return tuple(found.values())


def look_back_without_action(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A retrospective was held, says what should go better, and no action came of it.

    What nobody takes on stays as it is, and is said again at the next one.

    Write one to three actions, each with a person and a day: in `actions:`, with `origin:`, or as check boxes in its text.
    """
    for retrospective in facts.ledger.of("retrospective"):
        held = day(retrospective, "date")
        if retrospective.status != "held" or held is None or held > facts.as_of or not retrospective.texts("to_improve"):
            continue
        if not retrospective.written("actions") and not improvements(facts, retrospective):
            yield fault.at(
                retrospective.place("to_improve"),
                say("{title} says what should go better, and no action came of it", title=retrospective.title),
                found=retrospective.id,
                help=say("add actions: to it"),
                record=retrospective.key,
            )


RULES: tuple[Rule, ...] = (
    rule("PM209", "look-back-without-action", Severity.WARNING, look_back_without_action, by_state=True),
    rule("PM227", "stale-series", Severity.ATTENTION, stale_series),
    rule("PM228", "unfinished-improvement", Severity.ATTENTION, unfinished_improvement, by_state=True),
)
