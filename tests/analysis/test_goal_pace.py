from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from ledgers import ACME, read

from pmledger.analysis.goals import pace_colour, smart_gaps, smart_letters_missing, tree, verdict

SOUND = "statement: Do it, measure: minutes, unit: min, baseline_value: 30, target_value: 12, status: active"

KEPT = "baseline_value: 12, target_value: 12, direction: maintain"


def goals(*fields, as_of=date(2026, 4, 1), more=""):
    head = "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\ngoals:\n"
    rows = "".join(f"  - {{id: g{at}, title: Goal {at}, {text}}}\n" for at, text in enumerate(fields, 1))
    return read(f"{ACME}{head}{rows}---\n{more}", as_of)


def test_progress_towards_a_smaller_target():
    """(24 − 30) / (12 − 30) is a third; the latest measurement of the day counts."""
    measured = "measurements: [{date: 2026-05-01, value: 12}, {date: 2026-03-31, value: 24}, {date: 2026-03-01, value: 29}]"
    found = goals(f"{SOUND}, {measured}")
    assert found.value("progress", "goal:apollo/g1") == Fraction(100, 3)


@pytest.mark.parametrize(("value", "expected"), [("40", 0), ("30", 0), ("12", 100), ("3", 100), ("21", 50)])
def test_progress_stays_between_0_and_100(value, expected):
    """A step back is 0, and more than the target is 100."""
    found = goals(f"{SOUND}, measurements: [{{date: 2026-03-31, value: {value}}}]")
    assert found.value("progress", "goal:apollo/g1") == expected


def test_unmeasured_is_unknown():
    """Without a measurement, or with the same baseline and target, progress is unknown."""
    same = SOUND.replace("target_value: 12", "target_value: 30")
    found = goals(SOUND, f"{same}, measurements: [{{date: 2026-03-31, value: 24}}]")
    assert found.unknown("progress", "goal:apollo/g1") == "nothing has been measured yet"
    assert found.unknown("progress", "goal:apollo/g2") == "baseline and target are the same"


def test_measurements_of_the_key_figure():
    """A goal that names a key figure as its measure takes its measurements."""
    kpi = (
        "-- kpis/minutes.md --\n---\ntitle: Minutes\nformula: median\ndirection: lower\nfrequency: monthly\n"
        "measurements: [{date: 2026-03-31, value: 21}]\n---\n"
    )
    found = goals(SOUND.replace("measure: minutes", "measure: 'kpi:minutes'"), more=kpi)
    assert found.value("progress", "goal:apollo/g1") == Decimal(50)
    assert found.found.figure("progress", "goal:apollo/g1").inputs[0].record == "kpi:minutes"


def test_what_is_to_be_maintained_keeps_pace_within_its_tolerance():
    """Within the tolerance it has come as far as its time, beyond it nowhere; without one nobody can tell."""
    dates = f"statement: s, {KEPT}, start: 2026-01-01, due: 2026-06-30, measurements: [{{date: 2026-03-31, value: 13}}]"
    found = goals(f"{dates}, tolerance: 1", f"{dates}, tolerance: 0.5", dates)
    assert (found.value("progress", "goal:apollo/g1"), found.value("pace", "goal:apollo/g1")) == (50, 1)
    assert (found.value("progress", "goal:apollo/g2"), found.value("pace", "goal:apollo/g2")) == (0, 0)
    assert found.unknown("progress", "goal:apollo/g3") == "nothing says how far it may be off its target (tolerance)"


def test_staged_goals_roll_up():
    """A goal without measurements is the weighted mean of the goals relevant to it, given-up ones left out."""
    stage = f"{SOUND}, relevant_to: 'goal:g1'"
    found = goals(
        SOUND,
        f"{stage}, weight: 3, measurements: [{{date: 2026-03-31, value: 12}}]",
        f"{stage}, measurements: [{{date: 2026-03-31, value: 30}}]",
        stage.replace("active", "abandoned"),
    )
    assert found.value("progress", "goal:apollo/g1") == Decimal(75)


