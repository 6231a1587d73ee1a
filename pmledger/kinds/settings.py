"""What a workspace settles for itself in pmledger.yml, typed, with a default for everything."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct, field
from pydantic_core import SchemaValidator, ValidationError

from pmledger.kinds.compile import Dialect, absent, typed_fields
from pmledger.kinds.declare import described
from pmledger.kinds.faults import Problem
from pmledger.kinds.money import CURRENCIES
from pmledger.kinds.settings_keys import KEYS
from pmledger.kinds.sound import sound_part
from pmledger.kinds.values import Duration
from pmledger.kinds.words import candidates

MIDPOINTS = {step: Decimal(percent) for step, percent in enumerate((10, 30, 50, 70, 90), start=1)}
"""The probability of each of the five steps in percent: the middle of its fifth."""


ODDS = {"prospecting": 10, "qualification": 20, "needs_analysis": 30, "proposal": 50, "negotiation": 80}
"""The usual odds of an opportunity in percent, by its stage."""


class DatedFactor(Struct, frozen=True):
    """So many units of the workspace's currency for one of another, from a day on."""

    since: date
    rate: Decimal


class Holiday(Struct, frozen=True):
    """A day off beside the weekends."""

    date: date
    name: str = ""


class CalendarSettings(Struct, frozen=True):
    """The working time of the workspace: weekend by weekday names, hours of a working day, exceptions by day."""

    weekend: tuple[str, ...] = ("sat", "sun")
    hours_per_day: Decimal = Decimal(8)
    opens: str = "09:00"
    country: str | None = None
    holidays: tuple[Holiday, ...] = ()
    working_days: tuple[date, ...] = ()


class CsvSettings(Struct, frozen=True):
    """How CSV files of this workspace are written."""

    encoding: str = "utf-8"
    decimal: str = "."
    date: str = "%Y-%m-%d"


class Allowance(Struct, frozen=True):
    """A diagnostic that is accepted in a file, and why."""

    code: str
    path: str
    reason: str


class Theme(Struct, frozen=True):
    """The workspace's own logo (a path) and the design tokens it changes."""

    logo: str | None = None
    tokens: Mapping[str, str] = field(default_factory=dict)


class Looking(Struct, frozen=True):
    """How often a build looks back in git (`month` or `week`; "" is never), and from which day on."""

    step: str = ""
    since: date | None = None


class OwnField(Struct, frozen=True):
    """A field that the workspace adds to a kind; `default` is still as written."""

    name: str
    type: str = "str"
    label: str | None = None
    label_zh: str = ""
    help: str = ""
    required: bool = False
    default: object = None
    pattern: str | None = None
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    list: bool = False
    table: bool = False
    audience: str = "internal"


class OwnKind(Struct, frozen=True):
    """A kind that the workspace adds; its records may move from any state to any other."""

    name: str
    plural: str
    folder: str
    label: str | None = None
    label_zh: str = ""
    states: tuple[str, ...] = ("active", "retired")
    closed: tuple[str, ...] = ()
    fields: tuple[OwnField, ...] = ()


class Settings(Struct, frozen=True):
    """The settings of a workspace.

    `currency` is what a bare amount is in, if any. `exchange_rates` are in order of their days.
    `risk_bands` gives the smallest score of each band, `risk_percent` the probability of a step, `risk_steps` the names
    that the steps have here, by scale (probability, impact) and step; `tolerance` and `health` give a number or (amber, red), `stage_tolerance` a number;
    `odds` are those of an opportunity in percent by its stage; `cadence` is in days and knows no segment but `segments`.
    """

    grammar: int = 1
    name: str = ""
    language: str = "en"
    timezone: str = "UTC"
    as_of: date | None = None
    repository: str | None = None
    currency: str | None = None
    exchange_rates: Mapping[str, tuple[DatedFactor, ...]] = field(default_factory=dict)
    calendar: CalendarSettings = CalendarSettings()
    risk_bands: Mapping[str, int] = field(default_factory=lambda: {"low": 1, "medium": 5, "high": 10, "critical": 15})
    risk_percent: Mapping[int, Decimal] = field(default_factory=lambda: dict(MIDPOINTS))
    risk_steps: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    tolerance: Mapping[str, Decimal | tuple[Decimal, ...]] = field(default_factory=dict)
    stage_tolerance: Mapping[str, Decimal] = field(default_factory=dict)
    health: Mapping[str, Decimal | tuple[Decimal, ...]] = field(default_factory=dict)
    cadence: Mapping[str, int] = field(
        default_factory=lambda: {"strategic": 14, "key": 30, "standard": 60, "small": 90}
    )
    segments: tuple[str, ...] = ("strategic", "key", "standard", "small")
    odds: Mapping[str, Decimal] = field(default_factory=lambda: {stage: Decimal(one) for stage, one in ODDS.items()})
    service: Mapping[str, Mapping[str, Duration]] = field(default_factory=dict)
    feedback: Mapping[str, Duration] = field(default_factory=dict)
    numbering: Mapping[str, str] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[Allowance, ...] = ()
    csv: CsvSettings = CsvSettings()
    ignore: tuple[str, ...] = ()
    fields: Mapping[str, tuple[OwnField, ...]] = field(default_factory=dict)
    kinds: tuple[OwnKind, ...] = ()
    theme: Theme = field(default_factory=Theme)
    history: Looking = field(default_factory=Looking)


