"""Which records changed between two ledgers: new, gone, renamed, and what they said and say."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from pmledger.kinds.schema import Schema
from pmledger.kinds.values import Ref
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.names import key_of
from pmledger.ledger.record import Record
from pmledger.ledger.references import path_text
from pmledger.source.span import Span

HOMES = ("client", "project")
NAMES = frozenset({"id", "title", "name"})


class FieldChange(Struct, frozen=True):
    """A field that says something else: what it said and says (None where it was or is not given), and where it stands."""

    name: str
    before: object
    after: object
    place: Span


class Change(Struct, frozen=True):
    """What became of a record: `before` is None of a new one, `after` of one that is gone.

    `renamed` tells that it goes by another id or title, `sections` are the headings whose text is another ("" for what
    stands above the first), and the paths of files beside it; `gained` and `lost` are keys of records it links to. `moved`
    is the path it was written at, "" where that is the same.
    """

    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...] = ()
    sections: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    renamed: bool = False
    moved: str = ""

    @property
    def record(self) -> Record:
        """The record as it is, or as it was when it is gone."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found

    @property
    def sort(self) -> str:
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "changed" if self.means_something else "renamed" if self.renamed else "rewritten"

    @property
    def means_something(self) -> bool:
        """Whether anything is said that was not said before; neither a name nor a place is."""
        return self.before is None or self.after is None or bool(self.fields or self.sections or self.gained or self.lost)


class Changes(Struct, frozen=True):
    """All records that changed, and the present keys of those that are called otherwise, by what they were."""

    records: tuple[Change, ...]
    renames: Mapping[str, str]

    def now(self, key: str) -> str:
        return self.renames.get(key, key)


def changes_between(before: Ledger, after: Ledger, schema: Schema) -> Changes:
    """Every record that is not the same on both sides, in the order of kind, scope and id."""
    gone = {key: record for key, record in before.by_key.items() if key not in after.by_key}
    new = {key: record for key, record in after.by_key.items() if key not in before.by_key}
    renames = renames_of(gone, new)
    back = {now: was for was, now in renames.items()}
    found: list[Change] = []
    for key, record in after.by_key.items():
        was = before.by_key.get(back.get(key, key))
        if was is None:
            found.append(Change(None, record))
        elif was is not record:
            one = change_of(was, record, schema, renames)
            if one is not None:
                found.append(one)
    found.extend(Change(record, None) for key, record in gone.items() if key not in renames)
    holders = {side.parent for one in found for side in (one.before, one.after) if side is not None}
    found = [one for one in found if one.sort != "rewritten" or one.record.key not in holders]  # only an item of it is another
    return Changes(tuple(sorted(found, key=lambda one: (one.record.kind, one.record.scope, one.record.id))), renames)


def renames_of(gone: Mapping[str, Record], new: Mapping[str, Record]) -> dict[str, str]:
    """Who goes by another key: who says the same but id and title, and what moved with its project or client.

    Nothing is taken for the other where several could be meant.
    """
    if not gone or not new:
        return {}
    homes = alike({key: one for key, one in gone.items() if one.kind in HOMES}, {key: one for key, one in new.items() if one.kind in HOMES})
    ids = {gone[was].id: new[now].id for was, now in homes.items()}
    found = dict(homes)
    for key, record in gone.items():
        if record.scope in ids and (now := key_of(record.kind, ids[record.scope], record.id)) in new:
            found.setdefault(key, now)
    taken = set(found.values())
    rest = {key: one for key, one in gone.items() if key not in found}
    return found | alike(rest, {key: one for key, one in new.items() if key not in taken})


def alike(gone: Mapping[str, Record], new: Mapping[str, Record]) -> dict[str, str]:
    """The pairs of one kind that say the same but id and title, as far as only one can be meant."""
    was, now = by_content(gone.values()), by_content(new.values())
    return {keys[0]: now[said][0] for said, keys in was.items() if len(keys) == 1 and len(now.get(said, ())) == 1}


