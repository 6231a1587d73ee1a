"""Plans: who is late with what, stages and tasks as a tree, and how far the promised dates have moved."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.closure import first_assignee
from pmledger.analysis.plan_tree import Twig, tree
from pmledger.analysis.practice import UNDER_WAY
from pmledger.analysis.standing import is_open
from pmledger.analysis.task_dates import TaskDates, late_tasks
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row
from pmledger.site.paths import href, portable
from pmledger.site.views.against_baseline import against_section
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of
from pmledger.site.views.cells import (
    brief,
    day_cell,
    key_cell,
    of_scope,
    place_cell,
    record_cell,
    short_name,
    status_cell,
)
from pmledger.site.views.doubt import doubt_section
from pmledger.site.views.figures import figure_anchor, figure_cell, tile, written
from pmledger.site.views.milestone_slips import slip_blocks
from pmledger.site.views.milestone_trend import trend_section
from pmledger.site.views.network import network_section
from pmledger.site.views.plan_bars import bars_section, way_section
from pmledger.site.views.plan_table import tree_blocks, work_blocks
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.stage_money import stage_section
from pmledger.site.views.tolerances import in_use

OVERVIEW = "plan.html"
BAD = 5
"""Working days by which a task is late beyond which it is coloured as bad, as a milestone is."""


def plan_path(project: Record) -> str:
    return f"plan/{portable(project.id)}.html"


def plan_link(book: Book, project: Record) -> Anchor:
    """The way to a project's plan; text alone where it has none."""
    shown = any(of_scope(book, project, kind) for kind in ("task", "phase"))
    return Anchor(book.say("The plan"), href(plan_path(project)) if shown else "")


def late_columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    return (
        Column(book.say("Task"), wide=True),
        *((Column(book.say("Project")),) if where else ()),
        Column(book.say("Who")),
        Column(book.say("State")),
        Column(book.say("Agreed")),
        Column(book.say("Expected")),
        Column(book.say("Late"), numeric=True),
    )


def late_row(book: Book, one: TaskDates, *, where: bool) -> Row:
    task = one.task
    who = first_assignee(task) or task.owner
    tone = "bad" if (one.late or 0) > BAD else "warn"
    return Row(
        (
            record_cell(book, task, brief(task.text("blocked_reason"), 110)),
            *((place_cell(book, task),) if where else ()),
            key_cell(book, who),
            status_cell(book, task),
            day_cell(book, one.agreed[1] if one.agreed else None),
            day_cell(book, one.expected[1] if one.expected else None),
            figure_cell(book, "task_slip", task.key, tone=tone),
        )
    )


def late_blocks(book: Book, late: Sequence[TaskDates], *, where: bool) -> tuple[Block, ...]:
    by_key = {one.task.key: one for one in late if one.task.key in book.hrefs}
    return bounded(
        book,
        [one.task for one in by_key.values()],
        late_columns(book, where=where),
        lambda task: late_row(book, by_key[task.key], where=where),
        book.say("Late tasks"),
        anchor="t-late",
        tools=where,
        empty=book.say("No open task is expected to end later than agreed."),
    )


def late_sentence(book: Book, late: Sequence[TaskDates]) -> str:
    """Who is latest with what."""
    worst = late[0]
    who = first_assignee(worst.task) or worst.task.owner
    name = short_name(book, who) if who in book.hrefs else ""
    days = figure_anchor(book, "task_slip", worst.task.key)
    task = toned(worst.task.title, "", book.href(worst.task.key))
    told = toned(days.text, "warn", days.href)
    if name:
        return book.say("The latest is “{task}” with {person}: {days}.", task=task, person=name, days=told)
    return book.say("The latest is “{task}”: {days}.", task=task, days=told)


def lede(book: Book, project: Record, late: Sequence[TaskDates], twigs: Sequence[Twig]) -> str:
    """How far the plan is, and what is late."""
    words, key = book.words, project.key
    done, planned = figure_anchor(book, "progress", key), figure_anchor(book, "planned_progress", key)
    tasks = sum(twig.leaf for twig in twigs)
    first = book.say_count("{count} task, {done} done.", "{count} tasks, {done} done.", tasks,
                           done=toned(done.text, "b", done.href))  # fmt: skip
    if written(book, "planned_progress", key).number is not None and written(book, "progress", key).number is not None:
        first = book.say_count(
            "{count} task, {done} done where {planned} were planned.", "{count} tasks, {done} done where {planned} were planned.",
            tasks, done=toned(done.text, "b", done.href), planned=toned(planned.text, "", planned.href),
        )  # fmt: skip
    if not late:
        return words.sentences([first, book.say("No open task is late.")])
    count = len(late)
    second = capital(book.say_count("{n} task is late.", "{n} tasks are late.", count, n=spelled(words, count)))
    return words.sentences([first, second, late_sentence(book, late)])


