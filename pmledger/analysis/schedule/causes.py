"""What holds a date where it is, in words: as sentences, and as what a figure was computed from."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from pmledger.analysis.figure import Input
from pmledger.analysis.schedule.clock import finish_day, start_day
from pmledger.analysis.schedule.lengths import assigned
from pmledger.analysis.schedule.network import Driver, Link
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.analysis.standing import day, titled
from pmledger.kinds.values import Duration
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say
from pmledger.source.term import Listed

START, REST, DURATION = say("Start"), say("Still to do"), say("Duration")
LONG_GAP = 4
"""Days between a date that allows work and the work, from which on it is said why: more than a weekend."""


class Cause(Struct, frozen=True):
    """One reason of a date: a sentence, the record and field that say so, and the record it leads on to, or ""."""

    message: Message
    record: str
    field: str = ""
    leads_to: str = ""


class Causes(Struct, frozen=True):
    """Tells the reasons of dates of one ledger.

    Of a levelled plan `handed` has the people who are waited for by (before, after), and `crews` by task who does it where
    that is not as it was assigned; `handed` is None for the plan itself.
    """

    ledger: Ledger
    timetable: Timetable
    handed: Mapping[tuple[str, str], tuple[str, ...]] | None = None
    crews: Mapping[str, tuple[str, ...]] = {}

    def of(self, key: str, driver: Driver) -> Cause:
        """A reason for the start or finish of an activity."""
        record = self.ledger.by_key[key]
        if driver.link is not None:
            return self.of_link(record, driver.link)
        on = start_day(driver.moment)
        if driver.why == "actual":
            return self.happened(record, driver)
        if driver.why == "start":
            return Cause(self.taking(record), key, length_field(record))
        if driver.why == "rest":
            return Cause(self.left(record), key, rest_field(record))
        if driver.why == "status":
            return Cause(say("it has not begun, and nothing begins before {day}", day=self.timetable.as_of), key, "status")
        if driver.why == "project":
            field = "actual_start" if self.ledger.by_key[record.project].has("actual_start") else "planned_start"
            return Cause(say("the project starts on {day}", day=on), record.project, field)
        return self.constraint(record, driver)

    def happened(self, record: Record, driver: Driver) -> Cause:
        if record.kind == "milestone":
            return Cause(say("it was reached on {day}", day=day(record, "actual_date")), record.key, "actual_date")
        timing = self.timetable.timing(record.key)
        if timing is not None and driver.moment == timing.start:
            return Cause(say("it began on {day}", day=start_day(driver.moment)), record.key, "actual_start")
        return Cause(say("it ended on {day}", day=finish_day(driver.moment)), record.key, "actual_finish")

    def constraint(self, record: Record, driver: Driver) -> Cause:
        on = start_day(driver.moment)
        if record.kind == "milestone":
            field = "forecast_date" if record.has("forecast_date") else "baseline_date"
            return Cause(say("it is forecast for {day}", day=finish_day(driver.moment)), record.key, field)
        if driver.why == "must_start":
            return Cause(say("it has to begin on {day}", day=on), record.key, "must_start_on")
        if day(record, "start_no_earlier") == on:
            return Cause(say("it may not begin before {day}", day=on), record.key, "start_no_earlier")
        return Cause(say("it was agreed to begin on {day}", day=on), record.key, "baseline_start")

    def of_link(self, record: Record, link: Link) -> Cause:
        """A sentence about what a record waits for."""
        other = self.ledger.by_key[link.before]
        timing = self.timetable.timing(link.before)
        ends = link.tie in {"FS", "FF"}
        moment = 0 if timing is None else timing.finish if ends else timing.start
        on = finish_day(moment) if ends else start_day(moment)
        if people := self.waited_for(link):
            told = say("it waits for {people}, busy with “{title}” until {day}", people=people, title=other.title, day=on)
            return Cause(told, link.before, "assignees", other.key)
        if other.kind == "milestone":
            return Cause(self.lagged(say("it waits for “{title}”, on {day}", title=other.title, day=on), link),
                         record.key, "depends", other.key)  # fmt: skip
        told = {
            "FS": say("it waits for “{title}”, which ends on {day}", title=other.title, day=on),
            "SS": say("it waits for “{title}”, which starts on {day}", title=other.title, day=on),
            "FF": say("it cannot end before “{title}”, which ends on {day}", title=other.title, day=on),
            "SF": say("it cannot end before “{title}” starts, on {day}", title=other.title, day=on),
        }[link.tie]
        return Cause(self.lagged(told, link), record.key, "depends", other.key)

    def waited_for(self, link: Link) -> Listed | None:
        """The names of the people who are still busy, where it is them who are waited for."""
        people = (self.handed or {}).get((link.before, link.after), ()) if link.tie == "FS" and not link.lag else ()
        return Listed(tuple(self.ledger.by_key[person].title for person in people)) if people else None

    def dated(self, name: str) -> str:
        """What a date of a task is called in this plan."""
        return name if self.handed is None else f"levelled_{name}"

    def lagged(self, told: Message, link: Link) -> Message:
        """With the wait or the lead between the two, in working days or days on the wall."""
        if not link.lag:
            return told
        size = self.timetable.span(link.lag if link.lag > 0 else -link.lag, link.clock)
        if link.lag > 0:
            return say("{reason}, and {lag} more", reason=told, lag=size)
        return say("{reason}, less {lag}", reason=told, lag=size)

    def taking(self, record: Record) -> Message:
        timing, activity = self.timetable.timing(record.key), self.timetable.activities[record.key]
        start = start_day(timing.start) if timing is not None else self.timetable.as_of
        return say("it takes {length} from {day} on", length=self.timetable.span(activity.duration, activity.clock), day=start)

    def left(self, record: Record) -> Message:
        activity = self.timetable.activities[record.key]
        left = self.timetable.span(activity.rest or 0, activity.clock)
        return say("{length} of it are left after {day}", length=left, day=self.timetable.as_of)

    def gap(self, key: str) -> Cause | None:
        """Why work begins later than all reasons would let it: people are away, or days are off."""
        timing, record = self.timetable.timing(key), self.ledger.by_key[key]
        if timing is None or not timing.starts_by or not self.timetable.activities[key].duration:
            return None
        free = timing.starts_by[0].moment
        if timing.starts_by[0].why == "actual" or timing.start <= free:
            return None
        on = start_day(timing.start)
        usual = self.timetable.opening(record.project, free)
        if usual < on and (people := self.crews.get(key) or assigned(record)):
            names = tuple(self.ledger.by_key[person].title for person in people)
            return Cause(say("{people} is away until {day}", people=names[0], day=on), people[0], "leave")
        if (on - finish_day(free)).days > LONG_GAP:
            return Cause(say("there is no working day before {day}", day=on), record.project, "calendar")
        return None

    def inputs(self, key: str, drivers: tuple[Driver, ...]) -> Iterator[Input]:
        """Reasons as what a date was computed from, each led on to where it comes from."""
        activity = self.timetable.activities[key]
        record = self.ledger.by_key[key]
        for driver in drivers:
            if driver.link is not None:
                yield self.link_input(driver.link)
            elif driver.why == "start":
                timing = self.timetable.timing(key)
                on = start_day(timing.start) if timing is not None else None
                yield Input(START, on, key, figure=(self.dated("start"), key))
                yield Input(DURATION, self.length(key, activity.duration), key, length_field(record))
            elif driver.why == "rest":
                yield Input(REST, self.length(key, activity.rest or 0), key, rest_field(record))
            else:
                cause = self.of(key, driver)
                yield Input(cause.message, None, cause.record, cause.field)

    def next_of(self, key: str) -> Iterator[Input]:
        """What waits for the end of an activity and comes first, as what its free float was computed from."""
        follows = (link.after for link in self.timetable.graph.out.get(key, ()) if link.tie == "FS")
        starts = ((timing.start, after) for after in follows if (timing := self.timetable.timing(after)) is not None)
        _, after = min(starts, default=(0, ""))
        dates = self.timetable.dates(after) if after else None
        if dates is None:
            return
        record = self.ledger.by_key[after]
        if record.kind == "milestone":
            yield Input(titled(record), dates[0], after, figure=("forecast", after))
        else:
            yield Input(say("“{title}” starts", title=record.title), dates[0], after, figure=("start", after))

    def length(self, key: str, amount: int) -> Duration:
        return self.timetable.span(amount, self.timetable.activities[key].clock)

    def link_input(self, link: Link) -> Input:
        other, timing = self.ledger.by_key[link.before], self.timetable.timing(link.before)
        ends = link.tie in {"FS", "FF"}
        on: date | None = None
        if timing is not None:
            on = finish_day(timing.finish) if ends else start_day(timing.start)
        if people := self.waited_for(link):
            label = say("It waits for {people}, busy with “{title}” until", people=people, title=other.title)
            return Input(label, on, other.key, "assignees", figure=("levelled_finish", other.key))
        if other.kind == "milestone":
            return Input(titled(other), on, other.key, figure=("forecast", other.key) if self.handed is None else None)
        label = say("“{title}” ends", title=other.title) if ends else say("“{title}” starts", title=other.title)
        return Input(label, on, other.key, figure=(self.dated("finish" if ends else "start"), other.key))


def length_field(record: Record) -> str:
    """The field that says how long a task takes."""
    return next((name for name in ("duration", "estimate", "effort") if record.has(name)), "baseline_finish")


def rest_field(record: Record) -> str:
    """The field that says how much of a task is left."""
    return "remaining" if record.has("remaining") else "percent_complete"
