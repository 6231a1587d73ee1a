"""What a person asks for (`owner=mei`, `tags+=web`), checked against the kind before any text is touched."""

import re
from collections.abc import Iterable, Mapping
from functools import partial

from msgspec import Struct

from pmledger.edit.days import spoken_day
from pmledger.edit.lookup import look_up
from pmledger.edit.refusal import EditRefused
from pmledger.edit.yaml_span import Value
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.reference import is_reference, parse_ref
from pmledger.kinds.words import candidates
from pmledger.ledger.names import Scope
from pmledger.reader.problems import message_of
from pmledger.reader.terms import field_term, kind_term, kinds_listed, listed, term_of
from pmledger.source.message import say
from pmledger.source.term import Listed
from pmledger.workspace.snapshot import Snapshot

_ASSIGNMENT = re.compile(r"([^\W\d][^=+\s]*?)(\+=|-=|=)(.*)\Z", re.DOTALL)
_COMMA = re.compile(r"(?<!\\),")
FIRST_FIELDS = ("id", "kind", "title", "name", "status", "owner")
FIXED = frozenset(("id", "kind", "body"))


class Wanted(Struct, frozen=True):
    """A field and what shall become of it: set to a value (None: taken away), or items added or dropped."""

    field: FieldSpec
    act: str
    value: Value | None


def writing_order(kind: KindSpec) -> tuple[str, ...]:
    """The order in which fields are written: what names the record and who owns it, then as the kind lists them."""
    names = [field.name for field in kind.fields]
    return (*(name for name in FIRST_FIELDS if name in names), *(name for name in names if name not in FIRST_FIELDS))


def parse_assignment(text: str) -> tuple[str, str, str]:
    """Name, act (`=`, `+=`, `-=`) and value of `field=value`; raises EditRefused for anything else."""
    found = _ASSIGNMENT.match(text)
    if found is None:
        raise EditRefused(say("{text} is not of the form field=value", text=text))
    return found[1], found[2], found[3]


def wanted_of(
    snapshot: Snapshot, kind: KindSpec, assignments: Iterable[str], here: Scope, me: str = ""
) -> tuple[Wanted, ...]:
    """What the assignments ask for; raises EditRefused for the first that the kind does not allow.

    `here` is from where references are looked up, `me` the id that `@me` stands for.
    """
    return tuple(_wanted(snapshot, kind, *parse_assignment(text), here, me) for text in assignments)


def _wanted(snapshot: Snapshot, kind: KindSpec, written: str, act: str, text: str, here: Scope, me: str) -> Wanted:
    field = field_named(snapshot, kind, written)
    if field.name in FIXED:
        raise EditRefused(say("{field} is not set; use rename, or edit the file", field=term_of(field)))
    if field.type != "list" and act != "=":
        raise EditRefused(say("{field} holds one value; write {field}=…", field=term_of(field)))
    reader = _Reader(snapshot, kind, here, me)
    if field.type == "list":
        items = tuple(reader.scalar(field.item or field, item) for item in split_items(text))
        if act != "-=":
            reader.check(field, items)
        return Wanted(field, act, items or None)
    value = reader.scalar(field, text)
    if value:
        reader.check(field, value)
    return Wanted(field, act, value or None)


def field_named(snapshot: Snapshot, kind: KindSpec, written: str) -> FieldSpec:
    """The field that a name means; raises EditRefused with names that look like it."""
    name = snapshot.schema.field_key(kind.name, written)
    field = kind.field(name) if name else None
    if field is not None:
        return field
    close = candidates(written, (key for key in snapshot.schema.reading(kind.name).keys if "-" not in key))
    if close:
        raise EditRefused(
            say("{field} is not a field of {kind}; did you mean {candidates}?",
                field=written, kind=kind_term(kind), candidates=listed(close, partial(field_term, kind))),
            tuple(close),
        )  # fmt: skip
    raise EditRefused(
        say("{field} is not a field of {kind}; see pmledger schema {kind}", field=written, kind=kind_term(kind))
    )


def split_items(text: str) -> tuple[str, ...]:
    r"""The items of `a, b`; a comma that belongs to an item is written `\,`."""
    return tuple(item for part in _COMMA.split(text) if (item := part.replace("\\,", ",").strip()))


