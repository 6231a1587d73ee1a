"""A small plan as a network: boxes with early and late dates, duration and float, and what ties them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.plan_tree import Twig
from pmledger.analysis.schedule.clock import finish_day, start_day
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.network import Box, Tied, network
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Chart, Section, folded
from pmledger.site.views.cells import day_cell, of_scope, record_cell
from pmledger.site.views.figures import figure_cell, value_text, written
from pmledger.site.views.plan_table import explained
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, spelled
from pmledger.site.views.waits import is_driving, lag_text, wait_cell, waits_of

MOST = 30
"""Activities of a network that can be read."""


def network_section(
    book: Book, project: Record, twigs: Sequence[Twig], calendar: WorkCalendar
) -> tuple[Section, ...]:
    """The network, folded; why there is none for a large plan; nothing where nothing waits for anything."""
    records = activities(book, project, twigs)
    tied = tuple(ties(book, records))
    if not tied:
        return ()
    title = head(book.say("Network"), "network")
    if len(records) > MOST:
        note = book.say("A network of {count} activities cannot be read, so it is drawn up to {most}. The picture over time "
                        "and the table show what waits for what.", count=len(records), most=MOST)  # fmt: skip
        return (Section(title, (Block("none", note),)),)
    said = summary(book, records, tied)
    picture = network(tuple(box(book, record, calendar) for record in records), tied, said)
    key = book.say("In each box above: early start, duration, early finish; below: late start, float, late finish. "
                   "Strong: critical. An arrow without letters ties an end to a start.")  # fmt: skip
    codes = {twig.record.key: twig.code for twig in twigs}
    chart = Chart(said, picture, dates_table(book, records, codes), key)
    count = len(records)
    return (Section(title, (folded(book.say_count("{count} activity", "{count} activities", count), Block("chart", chart)),)),)


def activities(book: Book, project: Record, twigs: Sequence[Twig]) -> tuple[Record, ...]:
    """The tasks and the milestones that wait for something, as far as they are planned, in the order of the plan."""
    timetable = book.conclusions.timetable
    tasks = [twig.record for twig in twigs if twig.leaf and timetable.timing(twig.record.key) is not None]
    milestones = [
        one
        for one in of_scope(book, project, "milestone")
        if one.has("depends") and timetable.timing(one.key) is not None
    ]
    return (*tasks, *milestones)


def ties(book: Book, records: Sequence[Record]) -> Iterator[Tied]:
    """The links between activities; those of stages are in the picture over time."""
    places = {record.key: at for at, record in enumerate(records)}
    timetable = book.conclusions.timetable
    for after, record in enumerate(records):
        for wait in waits_of(book, record):
            before = places.get(wait.before)
            if before is None or before == after:
                continue
            parts: list[str] = [wait.tie] if wait.tie != "FS" else []
            if wait.lag is not None and wait.lag.amount:
                parts.append(lag_text(book, wait.lag))
            yield Tied(before, after, " ".join(parts), is_driving(timetable, wait.before, record.key))


def late_days(book: Book, key: str) -> tuple[date | None, date | None]:
    """The last days on which an activity may start and end; None once it is done."""
    timing = book.conclusions.timetable.timing(key)
    if timing is None or timing.late_start is None or timing.late_finish is None:
        return None, None
    last = finish_day(timing.late_finish)
    if not book.conclusions.timetable.activities[key].duration:
        return last, last
    return min(start_day(timing.late_start), last), last


def box(book: Book, record: Record, calendar: WorkCalendar) -> Box:
    timetable = book.conclusions.timetable
    timing, early = timetable.timing(record.key), timetable.dates(record.key)
    late = late_days(book, record.key)
    done = timing is None or timing.total_float is None
    critical = timing is not None and timing.critical
    lost = written(book, "total_float", record.key, brief=True)
    milestone = record.kind == "milestone"
    free = "" if timing is None or done else lost.text if lost.href else length(book, record, timing.total_float or 0)
    size = "" if milestone else length(book, record, timetable.activities[record.key].duration)
    if done and early is not None and not milestone:
        size = value_text(book, calendar.working_days(*early), "d", short=True, brief=True)
    title = f"◇ {record.title}" if milestone else record.title
    return Box(title, pair(book, early), pair(book, late), size, free, critical, done)


def length(book: Book, record: Record, amount: int) -> str:
    """An amount of an activity's time in working days, to a tenth."""
    days = book.conclusions.timetable.days(record.key, amount)
    return value_text(book, Decimal(round(days * 10)) / 10, "d", short=True, brief=True)


def pair(book: Book, days: tuple[date | None, date | None] | None) -> tuple[str, str]:
    first, last = (book.words.date(day, "day") if day else "" for day in days or (None, None))
    return first, last


def summary(book: Book, records: Sequence[Record], tied: Sequence[Tied]) -> str:
    """How many activities and ties there are, and which are critical."""
    timetable = book.conclusions.timetable
    critical = [one.title for one in records if (timing := timetable.timing(one.key)) is not None and timing.critical]
    first = book.say_count("{n} dependency", "{n} dependencies", len(tied), n=spelled(book.words, len(tied)))
    told = capital(book.say_count("{n} activity, {ties}.", "{n} activities, {ties}.", len(records),
                                  n=spelled(book.words, len(records)), ties=first))  # fmt: skip
    if not critical:
        return told
    way = book.say("Critical from left to right: {tasks}.", tasks=book.words.list_and(critical))
    return book.words.sentences([told, way])


def dates_table(book: Book, records: Sequence[Record], codes: Mapping[str, str]) -> Table:
    """The same as the picture."""
    columns = (
        Column(book.say("Activity"), wide=True),
        Column(book.say("Early start")),
        Column(book.say("Early finish")),
        Column(book.say("Late start")),
        Column(book.say("Late finish")),
        Column(book.say("Float"), numeric=True),
        Column(book.say("Waits for")),
    )
    rows = []
    for record in records:
        early, late = book.conclusions.timetable.dates(record.key) or (None, None), late_days(book, record.key)
        free = figure_cell(book, "total_float", record.key) if written(book, "total_float", record.key).href else Cell()
        rows.append(
            Row(
                (
                    record_cell(book, record),
                    explained(book, "start", record, day_cell(book, early[0])),
                    explained(book, "finish", record, day_cell(book, early[1])),
                    *(day_cell(book, day) for day in late),
                    free,
                    wait_cell(book, record, codes),
                )
            )
        )
    return Table(columns, tuple(rows), book.say("Early and late dates"))
