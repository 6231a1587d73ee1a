"""The status report of a project: on time, on budget, what changed, and what is needed from whom."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pmledger.analysis.health import Rag
from pmledger.analysis.reporting import overall_then
from pmledger.analysis.timeline import Event
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Frame, Runs, Tile
from pmledger.site.paths import href, portable
from pmledger.site.report.asked import asked_sentence
from pmledger.site.report.brief import Brief, brief_of
from pmledger.site.report.health import health_blocks
from pmledger.site.report.money import cost_blocks, then_and_now
from pmledger.site.report.narrative import (
    decision_blocks,
    line_blocks,
    path_blocks,
    reason_blocks,
)
from pmledger.site.report.sections import (
    change_blocks,
    happened,
    issue_blocks,
    milestone_blocks,
    risk_blocks,
    since_blocks,
)
from pmledger.site.views import activity
from pmledger.site.views.blocks import Block, Section, contents_of, label, table, text
from pmledger.site.views.cells import short_name, told
from pmledger.site.views.figures import tile, written
from pmledger.site.views.ragwords import TONES, colour_of, rag_status, rag_word
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.tolerances import answer, plain_table

FOLDER = "status"


class Report(Struct, frozen=True):
    """A report as all its forms show it; `seal` says for whom it is and what it is made from."""

    frame: Frame
    seal: Runs
    tiles: tuple[Tile, ...]
    sections: tuple[Section | tuple[Section, ...], ...]
    contents: tuple[Anchor, ...] = ()
    form: str = ""
    """A class for the stylesheet: "steering" is drawn on one sheet, landscape."""


def status_path(project: Record) -> str:
    """Where the status of a project stands in the site."""
    return f"{FOLDER}/{portable(project.id)}.html"


def status_link(book: Book, project: Record) -> Anchor:
    """The way from a project to its status report."""
    return Anchor(book.say("Status report"), href(status_path(project)))


def has_status(project: Record) -> bool:
    """Whether there is anything to report: work that was proposed only, or is over, has none."""
    return project.status not in {"proposed", "closed", "cancelled"}


def stamp(brief: Brief) -> tuple[Runs, ...]:
    """The period, the people, the baseline, and how old the data is."""
    book, project = brief.book, brief.project
    period = book.say("{first} to {last}", first=brief.first, last=brief.last)
    parts: list[Runs] = [(Anchor(period),)]
    manager = project.target("manager") or project.owner
    if project.client:
        parts.append(runs(book.say("Client {client}", client=told(book, project.client))))
    if manager:
        parts.append(runs(book.say("Manager {person}", person=told(book, manager))))
    if sponsor := project.target("sponsor"):
        parts.append(runs(book.say("Sponsor {person}", person=told(book, sponsor))))
    if baseline := project.target("baseline"):
        record = book.ledger.get(baseline)
        version = record.text("version") if record is not None else ""
        if version:
            parts.append((Anchor(book.say("Baseline {version}", version=version), book.href(baseline)),))
    age = written(book, "days_since_update", project.key)
    if age.number is not None:
        parts.append(runs(book.say("Last entry {age} ago", age=toned(age.text, "", age.href))))
    parts.append((Anchor(book.say("as of {day}", day=book.as_of)),))
    return tuple(parts)


def dates_sentence(brief: Brief) -> str:
    """Whether it will be done as agreed."""
    book, key = brief.book, brief.project.key
    finish, slip = written(book, "forecast_finish", key), written(book, "finish_slip", key)
    if finish.number is None and finish.value is None:
        return book.say("When it will be done is not known.")
    when = toned(finish.text, "b", finish.href)
    if slip.number is None:
        return book.say("It is forecast to finish on {day}.", day=when)
    if slip.number > 0:
        late = toned(slip.text, "bad", slip.href)
        return book.say("It is forecast to finish on {day}, {slip} after the baseline.", day=when, slip=late)
    if slip.number < 0:
        early = toned(slip.text.lstrip("\u2212"), "good", slip.href)
        return book.say("It is forecast to finish on {day}, {slip} before the baseline.", day=when, slip=early)
    return book.say("It is forecast to finish on {day}, as in the baseline.", day=when)


def money_sentence(brief: Brief) -> str:
    """How much is spent for how much work."""
    book, key = brief.book, brief.project.key
    share, done = written(book, "spent_share", key), written(book, "progress", key)
    if share.number is None or done.number is None:
        return ""
    return book.say(
        "{spent} of the budget is spent for {done} of the work.",
        spent=toned(share.text, "b", share.href),
        done=toned(done.text, "b", done.href),
    )


def lede(brief: Brief) -> str:
    """On time, on budget, what is needed: in one breath."""
    asked = asked_sentence(brief.book, brief.of("decision"), brief.of("change"), "#decisions", "#changes")
    parts = [told_health(brief), dates_sentence(brief), money_sentence(brief), asked]
    return brief.book.words.sentences(parts)


def told_health(brief: Brief) -> str:
    """How the project stands, and how it stood when that was otherwise."""
    book, key = brief.book, brief.project.key
    colour, name = colour_of(book, key), short_name(brief.book, brief.project.key)
    before = overall_then(brief.before) if brief.before is not None else Rag.NONE
    now = toned_word(book, colour)
    if before in {Rag.NONE, colour}:
        return book.say("{project}: {health}.", project=name, health=now)
    return book.say("{project}: {health}, before: {earlier}.", project=name, health=now, earlier=toned_word(book, before))


def toned_word(book: Book, colour: Rag) -> str:
    """A colour as a word within a sentence."""
    word = rag_word(book, colour)
    tone = TONES[colour] if TONES[colour] in {"good", "warn", "bad"} else ""
    return toned(word.lower() if book.words.language == "en" else word, tone)


def tiles(brief: Brief) -> tuple[Tile, ...]:
    """The figures that decide."""
    book, key = brief.book, brief.project.key
    planned, share = written(book, "planned_progress", key), written(book, "spent_share", key)
    slip = written(book, "finish_slip", key, signed=True)
    late = slip.number is not None and slip.number > 0
    agreed = book.say("as in the baseline") if slip.number is not None else slip.reason
    return (
        tile(
            book, "progress", key, sub=book.say("{planned} planned", planned=planned.text) if planned.number else ""
        ),
        tile(
            book,
            "forecast_finish",
            key,
            label=book.say("Finish"),
            sub=slip.text if slip.number else agreed,
            tone="bad" if late else "",
        ),
        tile(book, "spent", key, sub=book.say("{share} of the budget", share=share.text) if share.number else ""),
        tile(book, "risk_exposure", key),
        tile(book, "changes_approved_cost", key, label=book.say("Changes"), sub=book.say("approved")),
    )


def seal(brief: Brief) -> Runs:
    """For whom it is, and whose words stand in it."""
    book, report = brief.book, brief.words
    inside = book.say("Internal: nothing in it has been chosen for a client.")
    if report is None:
        return (Anchor(book.words.sentences([inside, book.say("No status report has been written yet.")])),)
    anchor = toned(report.title, "", book.href(report.key))
    if brief.is_draft:
        whose = book.say("The words are those of the draft {report}.", report=anchor)
    else:
        on = report.day("issued_on")
        whose = (
            book.say("The words are those of {report}, issued on {day}.", report=anchor, day=on)
            if on
            else book.say("The words are those of the draft {report}.", report=anchor)
        )
    return runs(book.words.sentences([inside, whose]))


def since_title(brief: Brief) -> str:
    before = brief.before.day("period_to") if brief.before is not None else None
    return (
        brief.book.say("Since the report up to {day}", day=before) if before else brief.book.say("In this period")
    )


def counted_sentence(brief: Brief) -> Block | None:
    """What the period brought, in numbers."""
    book, words = brief.book, brief.book.words
    reached = len(happened(brief, "milestone"))
    raised = len(happened(brief, "issue", "Raised"))
    decided = len([one for one in brief.of("change") if brief.within(one.day("decided_on"))])
    parts = [
        book.say_count("{n} milestone reached", "{n} milestones reached", reached, n=spelled(words, reached)),
        book.say_count("{n} change decided", "{n} changes decided", decided, n=spelled(words, decided)),
        book.say_count("{n} issue raised", "{n} issues raised", raised, n=spelled(words, raised)),
    ]
    return Block("text", runs(capital(book.say("{facts}.", facts=words.list_and(parts)))))


def tolerance_status(brief: Brief) -> tuple[Section, ...]:
    """How much of the project's tolerances is used; nothing where none is written."""
    book, found = brief.book, brief.book.conclusions.tolerances.get(brief.project.key, ())
    if not found:
        return ()
    blocks = (text(runs(answer(book, found))), table(plain_table(book, found)))
    return (Section(head(book.say("Tolerances"), "tolerances"), blocks),)