def by_content(records: Iterable[Record]) -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for record in records:
        said = {name: value for name, value in record.values.items() if name not in NAMES}
        text = record.body.text.strip()
        if said or text:
            found.setdefault((record.kind, repr(sorted(said.items(), key=lambda pair: pair[0])), text), []).append(record.key)
    return found


def change_of(was: Record, now: Record, schema: Schema, renames: Mapping[str, str]) -> Change | None:
    """What of a record is another; None where it was only read again."""
    fields = tuple(fields_of(was, now, schema, renames))
    sections = tuple(sections_of(was, now)) if was.body.text != now.body.text or was.parts != now.parts else ()
    earlier = {renames.get(link.target, link.target) for link in was.links}
    later = {link.target for link in now.links}
    renamed = was.key != now.key or was.title != now.title
    moved = was.path if was.path != now.path or was.form is not now.form else ""
    gained, lost = tuple(sorted(later - earlier)), tuple(sorted(earlier - later))
    if not (fields or sections or gained or lost or renamed or moved or text_of(was) != text_of(now)):
        return None
    return Change(was, now, fields, sections, gained, lost, renamed, moved)


def text_of(record: Record) -> str:
    """A record as it is written."""
    return record.source.text[record.start : record.end]


def fields_of(was: Record, now: Record, schema: Schema, renames: Mapping[str, str]) -> Iterator[FieldChange]:
    """The fields with another meaning, in the order of the kind; a reference means the record that it leads to.

    A list of records is told by the records themselves.
    """
    kind = schema.kinds[now.kind]
    known = [field.name for field in kind.fields]
    lists = {one.plural for one in schema.kinds.values()}
    others = sorted((was.values.keys() | now.values.keys()) - {*known, *lists})
    in_body = {section.field for one in (was, now) for section in one.body.sections if section.field}
    for name in (*known, *others):
        before, after = given(was, name), given(now, name)
        if before == after and name not in now.targets and name not in was.targets:
            continue
        if name == "id" or (name in in_body and now.node.pair(name) is None and was.node.pair(name) is None):
            continue
        if meant(was, name, before, renames) != meant(now, name, after, {}):
            yield FieldChange(name, before, after, now.place(name))


def given(record: Record, name: str) -> object:
    """A field's value; a state also where it is the one that records begin with."""
    return record.status or None if name == "status" else record.values.get(name)


def meant(record: Record, name: str, value: object, renames: Mapping[str, str]) -> object:
    """A value with each reference as the key that it leads to."""
    if isinstance(value, Ref) or (isinstance(value, tuple) and value and all(isinstance(one, Ref) for one in value)):
        keys = record.targets.get(name)
        return tuple(renames.get(key, key) for key in keys) if keys else value
    if isinstance(value, tuple):
        return tuple(part_meant(record, (name, at), one, renames) for at, one in enumerate(value))
    return part_meant(record, (name,), value, renames)


def part_meant(record: Record, path: tuple[str | int, ...], value: object, renames: Mapping[str, str]) -> object:
    if isinstance(value, Mapping):
        return {key: part_meant(record, (*path, str(key)), one, renames) for key, one in value.items() if one is not None}
    if isinstance(value, tuple):
        return tuple(part_meant(record, (*path, at), one, renames) for at, one in enumerate(value))
    if isinstance(value, Ref):
        keys = record.targets.get(path_text(path))
        return renames.get(keys[0], keys[0]) if keys else value.text
    return value


def sections_of(was: Record, now: Record) -> Iterator[str]:
    """The headings under which the text is another, in the order they stand now; those that are gone at the end."""
    before, after = section_texts(was), section_texts(now)
    yield from (heading for heading, text in after.items() if before.get(heading) != text)
    yield from (heading for heading, text in before.items() if heading not in after)


def section_texts(record: Record) -> dict[str, str]:
    """The text under each heading up to the next one of any level, "" has what stands before the first; of files beside it by path.

    Texts under alike headings go together, or a change in the first of them would be none.
    """
    found: dict[str, str] = {}
    for section, text in record.body.texts():
        heading = section.heading if section is not None else ""
        if text or heading:
            found[heading] = f"{found[heading]}\n{text}" if heading in found else text
    return found | {part.source.path: part.body.text.strip() for part in record.parts}