FIELDS = tuple(described(one.name, one.shape, one.asked) for one in KEYS)
"""Every key of pmledger.yml as a field, for completion and the reference page."""


def parse_settings(raw: Mapping[str, object]) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings that are written, defaults for the rest, and every fault; what is faulty is left out."""
    known = {one.name for one in FIELDS}
    given = {key: value for key, value in raw.items() if key in known and not absent(value)}
    problems = [
        Problem((key,), "unknown_field", {"given": key, "owner": "pmledger.yml", "candidates": candidates(key, known)})
        for key in raw
        if key not in known
    ]
    dialect = Dialect()
    validator = SchemaValidator(typed_fields((one, dialect) for one in FIELDS))
    try:
        values: Mapping[str, Any] = validator.validate_python(given)
    except ValidationError as error:
        pruned = sound_part(validator, FIELDS, given, error, dialect)
        values = pruned.values
        problems += pruned.problems
    problems += [
        Problem(("exchange_rates", code), "currency_unknown", {"given": code})
        for code in values.get("exchange_rates", ())
        if code not in CURRENCIES
    ]
    problems += strange_segments(values)
    return with_sound_own(settings_of(values), problems)


def strange_segments(values: Mapping[str, Any]) -> list[Problem]:
    """Cadences for groups that clients cannot fall into."""
    segments = values.get("segments", Settings().segments)
    return [
        Problem(
            ("cadence", name), "map_key", {"given": name, "choices": segments, "candidates": candidates(name, segments)}
        )
        for name in values.get("cadence", ())
        if name not in segments
    ]


def with_sound_own(settings: Settings, problems: list[Problem]) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings with only those own fields and kinds that can be built, and why the others cannot."""
    if not settings.fields and not settings.kinds:
        return settings, tuple(problems)
    from pmledger.kinds.own import checked

    sound, faults = checked(settings)
    return sound, (*problems, *faults)


def settings_of(values: Mapping[str, Any]) -> Settings:
    """The typed values as settings."""
    plain = ["grammar", "name", "language", "timezone", "as_of", "repository", "currency", "tolerance", "stage_tolerance", "health", "segments", "service", "feedback", "numbering", "severities", "ignore"]  # fmt: skip
    made: dict[str, Any] = {name: values[name] for name in plain if name in values}
    if "exchange_rates" in values:
        made["exchange_rates"] = {
            code: factors(rows) for code, rows in values["exchange_rates"].items() if code in CURRENCIES
        }
    if "calendar" in values:
        made["calendar"] = calendar_of(values["calendar"])
    made.update(risk_scale(values.get("risk", {})))
    usual = Settings()
    cadence = {**usual.cadence, **values.get("cadence", {})}
    made["cadence"] = {one: days for one, days in cadence.items() if one in made.get("segments", usual.segments)}
    made["odds"] = {**usual.odds, **values.get("odds", {})}
    made["allow"] = tuple(Allowance(**one) for one in values.get("allow", ()))
    made["csv"] = CsvSettings(**values.get("csv", {}))
    made["fields"] = {kind: own_fields(rows) for kind, rows in values.get("fields", {}).items()}
    made["kinds"] = tuple(own_kind(name, one) for name, one in values.get("kinds", {}).items())
    made["theme"] = Theme(**values.get("theme", {}))
    made["history"] = Looking(**values.get("history", {}))
    return Settings(**made)


def risk_scale(given: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The scale of risks: bands from 1 on replace the usual ones, single ones change theirs."""
    made: dict[str, Any] = {}
    if bands := given.get("bands"):
        made["risk_bands"] = bands if min(bands.values()) <= 1 else {**Settings().risk_bands, **bands}
    percent = {int(step): value for step, value in given.get("percent", {}).items()}
    made["risk_percent"] = {**MIDPOINTS, **percent}
    made["risk_steps"] = {
        scale: {int(step): name for step, name in given[scale].items()}
        for scale in ("probability", "impact")
        if scale in given
    }
    return made


def factors(rows: tuple[Mapping[str, Any], ...]) -> tuple[DatedFactor, ...]:
    return tuple(sorted((DatedFactor(one["from"], one["rate"]) for one in rows), key=lambda one: one.since))


def calendar_of(values: Mapping[str, Any]) -> CalendarSettings:
    rest = {name: value for name, value in values.items() if name != "holidays"}
    return CalendarSettings(holidays=tuple(Holiday(**one) for one in values.get("holidays", ())), **rest)


def own_fields(rows: Mapping[str, Mapping[str, Any]]) -> tuple[OwnField, ...]:
    return tuple(OwnField(name, **one) for name, one in rows.items())


def own_kind(name: str, values: Mapping[str, Any]) -> OwnKind:
    plural = values.get("plural", name + "s")
    rest = {key: value for key, value in values.items() if key not in ("plural", "folder", "fields")}
    return OwnKind(name, plural, values.get("folder", plural), fields=own_fields(values.get("fields", {})), **rest)
