"""Comparisons of the balance as parts of pages: what each row holds against what, both sides, and how they stand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from pmledger.analysis.balance.reconciliation import Reconciliation, Side, Value
from pmledger.kinds.values import Duration, Money
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Runs, Status, Table
from pmledger.site.views.cells import MOST, short_name
from pmledger.site.views.figures import money_text, value_text
from pmledger.site.views.ragwords import is_hidden
from pmledger.source.diagnostic import Severity
from pmledger.source.message import N_

TITLES: Mapping[int, str] = {
    1: N_("Budget and its lines"),
    2: N_("Cost of baselines and changes"),
    3: N_("Finish of baselines and changes"),
    4: N_("Changes and their budget"),
    5: N_("Contract and priced changes"),
    6: N_("Dates and amounts moved, and who approved it"),
    7: N_("Costs and approved lines"),
    8: N_("Hours and labour costs"),
    9: N_("Spent and approved"),
    10: N_("Contingency and its draws"),
    11: N_("Contingency and open threats"),
    12: N_("Invoices and acceptance"),
    13: N_("Invoices and contract"),
    14: N_("Achieved milestones and invoices"),
    15: N_("Invoices and their parts"),
    16: N_("Billable hours and invoices"),
    17: N_("Threats that occurred and issues"),
    18: N_("Requests and changes"),
    19: N_("What was decided and by whom"),
    20: N_("Closed records and their actions"),
    21: N_("Closed projects and open ends"),
    22: N_("Reports and their figures"),
    23: N_("Tasks and their milestones"),
    24: N_("Parts and their wholes"),
    25: N_("Planned contacts and those held"),
    26: N_("Needs and their delivery"),
    27: N_("Acceptance and defects"),
    28: N_("Unhappy answers and replies"),
    29: N_("Won business and projects"),
    30: N_("Work and capacity"),
    31: N_("Promises and their dates"),
    32: N_("Owners and people"),
    33: N_("Baseline and its parts"),
    34: N_("Payments and contract"),
    35: N_("Budgets of work and lines"),
}
"""What each row of the balance holds against what."""

TRACES = tuple(range(17, 33))
"""Rows that are known by their objections alone."""


BESIDE = {7: 9}
"""Rows that only object, and the row that shows that what they look at is kept."""


class Stand(IntEnum):
    """How a comparison stands, the gravest first."""

    CONTRADICTS = 0
    DOUBTFUL = 1
    WAITS = 2
    UNKNOWN = 3
    HINT = 4
    AGREES = 5
    NOT_KEPT = 6


TONES = {
    Stand.CONTRADICTS: "bad",
    Stand.DOUBTFUL: "warn",
    Stand.WAITS: "info",
    Stand.UNKNOWN: "none",
    Stand.HINT: "none",
    Stand.AGREES: "good",
    Stand.NOT_KEPT: "none",
}
BY_SEVERITY = {
    Severity.ERROR: Stand.CONTRADICTS,
    Severity.WARNING: Stand.DOUBTFUL,
    Severity.ATTENTION: Stand.WAITS,
    Severity.HINT: Stand.HINT,
}
TROUBLE = (Stand.CONTRADICTS, Stand.DOUBTFUL, Stand.WAITS)


def stand_of(one: Reconciliation) -> Stand:
    """How a comparison stands."""
    if not one.kept:
        return Stand.NOT_KEPT
    if one.unknown is not None:
        return Stand.UNKNOWN
    return Stand.AGREES if one.agrees else BY_SEVERITY[one.severity]


def stand_word(book: Book, stand: Stand) -> str:
    match stand:
        case Stand.CONTRADICTS:
            return book.say("Contradicts")
        case Stand.DOUBTFUL:
            return book.say("Does not agree")
        case Stand.WAITS:
            return book.say("Needs somebody")
        case Stand.UNKNOWN:
            return book.say("Cannot be told")
        case Stand.HINT:
            return book.say("Worth a look")
        case Stand.AGREES:
            return book.say("Agrees")
    return book.say("Not kept")


def stand_status(book: Book, stand: Stand) -> Status:
    return Status(stand_word(book, stand), TONES[stand])


def title_of(book: Book, row: int) -> str:
    return book.words.text(TITLES[row])


def is_secret(book: Book, one: Reconciliation) -> bool:
    """Whether a comparison rests on a record that the site does not show."""
    keys = (one.subject, one.left.record, one.right.record, *addend_keys(one.left), *addend_keys(one.right))
    return is_hidden(book, keys)


def addend_keys(side: Side) -> tuple[str, ...]:
    return tuple(addend.record for addend in side.addends)


def value_of(book: Book, value: Value | None, *, signed: bool = False) -> str:
    """An amount, a date, or working days."""
    if value is None:
        return "—"
    if isinstance(value, Money):
        return money_text(book, value, signed=signed)
    if isinstance(value, date | Duration):
        return book.words.value(value)
    return value_text(book, value, "wd", signed=signed) if isinstance(value, int | Decimal | Fraction) else str(value)


def side_cell(book: Book, one: Reconciliation, side: Side) -> Cell:
    """What one register says, led to its record, with the line where it was written."""
    label = book.words.render(side.label)
    amount = "—" if one.withheld or is_secret(book, one) else value_of(book, side.value, signed=one.moves)
    href = book.href(side.record)
    place: Runs = ()
    if side.place is not None and (not side.record or side.record in book.hrefs):
        source = book.source(side.place)
        place = (Anchor(f"{source.path}:{source.line}", source.edit_url, "ref"),)
    note = (Anchor(label), Anchor(" · ")) if place else (Anchor(label),)
    return Cell(amount if side.value is not None else label, href, sub_runs=(*note, *place) if side.value is not None else place)


def difference_cell(book: Book, one: Reconciliation) -> Cell:
    stand = stand_of(one)
    if one.withheld or is_secret(book, one):
        return Cell("—", tone="muted", sub=book.say("withheld"))
    if one.unknown is not None:
        return Cell("—", tone="muted", sub=book.words.render(one.unknown))
    tone = TONES[stand] if stand in TROUBLE else ""
    zero = one.difference in (None, 0, Fraction(0)) or (isinstance(one.difference, Money) and not one.difference.amount)
    return Cell("—" if zero else value_of(book, one.difference, signed=True), tone="muted" if zero else tone)


def about(book: Book, one: Reconciliation) -> str:
    """What tells a comparison apart from others of its row."""
    detail = book.words.render(one.detail) if one.detail is not None else ""
    subject = book.ledger.get(one.subject)
    title = subject.title if subject is not None and subject.key in book.hrefs and subject.key != one.project else ""
    return " · ".join(dict.fromkeys(part for part in (title, detail) if part))


def comparison_row(book: Book, one: Reconciliation, *, where: bool) -> Row:
    stand = stand_of(one)
    first = Cell(title_of(book, one.row), book.href(one.subject), sub=about(book, one))
    place: tuple[Cell, ...] = ()
    if where:
        name = short_name(book, one.project)
        place = (Cell(name or "—", book.href(one.project)),)
    return Row(
        (
            first,
            *place,
            *side_cells(book, one),
            difference_cell(book, one),
            Cell(status=stand_status(book, stand), sort=str(int(stand)), sub=remark_of(book, one)),
        )
    )


def side_cells(book: Book, one: Reconciliation) -> tuple[Cell, Cell, Cell]:
    """Both sides with the sign between them."""
    return side_cell(book, one, one.left), Cell(sign_of(one), tone="muted"), side_cell(book, one, one.right)


def sign_of(one: Reconciliation) -> str:
    """How the left side stands to the right one."""
    stand = stand_of(one)
    if stand in {Stand.NOT_KEPT, Stand.UNKNOWN}:
        return "?"
    contrary = one.relation.value
    if not one.agrees:
        return contrary
    return {"≠": "=", ">": "≤", "<": "≥"}[contrary]


def remark_of(book: Book, one: Reconciliation) -> str:
    """What is wrong where that is no difference, and what else a reader should know; only where sides disagree."""
    if one.agrees or is_secret(book, one) or one.withheld:
        return ""
    said = (book.words.render(part) for part in (one.sentence, one.remark) if part is not None)
    return " · ".join(said)


def comparisons(book: Book, found: Iterable[Reconciliation], caption: str, anchor: str, *, where: bool) -> Table:
    """Comparisons with both sides, the gravest first; at most two hundred."""
    ordered = sorted(found, key=lambda one: (stand_of(one), one.row, one.subject))
    place = (Column(book.say("Project")),) if where else ()
    columns = (
        Column(book.say("Comparison"), wide=True),
        *place,
        Column(book.say("One side")),
        Column(""),
        Column(book.say("The other side")),
        Column(book.say("Difference"), numeric=True),
        Column(book.say("State")),
    )
    rows = tuple(comparison_row(book, one, where=where) for one in ordered[:MOST])
    return Table(columns, rows, caption, anchor, tools=len(rows) > 12)


def counts(found: Sequence[Reconciliation]) -> Mapping[Stand, int]:
    """How many comparisons stand how."""
    made = dict.fromkeys(Stand, 0)
    for one in found:
        made[stand_of(one)] += 1
    return made
