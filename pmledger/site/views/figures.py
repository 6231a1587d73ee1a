"""Figures as they are written on a page, each with the address of its explanation."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from zlib import crc32

from msgspec import Struct

from pmledger.analysis.figure import Figure, decimal
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Tile
from pmledger.site.paths import href, portable
from pmledger.site.views.ragwords import is_hidden
from pmledger.site.views.sentence import held
from pmledger.site.views.withheld import is_withheld
from pmledger.source.message import Message

SUBJECTS = ("project", "client")
OF_KIND = "~"
OF_PARTS = "~"
"""Behind a key: the figures of the records that belong to it, on a page of their own; a number tells those of its tasks."""
TASKS = 6
"""Tasks whose figures stand on one page, about; where a project has no more, they are with its other records. Stages go with them."""
MINUS = "\u2212"


class Written(Struct, frozen=True):
    """A figure as text; `reason` says why it is "—"."""

    text: str
    href: str
    reason: str
    value: object

    @property
    def number(self) -> Decimal | None:
        """The value to compare or draw with, None when unknown or no number."""
        value = self.value
        known = isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)
        return decimal(value) if known else None  # type: ignore[arg-type]

    @property
    def share(self) -> float | None:
        """A percentage as a share of 1."""
        number = self.number
        return None if number is None else float(number) / 100.0


def owner_of(book: Book, subject: str) -> str:
    """On whose page a figure is explained: a project's or client's key, a kind as `~kind`, "" for the workspace.

    Figures of records that belong to a project or client stand together (`project:apollo~`), of many tasks in groups
    (`project:apollo~2`), those of others by kind.
    """
    record = book.ledger.get(subject)
    if record is None:
        return ""
    if record.kind in SUBJECTS:
        return record.key
    above = record.project or record.client
    return f"{above}{OF_PARTS}{group_of(book, record)}" if above else f"{OF_KIND}{record.kind}"


def group_of(book: Book, record: Record) -> str:
    """In which group of a large plan a task or stage is, by its key alone, so that others leave it where it is; "" in none."""
    count = len(book.ledger.of_project(record.project, "task")) if record.kind in {"task", "phase"} else 0
    return str(crc32(record.key.encode()) % -(-count // TASKS) + 1) if count > TASKS else ""


def why_path(book: Book, owner: str) -> str:
    """The page that explains the figures of a project, a client, of what belongs to it, of a kind or the workspace."""
    if owner.startswith(OF_KIND):
        return f"why/of-{portable(owner[1:])}.html"
    whose, parts, group = owner.partition(OF_PARTS)
    record = book.ledger.get(whose)
    if record is None:
        return "why/workspace.html"
    folder = f"why/tasks-{group}" if group else "why/in" if parts else "why"
    return f"{folder}/{record.kind}-{portable(record.id)}.html"


def why_id(subject: str, owner: str, name: str) -> str:
    """The anchor of a figure on that page."""
    return name if subject == owner else f"{name}-{portable(subject.replace(':', '-').replace('/', '-'))}"


def why_href(book: Book, name: str, subject: str) -> str:
    owner = owner_of(book, subject)
    return f"{href(why_path(book, owner))}#{href(why_id(subject, owner, name))}"


def figure_of(book: Book, name: str, subject: str = "") -> Figure | None:
    return book.conclusions.figures.get((name, subject))


def number_shown(book: Book, name: str, subject: str = "") -> Fraction | None:
    """A figure's number to go on reckoning with; None where it is unknown or withheld."""
    figure = figure_of(book, name, subject)
    return None if figure is None or is_withheld(book, figure) else figure.number


def written(book: Book, name: str, subject: str = "", *, signed: bool = False, brief: bool = False) -> Written:
    """A figure as text with its address; "—" and the reason when it is unknown, "—" alone when there is none.

    `brief` writes days as `18 d`, for tables.
    """
    figure = figure_of(book, name, subject)
    if figure is None:
        return Written("—", "", "", None)
    reason = reason_of(book, figure)
    unit = "d" if brief and figure.unit == "wd" else figure.unit
    value = None if is_withheld(book, figure) else figure.value
    text = "—" if value is None else value_text(book, value, unit, short=True, signed=signed, brief=brief)
    return Written(text, why_href(book, name, subject), reason, value)


