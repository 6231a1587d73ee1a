"""Key figures: where they stand against their thresholds, which way they go, and how old that knowledge is."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Figure, Figures, Input, Result, exact, unknown
from pmledger.analysis.health import Rag
from pmledger.analysis.names import figure
from pmledger.analysis.standing import as_day, as_number
from pmledger.kinds.money import CURRENCIES
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

PERIODS = {"weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}
"""Calendar days between two measurements, by frequency."""
STALE = Fraction(3, 2)
"""Periods after which the last measurement is too old."""
TREND = 3
"""Measurements that a trend is read from."""
ALIASES = {"on_time_milestones": "milestones_on_time", "exposure": "risk_exposure"}
"""Names of built-in figures that people write in another way."""


class Point(Struct, frozen=True):
    """A value and its day, and which item of the measurements it is."""

    day: date
    value: Decimal | Fraction
    at: int | None = None


class KpiStanding(Struct, frozen=True):
    """A key figure on a day.

    `series` are its measurements in the order of their days, the computed value of today at the end where its formula
    is the name of a figure. `computed` is that figure's name and subject. `trend` is 1 where the last three values got
    better, -1 where they got worse, 0 where neither, None with fewer values. `age` is in calendar days.
    """

    record: Record
    series: tuple[Point, ...]
    computed: tuple[str, str] | None
    why_unknown: Message | None
    colour: Rag
    trend: int | None
    age: int | None

    @property
    def actual(self) -> Decimal | Fraction | None:
        return self.series[-1].value if self.series else None

    @property
    def stale(self) -> bool:
        """Whether the last measurement is older than one and a half of its periods."""
        period = PERIODS.get(self.record.text("frequency"))
        return self.age is not None and period is not None and self.age > STALE * period


def standing_of(kpi: Record, figures: Figures, as_of: date) -> KpiStanding:
    """Everything that is reckoned about one key figure; `figures` are those that its formula may name."""
    measured = measurements(kpi, as_of)
    computed = built_in(kpi, figures)
    why = None
    if computed is not None:
        found = figures[computed]
        value = found.number
        why = found.unknown
        if value is not None:
            point = Point(as_of, value)
            measured = (*(each for each in measured if each.day < as_of), point)
    age = (as_of - measured[-1].day).days if measured else None
    colour = colour_of(kpi, measured[-1].value) if measured else Rag.GREY
    return KpiStanding(kpi, measured, computed, why, colour, trend_of(kpi, measured), age)


def measurements(kpi: Record, as_of: date) -> tuple[Point, ...]:
    """The values measured until the day, earliest first; of two on one day the later written."""
    found: dict[date, Point] = {}
    for at, part in enumerate(kpi.items("measurements")):
        on, value = as_day(part.get("date")), as_number(part.get("value"))
        if on is not None and value is not None and on <= as_of:
            found[on] = Point(on, value, at)
    return tuple(found[on] for on in sorted(found))


def built_in(kpi: Record, figures: Figures) -> tuple[str, str] | None:
    """The figure that the formula names, of the key figure's project, client or the workspace; None for plain words."""
    formula = kpi.text("formula").strip().lower().replace(" ", "_").replace("-", "_")
    if kpi.text("source_type") == "manual" or not formula.isidentifier():
        return None
    name = ALIASES.get(formula, formula)
    subjects = (kpi.project, kpi.client, "") if kpi.project or kpi.client else ("",)
    return next(((name, subject) for subject in subjects if (name, subject) in figures), None)


def colour_of(kpi: Record, value: Decimal | Fraction) -> Rag:
    """The colour by the thresholds; a value equal to one keeps the better colour.

    Where higher is better it is red below `red` and amber below `amber`, where lower is better above them; for a range
    they are distances from the target.
    """
    red, amber, target = kpi.number("red"), kpi.number("amber"), kpi.number("target")
    if red is None or amber is None:
        return Rag.GREY
    match kpi.text("direction"):
        case "higher":
            return Rag.RED if value < red else Rag.AMBER if value < amber else Rag.GREEN
        case "lower":
            return Rag.RED if value > red else Rag.AMBER if value > amber else Rag.GREEN
        case "range" if target is not None:
            off = abs(Fraction(value) - Fraction(target))
            return Rag.RED if off > red else Rag.AMBER if off > amber else Rag.GREEN
    return Rag.GREY


