"""The exception report of a project or stage: what is beyond its tolerance, why, what follows, and what could be done."""

from collections.abc import Iterator, Sequence
from datetime import date

from pmledger.analysis.promises import carried_until
from pmledger.analysis.schedule.way import Step
from pmledger.analysis.tolerance.tolerated import Tolerance
from pmledger.analysis.tolerance.ways_out import WayOut, ending, way_to
from pmledger.analysis.tolerance.words import name_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Fact, Item, Runs, Table, Tile
from pmledger.site.report.brief import Brief
from pmledger.site.report.closure import signatures
from pmledger.site.report.sections import milestone_columns, milestone_row
from pmledger.site.report.status import Report, stamp
from pmledger.site.report.ways_out import option_blocks
from pmledger.site.views.blocks import Block, Section, label, listed, table, text
from pmledger.site.views.cells import passage, prose_of, short_name
from pmledger.site.views.figures import figure_anchor, tile, written
from pmledger.site.views.issues import urgent
from pmledger.site.views.ragwords import rag_status
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, toned
from pmledger.site.views.tolerances import answer, nothing_holds, off_text, plain_table

MOST_STEPS, MOST_DRIVERS, MOST_ISSUES, MOST_MILESTONES = 6, 5, 4, 8
URGENT = frozenset({"P1", "P2"})


class Exceeded(Brief, frozen=True, eq=False):
    """A project, the stage it is about (else itself), its tolerances, and what could be done."""

    subject: Record
    tolerances: tuple[Tolerance, ...]
    ways: tuple[WayOut, ...]
    asked: Record | None

    @property
    def beyond(self) -> tuple[Tolerance, ...]:
        return tuple(one for one in self.tolerances if one.beyond)


def exceeded(brief: Brief, subject: Record, ways: Sequence[WayOut]) -> Exceeded:
    book = brief.book
    found = book.conclusions.tolerances.get(subject.key, ())
    reports = [key for one in found for key in one.reports if key in book.hrefs]
    asked = book.ledger.by_key[reports[0]] if reports else None
    return Exceeded(
        brief.book, brief.project, brief.words, brief.before, brief.reports, brief.first, brief.last, brief.events,
        subject, found, tuple(ways), asked,
    )  # fmt: skip


def blank(book: Book, what: str) -> Block:
    """A place that the manager fills in."""
    return text(runs(book.say("{mark} {what}", mark=toned(book.say("To be written:"), "warn"), what=what)))


def written_or(given: Exceeded, field: str, what: str) -> Block:
    """What the exception report says in a field, else a place for it."""
    told = passage(given.asked, field) if given.asked is not None else ""
    if given.asked is None or not told:
        return blank(given.book, what)
    return Block("prose", prose_of(given.book, given.asked, told, prefix=field, level=4))


def causes(given: Exceeded) -> Iterator[Block]:
    """For each tolerance that is exceeded what the ledger knows of its cause, then the manager's words."""
    book = given.book
    for one in given.beyond:
        yield label(book.say("{measure}: {off}", measure=book.words.render(name_of(one.measure)), off=lowered(off_text(book, one))))
        if one.measure == "time":
            steps = way_to(book.conclusions, given.subject, book.ledger)[:MOST_STEPS]
            items = tuple(step_item(book, step) for step in steps if step.record in book.hrefs)
            yield listed(items, book.say("The plan does not say what drives it."))
        elif one.measure == "cost":
            yield text(runs(money_causes(given)))
        else:
            yield listed(tuple(driver_items(book, one)), book.say("Nothing in the ledger says what drives it."))
    issues = [one for one in urgent(book, given.of("issue")) if not one.closed and one.text("priority") in URGENT]
    if issues:
        yield label(book.say("Urgent issues"))
        yield listed(tuple(Item(one.title, book.href(one.key), "warn", one.text("priority")) for one in issues[:MOST_ISSUES]), "")
    yield label(book.say("In the manager’s words"))
    yield written_or(given, "context", book.say("why it came to this, and since when it was known."))


def lowered(told: str) -> str:
    return told[:1].lower() + told[1:]


