"""The closure report of a project: did we deliver what was agreed, and what remains; computed beside the words."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.closure import End, FollowOn, follow_ons, open_ends, report_of
from pmledger.analysis.timeline import Event
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Fact, Item, Row, Runs, Table, Tile
from pmledger.site.report.brief import Brief, brief_of
from pmledger.site.report.outcome import counted, dash, finish_of, plan_table
from pmledger.site.report.status import Report, stamp
from pmledger.site.views.blocks import Block, Section, label, listed, table
from pmledger.site.views.cells import brief as shortened
from pmledger.site.views.cells import (
    day_cell,
    joined,
    key_cell,
    passage,
    prose_of,
    record_cell,
    short_name,
    status_cell,
)
from pmledger.site.views.figures import figure_anchor, figure_of, tile, written
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.surveys import trend_of, trends_table

MOST = 12
REVIEWS = ("scope_review", "schedule_review", "cost_review", "quality_review", "team_review")


def reviewed(brief: Brief, report: Record | None, name: str) -> tuple[Block, ...]:
    """A passage of the manager's, under the computed."""
    told = passage(report, name) if report is not None else ""
    if report is None or not told:
        return ()
    return (Block("prose", prose_of(brief.book, report, told, prefix=name.replace("_", "-"), level=4)),)


def lede(brief: Brief, ends: Sequence[End]) -> str:
    """When it was finished, for how much, and what remains."""
    book, project = brief.book, brief.project
    finished = finish_of(project, book.as_of)
    name = short_name(book, project.key) or project.title
    slip = written(book, "finish_slip", project.key)
    if finished is None:
        first = book.say("{project} is not finished yet.", project=name)
    elif slip.number is None:
        first = book.say("{project} was finished on {day}.", project=name, day=finished)
    elif slip.number > 0:
        late = toned(slip.text, "bad", slip.href)
        first = book.say("{project} was finished on {day}, {slip} late.", project=name, day=finished, slip=late)
    elif slip.number < 0:
        early = toned(slip.text.lstrip("\u2212"), "good", slip.href)
        first = book.say("{project} was finished on {day}, {slip} early.", project=name, day=finished, slip=early)
    else:
        first = book.say("{project} was finished on {day}, as agreed.", project=name, day=finished)
    spent, budget = written(book, "spent", project.key), written(book, "budget", project.key)
    second = (
        book.say(
            "{spent} of {budget} is spent.",
            spent=toned(spent.text, "b", spent.href),
            budget=toned(budget.text, "b", budget.href),
        )
        if spent.number is not None and budget.number is not None
        else ""
    )
    count = len(ends)
    third = (
        capital(
            book.say(
                "{things}.",
                things=toned(
                    book.say_count("{n} thing is still open", "{n} things are still open", count, n=spelled(book.words, count)),
                    "warn",
                    "#remains",
                ),
            )
        )
        if count
        else book.say("Nothing in it is open.")
    )
    return book.words.sentences([first, second, third])


def tiles(brief: Brief) -> tuple[Tile, ...]:
    book, key = brief.book, brief.project.key
    slip = written(book, "finish_slip", key, signed=True)
    share = written(book, "spent_share", key)
    return tuple(
        each
        for each in (
            tile(book, "forecast_finish", key, label=book.say("Finish"), sub=slip.text if slip.number else slip.reason),
            tile(book, "spent", key, sub=book.say("{share} of the budget", share=share.text) if share.number else ""),
            tile(book, "contract_value", key),
            tile(book, "changes_approved_cost", key, label=book.say("Changes"), sub=book.say("approved")),
            tile(book, "open_ends", key) if figure_of(book, "open_ends", key) else None,
        )
        if each is not None
    )