def meets_target(kpi: Record, value: Decimal | Fraction) -> bool:
    target = kpi.number("target")
    if target is None:
        return False
    match kpi.text("direction"):
        case "higher":
            return value >= target
        case "lower":
            return value <= target
    return colour_of(kpi, value) is Rag.GREEN


def trend_of(kpi: Record, series: tuple[Point, ...]) -> int | None:
    """Better (1), worse (-1) or neither (0) from the first to the last of three values."""
    if len(series) < TREND:
        return None
    first, last = Fraction(series[-TREND].value), Fraction(series[-1].value)
    match kpi.text("direction"):
        case "lower":
            gain = first - last
        case "range":
            target = Fraction(kpi.number("target") or 0)
            gain = abs(first - target) - abs(last - target)
        case _:
            gain = last - first
    return (gain > 0) - (gain < 0)


def measure_again(kpi: Record, as_of: date) -> date | None:
    """The day one period after the last measurement of a figure that somebody measures; None before the first."""
    period, series = PERIODS.get(kpi.text("frequency")), measurements(kpi, as_of)
    if kpi.status != "active" or kpi.text("source_type") == "derived" or period is None or not series:
        return None
    return series[-1].day + timedelta(days=period)


def kpi_standings(ledger: Ledger, figures: Figures, as_of: date) -> dict[str, KpiStanding]:
    """All key figures by their keys."""
    return {kpi.key: standing_of(kpi, figures, as_of) for kpi in ledger.of("kpi")}


def kpi_figures(ledger: Ledger, figures: Figures, as_of: date) -> Iterator[Figure]:
    """The figures of all key figures, each in its own unit; `figures` are those that their formulas may name."""
    for key, kpi in kpi_standings(ledger, figures, as_of).items():
        unit = unit_of(kpi, figures)
        for name, found in {"actual": actual(kpi), "change": change(kpi)}.items():
            yield figure("kpi", name, key, Result(found.value, found.inputs, found.unknown, unit))
        yield figure("kpi", "attainment", key, attainment(kpi))


def unit_of(kpi: KpiStanding, figures: Figures) -> str:
    """The unit as written, else that of the figure it is computed from; three capitals only where they are money."""
    unit = kpi.record.text("unit").strip()
    if not unit and kpi.computed is not None:
        return figures[kpi.computed].unit
    return unit.lower() if len(unit) == 3 and unit.isupper() and unit not in CURRENCIES else unit


def actual(kpi: KpiStanding) -> Result:
    if kpi.computed is not None and kpi.actual is not None and kpi.why_unknown is None:
        return Result(exact(kpi.actual), (Input(say("Computed"), exact(kpi.actual), figure=kpi.computed),))
    if not kpi.series:
        return unknown(kpi.why_unknown or say("nothing has been measured yet"))
    return Result(kpi.series[-1].value, (measured(kpi, -1),))


def measured(kpi: KpiStanding, at: int) -> Input:
    point = kpi.series[at]
    return Input(say("Measured on {day}", day=point.day), exact(point.value), kpi.record.key, "measurements", at=point.at)


def change(kpi: KpiStanding) -> Result:
    """The latest value less the one before."""
    if len(kpi.series) < 2:
        return unknown(say("it was measured only once"))
    difference = Fraction(kpi.series[-1].value) - Fraction(kpi.series[-2].value)
    return Result(exact(difference), (measured(kpi, -1), measured(kpi, -2)))


def attainment(kpi: KpiStanding) -> Result:
    """Value by target in percent, target by value where lower is better; unknown for a range."""
    target, value = kpi.record.number("target"), kpi.actual
    inputs = (Input(say("Target"), target, kpi.record.key, "target"),)
    if value is None or target is None:
        return unknown(say("it has no value or no target"), inputs)
    direction = kpi.record.text("direction")
    over, under = (Fraction(target), Fraction(value)) if direction == "lower" else (Fraction(value), Fraction(target))
    if direction == "range" or under == 0:
        return unknown(say("a share of the target says nothing here"), inputs)
    return Result(exact(100 * over / under), (measured(kpi, -1), *inputs))

