"""What the page of a process or checklist says beyond its fields: how often, what was left out, what is still open."""

from pmledger.analysis.process import OPEN, Step, Use, points_of, uses
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Section, table
from pmledger.site.views.cells import MOST, joined, visible
from pmledger.site.views.figures import figure_anchor
from pmledger.site.views.processes import NAMED, list_columns, list_row
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.seen_before import remembering
from pmledger.site.views.sentence import runs, toned


def process_extra(book: Book) -> MakeExtra:
    """How often a process was used, step by step, and the lists made from it."""
    by_key = {use.process.key: use for use in uses(book.ledger)}
    return lambda process: of_process(book, by_key[process.key])


def of_process(book: Book, use: Use) -> Extra:
    if not use.lists:
        return Extra(runs(book.say("No checklist was made from it yet.")))
    done = figure_anchor(book, "completion_rate", use.process.key)
    left = figure_anchor(book, "skip_rate", use.process.key)
    lede = book.say_count(
        "{count} checklist was made from it, {done} completed; {left} of the steps were left out.",
        "{count} checklists were made from it, {done} completed; {left} of the steps were left out.",
        len(use.lists), done=toned(done.text, "b", done.href), left=toned(left.text, "b", left.href),
    )  # fmt: skip
    lists = visible(book, use.lists)
    made = bounded(
        book, lists, list_columns(book), lambda one: list_row(book, one), book.say("Made from it"), anchor="t-made",
        empty=book.say("No checklist was made from it yet."),
    )  # fmt: skip
    sections = (
        Section(head(book.say("Steps in use"), "in-use"), (table(steps_table(book, use)),)),
        Section(head(book.say("Made from it"), "made"), made),
    )
    return Extra(runs(lede), sections)


def steps_table(book: Book, use: Use) -> Table:
    columns = (
        Column(book.say("Step"), wide=True),
        Column(book.say("Done"), numeric=True),
        Column(book.say("Left out"), numeric=True),
        Column(book.say("Still open"), numeric=True),
        Column(book.say("Where and why"), wide=True),
    )
    return Table(columns, tuple(step_row(book, step) for step in use.steps[:MOST]), book.say("Steps in use"))


def step_row(book: Book, step: Step) -> Row:
    number = book.words.number
    where = [
        Anchor(book.say("{list}: {reason}", list=record.title, reason=reason) if reason else record.title, book.href(record.key))
        for record, reason in step.left_out[:NAMED]
        if record.key in book.hrefs
    ]
    return Row(
        (
            Cell(step.text, sub="" if step.required else book.say("optional")),
            Cell(number(step.done)),
            Cell(number(len(step.left_out)), tone="warn" if step.left_out and step.required else ""),
            Cell(number(step.open)),
            Cell(runs=joined(where, " · ")) if where else Cell("—", tone="muted"),
        )
    )


def checklist_extra(book: Book) -> MakeExtra:
    """How far a checklist is; one that starts a project also shows what was learnt before in projects like it."""
    remember = remembering(book)

    def make(checklist: Record) -> Extra:
        project, template = book.ledger.get(checklist.project), book.ledger.get(checklist.target("template"))
        starts = template is not None and template.text("process_group") == "initiating"
        sections = remember(project) if project is not None and project.key in book.hrefs and starts else ()
        return Extra(runs(progress(book, checklist)), sections)

    return make


def progress(book: Book, checklist: Record) -> str:
    required = [point for point in points_of(checklist) if point.required]
    still = [point for point in required if point.state == OPEN]
    share = figure_anchor(book, "done_share", checklist.key)
    if not required:
        return ""
    if not still:
        return book.say("All required points are settled.")
    due = checklist.day("due")
    told = book.say_count(
        "{share} of the required points are settled; {count} is still open.",
        "{share} of the required points are settled; {count} are still open.",
        len(still), share=toned(share.text, "b", share.href),
    )  # fmt: skip
    if due is None or checklist.closed:
        return told
    late = toned(book.words.date(due), "bad" if due < book.as_of else "")
    return book.words.sentences([told, book.say("Due on {day}.", day=late)])
