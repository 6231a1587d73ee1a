"""The page of any record, by its kind's declaration alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from pmledger.kinds.declare import FieldSpec
from pmledger.ledger.record import Record
from pmledger.reader.entry import Form
from pmledger.site.address import has_page, page_of
from pmledger.site.bodies import body_of, in_body, links_of, part_texts
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Fact, Frame, Heading, Prose, Row, Runs, Table
from pmledger.site.register import rows_table
from pmledger.site.tongues import foreign
from pmledger.site.values import Shown, is_numeric, map_parts, runs_of, shown, value_cell
from pmledger.site.views.blocks import Section
from pmledger.source.message import N_

APART = ("id", "kind", "title", "name", "status", "project", "client", "visibility", "body")
IN_EXTRAS = frozenset({("survey", "responses")})
"""Fields by kind that an extra shows in its own way: what people answered, without their names."""
"""Fields that the head of the page shows, or that nobody reads."""
MONEY = ("money", "rate", "currency")
DATES = ("date", "datetime", "duration")
GROUPS = (N_("About"), N_("People"), N_("Dates"), N_("Money"))
MOST_MENTIONS = 40


class FactGroup(Struct, frozen=True):
    title: str
    facts: tuple[Fact, ...]


class Text(Struct, frozen=True):
    """A text field under its own heading."""

    heading: Heading
    prose: Prose


class Listing(Struct, frozen=True):
    """A table under its own heading."""

    heading: Heading
    table: Table


class Mentions(Struct, frozen=True):
    """Records of one kind that refer to this one; `more` says how many are left out."""

    title: str
    links: tuple[Runs, ...]
    more: Anchor | None


class Extra(Struct, frozen=True):
    """What a kind's page says beyond its declaration: an answer in one sentence, and sections below the fields.

    `instead` names the fields that the sections show, so that they do not stand among the others.
    """

    lede: Runs = ()
    sections: tuple[Section, ...] = ()
    instead: tuple[str, ...] = ()


MakeExtra = Callable[[Record], Extra]
Extras = tuple[tuple[str, Callable[[Book], MakeExtra]], ...]
"""By kind a function that looks through the book once and then knows what to add to each record's page."""


class RecordView(Struct, frozen=True):
    frame: Frame
    groups: tuple[FactGroup, ...]
    texts: tuple[Text, ...]
    body: Prose | None
    parts: tuple[Text, ...]
    listings: tuple[Listing, ...]
    sections: tuple[Section, ...]
    mentions: tuple[Mentions, ...]


def record_pages(book: Book, without: frozenset[str] = frozenset(), extras: Extras = ()) -> Iterator[Page]:
    """The pages of all shown records that have one, but for the kinds in `without`."""
    for kind, plan in book.plans.items():
        mine = () if kind in without else book.mine(plan.records)
        if mine:
            makers = [make(book) for name, make in extras if name == kind]
            for record in mine:
                if has_page(record, plan.spec):
                    yield record_page(book, record, tuple(make(record) for make in makers))


def record_page(book: Book, record: Record, extras: tuple[Extra, ...] = ()) -> Page:
    path = page_of(record, book.schema)
    frame = book.frame(
        path,
        record.title,
        current=book.current(record.kind),
        crumbs=book.crumbs_of(record),
        stamp=stamp_of(book, record),
        lede=next((extra.lede for extra in extras if extra.lede), ()),
        status=book.status(record),
        record=record,
    )
    here = shown(book, record)
    apart = {name for extra in extras for name in extra.instead}
    given = [spec for spec in book.spec(record).fields if spec.name in record.values]
    fields = tuple(spec for spec in given if is_field(record, spec) and spec.name not in apart)
    view = RecordView(
        frame=frame,
        groups=groups_of(here, fields),
        texts=tuple(texts_of(here, fields)),
        body=body_of(book, record),
        parts=tuple(
            Text(Heading(title, f"part-{number}"), prose)
            for number, (title, prose) in enumerate(part_texts(book, record), 1)
        ),
        listings=(*maps_of(here, fields), *parts_of(book, record)),
        sections=tuple(section for extra in extras for section in extra.sections),
        mentions=tuple(mentions_of(book, record)),
    )
    return Page(path, "record.html", view)


def is_field(record: Record, spec: FieldSpec) -> bool:
    """Whether a field was given and may be seen."""
    apart = spec.name in APART or (record.kind, spec.name) in IN_EXTRAS
    told = not apart and spec.audience != "restricted" and record.has(spec.name)
    return told and not (spec.type == "list" and in_text(record, spec.name))


def in_text(record: Record, name: str) -> bool:
    """Whether a list is made of what stands in the body, such as check boxes, and is read there."""
    pair = record.node.pair(name)
    return pair is not None and record.form is Form.FILE and bool(record.body.text) and pair.value.start >= record.body.start


def stamp_of(book: Book, record: Record) -> tuple[Runs, ...]:
    """The kind, the id, and whose it is."""
    spec = book.spec(record)
    parts: list[Runs] = [(Anchor(book.words.kind_label(spec)),)]
    if record.owner:
        label = spec.field("owner")
        word = book.words.field_label(label) if label else book.say("Owner")
        parts.append((Anchor(f"{word} "), book.anchor(record.owner)))
    parts.append((Anchor(record.id, "", "ref"),))
    return tuple(parts)


