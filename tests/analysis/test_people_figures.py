from fractions import Fraction

import pytest
from ledgers import ACME, read

MORE = "-- people/rosa.md --\n---\nname: Rosa\ntype: team\n---\n-- people/tom.md --\n---\nname: Tom\ntype: team\n---\n"


def trainings(*rows):
    """Trainings of the team, held on 1 June unless they say more."""
    lists = "".join(f"  - {{id: t{at}, title: T{at}, audience: team, {row}}}\n" for at, row in enumerate(rows, 1))
    return read(f"{ACME}{MORE}-- projects/sea/index.md --\n---\nname: Sea\nclient: acme\nmanager: mei\ncurrency: EUR\ntrainings:\n{lists}---\n")


HELD = "status: delivered, date: 2026-06-01"


def test_who_was_invited_and_came_to_none():
    """Of three invited by name two came to something; a result is a sign of having been there, an invitation to come is none."""
    found = trainings(
        f"{HELD}, invited: [mei, rosa], attended: [mei]",
        f"{HELD}, invited: [rosa, tom], attended: [mei], results: [{{person: tom, score: 8}}]",
        "status: scheduled, date: 2026-07-20, invited: [rosa]",
        f"{HELD}, invited: [ann, tom], attended: 1",
    )
    assert found.value("training_coverage") == Fraction(200, 3)
    inputs = found.found.figure("training_coverage").inputs
    assert [(one.record, str(one.value)) for one in inputs] == [
        ("person:rosa", "0 of 2"), ("person:mei", "1 of 1"), ("person:tom", "1 of 1"),
    ]  # fmt: skip


def test_trainings_that_only_count_heads_tell_nothing_about_anybody():
    """Numbers alone give no such figure; an invitation by name without a name of who came leaves it unknown."""
    assert ("training_coverage", "") not in trainings(f"{HELD}, invited: 3, attended: 2").found.figures
    assert trainings(f"{HELD}, invited: [mei], attended: 1").value("training_coverage") is None


@pytest.mark.parametrize(
    ("objectives", "score"),
    [
        ("[{goal: a, weight: 75, rating: 4}, {goal: b, weight: 25, rating: 2}]", Fraction(7, 2)),
        ("[{goal: a, rating: 4}, {goal: b, rating: 3}]", Fraction(7, 2)),
        ("[{goal: a, weight: 50, rating: 4}, {goal: b, weight: 50}]", "not every objective is rated"),
        ("[{goal: a, weight: 50, rating: 4}, {goal: b, rating: 4}]", "not every objective has a weight"),
    ],
)
def test_the_score_of_a_review_is_the_mean_of_its_ratings(objectives, score):
    """By their weights, evenly where none is written; as soon as one is missing it is unknown."""
    found = read(
        f"{ACME}{MORE}-- performance-reviews/r.md --\n---\ntitle: R\nperson: rosa\nreviewer: mei\nperiod_from: 2026-01-01\n"
        f"period_to: 2026-06-30\nobjectives: {objectives}\n---\n"
    ).found.figure("weighted_score", "performance_review:r")
    assert score in {found.value, str(found.unknown)}
