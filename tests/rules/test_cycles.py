from pathlib import Path

import pytest
from workspaces import said, snapshot_of

from pmledger.rules.planning import cycles

GROUND = (
    "-- people/mei.md --\n---\nname: Mei Keller\ntype: team\n---\n-- clients/acme.md --\n---\nname: Acme\n---\n"
    "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\n---\n"
)


def tasks(**depends: str) -> str:
    lines = "".join(
        f"  - {{id: {name}, title: {name}, duration: 1d, depends: [{after}]}}\n" for name, after in depends.items()
    )
    return f"{GROUND}-- projects/apollo/plan.md --\n---\ntasks:\n{lines}---\n"


def test_a_circle_is_told_once_with_its_path(tmp_path: Path) -> None:
    """It stands at the smallest of its tasks, names the way around, and points at every other task in it."""
    snapshot = snapshot_of(tmp_path, tasks(build="test", test="ship", ship="build", paint="build"))
    (fault,) = snapshot.diagnostics
    assert (str(fault.span), fault.code) == ("projects/apollo/plan.md:3:54", "PM230")
    assert str(fault.message) == "a circle of dependencies: build → test → ship → build"
    assert [place.span.line for place in fault.related] == [4, 5]


def test_a_task_that_waits_for_itself_is_a_circle(tmp_path: Path) -> None:
    """The shortest circle has one task."""
    snapshot = snapshot_of(tmp_path, tasks(build="build"))
    assert [str(fault.message) for fault in snapshot.diagnostics] == ["a circle of dependencies: build → build"]


def test_two_circles_are_two_faults(tmp_path: Path) -> None:
    """Circles that share no task are told apart."""
    assert len(said(snapshot_of(tmp_path, tasks(a="b", b="a", c="d", d="c")))) == 2


def test_many_ways_to_one_task_are_no_circle(tmp_path: Path) -> None:
    """A diamond is sound."""
    assert said(snapshot_of(tmp_path, tasks(a="b, c", b="d", c="d", d=""))) == []


@pytest.mark.parametrize("size", [10_000])
def test_long_chains_take_linear_time_and_no_recursion(size: int) -> None:
    """Ten thousand tasks in a row are no circle; closed to a ring they are one."""
    chain = {f"{n:05}": (f"{n + 1:05}",) for n in range(size)}
    assert list(cycles(chain)) == []
    (ring,) = cycles(chain | {f"{size:05}": ("00000",)})
    assert ring[0] == "00000"
    assert len(ring) == size + 1
