"""What is wrong with names of files: reserved, unportable, overlong, unfit for an id, or twice the same."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pmledger.reader.faults_files import (
    MIXED_SCRIPTS,
    OVERLONG_NAME,
    RESERVED_NAME,
    TWIN_FILES,
    UNFIT_NAME,
    UNPORTABLE_NAME,
)
from pmledger.reader.ids import has_mixed_scripts, is_id, slug
from pmledger.reader.limits import NAME_BYTES
from pmledger.source.diagnostic import Diagnostic, Related
from pmledger.source.message import say
from pmledger.source.span import whole_file

if TYPE_CHECKING:
    from pmledger.reader.place import Placement

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)
_UNPORTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"|?*\\]|[. ]$")


def name_faults(placements: Mapping[str, "Placement"]) -> Iterator[Diagnostic]:
    """Faults of file and folder names, a folder's at the first file in it."""
    seen: set[str] = set()
    for path, placement in placements.items():
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            place = "/".join(parts[:depth])
            if place not in seen:
                seen.add(place)
                yield from _part_faults(path, parts[depth - 1])
        if placement.role == "record":
            yield from _id_faults(path, placement.id)


def twin_faults(placements: Mapping[str, "Placement"]) -> tuple[frozenset[str], tuple[Diagnostic, ...]]:
    """The second of each two files that are the same record or cannot lie beside each other, and the faults."""
    first: dict[str, str] = {}
    twins: dict[str, str] = {}
    for path, placement in placements.items():
        for identity in _identities(path, placement):
            other = first.setdefault(identity, path)
            if other != path:
                twins.setdefault(path, other)
    return frozenset(twins), tuple(_twin(path, other) for path, other in twins.items())


def _identities(path: str, placement: "Placement") -> Iterable[str]:
    folded = _fold(path)
    yield folded
    if placement.role == "record":
        yield folded.removesuffix("/index.md").removesuffix(".md")


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _twin(path: str, other: str) -> Diagnostic:
    return TWIN_FILES.at(
        whole_file(path),
        say("{path} and {other} are the same record", path=path, other=other),
        found=path,
        help=say("bring the text into one of them and delete the other"),
        related=(Related(whole_file(other), say("this is the other one, and is the one that was read")),),
    )


def _part_faults(path: str, name: str) -> Iterator[Diagnostic]:
    span = whole_file(path)
    if _RESERVED.fullmatch(name):
        yield RESERVED_NAME.at(span, say("the name {name} is reserved by Windows", name=name), found=name)
    if found := _UNPORTABLE.search(name):
        message = say("the name {name} has a character that other systems do not allow", name=repr(name)[1:-1])
        yield UNPORTABLE_NAME.at(span, message, found=repr(found[0])[1:-1])
    if len(name.encode("utf-8", "surrogatepass")) > NAME_BYTES:
        message = say("the name {name}… takes more than {limit} bytes", name=name[:20], limit=NAME_BYTES)
        yield OVERLONG_NAME.at(span, message, found=name[:20])


def _id_faults(path: str, ident: str) -> Iterator[Diagnostic]:
    span = whole_file(path)
    told = any(map(_UNPORTABLE.search, path.split("/")[-2:]))
    if not is_id(ident) and not told:
        message = say("the name {name} cannot be an id: letters, digits, hyphen, underscore and full stop are allowed",
                      name=ident)  # fmt: skip
        help_text = say("rename it to {name}", name=slug(ident)) if slug(ident) else None
        yield UNFIT_NAME.at(span, message, found=ident, help=help_text)
    elif has_mixed_scripts(ident):
        message = say("the id {name} mixes Latin, Greek or Cyrillic letters that look alike", name=ident)
        yield MIXED_SCRIPTS.at(span, message, found=ident)
