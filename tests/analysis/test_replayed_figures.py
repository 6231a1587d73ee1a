"""What an explanation names is what its figure was computed from: reckoned again from the inputs alone it comes out alike."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import pmledger
from pmledger.analysis.figure import Figure, Input
from pmledger.kinds.values import Duration, Money

EXAMPLE = Path(__file__).parents[2] / "example-workspace"
RATE = "1 {currency} on {day}"


@pytest.fixture(scope="module")
def found():
    """The figures of the example, and the calendars of its projects."""
    conclusions = pmledger.load(EXAMPLE).conclusions
    return dict(conclusions.figures.items()), conclusions


class Given:
    """The inputs of a figure: numbers in their order in its unit, those by their figures' names, and what leads on."""

    def __init__(self, figure: Figure, figures: dict[tuple[str, str], Figure]) -> None:
        self.inputs = [one for one in figure.inputs if one.label.template != RATE]
        rated = [one for one in figure.inputs if one.label.template == RATE]
        self.rates = {dict(one.label.values)["currency"]: Fraction(one.value.amount) for one in rated}
        self.unit, self.figures = figure.unit, figures
        self.numbers = [number for one in self.inputs if (number := self.number(one)) is not None]
        self.leading = [self.number(one) or 0 for one in self.inputs if one.figure or one.field]
        self.by = {one.figure[0]: self.number(one) for one in self.inputs if one.figure}

    def number(self, one: Input) -> Fraction | None:
        """An input as a number, in the currency of the figure where it is an amount."""
        value, unit = one.value, self.unit
        if isinstance(value, Money):
            value, unit = value.amount, value.currency
        elif isinstance(value, Duration):
            value = value.amount
        elif one.figure:
            other = self.figures[one.figure]
            value, unit = other.value if value is None else value, other.unit
        if not isinstance(value, int | Decimal | Fraction):
            return None
        number = Fraction(value)
        if unit != self.unit and unit.isupper() and self.unit.isupper():
            number = number * self.rates.get(unit, 1) / self.rates.get(self.unit, 1)
        return number

    def share(self) -> Fraction:
        """The percentage of what is answered by a yes among all that is answered by yes or no."""
        answers = [str(one.value) for one in self.inputs if str(one.value) in {"yes", "no"}]
        return Fraction(100 * answers.count("yes"), len(answers))


def total(given: Given) -> Fraction:
    return sum(given.leading, Fraction(0))


def first(given: Given) -> Fraction:
    return given.numbers[0]


def less(given: Given) -> Fraction:
    return given.numbers[0] - sum(given.numbers[1:])


def ratio(given: Given) -> Fraction:
    return given.numbers[0] / given.numbers[1]


def percent(given: Given) -> Fraction:
    return 100 * given.numbers[0] / given.numbers[1]


def off(given: Given) -> Fraction:
    return 100 * given.numbers[-2] / given.numbers[-1]


def product(given: Given) -> Fraction:
    return given.numbers[0] * given.numbers[1]


def part(given: Given) -> Fraction:
    return product(given) / 100


def count(given: Given) -> int:
    return sum(bool(one.record) for one in given.inputs)


def least(given: Given) -> Fraction:
    return min(given.numbers)


def mean(given: Given) -> Fraction:
    return Fraction(sum(given.leading), len(given.leading))


def work_left(given: Given, budget: str) -> Fraction:
    by = given.by
    return (by["bac"] - by["earned_value"]) / (by[budget] - by["actual_cost"])


def progress(given: Given) -> Fraction:
    """Of a goal: how far it is from where it began to where it is to be, no less than nothing and no more than all."""
    now, began, wanted = given.numbers
    return min(max(100 * (now - began) / (wanted - began), Fraction(0)), Fraction(100))