def sections(brief: Brief) -> tuple[Section | tuple[Section, ...], ...]:
    """What must be seen first, then what it rests on."""
    book = brief.book
    moved = then_and_now(brief)
    summary = counted_sentence(brief)
    since = (
        *((summary,) if summary else ()),
        *since_blocks(brief),
        *((label(book.say("Figures that have moved")), table(moved)) if moved is not None else ()),
    )
    reason = reason_blocks(brief)
    return (
        Section(
            head(book.say("Health"), "health"),
            (*health_blocks(brief), *((label(book.say("In the manager’s words")), *reason) if reason else ())),
        ),
        *tolerance_status(brief),
        (
            Section(head(book.say("Decisions that are needed"), "decisions"), decision_blocks(brief)),
            Section(head(book.say("Path to green"), "path"), path_blocks(brief)),
        ),
        (
            Section(
                head(book.say("Done"), "highlights"),
                line_blocks(brief, "highlights", book.say("No highlight is written down.")),
            ),
            Section(
                head(book.say("Next"), "next"), line_blocks(brief, "next_steps", book.say("No next step is written down."))
            ),
        ),
        (
            Section(head(book.say("Milestones"), "milestones"), milestone_blocks(brief)),
            Section(head(book.say("Cost"), "cost"), cost_blocks(brief)),
        ),
        (
            Section(head(book.say("Top risks"), "risks", book.register("risk", brief.project.id)), risk_blocks(brief)),
            Section(
                head(book.say("Top issues"), "issues", book.register("issue", brief.project.id)), issue_blocks(brief)
            ),
        ),
        Section(head(book.say("Changes"), "changes"), change_blocks(brief)),
        Section(head(since_title(brief), "since"), since),
    )


def report_of(book: Book, project: Record, events: Sequence[Event]) -> Report:
    """The status report of a project on the book's day."""
    brief = brief_of(book, project, events)
    frame = book.frame(
        status_path(project),
        book.say("Status of {project}", project=short_name(book, project.key) or project.title),
        current=book.current("project"),
        crumbs=(book.register("project"), book.anchor(project.key)),
        stamp=stamp(brief),
        lede=runs(lede(brief)),
        status=rag_status(book, project.key),
    )
    found = sections(brief)
    return Report(frame, seal(brief), tiles(brief), found, contents_of(found))


def pages(book: Book) -> Iterator[Page]:
    """The status of every project that is under way."""
    events = activity.by_owner(book)
    for project in book.mine(tuple(each for each in book.shown("project") if has_status(each))):
        view = report_of(book, project, events.get(project.key, ()))
        yield Page(status_path(project), "report-status.html", view)

