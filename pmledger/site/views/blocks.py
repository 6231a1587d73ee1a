"""What the body of a hand-made page is made of: sections of blocks, each drawn by the macro named after it."""


from msgspec import Struct

from pmledger.site.parts import Anchor, Bar, Cell, Column, Fact, Frame, Heading, Item, Prose, Runs, Status, Table, Tile


class Block(Struct, frozen=True):
    """A part of a section; `shape` names the macro of `blocks.html` that draws `part`."""

    shape: str
    part: object


class Section(Struct, frozen=True):
    """A heading and its blocks; `half` sections stand side by side where there is room, the first one wider."""

    heading: Heading
    blocks: tuple[Block, ...]
    half: bool = False


class Sheet(Struct, frozen=True):
    """A page of a strip of figures and sections; `contents` lists its sections at the top."""

    frame: Frame
    tiles: tuple[Tile, ...]
    sections: tuple[Section | tuple[Section, ...], ...]
    contents: tuple[Anchor, ...] = ()


class Fold(Struct, frozen=True):
    """Blocks folded away behind one line."""

    summary: str
    blocks: tuple[Block, ...]


class DrawnRow(Struct, frozen=True):
    """A row whose cells may have a small picture under their text ("" for none)."""

    cells: tuple[Cell, ...]
    drawings: tuple[str, ...]
    anchor: str = ""


class Drawn(Struct, frozen=True):
    """A table with small pictures in its cells."""

    columns: tuple[Column, ...]
    rows: tuple[DrawnRow, ...]
    caption: str
    total: DrawnRow | None = None


class Lane(Struct, frozen=True):
    """A row of a picture of time: its name, a quieter line, its bar as SVG, and its parts, folded unless `open`."""

    name: Anchor
    sub: str
    svg: str
    parts: "tuple[Lane, ...]" = ()
    open: bool = True


class Gantt(Struct, frozen=True):
    """A picture of time: its answer in a sentence, the calendar's line, the lanes, and the same as a table.

    `back` and `front` lie behind and before all lanes; `note` says where the table is, when it is elsewhere.
    """

    summary: str
    axis: str
    lanes: tuple[Lane, ...]
    table: Table | None
    key: str = ""
    back: str = ""
    front: str = ""
    note: Runs = ()


class Chart(Struct, frozen=True):
    """A picture with its answer in a sentence, and the same as a table."""

    summary: str
    svg: str
    table: Table
    key: str = ""


class Square(Struct, frozen=True):
    """A field of the matrix: its level, a word for it, and the records in it."""

    tone: str
    word: str
    count: int
    anchors: tuple[Anchor, ...]


class MatrixRow(Struct, frozen=True):
    label: str
    squares: tuple[Square, ...]


class Matrix(Struct, frozen=True):
    """Probability by impact; `named` writes the records' names into the fields instead of their number."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    across: str
    down: str
    href: str = ""
    named: bool = False


class HeatCell(Struct, frozen=True):
    """A share in a field: its text, how full it is (`w0` to `w4`, `over`), and what it means in words."""

    text: str
    step: str
    title: str = ""


class HeatRow(Struct, frozen=True):
    name: Anchor
    cells: tuple[HeatCell, ...]


class Heat(Struct, frozen=True):
    """Shares of many things over time, as fields that are the fuller the more they hold."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    key: str = ""


class Stage(Struct, frozen=True):
    """A step of a lifecycle: done, current, or still to come."""

    word: str
    state: str


class Verdict(Struct, frozen=True):
    """A health in a word with its reasons in sentences, and beside it what the work is for."""

    status: Status
    reasons: tuple[Item, ...]
    purpose: Prose | None
    note: str = ""
    strip: Runs = ()
    """How it stood before, the oldest first."""


class Card(Struct, frozen=True):
    """Something to read: a title, its main sentence, what led to it."""

    title: Anchor
    lead: Prose | None
    facts: tuple[Fact, ...]
    status: Status
    sub: Runs


class Excerpt(Struct, frozen=True):
    """A fault with the line it stands in; `before`, `marked`, `after` are that line cut at the fault.

    `explained` is where its code is explained.
    """

    code: str
    name: str
    tone: str
    word: str
    text: str
    place: str
    edit_url: str
    line: int
    before: str
    marked: str
    after: str
    help: str
    record: Anchor | None
    explained: str = ""


class Explained(Struct, frozen=True):
    """A figure with its formula in words and symbols, and what went in, each led back to its line."""

    anchor: str
    label: str
    value: str
    reason: str
    formula: str
    symbols: str
    reference: str
    inputs: tuple[Fact, ...]


class Branch(Struct, frozen=True):
    """A line of a tree: what it is, a quiet word, how it stands, how far it is, and the lines below it."""

    name: Anchor
    note: str = ""
    status: Status | None = None
    bar: Bar | None = None
    branches: "tuple[Branch, ...]" = ()


def table(part: Table) -> Block:
    return Block("table", part)


def text(sentence: Runs) -> Block:
    return Block("text", sentence)


def words(sentence: str) -> Block:
    """A sentence without links."""
    return Block("text", (Anchor(sentence),))


def listed(items: tuple[Item, ...], empty: str) -> Block:
    return Block("todo", items) if items else Block("none", empty)


def label(title: str) -> Block:
    """A small heading within a section."""
    return Block("label", title)


def folded(summary: str, *blocks: Block) -> Block:
    return Block("fold", Fold(summary, blocks))


def contents_of(sections: tuple[Section | tuple[Section, ...], ...]) -> tuple[Anchor, ...]:
    """Links to the sections of a page."""
    flat = [each for part in sections for each in (part if isinstance(part, tuple) else (part,))]
    return tuple(Anchor(each.heading.title, f"#{each.heading.id}") for each in flat if each.heading.id)
