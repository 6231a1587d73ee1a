"""A JSON Schema of each kind's front matter, for editors that check YAML as it is typed."""

from collections.abc import Mapping
from typing import Any

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.labels import field_label, kind_label
from pmledger.kinds.lifecycle import required_in
from pmledger.kinds.schema import Schema

Json = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLES = frozenset({"title", "name", "date"})
"""Fields that a file's name may give."""

NUMBER = "[+-]?[0-9]+(\\.[0-9]+)?"
AMOUNT = f"^({NUMBER}( ?[A-Z]{{3}})?|[A-Z]{{3}} ?{NUMBER})"
PLAIN: Mapping[str, Json] = {
    "str": {"type": ["string", "number", "boolean"]},
    "text": {"type": ["string", "number", "boolean"]},
    "int": {"type": "integer"},
    "score": {"type": "integer"},
    "number": {"type": "number"},
    "bool": {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "yes", "no"]}]},
    "percent": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{NUMBER} ?%?$"}]},
    "rate": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"{AMOUNT}( ?/h)?$"}]},
    "duration": {"anyOf": [{"const": 0}, {"type": "string", "pattern": f"^(0|{NUMBER} ?(min|h|d|w)e?)$"}]},
    "date": {"type": "string", "format": "date", "pattern": "^(19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}$"},
    "datetime": {
        "type": "string",
        "pattern": "^(19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$",
    },
    "url": {"type": "string", "pattern": "^(https?://|mailto:)"},
    "email": {"type": "string", "pattern": "^[^@ ]+@[^@ ]+\\.[^@ ]+$"},
    "path": {"type": "string"},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "lang": {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "tz": {"type": "string"},
}
MONEY: Json = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": f"{AMOUNT}$"},
        {
            "type": "object",
            "properties": {"amount": {"type": ["number", "string"]}, "currency": {"type": "string"}},
            "required": ["amount"],
            "additionalProperties": False,
        },
    ]
}
# A reference without quotes in double brackets is, to a YAML editor, a list in a list.
REFERENCE: Json = {
    "anyOf": [
        {"type": ["string", "number"]},
        {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {"type": ["array", "string"], "items": {"type": "string"}},
        },
    ]
}


def json_schema(schema: Schema, kind: str) -> dict[str, Any]:
    """The front matter of one kind as JSON Schema, draft 2020-12.

    Values are described as a person writes them. Texts may stand in the body instead, and a file's name may give
    its title and date, so these are not required. What a state requires is asked for by `if` and `then`.
    """
    spec = schema.kinds[kind]
    language = schema.settings.language
    return {
        "$schema": DRAFT,
        "title": kind_label(spec, language),
        "description": spec.purpose,
        "type": "object",
        "properties": {one.name: titled(one, language, kind) for one in spec.fields},
        "patternProperties": {key: {} for key in (other_spellings(spec),) if key},
        "additionalProperties": schema.dialect.chinese,
        "required": [one.name for one in spec.fields if one.required and must_stand_here(one)],
        "allOf": states_of(spec),
    }


def must_stand_here(field: FieldSpec) -> bool:
    """Whether a needed field can be written nowhere but in the front matter, and no other field tells it."""
    return field.type != "text" and field.name not in TITLES and field.default is None and not field.told_by


def other_spellings(spec: KindSpec) -> str:
    """Names with hyphens, and `title` or `name` for one another, as one pattern."""
    hyphened = [one.name.replace("_", "-") for one in spec.fields if "_" in one.name]
    other = "title" if spec.title_field == "name" else "name"
    names = hyphened if spec.field(other) else [*hyphened, other]
    return f"^({'|'.join(names)})$" if names else ""


def titled(field: FieldSpec, language: str, kind: str) -> Json:
    """A field with its label and help; nothing at all may always be written."""
    if field.name == "kind":
        return {"const": kind, "description": field.help}
    inner = {"anyOf": [written(field), {"type": "null"}]}
    return {"title": field_label(field, language), "description": field.help, **inner}


def written(field: FieldSpec) -> Json:
    """What may stand in a field, as a person writes it."""
    if field.type == "choice":
        return {"enum": list(field.choices)}
    if field.type == "money":
        return MONEY
    if field.type == "ref":
        return REFERENCE
    if field.type == "union":
        return {"anyOf": [written(one) for one in field.parts]}
    if field.type == "list":
        return listed(field)
    if field.type == "map":
        return mapped(field)
    return limited(dict(PLAIN[field.type]), field)


def limited(plain: Json, field: FieldSpec) -> Json:
    """The bounds of a number, the length and form of a text."""
    if field.type in ("int", "score", "number"):
        bounds = {"minimum": field.minimum, "maximum": field.maximum}
        return plain | {key: value for key, value in bounds.items() if value is not None}
    if field.type in ("str", "text") and field.maximum is not None:
        plain["maxLength"] = field.maximum
    if field.pattern is not None and "\\" not in field.pattern:
        plain["pattern"] = f"^(?:{field.pattern})$"
    return plain


def listed(field: FieldSpec) -> Json:
    """A list, or one item that stands alone."""
    assert field.item is not None
    item = written(field.item)
    many = {"type": "array", "items": {"anyOf": [item, {"type": "null"}]}}
    return {"anyOf": [many, item]} if field.item.type != "map" else many


def mapped(field: FieldSpec) -> Json:
    """Named parts, or the one value that stands for them."""
    if not field.parts:
        value = {} if field.item is None else written(field.item)
        return {"type": "object", "additionalProperties": value}
    parts = {
        "type": "object",
        "properties": {one.name: {"description": one.help} | written(one) for one in field.parts},
        "required": [one.name for one in field.parts if one.required],
        "additionalProperties": False,
    }
    lead = next((one for one in field.parts if one.name == field.lead), None)
    return parts if lead is None else {"anyOf": [parts, written(lead)]}


def states_of(spec: KindSpec) -> list[Json]:
    """What each state requires beside what is always required."""
    gated = [one.name for one in spec.fields if one.needed_in and not one.required and must_stand_here(one)]
    needs = {name: required_in(spec, name) for name in gated}
    by_state = {state: [name for name, states in needs.items() if state in states] for state in spec.states}
    return [
        {
            "if": {"properties": {"status": {"const": state}}, "required": ["status"]},
            "then": {"required": names},
        }
        for state, names in by_state.items()
        if names
    ]
