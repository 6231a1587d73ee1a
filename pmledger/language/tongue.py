"""Which languages there are, and which one somebody means."""

import gettext
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "zh-CN")
LOCALES = {"en": "en_GB", "zh-CN": "zh_CN"}
"""Locale by language; English writes the day before the month, as the whole ledger counts in days."""

LOCALE_FOLDER = Path(__file__).parent / "locale"


def language_of(tag: str) -> str:
    """The supported language nearest to a tag such as `zh_CN.UTF-8`, `zh-Hans` or `de`."""
    return "zh-CN" if tag.replace("_", "-").casefold().split("-")[0].split(".")[0] == "zh" else "en"


def terminal_language(environment: Mapping[str, str]) -> str:
    """The language of the terminal: the first of LC_ALL, LC_MESSAGES and LANG that is set."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return language_of(next((environment[name] for name in names if environment.get(name)), ""))


def catalogue_path(language: str, suffix: str = "mo") -> Path:
    """Where the catalogue of a language other than English lies."""
    return LOCALE_FOLDER / LOCALES[language] / "LC_MESSAGES" / f"pmledger.{suffix}"


@lru_cache(maxsize=4)
def catalogue(language: str) -> gettext.NullTranslations:
    """The texts of a language; English is what stands in the source."""
    if language == "en":
        return gettext.NullTranslations()
    with catalogue_path(language).open("rb") as file:
        return gettext.GNUTranslations(file)