def objective_rows(brief: Brief, report: Record | None) -> Iterator[Row]:
    """Goal by goal: where it was to be, where it is, and what the manager says of it."""
    book = brief.book
    reviews = report.items("objectives_review") if report is not None else ()
    told: dict[str, tuple[str, str]] = {}
    by_id = {goal.id: goal.key for goal in brief.of("goal")}
    for at, item in enumerate(reviews):
        named = by_id.get(str(item.get("goal") or ""), "")
        keys = report.targets.get(f"objectives_review[{at}].goal", (named,) if named else ()) if report else ()
        words = (str(item.get("result") or ""), str(item.get("comment") or ""))
        if keys:
            told[keys[0]] = words
        else:
            yield Row((Cell(str(item.get("goal") or "")), dash(), Cell(words[0], sub=words[1])))
    for goal in brief.of("goal"):
        result, comment = told.get(goal.key, ("", ""))
        target = goal.number("target_value")
        aim = f"{book.words.number(target)} {goal.text('unit')}".strip() if target is not None else "—"
        said = Cell(result, sub=comment) if result else status_cell(book, goal)
        yield Row((record_cell(book, goal), Cell(aim), said))


def objective_table(brief: Brief, report: Record | None) -> Table:
    book = brief.book
    columns = (Column(book.say("Goal"), wide=True), Column(book.say("Target")), Column(book.say("Result"), wide=True))
    rows = tuple(objective_rows(brief, report))[:MOST]
    return Table(columns, rows, book.say("Goals"), empty=book.say("No goal was written down."))


def satisfaction_blocks(brief: Brief, report: Record | None) -> tuple[Block, ...]:
    """What the client said at the end."""
    book = brief.book
    told = passage(report, "client_satisfaction") if report is not None else ""
    if report is not None and told and not report.targets.get("client_satisfaction"):
        return (Block("prose", prose_of(book, report, told, prefix="satisfaction", level=4)),)
    keys = report.targets.get("client_satisfaction", ()) if report is not None else ()
    if keys:
        survey = book.anchor(keys[0])
        scores = [name for name in ("nps", "csat", "ces", "score") if figure_of(book, name, keys[0])]
        parts = [figure_anchor(book, name, keys[0]) for name in scores]
        return (Block("text", (survey, *((Anchor(book.words.colon), *joined(parts, book.words.comma)) if parts else ()))),)
    client = book.ledger.get(brief.project.client)
    trend = trend_of(book, client) if client is not None else None
    if trend is not None:
        return (trends_table(book, [trend]),)
    return (Block("none", book.say("The client was not asked.")),)


def remain_rows(brief: Brief, report: Record | None, ends: Sequence[End]) -> Iterator[Row]:
    """What the report hands over, then what is open and handed over by nobody."""
    book = brief.book
    for line in follow_ons(report) if report is not None else ():
        record = book.ledger.get(line.record)
        first = record_cell(book, record) if record is not None else Cell(line.text)
        yield Row((first, owner_cell(brief, line), day_cell(book, line.due), Cell(book.say("handed over"))))
    for end in ends:
        if not end.listed:
            owner = key_cell(book, end.owner) if end.owner else Cell(book.say("no owner"), tone="bad")
            yield Row(
                (record_cell(book, end.record), owner, day_cell(book, end.due), Cell(book.say("still open"), tone="warn"))
            )


def owner_cell(brief: Brief, line: FollowOn) -> Cell:
    return key_cell(brief.book, line.owner) if line.owner else Cell(brief.book.say("no owner"), tone="bad")


def remain_blocks(brief: Brief, report: Record | None, ends: Sequence[End]) -> tuple[Block, ...]:
    book = brief.book
    columns = (
        Column(book.say("What remains"), wide=True),
        Column(book.say("Owner")),
        Column(book.say("Due")),
        Column(book.say("State")),
    )
    rows = tuple(remain_rows(brief, report, ends))
    part = Table(columns, rows[:MOST], book.say("What remains"), empty=book.say("Nothing remains."))
    left = len(rows) - MOST
    more = (Block("none", book.say_count("And {count} more.", "And {count} more.", left)),) if left > 0 else ()
    return (table(part), *more)


def lesson_blocks(brief: Brief, report: Record | None) -> tuple[Block, ...]:
    """The lessons that the report names, else those of the project, each with its advice."""
    book = brief.book
    keys = report.targets.get("lessons", ()) if report is not None else ()
    named = [found for key in keys if key in book.hrefs and (found := book.ledger.get(key)) is not None]
    items = tuple(
        Item(lesson.title, book.href(lesson.key), sub=shortened(passage(lesson, "recommendation"), 120))
        for lesson in (named or brief.of("lesson"))[:MOST]
    )
    return (listed(items, book.say("No lesson is written down yet.")),)


