"""The days that a rhythm names: one of the usual words, or a recurrence rule."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from pmledger.analysis.months import month_end

DAYS = {"daily": 1, "weekly": 7, "biweekly": 14}
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST = 20_000
"""Days looked at in one rhythm: daily for fifty years."""
NTH = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


def days_of(frequency: str, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on which something of this frequency falls; none where there is no rhythm.

    `frequency` is daily, weekly, biweekly, monthly, quarterly, yearly or a recurrence rule (RFC 5545) of FREQ,
    INTERVAL, COUNT, UNTIL, BYDAY and BYMONTHDAY; its other parts are not looked at. A month that is too short for the
    day has its last day instead, since a monthly report is due in February too.
    """
    parts = parts_of(frequency)
    step, months = rhythm(frequency, parts)
    if step == 0 and months == 0:
        return
    count, until = number(parts.get("COUNT")), parts.get("UNTIL", "")[:8]
    given = 0
    for period in range(MOST):
        start = month_on(first, period * months) if months else first + timedelta(days=period * step)
        if beginning(start, parts, months) > last:
            return
        for on in within(start, parts, months):
            late = on > last or (count is not None and given >= count) or (until != "" and f"{on:%Y%m%d}" > until)
            if late:
                return
            if on >= first:
                given += 1
                yield on


def parts_of(frequency: str) -> Mapping[str, str]:
    """The parts of a recurrence rule by their names; none for a plain word."""
    return dict(part.partition("=")[::2] for part in frequency.upper().removeprefix("RRULE:").split(";") if "=" in part)


def rhythm(frequency: str, parts: Mapping[str, str]) -> tuple[int, int]:
    """Days and months between two times; (0, 0) where there is no rhythm, as in on_event."""
    word = parts.get("FREQ", frequency).lower()
    every = max(number(parts.get("INTERVAL")) or 1, 1)
    return DAYS.get(word, 0) * every, MONTHS.get(word, 0) * every


def number(text: str | None) -> int | None:
    """A count of a rule; what is none or beyond reason is left aside."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 5 else None


def month_on(start: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short for it."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year - 1:
        return date.max
    return min(date(year, month + 1, 1) + timedelta(days=start.day - 1), month_end(date(year, month + 1, 1)))


def beginning(start: date, parts: Mapping[str, str], months: int) -> date:
    """The earliest day that the period of `start` can name."""
    if months:
        return start.replace(day=1) if "BYDAY" in parts or "BYMONTHDAY" in parts else start
    return start - timedelta(days=start.weekday()) if "BYDAY" in parts else start


def within(start: date, parts: Mapping[str, str], months: int) -> list[date]:
    """The days that a rule names in the week or month of `start`; the day itself where it names none."""
    named = NTH.findall(parts.get("BYDAY", ""))
    if months == 0:
        monday = start - timedelta(days=start.weekday())
        daily = parts.get("FREQ") == "DAILY"
        days = [monday + timedelta(days=WEEKDAYS.index(day)) for _, day in named]
        if daily and named:
            return [start] if start in days else []
        return sorted(days) or [start]
    first = start.replace(day=1)
    found = {on for nth, day in named for on in weekdays_of(first, WEEKDAYS.index(day), int(nth or 0))}
    for text in parts.get("BYMONTHDAY", "").split(","):
        wanted = number(text.lstrip("+-"))
        if wanted:
            last = month_end(first)
            on = last - timedelta(days=wanted - 1) if text.startswith("-") else first + timedelta(days=wanted - 1)
            found |= {min(max(on, first), last)}
    return sorted(found) or [start]


def weekdays_of(first: date, weekday: int, nth: int) -> list[date]:
    """One weekday in the month that begins on `first`: all of them, or the n-th, from the end when negative."""
    start = first + timedelta(days=(weekday - first.weekday()) % 7)
    days = [start + timedelta(days=7 * week) for week in range(5)]
    days = [day for day in days if day.month == first.month]
    if nth == 0:
        return days
    at = nth - 1 if nth > 0 else nth
    return [days[at]] if -len(days) <= at < len(days) else []
