"""What each file of a workspace is, decided from the paths alone."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pmledger.kinds.declare import FieldSpec
from pmledger.kinds.schema import Schema
from pmledger.reader.file_names import name_faults, twin_faults
from pmledger.source.diagnostic import Diagnostic

INDEX = "index"
_LEFT_OUT = frozenset({"readme"})
_SCOPES = ("project", "client")
_SUFFIX = re.compile(r"\.(md|csv)$", re.IGNORECASE)


class Role(StrEnum):
    """What a file holds: one record, a part of a record, rows that are records, rows of a field, or plain text."""

    RECORD = "record"
    PART = "part"
    ROWS = "rows"
    FIELD_ROWS = "field_rows"
    PLAIN = "plain"


class Placement(Struct, frozen=True):
    """What a file is by its place.

    `kind` and `id` are the record's own; of a part and of field rows its owner's; of rows only `kind` is known.
    `project` and `client` are the ids of those in whose folders the file lies, not counting the record itself.
    `owner_path` is the file of the record that a part or field rows belong to, `field` the list that rows fill.
    `folder` is the name of the folder that gave the kind.
    """

    role: Role
    kind: str = ""
    id: str = ""
    project: str = ""
    client: str = ""
    owner_path: str = ""
    field: str = ""
    folder: str = ""


class _Home(Struct, frozen=True):
    """A folder named after a kind on the way to a file, and the record folder below it, if any."""

    index: int
    kind: str
    record: int = -1
    """Position of the folder that is a record, -1 when the file is in none."""
    owner_path: str = ""


def place_files(
    paths: Iterable[str], schema: Schema, ignored: Iterable[str] = ()
) -> tuple[dict[str, Placement], tuple[Diagnostic, ...]]:
    """The placement of every file that is read, in the order of the paths, and the faults of their names.

    Left out are README.md, hidden files and folders, the paths in `ignored` and everything that is neither Markdown
    nor CSV. Of two files that are twins only the first is placed.
    """
    left_out = frozenset(ignored)
    readable = [path for path in sorted(paths) if path not in left_out and _is_read(path)]
    known = frozenset(readable)
    placements: dict[str, Placement] = {}
    for path in readable:
        placement = _place(path, known, schema)
        if placement is not None:
            placements[path] = placement
    twins, twin_diagnostics = twin_faults(placements)
    faults = (*twin_diagnostics, *name_faults(placements))
    return {path: one for path, one in placements.items() if path not in twins}, faults


def _is_read(path: str) -> bool:
    parts = path.split("/")
    if any(part.startswith(".") or not part for part in parts) or not _SUFFIX.search(parts[-1]):
        return False
    return not (_stem(parts[-1]).casefold() in _LEFT_OUT and parts[-1].casefold().endswith(".md"))


def _stem(name: str) -> str:
    return unicodedata.normalize("NFC", name.rpartition(".")[0])


def _place(path: str, known: frozenset[str], schema: Schema) -> Placement | None:
    parts = path.split("/")
    homes = _homes(parts, known, schema)
    scope = _scope(parts, homes)
    if path.casefold().endswith(".csv"):
        return _place_rows(parts, homes, scope, schema)
    return _place_text(parts, homes, scope)


def _homes(parts: list[str], known: frozenset[str], schema: Schema) -> list[_Home]:
    """The kinds' folders from the outermost to the nearest.

    A folder that is a record is not taken for a kind's folder, whatever its name.
    """
    homes: list[_Home] = []
    for index in range(len(parts) - 1):
        open_home = bool(homes) and homes[-1].record < 0
        owner = _own_record(parts, index, known) if homes else ""
        kind = schema.by_folder(parts[index])
        if open_home and owner and (kind is None or owner.endswith(f"/{INDEX}.md")):
            homes[-1] = replace(homes[-1], record=index, owner_path=owner)
        elif kind is not None:
            homes.append(_Home(index, kind.name))
    return homes


def _own_record(parts: list[str], index: int, known: frozenset[str]) -> str:
    """The file of the record that a folder is, or ""."""
    folder = "/".join(parts[: index + 1])
    return next((file for file in (f"{folder}/{INDEX}.md", f"{folder}.md") if file in known), "")


def _scope(parts: list[str], homes: list[_Home]) -> dict[str, tuple[str, int]]:
    """Ids of the project and client in whose folders a file lies, with the position of that folder."""
    scope: dict[str, tuple[str, int]] = {}
    for at, home in enumerate(homes):
        if home.kind not in _SCOPES:
            continue
        folder = home.record if home.record >= 0 else home.index + 1
        limit = homes[at + 1].index if at + 1 < len(homes) else len(parts) - 1
        if folder < limit:
            scope[home.kind] = unicodedata.normalize("NFC", parts[folder]), folder
            if home.kind == "client":
                scope.pop("project", None)
    return scope


def _ids(scope: Mapping[str, tuple[str, int]], *, but: str = "") -> dict[str, str]:
    return {kind: ident for kind, (ident, _) in scope.items() if kind != but}


def _place_text(parts: list[str], homes: list[_Home], scope: Mapping[str, tuple[str, int]]) -> Placement:
    stem = _stem(parts[-1])
    home = homes[-1] if homes else None
    if home is None:
        return Placement(Role.PLAIN, id=_name(parts))
    if home.record >= 0:
        return _place_within(parts, home, scope, stem)
    if stem == INDEX:
        return _place_index(parts, homes, scope)
    folder = parts[home.index]
    return Placement(Role.RECORD, home.kind, stem, **_ids(scope, but=_own_scope(home, scope)), folder=folder)


def _place_within(parts: list[str], home: _Home, scope: Mapping[str, tuple[str, int]], stem: str) -> Placement:
    """A file in a record's folder is the record or a part of it."""
    ident = unicodedata.normalize("NFC", parts[home.record])
    ids = _ids(scope, but=home.kind)
    folder = parts[home.index]
    if home.record == len(parts) - 2 and stem == INDEX:
        return Placement(Role.RECORD, home.kind, ident, **ids, folder=folder)
    return Placement(Role.PART, home.kind, ident, **ids, owner_path=home.owner_path, folder=folder)