def step_item(book: Book, step: Step) -> Item:
    return Item(book.ledger.by_key[step.record].title, book.href(step.record), "info", book.words.render(step.sentence))


def driver_items(book: Book, one: Tolerance) -> Iterator[Item]:
    """The records that tell most about a deviation."""
    for key, _ in one.off.drivers[:MOST_DRIVERS]:
        record = book.ledger.by_key[key]
        if key in book.hrefs:
            kind = book.words.kind_label(book.spec(record))
            yield Item(record.title, book.href(key), "info", f"{kind} · {book.status(record).word}")


def money_causes(given: Exceeded) -> str:
    """What the work has cost against what it is worth, and who says what it will come to."""
    book, key = given.book, given.project.key
    parts = []
    own = given.subject.key if ("cv", given.subject.key) in book.conclusions.figures else key
    variance, index = written(book, "cv", own), written(book, "cpi", own)
    if variance.number is not None and variance.number < 0:
        parts.append(book.say(
            "The work done so far cost {amount} more than it is worth (CPI {cpi}).",
            amount=toned(variance.text.lstrip("\u2212"), "bad", variance.href), cpi=toned(index.text, "", index.href),
        ))  # fmt: skip
    estimate = given.project.values.get("eac")
    forecast, whole = written(book, "cost_forecast", key), written(book, "bac", key)
    if given.subject.kind == "phase":
        forecast, whole = written(book, "stage_spent", given.subject.key), written(book, "stage_budget", given.subject.key)
        amounts = {"spent": toned(forecast.text, "b", forecast.href), "budget": toned(whole.text, "", whole.href)}
        return book.words.sentences([book.say("{spent} of the stage’s {budget} is spent.", **amounts), *parts])
    if forecast.number is not None:
        amounts = {"forecast": toned(forecast.text, "b", forecast.href), "budget": toned(whole.text, "", whole.href)}
        parts.append(
            book.say("By the manager’s estimate it will cost {forecast}, against a budget of {budget}.", **amounts)
            if estimate is not None
            else book.say("By what was earned it will cost {forecast}, against a budget of {budget}.", **amounts)
        )
    return book.words.sentences(parts)


def consequences(given: Exceeded) -> Iterator[Block]:
    """What is late because of it: promised dates, promises and goals; and what it means in money."""
    book = given.book
    late = [
        one
        for one in given.of("milestone")
        if not one.closed and (slip := written(book, "slip", one.key).number) is not None and slip > 0
    ]
    late.sort(key=lambda one: (one.day("baseline_date") or date.max, one.key))
    rows = tuple(milestone_row(given, one) for one in late[:MOST_MILESTONES])
    empty = book.say("No open milestone is forecast after its baseline.")
    yield label(book.say("Promised dates"))
    yield table(Table(milestone_columns(book), rows, book.say("Milestones that are late"), empty=empty))
    yield label(book.say("Promises and goals"))
    yield listed(tuple(affected(given)), book.say("No promise and no goal is due before the new date."))
    yield label(book.say("Money"))
    names = ("cost_forecast", "bac", "cost_variance", "expected_profit", "contingency_left", "contingency_needed")
    yield Block("facts", tuple(money_fact(book, name, given.project.key) for name in names if written(book, name, given.project.key).href))
    yield written_or(given, "consequences", book.say("what else follows, for the client and for other projects."))


def affected(given: Exceeded) -> Iterator[Item]:
    """Promises whose carriers end after them, and goals due before the work ends."""
    book, found = given.book, given.book.conclusions
    for promise in given.of("promise"):
        until, due = carried_until(promise, book.ledger, found.timetable)[0], promise.day("due")
        if not promise.closed and due is not None and until is not None and until > due:
            note = book.say("promised for {day}, carried by what ends on {until}", day=book.words.date(due, "day"), until=book.words.date(until, "day"))
            yield Item(promise.title, book.href(promise.key), "bad", note)
    finish = ending(found, given.subject, book.ledger)
    for goal in given.of("goal"):
        due = goal.day("due")
        if finish is not None and goal.status == "active" and due is not None and book.as_of <= due < finish:
            note = book.say("due on {day}, before the work ends", day=book.words.date(due, "day"))
            yield Item(goal.title, book.href(goal.key), "warn", note)


