"""Dates as people type them: today, tomorrow, +2w, friday."""

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1, "今天": 0, "明天": 1, "昨天": -1}
_AHEAD = re.compile(r"([+-]\d{1,4})(d|w|m|y)\Z")


def spoken_day(text: str, as_of: date) -> str:
    """The ISO date that a word or step from `as_of` means; any other text as it is.

    `friday` is the next one, today included; months and years keep the day, or take the month's last.
    """
    word = text.strip().casefold()
    if word in _NAMED:
        return (as_of + timedelta(days=_NAMED[word])).isoformat()
    weekday = next((at for at, name in enumerate(_WEEKDAYS) if len(word) > 2 and name.startswith(word)), None)
    if weekday is not None:
        return (as_of + timedelta(days=(weekday - as_of.weekday()) % 7)).isoformat()
    step = _AHEAD.match(word)
    if step is None:
        return text
    try:
        return _stepped(as_of, int(step[1]), step[2]).isoformat()
    except (ValueError, OverflowError):
        return text


def _stepped(day: date, count: int, unit: str) -> date:
    if unit in "dw":
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1), 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