def _place_index(parts: list[str], homes: list[_Home], scope: Mapping[str, tuple[str, int]]) -> Placement:
    """`index.md` in a kind's folder itself: a part of the record around it, else nobody's."""
    owner = next((home for home in reversed(homes[:-1]) if home.record >= 0), None)
    if owner is None:
        return Placement(Role.PLAIN, id=_name(parts))
    ident = unicodedata.normalize("NFC", parts[owner.record])
    ids = _ids(scope, but=owner.kind)
    return Placement(Role.PART, owner.kind, ident, **ids, owner_path=owner.owner_path, folder=parts[owner.index])


def _own_scope(home: _Home, scope: Mapping[str, tuple[str, int]]) -> str:
    """A project that lies in a folder which only groups is not its own project."""
    return home.kind if home.kind in scope and scope[home.kind][1] > home.index else ""


def _name(parts: list[str]) -> str:
    stem = _stem(parts[-1])
    return unicodedata.normalize("NFC", parts[-2]) if stem == INDEX and len(parts) > 1 else stem


def _place_rows(
    parts: list[str], homes: list[_Home], scope: Mapping[str, tuple[str, int]], schema: Schema
) -> Placement | None:
    """A CSV file in a record's folder fills its field or holds records; one in a kind's folder holds records."""
    stem, home = _stem(parts[-1]), homes[-1] if homes else None
    ids = _ids(scope)
    if home is not None and home.record >= 0:
        field = schema.field_key(home.kind, stem)
        spec = schema.kinds[home.kind].field(field) if field else None
        if spec is not None and _takes_rows(spec):
            ident = unicodedata.normalize("NFC", parts[home.record])
            ids = _ids(scope, but=home.kind)
            return Placement(Role.FIELD_ROWS, home.kind, ident, **ids, owner_path=home.owner_path, field=spec.name)
    kind = schema.by_folder(stem)
    if kind is not None:
        return Placement(Role.ROWS, kind.name, **ids, folder=stem)
    if home is not None and home.record < 0:
        return Placement(Role.ROWS, home.kind, **ids, folder=parts[home.index])
    return None


def _takes_rows(spec: FieldSpec) -> bool:
    """Whether a field is a list of groups, so that rows can fill it."""
    return spec.type == "list" and spec.item is not None and spec.item.type == "map"
