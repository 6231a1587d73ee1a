"""What a task or stage waits for, as it was written and as a plan tells it."""

from collections.abc import Mapping
from typing import cast

from msgspec import Struct

from pmledger.analysis.schedule.network import Tie
from pmledger.analysis.schedule.timetable import Timetable
from pmledger.kinds.values import Duration
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell
from pmledger.site.views.cells import joined, short_name
from pmledger.site.views.figures import value_text


class Wait(Struct, frozen=True):
    """The key of what comes first, how the two are tied, and the lag as it was written."""

    before: str
    tie: Tie = "FS"
    lag: Duration | None = None


def waits_of(book: Book, record: Record) -> tuple[Wait, ...]:
    """What a record waits for, without what is not shown here."""
    if not record.has("depends"):
        return ()
    found = []
    for at, part in enumerate(record.items("depends")):
        before, lag = record.target(f"depends[{at}].task"), part.get("lag")
        if before in book.hrefs:
            found.append(Wait(before, cast("Tie", part.get("type") or "FS"), lag if isinstance(lag, Duration) else None))
    return tuple(found)


def is_driving(timetable: Timetable, before: str, after: str) -> bool:
    """Whether a critical task is when it is because of an open one before it."""
    first, second = timetable.timing(before), timetable.timing(after)
    if first is None or second is None or not second.critical or first.total_float is None:
        return False
    return any(driver.link is not None and driver.link.before == before for driver in (*second.starts_by, *second.ends_by))


def wait_cell(book: Book, record: Record, codes: Mapping[str, str]) -> Cell:
    """What a record waits for, by its number in the plan, else by name; how they are tied where not end to start."""
    found = [(wait, wait_anchor(book, record, wait, codes)) for wait in waits_of(book, record)]
    if not found:
        return Cell()
    return Cell(runs=joined((anchor for _, anchor in found), book.words.comma))


def wait_anchor(book: Book, record: Record, wait: Wait, codes: Mapping[str, str]) -> Anchor:
    other = book.ledger.by_key[wait.before]
    name = codes.get(wait.before) or other.title
    if other.project != record.project:
        name = f"{short_name(book, other.project)}{book.words.colon}{other.title}"
    parts = [name]
    if wait.tie != "FS":
        parts.append(wait.tie)
    if wait.lag is not None and wait.lag.amount:
        parts.append(lag_text(book, wait.lag))
    return Anchor(" ".join(parts), book.href(wait.before))


def lag_text(book: Book, lag: Duration) -> str:
    """A wait with its sign: +2 d, −4 h, +1 week."""
    size = Duration(abs(lag.amount), lag.unit, elapsed=lag.elapsed)
    short = size.unit in {"d", "h"} and not size.elapsed
    text = value_text(book, size.amount, size.unit, short=True, brief=True) if short else book.words.duration(size)
    return f"{'+' if lag.amount > 0 else '−'}{text}"
