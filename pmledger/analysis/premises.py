"""What the workspace's settings tell the arithmetic: calendar, rates, risk bands, thresholds, cadence."""

from collections.abc import Mapping
from datetime import tzinfo
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct, field

from pmledger.analysis.calendar import WorkCalendar, work_calendar
from pmledger.analysis.money import Exchange
from pmledger.analysis.working_hours import WorkingHours, working_hours
from pmledger.kinds.settings import MIDPOINTS, ODDS, CalendarSettings, Settings
from pmledger.kinds.values import Duration

BANDS = (("low", 1), ("medium", 5), ("high", 10), ("critical", 15))
CADENCE: Mapping[str, int] = {"strategic": 14, "key": 30, "standard": 60, "small": 90}
USUAL_ODDS: Mapping[str, Decimal] = {stage: Decimal(percent) for stage, percent in ODDS.items()}


class Premises(Struct, frozen=True):
    """The settings as plain values.

    `bands` are level and smallest score, rising, `percents` the probability of a step; `health` and `tolerance` hold numbers or pairs by the names of
    thresholds; `cadence` is the longest time without contact in days, by segment. `hours` are those of the calendar on
    the clock, `service` the agreed times by priority and `feedback` the norms for answers, as far as they are stated;
    `odds` are the usual ones of an opportunity in percent, by its stage; `stage_tolerance` is that of stages that state none.
    """

    calendar: WorkCalendar = field(default_factory=work_calendar)
    exchange: Exchange = field(default_factory=lambda: Exchange("EUR", {}))
    bands: tuple[tuple[str, int], ...] = BANDS
    percents: Mapping[int, Decimal] = field(default_factory=lambda: dict(MIDPOINTS))
    health: Mapping[str, object] = field(default_factory=dict)
    tolerance: Mapping[str, object] = field(default_factory=dict)
    cadence: Mapping[str, int] = field(default_factory=lambda: dict(CADENCE))
    hours: WorkingHours = field(default_factory=lambda: working_hours(work_calendar()))
    service: Mapping[str, Mapping[str, Duration]] = field(default_factory=dict)
    feedback: Mapping[str, Duration] = field(default_factory=dict)
    odds: Mapping[str, Decimal] = field(default_factory=lambda: dict(USUAL_ODDS))
    stage_tolerance: Mapping[str, object] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        return self.exchange.currency


def premises_of(settings: Settings, currency: str = "") -> Premises:
    """The premises of a workspace; `currency` is what to sum up in where the settings name none."""
    rates = {
        code: tuple((one.since, Fraction(one.rate)) for one in dated if one.rate > 0)
        for code, dated in settings.exchange_rates.items()
    }
    calendar = calendar_of(settings.calendar)
    return Premises(
        calendar,
        Exchange(settings.currency or currency, rates),
        tuple(sorted(settings.risk_bands.items(), key=lambda band: band[1])) or BANDS,
        settings.risk_percent,
        settings.health,
        settings.tolerance,
        settings.cadence,
        working_hours(calendar, settings.calendar.opens, zone_of(settings.timezone)),
        settings.service,
        settings.feedback,
        settings.odds,
        settings.stage_tolerance,
    )


def zone_of(name: str) -> tzinfo | None:
    """The zone of that name; None where this machine knows it not, so that clocks are read as they are written."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def calendar_of(given: CalendarSettings) -> WorkCalendar:
    holidays = (holiday.date for holiday in given.holidays)
    return work_calendar(given.weekend, holidays, given.working_days, given.hours_per_day)