def reason_of(book: Book, figure: Figure) -> str:
    """Why a figure is unknown or withheld, unless that names a record that the site does not show."""
    if figure.value is not None and is_withheld(book, figure):
        return book.say("It would tell what one person costs.")
    if figure.unknown is None:
        return ""
    if is_hidden(book, (given.record for given in figure.inputs)):
        return book.say("A restricted record counts here.")
    return book.words.render(figure.unknown)


def value_text(
    book: Book, value: object, unit: str, *, short: bool = False, signed: bool = False, brief: bool = False
) -> str:
    """A value in its unit; `signed` writes + before what is more than nothing."""
    words = book.words
    if isinstance(value, date):
        return words.date(value, "day" if short else "medium")
    if isinstance(value, Message):
        return words.render(value)
    if isinstance(value, Money):
        return sign_of(value.amount, signed) + words.money(Money(abs(value.amount), value.currency), short)
    if isinstance(value, str) and value.isidentifier():
        return words.choice_label(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        return words.value(value)
    amount = decimal(value)
    size = abs(amount)
    if brief and unit == "h":
        return sign_of(amount, signed) + book.say("{size} h", size=book.words.number(size, 1)).replace(" ", "\u00a0")
    if brief and unit == "d":
        return sign_of(amount, signed) + book.say("{size} d", size=book.words.number(size, 1)).replace(" ", "\u00a0")
    return sign_of(amount, signed) + quantity(book, size, unit, short=short)


def quantity(book: Book, amount: Decimal, unit: str, *, short: bool) -> str:
    """An amount of no sign in its unit."""
    if len(unit) == 3 and unit.isupper():
        return book.words.money(Money(amount, unit), short)
    if unit == "%":
        return book.words.percent(amount)
    places = 1 if amount != amount.to_integral_value() else 0
    text = book.words.number(amount, places)
    count = 1 if text == "1" else 2
    if unit == "wd":
        return book.say_count("{size} working day", "{size} working days", count, size=text)
    if unit == "d":
        return book.say_count("{size} day", "{size} days", count, size=text)
    if unit == "h" and short:
        return book.say("{size} h", size=text).replace(" ", "\u00a0")
    if unit == "h":
        return book.say_count("{size} working hour", "{size} working hours", count, size=text)
    if unit == "points":
        return book.words.number(amount, 0)
    if unit in {"", "count"}:
        return book.words.number(amount, 2)
    return f"{book.words.number(amount, 2)} {unit}"


def sign_of(amount: Decimal, signed: bool) -> str:
    """A real minus sign; a plus sign where asked for."""
    return MINUS if amount < 0 else "+" if signed and amount > 0 else ""


def money_text(book: Book, money: Money | None, *, signed: bool = False, short: bool = False) -> str:
    return "—" if money is None else value_text(book, money, "", signed=signed, short=short)


def tile(book: Book, name: str, subject: str = "", *, label: str = "", sub: str = "", tone: str = "") -> Tile:
    """A figure of the strip; an unknown one says why in the quiet line."""
    found = written(book, name, subject)
    figure = figure_of(book, name, subject)
    title = label or (book.words.render(figure.label) if figure else name)
    formula = book.words.render(figure.formula) if figure else ""
    return Tile(title, found.text, found.href, found.reason or sub, "" if found.reason else tone, formula)


def figure_cell(book: Book, name: str, subject: str, *, signed: bool = False, sub: str = "", tone: str = "") -> Cell:
    """A figure in a table, sorted by its exact value."""
    found = written(book, name, subject, signed=signed, brief=True)
    number = found.number
    sort = found.value.isoformat() if isinstance(found.value, date) else "" if number is None else f"{number:f}"
    if number is None and found.reason:
        return Cell(runs=(Anchor(found.text, found.href, "muted", found.reason),), sub=sub)
    return Cell(found.text, found.href, tone, sort, sub)


def figure_anchor(book: Book, name: str, subject: str = "", *, tone: str = "", signed: bool = False) -> Anchor:
    """A figure in a sentence."""
    found = written(book, name, subject, signed=signed)
    return Anchor(held(found.text), found.href, tone, found.reason)