def archive_blocks(brief: Brief, report: Record | None) -> tuple[Block, ...]:
    """Where the papers are, when the benefit is looked at, and who approved."""
    book = brief.book
    if report is None:
        missing = Block("none", book.say("No closure report has been written yet."))
        return (missing, Block("sign", signatures(brief)))
    place = report.text("archive_location")
    facts = [
        Fact(book.say("State"), status=book.status(report)),
        Fact(
            book.say("Archive"),
            (Anchor(place or "—", place if place.startswith(("https://", "http://")) else ""),),
        ),
    ]
    benefits = report.day("benefits_review_on")
    if benefits:
        facts.append(Fact(book.say("Benefits looked at on"), (Anchor(book.words.date(benefits)),)))
    approver, on = report.target("approved_by"), report.day("approved_on")
    if approver and on:
        signed: Runs = (book.anchor(approver, short_name(book, approver)), Anchor(f", {book.words.date(on)}"))
        facts.append(Fact(book.say("Approved"), signed))
        return (Block("facts", tuple(facts)),)
    return (Block("facts", tuple(facts)), Block("sign", signatures(brief)))


def signatures(brief: Brief) -> tuple[str, ...]:
    """Who is to sign: sponsor, client, manager."""
    book, project = brief.book, brief.project
    sponsor, manager = project.target("sponsor"), project.target("manager") or project.owner
    return tuple(
        dict.fromkeys(
            name
            for name in (
                book.say("Sponsor {person}", person=short_name(book, sponsor)) if sponsor else book.say("Sponsor"),
                book.say("Manager {person}", person=short_name(book, manager)) if manager else "",
            )
            if name
        )
    )


def of_project(book: Book, project: Record, events: Sequence[Event]) -> Report:
    """The closure report of a project on the book's day."""
    brief = brief_of(book, project, events)
    report = report_of(project.key, book.ledger)
    report = report if report is not None and report.key in book.hrefs else None
    ends = tuple(end for end in open_ends(project.key, book.ledger, book.as_of) if end.record.key in book.hrefs)
    reviews = {name: reviewed(brief, report, name) for name in REVIEWS}
    facts = counted(brief)
    sections: tuple[Section | tuple[Section, ...], ...] = (
        Section(
            head(book.say("Plan and outcome"), "plan"),
            (table(plan_table(brief)), *reviews["schedule_review"], *reviews["cost_review"]),
        ),
        Section(head(book.say("Goals"), "goals"), (table(objective_table(brief, report)),)),
        (
            Section(
                head(book.say("Delivered"), "delivered"),
                (
                    Block("facts", facts) if facts else Block("none", book.say("Nothing was counted.")),
                    *reviews["scope_review"],
                    *reviews["quality_review"],
                ),
            ),
            Section(head(book.say("Satisfaction"), "satisfaction"), satisfaction_blocks(brief, report)),
        ),
        Section(head(book.say("What remains"), "remains"), remain_blocks(brief, report, ends)),
        (
            Section(head(book.say("Lessons"), "lessons"), lesson_blocks(brief, report)),
            Section(
                head(book.say("Archive and approval"), "approval"),
                (
                    *archive_blocks(brief, report),
                    *((label(book.say("Thanks")), *reviews["team_review"]) if reviews["team_review"] else ()),
                ),
            ),
        ),
    )
    name = short_name(book, project.key) or project.title
    frame = book.frame(
        "index.html",
        book.say("Closure of {project}", project=name),
        stamp=stamp(brief)[1:],
        lede=runs(lede(brief, ends)),
        status=book.status(project),
    )
    return Report(frame, seal(brief, report), tiles(brief), sections)


def seal(brief: Brief, report: Record | None) -> Runs:
    """For whom it is, and whose words stand in it."""
    book = brief.book
    inside = book.say("Internal: nothing in it has been chosen for a client.")
    if report is None:
        return (Anchor(book.words.sentences([inside, book.say("No closure report has been written yet.")])),)
    whose = book.say("The words are those of {report}.", report=toned(report.title, "", book.href(report.key)))
    return runs(book.words.sentences([inside, whose]))