def test_goals_in_a_ring_end():
    """Two goals that are each relevant to the other have an unknown progress, and reckoning ends."""
    found = goals(f"{SOUND}, relevant_to: 'goal:g2'", f"{SOUND}, relevant_to: 'goal:g1'")
    assert found.value("progress", "goal:apollo/g1") is None


def test_pace():
    """A third done in half the time is a pace of two thirds."""
    fields = f"{SOUND}, start: 2026-01-01, due: 2026-06-30, measurements: [{{date: 2026-03-31, value: 24}}]"
    assert goals(fields).value("pace", "goal:apollo/g1") == Fraction(2, 3)
    assert goals(fields, as_of=date(2026, 1, 1)).value("pace", "goal:apollo/g1") is None


@pytest.mark.parametrize(
    ("value", "colour"),
    [("1.2", "green"), ("0.9", "green"), ("0.8999", "amber"), ("0.7", "amber"), ("0.6999", "red"), (None, "grey")],
)
def test_pace_colours(value, colour):
    """A pace equal to a limit keeps the better colour; an unknown one is grey."""
    assert pace_colour(None if value is None else Decimal(value)) == colour


def test_smart_letters():
    """Each letter is missed when one of its fields is; a whole goal misses none."""
    whole = f"{SOUND}, due: 2026-06-30, achievable_note: two people, relevant_to: acme"
    found = goals(whole, "statement: Do it", whole.replace("unit: min, ", ""))
    letters = [smart_letters_missing(found.ledger.by_key[f"goal:apollo/g{at}"]) for at in (1, 2, 3)]
    assert letters == ["", "MART", "M"]


def test_smart_gaps_name_the_fields():
    """Each letter that is not met with the fields it lacks; a key figure as the measure brings its unit."""
    found = goals("statement: Do it, measure: minutes, status: active", "statement: s, measure: 'kpi:k'", more=(
        "-- kpis/k.md --\n---\ntitle: K\nformula: f\ndirection: lower\nfrequency: monthly\n---\n"
    ))  # fmt: skip
    first, second = (found.ledger.by_key[f"goal:apollo/g{at}"] for at in (1, 2))
    assert smart_gaps(first) == {
        "M": ("unit", "baseline_value", "target_value"), "A": ("achievable_note",), "R": ("relevant_to",), "T": ("due",)
    }  # fmt: skip
    assert smart_gaps(second)["M"] == ("baseline_value", "target_value")


def test_the_tree_of_goals():
    """A goal stands right below the one it serves; a circle ends, and a goal below one that is not shown is at the top."""
    found = goals(
        "statement: s", "statement: s, relevant_to: 'goal:g1'", "statement: s, relevant_to: 'goal:g2'",
        "statement: s, relevant_to: 'goal:g5'", "statement: s, relevant_to: 'goal:g4'",
    )  # fmt: skip
    every = found.ledger.of("goal")
    assert [(goal.id, depth) for goal, depth in tree(every)] == [("g1", 0), ("g2", 1), ("g3", 2), ("g4", 0), ("g5", 1)]
    assert [(goal.id, depth) for goal, depth in tree(every[1:3])] == [("g2", 0), ("g3", 1)]


@pytest.mark.parametrize(
    ("fields", "reached"),
    [
        ("baseline_value: 30, target_value: 12, measurements: [{date: 2026-03-31, value: 12}]", True),
        ("baseline_value: 30, target_value: 12, measurements: [{date: 2026-03-31, value: 13}]", False),
        ("baseline_value: 0, target_value: 12, measurements: [{date: 2026-03-31, value: 13}]", True),
        ("baseline_value: 0, target_value: 12", None),
        (f"{KEPT}, tolerance: 1, measurements: [{{date: 2026-03-31, value: 13}}]", True),
        (f"{KEPT}, tolerance: 1, measurements: [{{date: 2026-03-31, value: 10.9}}]", False),
        (f"{KEPT}, measurements: [{{date: 2026-03-31, value: 12}}]", None),
    ],
)
def test_verdict_of_a_goal_that_is_over(fields, reached):
    """The last measurement against the target, whichever way leads there; unknown without one."""
    found = goals(f"statement: s, {fields}")
    assert verdict(found.ledger.by_key["goal:apollo/g1"], found.ledger, date(2026, 4, 1)) is reached
