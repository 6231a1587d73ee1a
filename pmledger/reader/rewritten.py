"""Days and durations in another form that can be read in one way only, in the form in which they are written here."""

import re

_DAY = re.compile(r"([0-9]{4}) ?(?:年|[/.-]) ?([0-9]{1,2}) ?(?:月|[/.-]) ?([0-9]{1,2}) ?日?")
_SPAN = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?) ?个? ?([^\W\d_]+)")
_UNITS = {
    "min": ("minute", "minutes", "mins", "分钟"),
    "h": ("hour", "hours", "hr", "hrs", "小时"),
    "d": ("day", "days", "天", "日", "工作日"),
    "w": ("week", "weeks", "wk", "周", "星期"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}


def day_meant(text: str) -> str:
    """`2026/3/5` and `2026年3月5日` as `2026-03-05`; "" where the year does not come first."""
    found = _DAY.fullmatch(text.strip())
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""


def form_meant(text: str) -> str:
    """The form of date to declare for a table whose dates look like this one."""
    if not _DAY.fullmatch(text.strip()):
        return "%d/%m/%Y" if text.count("/") == 2 else "%d.%m.%Y"
    return "%Y年%m月%d日" if "年" in text else "%Y.%m.%d" if "." in text else "%Y/%m/%d"


def duration_meant(text: str) -> str:
    """`15 days` and `8周` as `15d` and `8w`; "" for other words."""
    found = _SPAN.fullmatch(text.strip())
    unit = _UNIT_OF.get(found[2].casefold()) if found else None
    return f"{found[1]}{unit}" if found and unit else ""
