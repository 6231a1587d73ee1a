from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from ledgers import ACME, read

from pmledger.analysis.assess import assess
from pmledger.analysis.health import HealthInputs, IssueState, Override, Rag, RiskState, Thing
from pmledger.analysis.thresholds import thresholds
from pmledger.kinds.settings import Settings

ME = Thing("project:p", "P")
DAY = date(2026, 6, 30)
SOUND = {"baseline_duration": 100, "slip_days": 0, "bac": Fraction(1000), "ac": Fraction(0), "days_since_update": 0}


def health(layers=(), **given):
    return assess(HealthInputs(subject=ME, **{**SOUND, **given}), DAY, thresholds(layers))


def colour(name, layers=(), **given):
    return health(layers, **given).dimension(name).colour.value


def exactly(text):
    return Fraction(text)


@pytest.mark.parametrize(
    ("dimension", "field", "to_green", "to_amber", "to_red"),
    [
        ("cost", "eac", "1050", "1100", "1100.01"),
        ("satisfaction", "csat", "80", "60", "59.99"),
        ("satisfaction", "nps", "30", "0", "-0.01"),
        ("schedule", "spi_t", "0.9", "0.8", "0.7999"),
        ("change", "pending_cost", "50", "100", "100.01"),
    ],
)
def test_limits_are_exclusive(dimension, field, to_green, to_amber, to_red):
    """A value equal to a limit keeps the better colour; the next one past it does not."""
    rest = {"csat_n": 9, "nps_n": 9, "sat_age_days": 1, "pct_complete": Fraction(50)}
    found = [colour(dimension, **rest, **{field: exactly(value)}) for value in (to_green, to_amber, to_red)]
    assert found == ["green", "amber", "red"]


@pytest.mark.parametrize(("days", "expected"), [(10, "green"), (11, "amber"), (21, "amber"), (22, "red")])
def test_freshness_in_periods(days, expected):
    """One and a half weekly periods are 10.5 days, three are 21."""
    assert colour("freshness", days_since_update=days) == expected


def test_never_updated_is_grey():
    """Unknown is not green: nothing dated is grey, and the rest decides."""
    found = health(days_since_update=None)
    assert found.dimension("freshness").colour == "grey"
    assert found.colour == "green"


def test_unused_registers_are_grey():
    """A register that was never used is grey, an empty one is green."""
    unused = health(has_risks=False, has_issues=False, has_changes=False)
    assert {unused.dimension(name).colour for name in ("risk", "issues", "change")} == {Rag.GREY}
    assert {health().dimension(name).colour for name in ("risk", "issues", "change")} == {Rag.GREEN}


def test_unknown_cost_is_grey():
    """A budget with nothing known of what was spent is grey, not on budget."""
    assert colour("cost", ac=None) == "grey"


def test_silence_never_clears_a_red():
    """With a red outcome a project that no longer reports stays red; without one it is grey."""
    assert health(slip_days=11, days_since_update=30).colour == "red"
    assert health(slip_days=6, days_since_update=30).colour == "grey"


def test_contingency_used_counts_on_both_sides():
    """60 over a budget of 1000 is over 5 %; with 200 of contingency used it is 5 % of 1200 and stays green."""
    assert colour("cost", eac=Fraction(1060)) == "amber"
    assert colour("cost", eac=Fraction(1060), contingency_used=Fraction(200)) == "green"


def test_no_contingency_left():
    """Open threats with no contingency left are red; without a known contingency nothing is said."""
    assert colour("risk", exposure=Fraction(1), contingency_left=Fraction(0)) == "red"
    assert colour("risk", exposure=Fraction(1)) == "green"


def test_critical_and_imminent_is_red_though_answered():
    """An active response does not help against a critical risk that is imminent."""
    risk = RiskState(Thing("risk:r", "R"), "critical", response_active=True, imminent=True)
    assert colour("risk", risks=(risk,)) == "red"


def test_three_high_risks():
    """Two high risks are green, three amber."""
    high = [RiskState(Thing(f"risk:{at}", "R"), "high") for at in range(3)]
    assert [colour("risk", risks=tuple(high[:n])) for n in (2, 3)] == ["green", "amber"]


