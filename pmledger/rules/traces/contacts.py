"""What was to be said and done by a day: communications that were missed, promises that are late."""

from collections.abc import Iterator
from datetime import date, timedelta

from pmledger.analysis.occurrences import Occurrence, contacts_by_plan, occurrences
from pmledger.analysis.promises import carried_until
from pmledger.analysis.standing import day
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import is_still_open, pointer, project_calendar, status_place
from pmledger.rules.words import kind_of, state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say, say_count

WINDOW = timedelta(days=90)
ASLEEP = frozenset({"on_hold", "closed", "cancelled"})
MOST = 5
"""So many days are named in one message."""


def missed_communication(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The communication plan asked for something in the last 90 days, and nothing says that it took place.

    What answers an item is a communication that names it (`plan_item`), else one on the same channel with somebody of
    its audience (for an item to report one of type report; to consult, decide or engage one that is no report), or for
    an item to report an issued status report; each within the item's grace, in working days.
    Pauses are respected, and projects that are held or over ask for nothing. One that names the item and took place too
    late, is put off or was cancelled is written down well: that is business which needs somebody, not a fault.

    Write the communication down, name the item in it, or write the time in which none was due into `pauses:`.
    """
    contacts = contacts_by_plan(facts.ledger, facts.as_of)
    for plan in facts.ledger.of("comm_plan"):
        project = facts.ledger.get(plan.project)
        if plan.status != "active" or (project is not None and project.status in ASLEEP):
            continue
        calendar = project_calendar(facts, plan.project)
        found = occurrences(plan, contacts[plan.key], calendar, facts.as_of - WINDOW, facts.as_of)
        excused = put_off(facts, plan, found)
        missed = [one for one in found if one.state(facts.as_of) == "missed" and one.day not in excused]
        late = [one for one in found if one.state(facts.as_of) == "late"]
        if missed:
            yield fault.at(
                plan.place("frequency"),
                say_count(
                    "“{title}” was due on {days}, and nothing says that it took place",
                    "“{title}” was due {count} times, on {days}, and nothing says that it took place",
                    len(missed), title=plan.title, days=named([str(one.day) for one in missed]),
                ),
                found=plan.text("frequency"),
                help=say("add the communication with plan_item: {id}, or a pause", id=plan.id),
                related=(*last_held(facts, found), pointer(plan, say("they are due from here on"), "first_on")),
                record=plan.key,
            )  # fmt: skip
        for one in found:
            if one.day in excused and one.state(facts.as_of) == "missed":
                yield stood_up(fault, plan, one, excused[one.day])
        if late:
            held = facts.ledger.by_key[late[-1].held]
            yield fault.at(
                plan.place("frequency"),
                say("“{title}” was due by {day} and took place on {held}", title=plan.title, day=late[-1].due_by,
                    held=late[-1].held_on),
                found=plan.text("frequency"),
                related=(pointer(held, say("“{title}” is written here", title=held.title)),),
                record=plan.key,
                severity=Severity.ATTENTION,
            )  # fmt: skip


def put_off(facts: Facts, plan: Record, found: tuple[Occurrence, ...]) -> dict[date, Record]:
    """By the day of the time they were meant for, communications of the item that are planned or were cancelled."""
    excused: dict[date, Record] = {}
    for one in facts.ledger.pointing_at(plan.key, "communication", "plan_item"):
        on = day(one, "date")
        if one.status in {"planned", "cancelled"} and on is not None and found:
            excused[min(found, key=lambda time: abs((time.day - on).days)).day] = one
    return excused


def stood_up(fault: Fault, plan: Record, one: Occurrence, communication: Record) -> Diagnostic:
    return fault.at(
        plan.place("frequency"),
        say("“{title}” was due on {day} and is {status}", title=plan.title, day=one.day,
            status=state_of(communication)),
        found=plan.text("frequency"),
        related=(pointer(communication, say("“{title}” is written here", title=communication.title),
                         *status_place(communication)),),
        record=plan.key,
        severity=Severity.ATTENTION,
    )  # fmt: skip


def named(days: list[str]) -> str:
    return ", ".join(days[:MOST]) + (" …" if len(days) > MOST else "")


def last_held(facts: Facts, found: tuple[Occurrence, ...]) -> tuple[Related, ...]:
    held = [facts.ledger.by_key[one.held] for one in found if one.held]
    return (pointer(held[-1], say("the last one is written here")),) if held else ()


CARRIED = ("forecast_date", "forecast_finish", "deadline", "due")


def promise_late(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A promise is open past its date, or what carries it is only expected after.

    This is business, not a fault of the ledger: keep it, or agree on a new date before the other side asks, and write
    down with whom (`rescheduled`).
    """
    for promise in facts.ledger.of("promise"):
        due = day(promise, "due")
        if due is None or not is_still_open(facts, promise):
            continue
        expected, key = carried_until(promise, facts.ledger, facts.conclusions.timetable)
        carrier = facts.ledger.get(key)
        if due < facts.as_of:
            yield fault.at(
                promise.place("due"),
                say_count("“{title}” was promised for {day}, {count} day ago",
                          "“{title}” was promised for {day}, {count} days ago",
                          (facts.as_of - due).days, title=promise.title, day=due),
                found=str(due),
                related=(expectation(carrier),) if carrier is not None else (),
                record=promise.key,
            )  # fmt: skip
        elif carrier is not None and expected is not None and expected > due:
            yield fault.at(
                promise.place("due"),
                say("“{title}” is promised for {day}, but {kind} “{carrier}”, which carries it, is expected on"
                    " {expected}",
                    title=promise.title, day=due, kind=kind_of(facts, carrier), carrier=carrier.title,
                    expected=expected),
                found=str(due),
                related=(expectation(carrier),),
                record=promise.key,
            )  # fmt: skip


def expectation(carrier: Record) -> Related:
    field = next((name for name in CARRIED if carrier.has(name)), "status")
    return pointer(carrier, say("“{title}” carries it", title=carrier.title), field)


RULES: tuple[Rule, ...] = (
    rule("PM325", "missed-communication", Severity.WARNING, missed_communication, by_state=True),
    rule("PM331", "promise-late", Severity.ATTENTION, promise_late, by_state=True),
)
