"""The health of a project or client: a colour with its reasons, from stated thresholds."""

from datetime import date
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from pmledger.source.message import Message


class Rag(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    COMPLETE = "complete"
    NONE = "none"


class Reason(Struct, frozen=True):
    """A sentence with its number and limit, and the records it is about; `figure` of the first one is what it tells."""

    message: Message
    colour: Rag
    records: tuple[str, ...] = ()
    figure: str = ""


class Dimension(Struct, frozen=True):
    name: str
    colour: Rag
    reasons: tuple[Reason, ...] = ()


class Health(Struct, frozen=True):
    """`computed` is the colour by the rules, `colour` the one that holds (an override may differ, with its reason)."""

    subject: str
    colour: Rag
    computed: Rag
    dimensions: tuple[Dimension, ...]
    override: Message | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(reason for dimension in self.dimensions for reason in dimension.reasons)

    def dimension(self, name: str) -> Dimension | None:
        return next((part for part in self.dimensions if part.name == name), None)


class Thing(Struct, frozen=True):
    """A record that a rule may name: its key and title."""

    key: str
    title: str


class MilestoneState(Struct, frozen=True):
    """A milestone that somebody outside was promised, in working days past its date and its baseline."""

    thing: Thing
    overdue_days: int = 0
    slip_days: int = 0


class RiskState(Struct, frozen=True):
    """An open threat by the level that counts."""

    thing: Thing
    level: str
    response_active: bool = False
    imminent: bool = False
    review_overdue: bool = False


class IssueState(Struct, frozen=True):
    """An open issue with its age in working days."""

    thing: Thing
    priority: str
    age: int
    overdue: bool = False


class ComplaintState(Struct, frozen=True):
    """An open complaint with its age in working days."""

    thing: Thing
    age: int


class ChangeState(Struct, frozen=True):
    """A change that waits for its decision since so many working days, or on which work began without one."""

    thing: Thing
    undecided_days: int = 0
    unapproved_work: bool = False


class Override(Struct, frozen=True):
    """The colour that somebody sets by hand, with what is said about it."""

    colour: Rag
    reason: str = ""
    by: str = ""
    until: date | None = None


class HealthInputs(Struct, frozen=True):
    """What the rules look at; None is unknown.

    Slips and ages are working days, `days_since_update`, `report_period_days` and `sat_age_days` calendar days,
    percentages 40 for 40 %. `bac`, `ac`, `ev`, `eac`, exposure, contingency and `pending_cost` are amounts in one
    currency; `eac` is the cost forecast. `contingency_used` is what threats that occurred have cost, outside `ac`.
    A register that was never used (`has_…` false) is grey, an empty one is green. `score_drop` is a significant one.
    """

    subject: Thing
    state: str = "executing"
    baseline_duration: int | None = None
    slip_days: int | None = None
    spi_t: Fraction | None = None
    min_float: int | None = None
    pct_complete: Fraction | None = None
    milestones: tuple[MilestoneState, ...] = ()
    bac: Fraction | None = None
    ac: Fraction | None = None
    ev: Fraction | None = None
    eac: Fraction | None = None
    contingency_used: Fraction = Fraction(0)
    risks: tuple[RiskState, ...] = ()
    exposure: Fraction | None = None
    contingency_left: Fraction | None = None
    has_risks: bool = True
    issues: tuple[IssueState, ...] = ()
    has_issues: bool = True
    nps: Fraction | None = None
    nps_n: int = 0
    csat: Fraction | None = None
    csat_n: int = 0
    sat_age_days: int | None = None
    score_drop: Fraction | None = None
    complaints: tuple[ComplaintState, ...] = ()
    sentiment: Fraction | None = None
    surveys: tuple[str, ...] = ()
    changes: tuple[ChangeState, ...] = ()
    pending_cost: Fraction | None = None
    has_changes: bool = True
    days_since_update: int | None = None
    report_period_days: int = 7
    override: Override | None = None
