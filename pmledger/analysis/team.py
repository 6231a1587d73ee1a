"""The team: how much of its time is taken, who can do what, who is away, what it does together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.calendars import calendar_for
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.load import PersonLoad, Week
from pmledger.analysis.standing import as_day, day, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

AHEAD_WEEKS = 8
"""Weeks in which being overbooked asks for somebody."""
NEAR_WEEKS = 4
"""Weeks over which the load of the whole team is told."""
AWAY_DAYS = 90
EVENT_DAYS = 90


class Away(Struct, frozen=True):
    """A stretch of leave: both days are off; `working_days` by the person's calendar, `hours` where it is not whole days."""

    person: Record
    first: date
    last: date
    working_days: int
    partly: bool


def is_team(person: Record) -> bool:
    return person.text("type") == "team"


def worst_week(load: PersonLoad, weeks: int = AHEAD_WEEKS) -> Week | None:
    """The week of the next ones in which a person is booked most over what they have; None when in none."""
    over = [week for week in load.weeks[:weeks] if week.overbooked]
    return max(over, key=lambda week: (week.hours - week.capacity, -week.monday.toordinal()), default=None)


def overbooked(loads: Iterable[PersonLoad], ledger: Ledger) -> Result:
    """How many people have a week over 100 % among the next eight, with the hours of the worst one."""
    inputs = []
    for load in loads:
        week, person = worst_week(load), ledger.get(load.person)
        if week is not None and person is not None:
            label = say("{person}, week of {day}", person=person.title, day=week.monday)
            percent = week.percent
            inputs.append(Input(label, None if percent is None else exact(percent), load.person, "allocation"))
    return Result(len(inputs), tuple(inputs))


def team_load(loads: Iterable[PersonLoad], ledger: Ledger) -> Result:
    """Percent of the team's hours of the next four weeks that are planned."""
    asked, have, inputs = Fraction(0), Fraction(0), []
    for load in loads:
        person = ledger.get(load.person)
        if person is None or not is_team(person):
            continue
        weeks = load.weeks[:NEAR_WEEKS]
        hours, capacity = (sum((part for part in parts), Fraction(0)) for parts in
                           ((week.hours for week in weeks), (week.capacity for week in weeks)))  # fmt: skip
        asked, have = asked + hours, have + capacity
        inputs.append(Input(of_hours(person, hours, capacity), None, person.key, "allocation"))
    if not have:
        return unknown(say("nobody in the team has working hours"))
    return Result(exact(100 * asked / have), tuple(inputs))


def of_hours(person: Record, hours: Fraction, capacity: Fraction) -> Message:
    return say("{person}: {hours} of {capacity} hours", person=person.title, hours=round(hours), capacity=round(capacity))


def skills_of(people: Iterable[Record]) -> Mapping[str, tuple[Record, ...]]:
    """Who can do what, the skills of the fewest people first; a skill is the same in capitals and small letters."""
    found: dict[str, tuple[str, list[Record]]] = {}
    for person in people:
        for skill in person.texts("skills"):
            found.setdefault(skill.strip().casefold(), (skill.strip(), []))[1].append(person)
    ordered = sorted(found.values(), key=lambda pair: (len(pair[1]), pair[0].casefold()))
    return {name: tuple(people) for name, people in ordered}


def away(people: Iterable[Record], ledger: Ledger, usual: WorkCalendar, as_of: date) -> tuple[Away, ...]:
    """Leave that lasts or begins within 90 days, the earliest first."""
    until = as_of + timedelta(days=AWAY_DAYS)
    found = []
    for person in people:
        calendar = calendar_for(person, ledger, usual)
        for part in person.items("leave"):
            first = as_day(part.get("from"))
            last = as_day(part.get("to")) or first
            if first is not None and last is not None and last >= as_of and first <= until:
                days = calendar.working_days(first, last)
                found.append(Away(person, first, last, days, part.get("hours") is not None))
    return tuple(sorted(found, key=lambda one: (one.first, one.person.key)))


def events_of(ledger: Ledger, as_of: date) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The team's events to come, the next first, and those held, the latest first."""
    events = sorted(ledger.of("team_event"), key=lambda one: (day(one, "date") or date.max, one.key))
    coming = tuple(one for one in events if one.status == "planned")
    held = [one for one in events if one.status == "held" and (day(one, "date") or date.max) <= as_of]
    return coming, tuple(reversed(held))


def sharing(ledger: Ledger, as_of: date) -> Result:
    """Sessions of knowledge sharing that were held in the last 90 days."""
    since = as_of - timedelta(days=EVENT_DAYS)
    found = [
        one
        for one in events_of(ledger, as_of)[1]
        if one.text("type") == "knowledge_sharing" and (day(one, "date") or date.min) >= since
    ]
    return Result(len(found), tuple(Input(titled(one), day(one, "date"), one.key, "date") for one in found))


def attendance(event: Record, team: Sequence[Record]) -> int:
    """How many of the team took part."""
    return len(set(event.targets.get("participants", ())) & {person.key for person in team})
