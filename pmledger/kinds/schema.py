"""All kinds of one workspace, its own among them: what may be written, and the typing of what was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pydantic_core import SchemaValidator, ValidationError

from pmledger.kinds.compile import Dialect, absent, choice_words, typed_fields
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.faults import Problem
from pmledger.kinds.labels import glossary, is_chinese
from pmledger.kinds.settings import Settings
from pmledger.kinds.sound import Pruned, sound_part
from pmledger.kinds.words import candidates, canonical, folder_key, spoken

USUAL_WORDS: Mapping[str, str] = {
    "bug": "defect",
    "change_request": "change",
    "expense": "cost",
    "hour": "time_entry",
    "lesson_learned": "lesson",
    "need": "requirement",
    "report": "status_report",
    "stage": "phase",
    "time": "time_entry",
    "todo": "action",
    "会议": "communication",
    "反馈": "feedback",
    "工单": "ticket",
    "待办": "action",
    "报告": "status_report",
    "联系人": "person",
    "调查": "survey",
}
"""What people also call a kind when they ask for one; in the text of a record only its own names hold."""


class Validated(Struct, frozen=True):
    """What one record says: typed values by field name, only of fields that were written, and every fault.

    A field or list item with a fault is left out; all others are there.
    """

    values: Mapping[str, object]
    problems: tuple[Problem, ...]


class Reading(Struct, frozen=True):
    """One kind made ready: its fields by every name they may be written under, and its compiled check."""

    spec: KindSpec
    keys: Mapping[str, str]
    validator: SchemaValidator
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """The kinds of a workspace by name, and the lookups that reader, editor and pages need."""

    settings: Settings
    kinds: Mapping[str, KindSpec]
    dialect: Dialect
    folders: Mapping[str, str]
    readings: dict[str, Reading] = field(default_factory=dict, repr=False)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Settings]]:
        return build_schema, (self.settings,)

    def by_folder(self, name: str) -> KindSpec | None:
        """The kind whose folder or list has this name; case does not count, `-` and `_` are the same."""
        kind = self.folders.get(folder_key(name))
        return None if kind is None else self.kinds[kind]

    def kind_key(self, written: str) -> str | None:
        """The name of the kind that `kind:` or a reference's prefix stands for."""
        key = folder_key(written)
        if key in self.kinds:
            return key
        return next((one.name for one in self.kinds.values() if one.zh == written), None) if written else None

    def kind_meant(self, said: str) -> KindSpec | None:
        """The kind that a person means on the command line: by its name, folder or list, or another usual word."""
        name = self.kind_key(said) or self.also_called(said)
        return self.kinds[name] if name else self.by_folder(said) or self.by_folder(said + "s")

    def also_called(self, said: str) -> str | None:
        """The kind that is usually also called so, unless a kind of the workspace itself has that name."""
        word = folder_key(said)
        taken = word in self.folders or word + "s" in self.folders
        return None if taken else USUAL_WORDS.get(word, USUAL_WORDS.get(word.removesuffix("s")))

    def field_key(self, kind: str, written: str) -> str | None:
        """The name of the field that a key of a record stands for."""
        reading = self.reading(kind)
        return reading.keys.get(written) or reading.keys.get(written.strip().replace("-", "_"))

    def part_key(self, parent: FieldSpec, written: str) -> str | None:
        """The name of the part that a key within a field stands for; of a list, within its items."""
        inner = parent.item if parent.type == "list" and parent.item is not None else parent
        if inner.type == "union":
            return next((found for one in inner.parts if (found := self.part_key(one, written))), None)
        return canonical(written, inner.parts, chinese=self.dialect.chinese)

    def state_key(self, kind: str, written: str) -> str | None:
        """The state that was written, exactly or by its Chinese word."""
        return self.reading(kind).states.get(written.strip())

    def choice_key(self, field: FieldSpec, written: str) -> str | None:
        """The choice that was written, exactly or by its Chinese word."""
        return choice_words(field.choices, self.dialect.words).get(written.strip())

    def defaults(self, kind: str) -> dict[str, object]:
        """What holds for the fields of a kind that are not written: typed values."""
        return self.kinds[kind].defaults

    def validate(self, kind: str, raw: Mapping[str, object]) -> Validated:
        """Types what one record says; `raw` maps its keys, as written, to texts, lists and mappings."""
        reading = self.reading(kind)
        given, written, problems = self.named(reading, raw)
        try:
            values = reading.validator.validate_python(given)
        except ValidationError as error:
            pruned = sound_part(reading.validator, reading.spec.fields, given, error, self.dialect)
            return Validated(pruned.values, (*problems, *placed(pruned, written)))
        return Validated(values, tuple(problems))

    def named(
        self, reading: Reading, raw: Mapping[str, object]
    ) -> tuple[dict[str, object], dict[str, str], list[Problem]]:
        """The fields that were given by their names, the keys they were written under, and keys that are none."""
        given: dict[str, object] = {}
        written: dict[str, str] = {}
        problems: list[Problem] = []
        for key, value in raw.items():
            name = reading.keys.get(key) or self.field_key(reading.spec.name, key)
            if name is None:
                close = candidates(key, reading.keys)
                context = {"given": key, "owner": reading.spec.name, "candidates": close}
                problems.append(Problem((key,), "unknown_field", context))
            elif name in written:
                problems.append(Problem((key,), "duplicate_field", {"given": key, "first": written[name]}))
            else:
                written[name] = key
                if not absent(value):
                    given[name] = value
        return given, written, problems

    def reading(self, kind: str) -> Reading:
        """The compiled check of a kind, made when it is first needed."""
        found = self.readings.get(kind)
        if found is None:
            found = self.readings[kind] = made_ready(self.kinds[kind], self.dialect)
        return found


