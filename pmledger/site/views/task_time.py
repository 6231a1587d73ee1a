"""When a task runs, on its page: by the plan, if nobody does two things at once, and what drives it."""

from collections.abc import Sequence
from datetime import date

from pmledger.analysis.levelling.levelled_dates import levelled_causes, levelled_steps
from pmledger.analysis.schedule.causes import Causes
from pmledger.analysis.schedule.way import Step, steps
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Item
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Section
from pmledger.site.views.figures import figure_anchor, tile, written
from pmledger.site.views.ragwords import is_hidden
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, toned

FIGURES = ("start", "finish", "total_float", "levelled_start", "levelled_finish")
LONGEST = 8
"""Steps of the way; `pmledger why` has all."""


def extra(book: Book) -> MakeExtra:
    """What the page of an open task says of its dates."""
    found = book.conclusions.people_plan
    plan = Causes(book.ledger, book.conclusions.timetable)
    levelled = None if found is None else levelled_causes(book.ledger, book.conclusions.timetable, found)

    def make(task: Record) -> Extra:
        names = [name for name in FIGURES if (name, task.key) in book.conclusions.figures]
        if not isinstance(written(book, "finish", task.key).value, date):
            return Extra()
        lede = runs(sentence(book, task, names))
        if "levelled_start" not in names or found is None or levelled is None:
            return Extra(lede, (section(book, task, names, steps(plan, task.key, start=False), plan),))
        return Extra(lede, (section(book, task, names, levelled_steps(levelled, found, task.key, start=False), levelled),))

    return make


def sentence(book: Book, task: Record, names: Sequence[str]) -> str:
    """From when to when, by the plan and, where that is another time, if nobody does two things at once."""
    parts = [book.say("By the plan it runs from {start} to {finish}.", **span(book, task, "start", "finish"))]
    if "levelled_start" in names:
        days = span(book, task, "levelled_start", "levelled_finish")
        parts.append(book.say("If nobody does two things at once it runs from {start} to {finish}.", **days))
    return book.words.sentences(parts)


def section(book: Book, task: Record, names: Sequence[str], way: Sequence[Step], causes: Causes) -> Section:
    """The dates as figures, then what drives the finish, the last first."""
    tiles = Block("figures", tuple(tile(book, name, task.key) for name in names))
    items = Block("todo", tuple(item(book, step, causes) for step in way[:LONGEST]))
    return Section(head(book.say("When it runs"), "time"), (tiles, items))


def span(book: Book, task: Record, start: str, finish: str) -> dict[str, str]:
    """Two dates, each led to its explanation."""
    found = {"start": figure_anchor(book, start, task.key), "finish": figure_anchor(book, finish, task.key)}
    return {name: toned(one.text, "", one.href) for name, one in found.items()}


def item(book: Book, step: Step, causes: Causes) -> Item:
    """A record on the way: why it ends when it does."""
    record, on = book.ledger.by_key[step.record], causes.timetable.finish(step.record)
    when = book.words.date(on, "day") if on is not None else ""
    if is_hidden(book, (step.record, *(cause.leads_to or cause.record for cause in step.causes))):
        return Item(book.say("A restricted record counts here."), when=when)
    return Item(record.title, book.href(record.key), sub=capital(book.words.render(step.sentence)), when=when)
