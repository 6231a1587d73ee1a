"""What a communication plan asks for, time by time, and what answered each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.recurrence import days_of
from pmledger.analysis.standing import as_day, day, is_counted
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

GRACE_DAYS = 2
YEAR = timedelta(days=366)

CONVERSATIONS = frozenset({"consult", "decide", "engage"})
"""Purposes for which somebody must be able to reply."""

State = Literal["held", "late", "missed", "due"]


class Contact(Struct, frozen=True):
    """Something that may answer a plan: the key of a communication or an issued status report, and its day.

    `named` says that it names the plan item itself; else it only has its channel and somebody of its audience.
    """

    key: str
    day: date
    named: bool


class Occurrence(Struct, frozen=True):
    """One time that a plan item asks for.

    `day` is a working day, `due_by` the last day that is still in time. `held` is the key of what answered it ("" for
    nothing) and `held_on` its day, which is after `due_by` when it came late.
    """

    plan: str
    day: date
    due_by: date
    held: str = ""
    held_on: date | None = None

    def state(self, as_of: date) -> State:
        """Held in time, held late, missed, or still to come within its grace."""
        if self.held_on is not None:
            return "held" if self.held_on <= self.due_by else "late"
        return "missed" if self.due_by < as_of else "due"


Contacts = Mapping[str, tuple[Contact, ...]]
"""By the key of a plan item all that may answer it, in the order of the days."""


def contacts_by_plan(ledger: Ledger, as_of: date) -> Contacts:
    """What may answer each plan item: counted communications up to a day, issued status reports for items to report.

    A communication answers the item that its `plan_item` names; one that names none answers those of its project or
    client with the same channel and somebody of the audience among its participants, and whose type fits the purpose. An
    audience in words is looked for in the title.
    """
    near = nearby(ledger, as_of)
    return {
        plan.key: tuple(sorted(candidates(plan, ledger, near, as_of), key=lambda one: (one.day, not one.named, one.key)))
        for plan in ledger.of("comm_plan")
    }


Near = Mapping[tuple[str, str, str], tuple[Record, ...]]
"""Counted communications that name no plan item, by home, channel and participant ("" for any)."""


def nearby(ledger: Ledger, as_of: date) -> Near:
    found: dict[tuple[str, str, str], list[Record]] = {}
    for one in ledger.of("communication"):
        if not is_counted(one, as_of) or one.target("plan_item") or one.text("direction") == "inbound":
            continue  # what they write to us on their own tells them nothing
        channel = one.text("channel")
        for home in {one.project, one.client, ""}:
            for person in ("", *dict.fromkeys(one.targets.get("participants", ()))):
                found.setdefault((home, channel, person), []).append(one)
    return {key: tuple(records) for key, records in found.items()}


def candidates(plan: Record, ledger: Ledger, near: Near, as_of: date) -> Iterator[Contact]:
    for one in ledger.pointing_at(plan.key, "communication", "plan_item"):
        if is_counted(one, as_of):
            yield Contact(one.key, day(one, "date") or as_of, named=True)
    home, channel = plan.project or plan.client, plan.text("channel")
    audience = dict.fromkeys(plan.targets.get("audience", ()))
    alike = {one.key: one for person in audience for one in near.get((home, channel, person), ())}
    words = plan.text("audience").casefold()
    if words:
        alike |= {one.key: one for one in near.get((home, channel, ""), ()) if words in one.title.casefold()}
    for one in alike.values():
        if fits(plan.text("purpose"), one.text("type")):
            yield Contact(one.key, day(one, "date") or as_of, named=False)
    if plan.text("purpose") == "report" and home:
        of = ledger.of_project if plan.project else ledger.of_client
        for report in of(home, "status_report"):
            issued = day(report, "issued_on")
            if report.status == "issued" and issued is not None and issued <= as_of:
                yield Contact(report.key, issued, named=False)


def fits(purpose: str, kind: str) -> bool:
    """Whether a type of communication can serve a purpose: only a report reports, and nobody is consulted by one."""
    if purpose == "report":
        return kind == "report"
    return kind != "report" or purpose not in CONVERSATIONS


def occurrences(
    plan: Record, contacts: Iterable[Contact], calendar: WorkCalendar, first: date, last: date
) -> tuple[Occurrence, ...]:
    """The times from `first` to `last` that a plan item asks for, each with what answered it.

    A time within a pause is not asked for; one on a day off moves to the next working day. `grace_days` are working
    days. Each contact answers one time: the first that waits for one, from less than half a period before its day on, those that
    name the item before those that are only alike. What names the item and comes later than the grace, but before the
    next time's own, is late. Whether the item is active is for the caller to ask.
    """
    grace = plan.values.get("grace_days")
    days = GRACE_DAYS if not isinstance(grace, int) else grace
    asked = asked_days(plan, calendar, last)
    times = [Occurrence(plan.key, on, calendar.add_working_days(on, days)) for on in asked]
    return tuple(one for one in answered(times, tuple(contacts)) if one.day >= first)


def asked_days(plan: Record, calendar: WorkCalendar, last: date) -> tuple[date, ...]:
    """The working days up to `last` on which a plan item asks for something, in order, each once."""
    start = day(plan, "first_on")
    if start is None:
        return ()
    end = min(day(plan, "until") or last, last)
    days = (on for on in days_of(plan.text("frequency"), start, end) if not is_paused(plan, on))
    return tuple(dict.fromkeys(moved for on in days if (moved := calendar.next_working(on)) <= last))


def answered(times: list[Occurrence], contacts: tuple[Contact, ...]) -> Iterator[Occurrence]:
    """The times with what answered each; both in the order of their days."""
    opens, days = openings(times), [contact.day for contact in contacts]
    taken: set[int] = set()
    for at, one in enumerate(times):
        until = max(one.due_by, opens[at + 1] - timedelta(days=1)) if at + 1 < len(times) else date.max
        window = range(bisect_left(days, opens[at]), bisect_right(days, until))
        free = [index for index in window if index not in taken]
        in_time = [index for index in free if days[index] <= one.due_by]
        fitting = in_time or [index for index in free if contacts[index].named]
        best = min(fitting, key=lambda index: (not contacts[index].named, index), default=None)
        if best is None:
            yield one
        else:
            taken.add(best)
            yield Occurrence(one.plan, one.day, one.due_by, contacts[best].key, days[best])


def openings(times: list[Occurrence]) -> list[date]:
    """From which day on each time may be answered: less than half a period before it."""
    if not times:
        return []
    gaps = [later.day - earlier.day for earlier, later in pairwise(times)] or [timedelta(days=7)]
    halves = [(gap.days - 1) // 2 for gap in (gaps[0], *gaps)]
    return [one.day - timedelta(days=half) for one, half in zip(times, halves, strict=False)]


def is_paused(plan: Record, on: date) -> bool:
    """Whether a day lies in one of the item's pauses; one without an end lasts."""
    return any(
        (start := as_day(part.get("from"))) is not None
        and start <= on
        and ((end := as_day(part.get("to"))) is None or on <= end)
        for part in plan.items("pauses")
    )


def next_due(plan: Record, contacts: tuple[Contact, ...], calendar: WorkCalendar, as_of: date) -> date | None:
    """The day of the first time after the latest contact, if that did not answer it ahead of its day.

    None when nothing more comes within a year of the day, or the item is not active.
    """
    if plan.status != "active":
        return None
    coming: Occurrence | None = None
    latest = max((contact.day for contact in contacts), default=date.min)
    for one in reversed(occurrences(plan, contacts, calendar, date.min, as_of + YEAR)):
        if one.held or one.day <= latest:
            break
        coming = one
    return coming.day if coming else None
