"""The working hours of a week, and the days that differ."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pmledger.kinds.declare import Kind, Shape, ask, part
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import DATE, HOURS, LINE, Line, Rows, by_name, either, many, parts, ref_to
from pmledger.kinds.values import Ref
from pmledger.kinds.words import WEEKDAYS

INTERVAL = Shape("str", pattern="[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]")
WEEK = by_name(either(many(INTERVAL), HOURS), *WEEKDAYS)
EXCEPTIONS = many(
    parts(
        part("date", DATE, "The day, if it is one."),
        part("from", DATE, "The first day of several."),
        part("to", DATE, "The last day of several."),
        part("hours", HOURS, "The hours worked on it, 0 for a day off.", default=Decimal(0)),
        part("name", LINE, "What the day is called."),
        lead="date",
    )
)


class Calendar(Titled):
    """The working hours of a week, and the days that differ."""

    week: Annotated[Mapping[str, object], WEEK] = ask(
        "The hours of each weekday, such as mon-fri: 8.", required=True, table=True
    )
    exceptions: Annotated[Rows, EXCEPTIONS] = ask(
        "Days that differ from the week: holidays, half days, days made up for."
    )
    country_preset: Line = ask("The published holidays it was written from, such as CN-2026; what counts are its exceptions.", table=True)
    parent: Annotated[Ref, ref_to("calendar")] = ask("The calendar that holds where this one says nothing.", table=True)


KIND = Kind(
    name="calendar",
    model=Calendar,
    plural="calendars",
    zh_folders=("工作日历",),
    prefix="CAL",
    group="Plan",
    tier="core",
    page=True,
    purpose="The working hours of a week, and the days that differ.",
    standards="MS Project/P6 calendar",
    lifecycle={
        "active": ("retired",),
        "retired": ("active",),
    },
    closed=("retired",),
)
