"""Entries of all files become one ledger: keys are given, references resolved, links known at both ends."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from types import NoneType
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from pmledger.kinds.reference import parse_ref
from pmledger.kinds.schema import Schema
from pmledger.kinds.values import Ref
from pmledger.ledger.again import assembled_again, placed_again
from pmledger.ledger.faults import DUPLICATE_ID
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.names import GLOBAL_KINDS, Directory, Name, Scope, fold, key_of
from pmledger.ledger.placed import Placed, title_of
from pmledger.ledger.record import Link, PartText, Record
from pmledger.ledger.references import Resolver
from pmledger.ledger.told import completed
from pmledger.reader.entry import Entry, Form, Part
from pmledger.reader.terms import kind_term
from pmledger.source.diagnostic import Diagnostic, Related
from pmledger.source.message import say
from pmledger.source.span import Span

BY_ITSELF = 5
"""So much is a record made of that has no text beside it."""

NO_PROJECT_OF_ITS_OWN = frozenset({"opportunity", "project", "client", "person"})
"""Kinds whose `project` field, if any, is a link to a project and not the one that they belong to."""


Around = tuple[list[tuple[Name, str]], dict[str, str], frozenset[str]]
"""What references can mean: the names of all records, of people also the full ones; the records that files hold; all files."""


class Made(Struct, frozen=True):
    """A record, what it was made from (beside what its references can mean), and the faults of its references."""

    made_of: tuple[object, ...]
    record: Record
    faults: tuple[Diagnostic, ...]


NOTHING = Ledger({}, {}, {}, {}, Directory())


class Joined(Struct, frozen=True):
    """What was joined before: while no name and no file came or went, a record whose entry is the same is the same."""

    around: Around = ([], {}, frozenset())
    by_key: Mapping[str, Made] = {}
    entries: tuple[Entry, ...] = ()
    placed: tuple[Placed, ...] = ()
    parents: Mapping[tuple[str, str, str], str] = {}
    terms: Mapping[str, object] = {}
    ledger: Ledger = NOTHING


def join(
    entries: Iterable[Entry], schema: Schema, paths: frozenset[str] = frozenset(), texts: Iterable[Part] = ()
) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """The ledger of all entries, and the faults found while joining them.

    `paths` are all files of the workspace, for links to files that are no records; `texts` are those of files beside a
    record's own. Entries come in the order of their
    files; of two with the same key the first stands.
    """
    ledger, faults, _ = join_again(entries, schema, paths, texts, Joined())
    return ledger, faults


def join_again(
    entries: Iterable[Entry], schema: Schema, paths: frozenset[str], texts: Iterable[Part], before: Joined
) -> tuple[Ledger, tuple[Diagnostic, ...], Joined]:
    """The same after some entries changed since `before`, which was joined by the same schema; and what to go on from."""
    given = tuple(entries)
    kept = placed_again(given, before.placed, before.entries) if paths == before.around[2] else None
    placed, faults = place(given, schema) if kept is None else (kept, [])
    around = around_of(placed, paths) if kept is None else before.around
    directory = directory_of(around[0]) if kept is None else before.ledger.directory
    resolver = Resolver(schema, directory, around[1], paths)
    parents = parents_of(placed) if kept is None else before.parents
    beside = parts_by_key(texts, parents)
    terms = {item.entry.id: item.entry.values.get("payment_terms_days") for item in placed if item.entry.kind == "client"}
    known = before.by_key if kept is not None or around == before.around else {}
    sure = before.placed if terms == before.terms else ()
    made = {
        item.key: known[item.key]
        if item is old and item.key not in beside and len(known[item.key].made_of) == BY_ITSELF
        else made_again(item, schema, resolver, parents, (terms.get(item.client), *beside.get(item.key, ())), known.get(item.key))
        for item, old in zip_longest(placed, sure)
        if item is not None
    }
    changed = [(known[key].record, one.record) for key, one in made.items() if one is not known[key]] if kept is not None else []
    again = None if kept is None else assembled_again(before.ledger, changed)
    ledger = again or assemble([one.record for one in made.values()], directory)
    told = (*faults, *(fault for one in made.values() for fault in one.faults))
    return ledger, told, Joined(around, made, given, () if faults else tuple(placed), parents, terms, ledger)


def parents_of(placed: Iterable[Placed]) -> dict[tuple[str, str, str], str]:
    """The keys of records by kind, id and the id of their project."""
    return {(item.entry.kind, item.entry.id, item.project): item.key for item in placed}


def around_of(placed: Iterable[Placed], paths: frozenset[str]) -> Around:
    """What references can mean."""
    names, pages = [], {}
    for item in placed:
        entry = item.entry
        names.append((Name(item.key, entry.kind, item.scope, entry.id), title_of(entry) if entry.kind == "person" else ""))
        if entry.form is Form.FILE:
            pages[entry.source.path] = item.key
    return names, pages, paths


def directory_of(names: Iterable[tuple[Name, str]]) -> Directory:
    """All names, and people by their full ones."""
    directory = Directory()
    for name, full in names:
        directory.add(name)
        if name.kind == "person":
            directory.add_person(full, name)
    return directory


def made_again(
    item: Placed,
    schema: Schema,
    resolver: Resolver,
    parents: Mapping[tuple[str, str, str], str],
    beside: tuple[object, ...],
    known: Made | None,
) -> Made:
    """The record of an entry, the known one where it is made of the very same; `beside` are its client's terms and its texts."""
    made_of = (item.entry, item.project, item.client, item.scope, *beside)
    if known is not None and len(made_of) == len(known.made_of) and all(map(is_same, made_of, known.made_of)):
        return known
    resolver.faults = []
    terms, *texts = beside
    record = make_record(item, schema, resolver, parents, terms, cast("list[Part]", texts))
    return Made(made_of, record, tuple(resolver.faults))


