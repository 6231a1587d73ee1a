"""Days as people type them on a command line."""

import re
from calendar import monthrange
from datetime import date, timedelta

RELATIVE = {"today": 0, "tomorrow": 1, "yesterday": -1, "今天": 0, "明天": 1, "昨天": -1}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CHINESE_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
STEP = re.compile(r"([+-])([0-9]{1,4})([dwmy])")


def parse_day(text: str, today: date) -> date | None:
    """The day meant by `2026-03-05`, `today`, `+2w`, `-3d`, `+1m` or `friday`, or None.

    A weekday is the next one, today included; `+1m` on the 31st is the last day of a shorter month.
    """
    word = text.strip().casefold()
    if word in RELATIVE:
        return today + timedelta(days=RELATIVE[word])
    if (weekday := weekday_of(word)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    try:
        if step := STEP.fullmatch(word):
            return stepped(today, int(step[1] + step[2]), step[3])
        return date.fromisoformat(word) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word, re.ASCII) else None
    except (ValueError, OverflowError):
        return None


def weekday_of(word: str) -> int | None:
    """Monday is 0; three letters are enough."""
    if found := CHINESE_WEEKDAY.fullmatch(word):
        return "一二三四五六日".index(found[1].replace("天", "日"))
    names = [name for name in WEEKDAYS if len(word) >= 3 and name.startswith(word)]
    return WEEKDAYS.index(names[0]) if names else None


def stepped(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
