"""The types that declarations of kinds are written in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pmledger.kinds.declare import Asked, Part, Shape, part
from pmledger.kinds.values import Duration, Moment, Money, Ref

LINE = Shape("str")
TEXT = Shape("text")
INT = Shape("int")
NUMBER = Shape("number")
PERCENT = Shape("percent", minimum=0, maximum=100)
SCORE = Shape("score", minimum=1, maximum=5)
MONEY = Shape("money")
RATE = Shape("rate")
DURATION = Shape("duration")
LENGTH = Shape("duration", minimum=0)
DATE = Shape("date")
MOMENT = Shape("datetime")
BOOL = Shape("bool")
URL = Shape("url")
HOURS = Shape("number", minimum=0, maximum=24)
GRADE = Shape("number", minimum=1, maximum=5)

Line = Annotated[str, LINE]
Text = Annotated[str, TEXT]
Whole = Annotated[int, INT]
Number = Annotated[Decimal, NUMBER]
Percent = Annotated[Decimal, PERCENT]
Score = Annotated[int, SCORE]
Grade = Annotated[Decimal, GRADE]
Hours = Annotated[Decimal, HOURS]
Cash = Annotated[Money, MONEY]
Span = Annotated[Duration, DURATION]
Length = Annotated[Duration, LENGTH]
Day = Annotated[date, DATE]
DayTime = Annotated[Moment, MOMENT]
Truth = Annotated[bool, BOOL]
Url = Annotated[str, URL]
Email = Annotated[str, Shape("email")]
Path = Annotated[str, Shape("path")]
Currency = Annotated[str, Shape("currency")]
Lang = Annotated[str, Shape("lang")]
Zone = Annotated[str, Shape("tz")]
Lines = Annotated[tuple[str, ...], Shape("list", LINE)]

Refs = tuple[Ref, ...]
Rows = tuple[Mapping[str, object], ...]


def ref_to(*kinds: str) -> Shape:
    """A reference to a record of one of these kinds, or of any kind if none is named."""
    return Shape("ref", targets=kinds)


def many(item: Shape) -> Shape:
    """A list; one item may stand alone."""
    return Shape("list", item)


def one_of(*choices: str) -> Shape:
    """One word of a closed list."""
    return Shape("choice", choices=choices)


def parts(*named: Part, lead: str | None = None) -> Shape:
    """A map of named parts; with `lead`, a single value stands for the map that has it as that part."""
    return Shape("map", parts=named, lead=lead)


def either(*shapes: Shape) -> Shape:
    """Any of these shapes; which one is seen from what is written."""
    return Shape("union", parts=tuple(Part("", shape, Asked("")) for shape in shapes))


def by_name(value: Shape, *names: str) -> Shape:
    """A map whose keys are names: any, or those of a closed list."""
    return Shape("map", value, choices=names)


AnyRef = Annotated[Ref, ref_to()]
AnyRefs = Annotated[Refs, many(ref_to())]
Person = Annotated[Ref, ref_to("person")]
People = Annotated[Refs, many(ref_to("person"))]
Channel = Annotated[str, one_of("in_person", "phone", "video", "email", "im", "portal", "letter")]

PERIODS = many(
    parts(part("from", DATE, "The first day.", required=True), part("to", DATE, "The last day.", required=True))
)
DATED_RATE = parts(
    part("from", DATE, "The day from which the rate holds.", required=True),
    part("rate", RATE, "The amount for one hour.", required=True),
)
RATES = either(RATE, many(DATED_RATE))
MEASUREMENTS = many(
    parts(
        part("date", DATE, "The day of the measurement.", required=True),
        part("value", NUMBER, "What was measured.", required=True),
        part("note", LINE, "A remark on this measurement."),
    )
)
DEPENDENCIES = many(
    parts(
        part("task", ref_to("task", "milestone", "phase"), "What has to come first.", required=True),
        part(
            "type", one_of("FS", "SS", "FF", "SF"), "How the two are tied, finish to start if not said.", default="FS"
        ),
        part("lag", DURATION, "The wait between the two, negative for a lead."),
        lead="task",
    )
)
AGREED_TIMES = parts(
    part("response", DURATION, "The working time to a first answer."),
    part("resolve", DURATION, "The working time to a solution."),
)
SERVICE_LEVELS = by_name(AGREED_TIMES, "P1", "P2", "P3", "P4")
FIGURES = by_name(either(NUMBER, MONEY, LINE))
