"""The page for a steering committee: how it stands, what to decide today, and nothing else; one sheet, landscape."""

from collections.abc import Sequence

from pmledger.analysis.milestones import expected_on, is_binding
from pmledger.analysis.timeline import Event
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Runs, Table, Tile
from pmledger.site.report.asked import asked_sentence
from pmledger.site.report.brief import Brief, brief_of
from pmledger.site.report.health import rag_cell
from pmledger.site.report.status import Report, dates_sentence, money_sentence, told_health
from pmledger.site.views.blocks import Block, Section, table
from pmledger.site.views.cells import brief as shortened
from pmledger.site.views.cells import day_cell, lang_of, passage, short_name
from pmledger.site.views.changes import above_manager, days_text, waited
from pmledger.site.views.decisions import needed
from pmledger.site.views.figures import figure_cell, money_text, tile, written
from pmledger.site.views.issues import priority_cell, urgent
from pmledger.site.views.projects import active, by_need, colours
from pmledger.site.views.ragwords import colour_of, rag_status
from pmledger.site.views.registers import head
from pmledger.site.views.risks import level_status, standings
from pmledger.site.views.sentence import runs

MOST_PROJECTS = 6
MOST_MILESTONES = 4
MOST_DECISIONS = 3
MOST_CHANGES = 3
MOST_TROUBLES = 3
TITLE = 50
"""Signs of a title at most: the page has room for 250 words."""
GRAVE = frozenset({"high", "critical"})


def name_cell(book: Book, record: Record, sub: str = "", *, where: bool = False) -> Cell:
    """A record by its title, shortened, with its project in front of the quiet line where there are several."""
    place = short_name(book, record.project) if where and record.project else ""
    note = " · ".join(part for part in (place, sub) if part)
    return Cell(shortened(record.title, TITLE), book.href(record.key), sub=note, lang=lang_of(book, record.title))


def decision_table(book: Book, decisions: Sequence[Record], *, where: bool) -> Table:
    """What is asked of the committee: the choices, and the day."""
    columns = (Column(book.say("Decide today"), wide=True), Column(book.say("Needed by")))
    rows = []
    for decision in needed(decisions)[:MOST_DECISIONS]:
        options = [shortened(book.words.value(part.get("option")), TITLE) for part in decision.items("options")]
        by = decision.day("needed_by")
        late = by is not None and by < book.as_of
        rows.append(
            Row((name_cell(book, decision, " · ".join(options), where=where), day_cell(book, by, late=late)))
        )
    return Table(columns, tuple(rows), book.say("Decisions that are needed"), empty=book.say("No decision is needed."))


def change_table(book: Book, changes: Sequence[Record], *, where: bool) -> Table:
    """Pending changes that are not the manager's to decide, the longest waiting first."""
    columns = (
        Column(book.say("Change above the manager’s authority"), wide=True),
        Column(book.say("Cost"), numeric=True),
        Column(book.say("Time"), numeric=True),
    )
    rows = []
    for change in above_manager(book, changes)[:MOST_CHANGES]:
        days = waited(book, change)
        advice = shortened(passage(change, "recommendation"), TITLE)
        wait = book.say_count("waits {count} working day", "waits {count} working days", days)
        rows.append(
            Row(
                (
                    name_cell(book, change, " · ".join(part for part in (wait, advice) if part), where=where),
                    Cell(money_text(book, change.money("impact_cost"), signed=True, short=True)),
                    Cell(days_text(book, change)),
                )
            )
        )
    empty = book.say("No change waits that is above the manager’s authority.")
    return Table(columns, tuple(rows), book.say("Changes to decide"), empty=empty)


def trouble_table(book: Book, risks: Sequence[Record], issues: Sequence[Record], *, where: bool) -> Table:
    """The three gravest risks and issues, each with what is asked."""
    columns = (
        Column(book.say("Risk or issue"), wide=True),
        Column(book.say("Weight")),
        Column(book.say("Owner")),
    )
    open_issues = [issue for issue in urgent(book, issues) if not issue.closed]
    threats = [risk for risk in standings(book, risks) if risk.open and risk.threat and risk.level in GRAVE]
    found: list[tuple[int, Record, Cell]] = [
        ({"P1": 0, "P2": 2}.get(issue.text("priority"), 4), issue, priority_cell(issue))
        for issue in open_issues
    ]
    found += [
        (1 if risk.level == "critical" else 3, risk.record, Cell(status=level_status(book, risk))) for risk in threats
    ]
    rows = tuple(
        Row((name_cell(book, record, ask_of(book, record), where=where), weight, person_cell(book, record)))
        for _, record, weight in sorted(found, key=lambda row: row[0])[:MOST_TROUBLES]
    )
    return Table(columns, rows, book.say("Risks and issues"), empty=book.say("No grave risk and no issue is open."))


def person_cell(book: Book, record: Record) -> Cell:
    return Cell(short_name(book, record.owner)) if record.owner else Cell(book.say("no owner"), tone="bad")


def ask_of(book: Book, record: Record) -> str:
    """What is to be done about it: its next open action, else the response in short."""
    actions = [
        one
        for one in book.ledger.pointing_at(record.key, "action", "origin")
        if not one.closed and one.key in book.hrefs
    ]
    if actions:
        return shortened(actions[0].title, TITLE)
    for name in ("response", "resolution", "workaround"):
        if told := passage(record, name):
            return shortened(told, TITLE)
    return book.say("No response is agreed.")


