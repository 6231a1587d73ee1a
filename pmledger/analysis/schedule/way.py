"""The way from a date back to what it comes from, as sentences: what waits for what, down to today or a fact."""

from msgspec import Struct

from pmledger.analysis.figure import Figure, Result
from pmledger.analysis.names import figure
from pmledger.analysis.schedule.causes import Cause, Causes
from pmledger.analysis.schedule.network import Driver, Timing
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.ledger.ledger import Ledger
from pmledger.source.message import Message, say

MOST_STEPS = 60
SUBJECTS = frozenset({"start", "finish", "forecast", "forecast_finish"})
"""The figures that are dates of a plan."""


class Step(Struct, frozen=True):
    """A record on the way and all that holds it: together they are why its date is what it is."""

    record: str
    causes: tuple[Cause, ...]

    @property
    def sentence(self) -> Message:
        """The reasons in one sentence, without the record's name."""
        told = self.causes[0].message
        for cause in self.causes[1:]:
            told = say("{first}; {second}", first=told, second=cause.message)
        return told


def way(ledger: Ledger, timetable: Timetable, name: str, subject: str) -> tuple[Step, ...]:
    """The driving way of a date figure back to a fact, a constraint, a project's start or today; () for other figures.

    Where several things hold a date equally all of them are told, and the first is followed.
    """
    key = subject
    if name == "forecast_finish":
        key = next(iter(sorted(timetable.last.get(subject, ()), key=lambda one: one.partition(":")[0] != "milestone")), "")
    if name not in SUBJECTS or timetable.timing(key) is None:
        return ()
    return tuple(steps(Causes(ledger, timetable), key, start=name == "start"))


def steps(causes: Causes, key: str, *, start: bool) -> list[Step]:
    found: list[Step] = []
    seen: set[tuple[str, bool]] = set()
    while len(found) < MOST_STEPS and (key, start) not in seen:
        seen.add((key, start))
        timing = causes.timetable.timing(key)
        if timing is None:
            break
        drivers = holding(timing, start=start)
        told = [causes.of(key, driver) for driver in drivers]
        gap = causes.gap(key) if any(driver.why != "actual" for driver in drivers) else None
        found.append(Step(key, tuple({cause.message: cause for cause in (*told, *([gap] if gap else ()))}.values())))
        link = next((driver.link for driver in drivers if driver.link is not None), None)
        if link is None:
            break
        key, start = link.before, link.tie in {"SS", "SF"}
    return found


def holding(timing: Timing, *, start: bool) -> tuple[Driver, ...]:
    """What holds a start; or a finish, with what holds the start where the finish only follows from it."""
    if start:
        return timing.starts_by
    follows = [driver for driver in timing.ends_by if driver.why == "start"]
    return (*timing.ends_by, *timing.starts_by) if follows else timing.ends_by


def past_date(ledger: Ledger, timetable: Timetable, name: str, key: str) -> Figure | None:
    """The start or finish of a task that is done, with what says so; None where the plan does not have it."""
    timing, dates = timetable.timing(key), timetable.dates(key)
    if timing is None or dates is None or name not in {"start", "finish"} or not key.startswith("task:"):
        return None
    drivers = timing.starts_by if name == "start" else timing.ends_by
    inputs = tuple(Causes(ledger, timetable).inputs(key, drivers))
    return figure("task", name, key, Result(dates[name == "finish"], inputs))
