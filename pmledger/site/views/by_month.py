"""How often we spoke and what was said to us, month by month."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pmledger.analysis.months import last_months, month_of
from pmledger.analysis.standing import is_counted
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, table

MONTHS = 6
MEETINGS = frozenset({"meeting", "workshop", "visit", "review"})
"""Types of communication for which people come together."""
FEW = 5
"""From so many on, shares are told."""

ByMonth = Mapping[date, Sequence[Record]]


def by_month(records: Iterable[Record], field: str) -> ByMonth:
    """Records by the first day of the month of a date; those without one are left out."""
    found: dict[date, list[Record]] = {}
    for record in records:
        on = record.day(field)
        if on is not None:
            found.setdefault(month_of(on), []).append(record)
    return found


def contact_months(book: Book, talks: Iterable[Record]) -> Block:
    """The contacts of the last six months: how many, how many of them meetings, by which channels; internal ones are none."""
    held = [one for one in talks if is_counted(one, book.as_of) and one.values.get("direction") != "internal"]
    found, months = by_month(held, "date"), last_months(book.as_of, MONTHS)
    every = [one for month in months for one in found.get(month, ())]
    columns = (
        Column(book.say("Month")),
        Column(book.say("Contacts held"), numeric=True),
        Column(book.say("Meetings"), numeric=True),
        Column(book.say("By which channels"), wide=True),
    )
    if not every:
        told = book.say_count("Nobody was spoken with in the last {count} month.", "Nobody was spoken with in the last {count} months.", MONTHS)
        return Block("none", told)
    rows = tuple(Row((month_cell(book, month), *contact_cells(book, found.get(month, ())))) for month in months)
    total = Row((Cell(book.say("All")), *contact_cells(book, every, shares=len(every) >= FEW)))
    return table(Table(columns, rows, book.say("Contacts by month"), "t-months", total=total))


def month_cell(book: Book, month: date) -> Cell:
    return Cell(book.words.date(month, "month"), sort=month.isoformat())


def contact_cells(book: Book, talks: Sequence[Record], *, shares: bool = False) -> tuple[Cell, ...]:
    """The number of talks, that of meetings, and the channels, the most used first."""
    channels = Counter(one.text("channel") for one in talks)
    parts = [channel_text(book, name, count, len(talks) if shares else 0) for name, count in channels.most_common()]
    return (
        count_cell(len(talks)),
        count_cell(sum(one.text("type") in MEETINGS for one in talks)),
        Cell(book.words.comma.join(parts)) if parts else Cell("·", tone="muted"),
    )


def channel_text(book: Book, channel: str, count: int, of: int = 0) -> str:
    """`Video 4`, with its share where a whole is given."""
    label = book.words.choice_label(channel) if channel else book.say("no channel")
    if not of:
        return book.say("{channel} {count}", channel=label, count=count)
    share = book.words.percent(round(100 * count / of))
    return book.say("{channel} {count} ({share})", channel=label, count=count, share=share)


def count_cell(count: int, tone: str = "") -> Cell:
    return Cell(str(count), tone=tone) if count else Cell("·", tone="muted", sort="0")


def feedback_months(book: Book, told: Iterable[Record], types: Sequence[str]) -> Block:
    """What was said to us in each of the last six months, by its type."""
    found, months = by_month(told, "received_on"), last_months(book.as_of, MONTHS)
    columns = (
        Column(book.say("Month"), wide=True),
        *(Column(book.words.choice_label(kind), numeric=True) for kind in types),
        Column(book.say("All"), numeric=True),
    )

    def cells(records: Sequence[Record]) -> tuple[Cell, ...]:
        counted = Counter(one.text("type") for one in records)
        return (*(count_cell(counted[kind]) for kind in types), count_cell(len(records)))

    rows = tuple(Row((month_cell(book, month), *cells(found.get(month, ())))) for month in months)
    total = Row((Cell(book.say("All")), *cells([one for month in months for one in found.get(month, ())])))
    return table(Table(columns, rows, book.say("Feedback by month"), "t-months", total=total, stack=False))
