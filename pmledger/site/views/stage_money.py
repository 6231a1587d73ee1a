"""What a stage has cost of the money set aside for it, beside how much of its work is done."""

from collections.abc import Sequence

from pmledger.analysis.plan_tree import Twig, tree
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Section
from pmledger.site.views.cells import record_cell, status_cell
from pmledger.site.views.figures import figure_anchor, figure_cell, figure_of, written
from pmledger.site.views.plan_table import done_cell
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import runs, toned
from pmledger.site.views.work_money import own_section

WHOLE = 100


def over(book: Book, stage: Record) -> bool:
    """Whether more was spent than was set aside."""
    used = written(book, "budget_used", stage.key).number
    return used is not None and used > WHOLE


def stage_section(book: Book, twigs: Sequence[Twig]) -> tuple[Section, ...]:
    """The stages with a budget in their order; nothing where none has one."""
    by_key = {twig.record.key: twig for twig in twigs if figure_of(book, "budget_used", twig.record.key) is not None}
    if not by_key:
        return ()
    columns = (
        Column(book.say("Stage"), wide=True),
        Column(book.say("State")),
        Column(book.say("Done"), numeric=True),
        Column(book.say("Budget"), numeric=True),
        Column(book.say("Spent"), numeric=True),
        Column(book.say("Of the budget"), numeric=True),
    )

    def make(stage: Record) -> Row:
        tone = "bad" if over(book, stage) else ""
        return Row(
            (
                record_cell(book, stage),
                status_cell(book, stage),
                done_cell(book, by_key[stage.key]) if by_key[stage.key].done is not None else Cell("—", tone="muted"),
                figure_cell(book, "stage_budget", stage.key),
                figure_cell(book, "stage_spent", stage.key),
                figure_cell(book, "budget_used", stage.key, tone=tone),
            )
        )

    stages = [twig.record for twig in by_key.values()]
    blocks = bounded(book, stages, columns, make, book.say("Money by stage"), anchor="t-stages")
    return (Section(head(book.say("Money by stage"), "stages"), blocks),)


def extra(book: Book) -> MakeExtra:
    """Answers for stages: how much of the work is done, and how much of the money is spent."""
    trees: dict[str, dict[str, Twig]] = {}

    def make(stage: Record) -> Extra:
        if stage.project not in trees:
            trees[stage.project] = twigs_of(book, stage.project)
        return Extra(runs(lede(book, stage, trees[stage.project].get(stage.key))), own_section(book, stage))

    return make


def twigs_of(book: Book, project: str) -> dict[str, Twig]:
    """The stages of a project as its plan shows them, by their keys."""
    record = book.ledger.get(project)
    if record is None:
        return {}
    given = book.conclusions
    found = tree(record, book.ledger, given.calendars[project], given.timetable, book.as_of)
    return {twig.record.key: twig for twig in found if twig.record.kind == "phase"}


def lede(book: Book, stage: Record, twig: Twig | None) -> str:
    parts = []
    if twig is not None and twig.done is not None:
        done = toned(book.words.percent(round(twig.done)), "b")
        parts.append(book.say("{share} of its work is done.", share=done))
    used, budget = (figure_anchor(book, name, stage.key) for name in ("budget_used", "stage_budget"))
    found = written(book, "budget_used", stage.key)
    if found.number is not None:
        share = toned(used.text, "bad" if over(book, stage) else "b", used.href)
        amount = toned(budget.text, "", budget.href)
        parts.append(book.say("{share} of its budget of {amount} is spent.", share=share, amount=amount))
    elif found.reason:
        reason = found.reason.rstrip(".。")
        parts.append(book.say("What is spent of its budget is unknown: {reason}.", reason=reason))
    return book.words.sentences(parts)