def issues(count, overdue, priority="P3"):
    return tuple(IssueState(Thing(f"issue:{at}", "I"), priority, 1, at < overdue) for at in range(count))


def test_share_of_overdue_issues():
    """More than 20 % of at least five open issues; one of five is exactly 20 %."""
    found = [colour("issues", issues=issues(*pair)) for pair in ((5, 1), (5, 2), (4, 4))]
    assert found == ["green", "amber", "green"]


def test_three_urgent_issues_are_red():
    """Two open P1 issues are amber, three red."""
    assert [colour("issues", issues=issues(n, 0, "P1")) for n in (2, 3)] == ["amber", "red"]


@pytest.mark.parametrize(
    ("layers", "limits"),
    [
        ([{"eac_over_pct": (Decimal(8), Decimal(12))}], (8, 12)),
        ([{"eac_over_pct": Decimal(8)}], (8, 10)),
        ([{"eac_over_pct": Decimal(15)}], (15, 15)),
        ([{"eac_over_pct": (Decimal(1), Decimal(2))}, {"cost_pct": Decimal(7)}], (7, 7)),
        ([{"unheard_of": Decimal(1)}], (5, 10)),
    ],
)
def test_layers_of_limits(layers, limits):
    """Later layers win; one number moves the amber limit and the red one only where it would be milder."""
    assert thresholds(layers).pair("eac_over_pct") == limits


def test_one_number_where_less_is_worse():
    """For an index the red limit is the lower one."""
    assert thresholds([{"cpi": Decimal("0.9")}]).pair("cpi") == (Fraction("0.9"), Fraction("0.85"))
    assert thresholds([{"cpi": Decimal("0.8")}]).pair("cpi") == (Fraction("0.8"), Fraction("0.8"))


def overridden(rag, **given):
    known = {"reason": "agreed", "by": "mei", "until": date(2026, 7, 7), **given}
    return health(slip_days=11, override=Override(Rag(rag), **known)).colour.value


def test_override_may_improve_by_one_step():
    """Red may become amber for one period with reason and name; not green."""
    assert overridden("amber") == "amber"
    assert overridden("green") == "red"


@pytest.mark.parametrize(
    "given", [{"reason": ""}, {"by": ""}, {"until": None}, {"until": date(2026, 6, 29)}, {"until": date(2026, 7, 8)}]
)
def test_override_that_does_not_hold(given):
    """Better without reason, name or an end from today to one period ahead does not hold."""
    assert overridden("amber", **given) == "red"


def test_override_ends_with_its_day():
    """An override holds on its last day; from the next day on the rules do, and it is said when it ended."""
    assert overridden("amber", until=DAY) == "amber"
    known = {"reason": "agreed", "by": "mei", "until": date(2026, 6, 29)}
    found = health(slip_days=11, override=Override(Rag.AMBER, **known))
    assert (found.colour, found.computed) == (Rag.RED, Rag.RED)
    assert "ended on 2026-06-29" in str(found.override)


def test_override_may_worsen_freely():
    """Worse needs neither an end nor more than a word, and both colours are kept."""
    found = health(override=Override(Rag.RED, "vendor is silent"))
    assert (found.colour, found.computed) == (Rag.RED, Rag.GREEN)
    assert str(found.override) == "Set by hand: vendor is silent"


def test_unknown_cannot_be_made_green():
    """A grey project may be called amber and not green."""
    grey = {"slip_days": None, "bac": None}
    good = Override(Rag.GREEN, "sure", "mei", DAY)
    assert health(**grey, override=good).colour == "grey"
    assert health(**grey, override=Override(Rag.AMBER)).colour == "amber"


PROJECT = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
status: executing
planned_finish: 2026-07-31
budget: 1000 EUR
{fields}
milestones:
  - {{id: live, title: Live, type: contractual, baseline_date: 2026-06-01, forecast_date: {forecast}}}
