"""Gates, stages and changes that do not fit those who let them pass."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from pmledger.analysis.costs import bac, currency_of
from pmledger.analysis.figure import spoken
from pmledger.analysis.standing import is_counted
from pmledger.analysis.thresholds import thresholds
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say

MANAGER_DAYS = 10
"""Working days by which a project's manager may move its finish alone."""
ROLES = {"project_manager": "manager", "sponsor": "sponsor"}
"""By the authority that a change names, the field of the project with that person."""
CURE = say("correct approver: or authority:, or take it to the steering committee")


def conditions_without_action(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A gate let a stage pass under conditions, and no action looks after them.

    Write an action with `origin:` the stage, or with the stage in `related:`, for each condition.
    """
    for phase in facts.ledger.of("phase"):
        if phase.text("gate_decision") != "conditional_go":
            continue
        named = (facts.ledger.get(key) for key in phase.targets.get("related", ()))
        actions = [one for one in named if one is not None and one.kind == "action"]
        if not actions and not facts.ledger.pointing_at(phase.key, "action"):
            yield fault.at(
                phase.place("gate_decision"),
                say("“{title}” passed under conditions that no action names", title=phase.title),
                found="conditional_go",
                help=say("add an action with origin: {id}", id=phase.id),
                record=phase.key,
            )


def second_active_phase(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Two stages of a project are active at the same time.

    A stage ends at its gate before the next begins. Set one of them to `gate_review`, `completed` or `planned`. Where
    your stages do overlap, write `severities: {PM244: off}` in `pmledger.yml`.
    """
    for project in facts.ledger.of("project"):
        phases = [one for one in facts.ledger.of_project(project.key, "phase") if one.status == "active"]
        phases.sort(key=lambda one: (one.number("order") or 0, one.key))
        for phase in phases[1:]:
            yield fault.at(
                phase.place("status"),
                say("“{title}” is active, and so is “{other}”", title=phase.title, other=phases[0].title),
                found="active",
                help=say("set one of them to gate_review, completed or planned"),
                related=(Related(phases[0].place("status"), say("the other one is here")),),
                record=phase.key,
            )


def beyond_authority(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A change was decided by somebody whose decision it is not.

    `authority:` says whose decision it is: the project's manager, its sponsor, or somebody of the client. A manager alone
    decides on what stays within the tolerance: `cost_pct` of the budget at completion (5 % unless stated) and ten working
    days.

    Correct `approver:` or `authority:`, or take it to the steering committee.
    """
    for change in facts.ledger.of("change"):
        project, approver = facts.ledger.get(change.project), facts.ledger.get(change.target("approver"))
        if project is None or approver is None or not is_counted(change, facts.as_of):
            continue
        authority = change.text("authority")
        role = ROLES.get(authority, "")
        named = facts.ledger.get(project.target(role)) if role else None
        if named is not None and named.key != approver.key:
            yield fault.at(
                change.place("approver"),
                say("{approver} decided what {other} has to decide", approver=approver.title, other=named.title),
                found=approver.id,
                help=CURE,
                related=(Related(project.place(role), say("the other one is here")),),
                record=change.key,
            )
        elif authority == "client" and approver.target("organisation") != project.client:
            yield fault.at(
                change.place("approver"),
                say("{approver} decided what the client has to decide", approver=approver.title),
                found=approver.id,
                help=CURE,
                related=(Related(project.place("client"), say("the client is here")),),
                record=change.key,
            )
        elif approver.key == project.target("manager") and authority in {"", "project_manager"}:
            yield from beyond_tolerance(facts, fault, change, project)


def beyond_tolerance(facts: Facts, fault: Fault, change: Record, project: Record) -> Iterator[Diagnostic]:
    """What a project's manager approved alone, held against what may be approved alone."""
    cost, length = change.money("impact_cost"), change.duration("impact_schedule")
    exchange = facts.conclusions.premises.exchange
    given = project.values.get("tolerance")
    layers = (facts.settings.tolerance, facts.settings.health, *((given,) if isinstance(given, Mapping) else ()))
    percent = thresholds(layers).one("eac_over_pct")
    whole = bac(project, facts.ledger, exchange, facts.as_of).number
    day = change.day("decided_on") or facts.as_of
    worth = exchange.convert(cost, currency_of(project, exchange), day) if cost is not None else None
    if cost is not None and whole and worth is not None and worth > whole * percent / 100:
        yield fault.at(
            change.place("impact_cost"),
            say("{amount} are more than the {percent}% of the budget that a manager decides alone", amount=cost,
                percent=spoken(percent)),
            found=str(cost),
            help=CURE,
            related=(Related(change.place("approver"), say("the manager approved it here")),),
            record=change.key,
        )  # fmt: skip
    elif length is not None and facts.conclusions.calendar.days_of(length) > Fraction(MANAGER_DAYS):
        yield fault.at(
            change.place("impact_schedule"),
            say("{length} are more than the {count} working days that a manager decides alone", length=length,
                count=MANAGER_DAYS),
            found=str(length),
            help=CURE,
            related=(Related(change.place("approver"), say("the manager approved it here")),),
            record=change.key,
        )  # fmt: skip


def change_without_baseline(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A closed change moved the finish or the cost, and no baseline has taken it in.

    What was agreed is what the current baseline says. A change that moved it ends in a new one.

    Write `baseline_after:` in the change, or `change:` in the baseline that answers it.
    """
    for project in facts.ledger.of("project"):
        baselines = facts.ledger.of_project(project.key, "baseline")
        if not any(is_counted(one, facts.as_of) for one in baselines):
            continue
        for change in facts.ledger.of_project(project.key, "change"):
            moved = next((field for field in ("impact_cost", "impact_schedule") if moves(change, field)), "")
            taken = change.written("baseline_after") or facts.ledger.pointing_at(change.key, "baseline", "change")
            if change.status == "closed" and moved and not taken:
                yield fault.at(
                    change.place("status"),
                    say("“{title}” moved the plan and is closed, but no baseline has taken it in", title=change.title),
                    found="closed",
                    help=say("add baseline_after:"),
                    related=(Related(change.place(moved), say("what it moved is here")),),
                    record=change.key,
                )


def moves(change: Record, field: str) -> bool:
    value = change.money(field) or change.duration(field)
    return value is not None and value.amount != 0


RULES: tuple[Rule, ...] = (
    rule("PM243", "conditions-without-action", Severity.WARNING, conditions_without_action),
    rule("PM244", "second-active-phase", Severity.WARNING, second_active_phase, by_state=True),
    rule("PM245", "beyond-authority", Severity.WARNING, beyond_authority),
    rule("PM246", "change-without-baseline", Severity.ERROR, change_without_baseline, by_state=True),
)