Replay = Callable[[Given], Fraction | int]
REPLAYS: dict[Replay, str] = {
    total: """bac bac_total budget budget_total changes_approved_cost changes_approved_days changes_pending_cost
        changes_pending_days committed committed_total contingency contingency_used failure_cost failure_hours forecast_total
        appraisal_cost appraisal_hours
        invoiced invoiced_total overdue_receivable overdue_total pending_cost pipeline_amount pipeline_weighted profit_total
        quality_cost realised_cost receivable receivable_total received revenue risk_exposure spent spent_total
        unbilled_total expected_profit_total forecast_variance""",
    first: "actual answers contract_value manager_estimate stage_budget sales_cycle",
    less: """change contingency_left cost_change cost_variance cost_variance_end cv etc profit sv sv_t""",
    ratio: "cpi eac_cpi ieac_t spi spi_t",
    percent: "billed_share budget_used exposure_share margin spent_share",
    off: "tolerance_cost tolerance_quality tolerance_risk tolerance_time",
    product: "residual_score",
    part: "expected_value weighted_amount",
    count: """active_projects changes_to_decide checks_done checks_overdue critical_risks critical_tasks grave_defects
        late_promises late_tasks late_tickets open_actions open_defects open_feedback open_issues open_promises open_risks
        open_tickets overbooked_people overdue_actions overdue_issues owed_to_us past_close projects_amber projects_green
        projects_grey projects_red promises_moved stale_opportunities stale_projects""",
    least: "least_float",
    mean: "payment_days",
    Given.share: "acknowledged_in_time answered_by_article service_kept",
    lambda given: given.by["actual_cost"] + given.by["bac"] - given.by["earned_value"]: "eac_atypical",
    lambda given: given.by["actual_cost"]
    + (given.by["bac"] - given.by["earned_value"]) / (given.by["cpi"] * given.by["spi"]): "eac_cpi_spi",
    lambda given: work_left(given, "bac"): "tcpi_bac",
    lambda given: work_left(given, "cost_forecast"): "tcpi_eac",
}
BY_NAME = {name: replay for replay, names in REPLAYS.items() for name in names.split()}
OF_KIND = {
    ("progress", "goal"): progress, ("score", "risk"): product, ("expected_profit", "project"): less,
    ("expected_profit", "client"): total, ("earned_value", ""): total, ("planned_value", ""): total, ("actual_cost", ""): total,
    ("earned_value", "task"): part,
}  # fmt: skip
"""Figures that are reckoned in one way for one kind of subject and in another way for others."""
SLIPS = {"finish_slip", "next_milestone_slip", "slip", "start_slip", "task_slip"}


def replay_of(figure: Figure) -> Replay | None:
    return OF_KIND.get((figure.name, figure.subject.partition(":")[0])) or BY_NAME.get(figure.name)


def test_a_replayed_explanation_gives_the_figure_again(found):
    """Sums, differences, ratios, shares and counts of the example come out exactly from the inputs that they name."""
    figures, _ = found
    replayed, wrong = set(), []
    for figure in figures.values():
        replay = replay_of(figure)
        if replay is None or not isinstance(figure.value, int | Decimal | Fraction):
            continue
        replayed.add((figure.name, figure.subject.partition(":")[0]))
        if replay(Given(figure, figures)) != Fraction(figure.value):
            wrong.append((figure.name, figure.subject, figure.value, replay(Given(figure, figures))))
    assert wrong == []
    assert BY_NAME.keys() | {name for name, _ in OF_KIND} == {name for name, _ in replayed}


def test_slips_are_the_working_days_between_the_dates_that_are_named(found):
    """A slip is counted by the calendar of its project, from the earlier date named to the later."""
    figures, conclusions = found
    wrong, seen = [], 0
    for figure in figures.values():
        if figure.name not in SLIPS or figure.value is None:
            continue
        dates = {str(one.label): one.value for one in figure.inputs}
        agreed = next(value for label, value in dates.items() if "aseline" in label)
        now = next(value for label, value in dates.items() if "aseline" not in label)
        project = f"project:{figure.subject.partition(':')[2].partition('/')[0]}"
        seen += 1
        if conclusions.calendars[project].slip(agreed, now) != figure.value:
            wrong.append((figure.name, figure.subject, figure.value, dates))
    assert wrong == []
    assert seen > 60
