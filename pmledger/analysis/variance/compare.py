"""Two plans held against each other, piece by piece."""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.progress import Dates
from pmledger.analysis.variance.plans import POINTS, Part, Plan


class Shift(Struct, frozen=True):
    """By how much something is otherwise than before: working days, or money and work; None is not known.

    Positive is later, longer, dearer or more.
    """

    start: int | None = None
    finish: int | None = None
    length: int | None = None
    cost: Fraction | None = None
    effort: Fraction | None = None

    @property
    def moved(self) -> bool:
        return any((self.start, self.finish, self.length, self.cost, self.effort))


class Line(Struct, frozen=True):
    """A piece of the plan as it was and as it is; one of the two is None where it is new or gone."""

    before: Part | None
    now: Part | None
    shift: Shift

    @property
    def part(self) -> Part:
        """The piece as it is, or as it last was."""
        found = self.now or self.before
        if found is None:
            raise ValueError("a line without a piece")
        return found

    @property
    def state(self) -> str:
        """`new`, `gone`, `moved` or `same`."""
        if self.before is None or self.now is None:
            return "new" if self.before is None else "gone"
        return "moved" if self.shift.moved else "same"


class Variance(Struct, frozen=True):
    """All pieces of both plans in the order of the later one, those that are gone last; and the whole."""

    lines: tuple[Line, ...]
    before: Plan
    now: Plan
    whole: Shift

    def of(self, state: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.state == state)


def compare(before: Plan, now: Plan, calendar: WorkCalendar) -> Variance:
    """Each piece against itself.

    The parts of work that was agreed as one piece are not new, and those of a task that is one piece now are not gone.
    """
    earlier = {part.key: part for part in before.parts}
    later = {part.key: part for part in now.parts}
    lines = [
        Line(earlier.get(part.key), part, shift_of(earlier.get(part.key), part, calendar))
        for part in now.parts
        if part.key in earlier or (part.leaf and whole_of(part, later, earlier) is None)
    ]
    lost = [part for part in before.parts if part.leaf and part.key not in later]
    gone = [Line(part, None, Shift()) for part in lost if (whole := whole_of(part, earlier, later)) is None or whole.kind != "task"]
    start, finish, length = moved(before.span, now.span, calendar, point=False)
    cost = difference(before.cost, now.cost) if before.currency == now.currency else None
    return Variance((*lines, *gone), before, now, Shift(start, finish, length, cost))


def whole_of(part: Part, plan: Mapping[str, Part], other: Mapping[str, Part]) -> Part | None:
    """What a piece is part of, by its own plan, that stands in the other plan as one piece."""
    seen, parent = {part.key}, part.parent
    while parent and parent not in seen:
        found = other.get(parent)
        if found is not None and found.leaf:
            return found
        seen.add(parent)
        parent = plan[parent].parent if parent in plan else ""
    return None


def shift_of(before: Part | None, now: Part, calendar: WorkCalendar) -> Shift:
    if before is None:
        return Shift()
    point = now.kind in POINTS
    start, finish, length = moved(before.dates, now.dates, calendar, point=point)
    return Shift(None if point else start, finish, length, difference(before.cost, now.cost), difference(before.effort, now.effort))


def moved(before: Dates | None, now: Dates | None, calendar: WorkCalendar, *, point: bool) -> tuple[int | None, int | None, int | None]:
    """By how many working days start, finish and length are otherwise."""
    if before is None or now is None:
        return None, None, None
    length = calendar.working_days(*now) - calendar.working_days(*before)
    return calendar.slip(before[0], now[0]), calendar.slip(before[1], now[1]), None if point else length


def difference(before: Fraction | None, now: Fraction | None) -> Fraction | None:
    return None if before is None or now is None else now - before
