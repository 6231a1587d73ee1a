"""Dates, numbers and amounts as a language writes them; every result is remembered."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pmledger.language.tongue import LOCALES

if TYPE_CHECKING:
    from types import ModuleType

    from babel.core import Locale
    from babel.dates import DateTimePattern

DateStyle = Literal["medium", "day", "weekday", "month", "long"]

SKELETONS: dict[str, str] = {
    "medium": "yMMMd",
    "day": "MMMd",
    "weekday": "MMMEd",
    "month": "yMMMM",
}
KEPT = 4096
SYMBOLS = {"CNY": "¥"}
"""Signs that stand in every language of ours; Babel's English writes CN¥."""

SHORT_UNITS = {
    "en": (
        (Decimal(10) ** 9, "bn", Decimal(10) ** 9),
        (Decimal(10) ** 6, "M", Decimal(10) ** 6),
        (Decimal(1000), "k", Decimal(10000)),
    ),
    "zh-CN": ((Decimal(10) ** 8, "亿", Decimal(10) ** 8), (Decimal(10) ** 4, "万", Decimal(10) ** 4)),
}
"""Units of short amounts: size, sign, and the amount from which they are used."""

LARGEST_PLAIN = 20
"""Powers of ten that are still written out."""


def babel(part: str) -> "ModuleType":
    """A module of Babel; it takes long to load, so it waits until a value needs it."""
    from importlib import import_module

    return import_module(f"babel.{part}")


@lru_cache(maxsize=KEPT)
def write_date(day: date, style: DateStyle, language: str) -> str:
    pattern, locale = date_pattern(style, language)
    return str(pattern.apply(day, locale))


@lru_cache(maxsize=16)
def date_pattern(style: DateStyle, language: str) -> "tuple[DateTimePattern, Locale]":
    """How a language writes a date, looked up in Babel's tables once and not for each day."""
    locale = babel("core").Locale.parse(LOCALES[language])
    long = style == "long"
    given = locale.date_formats["full"].pattern.replace(",", "") if long else locale.datetime_skeletons[SKELETONS[style]]
    return babel("dates").parse_pattern(given), locale


def rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero, as people round amounts."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@lru_cache(maxsize=KEPT)
def write_number(value: Decimal, places: int, fixed: bool) -> str:
    """Digits grouped by thousands, at most `places` decimals, or exactly as many when `fixed`."""
    if value.adjusted() > LARGEST_PLAIN:
        return f"{value:.3E}"
    text = f"{rounded(value, places) + 0:,f}"  # adding nothing turns a negative zero into zero
    return text.rstrip("0").rstrip(".") if "." in text and not fixed else text


@lru_cache(maxsize=64)
def currency_sign(currency: str, language: str) -> str:
    """What stands before an amount; a sign of letters is set off by a space that does not break."""
    sign: str = SYMBOLS.get(currency) or babel("numbers").get_currency_symbol(currency, LOCALES[language])
    return f"{sign}\u00a0" if sign[-1].isalpha() else sign


@lru_cache(maxsize=KEPT)
def write_amount(amount: Decimal, currency: str, language: str) -> str:
    """An amount with its sign; cents only where there are any."""
    whole = amount == amount.to_integral_value()
    digits = write_number(abs(amount), 0 if whole else 2, fixed=True)
    return f"{'-' if amount < 0 else ''}{currency_sign(currency, language)}{digits}"


@lru_cache(maxsize=KEPT)
def write_short_amount(amount: Decimal, currency: str, language: str) -> str:
    """An amount to three or so digits: €1.32M, €412k, ¥123.5万."""
    size, unit = short_unit(abs(amount), language)
    scaled = abs(amount) / size
    digits = write_number(scaled, short_places(scaled, unit, language), fixed=False)
    sign = "-" if amount < 0 and digits != "0" else ""
    return f"{sign}{currency_sign(currency, language)}{digits}{unit}"


def short_unit(amount: Decimal, language: str) -> tuple[Decimal, str]:
    """The largest unit that the amount, once rounded to three digits, reaches."""
    for size, unit, least in SHORT_UNITS[language]:
        if amount >= least - least / 2000:
            return size, unit
    return Decimal(1), ""


def short_places(scaled: Decimal, unit: str, language: str) -> int:
    """Decimals that leave three digits in English; Chinese figures in 万 carry one."""
    if not unit:
        return 0
    if language == "zh-CN":
        return 1 if unit == "万" else 2
    return 2 if scaled < 10 else 1 if scaled < 100 else 0


@lru_cache(maxsize=KEPT)
def write_list(parts: tuple[str, ...], language: str) -> str:
    return str(babel("lists").format_list(list(parts), locale=LOCALES[language]))
