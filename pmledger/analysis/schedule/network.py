"""Activities and how they are tied: what a plan says, and what is found when it is reckoned."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from pmledger.analysis.schedule.clock import ELAPSED, Clock

Tie = Literal["FS", "SS", "FF", "SF"]
"""What waits for what: the first letter is the start or finish of the one before, the second that of the one after."""


class Activity(Struct, frozen=True):
    """A piece of work, or with the duration 0 a milestone; moments as in `clock`, work in the units of its clock.

    It belongs to a `project`, whose start it waits for and whose finish bounds its late dates, and may be part of a
    summary, `part_of`. `not_before` and `must_start` hold its start, `by` (a deadline) only its late dates. `begun` and
    `done` are facts; of what has begun `rest` is left and is done from `rest_from` on, and what ties its start to others
    no longer holds. With the duration 0 and `spans` it lasts from the date that its start waits for to the date that its end
    waits for (a hammock): it moves nothing before it, and is as long as the two let it be.
    """

    key: str
    duration: int
    clock: Clock = ELAPSED
    project: str = ""
    part_of: str = ""
    not_before: int | None = None
    must_start: int | None = None
    by: int | None = None
    begun: int | None = None
    done: int | None = None
    rest: int | None = None
    rest_from: int | None = None
    spans: bool = False


class Link(Struct, frozen=True):
    """Activity or summary `after` waits for `before`; the lag is counted on `clock` and negative for a lead."""

    before: str
    after: str
    tie: Tie = "FS"
    lag: int = 0
    clock: Clock = ELAPSED


class Plan(Struct, frozen=True):
    """All that is planned, over all projects at once.

    `starts` are the starts of projects by their key, `ends` the moments until which late dates may go where that is not the
    finish that is found: a project that has to end then has negative float when it cannot. `status` is the moment before which nothing more can be begun.
    `summaries` are the activities that consist of others, with the summary they are part of themselves, or "". A link to
    or from one means all that is in it.
    """

    activities: tuple[Activity, ...]
    links: tuple[Link, ...] = ()
    starts: Mapping[str, int] = {}
    status: int | None = None
    summaries: Mapping[str, str] = {}
    ends: Mapping[str, int] = {}


Why = Literal["project", "status", "not_before", "must_start", "link", "actual", "start", "rest"]


class Driver(Struct, frozen=True):
    """What holds a date where it is, and the moment that this allows.

    `project`: its project begins then. `status`: nothing more can be begun before. `not_before`, `must_start`:
    constraints. `link`: what it waits for, by the tie and lag of `link`. `actual`: it happened. `start`: it starts when
    it does and takes as long as it takes. `rest`: what is left of it.
    """

    why: Why
    moment: int
    link: Link | None = None


class Timing(Struct, frozen=True):
    """What was found of an activity: early and late dates as moments, floats in the units of its clock.

    Drivers are all that hold a date equally: take all of them away and it can move. `late_start`, `late_finish` and the
    floats are None once it is done.
    """

    start: int
    finish: int
    starts_by: tuple[Driver, ...]
    ends_by: tuple[Driver, ...]
    late_start: int | None = None
    late_finish: int | None = None
    total_float: int | None = None
    free_float: int | None = None

    @property
    def critical(self) -> bool:
        """Whether any delay delays its project, or a date that it must keep."""
        return self.total_float is not None and self.total_float <= 0


class Schedule(Struct, frozen=True):
    """The timing of each activity by its key, and the finish of each project.

    Activities that wait for each other in a circle have none, nor has what waits for them; `circles` are the paths.
    """

    timings: Mapping[str, Timing]
    finishes: Mapping[str, int]
    circles: tuple[tuple[str, ...], ...] = ()
