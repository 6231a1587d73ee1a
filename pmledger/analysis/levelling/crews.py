"""Who may do a task: its people, some of them, or others in their place."""

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, islice, permutations
from math import ceil

from msgspec import Struct

from pmledger.analysis.levelling.jobs import Way
from pmledger.analysis.levelling.levelled import Levelled
from pmledger.analysis.schedule.clock import ELAPSED, Clock, Team
from pmledger.analysis.schedule.lengths import Clocks, assignments, people_in, team
from pmledger.analysis.schedule.network import Activity, Timing
from pmledger.ledger.record import Record

MOST_DIVIDED = 3
"""Up to so many people also parts of a team are tried; of more only all together."""
MOST_OTHERS = 12
"""How many crews with others in them are tried for one task."""
LOOKED_BACK = 30
"""Among how many earlier tasks it is looked what somebody does who is replaced."""

Span = tuple[int, int, int, str]
"""Start and finish of a task, the share of somebody's time that it takes, and its key."""
Crew = tuple[tuple[str, Decimal], ...]
"""People, each with the percent of their time."""


class StandIn(Struct, frozen=True):
    """`person` does a task instead of `other`, who is busy with `task` then; "" where nothing else is to do."""

    person: str
    other: str
    task: str


def ways_of(task: Record, activity: Activity, clocks: Clocks) -> tuple[Way, ...]:
    """How a task may be done, as it is planned first.

    An effort may be done by some of its people, longer, while the others are busy. Where it has alternatives they may do
    it in the place of as many of its people. What has begun goes on as it is; () where nobody is needed.
    """
    if task.kind != "task" or not activity.duration:
        return ()
    crew = assignments(task)
    usual = Way(asked(crew), activity.duration, activity.clock)
    if not any(share for _, share in usual.people):
        return ()
    if activity.begun is not None:
        return (usual,)
    ways = (usual, *parts_of(usual))
    return (*ways, *others_for(task, activity, crew, clocks)) if task.has("alternatives") else ways


def asked(crew: Crew) -> tuple[tuple[str, int], ...]:
    """What a crew asks of its people, in whole percent."""
    return tuple((person, max(ceil(share), 0)) for person, share in crew)


def parts_of(usual: Way) -> Iterator[Way]:
    """An effort done by some of its people alone, the larger parts first."""
    people, clock = usual.people, usual.clock
    if not isinstance(clock, Team) or not 1 < len(people) <= MOST_DIVIDED or len(clock.members) != len(people):
        return
    for size in range(len(people) - 1, 0, -1):
        for part in combinations(range(len(people)), size):
            members = tuple(clock.members[at] for at in part)
            yield Way(tuple(people[at] for at in part), usual.duration, Team(members))


def others_for(task: Record, activity: Activity, crew: Crew, clocks: Clocks) -> Iterator[Way]:
    """The task done with others in the place of some of its people."""
    for found in islice(crews_with_others(task, crew), MOST_OTHERS):
        clock = clock_of(found, task, activity, clocks)
        if clock is not None:
            yield Way(asked(found), activity.duration, clock)


def crews_with_others(task: Record, crew: Crew) -> Iterator[Crew]:
    """Crews in which alternatives took the places of people: those with the fewest first, then as they are listed.

    Who states no share gives that of whom they replace.
    """
    at_work = {person for person, _ in crew}
    others = [(person, share) for person, share in people_in(task, "alternatives") if person not in at_work]
    for size in range(1, min(len(crew), len(others)) + 1):
        for chosen in permutations(others, size):
            for places in combinations(range(len(crew)), size):
                found = list(crew)
                for at, (person, share) in zip(places, chosen, strict=True):
                    found[at] = person, crew[at][1] if share is None else share
                yield tuple(found)


def clock_of(crew: Crew, task: Record, activity: Activity, clocks: Clocks) -> Clock | None:
    """By whose time the task runs when a crew does it; None where the crew has no time for it."""
    if isinstance(activity.clock, Team):
        calendar = clocks.calendars.get(task.project, clocks.usual)
        return team(crew, task.project, clocks, calendar)
    if activity.clock == ELAPSED:
        return ELAPSED
    return clocks.of_people(task.project, tuple(person for person, _ in crew))


def stand_ins(levelled: Levelled, ways: dict[str, tuple[Way, ...]]) -> dict[str, tuple[StandIn, ...]]:
    """By task, who does it in whose place."""
    swaps = {key: pairs for key, number in levelled.ways.items() if number and (pairs := swapped(ways[key][0], ways[key][number]))}
    if not swaps:
        return {}
    gone = {other for pairs in swaps.values() for _, other in pairs}
    work: dict[str, list[Span]] = {}
    for key, number in levelled.ways.items():
        timing = levelled.schedule.timings.get(key)
        if timing is not None:
            for person, share in ways[key][number].people:
                if share and person in gone:
                    work.setdefault(person, []).append((timing.start, timing.finish, share, key))
    for spans in work.values():
        spans.sort()
    timings = levelled.schedule.timings
    return {
        key: tuple(StandIn(person, other, busy_with(work.get(other, []), timings[key])) for person, other in pairs)
        for key, pairs in swaps.items()
    }


def swapped(usual: Way, chosen: Way) -> list[tuple[str, str]]:
    """Who came for whom."""
    before, after = dict(usual.people), dict(chosen.people)
    came = [person for person in after if person not in before]
    return list(zip(came, [person for person in before if person not in after], strict=False))


def busy_with(spans: list[Span], timing: Timing) -> str:
    """What takes most of somebody's time when a task begins that another does, or what comes first while it lasts."""
    at = bisect_left(spans, timing.finish, key=lambda span: span[0])
    near = [span for span in spans[max(at - LOOKED_BACK, 0) : at] if span[1] > timing.start]
    running = [span for span in near if span[0] <= timing.start]
    if running:
        return max(running, key=lambda span: (span[2], span[1], span[3]))[3]
    return near[0][3] if near else ""
