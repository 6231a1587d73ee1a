"""Earned value against published and recomputed numbers."""

import json
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.analysis.earned import indices, timing
from pmledger.analysis.earned.curve import Ramp, cumulated, curve_of, duration_of, time_at, value_at
from pmledger.analysis.figure import Result, decimal

REFERENCE = json.loads(
    (Path(__file__).parent.parent / "reference" / "evm.json").read_text(encoding="utf-8"), parse_float=Decimal
)
STANDINGS = {case["id"]: case for case in (*REFERENCE["examples"], *REFERENCE["edge_cases"])}
SCHEDULES = {(case["id"], row["at"]): (case, row) for case in REFERENCE["earned_schedule"] for row in case["rows"]}


def number(given):
    return None if given is None else Fraction(given)


def every_index(now):
    """All that the reference names, by its names."""
    eacs = {name: getattr(indices, name)(now) for name in ("eac_atypical", "eac_cpi", "eac_cpi_spi")}
    return {
        "sv": indices.schedule_variance(now),
        "cv": indices.cost_variance(now),
        "spi": indices.spi(now),
        "cpi": indices.cpi(now),
        "pct_complete": indices.done_share(now),
        "pct_spent": indices.spent_share(now),
        **eacs,
        **{f"etc_{name[4:]}": indices.to_complete(eac, now) for name, eac in eacs.items()},
        **{f"vac_{name[4:]}": indices.at_completion(eac, now) for name, eac in eacs.items()},
        "tcpi_bac": indices.tcpi(now, now.bac),
        "tcpi_eac_cpi": indices.tcpi(now, eacs["eac_cpi"]),
    }


def printed(result: Result, like):
    """A result rounded to as many places as the expected number has; None when unknown, which always says why."""
    if result.number is None:
        assert result.unknown is not None
        return None
    places = Decimal(1).scaleb(-6) if isinstance(like, Decimal) else Decimal(1)
    return decimal(result.number).quantize(places, ROUND_HALF_EVEN)


@pytest.mark.parametrize("case", STANDINGS.values(), ids=STANDINGS)
def test_indices_of_a_day(case):
    """Variances, indices and estimates have the numbers that the reference states, and are unknown where it says so."""
    found = every_index(indices.standing(**{name: number(case["inputs"][name]) for name in ("pv", "ev", "ac", "bac")}))
    expected = case["expected"]
    assert {name: printed(found[name], like) for name, like in expected.items()} == expected


@pytest.mark.parametrize("key", SCHEDULES, ids=str)
def test_earned_schedule(key):
    """ES, SV(t), SPI(t), the forecasts of the duration and the pace needed, row by row."""
    case, row = SCHEDULES[key]
    curve, at = cumulated(map(Fraction, case["pv_cum"])), Fraction(row["at"])
    es = timing.earned_schedule(curve, Fraction(row["ev"]))
    pace = timing.spi_t(es, at)
    found = {
        "es": es,
        "sv_t": timing.time_variance(es, at),
        "spi_t": pace,
        "ieac_t": timing.duration_forecast(curve, pace),
        "eac_t_pf1": timing.duration_at_plan(curve, es, at),
        "tspi": timing.to_complete_t(curve, es, at),
    }
    assert duration_of(curve) == case["planned_duration"]
    assert {name: printed(result, row[name]) for name, result in found.items()} == {name: row[name] for name in found}


def test_a_bottom_up_estimate_is_measured_like_any_other():
    """The published example: AC 11,000 and ten hours at 100 to go end at 12,000, 2,000 over the budget."""
    now = indices.standing(10000, Decimal("9166.67"), 11000, 10000)
    assert indices.at_completion(Result(12000), now).value == -2000


RAMPS = st.lists(
    st.builds(
        lambda start, length, amount: Ramp(start, start + length, Fraction(amount)),
        st.integers(0, 40), st.integers(1, 15), st.integers(1, 10_000),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(RAMPS, st.fractions(0, 1))
def test_a_curve_and_its_earned_schedule_are_inverse(ramps, share):
    """Any value is planned for its earned schedule; the curve rises to the sum, whatever the order of the pieces."""
    curve, whole = curve_of(ramps), sum(ramp.amount for ramp in ramps)
    es = time_at(curve, share * whole)
    assert value_at(curve, es) == share * whole
    assert 0 <= es <= duration_of(curve) == max(ramp.end for ramp in ramps)
    values = [value_at(curve, Fraction(at, 2)) for at in range(0, 120, 3)]
    assert values == sorted(values)
    assert value_at(curve, Fraction(60)) == whole
    assert curve_of(reversed(ramps)) == curve


def test_ramps_add_up_and_are_read_both_ways():
    """Two tasks with a pause between them: the value stands still, and the earned schedule waits behind the pause."""
    curve = curve_of([Ramp(0, 4, Fraction(100)), Ramp(6, 8, Fraction(50)), Ramp(2, 4, Fraction(0))])
    assert [value_at(curve, Fraction(at)) for at in (0, 1, 4, 5, 7, 9)] == [0, 25, 100, 100, 125, 150]
    assert [time_at(curve, Fraction(value)) for value in (0, 50, 100, 125, 150, 200)] == [0, 2, 6, 7, 8, 8]
    assert curve_of([]) == ()
