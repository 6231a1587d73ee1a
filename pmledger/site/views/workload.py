"""Who is booked how full, week by week, and which work nobody has."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from pmledger.analysis.load import LIVE, PersonLoad, Week
from pmledger.analysis.progress import current_baseline, item_dates, leaf_tasks
from pmledger.analysis.standing import OPEN
from pmledger.analysis.team import worst_week
from pmledger.analysis.utilisation import Used
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Item, Row, Table
from pmledger.site.views.blocks import Block, Heat, HeatCell, HeatRow, folded, table
from pmledger.site.views.cells import MOST, day_cell, key_cell, lang_of, short_name
from pmledger.site.views.figures import figure_cell, figure_of
from pmledger.site.views.registers import bounded

MOST_ROWS = 60
"""People in one picture; the rest are counted."""
SOON_DAYS = 28
SOON = timedelta(days=SOON_DAYS)


def by_load(book: Book, loads: Sequence[PersonLoad]) -> tuple[PersonLoad, ...]:
    """Those that the site shows and that have any work: the overbooked first, then the fullest."""

    def order(load: PersonLoad) -> tuple[Fraction, Fraction, str]:
        over = max((week.hours - week.capacity for week in load.weeks if week.overbooked), default=Fraction(0))
        return -over, -sum((week.hours for week in load.weeks), Fraction(0)), load.person

    busy = [load for load in loads if load.person in book.hrefs and any(week.hours for week in load.weeks)]
    return tuple(sorted(busy, key=order))


def percent_text(book: Book, week: Week) -> str:
    percent = week.percent
    if percent is None:
        return book.say("away") if not week.hours else book.say("{hours} h", hours=round(week.hours))
    return book.words.percent(percent) if week.hours else "·"


def step_of(week: Week) -> str:
    if week.overbooked:
        return "over"
    percent = week.percent or Fraction(0)
    return "w0" if not percent else f"w{min(4, 1 + int(percent // 25))}" if percent < 100 else "w4"


def heat_block(book: Book, loads: Sequence[PersonLoad]) -> tuple[Block, ...]:
    """Person by week in percent of the hours there are; over 100 % is marked."""
    shown = loads[:MOST_ROWS]
    if not shown:
        return (Block("none", book.say("Nobody is planned for any work.")),)
    weeks = tuple(book.words.date(week.monday, "day") for week in shown[0].weeks)
    rows = tuple(
        HeatRow(
            Anchor(short_name(book, load.person), book.href(load.person)),
            tuple(HeatCell(percent_text(book, week), step_of(week), week_title(book, week)) for week in load.weeks),
        )
        for load in shown
    )
    key = book.say(
        "Planned hours in percent of those there are, less leave and holidays, by the week’s Monday. More than 100% is "
        "framed."
    )
    more = len(loads) - len(shown)
    if more > 0:
        key = book.words.sentences([key, book.say_count("And {count} more.", "And {count} more.", more)])
    return (Block("heat", Heat(book.say("Load by person and week"), weeks, rows, key)),)


def week_title(book: Book, week: Week) -> str:
    """The hours asked for and there, and by which projects."""
    names = book.words.comma.join(
        book.say("{project} {hours} h", project=short_name(book, share.project) or book.say("(restricted)"),
                 hours=round(share.hours))
        for share in sorted(week.shares, key=lambda share: -share.hours)
    )  # fmt: skip
    told = book.say("{hours} of {capacity} hours", hours=round(week.hours), capacity=round(week.capacity))
    return f"{told}{book.words.colon}{names}" if names else told


def overbooked_items(book: Book, loads: Sequence[PersonLoad]) -> tuple[Item, ...]:
    """Who is over, in which week, by what."""
    found = []
    for load in loads:
        week = worst_week(load)
        if week is not None:
            found.append(
                Item(
                    book.say(
                        "{person}: {percent} in the week of {day}",
                        person=short_name(book, load.person),
                        percent=percent_text(book, week),
                        day=book.words.date(week.monday, "day"),
                    ),
                    book.href(load.person),
                    "bad",
                    week_title(book, week),
                    "",
                    book.say("overbooked"),
                )
            )
    return tuple(found[:MOST_ROWS])


def unassigned(book: Book) -> tuple[tuple[Record, date], ...]:
    """Open tasks that begin within four weeks, or should have begun, and have nobody; the earliest first."""
    found: list[tuple[Record, date]] = []
    for project in book.shown("project"):
        if project.status not in LIVE:
            continue
        baseline = current_baseline(project, book.ledger, book.as_of)
        items = item_dates(baseline) if baseline else {}
        for task in leaf_tasks(book.ledger.of_project(project.key, "task")):
            if task.status not in OPEN["task"] or task.has("assignees") or task.owner or task.key not in book.hrefs:
                continue
            dates = items.get(task.key)
            start = task.day("actual_start") or task.day("start_no_earlier") or (dates[0] if dates else None)
            if start is not None and start <= book.as_of + SOON:
                found.append((task, start))
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].key)))


def unassigned_blocks(book: Book) -> tuple[Block, ...]:
    tasks = unassigned(book)
    if not tasks:
        return (Block("none", book.say("Every task that begins within four weeks has somebody.")),)
    columns = (
        Column(book.say("Task"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Start")),
    )
    rows = tuple(
        Row(
            (
                Cell(task.title, book.href(task.key), lang=lang_of(book, task.title)),
                key_cell(book, task.project),
                day_cell(book, start),
            )
        )
        for task, start in tasks[:MOST]
    )
    return (table(Table(columns, rows, book.say("Work without anybody"), "t-unassigned")),)


def allocation_text(book: Book, person: Record) -> tuple[Anchor, ...]:
    """On what the person works now and how much of the time, until when."""
    found: list[Anchor] = []
    for at, part in enumerate(person.items("allocation")):
        project, until = person.target(f"allocation[{at}].project"), part.get("to")
        first, percent = part.get("from"), part.get("percent")
        started = first is None or str(first) <= book.as_of.isoformat()
        lasts = until is None or str(until) >= book.as_of.isoformat()
        if project in book.hrefs and started and lasts:
            if found:
                found.append(Anchor(book.words.comma))
            share = book.words.percent(percent) if percent is not None else ""  # type: ignore[arg-type]
            found += [book.anchor(project, short_name(book, project)), Anchor(f" {share}")]
    return tuple(found)


def people_blocks(book: Book, team: Sequence[Record], loads: Sequence[PersonLoad]) -> tuple[Block, ...]:
    """The team person by person, the fullest first: role, projects, the next weeks, what was billed, skills."""
    by_key = {load.person: load for load in loads}
    order = {load.person: at for at, load in enumerate(loads)}
    kept = figure_of(book, "team_utilisation") is not None
    used = {one.person.key: one for one in book.conclusions.relations.used}
    team = sorted(team, key=lambda person: (order.get(person.key, len(order)), person.title))
    columns = (
        Column(book.say("Person"), wide=True),
        Column(book.say("Works on")),
        Column(book.say("This week"), numeric=True),
        Column(book.say("Fullest week"), numeric=True),
        *((Column(book.say("Utilisation"), numeric=True),) if kept else ()),
        Column(book.say("Skills"), wide=True),
    )

    def make(person: Record) -> Row:
        load = by_key.get(person.key)
        now = load.weeks[0] if load and load.weeks else None
        top = max(load.weeks, key=lambda week: week.percent or Fraction(0), default=None) if load else None
        work = allocation_text(book, person)
        return Row(
            (
                Cell(person.title, book.href(person.key), sub=person.text("role"), lang=lang_of(book, person.title)),
                Cell(runs=work) if work else Cell("—", tone="muted"),
                week_cell(book, now),
                week_cell(book, top, day=True),
                *((used_cell(book, person, used.get(person.key)),) if kept else ()),
                Cell(book.words.comma.join(person.texts("skills")) or "—"),
            )
        )

    return bounded(book, team, columns, make, book.say("Team"), anchor="t-team", tools=True)


def used_cell(book: Book, person: Record, used: Used | None) -> Cell:
    """The share of the last weeks that was billed, with the hours that are booked at all."""
    booked = book.say("{hours} h booked", hours=round(used.hours)) if used is not None else ""
    return figure_cell(book, "utilisation", person.key, sub=booked)


def week_cell(book: Book, week: Week | None, *, day: bool = False) -> Cell:
    if week is None or not week.hours:
        return Cell("—", tone="muted", sort="0")
    sub = book.words.date(week.monday, "day") if day else ""
    percent = week.percent or Fraction(0)
    return Cell(percent_text(book, week), tone="bad" if week.overbooked else "", sort=f"{float(percent):.1f}", sub=sub)


def fold_idle(book: Book, people: Sequence[Record]) -> tuple[Block, ...]:
    """Those without any planned work, folded."""
    if not people:
        return ()
    summary = book.say_count("{count} without planned work", "{count} without planned work", len(people))
    names = book.words.list_and(short_name(book, person.key) for person in people[:MOST_ROWS])
    return (folded(summary, Block("text", (Anchor(names),))),)

