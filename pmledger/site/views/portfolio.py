"""The portfolio: which projects need somebody this week, and what comes next."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pmledger.analysis.health import Health, Rag, Reason
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Column, Item, Row, Runs, Table, Tile
from pmledger.site.views.agenda import Matter, ahead, diary, late_item, matters, overdue
from pmledger.site.views.blocks import Block, Section, Sheet
from pmledger.site.views.cells import day_cell, record_cell, short_name
from pmledger.site.views.figures import figure_cell, tile, written
from pmledger.site.views.projects import (
    active,
    by_need,
    closed_blocks,
    lede,
    project_blocks,
    split,
    top_risks,
)
from pmledger.site.views.ragwords import TONES, colour_of, is_hidden, reason_item
from pmledger.site.views.registers import head, rest
from pmledger.site.views.risks import risk_matrix, standings
from pmledger.site.views.schedule import project_line
from pmledger.site.views.sentence import runs
from pmledger.site.views.surveys import trend_of, trends_table
from pmledger.site.views.time_picture import Line, gantt
from pmledger.site.views.tolerances import exceptions

NEEDS = 8
TROUBLES = 5
"""Reasons of projects in trouble, so that what is overdue elsewhere is seen as well."""
NEXT = 8
OF_A_KIND = 2
MOST_PROJECTS, MOST_BARS = 40, 12
"""Projects in the table and on the timeline: those in need; the pages of projects and of the plan show more."""
MOST_LATE = 5


def tiles(book: Book) -> tuple[Tile, ...]:
    """The figures of the whole."""
    share = spent_note(book)
    critical = written(book, "critical_risks").number
    opened = written(book, "open_risks").number
    risks = "" if opened is None else book.say_count("{count} open", "{count} open", int(opened))
    if critical:
        risks = book.say("{open}, {critical} critical", open=risks, critical=str(critical))
    pending = written(book, "pending_cost", signed=True)
    kept = written(book, "satisfaction")
    return (
        tile(book, "budget_total", sub=share),
        tile(book, "risk_exposure", sub=risks, tone="bad" if critical else ""),
        tile(book, "changes_to_decide", sub=pending.text if pending.number else ""),
        tile(book, "open_issues", sub=overdue_note(book)),
        tile(book, "milestones_on_time", sub=book.say("last 90 days")),
        tile(book, "satisfaction", sub=answers_note(book) if kept.number is not None else ""),
    )


def spent_note(book: Book) -> str:
    """What share of all budgets is spent."""
    budget, spent = written(book, "budget_total").number, written(book, "spent_total").number
    if not budget or spent is None:
        return ""
    return book.say("{share} spent", share=book.words.percent(spent * 100 / budget))


def overdue_note(book: Book) -> str:
    late = written(book, "overdue_issues").number
    return book.say_count("{count} overdue", "{count} overdue", int(late)) if late else book.say("none overdue")


def answers_note(book: Book) -> str:
    """On how many answers the score stands."""
    figure = book.conclusions.figures.get(("satisfaction", ""))
    if figure is None:
        return ""
    counts = [given.value for given in figure.inputs if isinstance(given.value, int)]
    return book.say_count("{count} answer", "{count} answers", counts[-1]) if counts else ""


def needs_you(book: Book, projects: Sequence[Record], items: Sequence[Matter]) -> tuple[Item, ...]:
    """What is beyond its tolerance, why projects are in trouble, then what is overdue, not all of one kind."""
    exceeded = exceptions(book, by_need(book, projects))[:OF_A_KIND]
    found: list[Item] = [item for _, item in exceeded]
    said = {key for key, _ in exceeded}
    for project in by_need(book, projects):
        health = book.conclusions.health.get(project.key)
        if health is None or health.colour is not Rag.RED:
            continue
        for reason in gravest(book, health)[: min(OF_A_KIND, TROUBLES - len(found))]:
            item = reason_item(book, reason)
            said.update(reason.records[:1])
            owner = project.target("manager") or project.owner
            sub = " · ".join(
                part for part in (short_name(book, project.key), short_name(book, owner) if owner else "") if part
            )
            found.append(Item(item.text, item.href or book.href(project.key), "bad", sub, book.say("now"), item.word))
    kinds: Counter[str] = Counter()
    for matter in overdue(items):
        if len(found) >= NEEDS:
            break
        if matter.record not in said and kinds[matter.kind] < OF_A_KIND:
            kinds[matter.kind] += 1
            found.append(late_item(book, matter))
    return tuple(found[:NEEDS])


def gravest(book: Book, health: Health) -> list[Reason]:
    """The first red reason of each dimension, one that may be told before one that may not."""
    red = [[each for each in part.reasons if each.colour is Rag.RED] for part in health.dimensions]
    return [min(reasons, key=lambda each: is_hidden(book, each.records)) for reasons in red if reasons]


def timeline(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    """The projects as bars with their milestones."""
    found = [project_line(book, project, bar_tone(book, project)) for project in projects[:MOST_BARS]]
    lines = [line for line in found if line is not None]
    if not lines:
        return (Block("none", book.say("No project has dates.")),)
    late = [
        project
        for project in projects
        if (slip := written(book, "finish_slip", project.key).number) is not None and slip > 0
    ]
    first = [short_name(book, project.key) for project in late[:MOST_LATE]]
    if (others := len(late) - MOST_LATE) > 0:
        first.append(book.say_count("{count} more project", "{count} more projects", others))
    names = book.words.list_and(first)
    summary = (
        book.say_count(
            "{projects} is forecast to finish later than agreed.",
            "{projects} are forecast to finish later than agreed.",
            len(late),
            projects=names,
        )
        if late
        else book.say("All are forecast to finish as agreed.")
    )
    return (gantt(book, lines, summary, timeline_table(book, lines)), *rest(book, projects[MOST_BARS:]))


def bar_tone(book: Book, project: Record) -> str:
    colour = colour_of(book, project.key)
    return TONES[colour] if colour in {Rag.RED, Rag.AMBER, Rag.GREEN} else "none"


def timeline_table(book: Book, lines: Sequence[Line]) -> Table:
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Start")),
        Column(book.say("Forecast finish")),
        Column(book.say("Baseline finish")),
        Column(book.say("Slip"), numeric=True),
        Column(book.say("Progress"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, line.record),
                day_cell(book, line.bar.start),
                day_cell(book, line.bar.finish),
                day_cell(book, line.bar.baseline_finish),
                figure_cell(book, "finish_slip", line.record.key, signed=True),
                figure_cell(book, "progress", line.record.key),
            )
        )
        for line in lines
    )
    return Table(columns, rows, book.say("Dates of the projects"))


def stamp(book: Book) -> tuple[Runs, ...]:
    """The day, and what `check` says."""
    count = len(book.hrefs)
    faults = [each for each in book.diagnostics if each.severity.value in {"error", "warning"}]
    parts: list[Runs] = [
        (Anchor(book.say("As of {day}", day=book.words.date(book.as_of, "long"))),),
        (Anchor(book.say_count("{count} record", "{count} records", count)),),
    ]
    if faults:
        text = book.say_count("{count} problem in the ledger", "{count} problems in the ledger", len(faults))
        parts.append((Anchor(text, "problems.html", "warn"),))
    return tuple(parts)


def bottom(book: Book) -> tuple[Section, ...]:
    """Risks by probability and impact, beside the satisfaction of the clients."""
    parts: list[Section] = []
    threats = [risk for risk in standings(book, book.shown("risk")) if risk.open and risk.threat]
    if threats:
        link = Anchor(book.say("register"), "risks.html")
        matrix = risk_matrix(book, threats, residual=False, href="risks.html#threats")
        parts.append(Section(head(book.say("Open risks"), "risks", link), (Block("matrix", matrix),)))
    trends = [
        trend for client in book.shown("client") if client.status == "active" and (trend := trend_of(book, client))
    ]
    if trends:
        worst = sorted(trends, key=lambda trend: (trend.change if trend.change is not None else 0.0, trend.client.key))
        parts.append(
            Section(
                head(book.say("Satisfaction"), "satisfaction", book.register("survey", text=book.say("surveys"))),
                (trends_table(book, worst[:12]),),
            )
        )
    return tuple(parts)


def sections(book: Book) -> tuple[Section | tuple[Section, ...], ...]:
    projects = book.shown("project")
    current, waiting, over = split(projects)
    items = matters(book)
    needs = needs_you(book, current, items)
    soon = ahead(book, items)
    late = len(overdue(items))
    all_link = Anchor(book.say_count("all {count} overdue", "all {count} overdue", late), "agenda.html#overdue")
    needs_block = (
        Block("todo", needs) if needs else Block("none", book.say("Nothing is overdue and no project is in trouble."))
    )
    soon_block = (
        Block("diary", diary(book, soon[:NEXT], person=False)) if soon else Block("none", book.say("Nothing is due."))
    )
    more = (
        (Anchor(book.say_count("all {count}", "all {count}", len(soon)), "agenda.html#soon"),)
        if len(soon) > NEXT
        else (Anchor(book.say("agenda"), "agenda.html"),)
    )
    tops = top_risks(book)
    shown = by_need(book, (*current, *waiting))
    parts: list[Section | tuple[Section, ...]] = [
        (
            Section(head(book.say("Needs you"), "needs", *((all_link,) if late else ())), (needs_block,)),
            Section(head(book.say("Next {days} days", days=14), "next", *more), (soon_block,)),
        ),
        Section(
            head(book.say("Projects"), "projects"),
            (
                *project_blocks(
                    book,
                    shown,
                    tops,
                    book.say("Projects, the worst first"),
                    "t-projects",
                    book.say("There is no project yet."),
                    MOST_PROJECTS,
                ),
                *closed_blocks(book, over),
            ),
        ),
        Section(head(book.say("Timeline"), "timeline"), timeline(book, by_need(book, active(projects)))),
    ]
    pair = bottom(book)
    if len(pair) == 2:
        parts.append(pair)
    else:
        parts.extend(pair)
    return tuple(parts)


def pages(book: Book) -> Iterator[Page]:
    """`index.html`."""
    path = "index.html"
    current = active(book.shown("project"))
    frame = book.frame(path, book.say("Portfolio"), current=path, lede=runs(lede(book, current)), stamp=stamp(book))
    yield Page(path, "portfolio.html", Sheet(frame, tiles(book), sections(book)))
