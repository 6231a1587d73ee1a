"""Records that are closed while something of them is still open."""

from collections.abc import Iterator, Mapping
from datetime import date

from pmledger.analysis.standing import RAISED, day, ended_on
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import is_still_open, narrow, pointer, status_place
from pmledger.rules.words import kind_of, state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say, say_count

ORIGINS = ("issue", "risk", "change", "feedback")
OVER: Mapping[str, tuple[str, ...]] = {
    "phase": ("completed",),
    "deliverable": ("accepted",),
    "project": ("closed",),
    "closure_report": ("approved",),
    "milestone": ("achieved",),
}
"""By kind, the states in which the checklist for a record is past its use."""
LEFT_OPEN = ("task", "issue", "risk", "change", "action", "promise", "deliverable", "invoice")


def action_without_end(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An issue, risk, change or feedback is closed, but an action that came of it is still open.

    Either there is still something to do, then it is not closed; or there is not, then the action is done or not
    needed.

    Close the action or cancel it, or give what goes on another origin.
    """
    for action in facts.ledger.of("action"):
        if not is_still_open(facts, action):
            continue
        for origin in origins_of(facts, action):
            ended = ended_on(origin)
            if origin.closed and (ended is None or ended <= facts.as_of):
                yield fault.at(
                    action.origin,
                    say("“{title}” is still open, but {kind} “{origin}”, which it comes from, is {status}",
                        title=action.title, kind=kind_of(facts, origin), origin=origin.title, status=state_of(origin)),
                    found=action.title,
                    help=say("close or cancel the action, or reopen {id}", id=origin.id),
                    related=(
                        pointer(origin, say("“{title}” is {status} here", title=origin.title, status=state_of(origin)),
                                *status_place(origin)),
                    ),
                    record=action.key,
                )  # fmt: skip


def origins_of(facts: Facts, action: Record) -> Iterator[Record]:
    """What an action comes from, said at either end or by where it is written."""
    keys = dict.fromkeys((*action.targets.get("origin", ()), action.parent))
    keys |= {one.key: None for kind in ORIGINS for one in facts.ledger.pointing_at(action.key, kind, "actions")}
    for key in keys:
        found = facts.ledger.get(key)
        if found is not None and found.kind in ORIGINS:
            yield found


def open_after_close(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A project is closed, but something of it is still open, and its closure report does not say who takes care of it.

    Tasks, issues, risks from level medium, changes, actions, promises, deliverables and invoices that were raised while
    the project ran are finished with it, or handed on. An approved closure report ends a project too: who approves it
    agrees to what is left.

    ```yaml
    # closure-reports/end.md
    follow_on:
      - {item: "issue:slow-export", owner: mei-tanaka, due: 2026-09-30}
    ```

    Close the record, or name it in `follow_on:` of the closure report with an owner.
    """
    for project in facts.ledger.of("project"):
        reports = facts.ledger.of_project(project.key, "closure_report")
        ended = end_of(project, reports, facts.as_of)
        if ended is None:
            continue
        finish = day(ended, "actual_finish" if ended is project else "approved_on")
        handed = follow_ons(reports)
        for kind in LEFT_OPEN:
            for record in facts.ledger.of_project(project.key, kind):
                if not is_left_open(facts, record, finish):
                    continue
                named = handed.get(record.key)
                if named is None:
                    yield left_open(facts, fault, ended, record, reports)
                elif named[0].items("follow_on")[named[1]].get("owner") is None:
                    yield unowned(facts, fault, record, *named)


def end_of(project: Record, reports: tuple[Record, ...], as_of: date) -> Record | None:
    """What says by the day that a project is over: the project itself, else its approved closure report."""
    finish = day(project, "actual_finish")
    if project.status == "closed":
        return project if finish is None or finish <= as_of else None
    approved = (one for one in reports if one.status == "approved")
    return next((one for one in approved if (on := day(one, "approved_on")) is not None and on <= as_of), None)


def follow_ons(reports: tuple[Record, ...]) -> dict[str, tuple[Record, int]]:
    """By the key of what remains, the closure report that hands it on and the item's index; those with an owner win."""
    found: dict[str, tuple[Record, int]] = {}
    for report in reports:
        for at, item in enumerate(report.items("follow_on")):
            key = report.target(f"follow_on[{at}].item")
            if key and (key not in found or item.get("owner") is not None):
                found[key] = report, at
    return found


def is_left_open(facts: Facts, record: Record, finish: date | None) -> bool:
    """Whether a record was raised by the end of its project and is open on the day."""
    if record.kind == "invoice":
        raised = day(record, "issued_on")
        return record.status in {"issued", "partly_paid"} and raised is not None and (not finish or raised <= finish)
    if not is_still_open(facts, record):
        return False
    if record.kind == "risk":
        level = facts.conclusions.risks[record.key].level
        if level in {"", facts.conclusions.premises.bands[0][0]}:
            return False
    raised = day(record, RAISED.get(record.kind, "created"))
    return finish is None or raised is None or raised <= finish


def left_open(facts: Facts, fault: Fault, ended: Record, record: Record, reports: tuple[Record, ...]) -> Diagnostic:
    """What was left open, by the project that was closed or the closure report that was approved."""
    closed = Related(ended.place("status"), say("{project} is closed here", project=ended.title))
    report = next(iter(reports), None)
    handed = (pointer(report, say("the closure report hands on other things"), "follow_on"),) if report else ()
    message = say("{kind} “{title}” is still {status}, but {project} is closed, and no follow-on names it",
                  kind=kind_of(facts, record), title=record.title, status=state_of(record), project=ended.title)  # fmt: skip
    if ended.kind == "closure_report":
        closed = Related(ended.place("status"), say("{report} is approved here", report=ended.title))
        message = say("{kind} “{title}” is still {status}, but {report} is approved, and no follow-on names it",
                      kind=kind_of(facts, record), title=record.title, status=state_of(record), report=ended.title)  # fmt: skip
    return fault.at(
        record.place(*status_place(record)),
        message,
        found=record.status,
        help=say("close it, or add it with an owner to follow_on: of the closure report"),
        related=(closed, *handed),
        record=record.key,
    )


def unowned(facts: Facts, fault: Fault, record: Record, report: Record, at: int) -> Diagnostic:
    return fault.at(
        report.place(*narrow(report, "follow_on", at, "item")),
        say("{kind} “{title}” is handed on, but to nobody", kind=kind_of(facts, record), title=record.title),
        found=record.id,
        help=say("add owner: and one person"),
        related=(pointer(record, say("“{title}” is still {status}", title=record.title, status=state_of(record)),
                         *status_place(record)),),
        record=report.key,
    )  # fmt: skip


def checklist_left_open(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A stage, deliverable, report or project is over, but the checklist for it is still open.

    What the list was to make sure of was not made sure of, or nobody ticked it.

    Mark its items as done, write `na_reason:` for those that are left out, and complete the checklist; or cancel it.
    """
    for checklist in facts.ledger.of("checklist"):
        subject = facts.ledger.get(checklist.target("for"))
        if subject is None or not is_still_open(facts, checklist) or subject.status not in OVER.get(subject.kind, ()):
            continue
        items = [item for item in checklist.items("items") if item.get("required") is not False]
        left = [item for item in items if item.get("done") is not True and not item.get("na_reason")]
        if left:
            yield fault.at(
                checklist.place("for"),
                say_count(
                    "{subject} is {status}, but {count} required item of its checklist “{title}” is open",
                    "{subject} is {status}, but {count} required items of its checklist “{title}” are open",
                    len(left), subject=subject.title, status=state_of(subject), title=checklist.title,
                ),
                found=subject.id,
                help=say("complete the checklist, or cancel it"),
                related=(pointer(subject, say("“{title}” is {status} here", title=subject.title, status=state_of(subject)),
                                 *status_place(subject)),),
                record=checklist.key,
            )  # fmt: skip


RULES: tuple[Rule, ...] = (
    rule("PM229", "checklist-left-open", Severity.WARNING, checklist_left_open, by_state=True),
    rule("PM320", "action-without-end", Severity.WARNING, action_without_end, by_state=True),
    rule("PM321", "open-after-close", Severity.ERROR, open_after_close, by_state=True),
)