def project_page(book: Book, project: Record, calendar: WorkCalendar) -> Page:
    """The plan of one project."""
    path, key = plan_path(project), project.key
    grown = tree(project, book.ledger, calendar, book.conclusions.timetable, book.as_of)
    twigs = tuple(twig for twig in grown if twig.record.key in book.hrefs)
    dates = book.conclusions.task_dates[project.key]
    late = tuple(one for one in late_tasks(dates, book.as_of) if one.task.key in book.hrefs)
    sections = (
        Section(head(book.say("Who is late with what"), "late"), late_blocks(book, late, where=False)),
        *bars_section(book, project, twigs, calendar),
        *way_section(book, project),
        *network_section(book, project, twigs, calendar),
        Section(head(book.say("Stages and tasks"), "tree"), tree_blocks(book, twigs)),
        *against_section(book, project, grown, calendar),
        *stage_section(book, twigs),
        *in_use(book, project),
        *doubt_section(book, project),
        Section(head(book.say("Promised dates"), "milestones"), slip_blocks(book, of_scope(book, project, "milestone"))),
        *trend_section(book, project),
        Section(head(book.say("Who does what"), "work"), work_blocks(book, dates)),
    )
    name = short_name(book, key)
    frame = book.frame(
        path,
        book.say("Plan of {project}", project=name),
        current=OVERVIEW,
        crumbs=(book.anchor(key, name), Anchor(book.say("Plans"), OVERVIEW)),
        stamp=(runs(book.say("as of {day}", day=book.as_of)), *baseline_stamp(book, project)),
        lede=runs(lede(book, project, late, twigs)),
    )
    names = ("progress", "planned_progress", "forecast_finish", "finish_slip", "late_tasks", "critical_tasks", "milestones_on_time")
    return Page(path, "plan.html", Sheet(frame, tuple(tile(book, one, key) for one in names), sections, contents_of(sections)))


def baseline_stamp(book: Book, project: Record) -> tuple[tuple[Anchor, ...], ...]:
    """The baseline that the plan is held against."""
    baseline = book.ledger.get(project.target("baseline"))
    if baseline is None or baseline.key not in book.hrefs:
        return ()
    return ((Anchor(book.say("against {version} ", version=baseline.text("version"))), book.anchor(baseline.key)),)


def project_pages(book: Book) -> Iterator[Page]:
    """A page for each project that has stages or tasks."""
    for project in book.mine(book.shown("project")):
        if of_scope(book, project, "task") or of_scope(book, project, "phase"):
            yield project_page(book, project, book.conclusions.calendars[project.key])


def overview_row(book: Book, project: Record) -> Row:
    key = project.key
    return Row(
        (
            Cell(short_name(book, key), href(plan_path(project))),
            status_cell(book, project),
            figure_cell(book, "progress", key),
            figure_cell(book, "planned_progress", key),
            figure_cell(book, "late_tasks", key, tone="warn" if written(book, "late_tasks", key).number else ""),
            figure_cell(book, "forecast_finish", key),
            figure_cell(book, "finish_slip", key, signed=True),
            figure_cell(book, "next_milestone", key),
        )
    )


def overview_blocks(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("State")),
        Column(book.say("Done"), numeric=True),
        Column(book.say("Planned"), numeric=True),
        Column(book.say("Late tasks"), numeric=True),
        Column(book.say("Finish")),
        Column(book.say("Slip"), numeric=True),
        Column(book.say("Next milestone")),
    )
    return bounded(
        book, projects, columns, lambda one: overview_row(book, one), book.say("Plans of projects under way"),
        anchor="t-plans", tools=True, empty=book.say("No project under way has a plan."),
    )  # fmt: skip


def pages(book: Book) -> Iterator[Page]:
    """All plans under way, and everybody who is late."""
    if not book.shown("task"):
        return
    planned = (project for project in book.shown("project") if of_scope(book, project, "task"))
    under_way = [project for project in planned if project.status in UNDER_WAY]
    under_way.sort(key=lambda one: (-(written(book, "late_tasks", one.key).number or 0), one.key))
    late = [one for project in under_way for one in late_tasks(book.conclusions.task_dates[project.key], book.as_of)]
    late = sorted((one for one in late if one.task.key in book.hrefs), key=lambda one: (-(one.late or 0), one.task.key))
    sections = (
        Section(head(book.say("Who is late with what"), "late"), late_blocks(book, late, where=True)),
        Section(head(book.say("By project"), "projects"), overview_blocks(book, under_way)),
        Section(
            head(book.say("Promised dates"), "milestones", *((book.register("milestone"),) if book.shown("milestone") else ())),
            slip_blocks(book, [one for project in under_way for one in open_milestones(book, project)], where=True),
        ),
    )
    frame = book.frame(
        OVERVIEW, book.say("Plans"), current=OVERVIEW, stamp=(runs(book.say("as of {day}", day=book.as_of)),),
        lede=runs(overview_lede(book, late)),
    )  # fmt: skip
    tiles = (tile(book, "late_tasks"), tile(book, "milestones_on_time"))
    yield Page(OVERVIEW, "plan.html", Sheet(frame, tiles, sections, contents_of(sections)))


def open_milestones(book: Book, project: Record) -> tuple[Record, ...]:
    return tuple(one for one in of_scope(book, project, "milestone") if is_open(one, book.as_of))


def overview_lede(book: Book, late: Sequence[TaskDates]) -> str:
    if not late:
        return book.say("No open task of a project under way is late.")
    count, projects = figure_anchor(book, "late_tasks"), len({one.task.project for one in late})
    first = book.say_count(
        "{tasks} tasks are late, in {count} project.", "{tasks} tasks are late, in {count} projects.", projects,
        tasks=toned(count.text, "warn", count.href),
    ) if len(late) > 1 else book.say("{tasks} task is late.", tasks=toned(count.text, "warn", count.href))  # fmt: skip
    return book.words.sentences([first, late_sentence(book, late)])
