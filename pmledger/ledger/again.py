"""What still holds of a ledger when only what records say changed, not where they belong or what they refer to."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace as changed

from pmledger.ledger.ledger import Ledger
from pmledger.ledger.placed import Placed, title_of
from pmledger.ledger.record import Link, Record
from pmledger.reader.entry import Entry


def placed_again(entries: Sequence[Entry], before: Sequence[Placed], placed_from: Sequence[Entry]) -> list[Placed] | None:
    """Where entries belong, by where those belonged that stood in their places; None where one came, went or moved."""
    if not len(entries) == len(before) == len(placed_from):
        return None
    found = []
    for entry, old, known in zip(entries, placed_from, before, strict=True):
        if entry is old:
            found.append(known)
        elif old is known.entry and home_of(entry) == home_of(old):
            found.append(changed(known, entry=entry))
        else:
            return None
    return found


def home_of(entry: Entry) -> tuple[object, ...]:
    """All of an entry that its key, its home and its names are made of."""
    values = entry.values
    written = values.get("project"), values.get("client"), values.get("organisation")
    called = title_of(entry) if entry.kind == "person" else ""
    place = entry.project, entry.client, entry.parent, entry.source.path
    return entry.kind, entry.id, entry.form, entry.named, called, *place, *written


def assembled_again(ledger: Ledger, pairs: Iterable[tuple[Record, Record]]) -> Ledger | None:
    """The ledger with some of its records as they are now; None where one belongs or refers elsewhere than before."""
    records: dict[str, Record] = {}
    links: dict[int, Link] = {}
    for old, new in pairs:
        one, other = all_links(old), all_links(new)
        if (old.project, old.client) != (new.project, new.client) or len(one) != len(other):
            return None
        for link, later in zip(one, other, strict=True):
            if link.target != later.target:
                return None
            links[id(link)] = later
        records[new.key] = new
    homes = {home for record in records.values() for home in (record.project, record.client) if home and home != record.key}
    kinds = {record.kind for record in records.values()}
    targets = {link.target for link in links.values()} & ledger.backlinks.keys()
    return Ledger(
        by_key={**ledger.by_key, **records},
        kinds={**ledger.kinds, **swapped({kind: ledger.kinds[kind] for kind in kinds}, records)},
        backlinks={**ledger.backlinks, **{key: tuple(links.get(id(link), link) for link in ledger.backlinks[key]) for key in targets}},
        within={**ledger.within, **{home: swapped(ledger.within[home], records) for home in homes}},
        directory=ledger.directory,
    )


def all_links(record: Record) -> tuple[Link, ...]:
    """The links of a record and of the texts beside it."""
    return (*record.links, *(link for part in record.parts for link in part.links)) if record.parts else record.links


def swapped(kinds: Mapping[str, tuple[Record, ...]], records: Mapping[str, Record]) -> dict[str, tuple[Record, ...]]:
    """Records by kind, with those that are others now."""
    return {kind: tuple([records.get(one.key, one) for one in found]) for kind, found in kinds.items()}
