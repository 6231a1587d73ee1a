"""Trainings: who came, who passed, and how they liked it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.standing import as_number, day
from pmledger.ledger.record import Record

HELD = frozenset({"delivered", "evaluated"})


class TrainingStanding(Struct, frozen=True):
    """A training: how many were invited, came, were tested and passed; None where it does not say.

    `came` are those invited who came: by name where both are named, else no more than were invited. `hours` are those
    of one person.
    """

    record: Record
    invited: int | None
    attended: int | None
    came: int | None
    tested: int
    passed: int | None
    grade: Decimal | None
    hours: Fraction | None

    @property
    def attendance(self) -> Fraction | None:
        """Percent of those invited; unknown where nobody was."""
        if not self.invited or self.came is None:
            return None
        return Fraction(100 * self.came, self.invited)

    @property
    def pass_rate(self) -> Fraction | None:
        """Percent of those tested."""
        return None if self.passed is None or not self.tested else Fraction(100 * self.passed, self.tested)


def training_standing(training: Record, calendar: WorkCalendar) -> TrainingStanding:
    scores = [score for part in training.items("results") if (score := as_number(part.get("score"))) is not None]
    needed = training.number("pass_score")
    length = training.duration("duration")
    return TrainingStanding(
        record=training,
        invited=heads(training.values.get("invited")),
        attended=heads(training.values.get("attended")),
        came=came_of(training),
        tested=len(scores),
        passed=None if needed is None else sum(score >= needed for score in scores),
        grade=training.number("satisfaction"),
        hours=None if length is None else calendar.days_of(length) * Fraction(calendar.hours_per_day),
    )


def heads(given: object) -> int | None:
    """A number of people, or people by name."""
    if isinstance(given, tuple | list):
        return len(given)
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def came_of(training: Record) -> int | None:
    """How many of those invited came."""
    asked, there = training.targets.get("invited", ()), training.targets.get("attended", ())
    if asked and there:
        return len(frozenset(asked) & frozenset(there))
    invited, attended = heads(training.values.get("invited")), heads(training.values.get("attended"))
    return attended if invited is None or attended is None else min(attended, invited)


class Seat(Struct, frozen=True):
    """Somebody who was invited by name to trainings that were held: to which, and to how many of them they came."""

    person: str
    invited: tuple[Record, ...]
    came: int


def seats(trainings: Iterable[Record], as_of: date) -> tuple[Seat, ...]:
    """Everybody invited by name to a training held by the day that says by name who came.

    A result is a sign of having been there. Those who came to none come first, then by how often they were invited.
    """
    invited: dict[str, list[Record]] = {}
    came: dict[str, int] = {}
    for training in held(trainings, as_of):
        there = those_there(training)
        if there is None:
            continue
        for person in dict.fromkeys(training.targets.get("invited", ())):
            invited.setdefault(person, []).append(training)
            came[person] = came.get(person, 0) + (person in there)
    found = (Seat(person, tuple(records), came[person]) for person, records in invited.items())
    return tuple(sorted(found, key=lambda seat: (bool(seat.came), -len(seat.invited), seat.person)))


def those_there(training: Record) -> frozenset[str] | None:
    """The people who came, by key; None where the training tells only how many."""
    named = training.targets.get("attended", ())
    if not named and heads(training.values.get("attended")):
        return None
    tested = (training.target(f"results[{at}].person") for at in range(len(training.items("results"))))
    return frozenset((*named, *tested))


def held(trainings: Iterable[Record], as_of: date) -> tuple[Record, ...]:
    """The trainings that took place by the day, the latest first."""
    found = [one for one in trainings if one.status in HELD and (day(one, "date") or date.max) <= as_of]
    return tuple(sorted(found, key=lambda one: (day(one, "date") or date.min, one.key), reverse=True))