def groups_of(here: Shown, fields: tuple[FieldSpec, ...]) -> tuple[FactGroup, ...]:
    """Short fields by what they are about: the matter, people, dates, money; few of them stay together."""
    sorted_in: dict[str, list[Fact]] = {title: [] for title in GROUPS}
    for spec in fields:
        if spec.type != "text" and not is_map_list(spec, here.record.values[spec.name]) and spec.name != "owner":
            sorted_in[group_of(spec)].append(fact_of(here, spec))
    words = here.book.words
    return tuple(FactGroup(words.text(title), tuple(facts)) for title, facts in sorted_in.items() if facts)


def group_of(spec: FieldSpec) -> str:
    inner = spec.item if spec.type == "list" and spec.item is not None else spec
    alternatives = inner.parts if inner.type == "union" else (inner,)
    if any(part.targets == ("person",) for part in alternatives):
        return GROUPS[1]
    if any(part.type in DATES for part in alternatives):
        return GROUPS[2]
    return GROUPS[3] if any(part.type in MONEY for part in alternatives) else GROUPS[0]


def fact_of(here: Shown, spec: FieldSpec) -> Fact:
    runs = runs_of(here, spec, here.record.values[spec.name], spec.name)
    return Fact(here.book.words.field_label(spec), runs, help=spec.help if here.book.words.language == "en" else "")


def texts_of(here: Shown, fields: tuple[FieldSpec, ...]) -> Iterator[Text]:
    """Text fields of the front matter; those that stand in the body are shown with it."""
    given = [spec for spec in fields if spec.type == "text" and not in_body(here.record, spec.name)]
    links = links_of(here.book, here.record) if given else ()
    for spec in given:
        text = str(here.record.values[spec.name])
        prose = Prose(text, links, spec.name, 3, foreign(text, here.book.words.language))
        yield Text(Heading(here.book.words.field_label(spec), spec.name.replace("_", "-")), prose)


def is_map_list(spec: FieldSpec, value: object) -> bool:
    """Whether a value is a list with maps in it, which reads better as a table."""
    return (
        isinstance(value, tuple)
        and any(isinstance(part, Mapping) for part in value)
        and spec.item is not None
        and bool(map_parts(spec.item))
    )


def maps_of(here: Shown, fields: tuple[FieldSpec, ...]) -> Iterator[Listing]:
    for spec in fields:
        value = here.record.values[spec.name]
        if is_map_list(spec, value) and isinstance(value, tuple) and spec.item is not None:
            title = here.book.words.field_label(spec)
            heading = Heading(title, spec.name.replace("_", "-"))
            yield Listing(heading, maps_table(here, spec, value, title))


def maps_table(here: Shown, spec: FieldSpec, rows: tuple[object, ...], caption: str) -> Table:
    """A list of maps as a table of the parts that any of them has."""
    assert spec.item is not None
    parts = map_parts(spec.item)
    used = [part for name, part in parts.items() if any(isinstance(row, Mapping) and has(row, name) for row in rows)]
    columns = tuple(Column(here.book.words.field_label(part), is_numeric(part)) for part in used)
    return Table(columns, tuple(map_row(here, spec, used, row, at) for at, row in enumerate(rows)), caption)


def has(row: Mapping[str, object], name: str) -> bool:
    return row.get(name) not in (None, (), "")


def map_row(here: Shown, spec: FieldSpec, parts: list[FieldSpec], row: object, at: int) -> Row:
    """One map as a row; a value that stands alone fills the first cell."""
    path = f"{spec.name}[{at}]"
    if not isinstance(row, Mapping):
        assert spec.item is not None
        lone = value_cell(here, spec.item, row, path)
        return Row((lone, *(Cell() for _ in parts[1:])))
    return Row(
        tuple(
            value_cell(here, part, row[part.name], f"{path}.{part.name}") if has(row, part.name) else Cell()
            for part in parts
        )
    )


def parts_of(book: Book, record: Record) -> Iterator[Listing]:
    """The records that are written in this one's file, a table a kind."""
    by_kind: dict[str, list[Record]] = {}
    for part in book.written_in.get(record.key, ()):
        by_kind.setdefault(part.kind, []).append(part)
    for kind, records in by_kind.items():
        title = book.words.plural_label(book.schema.kinds[kind])
        yield Listing(Heading(title, f"parts-{kind}"), rows_table(book, kind, records, title, id=f"parts-{kind}-table"))


def mentions_of(book: Book, record: Record) -> Iterable[Mentions]:
    """Who refers to this record, by kind, open ones first; what is written in it is a part, not a mention."""
    by_kind: dict[str, dict[str, Record]] = {}
    inside = {part.key for part in book.written_in.get(record.key, ())}
    for link in book.ledger.backlinks.get(record.key, ()):
        source = book.ledger.get(link.source)
        if source is not None and source.key != record.key and source.key not in inside and source.key in book.hrefs:
            by_kind.setdefault(source.kind, {})[source.key] = source
    for kind, found in sorted(by_kind.items()):
        sources = sorted(found.values(), key=lambda source: source.closed)
        left = len(sources) - MOST_MENTIONS
        more = book.register(kind, text=book.say_count("and {count} more", "and {count} more", left)) if left > 0 else None
        links = tuple(mention(book, source) for source in sources[:MOST_MENTIONS])
        yield Mentions(book.words.plural_label(book.schema.kinds[kind]), links, more)


def mention(book: Book, source: Record) -> Runs:
    return book.anchor(source.key), Anchor(f" {book.status(source).word}", "", "muted")
