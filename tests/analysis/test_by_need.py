"""What waits until it is asked for is the same as if it had not waited."""

import pytest
from ledgers import read

from pmledger.analysis.by_need import ByNeed, Reckoned
from pmledger.analysis.definition import Definition
from pmledger.analysis.figure import Figure
from pmledger.source.message import say

WORDS = say("Words")
DEFINED = {("", "first"), ("", "last"), ("", "any"), ("project", "doubt")}


def number(name, subject, value):
    return Figure(name, subject, WORDS, value, "count", WORDS)


def defined(of, name):
    return Definition(name, of, WORDS, "count", WORDS)


@pytest.fixture
def reckoned():
    """Two homes of two figures that wait between two steps, and the calls that made all of them."""
    made, calls = Reckoned(DEFINED), []

    def make(home):
        calls.append(home)
        return [number("doubt", home, 2), number("doubt", f"{home}/part", 3)]

    def step(name, value):
        calls.append(name)
        return [number(name, "", value())]

    made.add(lambda: step("first", lambda: 1 if made.get(("last", "")) is None else 0))
    made.put_off([defined("project", "doubt")], make, ("project:a", "project:b"), lambda key: key.partition("/")[0])
    made.add(lambda: step("last", lambda: made["doubt", "project:b"].value + made["first", ""].value))
    return made, calls


def test_only_what_is_asked_for_is_made(reckoned):
    """A figure that waits is made with those of its home, once; what nothing makes is looked for nowhere else."""
    made, calls = reckoned
    assert made["doubt", "project:a"].value == 2
    assert ("doubt", "project:a/part") in made
    assert made.get(("doubt", "project:c")) is None
    with pytest.raises(KeyError):
        made["doubt", "project:c"]
    assert calls == ["project:a"]


def test_steps_are_made_in_their_order(reckoned):
    """A step sees what the steps before it made and all that waits, and nothing of those after it; each is made once."""
    made, calls = reckoned
    assert (made["last", ""].value, made["first", ""].value, made.get(("sure", ""))) == (3, 1, None)
    assert calls == ["first", "last", "project:b"]


def test_a_step_that_fails_is_made_again():
    """What raised raises again when it is asked for again, and does not count as nothing."""
    made, calls = Reckoned(DEFINED), []
    made.add(lambda: calls.append(1) or 1 // 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            made.get(("any", ""))
    assert len(calls) == 2


def test_all_come_in_the_order_in_which_they_were_put(reckoned):
    """Whoever goes through all of them sees no difference between what waited and what did not."""
    made, calls = reckoned
    assert made["doubt", "project:b"].value == 2
    names = [(name, subject) for name, subject in made]
    assert names == [
        ("first", ""), ("doubt", "project:a"), ("doubt", "project:a/part"), ("doubt", "project:b"), ("doubt", "project:b/part"),
        ("last", ""),
    ]  # fmt: skip
    assert [figure.value for figure in made.values()] == [1, 2, 3, 2, 3, 3]
    assert len(made) == 6
    assert len(calls) == 4


def test_values_are_made_one_by_one():
    """The keys are known before, a value is made when it is asked for, and once."""
    calls = []
    found = ByNeed("ab", lambda key: calls.append(key) or key * 2)
    assert (list(found), len(found), "a" in found, "c" in found) == (["a", "b"], 2, True, False)
    assert calls == []
    assert (found["b"], found.get("b"), found.get("c")) == ("bb", "bb", None)
    assert calls == ["b"]
    assert found == {"a": "aa", "b": "bb"}


PLAN = """
-- people/mei.md --
---
name: Mei
type: team
---
-- clients/acme.md --
---
name: Acme
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
tasks:
  - {id: build, title: Build, estimate: {o: 2d, m: 4d, p: 9d}, assignees: [mei]}
  - {id: test, title: Test, duration: 3d, depends: [build], assignees: [mei]}
  - {id: write, title: Write, duration: 3d, assignees: [mei]}
risks:
  - {id: late, title: Late, status: assessed, raised_on: 2026-06-01, probability: 3, impact: 3, cost_impact: 500 EUR}
---
"""


def test_figures_do_not_depend_on_who_asks_first():
    """All figures at once, and each asked for alone in the opposite order, are the same figures."""
    whole = list(read(PLAN).found.figures.items())
    asked = read(PLAN).found.figures
    assert [(key, asked[key]) for key, _ in reversed(whole)][::-1] == whole
    assert {"finish_p80", "levelled_finish", "total_float", "team_load"} <= {name for name, _ in asked}
