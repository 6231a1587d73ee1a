import pickle
from datetime import date
from decimal import Decimal

from pmledger.kinds.faults import PROBLEMS
from pmledger.kinds.labels import field_label, kind_label
from pmledger.kinds.lifecycle import legal_move, required_in
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Allowance, DatedFactor, Holiday, Settings, parse_settings
from pmledger.kinds.values import Ref

WHOLE = {
    "grammar": "1",
    "name": "Northlight Studio",
    "language": "en",
    "timezone": "Europe/Berlin",
    "as_of": "2026-11-23",
    "repository": "https://example.com/northlight/ledger/blob/main",
    "currency": "EUR",
    "exchange_rates": {"CNY": [{"from": "2026-07-01", "rate": "0.13"}, {"from": "2026-01-01", "rate": "0.128"}]},
    "calendar": {
        "weekend": ["fri", "sat"],
        "hours_per_day": "7.5",
        "country": "DE",
        "holidays": [{"date": "2026-12-25", "name": "Christmas Day"}, "2026-12-31"],
        "working_days": ["2026-02-14"],
    },
    "risk": {"bands": {"critical": "20"}},
    "tolerance": {"days": "5"},
    "stage_tolerance": {"cost_pct": "8"},
    "health": {"p1_age": ["0", "5"], "high_risks_amber": "4"},
    "segments": ["gold", "silver"],
    "cadence": {"gold": "21"},
    "odds": {"proposal": "60%", "on_hold": "5"},
    "numbering": {"risk": "R"},
    "severities": {"PM210": "warning"},
    "allow": [{"code": "PM204", "path": "projects/apollo/costs.csv", "reason": "old supplier ids"}],
    "csv": {"encoding": "gbk", "decimal": ",", "date": "%d.%m.%Y"},
    "ignore": ["drafts/**"],
    "fields": {
        "project": {
            "cost_centre": {
                "label": "Cost centre",
                "label_zh": "成本中心",
                "help": "The account that pays.",
                "pattern": "[0-9]{4}",
                "table": "true",
            },
            "sites": {"type": "choice", "choices": ["kiel", "bonn"], "list": "true", "default": ["kiel"]},
        }
    },
    "kinds": {
        "vehicle": {
            "plural": "vehicles",
            "label": "Vehicle",
            "label_zh": "车辆",
            "states": ["active", "retired"],
            "closed": ["retired"],
            "fields": {
                "plate": {"required": "true", "table": "true"},
                "driver": {"type": "ref", "kinds": ["person"], "table": "true"},
                "from": {"type": "date", "audience": "client"},
            },
        }
    },
    "theme": {"logo": "logo.svg", "tokens": {"accent": "#1f5c4d"}},
}


def faults_of(raw):
    """Places and codes of what is wrong in settings."""
    _, problems = parse_settings(raw)
    for one in problems:
        assert PROBLEMS[one.code].format(**one.context)
    return {(one.loc, one.code) for one in problems}


def test_nothing_written():
    """An empty file means defaults, and there is a default for everything but the currency."""
    assert (Settings(), ()) == parse_settings({})
    assert Settings().currency is None
    assert Settings().risk_bands["critical"] == 15


def test_everything_written():
    """Every documented key is read and typed; what is left out within a section keeps its default."""
    settings, problems = parse_settings(WHOLE)
    assert problems == ()
    assert date(2026, 11, 23) == settings.as_of
    assert (DatedFactor(date(2026, 1, 1), Decimal("0.128")), DatedFactor(date(2026, 7, 1), Decimal("0.13"))) == (
        settings.exchange_rates["CNY"]
    )
    assert settings.calendar.weekend == ("fri", "sat")
    assert (Holiday(date(2026, 12, 25), "Christmas Day"), Holiday(date(2026, 12, 31))) == settings.calendar.holidays
    assert settings.risk_bands == {"low": 1, "medium": 5, "high": 10, "critical": 20}
    assert {"p1_age": (Decimal(0), Decimal(5)), "high_risks_amber": Decimal(4)} == settings.health
    assert settings.cadence == {"gold": 21}
    assert (settings.odds["proposal"], settings.odds["negotiation"], settings.odds["on_hold"]) == (60, 80, 5)
    assert (Allowance("PM204", "projects/apollo/costs.csv", "old supplier ids"),) == settings.allow
    assert settings.csv.encoding == "gbk"
    assert settings.theme.tokens == {"accent": "#1f5c4d"}
    assert tuple(one.name for one in settings.fields["project"]) == ("cost_centre", "sites")
    assert settings == pickle.loads(pickle.dumps(settings))


