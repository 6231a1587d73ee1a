"""From the declaration of a kind to its description: the model's fields read once, with their Chinese words."""

from collections.abc import Mapping

from msgspec.structs import replace
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pmledger.kinds.declare import Asked, FieldSpec, Kind, KindSpec, Shape, described
from pmledger.kinds.labels import glossary
from pmledger.kinds.record import Record, Titled

FIRST = ("id", "kind", "title", "name", "status")
LAST = (
    "owner",
    "project",
    "client",
    "created",
    "updated",
    "tags",
    "related",
    "source",
    "visibility",
    "private",
    "body",
)


def kind_spec(kind: Kind) -> KindSpec:
    """The description of a built-in kind."""
    words = glossary()
    states = tuple(kind.lifecycle)
    fields = fields_of(kind.model, states, words["common"] | words["fields"].get(kind.name, {}))
    return KindSpec(
        name=kind.name,
        plural=kind.plural,
        folders=(kind.plural, *kind.aliases, *kind.zh_folders),
        zh=words["kinds"].get(kind.name, ""),
        prefix=kind.prefix,
        group=kind.group,
        tier=kind.tier,
        page=kind.page,
        purpose=kind.purpose,
        standards=kind.standards,
        states=states,
        transitions=dict(kind.lifecycle),
        closed_states=kind.closed,
        fields=fields,
        title_field=kind.title_field,
        state_zh=words["states"].get(kind.name, {}),
    )


def fields_of(model: type[BaseModel], states: tuple[str, ...], zh: Mapping[str, str]) -> tuple[FieldSpec, ...]:
    """The model's fields in the order of forms: what identifies, the kind's own, what all kinds have."""
    by_name = {one.name: one for one in (field_spec(name, info, zh) for name, info in model.model_fields.items())}
    by_name["status"] = replace(by_name["status"], type="choice", choices=states, default=states[0])
    order = dict.fromkeys([*FIRST, *own_names(model), *LAST])
    return tuple(by_name[name] for name in order if name in by_name)


def own_names(model: type[BaseModel]) -> list[str]:
    """The fields that the kind declares itself, those of its parents first, as they are named in files."""
    classes = [one for one in reversed(model.__mro__) if issubclass(one, Record) and one not in (Record, Titled)]
    return [model.model_fields[name].alias or name for one in classes for name in one.__annotations__]


def field_spec(attribute: str, info: FieldInfo, zh: Mapping[str, str]) -> FieldSpec:
    """One field of a model as a description."""
    shape = next(one for one in info.metadata if isinstance(one, Shape))
    extra = info.json_schema_extra
    assert isinstance(extra, dict)
    asked = extra["asked"]
    assert isinstance(asked, Asked)
    spec = described(info.alias or attribute, shape, asked)
    return replace(in_chinese(spec), zh=zh.get(spec.name, ""))


def in_chinese(spec: FieldSpec) -> FieldSpec:
    """The field with Chinese words for its parts, however deep."""
    words = glossary()["parts"]
    return replace(
        spec,
        zh=words.get(spec.name, ""),
        item=None if spec.item is None else in_chinese(spec.item),
        parts=tuple(in_chinese(one) for one in spec.parts),
    )
