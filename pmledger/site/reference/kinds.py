"""A page for every kind: where it is written, its states, its fields, its figures."""

from collections.abc import Iterator
from urllib.parse import quote

from pmledger.analysis.names import DEFINITIONS
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.lifecycle import required_in
from pmledger.site.address import register_path
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Fact, Row, Runs, Status, Table
from pmledger.site.paths import href, portable
from pmledger.site.reference.codes import codes_table
from pmledger.site.reference.settings import settings_table
from pmledger.site.reference.types import names_in_files, type_words, written_as
from pmledger.site.tones import tone_of
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, table
from pmledger.site.views.cells import joined
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import runs

INDEX = "reference.html"
UNSEEN = frozenset({"kind", "body"})
TEMPLATE = "reference.html"


def kind_path(kind: str) -> str:
    return f"reference/{portable(kind)}.html"


def kind_href(kind: str) -> str:
    """Where the reference of a kind is."""
    return href(kind_path(kind))


def index_row(book: Book, spec: KindSpec) -> Row:
    count = len(book.shown(spec.name))
    register = href(register_path(spec)) if count else ""
    states = len(spec.states)
    return Row(
        (
            Cell(book.words.kind_label(spec), kind_href(spec.name), sub_runs=(Anchor(spec.name, "", "ref"),)),
            Cell(book.words.text(spec.purpose)),
            Cell(book.words.number(len(spec.fields) - len(UNSEEN)), sort=str(len(spec.fields))),
            Cell(book.words.number(states) if states else "—", sort=str(states)),
            Cell(book.words.number(count), register, sort=str(count)) if count else Cell("—", tone="muted", sort="0"),
        )
    )


def index_sections(book: Book) -> Iterator[Section]:
    """The kinds by group, then the settings and the faults."""
    groups: dict[str, list[KindSpec]] = {}
    for spec in book.schema.kinds.values():
        groups.setdefault(spec.group, []).append(spec)
    columns = (
        Column(book.say("Kind")),
        Column(book.say("What it is"), wide=True),
        Column(book.say("Fields"), numeric=True),
        Column(book.say("States"), numeric=True),
        Column(book.say("Kept here"), numeric=True),
    )
    for group, specs in groups.items():
        title = book.words.group_label(group)
        rows = tuple(index_row(book, spec) for spec in specs)
        yield Section(head(title, f"g-{portable(group).lower()}"), (table(Table(columns, rows, title)),))
    yield Section(head(book.say("Settings"), "settings"), (table(settings_table(book)),))
    yield Section(head(book.say("Faults"), "faults"), (table(codes_table(book)),))


def index_page(book: Book) -> Page:
    """`reference.html`."""
    fields = sum(len(spec.fields) - len(UNSEEN) for spec in book.schema.kinds.values())
    sections = tuple(index_sections(book))
    lede = book.say(
        "{kinds} kinds of records with {fields} fields: what may be written, and what is checked.",
        kinds=len(book.schema.kinds),
        fields=fields,
    )
    frame = book.frame(
        INDEX,
        book.say("Reference"),
        current="glossary.html",
        crumbs=(Anchor(book.say("Glossary"), "glossary.html"),),
        lede=runs(lede),
    )
    return Page(INDEX, TEMPLATE, Sheet(frame, (), sections, contents_of(sections)))


def code_runs(words: tuple[str, ...], comma: str) -> Runs:
    return joined((Anchor(word, "", "ref") for word in words), comma)


def places(book: Book, spec: KindSpec) -> tuple[Fact, ...]:
    """Where records of the kind may stand."""
    words = book.words
    facts = [
        Fact(book.say("Name in files"), (Anchor(spec.name, "", "ref"),)),
        Fact(book.say("Folder or list"), code_runs(tuple(dict.fromkeys(spec.folders)), words.comma)),
        Fact(book.say("On the command line"), (Anchor(f'pmledger new {spec.name} "…"', "", "ref"),)),
    ]
    if spec.standards and words.language == "en":
        facts.append(Fact(book.say("After"), (Anchor(spec.standards),)))
    return tuple(facts)


