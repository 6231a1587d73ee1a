"""How long things have been open, in the same five buckets everywhere."""

from collections.abc import Mapping, Sequence

from pmledger.analysis.issues import BUCKETS
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table

AGE_TONES = {"31-60": "warn", ">60": "bad"}


def bucket_titles(book: Book) -> dict[str, str]:
    return {
        "0-7": book.say("0–7 days"),
        "8-14": book.say("8–14 days"),
        "15-30": book.say("15–30 days"),
        "31-60": book.say("31–60 days"),
        ">60": book.say("Over 60 days"),
    }


def count_cell(count: int, href: str, tone: str = "") -> Cell:
    """A number that leads to the list; nothing is quiet."""
    return Cell(str(count), href, tone) if count else Cell("·", tone="muted", sort="0")


def ageing_table(
    book: Book,
    counted: Mapping[str, Mapping[str, Sequence[str]]],
    names: Mapping[str, str],
    caption: str,
    *,
    anchor: str,
    href: str,
) -> Table:
    """Keys by group and bucket as numbers: a bucket a row, a group a column named by `names`, with their sums."""
    titles = bucket_titles(book)
    columns = (
        Column(book.say("Open for")),
        *(Column(names.get(group) or book.say("None"), numeric=True) for group in counted),
        Column(book.say("All"), numeric=True),
    )
    rows = []
    for bucket in BUCKETS:
        numbers = [len(keys[bucket]) for keys in counted.values()]
        cells = (count_cell(number, href, AGE_TONES.get(bucket, "")) for number in numbers)
        rows.append(Row((Cell(titles[bucket]), *cells, count_cell(sum(numbers), href))))
    sums = [sum(map(len, keys.values())) for keys in counted.values()]
    total = Row((Cell(book.say("All")), *(count_cell(each, href) for each in (*sums, sum(sums)))))
    return Table(columns, tuple(rows), caption, anchor, total=total, stack=False)
