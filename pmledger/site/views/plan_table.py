"""The plan as a table: its tree with numbers, and who has which work before them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from pmledger.analysis.plan_tree import Twig
from pmledger.analysis.standing import is_open
from pmledger.analysis.task_dates import TaskDates
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Bar, Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, table
from pmledger.site.views.cells import MOST, choice_cell, day_cell, joined, key_cell, lang_of, short_name, status_cell
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.one_at_a_time import levelled_below, levelled_note
from pmledger.site.views.plan_choice import chosen
from pmledger.site.views.registers import rest
from pmledger.site.views.schedule import float_cell
from pmledger.site.views.waits import wait_cell

INDENT = "\u2003"
NAMED = 4
LONGEST = 42
"""Rows of the table; the register of tasks has all."""


def tree_blocks(book: Book, twigs: Sequence[Twig]) -> tuple[Block, ...]:
    """Stages and tasks in their order, the deeper the further in; of a large plan what is under way, critical, late or next."""
    columns = (
        Column(book.say("Task"), wide=True),
        Column(book.say("State")),
        Column(book.say("Who")),
        Column(book.say("Start")),
        Column(book.say("Finish")),
        Column(book.say("Done"), numeric=True),
        Column(book.say("Slip"), numeric=True),
        Column(book.say("Float"), numeric=True),
        Column(book.say("Waits for")),
    )
    choice, codes = chosen(book, twigs, LONGEST), {twig.record.key: twig.code for twig in twigs}
    rows = tuple(twig_row(book, twig, codes) for twig in choice.shown)
    part = Table(columns, rows, book.say("Stages and tasks"), "t-tree", empty=book.say("No task is planned."))
    more = rest(book, [twig.record for twig in choice.left if twig.leaf])
    note = book.say("The dates are those of the plan: what is late moves all that waits for it. Float is by how many working "
                    "days a task may end later without moving the project’s finish; a task without any is critical.")  # fmt: skip
    notes = book.words.sentences([note, *levelled_note(book, (twig.record for twig in choice.shown))])
    return (table(part), *more, *((Block("none", notes),) if rows else ()))


def twig_row(book: Book, twig: Twig, codes: Mapping[str, str]) -> Row:
    record = twig.record
    late = twig.leaf and is_open(record, book.as_of) and (twig.late or 0) > 0
    number = Anchor(f"{INDENT * twig.depth}{twig.code}{INDENT}", kind="muted")
    link = Anchor(record.title, book.href(record.key), "" if twig.leaf else "b")
    name = Cell(runs=(number, link), sub="" if twig.leaf else gate(book, twig), lang=lang_of(book, record.title))
    return Row(
        (
            name,
            status_cell(book, record),
            people_cell(book, twig),
            levelled_below(book, "start", record, start_cell(book, twig)),
            levelled_below(book, "finish", record, finish_cell(book, twig)),
            done_cell(book, twig),
            figure_cell(book, "task_slip", record.key, signed=True, tone="warn" if late else "") if twig.leaf else Cell(),
            float_cell(book, record) if twig.leaf else Cell(),
            wait_cell(book, record, codes),
        )
    )


def gate(book: Book, twig: Twig) -> str:
    """How a stage passed its gate."""
    phase = twig.record
    if phase.kind != "phase" or not phase.text("gate_decision"):
        return ""
    decision, on = choice_cell(book, phase, "gate_decision").text, phase.day("gate_date")
    return book.say("gate: {decision}, {day}", decision=decision, day=book.words.date(on)) if on else decision


def start_cell(book: Book, twig: Twig) -> Cell:
    return explained(book, "start", twig.record, day_cell(book, twig.expected[0] if twig.expected else None))


def finish_cell(book: Book, twig: Twig) -> Cell:
    """The expected finish, with the agreed one below where it is another."""
    finish: date | None = twig.expected[1] if twig.expected else None
    agreed = twig.agreed[1] if twig.agreed else None
    sub = book.say("agreed {day}", day=near(book, agreed, finish)) if agreed is not None and agreed != finish else ""
    return explained(book, "finish", twig.record, day_cell(book, finish, sub=sub))


def near(book: Book, day: date, other: date | None) -> str:
    """A day beside another one, without its year where both have the same."""
    return book.words.date(day, "day" if other is not None and day.year == other.year else "medium")


def explained(book: Book, name: str, task: Record, cell: Cell) -> Cell:
    """A date of an open task, led to why it is then."""
    return replace(cell, href=written(book, name, task.key).href)


def done_cell(book: Book, twig: Twig) -> Cell:
    if twig.done is None:
        return Cell("—", tone="muted")
    percent = round(twig.done)
    text = book.words.percent(percent)
    if twig.leaf and percent in {0, 100}:
        return Cell(text, sort=str(percent))
    return Cell(text, bar=Bar(percent, book.say("{share} done", share=text)), sort=str(percent))


def people_cell(book: Book, twig: Twig) -> Cell:
    """Who does a task, with the share of their time."""
    task = twig.record
    found = []
    for at, part in enumerate(task.items("assignees")):
        keys = task.targets.get(f"assignees[{at}].person", ())
        if keys and keys[0] in book.hrefs:
            share = part.get("percent")
            name = short_name(book, keys[0])
            text = f"{name} {book.words.percent(share)}" if isinstance(share, int | Decimal) else name
            found.append(Anchor(text, book.href(keys[0])))
    if found:
        return Cell(runs=joined(found, book.words.comma))
    if task.owner:
        return key_cell(book, task.owner)
    return Cell("—", tone="muted") if twig.leaf else Cell()


def work_blocks(book: Book, dates: Sequence[TaskDates]) -> tuple[Block, ...]:
    """Open tasks by person, those with the most work first, then what nobody has."""
    work: dict[str, list[TaskDates]] = {}
    for one in dates:
        if is_open(one.task, book.as_of) and one.task.key in book.hrefs:
            people = [link.target for link in one.task.links if link.field.startswith("assignees")]
            for person in dict.fromkeys(people) or {one.task.owner: None}:
                work.setdefault(person, []).append(one)
    columns = (
        Column(book.say("Who")),
        Column(book.say("Open tasks"), numeric=True),
        Column(book.say("Late"), numeric=True),
        Column(book.say("Tasks"), wide=True),
        Column(book.say("Until")),
    )
    order = sorted(work, key=lambda person: (person == "", -len(work[person]), person))
    rows = tuple(work_row(book, person, work[person]) for person in order[:MOST])
    return (table(Table(columns, rows, book.say("Open tasks by person"), empty=book.say("No task is open."))),)


def work_row(book: Book, person: str, own: Sequence[TaskDates]) -> Row:
    late = sum((one.late or 0) > 0 for one in own)
    number = book.words.number
    ends = [one.expected[1] for one in own if one.expected is not None]
    named = [book.anchor(one.task.key) for one in own[:NAMED]]
    more = len(own) - NAMED
    sub = book.say_count("and {count} more", "and {count} more", more) if more > 0 else ""
    who = key_cell(book, person) if person in book.hrefs else Cell(book.say("Nobody"), tone="warn")
    return Row(
        (
            who,
            Cell(number(len(own))),
            Cell(number(late), tone="warn" if late else ""),
            Cell(runs=joined(named, " · "), sub=sub),
            day_cell(book, max(ends, default=None)),
        )
    )