def states_table(book: Book, spec: KindSpec) -> Table:
    """Each state with what may follow it and the fields it asks for."""
    columns = (
        Column(book.say("State")),
        Column(book.say("In files")),
        Column(book.say("May become"), wide=True),
        Column(book.say("Asks for"), wide=True),
    )
    rows = []
    needs = {one.name: required_in(spec, one.name) for one in spec.fields if not one.required}
    for state in spec.states:
        closed = state in spec.closed_states
        label = book.words.state_label(spec, state)
        after = [book.words.state_label(spec, one) for one in spec.transitions.get(state, ())]
        needed = [name for name, states in needs.items() if state in states]
        rows.append(
            Row(
                (
                    Cell(status=Status(label, tone_of(spec.name, state, closed))),
                    Cell(runs=(Anchor(state, "", "ref"),)),
                    Cell(book.words.comma.join(after)) if after else Cell(book.say("nothing"), tone="muted"),
                    Cell(runs=code_runs(tuple(needed), book.words.comma)) if needed else Cell("—", tone="muted"),
                )
            )
        )
    return Table(columns, tuple(rows), book.say("States"), empty=book.say("Its records have no state."))


def need_text(book: Book, spec: KindSpec, field: FieldSpec) -> Cell:
    """Always, or from which states on."""
    states = required_in(spec, field.name)
    if field.default is not None or not states:
        return Cell("—", tone="muted")
    if field.required or len(states) == len(spec.states):
        return Cell(book.say("always"), tone="b")
    first = [book.words.state_label(spec, state) for state in spec.states if state in field.needed_in]
    return Cell(book.say("from {states}", states=book.words.comma.join(first)))


def field_row(book: Book, spec: KindSpec, field: FieldSpec) -> Row:
    """A field by its name; the parts of a map stand below it."""
    inner = field.item if field.type == "list" and field.item is not None else field
    names = names_in_files(field) if inner.type == "union" or book.words.language != "en" else ()
    example = written_as(inner)
    kind = type_words(book, field) if field.name != "status" else state_words(book, spec)
    sub = code_runs((*names, *((example,) if example else ())), book.words.comma)
    visible = book.words.choice_label(field.audience)
    return Row(
        (
            Cell(runs=(Anchor(field.name, "", "ref"),), sub=book.words.field_label(field)),
            Cell(book.words.text(field.help), sub=visible if field.audience == "restricted" else ""),
            Cell(kind, sub_runs=sub),
            need_text(book, spec, field),
        ),
        f"f-{portable(field.name)}",
    )


def state_words(book: Book, spec: KindSpec) -> str:
    """The states of a kind by what they are called; their names in files stand in the table of states."""
    return book.say("one of {choices}", choices=book.words.comma.join(book.words.state_label(spec, one) for one in spec.states))


def fields_table(book: Book, spec: KindSpec) -> Table:
    columns = (
        Column(book.say("Field")),
        Column(book.say("What it says"), wide=True),
        Column(book.say("What it holds"), wide=True),
        Column(book.say("Must be given")),
    )
    rows = tuple(field_row(book, spec, field) for field in spec.fields if field.name not in UNSEEN)
    return Table(columns, rows, book.say("Fields"), "t-fields", tools=True)


def figures_table(book: Book, of: str) -> Table | None:
    """The figures that are computed for records of the kind."""
    rows = tuple(
        Row((Cell(book.words.render(each.label), sub_runs=(Anchor(each.name, "", "ref"),)), Cell(book.words.render(each.words))))
        for each in DEFINITIONS
        if each.of == of
    )
    columns = (Column(book.say("Figure")), Column(book.say("In words"), wide=True))
    return Table(columns, rows, book.say("Figures")) if rows else None


def kind_page(book: Book, spec: KindSpec) -> Page:
    path = kind_path(spec.name)
    figures = figures_table(book, spec.name)
    sections = (
        Section(head(book.say("Where it stands"), "places"), (Block("facts", places(book, spec)),)),
        *((Section(head(book.say("States"), "states"), (table(states_table(book, spec)),)),) if spec.states else ()),
        Section(head(book.say("Fields"), "fields"), (table(fields_table(book, spec)),)),
        *((Section(head(book.say("Figures"), "figures"), (table(figures),)),) if figures is not None else ()),
    )
    count = len(book.shown(spec.name))
    kept = Anchor(
        book.say_count("{count} record here", "{count} records here", count), href(register_path(spec)) if count else ""
    )
    frame = book.frame(
        path,
        book.words.kind_label(spec),
        current="glossary.html",
        crumbs=(Anchor(book.say("Glossary"), "glossary.html"), Anchor(book.say("Reference"), quote(INDEX))),
        stamp=((Anchor(book.words.group_label(spec.group)),), (kept,)),
        lede=(Anchor(book.words.text(spec.purpose)),),
    )
    return Page(path, TEMPLATE, Sheet(frame, (), sections, contents_of(sections)))


def pages(book: Book) -> Iterator[Page]:
    """The list of all kinds, and a page for each."""
    yield index_page(book)
    for spec in book.schema.kinds.values():
        yield kind_page(book, spec)