def money_fact(book: Book, name: str, key: str) -> Fact:
    figure = book.conclusions.figure(name, key)
    return Fact(book.words.render(figure.label), (figure_anchor(book, name, key, signed=name == "cost_variance"),))


def lessons(given: Exceeded) -> Block:
    """What was learnt that others should know, else a place for it."""
    book = given.book
    found = [one for one in given.of("lesson") if one.status != "archived"][:MOST_DRIVERS]
    if not found:
        return blank(book, book.say("what others should do differently from the start."))
    return listed(tuple(Item(one.title, book.href(one.key), "info", passage(one, "recommendation")) for one in found), "")


def decision(given: Exceeded) -> Iterator[Block]:
    """Who decides, by when, and where they sign."""
    book, asked = given.book, given.asked
    sponsor = given.project.target("sponsor")
    facts = [Fact(book.say("Decides"), (book.anchor(sponsor, short_name(book, sponsor)),))] if sponsor in book.hrefs else []
    if asked is not None:
        facts.append(Fact(book.say("Exception report"), (book.anchor(asked.key),)))
        facts.append(Fact(book.say("State"), status=book.status(asked)))
        if (by := asked.day("needed_by")) is not None:
            facts.append(Fact(book.say("Needed by"), (Anchor(book.words.date(by)),)))
    if facts:
        yield Block("facts", tuple(facts))
    if asked is None:
        yield blank(book, book.say("the day by which a decision is needed."))
    yield Block("sign", signatures(given))


def sections(given: Exceeded) -> tuple[Section, ...]:
    """As PRINCE2 puts an exception report together: deviation, cause, consequences, options, recommendation, lessons."""
    book = given.book
    recommend = book.say("which option, and why it serves the objective best.")
    return (
        Section(head(book.say("Deviation"), "deviation"), (table(plain_table(book, given.tolerances)),)),
        Section(head(book.say("Cause of the deviation"), "cause"), tuple(causes(given))),
        Section(head(book.say("Consequences of the deviation"), "consequences"), tuple(consequences(given))),
        Section(head(book.say("Options"), "options"), tuple(option_blocks(book, given.subject, given.ways, given.asked))),
        Section(head(book.say("Recommendation"), "recommendation"), (written_or(given, "recommendation", recommend),)),
        Section(head(book.say("Lessons"), "lessons"), (lessons(given),)),
        Section(head(book.say("Decision"), "decision"), tuple(decision(given))),
    )


def tiles(given: Exceeded) -> tuple[Tile, ...]:
    """The figures that decide."""
    book, key = given.book, given.project.key
    slip = written(book, "finish_slip", key, signed=True)
    left = written(book, "cost_variance", key, signed=True)
    return (
        tile(book, "forecast_finish", key, label=book.say("Finish"), sub=slip.text if slip.number else ""),
        tile(book, "cost_forecast", key, sub=left.text if left.number else ""),
        tile(book, "contingency_left", key),
        tile(book, "risk_exposure", key),
    )


def seal(given: Exceeded) -> Runs:
    book = given.book
    inside = book.say("Internal: nothing in it has been chosen for a client.")
    figures = book.say("What is reckoned stands as of {day}; what is marked is for the manager to write.", day=book.as_of)
    return (Anchor(book.words.sentences([inside, figures])),)


def report_of(brief: Brief, subject: Record, ways: Sequence[WayOut]) -> Report:
    """The exception report of a project, or of one of its stages."""
    book, given = brief.book, exceeded(brief, subject, ways)
    name = short_name(book, brief.project.key) or brief.project.title
    title = book.say("Exception report: {project}", project=name)
    if subject.kind == "phase":
        title = book.say("Exception report: {project}, stage {stage}", project=name, stage=subject.title)
    lede = answer(book, given.tolerances) if given.tolerances else capital(nothing_holds(book))
    frame = book.frame("index.html", title, stamp=stamp(brief), lede=runs(lede), status=rag_status(book, brief.project.key))
    return Report(frame, seal(given), tiles(given), sections(given))
