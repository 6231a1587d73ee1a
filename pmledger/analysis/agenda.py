"""What needs somebody, by day and person."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.care import Care
from pmledger.analysis.changes import is_pending, undecided_days
from pmledger.analysis.costs import outstanding
from pmledger.analysis.in_charge import people
from pmledger.analysis.issues import due_day
from pmledger.analysis.kpis import measure_again
from pmledger.analysis.milestones import expected_on
from pmledger.analysis.occurrences import Contacts, contacts_by_plan, next_due
from pmledger.analysis.progress import Dates, baseline_dates, current_baseline, item_dates
from pmledger.analysis.promises import is_ours
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import OPEN, day, is_counted, is_open
from pmledger.analysis.tickets import WAITING_DAYS
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say, say_count

HORIZON_DAYS = 14
UNDECIDED_DAYS = 10
ASLEEP = frozenset({"closed", "cancelled", "on_hold"})
"""States of a project in which its plan asks nothing of anybody."""


class AgendaItem(Struct, frozen=True):
    """One thing that a person is to do on a day.

    `person`, `record` and `project` are keys, the first and last may be "". `overdue_days` are calendar days, 0 when
    the day has not passed.
    """

    day: date
    person: str
    record: str
    action: Message
    overdue_days: int
    project: str
    kind: str

    @property
    def order(self) -> tuple[date, str, str, str, str]:
        return self.day, self.person, self.kind, self.record, self.action.template


class Desk(Struct, frozen=True):
    """What the duties are found with.

    `dates` are the baseline dates of tasks and deliverables by their keys, `contacts` what may answer each item of a
    communication plan.
    """

    ledger: Ledger
    calendar: WorkCalendar
    as_of: date
    dates: Mapping[str, Dates]
    contacts: Contacts
    care: Care
    timetable: Timetable

    @property
    def horizon(self) -> date:
        return self.as_of + timedelta(days=HORIZON_DAYS)

    def sleeps(self, record: Record) -> bool:
        """Whether the record belongs to a project in which its plan asks nothing of anybody."""
        project = self.ledger.get(record.project)
        return project is not None and project.status in ASLEEP


Duty = tuple[date | None, Message]
Duties = Callable[[Record, Desk], Iterator[Duty]]


def agenda(
    ledger: Ledger, calendar: WorkCalendar, care: Care, timetable: Timetable, as_of: date
) -> tuple[AgendaItem, ...]:
    """All duties, the earliest day first.

    Actions, promises, issues, decisions, changes, feedback and tickets come with every day they have; all else within
    14 days, or when it is overdue.
    """
    desk = Desk(ledger, calendar, as_of, planned_dates(ledger, as_of), contacts_by_plan(ledger, as_of), care, timetable)
    items = [
        item
        for kind, duties in DUTIES.items()
        for record in ledger.of(kind)
        for on, action in duties(record, desk)
        if on is not None
        for item in items_of(record, on, action, desk)
    ]
    return tuple(sorted(items, key=lambda item: item.order))


def planned_dates(ledger: Ledger, as_of: date) -> dict[str, Dates]:
    """Baseline dates by key, over the current baselines of all projects."""
    found: dict[str, Dates] = {}
    for project in ledger.of("project"):
        baseline = current_baseline(project, ledger, as_of)
        found |= item_dates(baseline) if baseline else {}
    return found


def items_of(record: Record, on: date, action: Message, desk: Desk) -> Iterator[AgendaItem]:
    overdue = max((desk.as_of - on).days, 0)
    for person in people(record, desk.ledger):
        yield AgendaItem(on, person, record.key, action, overdue, record.project, record.kind)


def always(field: str, template: Callable[[Record], Message]) -> Duties:
    """A duty of open records on the day in a field, however far away."""

    def duties(record: Record, desk: Desk) -> Iterator[Duty]:
        if is_open(record, desk.as_of):
            yield day(record, field), template(record)

    return duties


def soon(field: str, template: Callable[[Record], Message], states: tuple[str, ...] = ()) -> Duties:
    """A duty on the day in a field, within the horizon or overdue, of records that are open or in one of the states."""

    def duties(record: Record, desk: Desk) -> Iterator[Duty]:
        on = day(record, field)
        due = record.status in states if states else is_open(record, desk.as_of)
        if on is not None and on <= desk.horizon and due and not desk.sleeps(record):
            yield on, template(record)

    return duties


def promise(record: Record, desk: Desk) -> Iterator[Duty]:
    if not is_open(record, desk.as_of):
        return
    other = desk.ledger.get(record.target("to"))
    name = other.title if other else record.text("to")
    if is_ours(record):
        yield day(record, "due"), say("Keep the promise “{title}” to {name}", title=record.title, name=name)
    else:
        yield day(record, "due"), say("Ask {name} for “{title}”, as promised", title=record.title, name=name)


def decision(record: Record, desk: Desk) -> Iterator[Duty]:
    """To decide by the day; an exception report that names no day waits from today on."""
    if not is_open(record, desk.as_of):
        return
    on = day(record, "needed_by")
    if record.has("exception"):
        yield on or desk.as_of, say("Decide on the exception report “{title}”", title=record.title)
    else:
        yield on, say("Decide “{title}”", title=record.title)


def milestone(record: Record, desk: Desk) -> Iterator[Duty]:
    on = expected_on(record, desk.timetable.forecasts)
    if on is not None and on <= desk.horizon and is_open(record, desk.as_of) and not desk.sleeps(record):
        yield on, say("Reach the milestone “{title}”", title=record.title)


def issue(record: Record, desk: Desk) -> Iterator[Duty]:
    if is_open(record, desk.as_of):
        yield due_day(record, desk.calendar), say("Resolve the issue “{title}”", title=record.title)


def change(record: Record, desk: Desk) -> Iterator[Duty]:
    """A decision on a change is due ten working days after it was requested."""
    requested = day(record, "requested_on")
    days = undecided_days(record, desk.calendar, desk.as_of)
    if requested is not None and is_pending(record, desk.as_of) and days > UNDECIDED_DAYS:
        yield (
            desk.calendar.add_working_days(requested, UNDECIDED_DAYS),
            say_count(
                "Decide the change “{title}”, requested {count} working day ago",
                "Decide the change “{title}”, requested {count} working days ago",
                days,
                title=record.title,
            ),
        )


def task(record: Record, desk: Desk) -> Iterator[Duty]:
    """To start a task by its baseline while it has not begun, else to finish it by its baseline or deadline.

    Where the plan has it on another day than was agreed, the action says so.
    """
    if not is_open(record, desk.as_of) or desk.sleeps(record):
        return
    dates = baseline_dates(record, desk.dates)
    started = day(record, "actual_start")
    begun = record.status in {"in_progress", "in_review"} or (started is not None and started <= desk.as_of)
    start = dates[0] if dates else day(record, "start_no_earlier")
    finish = day(record, "deadline") or (dates[1] if dates else day(record, "baseline_finish"))
    planned = desk.timetable.dates(record.key)
    if not begun and start is not None:
        if start <= desk.horizon:
            yield start, starting(record.title, start, planned[0] if planned else None)
    elif finish is not None and finish <= desk.horizon:
        yield finish, finishing(record.title, finish, planned[1] if planned else None)


def starting(title: str, agreed: date, planned: date | None) -> Message:
    if planned is None or planned == agreed:
        return say("Start the task “{title}”", title=title)
    return say("Start the task “{title}”, planned for {day}", title=title, day=planned)


def finishing(title: str, agreed: date, planned: date | None) -> Message:
    if planned is None or planned == agreed:
        return say("Finish the task “{title}”", title=title)
    return say("Finish the task “{title}”, forecast for {day}", title=title, day=planned)


def communication(record: Record, desk: Desk) -> Iterator[Duty]:
    on = day(record, "date")
    if record.status != "planned" or on is None or on > desk.horizon:
        return
    if on < desk.as_of:
        yield on, say("Write down how “{title}” went, or cancel it", title=record.title)
    else:
        yield on, say("Take part in “{title}”", title=record.title)


def invoice(record: Record, desk: Desk) -> Iterator[Duty]:
    on, left = day(record, "due_on"), outstanding(record, desk.as_of)
    unpaid = left.amount > 0 if left is not None else record.status != "paid"
    if on is not None and on <= desk.horizon and is_counted(record, desk.as_of) and unpaid:
        yield on, say("See that the invoice “{title}” is paid", title=record.title)


def comm_plan(record: Record, desk: Desk) -> Iterator[Duty]:
    on = next_due(record, desk.contacts.get(record.key, ()), desk.calendar, desk.as_of)
    if on is not None and on <= desk.horizon and not desk.sleeps(record):
        yield on, say("Communicate as planned: {content}", content=record.text("content") or record.title)


def opportunity(record: Record, desk: Desk) -> Iterator[Duty]:
    on = day(record, "next_step_due")
    if on is not None and on <= desk.horizon and is_open(record, desk.as_of):
        step = record.text("next_step")
        if step:
            yield on, say("Take the next step for “{title}”: {step}", title=record.title, step=step)
        else:
            yield on, say("Take the next step for “{title}”", title=record.title)


def kpi(record: Record, desk: Desk) -> Iterator[Duty]:
    """To measure a key figure again, one period after the last time."""
    on = measure_again(record, desk.as_of)
    if on is not None and on <= desk.horizon:
        yield on, say("Measure “{title}”", title=record.title)


def feedback(record: Record, desk: Desk) -> Iterator[Duty]:
    """To say that we have it by the norm, and to answer it by the norm."""
    found = desk.care.feedback.get(record.key)
    if found is None or not found.open:
        return
    if found.acknowledged is None:
        yield found.acknowledge_by, say("Acknowledge “{title}”", title=record.title)
    if found.answered is None:
        yield found.answer_by, say("Answer “{title}”", title=record.title)


def ticket(record: Record, desk: Desk) -> Iterator[Duty]:
    """To answer and to resolve an open ticket within the agreed time; while we wait for the client, to ask again."""
    found = desk.care.tickets.get(record.key)
    if found is None or not found.open:
        return
    if found.answered is None and found.answer_due is not None:
        yield found.answer_due.date(), say("Answer the ticket “{title}”", title=record.title)
    if found.due is not None:
        yield found.due.date(), say("Resolve the ticket “{title}”", title=record.title)
    elif found.waiting is not None:
        on = desk.calendar.add_working_days(found.waiting.date(), WAITING_DAYS)
        yield on, say("Ask again what the ticket “{title}” waits for", title=record.title)


DUTIES: Mapping[str, Duties] = {
    "action": always("due", lambda record: say("Do “{title}”", title=record.title)),
    "article": soon("review_by", lambda record: say("Review the article “{title}”", title=record.title), ("published",)),
    "assumption": soon("validate_by", lambda record: say("Validate “{title}”", title=record.title)),
    "change": change,
    "checklist": soon("due", lambda record: say("Complete the checklist “{title}”", title=record.title)),
    "comm_plan": comm_plan,
    "communication": communication,
    "decision": decision,
    "deliverable": soon(
        "due",
        lambda record: say("Hand over “{title}”", title=record.title),
        tuple(state for state in OPEN["deliverable"] if state != "submitted"),
    ),
    "document": soon(
        "review_by", lambda record: say("Review the document “{title}”", title=record.title), ("approved", "published")
    ),
    "feedback": feedback,
    "goal": soon("due", lambda record: say("Reach the goal “{title}”", title=record.title)),
    "invoice": invoice,
    "issue": issue,
    "kpi": kpi,
    "milestone": milestone,
    "opportunity": opportunity,
    "process": soon("review_by", lambda record: say("Review the process “{title}”", title=record.title), ("approved",)),
    "promise": promise,
    "quality_check": soon("planned_on", lambda record: say("Carry out the check “{title}”", title=record.title)),
    "risk": soon("review_on", lambda record: say("Review the risk “{title}”", title=record.title)),
    "task": task,
    "ticket": ticket,
    "training": soon("date", lambda record: say("Hold the training “{title}”", title=record.title), ("scheduled",)),
}
