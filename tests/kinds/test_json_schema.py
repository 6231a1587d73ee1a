import json
import re

from pmledger.kinds.json_schema import json_schema
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings

SCHEMA = build_schema(Settings())


def patterns_in(node):
    """Every regular expression in a JSON Schema."""
    if isinstance(node, dict):
        found = [node["pattern"]] if isinstance(node.get("pattern"), str) else []
        return found + [one for value in node.values() for one in patterns_in(value)]
    return [one for value in node for one in patterns_in(value)] if isinstance(node, list) else []


def test_every_kind():
    """Every kind has a JSON Schema of draft 2020-12 with all its fields, each with label and help."""
    for kind in SCHEMA.kinds.values():
        made = json.loads(json.dumps(json_schema(SCHEMA, kind.name)))
        assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert {one.name for one in kind.fields} == set(made["properties"])
        assert all(one.get("description") for one in made["properties"].values())
        for pattern in patterns_in(made):
            re.compile(pattern)


def test_states_and_choices():
    """States and choices are listed; what a state requires is asked for in it, texts aside."""
    made = json_schema(SCHEMA, "change")
    assert {"enum": list(SCHEMA.kinds["change"].states)} == made["properties"]["status"]["anyOf"][0]
    closed = next(one for one in made["allOf"] if one["if"]["properties"]["status"]["const"] == "closed")
    assert {"approver", "decided_on", "impact_schedule", "impact_cost", "implemented_on", "verified_by"} == set(
        closed["then"]["required"]
    )
    assert {"project", "requested_by", "requested_on"} == set(made["required"])


def test_values_as_written():
    """Amounts, durations and references are described as a person types them."""
    made = json_schema(SCHEMA, "risk")["properties"]
    amount = made["cost_impact"]["anyOf"][0]["anyOf"][1]["pattern"]
    assert re.search(amount, "12500 EUR")
    assert re.search(amount, "EUR 12500.50")
    assert not re.search(amount, "12,500 EUR")
    duration = made["schedule_impact"]["anyOf"][0]["anyOf"][1]["pattern"]
    assert re.search(duration, "10d")
    assert not re.search(duration, "10 days")
    assert made["probability"]["anyOf"][0] == {"type": "integer", "minimum": 1, "maximum": 5}
