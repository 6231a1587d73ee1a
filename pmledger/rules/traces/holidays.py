"""What is planned for years whose holidays nobody has written down."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from pmledger.analysis.calendars import above, exceptions_of
from pmledger.analysis.standing import OPEN, day, is_open
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import pointer
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say


class Known(Struct, frozen=True):
    """The last year of which a calendar knows days off; `calendar` is its record, None for the workspace's own."""

    year: int
    calendar: Record | None


def provisional_dates(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An open project is planned beyond the last year whose holidays its calendar knows.

    A country publishes its holidays year by year, and China its days made up for only in November. Until the next year
    stands in the calendar, its holidays count as working days, and every date behind them is provisional.

    Write the holidays of that year once they are published: `pmledger holidays CN 2027`.
    """
    years: dict[str, Known | None] = {}
    for project in facts.ledger.of("project"):
        if project.status not in OPEN["project"] or not is_open(project, facts.as_of):
            continue
        name = project.target("calendar")
        if name not in years:
            years[name] = known(facts, facts.ledger.get(name))
        last, latest = years[name], latest_date(facts, project)
        if last is not None and latest is not None and latest[0].year > last.year:
            yield beyond(fault, project, latest, last)


def beyond(fault: Fault, project: Record, latest: tuple[date, Record, str], known: Known) -> Diagnostic:
    on, record, field = latest
    related = () if known.calendar is None else (
        pointer(known.calendar, say("the calendar knows holidays up to {year}", year=str(known.year)), "exceptions"),
    )  # fmt: skip
    return fault.at(
        record.place(field),
        say(
            "“{title}” is planned up to {date}, but its calendar knows holidays only up to {year}",
            title=project.title,
            date=on,
            year=str(known.year),
        ),
        found=on.isoformat(),
        help=say("write the holidays of {year} when they are published: pmledger holidays", year=str(on.year)),
        related=related,
        record=record.key,
    )


def latest_date(facts: Facts, project: Record) -> tuple[date, Record, str] | None:
    """The last day that a project plans for, the record that says so, and its field."""
    open_milestones = (one for one in facts.ledger.of_project(project.key, "milestone") if one.status == "planned")
    asked = [(project, "planned_finish")]
    asked += [(one, "forecast_date" if one.has("forecast_date") else "baseline_date") for one in open_milestones]
    found = [(on, one.key, field, one) for one, field in asked if (on := day(one, field)) is not None]
    if not found:
        return None
    on, _, field, record = max(found, key=lambda part: part[:3])
    return on, record, field


def known(facts: Facts, calendar: Record | None) -> Known | None:
    """The last year with days off in a calendar or one above it; None where none keeps any."""
    if calendar is None:
        year = max((one.date.year for one in facts.settings.calendar.holidays), default=None)
        return Known(year, None) if year is not None else None
    chain = above(calendar, facts.ledger)
    years = [on.year for one in chain for on, hours in exceptions_of(one) if hours == 0]
    return Known(max(years), calendar) if years else None


RULES: tuple[Rule, ...] = (rule("PM336", "provisional-dates", Severity.ATTENTION, provisional_dates),)
