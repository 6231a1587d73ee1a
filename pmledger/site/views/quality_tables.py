"""Deliverables, checks and standards as tables, with the evidence that a deliverable is good."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from pmledger.analysis.quality import Register, checks_by_standard, grouped, is_done, is_late, waiting_days
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Status
from pmledger.site.values import runs_of, shown
from pmledger.site.views.blocks import Block
from pmledger.site.views.cells import (
    MOST,
    brief,
    choice_cell,
    day_cell,
    joined,
    key_cell,
    passage,
    place_cell,
    record_cell,
    visible,
)
from pmledger.site.views.figures import figure_cell
from pmledger.site.views.registers import bounded, open_and_closed

RESULT_TONES = {"pass": "good", "conditional": "warn", "fail": "bad"}
STATE_RANK = ("rejected", "submitted", "in_review", "in_progress", "planned")
MOST_EVIDENCE = 3
SUMMARY = 50
"""Rows of a table on the page of all projects; each project has a page of its own."""


class Evidence(Struct, frozen=True):
    """Checks and defects by the key of what they are about, looked up once for all pages.

    `repeated` are the checks that a later one repeated and passed.
    """

    checks: dict[str, tuple[Record, ...]]
    defects: dict[str, tuple[Record, ...]]
    held: dict[str, tuple[Record, ...]]
    repeated: frozenset[str]


def evidence_of(book: Book, whole: Register) -> Evidence:
    passed = (check for check in whole.checks if check.text("result") == "pass" and is_done(check, book.as_of))
    return Evidence(
        grouped((check.target("deliverable"), check) for check in whole.checks),
        grouped((defect.target("deliverable"), defect) for defect in whole.defects),
        checks_by_standard(whole.checks),
        frozenset(check.target("recheck_of") for check in passed),
    )


def deliverable_blocks(book: Book, deliverables: Sequence[Record], known: Evidence, *, where: bool) -> tuple[Block, ...]:
    """What is to be handed over: the criteria it must meet, what shows that it does, and whether it was accepted."""
    place = (Column(book.say("Project")),) if where else ()
    columns = (
        Column(book.say("Deliverable"), wide=True),
        *place,
        Column(book.say("Due")),
        Column(book.say("Evidence"), wide=True),
        Column(book.say("Open defects"), numeric=True),
        Column(book.say("Acceptance")),
    )
    return open_and_closed(
        book,
        by_need(deliverables),
        columns,
        lambda one: deliverable_row(book, one, known, where=where),
        book.say("Deliverables"),
        anchor="t-deliverables",
        empty=book.say("No deliverable is open."),
        most=SUMMARY if where else MOST,
    )


def by_need(deliverables: Iterable[Record]) -> tuple[Record, ...]:
    """Sent back ones first, then those that wait for the client, then the earliest due."""
    return tuple(
        sorted(
            deliverables,
            key=lambda one: (
                STATE_RANK.index(one.status) if one.status in STATE_RANK[:2] else len(STATE_RANK),
                one.day("due") or date.max,
                one.key,
            ),
        )
    )


def deliverable_row(book: Book, one: Record, known: Evidence, *, where: bool) -> Row:
    due = one.day("due")
    late = due is not None and due < book.as_of and one.status in {"planned", "in_progress", "in_review", "rejected"}
    return Row(
        (
            record_cell(book, one, criteria_text(book, one)),
            *((place_cell(book, one),) if where else ()),
            day_cell(book, due, late=late),
            evidence_cell(book, one, known),
            defects_cell(book, one, known),
            acceptance_cell(book, one),
        )
    )


def criteria_text(book: Book, one: Record) -> str:
    """The criteria in one line."""
    criteria = one.texts("acceptance_criteria")
    return brief(book.words.list_and(criteria), 130) if criteria else book.say("no acceptance criteria")


def evidence_cell(book: Book, one: Record, known: Evidence) -> Cell:
    """The checks held with their results, and the document."""
    held = [check for check in visible(book, known.checks.get(one.key, ())) if is_done(check, book.as_of)]
    found = [Anchor(check.title, book.href(check.key), RESULT_TONES.get(check.text("result"), "")) for check in held]
    more = len(found) - MOST_EVIDENCE
    told = list(joined(found[:MOST_EVIDENCE], book.words.comma))
    if more > 0:
        told.append(Anchor(" " + book.say_count("and {count} more", "and {count} more", more)))
    sub = book.words.list_and(result_counts(book, held)) if held else ""
    document = document_anchor(book, one)
    if document is not None:
        told += [*([Anchor(book.words.comma)] if told else []), document]
    if not told:
        return Cell(book.say("not checked yet"), tone="muted", sort="0")
    return Cell(runs=tuple(told), sub=sub, sort=str(len(held)))


def result_counts(book: Book, held: Sequence[Record]) -> list[str]:
    """How many passed, passed with conditions and failed, without those that nobody did."""
    counts = {name: sum(1 for check in held if check.text("result") == name) for name in RESULT_TONES}
    return [f"{count} {book.words.choice_label(name)}" for name, count in counts.items() if count]


def document_anchor(book: Book, one: Record) -> Anchor | None:
    """The document of a deliverable: a record, or an address elsewhere."""
    target = one.target("document")
    if target:
        return book.anchor(target)
    if not one.has("document"):
        return None
    spec = book.spec(one).field("document")
    found = runs_of(shown(book, one), spec, one.values["document"], "document") if spec else ()
    return Anchor(book.say("the file"), found[0].href) if found and found[0].href else None


def defects_cell(book: Book, one: Record, known: Evidence) -> Cell:
    """How many defects of the product are open; unknown while nobody looked."""
    defects = known.defects.get(one.key, ())
    opened = [defect for defect in visible(book, defects) if is_open(defect, book.as_of)]
    looked = defects or any(is_done(check, book.as_of) for check in known.checks.get(one.key, ()))
    if not looked:
        return Cell("—", tone="muted", sort="-1")
    grave = any(defect.text("severity") in {"critical", "major"} for defect in opened)
    target = book.href(opened[0].key) if len(opened) == 1 else "#defects" if opened else ""
    return Cell(book.words.number(len(opened)), target, "bad" if grave else "", str(len(opened)))


def acceptance_cell(book: Book, one: Record) -> Cell:
    """The state, and who accepted it when, or for how long it has been waiting."""
    note, tone = "", ""
    waits = waiting_days(one, book.as_of)
    accepted = one.day("accepted_on")
    if waits is not None and isinstance(waits.value, int):
        note = book.say_count("waits {count} day", "waits {count} days", waits.value)
    elif one.status == "rejected":
        note, tone = brief(passage(one, "rejected_reason"), 70), "bad"
    elif one.status == "accepted" and accepted is not None:
        by = key_cell(book, one.target("accepted_by")).text if one.target("accepted_by") else ""
        day = book.words.date(accepted)
        note = book.say("{day} by {person}", day=day, person=by) if by else day
    return Cell(status=book.status(one), sub=note, sub_tone=tone, sort=one.status)


def check_blocks(book: Book, checks: Sequence[Record], *, where: bool) -> tuple[Block, ...]:
    """Planned checks first, the latest held ones folded below."""
    place = (Column(book.say("Project")),) if where else ()
    columns = (
        Column(book.say("Check"), wide=True),
        *place,
        Column(book.say("Kind of check")),
        Column(book.say("What is checked")),
        Column(book.say("Planned")),
        Column(book.say("Held")),
        Column(book.say("Result")),
        Column(book.say("Measured value"), numeric=True),
    )
    order = sorted(checks, key=lambda one: (one.day("planned_on") or date.max, one.key))
    held = sorted(
        (one for one in checks if one.closed), key=lambda one: (one.day("done_on") or date.min, one.key), reverse=True
    )
    return open_and_closed(
        book,
        [*(one for one in order if not one.closed), *held],
        columns,
        lambda one: check_row(book, one, where=where),
        book.say("Checks"),
        anchor="t-checks",
        empty=book.say("No check is planned."),
        most=SUMMARY if where else MOST,
    )


def check_row(book: Book, check: Record, *, where: bool) -> Row:
    target = check.target("deliverable") or next(iter(check.targets.get("standards", ())), "")
    measured = check.values.get("measured")
    result = check.text("result")
    return Row(
        (
            record_cell(book, check, brief(passage(check, "findings"), 110)),
            *((place_cell(book, check),) if where else ()),
            choice_cell(book, check, "type"),
            key_cell(book, target),
            day_cell(book, check.day("planned_on"), late=is_late(check, book.as_of)),
            day_cell(book, check.day("done_on")),
            Cell(status=Status(book.words.choice_label(result), RESULT_TONES.get(result, "none")))
            if result
            else Cell(status=book.status(check)),
            Cell("—" if measured is None else book.words.value(measured)),
        )
    )


def standard_blocks(book: Book, standards: Sequence[Record], known: Evidence, *, where: bool) -> tuple[Block, ...]:
    """What is held against what: the measure, its limit, the last value and how often it was met."""
    place = (Column(book.say("Project")),) if where else ()
    columns = (
        Column(book.say("Standard"), wide=True),
        *place,
        Column(book.say("Measure")),
        Column(book.say("Limit"), numeric=True),
        Column(book.say("Last measured"), numeric=True),
        Column(book.say("Met"), numeric=True),
        Column(book.say("State")),
    )
    return bounded(
        book,
        sorted(standards, key=lambda one: (one.closed, one.status != "active", one.key)),
        columns,
        lambda one: standard_row(book, one, known, where=where),
        book.say("Standards"),
        anchor="t-standards",
        tools=True,
        empty=book.say("No standard is written down."),
        most=SUMMARY if where else MOST,
    )


def standard_row(book: Book, standard: Record, known: Evidence, *, where: bool) -> Row:
    held = [check for check in visible(book, known.held.get(standard.key, ())) if is_done(check, book.as_of)]
    last = max(held, key=lambda check: (check.day("done_on") or date.min, check.key), default=None)
    measured = last.values.get("measured") if last else None
    target = standard.values.get("target")
    count = book.say_count("of {count} check", "of {count} checks", len(held)) if held else ""
    return Row(
        (
            record_cell(book, standard, brief(passage(standard, "criterion"), 130)),
            *((place_cell(book, standard),) if where else ()),
            Cell(standard.text("metric") or "—"),
            Cell("—" if target is None else book.words.value(target)),
            last_cell(book, last, measured),
            figure_cell(book, "pass_rate", standard.key, sub=count),
            Cell(status=book.status(standard)),
        )
    )


def last_cell(book: Book, last: Record | None, measured: object) -> Cell:
    """The value of the latest check, led to it."""
    if last is None:
        return Cell("—", tone="muted")
    result = last.text("result")
    text = book.words.choice_label(result) if measured is None else book.words.value(measured)
    day = last.day("done_on")
    return Cell(text, book.href(last.key), RESULT_TONES.get(result, ""), sub=book.words.date(day) if day else "")
