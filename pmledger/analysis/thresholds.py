"""The limits of health: defaults, overridden by the workspace and then by the project's tolerance."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.standing import as_number

Pair = tuple[Fraction, Fraction]

DEFAULTS: Mapping[str, tuple[str, ...]] = {
    "sched_slip_pct": ("5", "10"),
    "sched_slip_min_days": ("2", "5"),
    "ms_overdue_days": ("0", "5"),
    "ms_forecast_slip_days": ("5", "10"),
    "spi_t": ("0.9", "0.8"),
    "spi_window": ("15", "85"),
    "eac_over_pct": ("5", "10"),
    "cpi": ("0.95", "0.85"),
    "cpi_min_pct": ("20",),
    "spent_minus_done": ("10", "20"),
    "exposure_vs_contingency": ("50", "100"),
    "high_risks_amber": ("3",),
    "p1_age": ("0", "5"),
    "p1_count_red": ("3",),
    "p2_overdue_amber": ("1",),
    "overdue_issue_share": ("20",),
    "nps": ("30", "0"),
    "csat": ("80", "60"),
    "score_drop": ("20",),
    "complaint_age": ("2", "10"),
    "sentiment": ("-0.5", "-1.0"),
    "sat_min_n": ("5",),
    "sat_max_age_days": ("180",),
    "change_undecided_days": ("10", "20"),
    "change_pending_pct": ("5", "10"),
    "freshness_periods": ("1.5", "3"),
}
"""By name the amber and the red limit, or one number."""

FALLING = frozenset({"spi_t", "cpi", "nps", "csat", "sentiment"})
"""Names where less is worse."""

TOLERANCES: Mapping[str, str] = {
    "cost_pct": "eac_over_pct",
    "schedule_pct": "sched_slip_pct",
    "days": "ms_forecast_slip_days",
    "risk_pct": "exposure_vs_contingency",
}
"""What tolerances are called beside the names of thresholds."""


LIMITS = {name: tuple(map(Fraction, given)) for name, given in DEFAULTS.items()}


class Thresholds(Struct, frozen=True):
    """Limits by name: amber and red."""

    limits: Mapping[str, tuple[Fraction, ...]]

    def pair(self, name: str) -> Pair:
        amber, red = self.limits[name]
        return amber, red

    def one(self, name: str) -> Fraction:
        return self.limits[name][0]


def thresholds(layers: Iterable[Mapping[str, object]] = ()) -> Thresholds:
    """The limits that hold: each layer wins over those before it; unknown names and what is no number are left out.

    One number given for a pair moves the amber limit; the red one stays, unless it would then be the milder of the
    two: then both are that number.
    """
    limits = dict(LIMITS)
    for layer in layers:
        for name, given in layer.items():
            key = TOLERANCES.get(name, name)
            if key in limits:
                limits[key] = moved(key, limits[key], given)
    return Thresholds(limits)


def moved(name: str, old: tuple[Fraction, ...], given: object) -> tuple[Fraction, ...]:
    numbers = [number for part in parts(given) if (number := as_number(part)) is not None]
    new = tuple(map(Fraction, numbers))
    if not new:
        return old
    if len(new) >= len(old):
        return new[: len(old)]
    worst = min(new[0], old[1]) if name in FALLING else max(new[0], old[1])
    return (new[0], worst)


def parts(given: object) -> tuple[object, ...]:
    return tuple(given) if isinstance(given, tuple | list) else (given,)


def is_worse(value: Fraction, limit: Fraction | Decimal, name: str) -> bool:
    """Whether a value is past a limit; one equal to it keeps the better colour."""
    return value < limit if name in FALLING else value > limit