def milestone_table(brief: Brief) -> Table:
    """The next dates that somebody outside was promised, else the next of all."""
    book = brief.book
    waiting = sorted(
        ((day, record.key, record) for record in brief.of("milestone") if not record.closed and (day := expected_on(record, book.conclusions.timetable.forecasts))),
    )
    every = [record for _, _, record in waiting]
    promised = [record for record in every if is_binding(record)] or every
    columns = (
        Column(book.say("Milestone"), wide=True),
        Column(book.say("Forecast")),
        Column(book.say("Slip"), numeric=True),
    )
    rows = []
    for record in promised[:MOST_MILESTONES]:
        slip = written(book, "slip", record.key).number
        tone = "" if not slip else "good" if slip < 0 else "bad" if slip > 5 else "warn"
        expected = expected_on(record, book.conclusions.timetable.forecasts)
        late = expected is not None and expected < book.as_of
        rows.append(
            Row(
                (
                    name_cell(book, record),
                    day_cell(book, expected, late=late),
                    figure_cell(book, "slip", record.key, signed=True, tone=tone),
                )
            )
        )
    return Table(columns, tuple(rows), book.say("Milestones"), empty=book.say("No milestone is left."))


def of_project(book: Book, project: Record, events: Sequence[Event]) -> Report:
    """The page about one project."""
    brief = brief_of(book, project, events)
    asked = asked_sentence(book, brief.of("decision"), brief.of("change"))
    lede = book.words.sentences([told_health(brief), dates_sentence(brief), money_sentence(brief), asked])
    sections = (
        (
            Section(head(book.say("Decisions"), "decisions"), (table(decision_table(book, brief.of("decision"), where=False)),)),
            Section(head(book.say("Changes"), "changes"), (table(change_table(book, brief.of("change"), where=False)),)),
        ),
        (
            Section(head(book.say("Milestones"), "milestones"), (table(milestone_table(brief)),)),
            Section(
                head(book.say("Risks and issues"), "troubles"),
                (table(trouble_table(book, brief.of("risk"), brief.of("issue"), where=False)),),
            ),
        ),
    )
    name = short_name(book, project.key) or project.title
    frame = book.frame(
        "index.html",
        book.say("Steering: {project}", project=name),
        stamp=day_stamp(book),
        lede=runs(lede),
        status=rag_status(book, project.key),
    )
    return Report(frame, seal(book), cost_tiles(book, project), sections, form="steering")


def cost_tiles(book: Book, project: Record) -> tuple[Tile, ...]:
    """Forecast beside what was approved."""
    key = project.key
    left = written(book, "cost_variance", key, signed=True)
    slip = written(book, "finish_slip", key, signed=True)
    return (
        tile(book, "progress", key),
        tile(book, "forecast_finish", key, label=book.say("Finish"), sub=slip.text if slip.number else ""),
        tile(book, "bac", key, label=book.say("Budget of the work")),
        tile(
            book,
            "cost_forecast",
            key,
            sub=book.say("{amount} left", amount=left.text) if left.number is not None else "",
            tone="bad" if left.number is not None and left.number < 0 else "",
        ),
        tile(book, "risk_exposure", key),
    )


def of_portfolio(book: Book) -> Report:
    """The page about all projects under way, the worst first."""
    current = active(book.shown("project"))
    keys = {project.key for project in current}

    def of(kind: str) -> list[Record]:
        return [record for record in book.shown(kind) if record.project in keys]

    sections = (
        Section(head(book.say("Projects"), "projects"), (Block("table", project_table(book, current)),)),
        (
            Section(head(book.say("Decisions"), "decisions"), (table(decision_table(book, of("decision"), where=True)),)),
            Section(head(book.say("Changes"), "changes"), (table(change_table(book, of("change"), where=True)),)),
        ),
        Section(
            head(book.say("Risks and issues"), "troubles"),
            (table(trouble_table(book, of("risk"), of("issue"), where=True)),),
        ),
    )
    asked = asked_sentence(book, of("decision"), of("change"))
    lede = book.words.sentences([colours(book, current), asked])
    frame = book.frame("index.html", book.say("Steering"), stamp=day_stamp(book), lede=runs(lede))
    return Report(frame, seal(book), (), sections, form="steering portfolio")


def project_table(book: Book, projects: Sequence[Record]) -> Table:
    """Health, dates and cost of the projects that need the committee most."""
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Health")),
        Column(book.say("Finish")),
        Column(book.say("Slip"), numeric=True),
        Column(book.say("Budget"), numeric=True),
        Column(book.say("Cost forecast"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(short_name(book, project.key) or project.title, book.href(project.key)),
                rag_cell(book, colour_of(book, project.key)),
                figure_cell(book, "forecast_finish", project.key),
                figure_cell(book, "finish_slip", project.key, signed=True),
                figure_cell(book, "budget", project.key),
                figure_cell(book, "cost_forecast", project.key),
            )
        )
        for project in by_need(book, projects)[:MOST_PROJECTS]
    )
    return Table(columns, rows, book.say("Projects, the worst first"), empty=book.say("No project is active."))


def day_stamp(book: Book) -> tuple[Runs, ...]:
    return ((Anchor(book.say("as of {day}", day=book.as_of)),),)


def seal(book: Book) -> Runs:
    return (Anchor(book.say("Internal: nothing in it has been chosen for a client.")),)
