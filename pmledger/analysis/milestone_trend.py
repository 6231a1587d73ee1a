"""What was said of each promised date, look by look: the courses of a milestone trend analysis."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from pmledger.analysis.figure import Figures
from pmledger.analysis.milestones import Forecasts, expected_on, reached_on
from pmledger.analysis.progress import baseline_span, current_baseline, item_dates
from pmledger.analysis.reporting import is_issued
from pmledger.analysis.standing import day, is_counted
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

Past = Mapping[tuple[str, str], Sequence[tuple[date, object]]]
"""By name and subject, what a figure was on earlier days."""


AGREED = "baseline:"
"""How the key of a source begins that says what was agreed, not what was forecast."""


class Spot(Struct, frozen=True, order=True):
    """On `look` it was said to be on `on`; `source` is the baseline or report that said so, "" for the records of then."""

    look: date
    on: date
    source: str = ""


class Course(Struct, frozen=True):
    """A milestone, or the project for its finish, with all that was said of its date, the earliest first."""

    record: Record
    spots: tuple[Spot, ...]
    reached: bool

    @property
    def first(self) -> Spot:
        return self.spots[0]

    @property
    def last(self) -> Spot:
        return self.spots[-1]

    @property
    def moved(self) -> bool:
        """Whether anything else was ever said than at first."""
        return any(spot.on != self.first.on for spot in self.spots)


def courses(
    project: Record, ledger: Ledger, forecasts: Forecasts, figures: Figures, as_of: date, past: Past | None = None
) -> tuple[Course, ...]:
    """The finish of a project and its milestones, as far as more than one look says when they are.

    What was said stands in the baselines, in the figures that issued reports froze, and in `past`; what is said now are
    the forecasts. A milestone that was reached ends on its day.
    """
    before = past or {}
    baselines = sorted(
        (on, one) for one in ledger.of_project(project.key, "baseline") if is_counted(one, as_of) and (on := day(one, "date"))
    )
    said = [(on, one, item_dates(one)) for on, one in baselines]
    found = [finish(project, ledger, said, figures, as_of, before.get(("forecast_finish", project.key), ()))]
    held = current_baseline(project, ledger, as_of)
    for milestone in ledger.of_project(project.key, "milestone"):
        if milestone.status == "cancelled":
            continue
        spots = [Spot(on, items[milestone.key][1], one.key) for on, one, items in said if milestone.key in items]
        own = day(milestone, "baseline_date")
        if not spots and own is not None and held is not None and (on := day(held, "date")) is not None:
            spots.append(Spot(on, own, held.key))
        spots += then(before.get(("forecast", milestone.key), ()))
        found.append(course(milestone, spots, reached_on(milestone, as_of), expected_on(milestone, forecasts), as_of))
    return tuple(one for one in found if len(one.spots) > 1)


def finish(
    project: Record,
    ledger: Ledger,
    said: Sequence[tuple[date, Record, Mapping[str, tuple[date, date]]]],
    figures: Figures,
    as_of: date,
    past: Sequence[tuple[date, object]],
) -> Course:
    """The end of the project: the last day of each baseline, what reports told, what is forecast."""
    spots = [Spot(on, span[1], one.key) for on, one, _ in said if (span := baseline_span(one)) is not None]
    spots += list(reported(ledger.of_project(project.key, "status_report"), as_of))
    figure = figures.get(("forecast_finish", project.key))
    now = figure.value if figure is not None and isinstance(figure.value, date) else None
    return course(project, [*spots, *then(past)], day(project, "actual_finish") if project.closed else None, now, as_of)


def reported(reports: Iterable[Record], as_of: date) -> Iterable[Spot]:
    """The forecast finish that each issued report froze, on the day of its issue."""
    for report in reports:
        frozen = report.values.get("figures")
        if not is_issued(report, as_of) or not isinstance(frozen, Mapping):
            continue
        on, told = day(report, "issued_on"), frozen_day(frozen.get("forecast_finish"))
        if on is not None and told is not None:
            yield Spot(on, told, report.key)


def frozen_day(value: object) -> date | None:
    """A day as a report keeps it, which may be text."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def then(past: Sequence[tuple[date, object]]) -> list[Spot]:
    return [Spot(look, on) for look, on in past if isinstance(on, date)]


def course(record: Record, spots: Iterable[Spot], reached: date | None, now: date | None, as_of: date) -> Course:
    """One spot a day, and nothing is said after the day itself.

    Where forecasts of earlier days are known, what baselines agreed counts until the first of them: it is no forecast.
    """
    end, every = reached or as_of, tuple(spots)
    looked = min((spot.look for spot in every if not spot.source), default=date.max)
    kept = [spot for spot in every if spot.look < looked or not spot.source.startswith(AGREED)]
    by_day: dict[date, Spot] = {}
    for spot in sorted(kept, key=lambda one: (one.look, not one.source)):
        if spot.look < end:
            by_day.setdefault(spot.look, spot)
    final = reached or now
    return Course(record, (*by_day.values(), *((Spot(end, final),) if final else ())), reached is not None)
