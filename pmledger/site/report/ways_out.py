"""The options of an exception report: what could be done, and what each would bring."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.figure import decimal, exact
from pmledger.analysis.tolerance.tolerated import Tolerance
from pmledger.analysis.tolerance.ways_out import WayOut, calendar_of, ending
from pmledger.analysis.tolerance.words import OF
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, label, table
from pmledger.site.views.cells import day_cell
from pmledger.site.views.figures import figure_of, money_text, written
from pmledger.site.views.tolerances import withheld
from pmledger.site.views.withheld import is_withheld


def option_blocks(book: Book, subject: Record, ways: Sequence[WayOut], report: Record | None) -> Iterator[Block]:
    """The options that the ledger can reckon, then those that the report itself proposes."""
    columns = (
        Column(book.say("Option"), wide=True),
        Column(book.say("Finish")),
        Column(book.say("Cost forecast"), numeric=True),
        Column(book.say("Still beyond its tolerance")),
        Column(book.say("What it takes"), wide=True),
    )
    rows = tuple(way_row(book, subject, way) for way in ways)
    yield table(Table(columns, rows, book.say("Options that the ledger can reckon"), empty=book.say("Nothing is beyond its tolerance, so nothing was reckoned.")))
    proposed = report.items("options") if report is not None else ()
    if proposed:
        yield label(book.say("Options that the report proposes"))
        names = ("option", "effect", "pros", "cons")
        heads = (book.say("Option"), book.say("Effect"), book.say("For it"), book.say("Against it"))
        cells = (Row(tuple(Cell(book.words.value(part.get(name)) if part.get(name) else "—") for name in names)) for part in proposed)
        yield table(Table(tuple(Column(one) for one in heads), tuple(cells), book.say("Options that the report proposes")))


def way_row(book: Book, subject: Record, way: WayOut) -> Row:
    return Row((Cell(name_of_way(book, subject, way)), finish_cell(book, subject, way), cost_cell(book, subject, way), still(book, way), Cell(takes(book, subject, way))))


def named(book: Book, way: WayOut) -> str:
    """The tasks that a way out is about; those that the site does not show are counted."""
    shown = [f"“{book.ledger.by_key[key].title}”" for key in way.records if key in book.hrefs]
    hidden = len(way.records) - len(shown)
    if hidden:
        shown.append(book.say_count("{count} restricted task", "{count} restricted tasks", hidden))
    return book.words.list_and(shown)


def name_of_way(book: Book, subject: Record, way: WayOut) -> str:
    match way.kind:
        case "accept":
            return book.say("Go on as forecast and widen the tolerance")
        case "draw":
            return book.say("Draw {amount} from the contingency", amount=amount_of(book, subject, way))
        case "cut":
            return book.say("Leave out {tasks}", tasks=named(book, way))
        case "shorten":
            days = int(way.amount or 0)
            return book.say_count("End {tasks} {count} working day earlier", "End {tasks} {count} working days earlier", days, tasks=named(book, way))
    return book.say("Stop here")


def amount_of(book: Book, subject: Record, way: WayOut) -> str:
    """What is drawn; as it follows from the cost forecast it is withheld with it."""
    figure = figure_of(book, "cost_forecast", subject.project or subject.key)
    if figure is None or way.amount is None or is_withheld(book, figure):
        return book.say("what is lacking")
    return money_text(book, Money(decimal(exact(way.amount)), figure.unit))


def finish_cell(book: Book, subject: Record, way: WayOut) -> Cell:
    """When it would end, and by how much earlier than forecast."""
    before = ending(book.conclusions, subject, book.ledger)
    if way.finish is None or before is None:
        return Cell("—", tone="muted")
    days = calendar_of(subject, book.conclusions).slip(way.finish, before)
    note = book.say_count("{count} working day earlier", "{count} working days earlier", days) if days > 0 else ""
    return day_cell(book, way.finish, sub=note)


def cost_cell(book: Book, subject: Record, way: WayOut) -> Cell:
    figure = figure_of(book, "cost_forecast", subject.project or subject.key)
    if way.cost is None or figure is None or is_withheld(book, figure):
        return Cell("—", tone="muted")
    return Cell(money_text(book, Money(decimal(exact(way.cost)), figure.unit), short=True))


def still(book: Book, way: WayOut) -> Cell:
    if way.kind == "stop":
        return Cell("—", tone="muted")
    if not way.beyond:
        return Cell(book.say("none of them"))
    return Cell(book.words.list_and([book.words.render(OF[one]) for one in way.beyond]), tone="bad")


def takes(book: Book, subject: Record, way: WayOut) -> str:
    """What somebody has to do or to give up for it."""
    key = subject.project or subject.key
    match way.kind:
        case "accept":
            wider = widened(book.conclusions.tolerances.get(subject.key, ()), book)
            return book.say("a decision with “tolerance: {wider}”, and a change for the next baseline", wider=wider)
        case "draw":
            left = written(book, "contingency_left", key)
            return book.say("a change funded from the contingency, of which {left} is left", left=left.text)
        case "cut":
            return book.say("only needs ask for it that may be left out; those who asked must agree")
        case "shorten":
            return book.say("more people, or less of the task; forecasts of milestones written by hand follow")
    spent, ordered = written(book, "spent", key), written(book, "committed", key)
    if spent.number is None and ordered.number is None:
        return book.say("what is done so far is handed over")
    if not ordered.number:
        return book.say("{spent} is spent; what is done so far is handed over", spent=spent.text)
    return book.say("{spent} is spent and {ordered} ordered; what is done so far is handed over", spent=spent.text, ordered=ordered.text)


def widened(found: Sequence[Tolerance], book: Book) -> str:
    """The tolerance as it would have to be for what is forecast, as it is written in a decision."""
    parts = []
    for one in found:
        number = one.off.found.number
        if one.beyond and number is not None and not withheld(book, one):
            tenths = -(-(number * 10) // 1)
            parts.append(f"{one.limit.way}: {tenths // 10}" if tenths % 10 == 0 else f"{one.limit.way}: {tenths // 10}.{tenths % 10}")
    return "{" + ", ".join(parts) + "}"