class _Reader(Struct, frozen=True):
    """Reads values as people type them on the command line into what is written in a file."""

    snapshot: Snapshot
    kind: KindSpec
    here: Scope
    me: str

    def scalar(self, field: FieldSpec, text: str) -> str:
        """The text to write: words for days become dates, names of people ids; references must lead somewhere."""
        if field.type == "text":
            return text.replace("\r\n", "\n").strip()
        if field.type in {"date", "datetime"}:
            return spoken_day(text, self.snapshot.as_of)
        if field.type == "choice" and self.snapshot.schema.choice_key(field, text) is None:
            return self.other_case(field, text)
        if text and (field.type == "ref" or (field.type == "union" and self.names_record(field, text))):
            return self.reference(field, text)
        return text

    def other_case(self, field: FieldSpec, text: str) -> str:
        """A choice typed with another case, blanks or hyphens, as it is declared."""
        word = text.strip().casefold().replace("-", "_").replace(" ", "_")
        return next((choice for choice in field.choices if choice.casefold() == word), text)

    def names_record(self, field: FieldSpec, text: str) -> bool:
        parts = [part for part in field.parts if part.type == "ref"]
        return bool(parts) and (text == "@me" or is_reference(text, frozenset(self.snapshot.schema.kinds)))

    def reference(self, field: FieldSpec, text: str) -> str:
        if text.strip() == "@me":
            if not self.me:
                raise EditRefused(say("nobody in this workspace has your e-mail address, so @me means no one"))
            return self.me
        targets = field.targets or next((part.targets for part in field.parts if part.type == "ref"), ())
        found = look_up(self.snapshot, text.strip().removeprefix("@"), targets, self.here)
        if found.name is None:
            self.refuse_reference(field, text, found.candidates)
        elif found.by_person_name:
            return found.name.id
        return text.strip().removeprefix("@") if parse_ref(text).kind is None else text.strip()

    def refuse_reference(self, field: FieldSpec, text: str, close: tuple[str, ...]) -> None:
        known = self.snapshot.schema.kinds
        what: object = kinds_listed(field.targets, known) if field.targets else say("record")
        if close:
            raise EditRefused(
                say("{field}: no single {kinds} is called {found}; did you mean {candidates}?",
                    field=term_of(field), kinds=what, found=text, candidates=Listed(close)),
                close,
            )  # fmt: skip
        raise EditRefused(say("{field}: no {kinds} is called {found}", field=term_of(field), kinds=what, found=text))

    def check(self, field: FieldSpec, value: Value) -> None:
        """Raise EditRefused when the kind would not take the value."""
        raw: Mapping[str, object] = {field.name: list(value) if isinstance(value, tuple) else value}
        validated = self.snapshot.schema.validate(self.kind.name, raw)
        problems = validated.problems
        if not problems and _lacks(validated.values.get(field.name), value):
            raise EditRefused(say("{field}: a word such as null means that there is no value", field=term_of(field)))
        if problems and problems[0].code == "map_form":
            raise EditRefused(
                say("{field} is made of parts; write it in the file, as {form}",
                    field=term_of(field), form=written_form(field, chinese=self.snapshot.schema.dialect.chinese))
            )  # fmt: skip
        if problems:
            choices = problems[0].context.get("choices", ())
            raise EditRefused(
                say("{field}: {reason}", field=term_of(field), reason=message_of(problems[0], self.kind)),
                tuple(map(str, choices)) if isinstance(choices, tuple | list) else (),
            )


def written_form(field: FieldSpec, *, chinese: bool) -> str:
    """How a field with parts stands in a file: `payments: [{date: …, amount: …}]`."""
    inner = field.item if field.type == "list" and field.item is not None else field
    names = [part.zh if chinese and part.zh else part.name for part in inner.parts if part.name]
    group = "{" + ", ".join(f"{name}: …" for name in names) + "}"
    return f"{field.zh if chinese and field.zh else field.name}: {f'[{group}]' if field.type == 'list' else group}"


def _lacks(read: object, value: Value) -> bool:
    """Whether a value, or an item of it, is taken for none."""
    if isinstance(value, tuple):
        return not isinstance(read, tuple) or len(read) != len(value)
    return read is None or read == ""
