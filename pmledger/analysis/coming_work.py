"""The work that open opportunities would bring, against the hours that the team still has by then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.load import PersonLoad
from pmledger.analysis.names import figure
from pmledger.analysis.opportunities import probability
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import day, is_open, titled
from pmledger.analysis.team import is_team
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say, say_count

NONE = Fraction(0)
Weeks = Mapping[date, Fraction]
"""By Monday, the hours of a week for which nobody has planned the team."""


class ComingWork(Struct, frozen=True):
    """An open opportunity that says how much work it would be.

    `hours` are working hours, `weighted` those by its odds, None where it has none; `start` is the Monday after its
    expected close, None where that is not given; `free` are the team's free hours from then to the end of the planned
    weeks, None beyond them.
    """

    chance: Record
    hours: Fraction
    weighted: Fraction | None
    start: date | None
    free: Fraction | None

    @property
    def comparable(self) -> bool:
        return self.weighted is not None and self.free is not None


def free_weeks(loads: Iterable[PersonLoad], ledger: Ledger) -> Weeks:
    """The free hours of our own people week by week; an overbooked person takes nothing from the others."""
    found: dict[date, Fraction] = {}
    for load in loads:
        person = ledger.get(load.person)
        if person is not None and is_team(person):
            for week in load.weeks:
                found[week.monday] = found.get(week.monday, NONE) + max(week.capacity - week.hours, NONE)
    return found


def coming_work(chances: Iterable[Record], free: Weeks, premises: Premises, as_of: date) -> tuple[ComingWork, ...]:
    """The open opportunities with an `effort`, by the week in which their work would begin."""
    found = []
    for chance in chances:
        hours = hours_of(chance, premises.calendar)
        if hours is None or not is_open(chance, as_of):
            continue
        odds, start = probability(chance, premises.odds), start_of(chance, as_of)
        weighted = None if odds is None else hours * odds / 100
        left = None if start is None or start not in free else sum((free[on] for on in free if on >= start), NONE)
        found.append(ComingWork(chance, hours, weighted, start, left))
    return tuple(sorted(found, key=lambda one: (one.start or date.max, one.chance.key)))


def hours_of(chance: Record, calendar: WorkCalendar) -> Fraction | None:
    effort = chance.duration("effort")
    return None if effort is None else calendar.days_of(effort) * Fraction(calendar.hours_per_day)


def start_of(chance: Record, as_of: date) -> date | None:
    """The Monday after the expected close; what is past its date begins next week at the earliest."""
    close = day(chance, "expected_close")
    if close is None:
        return None
    after = max(close, as_of)
    return after + timedelta(days=7 - after.weekday())


def coming_figures(ledger: Ledger, loads: Sequence[PersonLoad], premises: Premises, as_of: date) -> Iterator[Figure]:
    """The weighted work of what may come in, and the hours free for it; nothing where no opportunity is kept."""
    chances = ledger.of("opportunity")
    if not chances:
        return
    coming = coming_work(chances, free_weeks(loads, ledger), premises, as_of)
    waiting = sum(1 for chance in chances if is_open(chance, as_of))
    yield figure("", "pipeline_work", "", weighted_work(coming, waiting))
    yield figure("", "pipeline_free", "", free_hours(coming))


def weighted_work(coming: Sequence[ComingWork], waiting: int) -> Result:
    """The hours by odds of what can be compared; inputs say how much of what waits cannot."""
    known = [one for one in coming if one.comparable]
    inputs = [Input(titled(one.chance), exact(one.weighted), one.chance.key, "effort") for one in known if one.weighted is not None]
    if silent := waiting - len(coming):
        inputs.append(Input(without_effort(silent), silent))
    if beyond := len(coming) - len(known):
        inputs.append(Input(not_comparable(beyond), beyond))
    if not known:
        return unknown(reason(len(coming)), tuple(inputs))
    return Result(exact(sum((one.weighted or NONE for one in known), NONE)), tuple(inputs))


def free_hours(coming: Sequence[ComingWork]) -> Result:
    """The team's free hours from the week on in which the first of what can be compared would begin."""
    first = next((one for one in coming if one.comparable), None)
    if first is None or first.free is None:
        return unknown(reason(len(coming)))
    return Result(exact(first.free), (Input(titled(first.chance), first.start, first.chance.key, "expected_close"),))


def reason(coming: int) -> Message:
    if coming:
        return say("no open opportunity with an effort has odds and an expected close within the planned weeks")
    return say("no open opportunity says how much work it would be (effort)")


def without_effort(count: int) -> Message:
    return say_count(
        "{count} open opportunity does not say how much work it would be",
        "{count} open opportunities do not say how much work they would be",
        count,
    )


def not_comparable(count: int) -> Message:
    return say_count(
        "{count} has no odds or no expected close within the planned weeks",
        "{count} have no odds or no expected close within the planned weeks",
        count,
    )
