"""Written text to plain values: texts, numbers, dates and durations, each typed by its field and never by YAML."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from decimal import Decimal

from pmledger.kinds.faults import fault
from pmledger.kinds.values import Duration, Moment, Unit

ABSENT = frozenset({"", "~", "null", "NULL", "Null"})
LARGEST = Decimal(10) ** 15
LONGEST_DURATION = 100_000
YEARS = range(1900, 2200)

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
DIGITS = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,12})?")
WHOLE = re.compile(r"[+-]?[0-9]{1,20}")
DURATION = re.compile(r"([+-]?[0-9]{1,12}(?:\.[0-9]{1,6})?) ?(min|h|d|w)(e?)")
TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}:[0-9]{2})?")
TRUE = frozenset({"true", "yes", "是"})
FALSE = frozenset({"false", "no", "否"})
UNITS: dict[str, Unit] = {"min": "min", "h": "h", "d": "d", "w": "w"}


def plain(given: object) -> str:
    """One written scalar without the blanks around it; a list or mapping is a `text_form` fault."""
    if isinstance(given, str):
        return given.strip()
    if isinstance(given, bool | int | Decimal | date):
        return str(given)
    raise fault("text_form", given)


def parse_text(given: object) -> str:
    """Text of any number of lines, in NFC."""
    text = plain(given)
    if text.isascii() and text.isprintable():
        return text
    if found := CONTROL.search(text):
        raise fault("control_character", f"U+{ord(found.group()):04X}")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def parse_line(given: object) -> str:
    """Text of one line, in NFC."""
    text = plain(given)
    if text.isascii() and text.isprintable():
        return text
    if LINE_BREAK.search(text):
        raise fault("line_break", text)
    return parse_text(text)


def parse_number(given: object) -> Decimal:
    """An exact decimal within ±10¹⁵: digits, at most one full stop, no exponent."""
    return bounded(decimal(plain(given), "number_form"), given)


def parse_percent(given: object) -> Decimal:
    """The number before the sign: 40 for `40%` and for `40`."""
    return bounded(decimal(plain(given).removesuffix("%").rstrip(), "percent_form"), given)


def parse_int(given: object) -> int:
    """A whole number within ±10¹⁵."""
    text = plain(given)
    if not WHOLE.fullmatch(text):
        raise fault("int_form", text)
    return int(bounded(Decimal(text), text))


def decimal(text: str, code: str) -> Decimal:
    """The exact number that stands in the text, with no negative zero; `code` is the fault if there is none."""
    if not DIGITS.fullmatch(text):
        raise fault(code, text)
    return Decimal(text) + 0 if text.startswith("-") else Decimal(text)


def bounded(number: Decimal, given: object) -> Decimal:
    """The number again, if sums of thousands like it stay exact."""
    if abs(number) > LARGEST:
        raise fault("number_range", given, minimum=-LARGEST, maximum=LARGEST)
    return number


def parse_bool(given: object) -> bool:
    """`true` or `false`, also written yes, no, 是, 否."""
    text = plain(given).casefold()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    raise fault("bool_form", text)


def parse_date(given: object) -> date:
    """A real day, written year-month-day, of the years 1900 to 2199."""
    text = plain(given)
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise fault("date_form", text)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise unreal(text) from None
    if day.year not in YEARS:
        raise fault("date_range", text)
    return day


def unreal(text: str) -> Exception:
    """Why ten characters with two hyphens are no day: not digits at all, or digits that no calendar has."""
    digits = text.replace("-", "")
    return fault("date_unreal" if len(digits) == 8 and digits.isascii() and digits.isdigit() else "date_form", text)


def parse_datetime(given: object) -> Moment:
    """A day, or a day and a time with a blank or T between them and maybe an offset or Z behind."""
    text = plain(given)
    if len(text) == 10:
        return Moment(parse_date(text))
    if len(text) < 16 or text[10] not in "T ":
        raise fault("datetime_form", text)
    return Moment(parse_date(text[:10]), clock(text[11:].lstrip(), text))


def clock(text: str, given: str) -> time:
    """The time of day in hours, minutes and maybe seconds, with its offset where one is written."""
    found = TIME.fullmatch(text)
    if not found:
        raise fault("datetime_form", given)
    try:
        read = time.fromisoformat(text.replace("Z", "+00:00"))
        datetime.combine(date(2000, 1, 1), read).astimezone(UTC)
    except (ValueError, OverflowError):
        raise fault("time_unreal", given) from None
    return read


def parse_duration(given: object) -> Duration:
    """A number and its unit: min, h, d or w; a closing `e` means elapsed time; a bare 0 is no time at all."""
    text = plain(given)
    if text == "0":
        return Duration(Decimal(0), "d")
    found = DURATION.fullmatch(text)
    if not found:
        raise fault("duration_form", text)
    amount = decimal(found[1], "duration_form")
    if abs(amount) > LONGEST_DURATION:
        raise fault("duration_range", text, maximum=LONGEST_DURATION, unit=found[2])
    return Duration(amount, UNITS[found[2]], found[3] == "e")
