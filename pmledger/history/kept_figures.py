"""Figures of earlier days kept beside the workspace, so that the next look at them costs a read; never trusted further."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from pmledger import __version__
from pmledger.analysis.figure import Figure
from pmledger.history.looks import Look
from pmledger.workspace.files import STATE_FOLDER, FileRefused, read_regular, resolve_inside, write_atomically

FOLDER = f"{STATE_FOLDER}/cache/figures"
LARGEST = 16 * 1024 * 1024
LONGEST = 400
MADE_BY = ("analysis", "kinds", "ledger", "reader", "source")
"""The folders of the package that figures depend on."""


class Value(Struct, frozen=True, array_like=True):
    """A figure's value as text: sort `n` a number, `d` a day, `t` a word, `u` unknown, `0` no such figure; and its unit."""

    sort: str
    text: str
    unit: str

    @property
    def value(self) -> object:
        """The value itself; raises ValueError where the text is none."""
        if len(self.text) > LONGEST:
            raise ValueError(self.sort)
        match self.sort:
            case "n":
                return Fraction(self.text)
            case "d":
                return date.fromisoformat(self.text)
            case "t":
                return self.text
        return None


class Kept(Struct, frozen=True):
    """What is kept of a look: what made it, and values by subject and name."""

    mark: bytes
    figures: dict[str, dict[str, Value]]


NOTHING = Value("0", "", "")


def as_value(figure: Figure | None) -> Value:
    if figure is None:
        return NOTHING
    value = figure.value
    if isinstance(value, bool) or value is None:
        return Value("u", "", figure.unit)
    if isinstance(value, int | Decimal | Fraction):
        return Value("n", str(Fraction(value)), figure.unit)
    if isinstance(value, date):
        return Value("d", value.isoformat(), figure.unit)
    return Value("t", str(value)[:LONGEST], figure.unit)


def program_mark() -> bytes:
    """A mark of the program that reckons: another version, or another file of it, keeps figures of its own."""
    package = Path(__file__).parent.parent
    digest = blake2b(__version__.encode(), digest_size=16)
    for folder in MADE_BY:
        for path in sorted((package / folder).rglob("*.py")):
            state = path.stat()
            digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.digest()


def place_of(look: Look, root: Path) -> Path:
    """Where a look's figures are kept; raises FileRefused where a link would lead elsewhere."""
    return resolve_inside(root, f"{FOLDER}/{look.commit}-{look.day.isoformat()}.msgpack")


def recall(root: Path, look: Look, mark: bytes) -> dict[str, dict[str, Value]] | None:
    """What is kept of a look by the same program; None where nothing sound is."""
    try:
        data = read_regular(place_of(look, root), LARGEST)
        kept = msgspec.msgpack.decode(data, type=Kept)
    except (FileRefused, msgspec.MsgspecError, RecursionError):
        return None
    return kept.figures if kept.mark == mark else None


def keep(root: Path, look: Look, mark: bytes, figures: Mapping[tuple[str, str], Value]) -> None:
    """Keep some figures of a look, beside those that are kept already, for the next time, where the disk lets us."""
    found = recall(root, look, mark) or {}
    for (name, subject), value in figures.items():
        found.setdefault(subject, {})[name] = value
    try:
        write_atomically(place_of(look, root), msgspec.msgpack.encode(Kept(mark, found)), durable=False)
    except FileRefused:
        return
