"""The register of any kind, by its declaration alone: an overview and its parts by project and month."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.ledger.record import Record
from pmledger.site.address import anchor_id, has_page
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Frame, Row, Runs, Table
from pmledger.site.paths import href
from pmledger.site.plan import Part, Plan
from pmledger.site.values import cell_of, is_numeric, shown

MOST_COLUMNS = 6
SHOWN_APART = ("title", "name", "status", "project", "client", "id")


class Fold(Struct, frozen=True):
    """Closed records, folded away."""

    summary: str
    table: Table


class RegisterView(Struct, frozen=True):
    """`table` has the open records, `fold` the closed ones, `parts` the pages that the register is split into."""

    frame: Frame
    purpose: str
    table: Table | None
    fold: Fold | None
    parts: Table | None


def register_pages(book: Book, without: frozenset[str] = frozenset()) -> Iterator[Page]:
    """Overview and parts of all registers; of the kinds in `without` only the parts."""
    for kind, plan in book.mine(tuple(book.plans.items())):
        if kind not in without and book.wants(plan.path):
            yield overview(book, plan)
        for part in plan.parts:
            if book.wants(part.path):
                yield part_page(book, plan, part)


def overview(book: Book, plan: Plan) -> Page:
    """All records when they are few, else the way to the parts and what belongs to none of them."""
    spec = plan.spec
    placed = {record.key for part in plan.parts for record in part.records}
    listed = plan.records if plan.whole else tuple(record for record in plan.records if record.key not in placed)
    parts = None if plan.whole else parts_table(book, plan)
    frame = book.frame(
        plan.path, book.words.plural_label(spec), current=book.current(spec.name), lede=counts(book, plan.records)
    )
    return Page(plan.path, "register.html", view_of(book, spec, frame, listed, parts, anchors=""))


def part_page(book: Book, plan: Plan, part: Part) -> Page:
    """The records of one project or client (or of one of its months)."""
    spec = plan.spec
    title = book.words.plural_label(spec)
    scope = scope_anchor(book, part.scope)
    crumbs = (*((scope,) if scope.text else ()), Anchor(title, href(plan.path)))
    inner = tuple(each for each in plan.parts if each.scope == part.scope and each.period)
    parts = months_table(book, inner) if inner and not part.period else None
    heading = " · ".join(word for word in (title, scope.text, part.period) if word)
    frame = book.frame(
        part.path,
        heading,
        current=book.current(spec.name),
        crumbs=crumbs,
        lede=counts(book, part.records) if part.records else (),
    )
    return Page(part.path, "register.html", view_of(book, spec, frame, part.records, parts, anchors=part.scope))


def view_of(
    book: Book, spec: KindSpec, frame: Frame, records: Sequence[Record], parts: Table | None, *, anchors: str
) -> RegisterView:
    title = book.words.plural_label(spec)
    opened = [record for record in records if not record.closed]
    closed = [record for record in records if record.closed]
    table = None
    if opened or (not closed and parts is None):
        table = rows_table(book, spec.name, opened, title, id="open", anchors=anchors, tools=True)
    fold = None
    if closed:
        summary = book.say_count("{count} closed", "{count} closed", len(closed))
        caption = book.say("{plural}, closed", plural=title)
        fold = Fold(summary, rows_table(book, spec.name, closed, caption, id="closed", anchors=anchors, tools=True))
    return RegisterView(frame, book.words.text(spec.purpose) if book.words.language == "en" else "", table, fold, parts)


def counts(book: Book, records: Sequence[Record]) -> Runs:
    """How many are open and closed, in a sentence."""
    closed = sum(record.closed for record in records)
    opened = len(records) - closed
    if not closed:
        return (Anchor(book.say_count("{count} open, none closed.", "{count} open, none closed.", opened)),)
    return (Anchor(book.say("{opened} open, {closed} closed.", opened=opened, closed=closed)),)


def table_fields(spec: KindSpec) -> tuple[FieldSpec, ...]:
    """The fields that the declaration shows in tables, without those that have their own column or are restricted."""
    found = (each for each in spec.fields if each.table and each.audience != "restricted")
    return tuple(each for each in found if each.name not in SHOWN_APART and each.type != "text")[:MOST_COLUMNS]


def rows_table(
    book: Book,
    kind: str,
    records: Sequence[Record],
    caption: str,
    *,
    id: str = "",  # noqa: A002 (the attribute that it becomes)
    anchors: str | None = None,
    tools: bool = False,
) -> Table:
    """Records of one kind as a table: title, state, project, and the fields that the declaration names.

    With `anchors`, rows of that scope that have no page of their own carry their anchor. A column that would be empty
    is left out.
    """
    spec = book.schema.kinds[kind]
    fields = tuple(each for each in table_fields(spec) if any(record.has(each.name) for record in records))
    scoped = len({record.project or record.client for record in records}) > 1
    title = spec.field(spec.title_field)
    columns = [Column(book.words.field_label(title) if title else book.say("Title"), wide=True), Column(book.say("Status"))]
    if scoped:
        columns.append(Column(book.say("Project")))
    columns += [Column(book.words.field_label(each), is_numeric(each)) for each in fields]
    rows = tuple(row_of(book, spec, record, fields, scoped=scoped, anchors=anchors) for record in records)
    return Table(tuple(columns), rows, caption, id, tools and len(rows) > 1, empty=book.say("None."))


def row_of(
    book: Book, spec: KindSpec, record: Record, fields: Iterable[FieldSpec], *, scoped: bool, anchors: str | None
) -> Row:
    here = shown(book, record)
    own_place = anchors is not None and record.scope == anchors and not has_page(record, spec)
    first = Cell(record.title, "" if own_place else book.href(record.key))
    if own_place and record.parent:
        first = Cell(record.title, sub_runs=(book.anchor(record.parent),) if not record.project else ())
    cells = [first, Cell(status=book.status(record))]
    if scoped:
        cells.append(scope_cell(book, record))
    cells += [cell_of(here, each) for each in fields]
    return Row(tuple(cells), anchor_id(record.id) if own_place else "")


def scope_cell(book: Book, record: Record) -> Cell:
    key = record.project or record.client
    anchor = book.anchor(key) if key else Anchor("")
    return Cell(anchor.text, anchor.href)


def scope_anchor(book: Book, scope: str) -> Anchor:
    """The project or client with this id."""
    for kind in ("project", "client"):
        if book.ledger.get(f"{kind}:{scope}") is not None:
            return book.anchor(f"{kind}:{scope}")
    return Anchor(scope)


def parts_table(book: Book, plan: Plan) -> Table:
    """The parts of a register with their counts."""
    rows = []
    for scope in dict.fromkeys(part.scope for part in plan.parts):
        own = [part for part in plan.parts if part.scope == scope]
        records = [record for part in own for record in part.records]
        head = next((part for part in own if not part.period), own[0])
        rows.append(count_row(book, scope_anchor(book, scope).text or book.say("No project"), head.path, records))
    columns = (Column(book.say("Project"), wide=True), Column(book.say("Open"), True), Column(book.say("Closed"), True))
    return Table(columns, tuple(rows), book.say("Parts of this register"), "parts", tools=True)


def months_table(book: Book, parts: Iterable[Part]) -> Table:
    rows = tuple(count_row(book, part.period, part.path, part.records) for part in parts)
    columns = (Column(book.say("Month"), wide=True), Column(book.say("Open"), True), Column(book.say("Closed"), True))
    return Table(columns, rows, book.say("Months"), "months")


def count_row(book: Book, label: str, path: str, records: Sequence[Record]) -> Row:
    closed = sum(record.closed for record in records)
    number = book.words.number
    return Row(
        (
            Cell(label, href(path)),
            Cell(number(len(records) - closed), sort=str(len(records) - closed)),
            Cell(number(closed), sort=str(closed)),
        )
    )