---
"""


def apollo(forecast="2026-07-10", fields="", more="", settings=Settings(currency="EUR")):  # noqa: B008 (frozen)
    return read(ACME + PROJECT.format(forecast=forecast, fields=fields) + more, settings=settings)


def test_reasons_name_their_records():
    """Each triggered rule names the record it is about, its number and its limit."""
    reasons = apollo().found.health["project:apollo"].dimension("schedule").reasons
    assert [(str(reason.message), reason.records) for reason in reasons] == [
        (
            "The milestone “Live” is forecast 29 working days after its baseline (limit 10).",
            ("milestone:apollo/live",),
        )
    ]


def test_tolerance_of_the_project_wins():
    """The project's tolerance wins over the workspace's limits, which win over the defaults."""
    kinder = Settings(currency="EUR", health={"ms_forecast_slip_days": (Decimal(28), Decimal(60))})
    assert apollo().colours("project:apollo")["schedule"] == "red"
    assert apollo(settings=kinder).colours("project:apollo")["schedule"] == "amber"
    found = apollo(fields="tolerance: {ms_forecast_slip_days: [40, 60]}", settings=kinder)
    assert found.colours("project:apollo")["schedule"] == "green"


def test_manager_estimate_and_spending():
    """The manager's estimate is judged against the budget, and spending against progress."""
    fields = "eac: {amount: 1200 EUR, by: mei, on: 2026-06-01}"
    assert apollo(fields=fields).colours("project:apollo")["cost"] == "red"
    later = fields.replace("2026-06-01", "2026-07-01")
    assert apollo(fields=later).colours("project:apollo")["cost"] == "grey"


def test_work_on_an_unapproved_change():
    """A task begun because of a change that nobody approved makes the change dimension red."""
    change = "changes: [{id: c1, title: More, requested_by: ann, requested_on: 2026-06-29, reason: x}]\n"
    task = "tasks: [{id: t1, title: T, source: 'change:c1', status: in_progress, actual_start: 2026-06-29}]\n"
    assert apollo(fields=change).colours("project:apollo")["change"] == "green"
    assert apollo(fields=change + task).colours("project:apollo")["change"] == "red"


@pytest.mark.parametrize(("state", "expected"), [("closed", "complete"), ("cancelled", "none"), ("on_hold", "grey")])
def test_states_without_a_judgement(state, expected):
    """Closed is complete, cancelled has no colour, on hold is grey, whatever the rest says."""
    text = ACME + PROJECT.format(forecast="2026-07-10", fields="").replace("executing", state)
    assert read(text).found.health["project:apollo"].colour == expected


def meeting(on):
    return (
        f"-- clients/acme/meetings/{on}-call.md --\n---\ntype: call\nchannel: phone\nstatus: held\n"
        "participants: [mei, ann]\n---\nWe spoke.\n"
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2026-05-31", "green"), ("2026-05-30", "amber"), ("2026-05-01", "amber"), ("2026-04-30", "red")],
)
def test_contact_by_cadence(on, expected):
    """A key client is heard of every 30 days: later is amber, later than twice as long red."""
    assert read(ACME + meeting(on)).colours("client:acme")["contact"] == expected


@pytest.mark.parametrize(
    ("due", "expected"), [("2026-06-30", "green"), ("2026-06-29", "amber"), ("2026-05-31", "amber"), ("2026-05-30", "red")]
)
def test_overdue_invoices(due, expected):
    """An invoice is amber from the day after it was due, red after more than 30 days."""
    invoice = (
        "-- clients/acme/invoices/i1.md --\n---\ntitle: First\nclient: acme\nnumber: '1'\nnet: 100 EUR\n"
        f"gross: 119 EUR\nstatus: issued\nissued_on: 2026-05-01\ndue_on: {due}\n---\n"
    )
    assert read(ACME + invoice).colours("client:acme")["invoices"] == expected


def test_client_is_as_its_worst_project():
    """A red project makes its client red; a client of which nothing is known is grey."""
    assert apollo().found.health["client:acme"].colour == "red"
    assert read(ACME).found.health["client:acme"].colour == "grey"
