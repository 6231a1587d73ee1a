"""What each piece of work was to be worth by now, is worth and has cost: by stage with its tasks folded, and of one alone."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.earned.work import Forest, Node, is_work
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table, Tile
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Section, folded, label, table, text
from pmledger.site.views.cells import day_cell, record_cell
from pmledger.site.views.figures import MINUS, figure_cell, tile, written
from pmledger.site.views.money import amount_text
from pmledger.site.views.registers import and_more, head
from pmledger.site.views.sentence import runs, toned

ZERO = Fraction(0)
STAGES, ROWS, PAST = 40, 50, 20
"""The most stages, pieces of work in all, and pieces that are over or to come: what lacks most is shown, the plan has all."""


class Shape(Struct, frozen=True):
    """How the tables of a project are made: its currency, and whether its costs name the work they are for.

    `planned` is whether a baseline gives work its value, `begun` whether any of the work in a table has begun.
    """

    currency: str
    named: bool
    planned: bool
    begun: bool = True


def work_blocks(book: Book, project: Record, currency: str) -> tuple[Block, ...]:
    """The work by stage with the tasks of each folded; without stages the tasks, those that lack most first."""
    trees = book.conclusions.work[project.key]
    nodes = [node for node in trees.nodes if node.record.key in book.hrefs]
    shape = Shape(currency, trees.named, trees.lack is None)
    if not nodes:
        return ()
    if any(node.parts for node in nodes):
        stages = [node for node in nodes if node.parts][:STAGES]
        each = max(ROWS // max(len(stages), 1), 1)
        return (
            label(book.say("By stage")),
            *sentences(book, project, nodes, trees),
            table(Table(columns(book, shape), (*rows_of(book, nodes[:STAGES], shape), *loose_rows(book, project, shape)),
                        book.say("Worth and cost of the work by stage"), total=total_row(book, project, shape))),
            *and_more(book, len(nodes) - STAGES),
            *(block for node in stages for block in parts_fold(book, node, shape, each)),
        )  # fmt: skip
    return (*sentences(book, project, nodes, trees), *groups(book, nodes, shape))


def sentences(book: Book, project: Record, nodes: Sequence[Node], trees: Forest) -> tuple[Block, ...]:
    """Which work was dearest against its worth, and how much of the cost names no work."""
    if not trees.named:
        return ()
    told = [(written(book, "cv", node.record.key), node) for node in nodes]
    dear = min(((one.number, one, node) for one, node in told if one.number is not None), key=lambda row: row[0], default=None)
    parts = []
    if dear is not None and dear[0] < 0:
        amount = toned(dear[1].text.lstrip(MINUS), "b", dear[1].href)
        parts.append(book.say("Dearest against its worth is {work}, by {amount}.", work=toned(dear[2].record.title), amount=amount))
    loose, whole = written(book, "unnamed_cost", project.key), written(book, "actual_cost", project.key)
    if loose.number and whole.number is not None:
        amount = toned(loose.text, "b", loose.href)
        parts.append(book.say("{amount} of the {whole} spent names no task and no stage.", amount=amount, whole=whole.text))
    return (text(runs(book.words.sentences(parts))),) if parts else ()


def columns(book: Book, shape: Shape) -> tuple[Column, ...]:
    worth = (
        Column(book.say("Worth"), numeric=True),
        Column(book.say("Done"), numeric=True),
        Column(book.say("Planned by now"), numeric=True),
        Column(book.say("Earned"), numeric=True),
        Column(book.say("Earned less planned"), numeric=True),
        Column("SPI", numeric=True),
    )
    cost = (Column(book.say("Spent"), numeric=True), Column(book.say("Earned less spent"), numeric=True), Column("CPI", numeric=True))
    finish = () if shape.named else (Column(book.say("Agreed finish")),)
    if not shape.begun:
        return (Column(book.say("Work"), wide=True), Column(book.say("Agreed finish")), worth[0])
    if not shape.planned:
        return (Column(book.say("Work"), wide=True), cost[0])
    return (Column(book.say("Work"), wide=True), *finish, *worth, *(cost if shape.named else ()))


def rows_of(book: Book, nodes: Iterable[Node], shape: Shape) -> list[Row]:
    return [row_of(book, node, shape) for node in nodes]


def row_of(book: Book, node: Node, shape: Shape) -> Row:
    """One piece of work; what has neither begun nor cost anything has only its worth."""
    key = node.record.key
    ends = node.piece.finish if node.piece is not None else None
    until = book.say("agreed until {day}", day=book.words.date(ends)) if ends is not None and shape.named else ""
    worth = Cell(amount_text(book, node.value, shape.currency), sort=str(float(node.value)))
    if not shape.begun:
        return Row((record_cell(book, node.record), day_cell(book, ends), worth))
    name = record_cell(book, node.record, until)
    spent = figure_cell(book, "actual_cost", key)
    if not shape.planned:
        return Row((name, spent))
    figures = ("planned_value", "earned_value") if is_work(node.record) and node.begun else ()
    values = tuple(figure_cell(book, one, key) for one in figures) or (quiet(), quiet())
    lag = figure_cell(book, "sv", key, signed=True) if figures else quiet()
    costs = (spent, figure_cell(book, "cv", key, signed=True), figure_cell(book, "cpi", key)) if figures else (quiet(), quiet(), quiet())
    return Row(
        (
            name,
            *(() if shape.named else (day_cell(book, ends),)),
            worth,
            done_cell(book, node),
            *values,
            lag,
            figure_cell(book, "spi", key) if figures else quiet(),
            *(costs if shape.named else ()),
        )
    )


def loose_rows(book: Book, project: Record, shape: Shape) -> tuple[Row, ...]:
    """What of the cost names no work, so that the rows add up to the project."""
    if not shape.named or not written(book, "unnamed_cost", project.key).number:
        return ()
    name, spent = Cell(book.say("On no work in particular"), tone="muted"), figure_cell(book, "unnamed_cost", project.key)
    if not shape.planned:
        return (Row((name, spent)),)
    return (Row((name, *(quiet() for _ in range(6)), spent, quiet(), quiet())),)


def quiet() -> Cell:
    return Cell("—", tone="muted")


def done_cell(book: Book, node: Node) -> Cell:
    """How much of the worth is earned; of a single piece how much it says is done."""
    if not node.begun or not node.value:
        return quiet()
    return quiet() if node.earned is None else Cell(book.words.percent(100 * node.earned / node.value))


def total_row(book: Book, project: Record, shape: Shape) -> Row | None:
    """The project: what of it names no work is in it."""
    if not shape.planned:
        return Row((Cell(book.say("All")), figure_cell(book, "actual_cost", project.key)))
    key = project.key
    done = written(book, "earned_value", key), written(book, "bac", key)
    share = 100 * done[0].number / done[1].number if done[0].number is not None and done[1].number else None
    costs = (figure_cell(book, "actual_cost", key), figure_cell(book, "cv", key, signed=True), figure_cell(book, "cpi", key))
    return Row(
        (
            Cell(book.say("All")),
            *(() if shape.named else (Cell(),)),
            figure_cell(book, "bac", key),
            Cell(book.words.percent(share)) if share is not None else quiet(),
            figure_cell(book, "planned_value", key),
            figure_cell(book, "earned_value", key),
            figure_cell(book, "sv", key, signed=True),
            figure_cell(book, "spi", key),
            *(costs if shape.named else ()),
        )
    )


def parts_fold(book: Book, node: Node, shape: Shape, most: int) -> tuple[Block, ...]:
    """The pieces of a stage, those that contain others followed by theirs, behind a line with their number."""
    leaves = [one for one in inner(node) if one.record.key in book.hrefs]
    if not leaves:
        return ()
    count = book.say_count("{count} piece of work", "{count} pieces of work", len(leaves))
    caption = f"{node.record.title}{book.words.colon}{count}"
    return (folded(caption, *bounded_table(book, leaves, shape, caption, most)),)


def inner(node: Node) -> list[Node]:
    """All below a piece of work that has something of its own."""
    found, waiting = [], list(node.parts)
    while waiting:
        part = waiting.pop()
        waiting.extend(part.parts)
        if not part.parts or part.piece is not None:
            found.append(part)
    return found


def by_lack(nodes: Iterable[Node]) -> list[Node]:
    """What lacks most of what was planned first, then by its days."""
    return sorted(nodes, key=lambda node: ((node.earned or ZERO) - node.planned, str(node.piece.start if node.piece else ""), node.record.key))


def groups(book: Book, nodes: Sequence[Node], shape: Shape) -> tuple[Block, ...]:
    """What is due or under way in a table, what is to come and what is done folded away."""
    later = [node for node in nodes if not node.begun]
    over = [node for node in nodes if node.begun and node.piece is not None and node.piece.done == 100]
    still = [node for node in nodes if node not in later and node not in over]
    found = [*bounded_table(book, still, shape, book.say("Work that is due or under way"), ROWS)] if still else []
    if later:
        count = book.say_count("{count} piece of work is still to come", "{count} pieces of work are still to come", len(later))
        found.append(folded(count, *bounded_table(book, later, shape, book.say("Work that is still to come"), PAST)))
    if over:
        count = book.say_count("{count} piece of work is done", "{count} pieces of work are done", len(over))
        found.append(folded(count, *bounded_table(book, over, shape, book.say("Work that is done"), PAST)))
    return tuple(found)


def bounded_table(book: Book, nodes: Sequence[Node], shape: Shape, caption: str, most: int) -> tuple[Block, ...]:
    shape = replace(shape, begun=any(node.begun for node in nodes) or not shape.planned)
    part = Table(columns(book, shape), tuple(rows_of(book, by_lack(nodes)[:most], shape)), caption)
    return (table(part), *and_more(book, len(nodes) - most))


def extra(book: Book) -> MakeExtra:
    """What the page of a task says of its worth and cost."""

    def make(task: Record) -> Extra:
        return Extra(sections=own_section(book, task))

    return make


def own_section(book: Book, work: Record) -> tuple[Section, ...]:
    """Worth and cost of one piece of work in figures; nothing where it has neither."""
    key = work.key
    names = [name for name in ("planned_value", "earned_value", "spi", "actual_cost", "cpi") if (name, key) in book.conclusions.figures]
    if not names:
        return ()
    tiles = tuple(work_tile(book, name, key) for name in names)
    return (Section(head(book.say("Worth and cost"), "worth"), (Block("figures", tiles),)),)


def work_tile(book: Book, name: str, key: str) -> Tile:
    """A figure with the difference that an index stands for in its quiet line."""
    beside = {"spi": "sv", "cpi": "cv"}.get(name)
    found = written(book, beside, key, signed=True) if beside else None
    return tile(book, name, key, sub=found.text if found is not None and found.number is not None else "")
