import pickle
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmledger.kinds import KIND_NAMES
from pmledger.kinds.faults import PROBLEMS
from pmledger.kinds.own import model_of
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings
from pmledger.kinds.values import Duration, Money, Rate, Ref

SCHEMA = build_schema(Settings(currency="EUR"))

scalars = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from(["~", "3d", "2026-03-05", "40%", "1 EUR", "[[a]]"])
)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["from", "to", "task", "date", "person", "x", "mon-fri", "=0"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def test_sound_record():
    """A sound record comes out typed, with no problem, and holds only what was written."""
    raw = {
        "title": "Payment provider certification may slip",
        "status": "responding",
        "owner": "wang",
        "probability": "4",
        "impact": {"schedule": "4", "cost": "2"},
        "probability_pct": "60%",
        "cost_impact": {"amount": "40000", "currency": "CNY"},
        "schedule-impact": "10d",
        "raised_on": "2026-03-02",
        "actions": ["book-slot", [["call"]]],
        "closed_on": None,
        "trigger": "~",
    }
    done = SCHEMA.validate("risk", raw)
    assert done.problems == ()
    assert {
        "title": "Payment provider certification may slip",
        "status": "responding",
        "owner": Ref("wang"),
        "probability": 4,
        "impact": {"schedule": 4, "cost": 2},
        "probability_pct": Decimal(60),
        "cost_impact": Money(Decimal(40000), "CNY"),
        "schedule_impact": Duration(Decimal(10), "d"),
        "raised_on": date(2026, 3, 2),
        "actions": (Ref("book-slot"), Ref("[[call]]")),
    } == done.values


def test_nine_faults():
    """Nine faults in one record are nine problems at their places, and everything else is kept."""
    raw = {
        "name": "Apollo",
        "client": "acme",
        "status": "runing",
        "planned_start": "2026-02-30",
        "budget": "12,500 EUR",
        "currency": "euro",
        "manger": "mei",
        "team": ["mei", {"person": "li", "rol": "PM"}, {"role": "BA"}],
        "eac": {"amount": "ten", "on": "2026-03-01"},
        "priority": "High",
        "scope_in": ["site", ["a", "b"]],
    }
    done = SCHEMA.validate("project", raw)
    assert sorted((one.loc, one.code) for one in done.problems) == [
        (("budget",), "money_comma"),
        (("currency",), "currency_form"),
        (("eac", "amount"), "money_form"),
        (("manger",), "unknown_field"),
        (("planned_start",), "date_unreal"),
        (("priority",), "choice"),
        (("scope_in", 1), "text_form"),
        (("status",), "choice"),
        (("team", 1, "rol"), "unknown_field"),
        (("team", 2), "missing_part"),
    ]
    assert {
        "name": "Apollo",
        "client": Ref("acme"),
        "team": ({"person": Ref("mei")}, {"person": Ref("li")}),
        "scope_in": ("site",),
    } == done.values


def test_candidates():
    """A misspelt key or choice comes with what was probably meant."""
    done = SCHEMA.validate("risk", {"probabilty": "4", "status": "Closed", "strategy": "mitigat"})
    by_place = {one.loc: one.context["candidates"] for one in done.problems}
    assert by_place["probabilty",][0] == "probability"
    assert by_place["status",][0] == "closed"
    assert by_place["strategy",][0] == "mitigate"


def test_less_than_nothing():
    """Work takes no negative time; a wait may be a lead."""
    done = SCHEMA.validate("task", {"duration": "-3d", "estimate": {"o": "-1d", "m": "2d", "p": "3d"}, "depends": [{"task": "a", "lag": "-2d"}]})
    assert [(one.loc, one.code) for one in done.problems] == [(("duration",), "duration_form"), (("estimate", "o"), "duration_form")]


def test_twice():
    """One field under two spellings is a problem at the second."""
    done = SCHEMA.validate("change", {"impact_cost": "1 EUR", "impact-cost": "2 EUR"})
    assert [(one.loc, one.code) for one in done.problems] == [(("impact-cost",), "duplicate_field")]
    assert {"impact_cost": Money(Decimal(1), "EUR")} == done.values


def test_title_or_name():
    """Clients, people and projects go by a name, and `title` says the same; elsewhere `name` means the title."""
    assert SCHEMA.validate("client", {"title": "Acme"}).values == {"name": "Acme"}
    assert SCHEMA.validate("risk", {"name": "Delay"}).values == {"title": "Delay"}


def test_one_stands_alone():
    """A single value stands for a list of one, and for a map by its leading part; defaults of parts are filled in."""
    done = SCHEMA.validate("task", {"depends": "design", "assignees": ["mei"], "tags": "web"})
    assert done.problems == ()
    assert {
        "depends": ({"task": Ref("design"), "type": "FS"},),
        "assignees": ({"person": Ref("mei")},),
        "tags": ("web",),
    } == done.values


@pytest.mark.parametrize(
    ("kind", "field", "written", "value"),
    [
        ("person", "cost_rate", "85 EUR/h", Rate(Decimal(85), "EUR")),
        ("person", "cost_rate", [{"from": "2026-01-01", "rate": "85"}], ({"from": date(2026, 1, 1), "rate": Rate(Decimal(85), "EUR")},)),
        ("requirement", "estimate", "3d", Duration(Decimal(3), "d")),
        ("requirement", "estimate", "500 EUR", Money(Decimal(500), "EUR")),
        ("goal", "measure", "median minutes: all orders", "median minutes: all orders"),
        ("goal", "measure", "kpi:lead-time", Ref("kpi:lead-time")),
        ("goal", "measure", "[[lead-time]]", Ref("[[lead-time]]")),
        ("comm_plan", "audience", ["li"], (Ref("li"),)),
        ("comm_plan", "audience", "steering committee", "steering committee"),
        ("comm_plan", "audience", "person:li", (Ref("person:li"),)),
        ("comm_plan", "frequency", "weekly", "weekly"),
        ("comm_plan", "frequency", "FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("training", "attended", "12", 12),
        ("training", "attended", ["li", "wang"], (Ref("li"), Ref("wang"))),
        ("ticket", "sla", {"response": "4h"}, {"response": Duration(Decimal(4), "h")}),
        ("ticket", "sla", "gold", Ref("gold")),
        ("quality_standard", "target", "2.5", Decimal("2.5")),
        ("quality_standard", "target", "none open", "none open"),
        ("deliverable", "document", "https://example.com/a", "https://example.com/a"),
        ("deliverable", "document", "handbook", Ref("handbook")),
        ("status_report", "rag", {"schedule": "red"}, {"schedule": "red"}),
        ("status_report", "decisions_needed", ["[[go-live]]", "who pays"], (Ref("[[go-live]]"), "who pays")),
        ("process", "roles", {"author": "R"}, {"author": "R"}),
        ("calendar", "week", {"mon-fri": "8", "fri": ["09:00-12:00"]}, {
            **{day: Decimal(8) for day in ("mon", "tue", "wed", "thu")}, "fri": ("09:00-12:00",)
        }),
        ("project", "tolerance", {"cost_pct": "5", "p1_age": ["0", "5"]}, {"cost_pct": Decimal(5), "p1_age": (Decimal(0), Decimal(5))}),
    ],
)  # fmt: skip
def test_either(kind, field, written, value):
    """Where several shapes are allowed, what is written shows which one is meant."""
    done = SCHEMA.validate(kind, {field: written})
    assert done.problems == ()
    assert {field: value} == done.values


def test_faults_in_unions_and_maps():
    """A fault within a union or a map with free keys is placed where it was written."""
    done = SCHEMA.validate(
        "person", {"cost_rate": [{"from": "2026-01-01", "rate": "85"}, {"from": "soon", "rate": "90"}]}
    )
    assert [(one.loc, one.code) for one in done.problems] == [(("cost_rate", 1, "from"), "date_form")]
    assert len(done.values["cost_rate"]) == 1
    done = SCHEMA.validate("calendar", {"week": {"mon-fri": "25", "noday": "8", "sat": "4"}})
    assert {(("week", "mon-fri"), "number_range"), (("week", "noday"), "map_key")} == {
        (one.loc, one.code) for one in done.problems
    }
    assert {"week": {"sat": Decimal(4)}} == done.values


@given(st.sampled_from(KIND_NAMES), st.data())
def test_anything_written(kind, data):
    """Whatever tree is written, validation ends with typed values and problems whose places exist in it."""
    names = [one.name for one in SCHEMA.kinds[kind].fields]
    raw = data.draw(st.dictionaries(st.sampled_from([*names, "foo", "团队"]), trees, max_size=6))
    done = SCHEMA.validate(kind, raw)
    for one in done.problems:
        assert one.code in PROBLEMS
        assert PROBLEMS[one.code].format(**one.context)
        node = raw
        for step in one.loc:
            node = node[step]
    assert done.values.keys() <= set(names)
    assert SCHEMA.validate(kind, raw) == done


def test_travels():
    """A schema can be sent to another process: it is built again there from its settings."""
    again = pickle.loads(pickle.dumps(SCHEMA))
    assert SCHEMA.kinds == again.kinds
    assert Money(Decimal(5), "EUR") == again.validate("cost", {"amount": "5"}).values["amount"]


def test_models_alone():
    """The model of a kind types values by itself as it does within a schema."""
    risk = model_of("risk").model_validate({"title": "Delay", "probability": "4", "raised_on": "2026-03-02"})
    assert (4, date(2026, 3, 2)) == (risk.probability, risk.raised_on)
