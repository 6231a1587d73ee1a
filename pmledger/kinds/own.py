"""Fields and kinds that a workspace declares for itself, made into the same descriptions as the built-in ones."""

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec.structs import replace
from pydantic import BaseModel, create_model
from pydantic_core import SchemaValidator, ValidationError

from pmledger.kinds import KIND_NAMES
from pmledger.kinds.compile import Dialect, core, pattern_fault
from pmledger.kinds.declare import FieldSpec, KindSpec, Shape, ask
from pmledger.kinds.describe import fields_of
from pmledger.kinds.faults import Problem
from pmledger.kinds.labels import glossary
from pmledger.kinds.record import Record, Titled
from pmledger.kinds.settings import OwnField, OwnKind, Settings
from pmledger.kinds.words import candidates, folder_key

Faults = tuple[Problem, ...]


def with_own(kinds: Mapping[str, KindSpec], settings: Settings) -> dict[str, KindSpec]:
    """The built-in kinds with the workspace's fields, and its own kinds behind them."""
    currency = settings.currency
    grown = {name: grow(one, settings.fields.get(name, ()), currency) for name, one in kinds.items()}
    return grown | {one.name: own_spec(one, settings) for one in settings.kinds}


def grow(kind: KindSpec, own: tuple[OwnField, ...], currency: str | None) -> KindSpec:
    """A kind with fields of the workspace's own before those that all kinds have."""
    if not own:
        return kind
    parent = model_of(kind.name)
    model = own_model(parent.__name__, parent, own)
    known = {one.name: one for one in kind.fields}
    read = fields_of(model, kind.states, {one.name: one.label_zh for one in own})
    return replace(kind, fields=tuple(known.get(one.name) or owned(one, own, currency) for one in read))


def own_spec(kind: OwnKind, settings: Settings) -> KindSpec:
    """A kind of the workspace's own, with all common fields."""
    model = own_model("".join(word.capitalize() for word in kind.name.split("_")), Titled, kind.fields)
    names = {one.name for one in kind.fields}
    zh = glossary()["common"] | {one.name: one.label_zh for one in kind.fields}
    read = fields_of(model, kind.states, zh)
    return KindSpec(
        name=kind.name,
        plural=kind.plural,
        folders=tuple(dict.fromkeys((kind.folder, kind.plural, *([kind.label_zh] if kind.label_zh else [])))),
        zh=kind.label_zh,
        prefix=kind.name[:3].upper(),
        group="Own",
        tier="own",
        page=True,
        purpose="",
        standards="",
        states=kind.states,
        transitions={state: tuple(one for one in kind.states if one != state) for state in kind.states},
        closed_states=kind.closed,
        fields=tuple(owned(one, kind.fields, settings.currency) if one.name in names else one for one in read),
        title_field="title",
        label=kind.label,
        own=True,
    )


def own_model(name: str, parent: type[BaseModel], own: tuple[OwnField, ...]) -> type[BaseModel]:
    """A model with these fields beside its parent's; attributes cannot clash with Python's own words."""
    fields: dict[str, Any] = {f"own_{one.name}": (Annotated[object, own_shape(one)], own_ask(one)) for one in own}
    return create_model(name, __base__=parent, __doc__=parent.__doc__, **fields)


def own_shape(own: OwnField) -> Shape:
    single = Shape(
        own.type,
        choices=own.choices,
        targets=own.kinds,
        pattern=own.pattern,
        minimum=0 if own.type == "percent" else None,
        maximum=100 if own.type == "percent" else None,
    )
    return Shape("list", single) if own.list else single


def own_ask(own: OwnField) -> Any:  # noqa: ANN401  (as ask itself)
    return ask(
        own.help,
        name=own.name,
        label=own.label or own.name[:1].upper() + own.name[1:].replace("_", " "),
        required=own.required,
        table=own.table,
        audience=own.audience,  # type: ignore[arg-type]
    )


def owned(spec: FieldSpec, own: tuple[OwnField, ...], currency: str | None) -> FieldSpec:
    """The description marked as the workspace's own, with its default typed."""
    written = next(one for one in own if one.name == spec.name).default
    default = None if written is None else typed_default(spec, written, currency)
    return replace(spec, own=True, default=default)


def typed_default(spec: FieldSpec, written: object, currency: str | None) -> object:
    """The default as a value of the field. Raises ValidationError where it is none; `checked` has seen to that."""
    return SchemaValidator(core(spec, Dialect(currency))).validate_python(written)


