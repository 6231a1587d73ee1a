"""Plans of communication: what each asked for lately, what it asks for next, and how well it is kept to."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.occurrences import Contact, Contacts, Occurrence, occurrences
from pmledger.analysis.standing import day, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

BEHIND_DAYS = 90
AHEAD_DAYS = 28
WEEK = 6
"""Days after today that still belong to what is due within a week."""
ASLEEP = frozenset({"closed", "cancelled", "on_hold"})
"""States of a project in which its plan asks nothing of anybody."""


class PlanStanding(Struct, frozen=True):
    """A plan item on a day: its times of the last 90 and the next 28 days, and what answered it last.

    `asks` says that it is active and its project awake. `planned` is the first communication that is planned for it
    from today on.
    """

    plan: Record
    as_of: date
    asks: bool
    times: tuple[Occurrence, ...]
    last: Contact | None
    planned: Record | None

    @property
    def judged(self) -> tuple[Occurrence, ...]:
        """Times that have come and whose grace is over, or that were held."""
        return tuple(one for one in self.times if one.day <= self.as_of and one.state(self.as_of) != "due")

    @property
    def kept(self) -> tuple[Occurrence, ...]:
        return tuple(one for one in self.judged if one.state(self.as_of) == "held")

    @property
    def missed(self) -> tuple[Occurrence, ...]:
        """Times that nothing answered although their grace is over."""
        return tuple(one for one in self.judged if one.state(self.as_of) == "missed")

    @property
    def overdue(self) -> Occurrence | None:
        """The first missed time after which nothing was held; None for an item that asks nothing."""
        if not self.asks:
            return None
        held = max((one.held_on for one in self.times if one.held_on), default=date.min)
        return next((one for one in self.missed if one.day > held), None)

    @property
    def overdue_days(self) -> int:
        """Calendar days since the overdue time."""
        return (self.as_of - self.overdue.day).days if self.overdue else 0

    @property
    def coming(self) -> tuple[Occurrence, ...]:
        """Times that wait to be held, those within their grace among them."""
        return tuple(one for one in self.times if self.asks and one.state(self.as_of) == "due")

    @property
    def soon(self) -> tuple[Occurrence, ...]:
        """What of it is due within a week."""
        return tuple(one for one in self.coming if one.day <= self.as_of + timedelta(days=WEEK))


def plan_standings(
    ledger: Ledger, contacts: Contacts, calendar: WorkCalendar, as_of: date
) -> Mapping[str, PlanStanding]:
    """All plan items by their keys."""
    planned: dict[str, Record] = {}
    coming = [one for one in ledger.of("communication") if one.status == "planned" and (day(one, "date") or as_of) >= as_of]
    for one in sorted(coming, key=lambda one: (day(one, "date") or date.max, one.key)):
        if one.target("plan_item"):
            planned.setdefault(one.target("plan_item"), one)
    first, last = as_of - timedelta(days=BEHIND_DAYS), as_of + timedelta(days=AHEAD_DAYS)
    found = {}
    for plan in ledger.of("comm_plan"):
        project = ledger.get(plan.project)
        asks = plan.status == "active" and (project is None or project.status not in ASLEEP)
        own = contacts.get(plan.key, ())
        times = occurrences(plan, own, calendar, first, last) if asks else ()
        found[plan.key] = PlanStanding(plan, as_of, asks, times, last_of(own, times), planned.get(plan.key))
    return found


def last_of(contacts: Iterable[Contact], times: tuple[Occurrence, ...]) -> Contact | None:
    """The latest contact that answers a plan; one that is only alike must have answered one of its times."""
    held, since = {one.held for one in times}, min((one.day for one in times), default=date.max)
    answering = (one for one in contacts if one.named or one.key in held or one.day < since)
    return max(answering, key=lambda one: (one.day, one.key), default=None)


def compliance(standings: Iterable[PlanStanding]) -> Result:
    """Percent of the judged times that were held within grace; the inputs say of each item how many of how many."""
    inputs, kept, due = [], 0, 0
    for one in standings:
        if one.judged:
            kept, due = kept + len(one.kept), due + len(one.judged)
            label = say("{title}: {kept} of {due}", title=one.plan.title, kept=len(one.kept), due=len(one.judged))
            inputs.append(Input(label, None, one.plan.key, "frequency"))
    if not due:
        return unknown(say("no plan asked for a contact in the last {days} days", days=BEHIND_DAYS))
    return Result(exact(Fraction(100 * kept, due)), (*inputs, Input(say("Occurrences due"), due)))


def judged_count(found: Result) -> int:
    """How many occurrences a compliance was reckoned from: its last input."""
    count = found.inputs[-1].value if found.inputs else 0
    return count if isinstance(count, int) else 0


def overdue_items(standings: Iterable[PlanStanding]) -> Result:
    found = [one for one in standings if one.overdue]
    inputs = tuple(Input(titled(one.plan), one.overdue.day if one.overdue else None, one.plan.key) for one in found)
    return Result(len(inputs), inputs)


def due_soon(standings: Iterable[PlanStanding]) -> Result:
    inputs = tuple(Input(titled(one.plan), each.day, one.plan.key) for one in standings for each in one.soon)
    return Result(len(inputs), inputs)
