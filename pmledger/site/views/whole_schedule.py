"""The schedule of all projects: how they run against what was agreed, what comes next, and what ties one to another."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.milestones import expected_on
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Table
from pmledger.site.paths import href
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, table, text
from pmledger.site.views.cells import day_cell, joined, opened, record_cell, short_name
from pmledger.site.views.figures import figure_anchor, figure_cell, tile, written
from pmledger.site.views.look_ahead import ahead_section
from pmledger.site.views.plan import plan_path
from pmledger.site.views.portfolio import bar_tone
from pmledger.site.views.projects import by_need
from pmledger.site.views.registers import bounded, head, rest
from pmledger.site.views.schedule import project_line
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.time_picture import Crossing, Extent, Line, gantt

PATH = "schedule.html"
NAMED = 3
UNDATED = 12
LINES, LINKS = 40, 30
"""Projects in the picture, and links in the table."""
BEFORE = timedelta(days=365)
"""How far back the picture goes: what came before is cut."""


class Across(Struct, frozen=True):
    """A task or milestone that waits for one of another project, with the two days between which it has to fit."""

    before: Record
    after: Record
    finish: date
    start: date
    hot: bool


def across_projects(book: Book) -> tuple[Across, ...]:
    """All open links from one project to another, those that hold a date first, then the earliest."""
    found = []
    timetable, by_key = book.conclusions.timetable, book.ledger.by_key
    for link in timetable.plan.links:
        before, after = by_key[link.before], by_key[link.after]
        if before.project == after.project or not is_open(after, book.as_of) or not {before.key, after.key} <= book.hrefs.keys():
            continue
        ends, begins = timetable.dates(before.key), timetable.dates(after.key)
        timing = timetable.timing(after.key)
        if ends and begins and timing:
            drivers = (*timing.starts_by, *timing.ends_by)
            hot = any(driver.link == link for driver in drivers) and is_open(before, book.as_of)
            found.append(Across(before, after, ends[1], begins[0], hot))
    return tuple(sorted(found, key=lambda one: (not one.hot, one.start, one.after.key, one.before.key)))


def crossings(links: Sequence[Across]) -> Mapping[str, tuple[Crossing, ...]]:
    """One line from project to project for all its links: that which presses most."""
    found: dict[str, dict[str, Crossing]] = {}
    for one in links:
        own = found.setdefault(one.after.project, {})
        own.setdefault(one.before.project, Crossing(one.before.project, one.finish, one.start, one.hot))
    return {key: tuple(own.values()) for key, own in found.items()}


def dated(book: Book, projects: Sequence[Record]) -> tuple[tuple[Line, ...], tuple[Record, ...]]:
    """The projects as lines, as many as there is room for, and those of them that have no dates."""
    lines: list[Line] = []
    without: list[Record] = []
    for project in projects:
        if len(lines) == LINES:
            break
        line = project_line(book, project, bar_tone(book, project))
        if line is None:
            without.append(project)
        else:
            half, most = (written(book, name, project.key).value for name in ("finish_p50", "finish_p80"))
            likely = (half, most) if isinstance(half, date) and isinstance(most, date) else None
            lines.append(replace(line, bar=replace(line.bar, likely=likely)))
    return tuple(lines), tuple(without)


def over_time(book: Book, projects: Sequence[Record], links: Sequence[Across]) -> tuple[Block, ...]:
    lines, without = dated(book, projects)
    blocks: list[Block] = []
    if lines:
        floor = book.as_of - BEFORE
        bars = tuple(
            replace(line.bar, start=max(line.bar.start or floor, floor), baseline_start=None, marks=()) for line in lines
        )
        told = [summary(book, projects)]
        if any((line.bar.start or floor) < floor for line in lines):
            told.append(book.say("What began more than a year ago is cut at the left."))
        picture = gantt(
            book, lines, book.words.sentences(told), dates_table(book, lines, links), extent=Extent(bars, across=crossings(links))
        )
        blocks += [picture, *rest(book, projects[len(lines) + len(without) :])]
    if without:
        names = joined((book.anchor(one.key, short_name(book, one.key)) for one in without[:UNDATED]), book.words.comma)
        count = len(without)
        label = book.say_count("{count} project has no dates yet:", "{count} projects have no dates yet:", count)
        blocks.append(text((Anchor(f"{label} "), *names)))
    return tuple(blocks) or (Block("none", book.say("No project has dates.")),)


def later(book: Book, projects: Sequence[Record]) -> tuple[Record, ...]:
    """The projects that are forecast to finish later than agreed, the latest first."""
    found = [(number, one) for one in projects if (number := written(book, "finish_slip", one.key).number or 0) > 0]
    return tuple(one for _, one in sorted(found, key=lambda pair: (-pair[0], pair[1].key)))


def summary(book: Book, projects: Sequence[Record]) -> str:
    sure = sum(written(book, "finish_p80", one.key).href != "" for one in projects)
    if not sure:
        return book.say("Where each project stands in time, and when it is forecast to end.")
    return book.say_count(
        "Where each project stands in time, and when it is forecast to end; for {count} it is known how sure that is.",
        "Where each project stands in time, and when it is forecast to end; for {count} it is known how sure that is.", sure,
    )  # fmt: skip


def dates_table(book: Book, lines: Sequence[Line], links: Sequence[Across]) -> Table:
    """The same as the picture."""
    waits: dict[str, dict[str, None]] = {}
    for one in links:
        waits.setdefault(one.after.project, {})[one.before.project] = None
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Start")),
        Column(book.say("Forecast finish")),
        Column(book.say("Half of the runs")),
        Column(book.say("Eight in ten")),
        Column(book.say("Baseline finish")),
        Column(book.say("Slip"), numeric=True),
        Column(book.say("Waits for")),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, line.record),
                day_cell(book, line.bar.start),
                figure_cell(book, "forecast_finish", line.record.key),
                *(
                    figure_cell(book, name, line.record.key) if line.bar.likely else Cell("—", tone="muted")
                    for name in ("finish_p50", "finish_p80")
                ),
                day_cell(book, line.bar.baseline_finish),
                figure_cell(book, "finish_slip", line.record.key, signed=True),
                Cell(runs=joined((book.anchor(key, short_name(book, key)) for key in waits.get(line.record.key, ())), " · ")),
            )
        )
        for line in lines
    )
    return Table(columns, rows, book.say("Dates of the projects"))


def links_section(book: Book, links: Sequence[Across]) -> tuple[Section, ...]:
    """What waits for something of another project; nothing where no project waits for another."""
    if not links:
        return ()
    hot = [one for one in links if one.hot]
    told = capital(book.say_count(
        "{n} of them holds a date: when the first moves, the second moves with it.",
        "{n} of them hold a date: when the first moves, the second moves with it.", len(hot), n=spelled(book.words, len(hot)),
    )) if hot else book.say("None of them holds a date: there is time between the two.")  # fmt: skip
    columns = (
        Column(book.say("What waits"), wide=True),
        Column(book.say("For what"), wide=True),
        Column(book.say("That ends")),
        Column(book.say("This begins")),
        Column(book.say("Holds the date")),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, one.after, short_name(book, one.after.project)),
                record_cell(book, one.before, short_name(book, one.before.project)),
                day_cell(book, one.finish),
                day_cell(book, one.start),
                Cell(book.say("yes") if one.hot else "—", tone="" if one.hot else "muted"),
            )
        )
        for one in links[:LINKS]
    )
    more = len(links) - len(rows)
    note = [told, *([book.say_count("And {count} more.", "And {count} more.", more)] if more > 0 else [])]
    part = table(Table(columns, rows, book.say("Links from project to project")))
    return (Section(head(book.say("From project to project"), "links"), (text(runs(book.words.sentences(note))), part)),)


def over_blocks(book: Book, over: Sequence[Record]) -> Iterator[Block]:
    """Projects that are over, with when they ended, folded."""
    if not over:
        return
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Finish")),
        Column(book.say("Slip"), numeric=True),
    )
    ordered = sorted(over, key=lambda one: (-(one.day("actual_finish") or date.min).toordinal(), one.key))

    def make(project: Record) -> Row:
        finish = day_cell(book, project.day("actual_finish"))
        return Row((record_cell(book, project), finish, figure_cell(book, "finish_slip", project.key, signed=True)))

    told = book.say_count("{count} closed", "{count} closed", len(over))
    yield folded(told, *bounded(book, ordered, columns, make, told, anchor="t-over", most=30))


def lede(book: Book, projects: Sequence[Record]) -> str:
    """How many projects run, which end later than agreed, and what is next."""
    count, late = len(projects), later(book, projects)
    parts = [book.say_count("{count} project is open.", "{count} projects are open.", count)]
    if late:
        names = [late_name(book, one) for one in late[:NAMED]]
        if (others := len(late) - NAMED) > 0:
            names.append(book.say_count("{count} more project", "{count} more projects", others))
        parts.append(book.say_count(
            "{projects} finishes later than agreed.", "{projects} finish later than agreed.", len(late),
            projects=book.words.list_and(names),
        ))  # fmt: skip
    elif any(written(book, "finish_slip", one.key).number is not None for one in projects):
        parts.append(book.say("None is forecast to finish later than agreed."))
    first = next_milestone(book, projects)
    if first is not None:
        on, milestone = first
        parts.append(book.say(
            "The next milestone is “{milestone}” of {project} on {day}.",
            milestone=toned(milestone.title, "", book.href(milestone.key)), project=short_name(book, milestone.project),
            day=book.words.date(on, "day"),
        ))  # fmt: skip
    return book.words.sentences(parts)


def late_name(book: Book, project: Record) -> str:
    slip = figure_anchor(book, "finish_slip", project.key, signed=True)
    name = short_name(book, project.key)
    return book.say("{project} ({slip})", project=toned(name, "b", href(plan_path(project))), slip=toned(slip.text, "warn", slip.href))


def next_milestone(book: Book, projects: Sequence[Record]) -> tuple[date, Record] | None:
    """The open milestone that is expected first from today on."""
    keys = {one.key for one in projects}
    forecasts = book.conclusions.timetable.forecasts
    found = [
        (on, one)
        for one in book.shown("milestone")
        if one.project in keys and is_open(one, book.as_of) and (on := expected_on(one, forecasts)) and on >= book.as_of
    ]
    return min(found, key=lambda pair: (pair[0], pair[1].key), default=None)


def pages(book: Book) -> Iterator[Page]:
    """`schedule.html`, where tasks or milestones are planned."""
    if not book.shown("task") and not book.shown("milestone"):
        return
    running, over = opened(book.shown("project"))
    projects, links = by_need(book, running), across_projects(book)
    sections = (
        Section(head(book.say("Projects over time"), "bars"), (*over_time(book, projects, links), *over_blocks(book, over))),
        *ahead_section(book, projects),
        *links_section(book, links),
    )
    frame = book.frame(
        PATH, book.say("Schedule"), current=PATH, stamp=(runs(book.say("as of {day}", day=book.as_of)),),
        lede=runs(lede(book, projects)),
    )  # fmt: skip
    tiles = (tile(book, "late_tasks"), tile(book, "milestones_on_time"))
    yield Page(PATH, "schedule.html", Sheet(frame, tiles, sections, contents_of(sections)))