def is_same(one: object, other: object) -> bool:
    """Whether two things are one, or equal texts or numbers; two entries that are only alike are not compared."""
    return one is other or (isinstance(one, str | int | NoneType) and one == other)


def home_ids(entry: Entry, projects: Mapping[str, Entry], clients: Mapping[str, Entry]) -> tuple[str, str]:
    """The ids of an entry's project and client: written ones win over the place; a project brings its client."""
    project = "" if entry.kind in NO_PROJECT_OF_ITS_OWN else entry.project
    if entry.kind not in NO_PROJECT_OF_ITS_OWN and isinstance(written := entry.values.get("project"), Ref):
        named = projects.get(fold(parse_ref(written.text).id))
        project = named.id if named else project
    client = entry.client if entry.kind != "client" else ""
    if project and (owner := projects.get(fold(project))) is not None:
        client = home_ids(owner, {}, clients)[1] or client
    for field in ("client", "organisation"):
        written = entry.values.get(field)
        if isinstance(written, Ref) and (named := clients.get(fold(parse_ref(written.text).id))) is not None:
            client = named.id
    return project, client


def place(entries: tuple[Entry, ...], schema: Schema) -> tuple[list[Placed], list[Diagnostic]]:
    """Give each entry its key; entries whose key is taken are left out and reported."""
    projects = {fold(entry.id): entry for entry in entries if entry.kind == "project"}
    clients = {fold(entry.id): entry for entry in entries if entry.kind == "client"}
    taken: dict[tuple[str, str, str], Entry] = {}
    placed: list[Placed] = []
    faults: list[Diagnostic] = []
    for entry in entries:
        if entry.kind not in schema.kinds:
            continue
        project, client = home_ids(entry, projects, clients)
        scope = "" if entry.kind in GLOBAL_KINDS else project or client
        space = "client" if entry.kind == "project" else entry.kind
        other = taken.setdefault((space, fold(scope), fold(entry.id)), entry)
        if other is not entry:
            if not entry.named:
                entry = renamed(entry, taken, space, scope)  # noqa: PLW2901 (the entry goes on under another id)
            else:
                faults.append(duplicate(entry, other, schema))
                continue
        placed.append(Placed(entry, project, client, key_of(entry.kind, scope, entry.id), scope))
    return placed, faults


def renamed(entry: Entry, taken: dict[tuple[str, str, str], Entry], space: str, scope: str) -> Entry:
    """An entry whose id was made from its title or content, and is taken: the next free number is added."""
    number = 2
    while (space, fold(scope), fold(f"{entry.id}-{number}")) in taken:
        number += 1
    other = replace(entry, id=f"{entry.id}-{number}")
    taken[space, fold(scope), fold(other.id)] = other
    return other


def duplicate(entry: Entry, other: Entry, schema: Schema) -> Diagnostic:
    span = id_span(entry)
    return DUPLICATE_ID.at(
        span,
        say("the id {id} is already taken by another {kind}", id=entry.id, kind=kind_term(schema.kinds[other.kind])),
        found=entry.id,
        help=say("give one of the two another id"),
        related=(Related(id_span(other), say("the first one is here")),),
    )


