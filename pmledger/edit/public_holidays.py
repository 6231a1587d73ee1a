"""The public holidays of a country, as they were published, from the package that keeps them."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from msgspec import Struct

from pmledger.edit.refusal import EditRefused
from pmledger.source.message import say
from pmledger.source.term import Listed

ESTIMATED = "(estimated)"
"""How the package marks a day that depends on the moon and is not published yet."""


class DayOff(Struct, frozen=True, order=True):
    """A day on which nobody works, and what it is called."""

    date: date
    name: str


class Published(Struct, frozen=True):
    """The days off of a country in some years, and the days of a weekend that are worked to make up for them.

    `undecreed` are years in which such days are usual but not known yet; `estimated` counts days that may still move;
    `weekend` are weekdays, Monday 0.
    """

    country: str
    years: tuple[int, ...]
    off: tuple[DayOff, ...]
    worked: tuple[date, ...]
    undecreed: tuple[int, ...]
    estimated: int
    weekend: tuple[int, ...]


def published_holidays(country: str, years: Sequence[int], subdivision: str, language: str) -> Published:
    """The holidays of a country (ISO 3166, two letters) and perhaps one of its parts (`BY` of DE), for whole years.

    Names are in `language` where the package has them, else in English. Raises EditRefused for a country, part or
    year it does not know, and when the package is not installed.
    """
    try:
        import holidays
    except ModuleNotFoundError as missing:
        raise EditRefused(
            say("the dates of public holidays come from the package “holidays”; install it by: pip install holidays")
        ) from missing
    code = country.upper()
    parts_by_country = holidays.list_supported_countries()
    if code not in parts_by_country:
        raise _unknown(country, tuple(parts_by_country))
    parts = tuple(parts_by_country[code])
    if subdivision and subdivision not in parts:
        raise _unknown_part(code, subdivision, parts)
    plain = holidays.country_holidays(code, years=years)
    tongue = _tongue(plain.supported_languages, language)
    found = holidays.country_holidays(code, years=years, subdiv=subdivision or None, language=tongue)
    # In years before these too, since only a country that makes up for its holidays can still have to decree it.
    usual = holidays.country_holidays(code, years=range(min(years) - 3, max(years) + 1)).weekend_workdays
    wanted = frozenset(years)
    off = tuple(DayOff(on, name) for on, name in sorted(found.items()) if on.year in wanted)
    if not off:
        raise EditRefused(say("no holidays of {country} are known for {years}", country=code, years=Listed(tuple(map(str, years)))))
    worked = tuple(sorted(on for on in usual if on.year in wanted))
    recent = any(min(years) - 3 <= on.year for on in usual)
    undecreed = tuple(year for year in sorted(wanted) if recent and not any(on.year == year for on in worked))
    estimated = sum(ESTIMATED in day.name for day in off)
    return Published(code, tuple(sorted(wanted)), off, worked, undecreed, estimated, tuple(sorted(found.weekend)))


def _tongue(known: Iterable[str], language: str) -> str | None:
    """The package's name of a language: exactly, by its first part, else English, else the country's own."""
    wished = language.replace("-", "_")
    names = tuple(known)
    first = (name for name in names if name.split("_")[0] == wished.split("_")[0])
    return wished if wished in names else next(first, next((name for name in names if name.startswith("en")), None))


def _unknown(country: str, known: tuple[str, ...]) -> EditRefused:
    close = tuple(get_close_matches(country.upper(), known, n=3, cutoff=0.5))
    if close:
        return EditRefused(
            say(
                "no country is called {found}; did you mean {candidates}? Two letters by ISO 3166 are expected, such as CN",
                found=country,
                candidates=Listed(close),
            ),
            close,
        )
    return EditRefused(
        say("no country is called {found}; two letters by ISO 3166 are expected, such as CN", found=country)
    )


def _unknown_part(country: str, found: str, parts: tuple[str, ...]) -> EditRefused:
    if not parts:
        return EditRefused(say("the holidays of {country} are the same everywhere; leave out {found}", country=country, found=found))
    return EditRefused(
        say("{country} has no part {found}; it has {candidates}", country=country, found=found, candidates=Listed(parts)),
        parts,
    )
