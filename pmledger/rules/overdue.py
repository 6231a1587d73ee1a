"""Business that waits for somebody: all is written well, but a date has passed."""

from collections.abc import Iterator
from datetime import date

from pmledger.analysis.feedback import norms_of
from pmledger.analysis.issues import due_day
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say, say_count

DUE: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "action": (("due", ("open", "in_progress")),),
    "issue": (("due", ("open", "in_progress", "on_hold", "escalated")),),
    "task": (("deadline", ("todo", "in_progress", "blocked", "in_review")),),
    "goal": (("due", ("active",)),),
    "deliverable": (("due", ("planned", "in_progress", "in_review", "rejected")),),
    "invoice": (("due_on", ("issued", "partly_paid")),),
    "opportunity": (
        ("expected_close", ("prospecting", "qualification", "needs_analysis", "proposal", "negotiation")),
        ("next_step_due", ("prospecting", "qualification", "needs_analysis", "proposal", "negotiation")),
    ),
    "assumption": (("validate_by", ("open",)), ("needed_by", ("open",))),
    "decision": (("needed_by", ("proposed",)),),
    "quality_check": (("planned_on", ("planned",)),),
    "checklist": (("due", ("open",)),),
    "training": (("date", ("planned", "scheduled")),),
    "retrospective": (("date", ("planned",)),),
    "team_event": (("date", ("planned",)),),
}
"""By kind, the dates that call for somebody when they pass, and the states in which they do."""

REVIEWS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "risk": (("review_on", ("identified", "assessed", "responding", "monitoring")),),
    "decision": (("review_on", ("decided",)),),
    "document": (("review_by", ("approved", "published")),),
    "article": (("review_by", ("published",)),),
    "process": (("review_by", ("approved",)),),
}
"""The same for what is to be looked at again."""

WORKED_ON, SILENT_DAYS = frozenset({"open", "in_progress", "escalated"}), 14
WITH_AGENDA, AGENDA_DAYS = frozenset({"meeting", "workshop", "review"}), 7
"""What needs an agenda, and how many days before it."""
MINUTES_DAYS, RECENT = 2, 30
"""Working days that minutes may take, and days for which anybody still asks."""


def passed(
    facts: Facts, table: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
) -> Iterator[tuple[Record, str, date]]:
    """The records of a table whose date has passed, with the field's name and the date."""
    for kind, fields in table.items():
        for record in facts.ledger.of(kind):
            for name, states in fields:
                day = due_day(record, facts.conclusions.calendar) if kind == "issue" else record.day(name)
                if record.status in states and day is not None and day < facts.as_of:
                    yield record, name, day