def placed(pruned: Pruned, written: Mapping[str, str]) -> list[Problem]:
    """The problems with their first step as it was written."""
    return [
        replace(one, loc=(written.get(str(one.loc[0]), one.loc[0]), *one.loc[1:])) if one.loc else one
        for one in pruned.problems
    ]


def made_ready(spec: KindSpec, dialect: Dialect) -> Reading:
    """A kind with its keys and its compiled check."""
    words = spec.state_zh if dialect.chinese else {}
    status = replace(dialect, words=words)
    shape = typed_fields((one, status if one.name == "status" else dialect) for one in spec.fields)
    keys = keys_of(spec, chinese=dialect.chinese)
    return Reading(spec, keys, SchemaValidator(shape), choice_words(spec.states, words))


def keys_of(spec: KindSpec, *, chinese: bool) -> dict[str, str]:
    """Every way to write the name of a field, mapped to that name; the kind's own fields win over common ones."""
    keys: dict[str, str] = {}
    if chinese:
        keys |= {word: one.name for one in reversed(spec.fields) for word in spoken(one)}
    keys |= {one.name.replace("_", "-"): one.name for one in spec.fields}
    keys |= {one.name: one.name for one in spec.fields}
    for alias in ("title", "name"):
        keys.setdefault(alias, spec.title_field)
    if chinese:
        keys.setdefault("标题", spec.title_field)
        keys.setdefault("名称", spec.title_field)
    return keys


def build_schema(settings: Settings, described: Mapping[str, KindSpec] | None = None) -> Schema:
    """All kinds as this workspace has them: built-in ones with its own fields, then its own kinds.

    `described` are the built-in ones where somebody has them already; without it they are described from their models.
    """
    kinds = dict(built_in() if described is None else described)
    kinds["client"] = with_segments(kinds["client"], settings.segments)
    if settings.fields or settings.kinds:
        from pmledger.kinds.own import with_own

        kinds = with_own(kinds, settings)
    chinese = is_chinese(settings.language)
    names = frozenset(kinds) | frozenset(one.zh for one in kinds.values() if one.zh)
    words = glossary()["choices"] if chinese else {}
    folders = {folder_key(name): kind.name for kind in kinds.values() for name in (kind.zh, *kind.folders) if name}
    return Schema(settings, kinds, Dialect(settings.currency, names, chinese, words), folders)


def with_segments(client: KindSpec, segments: tuple[str, ...]) -> KindSpec:
    """Clients with the segments that this workspace sorts them into."""
    fields = (replace(one, choices=segments) if one.name == "segment" else one for one in client.fields)
    return replace(client, fields=tuple(fields))


@cache
def built_in() -> Mapping[str, KindSpec]:
    """The built-in kinds by name, described once for all workspaces of a process."""
    from pmledger.kinds import KINDS
    from pmledger.kinds.describe import kind_spec

    return {kind.name: kind_spec(kind) for kind in KINDS}