def id_span(entry: Entry) -> Span:
    """Where an entry says what it is called: its id, else its title, else its first line."""
    for field in ("id", "title", "name"):
        pair = entry.node.pair(field)
        if pair is not None and pair.value.end > pair.value.start:
            return entry.source.span(pair.value.start, pair.value.end)
    line_end = entry.source.text.find("\n", entry.start, entry.end)
    return entry.source.span(entry.start, entry.end if line_end < 0 else line_end)


def parts_by_key(texts: Iterable[Part], parents: Mapping[tuple[str, str, str], str]) -> dict[str, list[Part]]:
    """The texts beside records, by the key of the record that each belongs to."""
    found: dict[str, list[Part]] = {}
    for text in texts:
        key = parents.get((text.kind, text.id, text.project)) or parents.get((text.kind, text.id, ""))
        if key is not None:
            found.setdefault(key, []).append(text)
    return found


def make_record(
    item: Placed,
    schema: Schema,
    resolver: Resolver,
    parents: Mapping[tuple[str, str, str], str],
    terms: object = None,
    texts: Iterable[Part] = (),
) -> Record:
    """The record of an entry, with its references resolved; `terms` are the days in which its client pays."""
    entry, kind = item.entry, schema.kinds[item.entry.kind]
    here = Scope(item.project, item.client)
    links = resolver.links(item.key, entry, here)
    parts = tuple(
        PartText(text.title, text.source, text.body, resolver.text_links(item.key, text.source, text.body, here))
        for text in texts
    )
    targets: dict[str, tuple[str, ...]] = {}
    for link in links:
        if link.field != "body":
            targets[link.field] = (link.target,)
            top = link.field.partition("[")[0].partition(".")[0]
            if top != link.field:
                targets[top] = (*targets.get(top, ()), link.target)
    status = entry.values.get("status")
    visibility = entry.values.get("visibility") or kind.defaults.get("visibility")
    parent = parent_of(item, parents)
    return Record(
        key=item.key,
        kind=entry.kind,
        id=entry.id,
        scope=item.scope,
        title=title_of(entry),
        status=status if isinstance(status, str) else kind.states[0],
        closed=(status or kind.states[0]) in kind.closed_states,
        project=key_of("project", "", item.project) if item.project else "",
        client=key_of("client", "", item.client) if item.client else "",
        owner=next(iter(targets.get("owner", ())), ""),
        values=completed(entry.kind, entry.values, entry.faulty, terms),
        targets=targets,
        body=entry.body,
        form=entry.form,
        source=entry.source,
        node=entry.node,
        start=entry.start,
        end=entry.end,
        parent=parent,
        links=links,
        visibility=visibility if isinstance(visibility, str) else "internal",
        faulty=entry.faulty,
        filled=entry.filled,
        parts=parts,
    )


def parent_of(item: Placed, parents: Mapping[tuple[str, str, str], str]) -> str:
    """The key of the record in whose file an entry is written, or ""."""
    if item.entry.parent is None:
        return ""
    kind, ident = item.entry.parent
    return parents.get((kind, ident, item.project)) or parents.get((kind, ident, ""), "")


def assemble(records: list[Record], directory: Directory) -> Ledger:
    """Index the records by kind, home and link target."""
    by_key = {record.key: record for record in sorted(records, key=lambda r: (r.kind, r.scope, r.id))}
    kinds: dict[str, list[Record]] = {}
    within: dict[str, dict[str, list[Record]]] = {}
    backlinks: dict[str, list[Link]] = {}
    for record in by_key.values():
        kinds.setdefault(record.kind, []).append(record)
        for home in (record.project, record.client):
            if home and home != record.key:
                within.setdefault(home, {}).setdefault(record.kind, []).append(record)
        for link in (*record.links, *(link for part in record.parts for link in part.links)):
            if link.target != record.key:
                backlinks.setdefault(link.target, []).append(link)
    return Ledger(
        by_key=by_key,
        kinds={kind: tuple(found) for kind, found in kinds.items()},
        backlinks={key: tuple(found) for key, found in backlinks.items()},
        within={home: {kind: tuple(found) for kind, found in kinds.items()} for home, kinds in within.items()},
        directory=directory,
    )