def overdue(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Something was to be done by a date, and the date has passed.

    This is business, not a fault of the ledger: do it, agree a new date, or close the record. `pmledger agenda` lists
    it by person and day. An issue without `due` has the usual time of its priority (2, 5, 10, 20 working days).
    """
    for record, name, day in passed(facts, DUE):
        if is_unescalated(record):
            continue
        yield fault.at(
            record.place(name) if record.has(name) else record.place("priority"),
            say_count("{title} was due on {day}, {count} day ago", "{title} was due on {day}, {count} days ago",
                      (facts.as_of - day).days, title=record.title, day=day),
            found=str(day),
            record=record.key,
        )  # fmt: skip


def review_overdue(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Something was to be looked at again by a date, and the date has passed.

    Look at it, and write the date of the next review.
    """
    for record, name, day in passed(facts, REVIEWS):
        yield fault.at(
            record.place(name),
            say("the review of {title} was due on {day}", title=record.title, day=day),
            found=str(day),
            record=record.key,
        )


def milestone_overdue(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A milestone's date has passed and it is still planned.

    Was it reached? Write `actual_date:` and `achieved`. If not, when will it be? Write a new `forecast_date:`.
    """
    for milestone in facts.ledger.of("milestone"):
        field = "forecast_date" if milestone.written("forecast_date") else "baseline_date"
        day = milestone.day(field)
        if milestone.status == "planned" and day is not None and day < facts.as_of:
            yield fault.at(
                milestone.place(field),
                say("{title} was forecast for {day} and is not reached", title=milestone.title, day=day),
                found=str(day),
                record=milestone.key,
            )


def meeting_without_record(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A planned meeting lies in the past.

    Was it held? Write who took part and what was said. If not, cancel it or write a new date.
    """
    for meeting in facts.ledger.of("communication"):
        day = meeting.day("date")
        if meeting.status == "planned" and day is not None and day < facts.as_of:
            yield fault.at(
                meeting.place("date"),
                say("{title} was planned for {day} and is not written up", title=meeting.title, day=day),
                found=str(day),
                record=meeting.key,
            )


def meeting_without_agenda(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A meeting takes place within a week and has no agenda.

    Who does not know what it is about comes unprepared, or does not come.

    Write `agenda:` with what is to be talked about; calls and messages need none.
    """
    for meeting in facts.ledger.of("communication"):
        on = meeting.day("date")
        if meeting.status != "planned" or meeting.text("type") not in WITH_AGENDA or on is None:
            continue
        if 0 <= (on - facts.as_of).days <= AGENDA_DAYS and not meeting.written("agenda"):
            yield fault.at(
                meeting.place("date"),
                say("{title} is on {day} and has no agenda", title=meeting.title, day=on),
                found=str(on),
                help=say("add agenda:"),
                record=meeting.key,
            )


def undecided_change(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A change has waited for a decision for more than ten working days.

    Approve, reject or defer it: not to decide is the dearest of the three.
    """
    for change in facts.ledger.of("change"):
        asked = change.day("requested_on")
        if change.status not in {"submitted", "under_review"} or asked is None:
            continue
        waited = facts.conclusions.calendar.slip(asked, facts.as_of)
        if waited > 10:
            yield fault.at(
                change.place("requested_on"),
                say("{title} has waited {count} working days for a decision", title=change.title, count=waited),
                found=str(asked),
                record=change.key,
            )


def late_answer(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A complaint was not acknowledged within two working days, or not answered within ten (ISO 10002).

    `feedback:` in `pmledger.yml` may set other times. Tell the client that it was received, and what is done about it.
    """
    norms = norms_of(facts.conclusions.premises)
    for feedback in facts.ledger.of("feedback"):
        received = feedback.day("received_on")
        if feedback.text("type") != "complaint" or received is None or feedback.closed:
            continue
        waited = facts.conclusions.calendar.slip(received, facts.as_of)
        if feedback.status == "received" and waited > norms.acknowledge:
            message = say("{title} was not acknowledged in {count} working days", title=feedback.title, count=waited)
        elif feedback.status in {"acknowledged", "in_progress"} and waited > norms.answer:
            message = say("{title} was not answered in {count} working days", title=feedback.title, count=waited)
        else:
            continue
        yield fault.at(feedback.place("received_on"), message, found=str(received), record=feedback.key)


def idle_opportunity(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An open opportunity has no next step with a date.

    Without one it will be lost to nobody's decision. Write `next_step:` and `next_step_due:`.
    """
    states = DUE["opportunity"][0][1]
    for opportunity in facts.ledger.of("opportunity"):
        if opportunity.status in states and not opportunity.written("next_step_due"):
            yield fault.at(
                opportunity.origin,
                say("{title} has no next step with a date", title=opportunity.title),
                found=opportunity.id,
                help=say("add next_step: and next_step_due:"),
                record=opportunity.key,
            )


def unescalated_issue(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An issue of priority P1 or P2 is past its date and nobody was told.

    Who could help does not know yet.

    Tell somebody and write `escalated_to:` and `escalated_on:`, or agree on a new date.
    """
    for issue in facts.ledger.of("issue"):
        due = issue.day("due")
        if is_unescalated(issue) and due is not None and due < facts.as_of:
            yield fault.at(
                issue.place("due"),
                say("{title} is of priority {priority}, was due on {day} and is not escalated", title=issue.title,
                    priority=issue.text("priority"), day=due),
                found=str(due),
                related=(Related(issue.place("priority"), say("the priority is here")),),
                record=issue.key,
            )  # fmt: skip


def is_unescalated(record: Record) -> bool:
    """Whether it is an open issue of a grave priority of which nobody was told."""
    grave = record.kind == "issue" and record.text("priority") in {"P1", "P2"}
    return grave and record.status in {"open", "in_progress", "on_hold"} and not record.written("escalated_on")


def silent_issue(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An issue that somebody works on has not been heard of for more than fourteen days.

    What counts are its own dates (`updated` too) and those of the actions, communications, decisions and changes that
    name it. An issue on hold waits and is left alone.

    Write what happened, or put it on hold; `updated:` says that somebody looked at it.
    """
    for issue in facts.ledger.of("issue"):
        if issue.status not in WORKED_ON or not issue.has("raised_on"):
            continue
        heard = facts.conclusions.heard.get(issue.key)
        if heard is not None and (facts.as_of - heard).days > SILENT_DAYS:
            yield fault.at(
                issue.place("raised_on"),
                say_count("nothing has been heard of {title} for {count} day, since {day}",
                          "nothing has been heard of {title} for {count} days, since {day}",
                          (facts.as_of - heard).days, title=issue.title, day=heard),
                found=str(heard),
                help=say("add updated:, or what happened"),
                record=issue.key,
            )  # fmt: skip


def late_minutes(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The minutes of a meeting went out more than two working days after it, or are still to go out.

    People act on what they remember; after a week everybody remembers something else. Meetings of the last 30 days
    count.

    Write `minutes_sent_on:` once they are out; an allowance with its reason silences a meeting that needs none.
    """
    calendar = facts.conclusions.calendar
    for meeting in facts.ledger.of("communication"):
        held = meeting.day("date")
        if meeting.text("type") not in {"meeting", "workshop"} or held is None or (facts.as_of - held).days > RECENT:
            continue
        sent = meeting.day("minutes_sent_on")
        waiting = meeting.status == "held" and sent is None
        if waiting and calendar.slip(held, facts.as_of) > MINUTES_DAYS:
            message = say("the minutes of {title}, held on {day}, are still to go out", title=meeting.title, day=held)
        elif sent is not None and calendar.slip(held, sent) > MINUTES_DAYS:
            message = say("the minutes of {title} went out on {sent}, {count} working days after it",
                          title=meeting.title, sent=sent, count=calendar.slip(held, sent))  # fmt: skip
        else:
            continue
        yield fault.at(
            meeting.place("minutes_sent_on" if sent else "status"),
            message,
            found=str(sent or meeting.status),
            related=(Related(meeting.place("date"), say("it was held here")),),
            record=meeting.key,
        )


RULES: tuple[Rule, ...] = (
    rule("PM290", "overdue", Severity.ATTENTION, overdue, by_state=True),
    rule("PM291", "review-overdue", Severity.ATTENTION, review_overdue, by_state=True),
    rule("PM292", "milestone-overdue", Severity.ATTENTION, milestone_overdue, by_state=True),
    rule("PM293", "meeting-not-written-up", Severity.ATTENTION, meeting_without_record, by_state=True),
    rule("PM294", "undecided-change", Severity.ATTENTION, undecided_change, by_state=True),
    rule("PM295", "late-answer", Severity.ATTENTION, late_answer, by_state=True),
    rule("PM296", "idle-opportunity", Severity.ATTENTION, idle_opportunity, by_state=True),
    rule("PM215", "silent-issue", Severity.ATTENTION, silent_issue, by_state=True),
    rule("PM212", "meeting-without-agenda", Severity.ATTENTION, meeting_without_agenda, by_state=True),
    rule("PM219", "unescalated-issue", Severity.ATTENTION, unescalated_issue, by_state=True),
    rule("PM299", "late-minutes", Severity.ATTENTION, late_minutes, by_state=True),
)
