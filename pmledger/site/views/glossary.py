"""The glossary: what the kinds are, which states they pass through, and how the figures are computed."""

from collections.abc import Iterator

from pmledger.analysis.names import DEFINITIONS
from pmledger.kinds.declare import KindSpec
from pmledger.site.address import register_path
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Table
from pmledger.site.paths import href
from pmledger.site.reference.kinds import kind_href
from pmledger.site.views.blocks import Section, Sheet, contents_of, table
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import runs, toned


def kind_row(book: Book, spec: KindSpec) -> Row:
    """A kind in the reader's language with its name in files, its states in their order, its standards."""
    words = book.words
    states = " → ".join(words.state_label(spec, state) for state in spec.states)
    target = href(register_path(spec)) if book.shown(spec.name) else ""
    return Row(
        (
            Cell(words.kind_label(spec), target, sub_runs=(Anchor(spec.name, kind_href(spec.name), "ref"),)),
            Cell(words.text(spec.purpose)),
            Cell(states),
            *((Cell(spec.standards),) if words.language == "en" else ()),
        ),
        f"k-{spec.name}",
    )


def kinds_table(book: Book) -> Table:
    """The kinds that this ledger uses."""
    used = [spec for name, spec in sorted(book.schema.kinds.items()) if book.shown(name)]
    columns = (
        Column(book.say("Kind")),
        Column(book.say("What it is"), wide=True),
        Column(book.say("States"), wide=True),
        *((Column(book.say("Standards")),) if book.words.language == "en" else ()),
    )
    rows = tuple(kind_row(book, spec) for spec in used)
    return Table(
        columns, rows, book.say("Kinds of records"), "t-kinds", tools=True, empty=book.say("There is no record yet.")
    )


def figures_table(book: Book, of: str) -> Table:
    """The figures of one kind of subject."""
    columns = (
        Column(book.say("Figure")),
        Column(book.say("In words"), wide=True),
        Column(book.say("In symbols"), wide=True),
        Column(book.say("After")),
    )
    words = book.words
    rows = tuple(
        Row(
            (
                Cell(words.render(each.label), sub_runs=(Anchor(each.name, "", "ref"),)),
                Cell(words.render(each.words)),
                Cell(book.words.text(each.symbols) if each.symbols else "—", tone="" if each.symbols else "muted"),
                Cell(each.reference or "—", tone="" if each.reference else "muted"),
            ),
            f"f-{of}-{each.name}" if of else f"f-{each.name}",
        )
        for each in DEFINITIONS
        if each.of == of
    )
    return Table(columns, rows, book.say("Figures and formulas"))


def signs_table(book: Book) -> Table:
    """What the colours and shapes of states mean."""
    rows = tuple(
        Row((Cell(word, tone=tone), Cell(meaning)))
        for tone, word, meaning in (
            ("good", book.say("Circle"), book.say("As it should be.")),
            ("warn", book.say("Triangle"), book.say("Needs attention.")),
            ("bad", book.say("Diamond"), book.say("In trouble.")),
            ("info", book.say("Blue circle"), book.say("Under way, or closed without judgement.")),
            (
                "none",
                book.say("Open circle"),
                book.say("Unknown, or nothing to judge; — says that a figure is unknown, and why."),
            ),
        )
    )
    return Table((Column(book.say("Sign")), Column(book.say("Meaning"), wide=True)), rows, book.say("Signs"))


def figures_section(book: Book, of: str) -> Section:
    """The figures of one kind of subject under its name."""
    spec = book.schema.kinds.get(of)
    title = book.words.kind_label(spec) if spec else book.say("Figures: {subject}", subject=book.say("Portfolio"))
    return Section(head(title, f"figures-{of or 'all'}"), (table(figures_table(book, of)),))


def pages(book: Book) -> Iterator[Page]:
    """Terms, states and formulas; the formulas of single records on a page of their own, since there are many."""
    subjects = tuple(dict.fromkeys(each.of for each in DEFINITIONS))
    path, more = "glossary.html", "glossary/figures.html"
    sections = (
        Section(head(book.say("Kinds of records"), "kinds"), (table(kinds_table(book)),)),
        Section(head(book.say("Signs"), "signs"), (table(signs_table(book)),)),
        *(figures_section(book, of) for of in subjects if not of),
    )
    lede = book.say(
        "What the words of this ledger mean, and how its {figures} are computed; what may be written stands in the {reference}.",
        reference=toned(book.say("reference"), "", "reference.html"),
        figures=toned(book.say("figures"), "", more),
    )
    frame = book.frame(path, book.say("Glossary"), current=path, lede=runs(lede))
    yield Page(path, "glossary.html", Sheet(frame, (), sections, contents_of(sections)))
    sections = tuple(figures_section(book, of) for of in subjects if of)
    lede = book.say("How each figure of a record is computed, and after whom; those of the whole stand in the {glossary}.",
                    glossary=toned(book.say("glossary"), "", path))  # fmt: skip
    crumbs = (Anchor(book.say("Glossary"), path),)
    frame = book.frame(more, book.say("Figures and formulas"), current=path, crumbs=crumbs, lede=runs(lede))
    yield Page(more, "glossary.html", Sheet(frame, (), sections, contents_of(sections)))
