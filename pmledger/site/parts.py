"""The parts that views are made of: frozen plain data, already in the reader's language.

Rules for all of them: `href` is relative to the site's root and percent-encoded (`risk/apollo/vendor-delay.html#x`),
"" means plain text, `#x` stays on the page, `https:` and `mailto:` lead out; templates put the page's `root` before it
by the filter `href(root)`. `tone` is one of `TONES` ("" for none). Texts are unescaped; templates escape.

The macros of `themes/default/macros.html` draw them: `link(anchor, root)`, `runs(anchors, root)`, `status(status)`,
`bar(bar)`, `cell(cell, root)`, `table(table, root)`, `figures(tuple of Tile, root)`, `todo(tuple of Item, root)`,
`heading(heading, root)`, `facts(tuple of Fact, root)`, `prose(prose, root)`.
"""


from msgspec import Struct

TONES = ("good", "warn", "bad", "info", "none", "")


class Anchor(Struct, frozen=True, array_like=True):
    """A link, or text when `href` is empty.

    `kind` is a class of the stylesheet: a tone, `b` (strong), `muted`, `ref`, or "". A sentence is a tuple of anchors,
    written one after the other without separator.
    """

    text: str
    href: str = ""
    kind: str = ""
    title: str = ""


Runs = tuple[Anchor, ...]


class Status(Struct, frozen=True, array_like=True):
    """A state as a word with its tone; the stylesheet adds circle, triangle or diamond."""

    word: str
    tone: str = "none"


class Bar(Struct, frozen=True, array_like=True):
    """A horizontal bar: `value` and `tick` (planned, today) in percent from 0 to 100; `label` says it in words."""

    value: int
    label: str
    tick: int | None = None
    tone: str = ""


class Cell(Struct, frozen=True, array_like=True):
    """One cell: `text` (linked by `href`) or `runs`, or a `status`, or a `bar`; `sub` is a second, quieter line.

    `sort` is what sorting compares when it is not the text (an ISO date, a plain number). `sub_runs` is a second line
    with links in it.
    """

    text: str = ""
    href: str = ""
    tone: str = ""
    sort: str = ""
    sub: str = ""
    sub_tone: str = ""
    status: Status | None = None
    bar: Bar | None = None
    runs: Runs = ()
    sub_runs: Runs = ()
    lang: str = ""


class Column(Struct, frozen=True, array_like=True):
    """A column's heading; `numeric` sets it to the right, `wide` lets it take the room."""

    title: str
    numeric: bool = False
    wide: bool = False


class Row(Struct, frozen=True, array_like=True):
    """The cells of a row, the first one is its heading; `id` is its anchor on the page."""

    cells: tuple[Cell, ...]
    id: str = ""


class Table(Struct, frozen=True):
    """A table; `caption` is its accessible name (shown only to screen readers).

    `tools` adds sorting and a filter box where script runs; `id` must be unique on the page and names the table's state
    in the address. `total` is a last row set apart. Empty tables say `empty`. `stack` turns rows into blocks on a phone
    instead of scrolling inside the table's box.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str
    id: str = ""
    tools: bool = False
    total: Row | None = None
    empty: str = ""
    stack: bool = True


class Tile(Struct, frozen=True, array_like=True):
    """A figure of the strip: its name, its value as written, a quieter line, and the address of its explanation."""

    label: str
    value: str
    href: str = ""
    sub: str = ""
    sub_tone: str = ""
    title: str = ""


class Item(Struct, frozen=True, array_like=True):
    """A line of a list of things to see: a mark of its tone, a text, a quieter line, and when."""

    text: str
    href: str = ""
    tone: str = "none"
    sub: str = ""
    when: str = ""
    word: str = ""
    """The tone in a word for screen readers ("overdue", "soon")."""


class Heading(Struct, frozen=True, array_like=True):
    """A section's heading, its anchor on the page and the links on its right."""

    title: str
    id: str = ""
    links: Runs = ()


class Prose(Struct, frozen=True):
    """Markdown of a record as data; the template renders it by the macro `prose` or the filter `md(root)`.

    `links` maps the target as written (`apollo`, `../plan.md`, `plan.png`) to where it leads; what is not in it is
    shown as broken. `prefix` keeps the ids of several proses on one page apart; `level` is the level that a first
    heading gets. `lang` is set when the text is in another language than the page.
    """

    text: str
    links: tuple[tuple[str, Anchor], ...] = ()
    prefix: str = ""
    level: int = 2
    lang: str = ""


class Fact(Struct, frozen=True, array_like=True):
    """A field of a record: its label and its value as a sentence of anchors, a status, or prose."""

    label: str
    runs: Runs = ()
    status: Status | None = None
    prose: Prose | None = None
    help: str = ""


class Source(Struct, frozen=True, array_like=True):
    """Where a page comes from: the file, the line, and where to edit it ("" when nowhere)."""

    path: str
    line: int
    edit_url: str = ""


class Notice(Struct, frozen=True, array_like=True):
    """A sentence above the page's content, such as a fault in the record's file."""

    text: str
    tone: str = "warn"
    href: str = ""
    place: str = ""


class NavGroup(Struct, frozen=True):
    title: str
    links: tuple[Anchor, ...]


class Site(Struct, frozen=True, eq=False):
    """What all pages of a site share.

    Nothing here may change with an everyday edit: kinds that have records, but not how many. `past` says which revision
    the files were read from, and is "" for those on the disk.
    """

    name: str
    lang: str = "en"
    nav: tuple[NavGroup, ...] = ()
    logo: str = ""
    own_css: bool = False
    past: str = ""


class Frame(Struct, frozen=True):
    """What stands around a page's content.

    `title` is the page's only h1, `root` the way up to the site's root (`../../`, "" at the top), `current` the href of
    the navigation's entry that this page belongs to, `crumbs` the way down to it (without itself), `stamp` the quiet
    line under the title. `heading_lang` is set when the title is in another language than the site.
    """

    site: Site
    title: str
    root: str = ""
    current: str = ""
    crumbs: tuple[Anchor, ...] = ()
    stamp: tuple[Runs, ...] = ()
    source: Source | None = None
    notices: tuple[Notice, ...] = ()
    status: Status | None = None
    lede: Runs = ()
    heading_lang: str = ""
    kind: str = ""
    """What the page is, in a small line above the title ("Risk")."""
