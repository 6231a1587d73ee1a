"""Status reports: which hold on a day, what they said, which period is open, and what an issue freezes."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.figure import Figure, Figures, decimal
from pmledger.analysis.health import Health, Rag
from pmledger.analysis.standing import day
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record

PERIODS = {"weekly": 7, "biweekly": 14, "monthly": 30}
STRIP = 6
"""Reports whose colours are shown side by side."""
DIMENSIONS = ("schedule", "cost", "satisfaction", "risk", "issues", "change", "freshness")
FROZEN = (
    "progress",
    "planned_progress",
    "forecast_finish",
    "finish_slip",
    "budget",
    "bac",
    "spent",
    "cost_forecast",
    "earned_value",
    "cpi",
    "spi_t",
    "contract_value",
    "invoiced",
    "risk_exposure",
    "open_risks",
    "critical_risks",
    "open_issues",
    "changes_to_decide",
    "changes_approved_cost",
    "changes_approved_days",
    "changes_pending_cost",
    "next_milestone",
    "tolerance_time",
    "tolerance_cost",
    "tolerance_scope",
    "tolerance_quality",
    "tolerance_risk",
    "tolerance_benefit",
)
"""The figures of a project that an issued report keeps."""
HEALTH = "health"
"""The name under which a report keeps the colour by the rules; `health_cost` that of a dimension."""
CENT, PLACES = Decimal("0.01"), Decimal("0.0001")
WORST = (Rag.RED, Rag.AMBER, Rag.GREY, Rag.GREEN)


def is_issued(report: Record, as_of: date) -> bool:
    """Whether a report had been issued by the day."""
    on = day(report, "issued_on")
    return report.status == "issued" and on is not None and on <= as_of


def ends_on(report: Record) -> date:
    """The last day of a report's period."""
    return day(report, "period_to") or day(report, "issued_on") or date.min


def newest_first(reports: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(reports, key=lambda report: (ends_on(report), report.key), reverse=True))


def issued(reports: Iterable[Record], as_of: date) -> tuple[Record, ...]:
    """The reports that had been issued by the day, the latest period first."""
    return newest_first(report for report in reports if is_issued(report, as_of))


def draft(reports: Iterable[Record], as_of: date) -> Record | None:
    """The latest report that is still being written: of a period begun by the day, and after the last issued one."""
    every = tuple(reports)
    done = issued(every, as_of)
    since = ends_on(done[0]) if done else date.min
    begun = [
        report
        for report in every
        if report.status == "draft" and (day(report, "period_from") or date.min) <= as_of and ends_on(report) > since
    ]
    return newest_first(begun)[0] if begun else None


def open_period(project: Record, reports: Iterable[Record], as_of: date) -> tuple[date, date]:
    """The days that no issued report has told of: from the day after the last one, else one reporting period."""
    done = issued(reports, as_of)
    length = PERIODS.get(project.text("report_frequency"), 7)
    if done and ends_on(done[0]) < as_of:
        return ends_on(done[0]) + timedelta(days=1), as_of
    first = as_of - timedelta(days=length - 1)
    started = day(project, "actual_start") or day(project, "planned_start")
    return (started if started is not None and first < started <= as_of else first), as_of


def kept(report: Record) -> Mapping[str, object]:
    """The figures that a report froze, by name; empty where it froze none."""
    given = report.values.get("figures")
    return {str(name): value for name, value in given.items() if value is not None} if isinstance(given, Mapping) else {}


def manager_colours(report: Record) -> dict[str, Rag]:
    """The manager's colour for each dimension that has one, `overall` among them."""
    given = report.values.get("rag")
    colours = set(Rag)
    return (
        {str(name): Rag(str(value)) for name, value in given.items() if str(value) in colours}
        if isinstance(given, Mapping)
        else {}
    )


def colours_then(report: Record) -> dict[str, Rag]:
    """A report's colours by dimension and `overall`: those by the rules it froze, else what the manager stated."""
    frozen = kept(report)
    found = manager_colours(report)
    for name in ("overall", *DIMENSIONS):
        value = frozen.get(HEALTH if name == "overall" else f"{HEALTH}_{name}")
        if isinstance(value, str) and value in set(Rag):
            found[name] = Rag(value)
    return found


def overall_then(report: Record) -> Rag:
    """A report's colour of the whole; the worst of its dimensions where it states none."""
    found = colours_then(report)
    if "overall" in found:
        return found["overall"]
    return next((colour for colour in WORST if colour in found.values()), Rag.NONE)


def strip(reports: Iterable[Record], as_of: date) -> tuple[tuple[Record, Rag], ...]:
    """The last six issued reports with their colours, the oldest first."""
    return tuple((report, overall_then(report)) for report in issued(reports, as_of)[:STRIP])[::-1]


def frozen_figures(project: Record, figures: Figures, health: Health | None, names: Iterable[str]) -> dict[str, str]:
    """What an issued report keeps, as it is written: known figures by name, then the colours by the rules."""
    found = {name: text for name in names if (text := written(figures.get((name, project.key))))}
    if health is not None:
        found[HEALTH] = str(health.colour)
        found |= {f"{HEALTH}_{part.name}": str(part.colour) for part in health.dimensions if part.name != "overall"}
    return found


def written(figure: Figure | None) -> str:
    """A figure's value as it stands in a file: `46.25`, `12500 EUR`, `2026-03-24`; "" when unknown.

    Money is kept to the cent, all else to four places.
    """
    if figure is None or figure.value is None:
        return ""
    if isinstance(figure.value, date):
        return figure.value.isoformat()
    if isinstance(figure.value, Money):
        return str(figure.value)
    if not isinstance(figure.value, int | Decimal | Fraction):
        return ""
    money = len(figure.unit) == 3 and figure.unit.isupper()
    amount = decimal(figure.value).quantize(CENT if money else PLACES)
    text = f"{amount:f}".rstrip("0").rstrip(".")
    return f"{text} {figure.unit}" if money else text
