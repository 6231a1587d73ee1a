import json
import types
from pathlib import Path

import pytest

from pmledger.kinds import KIND_NAMES, KINDS
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.lifecycle import required_in
from pmledger.kinds.record import Record, Titled
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings
from pmledger.kinds.values import TYPES

VOCABULARY = json.loads((Path(__file__).parents[1] / "reference" / "schema.json").read_text(encoding="utf-8"))
SCHEMA = build_schema(Settings())
BY_NAME = {one["kind"]: one for one in VOCABULARY["kinds"]}

# What the vocabulary calls a field's type, by what we call it.
SAME = {
    "str": "str", "text": "text", "date": "date", "datetime": "datetime", "int": "int", "number": "number",
    "percent": "percent", "money": "money", "duration": "duration", "bool": "bool", "email": "email",
    "currency": "currency", "lang": "lang", "tz": "tz", "path or url": "path",
}  # fmt: skip


def every_field():
    for kind in SCHEMA.kinds.values():
        for field in kind.fields:
            yield kind, field
            yield from ((kind, one) for one in within(field))


def within(field: FieldSpec):
    for one in (*([field.item] if field.item else []), *field.parts):
        yield one
        yield from within(one)


def test_all_kinds():
    """All 43 kinds of the vocabulary are declared, and no others, in sorted order."""
    assert tuple(sorted(BY_NAME)) == KIND_NAMES
    assert tuple(kind.name for kind in KINDS) == KIND_NAMES


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_vocabulary(kind):
    """Names, folders, prefix, group, tier, page, states and transitions are those of the vocabulary."""
    want = BY_NAME[kind.name]
    assert (want["plural"], want["prefix"], want["group"], want["tier"]) == (
        kind.plural,
        kind.prefix,
        kind.group,
        kind.tier,
    )
    assert want["page"] == ("page" if kind.page else "anchor")
    assert tuple(want["statuses"]) == tuple(kind.lifecycle)
    assert want["transitions"] == {state: list(after) for state, after in kind.lifecycle.items() if after}
    for folder in (want["plural"], *want.get("folder_aliases", ()), *want["zh_folder"].split("/"), want["zh"]):
        assert SCHEMA.by_folder(folder).name == kind.name


@pytest.mark.parametrize("kind", SCHEMA.kinds.values(), ids=lambda kind: kind.name)
def test_fields(kind: KindSpec):
    """Every field of the vocabulary and every common one is there, always required where it says so."""
    common = {one["name"] for one in VOCABULARY["common_fields"]} - ({"title"} if kind.title_field == "name" else set())
    assert {one["name"] for one in BY_NAME[kind.name]["fields"]} | common <= {one.name for one in kind.fields}
    for want in BY_NAME[kind.name]["fields"]:
        field = kind.field(want["name"])
        assert (want["req"] == "R") == field.required, want["name"]
        assert want["zh"] == field.zh


@pytest.mark.parametrize("kind", SCHEMA.kinds.values(), ids=lambda kind: kind.name)
def test_types(kind: KindSpec):
    """Every field has the vocabulary's type; the choices of an enumeration are the same, in the same order."""
    channels = tuple(VOCABULARY["meta"]["shared_enums"]["channel"])
    for want in BY_NAME[kind.name]["fields"]:
        field, written = kind.field(want["name"]), want["type"]
        if written in SAME:
            assert SAME[written] == field.type, want["name"]
        elif written.startswith("enum(") and written.endswith(")"):
            choices = tuple(written[5:-1].split(","))
            assert (channels if choices == ("channel",) else choices) == field.choices, want["name"]
        elif written.startswith("ref(") and " or " not in written:
            targets = tuple(written[4:-1].split("/"))
            assert (() if targets == ("any",) else targets) == field.targets, want["name"]
        elif written.startswith("list(ref ") and " or " not in written:
            targets = tuple(written[9:-1].split("/"))
            assert (() if targets == ("any",) else targets) == field.item.targets, want["name"]


def test_known_types_and_targets():
    """Types are of the closed list, references name kinds that exist, lists say what they hold."""
    for kind, field in every_field():
        assert field.type in TYPES, (kind.name, field.name)
        assert set(field.targets) <= set(KIND_NAMES), (kind.name, field.name)
        assert field.type != "list" or field.item is not None
        assert field.type != "map" or field.parts or field.item is not None
        assert field.type != "choice" or field.choices
        assert field.lead is None or field.lead in {one.name for one in field.parts}


def test_help():
    """Every field and every named part has one sentence of help that begins large and ends with a full stop."""
    for kind, field in every_field():
        if field.name:
            assert field.help.endswith("."), (kind.name, field.name)
            assert field.help[0].isupper() or not field.help[0].isascii()
            assert "\n" not in field.help


def test_states_named_exist():
    """States in which a field is needed, and closed states, are states of the kind."""
    for kind in SCHEMA.kinds.values():
        assert set(kind.closed_states) < set(kind.states), kind.name
        for field in kind.fields:
            assert set(field.needed_in) <= set(kind.states), (kind.name, field.name)
            assert required_in(kind, field.name) <= set(kind.states)


def test_tables_are_narrow():
    """A register shows at least the title and the state, and few enough columns to be read."""
    for kind in SCHEMA.kinds.values():
        shown = [one.name for one in kind.fields if one.table]
        assert {kind.title_field, "status"} <= set(shown), kind.name
        assert 4 <= len(shown) <= 7, (kind.name, shown)


def test_no_behaviour_on_records():
    """The classes of records hold declarations and nothing that computes."""
    for model in (Record, Titled, *(kind.model for kind in KINDS)):
        own = [name for name, value in vars(model).items() if isinstance(value, types.FunctionType | property)]
        assert [name for name in own if not name.startswith(("__", "_abc", "model_"))] == [], model


def test_restricted():
    """Rates, tax numbers and reviews are restricted; personal addresses are seen by no client."""
    restricted = {
        f"{kind.name}.{one.name}"
        for kind in SCHEMA.kinds.values()
        for one in kind.fields
        if one.audience == "restricted"
    }
    reviews = {f"performance_review.{one['name']}" for one in BY_NAME["performance_review"]["fields"]}
    rates = {"person.cost_rate", "person.bill_rate", "project.rates", "budget_line.rate_card", "client.tax_id"}
    assert restricted == rates | reviews
    for name in ("email", "phone", "im", "influence", "leave"):
        assert SCHEMA.kinds["person"].field(name).audience == "internal"


def test_defaults():
    """The first state holds where none is written, and the defaults that the vocabulary states; reviews are restricted."""
    for kind in SCHEMA.kinds.values():
        assert kind.states[0] == kind.defaults["status"]
        wanted = "restricted" if kind.name == "performance_review" else "internal"
        assert kind.defaults["visibility"] == wanted
    assert SCHEMA.defaults("risk")["type"] == "threat"
    assert SCHEMA.defaults("promise")["direction"] == "ours"
    assert SCHEMA.defaults("cost")["type"] == "actual"
