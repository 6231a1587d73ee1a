"""The projects: which need attention, how far they are, what comes next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pmledger.analysis.health import Rag
from pmledger.analysis.milestones import expected_on, next_milestone
from pmledger.analysis.risks import RiskStanding
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Bar, Cell, Column, Row, Runs
from pmledger.site.report.health import pips
from pmledger.site.views.blocks import Block, Section, Sheet, folded
from pmledger.site.views.cells import day_cell, joined, key_cell, of_scope, record_cell, short_name, whole
from pmledger.site.views.figures import figure_cell, tile, written
from pmledger.site.views.ragwords import bad_reasons, colour_of, rag_status, rank, reason_item
from pmledger.site.views.registers import SHOWN, bounded, head
from pmledger.site.views.risks import level_status, standings
from pmledger.site.views.sentence import capital, runs, spelled, toned

MOST_NAMES = 3
"""Projects in trouble that a sentence names."""
ACTIVE = frozenset({"initiating", "planning", "executing", "closing"})


def active(projects: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(project for project in projects if project.status in ACTIVE)


def by_need(book: Book, projects: Iterable[Record]) -> tuple[Record, ...]:
    """The worst health first, then the larger budget."""

    def order(project: Record) -> tuple[int, float, str]:
        budget = written(book, "budget", project.key).number
        return rank(book, project.key), -float(budget or 0), project.key

    return tuple(sorted(projects, key=order))


def project_columns(book: Book) -> tuple[Column, ...]:
    return (
        Column(book.say("Project")),
        Column(book.say("Health")),
        Column(book.say("Phase")),
        Column(book.say("Progress")),
        Column(book.say("Next milestone")),
        Column(book.say("Budget"), numeric=True),
        Column(book.say("Top risk")),
    )


def project_row(book: Book, project: Record, top: RiskStanding | None) -> Row:
    manager = project.target("manager") or project.owner
    people = joined((book.anchor(key, short_name(book, key)) for key in (project.client, manager) if key), " · ")
    name = record_cell(book, project)
    spent = written(book, "spent_share", project.key)
    spent_note = whole(book.say("{share} spent", share=spent.text)) if spent.number is not None else ""
    status = rag_status(book, project.key)
    return Row(
        (
            Cell(name.text, name.href, sub_runs=people, lang=name.lang),
            Cell(
                status=status,
                sub=first_reason(book, project),
                sort=str(rank(book, project.key)),
                sub_runs=(*pips(book, project), *age_runs(book, project)),
            ),
            phase_cell(book, project),
            progress_cell(book, project),
            milestone_cell(book, project),
            budget_cell(book, project, spent_note),
            risk_cell(book, top),
        )
    )


def age_runs(book: Book, project: Record) -> Runs:
    """How long ago anything was last recorded."""
    age = written(book, "days_since_update", project.key, brief=True)
    if age.number is None or project.closed:
        return ()
    return (Anchor(" "), Anchor(whole(book.say("{age} ago", age=age.text)), age.href, "muted", book.say("Last entry")))


def phase_cell(book: Book, project: Record) -> Cell:
    """The state, and below it when it will be done and how much later than agreed."""
    word, sort = book.status(project).word, str(book.spec(project).states.index(project.status))
    finish, slip = written(book, "forecast_finish", project.key), written(book, "finish_slip", project.key, signed=True, brief=True)
    if finish.value is None:
        return Cell(word, sort=sort)
    when = [Anchor(whole(finish.text), finish.href, "", book.say("Forecast finish"))]
    if slip.number:
        when += [Anchor(" · "), Anchor(whole(slip.text), slip.href, "bad" if slip.number > 0 else "good")]
    return Cell(word, sort=sort, sub_runs=tuple(when))


def budget_cell(book: Book, project: Record, spent: str) -> Cell:
    """What is approved, how much of it is spent, and what it is expected to come to."""
    cell = figure_cell(book, "budget", project.key, sub=spent)
    forecast, health = written(book, "cost_forecast", project.key), book.conclusions.health.get(project.key)
    if forecast.number is None or cell.runs:
        return cell
    cost = health.dimension("cost") if health else None  # as far beyond the budget as its thresholds allow is no alarm
    tone = {Rag.RED: "bad", Rag.AMBER: "warn"}.get(cost.colour, "") if cost else ""
    note = (Anchor(f"→\u00a0{forecast.text}", forecast.href, tone, book.say("Cost forecast")),)
    return Cell(cell.text, cell.href, cell.tone, cell.sort, cell.sub, sub_runs=note)


def first_reason(book: Book, project: Record) -> str:
    """Why it is not green, in its gravest sentence."""
    health = book.conclusions.health.get(project.key)
    if health is None or health.colour not in {Rag.RED, Rag.AMBER, Rag.GREY}:
        return ""
    reasons = bad_reasons(health)
    return reason_item(book, reasons[0]).text if reasons else ""


def progress_cell(book: Book, project: Record) -> Cell:
    """What is done as a bar, with a tick at what is planned by now."""
    done, planned = written(book, "progress", project.key), written(book, "planned_progress", project.key)
    if done.number is None:
        return Cell("—", done.href, "muted", sort="-1", sub=done.reason)
    if planned.number is None:
        label, tick = book.say("{done} done", done=done.text), None
    else:
        label = book.say("{done} done, {planned} planned", done=done.text, planned=planned.text)
        tick = within(planned.number)
    bar = Bar(within(done.number), label, tick)
    return Cell(
        done.text,
        done.href,
        bar=bar,
        sort=str(done.number),
        sub=whole(book.say("{planned} planned", planned=planned.text)) if tick is not None else "",
    )


def within(number: object) -> int:
    return min(100, max(0, round(float(number))))  # type: ignore[arg-type]


def milestone_cell(book: Book, project: Record) -> Cell:
    """The next milestone, when it is expected, and its slip."""
    found = next_milestone(of_scope(book, project, "milestone"), book.conclusions.timetable.forecasts, book.as_of)
    if found is None or project.closed:
        return Cell("—", tone="muted", sort="9999")
    day = expected_on(found, book.conclusions.timetable.forecasts)
    slip = written(book, "slip", found.key, signed=True, brief=True)
    late = day is not None and day < book.as_of
    when = [Anchor(whole(book.words.date(day)) if day else "—", "", "bad" if late else "")]
    if slip.number:
        tone = "bad" if slip.number > 5 else "warn" if slip.number > 0 else "good"
        when += [Anchor(" · "), Anchor(slip.text, slip.href, tone)]
    elif late:
        when += [Anchor(" · "), Anchor(book.say("overdue"), "", "bad")]
    return Cell(found.title, book.href(found.key), sort=day.isoformat() if day else "9999", sub_runs=tuple(when))


def risk_cell(book: Book, top: RiskStanding | None) -> Cell:
    if top is None:
        return Cell("—", tone="muted")
    status = level_status(book, top)
    return Cell(
        top.record.title,
        book.href(top.record.key),
        sub=status.word.lower(),
        sub_tone=status.tone if status.tone in {"bad", "warn"} else "",
    )


def top_risks(book: Book) -> dict[str, RiskStanding]:
    """The most urgent open threat of each project."""
    found: dict[str, RiskStanding] = {}
    for risk in standings(book, book.shown("risk")):
        if risk.open and risk.threat and risk.record.project:
            found.setdefault(risk.record.project, risk)
    return found


def project_blocks(
    book: Book, projects: Sequence[Record], tops: Mapping[str, RiskStanding], caption: str, anchor: str, empty: str,
    most: int = SHOWN,
) -> tuple[Block, ...]:
    return bounded(
        book,
        by_need(book, projects),
        project_columns(book),
        lambda project: project_row(book, project, tops.get(project.key)),
        caption,
        anchor=anchor,
        tools=True,
        empty=empty,
        most=most,
    )


def split(projects: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Record, ...], tuple[Record, ...]]:
    """Active ones, those proposed or on hold, those over."""
    every = tuple(projects)
    waiting = tuple(each for each in every if each.status not in ACTIVE and not each.closed)
    return active(every), waiting, tuple(each for each in every if each.closed)


def colours(book: Book, projects: Sequence[Record]) -> str:
    """How the projects stand: `Four are on track, two need attention and one is in trouble: Apollo`."""
    words = book.words
    shades = (Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREY)
    groups = {shade: [each for each in projects if colour_of(book, each.key) is shade] for shade in shades}
    green, amber, red, grey = (len(groups[shade]) for shade in shades)
    parts = []
    if green:
        parts.append(
            toned(book.say_count("{n} is on track", "{n} are on track", green, n=spelled(words, green)), "good")
        )
    if amber:
        parts.append(
            toned(book.say_count("{n} needs attention", "{n} need attention", amber, n=spelled(words, amber)), "warn")
        )
    if grey:
        parts.append(book.say_count("{n} cannot be judged", "{n} cannot be judged", grey, n=spelled(words, grey)))
    if red:
        parts.append(
            toned(book.say_count("{n} is in trouble", "{n} are in trouble", red, n=spelled(words, red)), "bad")
        )
    if not parts:
        return ""
    if not red:
        return capital(book.say("{health}.", health=words.list_and(parts)))
    worst = by_need(book, groups[Rag.RED])[:MOST_NAMES]
    names = words.list_and(toned(short_name(book, each.key), "", book.href(each.key)) for each in worst)
    told = words.list_and(parts)
    if red > MOST_NAMES:
        return capital(book.say("{health}, above all {names}.", health=told, names=names))
    return capital(book.say("{health}: {names}.", health=told, names=names))


def opening(book: Book, projects: Sequence[Record]) -> str:
    """How many there are: `Seven active projects for five clients`."""
    words = book.words
    clients = {project.client for project in projects if project.client}
    if not projects:
        return book.say("No project is active.")
    whom = book.say_count("{n} client", "{n} clients", len(clients), n=spelled(words, len(clients)))
    return capital(
        book.say_count(
            "{n} active project for {clients}.", "{n} active projects for {clients}.", len(projects),
            n=spelled(words, len(projects)), clients=whom,
        )
    )  # fmt: skip


def lede(book: Book, projects: Sequence[Record]) -> str:
    return book.words.sentences([opening(book, projects), colours(book, projects)])


def closed_blocks(book: Book, projects: Sequence[Record]) -> tuple[Block, ...]:
    """Closed ones, the latest first, folded."""
    if not projects:
        return ()
    ordered = sorted(
        projects, key=lambda project: (project.day("actual_finish") or date.min, project.key), reverse=True
    )
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Client")),
        Column(book.say("State")),
        Column(book.say("Finished")),
        Column(book.say("Slip"), numeric=True),
        Column(book.say("Budget"), numeric=True),
        Column(book.say("Spent"), numeric=True),
    )

    def make(project: Record) -> Row:
        return Row(
            (
                record_cell(book, project),
                key_cell(book, project.client),
                Cell(status=book.status(project)),
                day_cell(book, project.day("actual_finish")),
                figure_cell(book, "finish_slip", project.key, signed=True),
                figure_cell(book, "budget", project.key),
                figure_cell(book, "spent", project.key),
            )
        )

    summary = book.say_count("{count} closed", "{count} closed", len(projects))
    return (folded(summary, *bounded(book, ordered, columns, make, summary, anchor="t-closed")),)


def pages(book: Book) -> Iterator[Page]:
    """All projects, the worst first."""
    projects = book.shown("project")
    if not projects:
        return
    current, waiting, over = split(projects)
    tops = top_risks(book)
    sections = [
        Section(
            head(book.say("Active"), "active"),
            (
                *project_blocks(
                    book, current, tops, book.say("Active projects"), "t-active", book.say("No project is active.")
                ),
                *(() if waiting else closed_blocks(book, over)),
            ),
        ),
    ]
    if waiting:
        blocks = project_blocks(book, waiting, tops, book.say("Proposed and held projects"), "t-waiting", "")
        sections.append(
            Section(head(book.say("Proposed or on hold"), "waiting"), (*blocks, *closed_blocks(book, over)))
        )
    path = "projects.html"
    tiles = (
        tile(book, "budget_total"),
        tile(book, "spent_total"),
        tile(book, "milestones_on_time"),
        tile(book, "risk_exposure"),
    )
    frame = book.frame(path, book.register("project").text, current=path, lede=runs(lede(book, current)))
    yield Page(path, "projects.html", Sheet(frame, tiles, tuple(sections)))
