"""All records of a workspace, joined."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmledger.kinds.reference import parse_ref
from pmledger.ledger.names import Directory, Found, Scope
from pmledger.ledger.record import Link, Record


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Records by key in the order of kind, scope and id; links by their target.

    `within` lists the keys of the records that belong to a project or client, by its key.
    """

    by_key: Mapping[str, Record]
    kinds: Mapping[str, tuple[Record, ...]]
    backlinks: Mapping[str, tuple[Link, ...]]
    within: Mapping[str, Mapping[str, tuple[Record, ...]]]
    directory: Directory = field(repr=False)

    def resolve(self, text: str, targets: tuple[str, ...] = (), here: Scope | None = None) -> Found:
        """What a reference that somebody typed means, seen from a place in the ledger or from nowhere."""
        parts = parse_ref(text)
        return self.directory.find(parts.kind or "", parts.scope or "", parts.id, targets, here or Scope())

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(self.by_key.values())

    def get(self, key: str) -> Record | None:
        return self.by_key.get(key)

    def of(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind."""
        return self.kinds.get(kind, ())

    def of_project(self, project: str, kind: str) -> tuple[Record, ...]:
        """The records of a kind that belong to the project of this key."""
        return self.within.get(project, {}).get(kind, ())

    def of_client(self, client: str, kind: str) -> tuple[Record, ...]:
        """The records of a kind that belong to the client of this key, over all its projects."""
        return self.within.get(client, {}).get(kind, ())

    def pointing_at(self, key: str, kind: str, field: str = "") -> tuple[Record, ...]:
        """The records of a kind that refer to `key`, by any field or by the one named; each once."""
        seen: dict[str, Record] = {}
        for link in self.backlinks.get(key, ()):
            source = self.by_key[link.source]
            if source.kind == kind and (not field or link.field.split("[")[0].split(".")[0] == field):
                seen[source.key] = source
        return tuple(seen.values())
