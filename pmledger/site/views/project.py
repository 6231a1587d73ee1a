"""A project on one page: how it stands and why, then everything that belongs to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmledger.analysis.health import Health
from pmledger.analysis.milestones import expected_on, reached_on
from pmledger.ledger.record import Record
from pmledger.site.address import page_of
from pmledger.site.bodies import body_of, in_body
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Fact, Frame, Row, Runs, Table, Tile
from pmledger.site.record_page import FactGroup, groups_of, is_field
from pmledger.site.values import shown
from pmledger.site.views import activity, changes, decisions, goals, issues, lessons, meetings, requirements, risks
from pmledger.site.views.blocks import Block, Section, Stage, Verdict, contents_of, folded
from pmledger.site.views.cells import (
    choice_cell,
    day_cell,
    joined,
    key_cell,
    of_scope,
    passage,
    prose_of,
    record_cell,
    short_name,
    status_cell,
)
from pmledger.site.views.figures import figure_anchor, figure_cell, money_text, tile, written
from pmledger.site.views.money import budget_blocks
from pmledger.site.views.ragwords import bad_reasons, rag_status, rag_word, reason_item
from pmledger.site.views.registers import bounded, head, open_and_closed
from pmledger.site.views.schedule import project_schedule
from pmledger.site.views.sentence import runs, toned

STAGES = ("initiating", "planning", "executing", "closing", "closed")
MOST_EVENTS = 40
MOST_MEETINGS = 12
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class ProjectView:
    frame: Frame
    stages: tuple[Stage, ...]
    verdict: Verdict
    tiles: tuple[Tile, ...]
    contents: tuple[Anchor, ...]
    sections: tuple[Section | tuple[Section, ...], ...]
    groups: tuple[FactGroup, ...]


def stages(book: Book, project: Record) -> tuple[Stage, ...]:
    """The lifecycle as steps; one that is held or cancelled stands beside it."""
    spec = book.spec(project)
    names = [book.words.state_label(spec, state) for state in STAGES]
    if project.status in STAGES:
        at = STAGES.index(project.status)
        states = ["done" if index < at or project.status == "closed" else "current" if index == at else "" for index in range(len(STAGES))]
        return tuple(Stage(name, state) for name, state in zip(names, states, strict=True))
    word = book.words.state_label(spec, project.status)
    return (Stage(word, "halted"), *(Stage(name, "") for name in names))


def verdict(book: Book, project: Record) -> Verdict:
    """The health with its reasons, beside what the project is for."""
    health = book.conclusions.health.get(project.key)
    reasons = tuple(reason_item(book, reason) for reason in bad_reasons(health)) if health else ()
    objective = passage(project, "objective")
    purpose = prose_of(book, project, objective, prefix="objective", level=4) if objective else None
    return Verdict(rag_status(book, project.key), reasons, purpose, override_note(book, health))


def override_note(book: Book, health: Health | None) -> str:
    """An override with its reason, and the colour by the rules."""
    if health is None or health.override is None:
        return ""
    reason = book.words.render(health.override)
    return book.say("by the rules: {colour}; {reason}", colour=rag_word(book, health.computed).lower(), reason=reason)


def stamp(book: Book, project: Record) -> tuple[Runs, ...]:
    """Client, manager, sponsor, dates."""
    words = book.words
    parts: list[Runs] = []
    manager = project.target("manager") or project.owner
    for label, key in ((book.say("Client"), project.client), (book.say("Manager"), manager), (book.say("Sponsor"), project.target("sponsor"))):
        if key:
            parts.append((Anchor(f"{label} "), book.anchor(key)))
    start = project.day("actual_start") or project.day("planned_start")
    finish = project.day("actual_finish") or project.day("planned_finish")
    if start and finish:
        parts.append((Anchor(f"{words.date(start)} → {words.date(finish)}"),))
    parts.append((Anchor(book.say("as of {day}", day=book.as_of)),))
    return tuple(parts)


def tiles(book: Book, project: Record) -> tuple[Tile, ...]:
    """The figures that decide."""
    key = project.key
    planned = written(book, "planned_progress", key)
    slip = written(book, "finish_slip", key, signed=True)
    share = written(book, "spent_share", key)
    critical = written(book, "critical_risks", key)
    late = slip.number is not None and slip.number > 0
    return (
        tile(book, "progress", key, sub=book.say("{planned} planned", planned=planned.text) if planned.number is not None else ""),
        tile(book, "forecast_finish", key, label=book.say("Finish"), sub=slip.text if slip.number else book.say("as in the baseline") if slip.number is not None else slip.reason, tone="bad" if late else ""),
        tile(book, "budget", key, sub=book.say("{share} spent", share=share.text) if share.number is not None else share.reason),
        tile(book, "risk_exposure", key, sub=risk_note(book, key, critical.number)),
        tile(book, "changes_approved_cost", key, label=book.say("Changes"), sub=pending_note(book, key)),
        tile(book, "open_issues", key, label=book.say("Open issues")),
    )


def risk_note(book: Book, key: str, critical: object) -> str:
    found = written(book, "open_risks", key)
    number = found.number
    if number is None:
        return ""
    told = book.say_count("{count} open", "{count} open", int(number))
    return book.say("{open}, {critical} critical", open=told, critical=str(critical)) if critical else told


def pending_note(book: Book, key: str) -> str:
    pending = written(book, "changes_to_decide", key).number
    return book.say_count("{count} to decide", "{count} to decide", int(pending)) if pending else book.say("approved")


def milestone_blocks(book: Book, milestones: Sequence[Record]) -> tuple[Block, ...]:
    """Promised, expected and actual dates, with the slip."""
    columns = (
        Column(book.say("Milestone"), wide=True),
        Column(book.say("State")),
        Column(book.say("Baseline")),
        Column(book.say("Forecast or actual")),
        Column(book.say("Slip"), numeric=True),
        Column(book.say("Payment"), numeric=True),
    )

    def make(milestone: Record) -> Row:
        reached = reached_on(milestone, book.as_of)
        expected = reached or expected_on(milestone)
        late = reached is None and expected is not None and expected < book.as_of and not milestone.closed
        slip = written(book, "slip", milestone.key).number
        tone = "" if not slip else "good" if slip < 0 else "bad" if slip > 5 else "warn"
        kind = choice_cell(book, milestone, "type")
        return Row(
            (
                record_cell(book, milestone, kind.text if milestone.text("type") else ""),
                status_cell(book, milestone),
                day_cell(book, milestone.day("baseline_date")),
                day_cell(book, expected, late=late, sub=book.say("achieved") if reached else ""),
                figure_cell(book, "slip", milestone.key, signed=True, tone=tone),
                Cell(money_text(book, milestone.money("payment"))),
            )
        )

    ordered = sorted(milestones, key=lambda milestone: (str(reached_on(milestone, book.as_of) or expected_on(milestone) or "9"), milestone.key))
    return bounded(book, ordered, columns, make, book.say("Milestones"), id="t-milestones", empty=book.say("No milestone is planned."))


def deliverable_blocks(book: Book, deliverables: Sequence[Record]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Deliverable"), wide=True),
        Column(book.say("State")),
        Column(book.say("Due")),
        Column(book.say("Producer")),
        Column(book.say("Accepted by")),
    )

    def make(deliverable: Record) -> Row:
        due = deliverable.day("due")
        late = due is not None and due < book.as_of and deliverable.status not in {"accepted", "cancelled", "submitted"}
        return Row(
            (
                record_cell(book, deliverable, deliverable.text("version")),
                status_cell(book, deliverable),
                day_cell(book, due, late=late),
                key_cell(book, deliverable.target("producer") or deliverable.owner),
                key_cell(book, deliverable.target("accepted_by")),
            )
        )

    return bounded(book, deliverables, columns, make, book.say("Deliverables"), id="t-deliverables", empty=book.say("No deliverable is planned."))


def plain_blocks(book: Book, records: Sequence[Record], caption: str, id: str, empty: str) -> tuple[Block, ...]:  # noqa: A002
    """Records of any kind with their state and owner."""
    columns = (Column(book.say("Title"), wide=True), Column(book.say("State")), Column(book.say("Owner")))

    def make(record: Record) -> Row:
        return Row((record_cell(book, record, record.text("version")), status_cell(book, record), key_cell(book, record.owner or record.target("author"))))

    return open_and_closed(book, records, columns, make, caption, id=id, empty=empty, tools=False)


def change_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """The bridge from the first baseline, then the log."""
    found = changes.in_order(of_scope(book, project, "change"))
    if not found:
        return (Block("none", book.say("No change was asked for.")),)
    bridge = changes.waterfall(book, project, found)
    approved = figure_anchor(book, "changes_approved_cost", project.key, signed=True)
    days = figure_anchor(book, "changes_approved_days", project.key, signed=True)
    sentence = book.say(
        "Since the baseline: {cost} and {days} approved.",
        cost=toned(approved.text, "b", approved.href),
        days=toned(days.text, "b", days.href),
    )
    log = changes.change_table(book, found[::-1], book.say("Changes, the latest first"), "t-changes", where=False, empty="")
    blocks = [Block("text", runs(sentence))]
    return (*blocks, *((bridge,) if bridge else ()), *log)


def team_line(book: Book, project: Record) -> tuple[Block, ...]:
    """Who is in it, with their roles."""
    rows = []
    for at, part in enumerate(project.items("team")):
        keys = project.targets.get(f"team[{at}].person", ())
        if keys:
            rows.append(Row((Cell(short_name(book, keys[0]), book.href(keys[0])), Cell(str(part.get("role") or "—")))))
    if not rows:
        return ()
    return (Block("table", Table((Column(book.say("Person")), Column(book.say("Role"), wide=True)), tuple(rows), book.say("Team"))),)


def sections(book: Book, project: Record) -> tuple[Section | tuple[Section, ...], ...]:
    """Everything that belongs to a project, what needs attention first within each part."""
    key = project.key

    def of(kind: str) -> tuple[Record, ...]:
        return of_scope(book, project, kind)

    standings = risks.standings(book, of("risk"))
    decided = of("decision")
    body = body_of(book, project, level=3, prefix="notes")
    events = [event for event in activity.visible(book) if key in (event.project, event.record)]
    parts: list[Section | tuple[Section, ...]] = [
        Section(head(book.say("Goals"), "goals"), goals.goal_blocks(book, of("goal"), where=False, id="t-goals")),
        Section(head(book.say("Schedule"), "schedule"), project_schedule(book, project, of("task"))),
        Section(head(book.say("Milestones"), "milestones"), milestone_blocks(book, of("milestone"))),
        Section(head(book.say("Budget"), "budget"), budget_blocks(book, project)),
        Section(
            head(book.say("Risks"), "risks"),
            risks.risk_blocks(book, standings, book.say("Risks"), "t-risks", where=False, empty=book.say("No risk is open.")),
        ),
        Section(head(book.say("Issues"), "issues"), issues.issue_blocks(book, issues.urgent(book, of("issue")), where=False, id="t-issues")),
        Section(head(book.say("Changes"), "changes"), change_blocks(book, project)),
        Section(head(book.say("Decisions"), "decisions"), decision_blocks(book, decided)),
        Section(head(book.say("Requirements"), "requirements"), requirements.requirement_blocks(book, of("requirement"), where=False, id="t-needs")),
        Section(head(book.say("Deliverables"), "deliverables"), deliverable_blocks(book, of("deliverable"))),
        Section(head(book.say("Meetings"), "meetings"), meetings.meeting_parts(book, of("communication"), "t-meetings", where=False, most=MOST_MEETINGS)),
        Section(head(book.say("Documents"), "documents"), plain_blocks(book, of("document"), book.say("Documents"), "t-documents", book.say("No document is listed."))),
        Section(head(book.say("Lessons"), "lessons"), lessons.lesson_blocks(book, of("lesson"), book.say("No lesson is written down yet."))),
    ]
    team = team_line(book, project)
    if team:
        parts.append(Section(head(book.say("Team"), "team"), team))
    if body is not None and not only_objective(project):
        parts.append(Section(head(book.say("Notes"), "notes"), (Block("prose", body),)))
    others = other_records(book, project)
    if others:
        parts.append(Section(head(book.say("Also kept here"), "others"), (Block("facts", others),)))
    parts.append(Section(head(book.say("History"), "history"), history_blocks(book, events)))
    return tuple(parts)


SHOWN = frozenset(
    {
        "goal", "task", "milestone", "budget_line", "risk", "issue", "change", "decision", "requirement", "deliverable",
        "communication", "document", "lesson",
    }
)  # fmt: skip
"""Kinds that have a section of their own."""


def other_records(book: Book, owner: Record) -> tuple[Fact, ...]:
    """Records of all other kinds: named where they have pages, else counted on their register."""
    facts = []
    for kind in book.ledger.within.get(owner.key, {}):
        records = of_scope(book, owner, kind)
        if kind in SHOWN or not records or kind in {"project", "client", "person"}:
            continue
        spec = book.schema.kinds[kind]
        register = book.register(kind, owner.id, book.say_count("{count} on the register", "{count} on the register", len(records)))
        named = joined((book.anchor(record.key) for record in records[:MOST_NAMED]), " · ") if spec.page else (register,)
        more = (Anchor(" · "), register) if spec.page and len(records) > MOST_NAMED else ()
        facts.append(Fact(book.words.plural_label(spec), (*named, *more)))
    return tuple(facts)


def decision_blocks(book: Book, found: Sequence[Record]) -> tuple[Block, ...]:
    """Needed ones only where there are any; then those taken."""
    waiting = decisions.needed(found)
    blocks = decisions.needed_blocks(book, waiting, where=False, id="t-needed") if waiting else ()
    return (*blocks, *decisions.taken_blocks(book, decisions.taken(found), where=False, id="t-taken"))


def only_objective(project: Record) -> bool:
    """Whether the body holds nothing but the objective, which the top of the page shows."""
    return in_body(project, "objective") and len(project.body.sections) <= 1


def history_blocks(book: Book, events: Sequence[activity.Event]) -> tuple[Block, ...]:
    if not events:
        return (Block("none", book.say("Nothing has happened yet.")),)
    first = Block("diary", activity.history(book, events[:MOST_EVENTS], place=False))
    rest = events[MOST_EVENTS : MOST_EVENTS + 200]
    if not rest:
        return (first,)
    summary = book.say_count("{count} earlier", "{count} earlier", len(rest))
    return (first, folded(summary, Block("diary", activity.history(book, rest, place=False))))


def page(book: Book, project: Record) -> Page:
    path = page_of(project, book.schema)
    crumbs = tuple(anchor for anchor in (book.register("project"), book.anchor(project.client) if project.client else None) if anchor)
    frame = book.frame(path, project.title, current=book.current("project"), crumbs=crumbs, stamp=stamp(book, project), record=project)
    found = sections(book, project)
    fields = tuple(spec for spec in book.spec(project).fields if is_field(project, spec) and spec.type != "text")
    view = ProjectView(
        frame,
        stages(book, project),
        verdict(book, project),
        tiles(book, project),
        contents_of(found),
        found,
        groups_of(shown(book, project), fields),
    )
    return Page(path, "project.html", view)


def pages(book: Book) -> Iterator[Page]:
    """The page of every project."""
    for project in book.shown("project"):
        yield page(book, project)