def test_faults():
    """Every fault in the settings is told at its place, and the sound rest still holds."""
    raw = {
        "langauge": "en",
        "timezone": "Berlin",
        "currency": "EUR",
        "as_of": "today",
        "grammar": "2",
        "exchange_rates": {"EUU": [{"from": "2026-01-01", "rate": "1"}], "USD": [{"rate": "1"}]},
        "calendar": {"weekend": ["saturday"], "hours": "8"},
        "severities": {"PM210": "fatal"},
        "theme": "dark",
        "segments": ["A", "B"],
        "cadence": {"key": "30", "A": "0"},
        "odds": {"won": "90", "proposal": "120"},
    }
    settings, problems = parse_settings(raw)
    assert settings.currency == "EUR"
    assert {
        (("langauge",), "unknown_field"),
        (("timezone",), "tz_unknown"),
        (("as_of",), "date_form"),
        (("grammar",), "number_range"),
        (("exchange_rates", "EUU"), "currency_unknown"),
        (("exchange_rates", "USD", 0), "missing_part"),
        (("calendar", "weekend", 0), "choice"),
        (("calendar", "hours"), "unknown_field"),
        (("severities", "PM210"), "choice"),
        (("theme",), "map_form"),
        (("cadence", "key"), "map_key"),
        (("cadence", "A"), "number_range"),
        (("odds", "won"), "map_key"),
        (("odds", "proposal"), "number_range"),
    } == {(one.loc, one.code) for one in problems}
    assert next(one.context["candidates"] for one in problems if one.loc == ("langauge",)) == ("language",)


def test_own_field():
    """A field of the workspace's own is typed, described and labelled like any other."""
    settings, _ = parse_settings(WHOLE)
    schema = build_schema(settings)
    field = schema.kinds["project"].field("cost_centre")
    assert (field.own, field.type, field.table, field.pattern) == (True, "str", True, "[0-9]{4}")
    assert (field_label(field, "en"), field_label(field, "zh-CN")) == ("Cost centre", "成本中心")
    assert schema.validate("project", {"cost-centre": "4711"}).values == {"cost_centre": "4711"}
    assert [(one.loc, one.code) for one in schema.validate("project", {"cost_centre": "47111"}).problems] == [
        (("cost_centre",), "pattern")
    ]
    assert schema.defaults("project")["sites"] == ("kiel",)
    names = [one.name for one in schema.kinds["project"].fields]
    assert names.index("health_override") < names.index("cost_centre") < names.index("created")
    assert schema.kinds["client"].field("segment").choices == ("gold", "silver")
    assert build_schema(Settings()).kinds["project"].field("cost_centre") is None


def test_own_kind():
    """A kind of the workspace's own has folder, states, common fields and its own, a Python keyword among them."""
    settings, _ = parse_settings(WHOLE)
    schema = build_schema(settings)
    vehicle = schema.by_folder("Vehicles")
    assert (
        vehicle.name,
        vehicle.own,
        vehicle.states,
        vehicle.closed_states,
    ) == ("vehicle", True, ("active", "retired"), ("retired",))
    assert "vehicle" == schema.by_folder("车辆").name == schema.kind_key("车辆")
    assert (kind_label(vehicle, "en"), kind_label(vehicle, "zh-CN")) == ("Vehicle", "车辆")
    assert tuple(one.name for one in vehicle.fields if one.table)[:4] == ("title", "status", "plate", "driver")
    assert {"active", "retired"} == required_in(vehicle, "plate")
    assert legal_move(vehicle, "retired", "active")
    done = schema.validate("vehicle", {"title": "Van", "plate": "KI-1", "driver": "mei", "from": "2026-01-01"})
    assert done.problems == ()
    assert {"title": "Van", "plate": "KI-1", "driver": Ref("mei"), "from": date(2026, 1, 1)} == done.values
    assert {one.name for one in schema.kinds["risk"].fields if one.own} == set()


def test_own_faults():
    """What cannot be declared is told at its place, and left out."""
    fields = {
        "project": {
            "budget": {"type": "money"},
            "Cost": {},
            "size": {"type": "choice"},
            "code2": {"pattern": "(?<=a)b"},
            "open": {"pattern": "["},
            "lead": {"type": "ref", "kinds": ["persn"]},
            "since": {"type": "date", "default": "soon"},
            "kind2": {"type": "colour"},
        },
        "porject": {"a": {}},
    }
    kinds = {"risk": {}, "fleet": {"folder": "risks"}, "van": {"states": ["on"], "closed": ["off"]}}
    raw = {"fields": fields, "kinds": kinds}
    project = ("fields", "project")
    assert {
        ((*project, "budget"), "name_taken"),
        ((*project, "Cost"), "name_form"),
        ((*project, "size"), "choices_missing"),
        ((*project, "code2", "pattern"), "pattern_unsound"),
        ((*project, "open", "pattern"), "pattern_unsound"),
        ((*project, "lead", "kinds", 0), "kind_unknown"),
        ((*project, "since", "default"), "date_form"),
        ((*project, "kind2", "type"), "choice"),
        (("fields", "porject"), "kind_unknown"),
        (("kinds", "risk"), "name_taken"),
        (("kinds", "fleet", "folder"), "name_taken"),
        (("kinds", "van", "closed", 0), "state_unknown"),
    } == faults_of(raw)
    settings, _ = parse_settings(raw)
    schema = build_schema(settings)
    assert {"kind2"} == {one.name for one in schema.kinds["project"].fields if one.own}
    assert {"van"} == {one.name for one in schema.kinds.values() if one.own}