def checked(settings: Settings) -> tuple[Settings, Faults]:
    """The settings without own fields and kinds that cannot be built, and a problem for each of those."""
    known = frozenset(KIND_NAMES) | {one.name for one in settings.kinds}
    problems: list[Problem] = []
    fields = {
        kind: sound_fields(own, ("fields", kind), taken_names(kind), known, settings.currency, problems)
        for kind, own in settings.fields.items()
        if known_kind(kind, KIND_NAMES, ("fields", kind), problems)
    }
    kinds = []
    for one in settings.kinds:
        faults = [*kind_faults(one), *folder_faults(one)]
        problems += faults
        own = sound_fields(
            one.fields,
            ("kinds", one.name, "fields"),
            frozenset(Titled.model_fields),
            known,
            settings.currency,
            problems,
        )
        if not any(fault.code in ("name_form", "name_taken") for fault in faults):
            kinds.append(replace(one, fields=own, closed=tuple(state for state in one.closed if state in one.states)))
    return replace(settings, fields=fields, kinds=tuple(kinds)), tuple(problems)


def taken_names(kind: str) -> frozenset[str]:
    """The names of the fields a built-in kind has already."""
    return frozenset(info.alias or name for name, info in model_of(kind).model_fields.items()) | {"title", "name"}


def model_of(kind: str) -> type[BaseModel]:
    """The declared model of a built-in kind."""
    from pmledger.kinds import KINDS

    return next((one.model for one in KINDS if one.name == kind), Record)


def known_kind(kind: str, known: tuple[str, ...], loc: tuple[str, ...], problems: list[Problem]) -> bool:
    """Whether own fields can be added to this kind; own kinds declare theirs within themselves."""
    if kind not in known:
        problems.append(Problem(loc, "kind_unknown", {"given": kind, "candidates": candidates(kind, known)}))
    return kind in known


def sound_fields(
    own: tuple[OwnField, ...],
    loc: tuple[str, ...],
    taken: frozenset[str],
    kinds: frozenset[str],
    currency: str | None,
    problems: list[Problem],
) -> tuple[OwnField, ...]:
    """Those of the fields that can be built; the faults of the others are added to the problems."""
    sound = []
    for one in own:
        faults = field_faults(one, (*loc, one.name), taken, kinds, currency)
        problems += faults
        if not faults:
            sound.append(one)
    return tuple(sound)


def field_faults(
    own: OwnField, loc: tuple[str, ...], taken: frozenset[str], kinds: frozenset[str], currency: str | None
) -> list[Problem]:
    """Why one own field cannot be built."""
    found = []
    if not own.name.isidentifier() or own.name != own.name.casefold() or own.name.startswith("_"):
        found.append(Problem(loc, "name_form", {"given": own.name}))
    if own.name in taken:
        found.append(Problem(loc, "name_taken", {"given": own.name}))
    if own.type == "choice" and not own.choices:
        found.append(Problem(loc, "choices_missing", {}))
    if own.pattern is not None and (reason := pattern_fault(own.pattern)):
        found.append(Problem((*loc, "pattern"), "pattern_unsound", {"given": own.pattern, "reason": reason}))
    found += [
        Problem((*loc, "kinds", place), "kind_unknown", {"given": kind, "candidates": candidates(kind, kinds)})
        for place, kind in enumerate(own.kinds)
        if kind not in kinds
    ]
    return found or default_faults(own, loc, currency)


def default_faults(own: OwnField, loc: tuple[str, ...], currency: str | None) -> list[Problem]:
    """Why the default is no value of its own field."""
    if own.default is None:
        return []
    shape = own_shape(own)
    spec = fields_of(own_model("Trial", Titled, (own,)), ("open",), {})
    field = next(one for one in spec if one.name == own.name)
    written = list(own.default) if isinstance(own.default, tuple) else own.default
    assert shape.type == field.type
    try:
        typed_default(field, written, currency)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return [Problem((*loc, "default", *one["loc"]), one["type"], one.get("ctx", {})) for one in details]
    return []


def kind_faults(kind: OwnKind) -> list[Problem]:
    """Why an own kind cannot be built, or which of its closed states it does not have."""
    loc: tuple[str, ...] = ("kinds", kind.name)
    found = []
    if not kind.name.isidentifier() or kind.name != kind.name.casefold() or kind.name.startswith("_"):
        found.append(Problem(loc, "name_form", {"given": kind.name}))
    if kind.name in KIND_NAMES:
        found.append(Problem(loc, "name_taken", {"given": kind.name}))
    found += [
        Problem((*loc, "closed", place), "state_unknown", {"given": state, "choices": kind.states})
        for place, state in enumerate(kind.closed)
        if state not in kind.states
    ]
    return found


def folder_faults(kind: OwnKind) -> list[Problem]:
    """Which name of an own kind's folder or list a built-in kind has already, where the kind's own name is free."""
    from pmledger.kinds import KINDS

    taken = {folder_key(name) for one in KINDS for name in (one.plural, *one.aliases, *one.zh_folders)}
    names = {"plural": kind.plural, "folder": kind.folder}
    return [
        Problem(("kinds", kind.name, key), "name_taken", {"given": name})
        for key, name in names.items()
        if folder_key(name) in taken and kind.name not in KIND_NAMES
    ]
