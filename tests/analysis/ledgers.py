"""A ledger and its conclusions from a workspace written as one string of `-- path --` sections."""

import re
from dataclasses import dataclass
from datetime import date

from pmledger.analysis.conclude import Conclusions, conclude
from pmledger.kinds.schema import Schema, build_schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.join import join
from pmledger.ledger.ledger import Ledger
from pmledger.reader.place import place_files
from pmledger.reader.records import read_file

SCHEMAS: dict[str, Schema] = {}
"""Schemas by their settings as text; to build one takes longer than all else that a small ledger needs."""
SECTION = re.compile(r"^-- (\S.*?) --$", re.MULTILINE)
AS_OF = date(2026, 6, 30)
EUROS = Settings(currency="EUR")
ACME = """
-- clients/acme/index.md --
---
name: Acme
status: active
segment: key
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- people/ann.md --
---
name: Ann Acme
type: contact
organisation: acme
---
"""
"""A client with a contact, and one of our people."""


@dataclass(frozen=True)
class Read:
    """A ledger with what follows from it."""

    ledger: Ledger
    found: Conclusions

    def value(self, name, subject=""):
        return self.found.figure(name, subject).value

    def unknown(self, name, subject=""):
        return str(self.found.figure(name, subject).unknown)

    def colours(self, subject):
        return {part.name: part.colour.value for part in self.found.health[subject].dimensions}


def read(text, as_of=AS_OF, settings=EUROS):
    """The ledger of the files in the text, joined without a fault, and its conclusions."""
    parts = SECTION.split(text)
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    schema = SCHEMAS.get(repr(settings)) or SCHEMAS.setdefault(repr(settings), build_schema(settings))
    readings = [
        read_file(path, files[path].removeprefix("\n").encode(), placement, schema, settings)
        for path, placement in place_files(tuple(files), schema)[0].items()
    ]
    assert [str(fault.message) for reading in readings for fault in reading.faults] == []
    ledger, faults = join([entry for reading in readings for entry in reading.entries], schema, frozenset(files))
    assert [str(fault.message) for fault in faults] == []
    return Read(ledger, conclude(ledger, schema, settings, as_of))
