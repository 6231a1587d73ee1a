"""Workspaces in a string, read file by file."""

import re
from dataclasses import dataclass, field

from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings, parse_settings
from pmledger.reader.entry import Entry, FileReading
from pmledger.reader.place import Placement, place_files
from pmledger.reader.records import read_file
from pmledger.source.diagnostic import Diagnostic

SECTION = re.compile(r"^-- (\S.*?) --\n", re.MULTILINE)
SETTINGS: Settings = parse_settings({})[0]
SCHEMA = build_schema(SETTINGS)


@dataclass(frozen=True)
class Readings:
    """What all files of a workspace say."""

    by_path: dict[str, FileReading]
    placements: dict[str, Placement]
    place_faults: tuple[Diagnostic, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def faults(self) -> list[Diagnostic]:
        return [*self.place_faults, *(fault for one in self.by_path.values() for fault in one.faults)]

    @property
    def entries(self) -> list[Entry]:
        return [entry for one in self.by_path.values() for entry in one.entries]

    def entry(self, kind: str, ident: str) -> Entry:
        return next(one for one in self.entries if (one.kind, one.id) == (kind, ident))


def at(fault: Diagnostic) -> str:
    """`path:line:column CODE`, as faults are told in a terminal."""
    return f"{fault.span} {fault.code}"


def files_of(text: str) -> dict[str, bytes]:
    """Files from a string of `-- path --` sections."""
    parts = SECTION.split(text)
    return {path: body.encode() for path, body in zip(parts[1::2], parts[2::2], strict=True)}


def read(files: str | dict[str, bytes], settings: dict[str, object] | None = None) -> Readings:
    """Read a workspace, given as `-- path --` sections or as bytes by path."""
    given = files_of(files) if isinstance(files, str) else files
    parsed = parse_settings(settings)[0] if settings else SETTINGS
    schema = build_schema(parsed) if settings else SCHEMA
    placements, faults = place_files(given, schema)
    by_path = {path: read_file(path, given[path], place, schema, parsed) for path, place in placements.items()}
    return Readings(by_path, placements, faults, given)
