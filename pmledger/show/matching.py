"""What one asked value is compared with: dates, numbers, references, states and texts, each in its own way."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from pmledger.kinds.values import Duration, Money, Rate
from pmledger.show.fields import day_of

Key = date | Decimal
Test = Callable[[object], bool]
MINUTES = {"min": Decimal(1), "h": Decimal(60)}
DAYS_A_WEEK = 5


class Span(Struct, frozen=True):
    """A range with both ends in it; an end that is None is open."""

    low: Key | None
    high: Key | None

    def holds(self, key: Key | None) -> bool:
        if key is None or not all(isinstance(key, type(end)) for end in (self.low, self.high) if end is not None):
            return False
        above = self.low is None or self.low <= key  # type: ignore[operator]
        return above and (self.high is None or key <= self.high)  # type: ignore[operator]


def fold(text: str) -> str:
    """One spelling for texts that people take for the same."""
    return unicodedata.normalize("NFC", text).casefold().strip()


def is_text(wanted: str) -> Test:
    """Equal but for capitals."""
    folded = fold(wanted)
    return lambda value: fold(str(value)) == folded


def contains(wanted: str) -> Test:
    """Anywhere in the text, capitals do not count."""
    folded = fold(wanted)
    return lambda value: folded in fold(str(value))


def within(span: Span, hours: Decimal) -> Test:
    """Within a range of days or of numbers; `hours` make a day."""
    if isinstance(span.low or span.high, date):
        return lambda value: span.holds(day_of(value))
    return lambda value: span.holds(number_of(value, hours))


def amount_within(span: Span, currency: str) -> Test:
    """Within a range of amounts in one currency; other currencies do not match."""
    return lambda value: isinstance(value, Money | Rate) and value.currency == currency and span.holds(value.amount)


def number_of(value: object, hours: Decimal) -> Decimal | None:
    """The number to compare by: of amounts their amount, of durations minutes."""
    if isinstance(value, Duration):
        return minutes(value, hours)
    if isinstance(value, Money | Rate):
        return value.amount
    if isinstance(value, Mapping):  # by objective: the largest counts, as in a risk's impact
        return max((found for part in value.values() if (found := number_of(part, hours)) is not None), default=None)
    if isinstance(value, bool):
        return None
    return Decimal(value) if isinstance(value, int | Decimal) else None


def minutes(duration: Duration, hours: Decimal) -> Decimal:
    """A duration in minutes of work, or of the clock when it is elapsed time."""
    day = Decimal(24 * 60) if duration.elapsed else hours * 60
    units = {**MINUTES, "d": day, "w": day * (7 if duration.elapsed else DAYS_A_WEEK)}
    return duration.amount * units[duration.unit]
