"""The names by which people may write fields, states and days, and what they probably meant."""

import difflib
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from pmledger.kinds.faults import fault
from pmledger.kinds.near_words import meant

ID_PATTERN = r"[\p{L}\p{M}\p{N}_.-]+"
"""Ids: letters and digits of any script, hyphen, underscore, full stop."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Named(Protocol):
    """Whatever has a name and a Chinese word for it."""

    @property
    def name(self) -> str: ...

    @property
    def zh(self) -> str: ...


def canonical(written: object, fields: Iterable[Named], *, chinese: bool) -> str | None:
    """The name of the field that a key stands for, or None; `-` and `_` are the same."""
    if not isinstance(written, str):
        return None
    key = written.strip().replace("-", "_")
    for one in fields:
        if one.name == key:
            return key
    return next((one.name for one in fields if key in spoken(one)), None) if chinese else None


def spoken(named: Named) -> tuple[str, ...]:
    """The Chinese words for a field: its label, and the label without what stands in brackets."""
    if not named.zh:
        return ()
    label = unicodedata.normalize("NFC", named.zh)
    return (label, label.partition("(")[0].strip())


def candidates(written: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names most like what was written or usually meant by it, at most three, the closest first."""
    names = list(known)
    if len(written) > 100:
        return ()
    if near := meant(written, names):
        return near
    folded = written.casefold().replace("-", "_").replace(" ", "_")
    same = [one for one in names if one.casefold() == folded]
    parts = [one for one in names if folded in one.casefold().split("_")]
    close = difflib.get_close_matches(folded, names, n=3, cutoff=0.65)
    return tuple(dict.fromkeys(same + (parts or close)))[:3]


def folder_key(name: str) -> str:
    """Folder and list names compared: NFC, without case, `-` as `_`."""
    return unicodedata.normalize("NFC", name).casefold().replace("-", "_")


def days_of(given: object) -> tuple[str, ...]:
    """The weekdays that a key of a week names: `mon`, or `mon-fri` for five."""
    text = str(given).strip().casefold()
    first, dash, last = text.partition("-")
    if first in WEEKDAYS and (not dash or last in WEEKDAYS):
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        if start <= end:
            return WEEKDAYS[start : end + 1]
    raise fault("map_key", text, choices=WEEKDAYS, candidates=())
