"""What somebody must have decided, and whether it is written who did."""

from collections.abc import Iterator

from pmledger.kinds.lifecycle import required_in
from pmledger.ledger.record import Record
from pmledger.reader.terms import choice_term, field_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import decisions_about, pointer, status_place
from pmledger.rules.words import state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import Message, say

GATE = ("gate_decision", "gate_by", "gate_date")
GRAVE = frozenset({"critical", "major"})
HIGH = frozenset({"high", "critical"})


def decision_without_trace(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Something needed a decision, and nothing says who took it and when.

    A change is decided, a gate was passed (a stage with exit criteria or a gate decision), a project is held or
    cancelled, a critical or major defect is used as it is or put off, a risk of level high or critical is accepted.
    Such things are decided by somebody, or they have only happened.

    ```yaml
    # risks/single-supplier.md
    status: monitoring
    strategy: accept        # at level high: who accepted it?
    ```

    Write the approver and the date (`approver` and `decided_on` of a change; `gate_decision`, `gate_by` and
    `gate_date` of a stage), or a decision whose `about` names the record. For changes and gates this is an error.
    """
    yield from undecided_changes(facts, fault)
    yield from unpassed_gates(facts, fault)
    yield from unexplained_pauses(facts, fault)
    yield from concessions(facts, fault)
    yield from accepted_risks(facts, fault)


def undecided_changes(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    spec = facts.schema.kinds["change"]
    needs = {name: required_in(spec, name) for name in ("approver", "decided_on")}
    for change in facts.ledger.of("change"):
        missing = tuple(name for name, states in needs.items() if change.status in states and not change.written(name))
        if missing and not decisions_about(facts, change.key):
            terms = tuple(field_term("change", name) for name in missing)
            yield fault.at(
                change.place(*status_place(change)),
                say("“{title}” is {status}, and nothing says who decided it and when: no {field}, no decision about it",
                    title=change.title, status=state_of(change), field=terms),
                found=change.status,
                help=say("add {field}:, or a decision with about: {id}", field=terms[0], id=change.id),
                related=tuple(pointer(change, say("{field} is here", field=field_term("change", name)), name)
                              for name in needs if change.has(name)),
                record=change.key,
            )  # fmt: skip


def unpassed_gates(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    for phase in facts.ledger.of("phase"):
        gated = phase.has("exit_criteria") or phase.has("gate_decision")
        if phase.status != "completed" or not gated:
            continue
        missing = tuple(name for name in GATE if not phase.written(name))
        if missing and not decisions_about(facts, phase.key):
            terms = tuple(field_term("phase", name) for name in missing)
            yield fault.at(
                phase.place("status"),
                say("“{title}” has a gate and is completed without {field}", title=phase.title, field=terms),
                found="completed",
                help=say("add {field}:, or a decision with about: {id}", field=terms[0], id=phase.id),
                related=(
                    pointer(
                        phase,
                        say("the gate is here"),
                        "exit_criteria" if phase.has("exit_criteria") else "gate_decision",
                    ),
                ),
                record=phase.key,
            )


def unexplained_pauses(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    for project in facts.ledger.of("project"):
        if project.status in {"on_hold", "cancelled"} and not decisions_about(facts, project.key):
            yield untraced(fault, project, project.status, "status", say(
                "{project} is {status}, and no decision about it says why", project=project.title,
                status=state_of(project)))  # fmt: skip


def concessions(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Critical and major defects that are lived with."""
    for defect in facts.ledger.of("defect"):
        kept = defect.text("disposition") == "use_as_is"
        if defect.text("severity") not in GRAVE or not (kept or defect.status == "deferred"):
            continue
        if not decisions_about(facts, defect.key, *defect.targets.get("deliverable", ())):
            field = "disposition" if kept else "status"
            stands = choice_term("use_as_is") if kept else state_of(defect)
            yield untraced(fault, defect, stands.name, field, say(
                "the {severity} defect “{title}” is {status}, and no decision about it says who agreed",
                severity=choice_term(defect.text("severity")), title=defect.title, status=stands,
            ), "severity")  # fmt: skip


def accepted_risks(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    for risk in facts.ledger.of("risk"):
        standing = facts.conclusions.risks[risk.key]
        if risk.text("strategy") != "accept" or not standing.open or standing.inherent_level not in HIGH:
            continue
        if not decisions_about(facts, risk.key):
            yield untraced(fault, risk, "accept", "strategy", say(
                "“{title}” is accepted at level {level}, and no decision about it says who agreed",
                title=risk.title, level=choice_term(str(standing.inherent_level))), "impact")  # fmt: skip


def untraced(fault: Fault, record: Record, found: str, field: str, message: Message, other: str = "") -> Diagnostic:
    return fault.at(
        record.place(field),
        message,
        found=found,
        help=say("add a decision with about: {id}", id=record.id),
        related=(pointer(record, say("{field} is here", field=field_term(record.kind, other)), other),)
        if other
        else (),
        record=record.key,
        severity=Severity.WARNING,
    )


RULES: tuple[Rule, ...] = (
    rule("PM319", "decision-without-trace", Severity.ERROR, decision_without_trace, by_state=True),
)
