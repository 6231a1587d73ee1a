"""A project on one page: how it stands and why, then everything that belongs to it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pmledger.analysis.health import Health
from pmledger.analysis.timeline import Event
from pmledger.ledger.record import Record
from pmledger.site.address import page_of
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Fact, Frame, Runs, Tile
from pmledger.site.record_page import FactGroup, groups_of, is_field
from pmledger.site.report.health import strip_runs
from pmledger.site.values import shown
from pmledger.site.views import activity, goals, issues, lessons, meetings, requirements, risks
from pmledger.site.views.blocks import Block, Section, Stage, Verdict, contents_of
from pmledger.site.views.cells import (
    joined,
    notes_of,
    of_scope,
    passage,
    prose_of,
    told,
)
from pmledger.site.views.figures import tile, written
from pmledger.site.views.money import budget_blocks, money_ways
from pmledger.site.views.plan import plan_link
from pmledger.site.views.project_pages import further
from pmledger.site.views.project_parts import (
    change_blocks,
    decision_blocks,
    deliverable_blocks,
    history_blocks,
    milestone_blocks,
    part_sections,
    plain_blocks,
    team_line,
)
from pmledger.site.views.ragwords import bad_reasons, rag_status, rag_word, reason_item
from pmledger.site.views.registers import head
from pmledger.site.views.schedule import project_schedule
from pmledger.site.views.seen_before import Remember, remembering
from pmledger.site.views.sentence import runs
from pmledger.site.views.tolerances import tolerance_section

STAGES = ("initiating", "planning", "executing", "closing", "closed")
MOST_MEETINGS = 12
MOST_NAMED = 8


class ProjectView(Struct, frozen=True):
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
        states = [
            "done" if index < at or project.status == "closed" else "current" if index == at else ""
            for index in range(len(STAGES))
        ]
        return tuple(Stage(name, state) for name, state in zip(names, states, strict=True))
    word = book.words.state_label(spec, project.status)
    return (Stage(word, "halted"), *(Stage(name, "") for name in names))


def verdict(book: Book, project: Record) -> Verdict:
    """The health with its reasons, beside what the project is for."""
    health = book.conclusions.health.get(project.key)
    reasons = tuple(reason_item(book, reason) for reason in bad_reasons(health)) if health else ()
    objective = passage(project, "objective")
    purpose = prose_of(book, project, objective, prefix="objective", level=4) if objective else None
    line = strip_runs(book, of_scope(book, project, "status_report"))
    strip = (Anchor(book.say("The last reports:")), Anchor(" "), *line) if line else ()
    return Verdict(rag_status(book, project.key), reasons, purpose, override_note(book, health), strip)


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
    if project.client:
        parts.append(runs(book.say("Client {client}", client=told(book, project.client))))
    if manager:
        parts.append(runs(book.say("Manager {person}", person=told(book, manager))))
    if sponsor := project.target("sponsor"):
        parts.append(runs(book.say("Sponsor {person}", person=told(book, sponsor))))
    start = project.day("actual_start") or project.day("planned_start")
    finish = project.day("actual_finish") or project.day("planned_finish")
    if start and finish:
        parts.append((Anchor(f"{words.date(start)} → {words.date(finish)}"),))
    parts.append((Anchor(book.say("as of {day}", day=book.as_of)),))
    parts.append(further(book, project))
    return tuple(part for part in parts if part)


def tiles(book: Book, project: Record) -> tuple[Tile, ...]:
    """The figures that decide."""
    key = project.key
    planned = written(book, "planned_progress", key)
    slip = written(book, "finish_slip", key, signed=True)
    share = written(book, "spent_share", key)
    critical = written(book, "critical_risks", key)
    late = slip.number is not None and slip.number > 0
    return (
        tile(
            book,
            "progress",
            key,
            sub=book.say("{planned} planned", planned=planned.text) if planned.number is not None else "",
        ),
        tile(
            book,
            "forecast_finish",
            key,
            label=book.say("Finish"),
            sub=slip.text
            if slip.number
            else book.say("as in the baseline")
            if slip.number is not None
            else slip.reason,
            tone="bad" if late else "",
        ),
        tile(
            book,
            "budget",
            key,
            sub=book.say("{share} spent", share=share.text) if share.number is not None else share.reason,
        ),
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


def sections(
    book: Book, project: Record, events: Sequence[Event], remember: Remember
) -> tuple[Section | tuple[Section, ...], ...]:
    """Everything that belongs to a project, what needs attention first within each part."""

    def of(kind: str) -> tuple[Record, ...]:
        return of_scope(book, project, kind)

    standings = risks.standings(book, of("risk"))
    decided = of("decision")
    body = notes_of(book, project, "objective")
    parts: list[Section | tuple[Section, ...]] = [
        *tolerance_section(book, project),
        Section(head(book.say("Goals"), "goals"), goals.goal_blocks(book, of("goal"), where=False, anchor="t-goals")),
        Section(head(book.say("Schedule"), "schedule", plan_link(book, project)), project_schedule(book, project, of("task"))),
        Section(head(book.say("Milestones"), "milestones"), milestone_blocks(book, of("milestone"))),
        Section(head(book.say("Budget"), "budget", *money_ways(book, project)), budget_blocks(book, project)),
        Section(
            head(book.say("Risks"), "risks"),
            risks.project_risks(book, standings),
        ),
        Section(
            head(book.say("Issues"), "issues"),
            issues.issue_blocks(book, issues.urgent(book, of("issue")), where=False, anchor="t-issues"),
        ),
        Section(head(book.say("Changes"), "changes"), change_blocks(book, project)),
        Section(head(book.say("Decisions"), "decisions"), decision_blocks(book, decided)),
        Section(
            head(book.say("Requirements"), "requirements"),
            requirements.requirement_blocks(book, of("requirement"), where=False, anchor="t-needs"),
        ),
        Section(head(book.say("Deliverables"), "deliverables"), deliverable_blocks(book, of("deliverable"))),
        Section(
            head(book.say("Meetings"), "meetings"),
            meetings.meeting_parts(book, of("communication"), "t-meetings", where=False, most=MOST_MEETINGS),
        ),
        Section(
            head(book.say("Documents"), "documents"),
            plain_blocks(
                book, of("document"), book.say("Documents"), "t-documents", book.say("No document is listed.")
            ),
        ),
        Section(
            head(book.say("Lessons"), "lessons"),
            lessons.lesson_blocks(book, of("lesson"), book.say("No lesson is written down yet.")),
        ),
    ]
    parts.extend(remember(project))
    team = team_line(book, project)
    if team:
        parts.append(Section(head(book.say("Team"), "team"), team))
    if body is not None:
        parts.append(Section(head(book.say("Notes"), "notes"), (Block("prose", body),)))
    parts.extend(part_sections(book, project))
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
        register = book.register(
            kind, owner.id, book.say_count("{count} on the register", "{count} on the register", len(records))
        )
        named = (
            joined((book.anchor(record.key) for record in records[:MOST_NAMED]), " · ") if spec.page else (register,)
        )
        more = (Anchor(" · "), register) if spec.page and len(records) > MOST_NAMED else ()
        facts.append(Fact(book.words.plural_label(spec), (*named, *more)))
    return tuple(facts)


def page(book: Book, project: Record, events: Sequence[Event], remember: Remember) -> Page:
    path = page_of(project, book.schema)
    crumbs = tuple(
        anchor
        for anchor in (book.register("project"), book.anchor(project.client) if project.client else None)
        if anchor
    )
    frame = book.frame(
        path, project.title, current=book.current("project"), crumbs=crumbs, stamp=stamp(book, project), record=project
    )
    found = sections(book, project, events, remember)
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
    events = activity.by_owner(book)
    remember = remembering(book)
    for project in book.mine(book.shown("project")):
        yield page(book, project, events.get(project.key, ()), remember)
