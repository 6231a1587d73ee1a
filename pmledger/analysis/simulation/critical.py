"""In how many runs each activity lies on a longest path: its criticality index (Van Slyke 1963)."""

from collections.abc import Mapping
from operator import eq

from pmledger.analysis.schedule.network import Activity, Link
from pmledger.analysis.schedule.wiring import Graph, is_knot
from pmledger.analysis.simulation.placing import Bench, Column, Known, bound

Runs = int
"""A set of runs as a number with a byte for each, 1 where the run is in it."""


def critical_runs(graph: Graph, known: Known, finishes: Mapping[str, Column], bench: Bench) -> dict[str, int]:
    """In how many runs the end of its project rests on each open activity, walking back from what ends last.

    An activity holds another where what the link asks for is when the other begins, or ends. Time grows with
    count × (activities + links).
    """
    found: dict[str, Runs] = {}
    for key in reversed(graph.order):
        if key not in known.ends:
            continue
        activity = graph.nodes[key]
        finish = finishes.get(activity.project) if not is_knot(key) else None
        runs = where_equal(known.ends[key], finish) if finish is not None else 0
        for link in graph.out.get(key, ()):
            after = found.get(link.after, 0)
            if after:
                runs |= after & held_by(link, known, bench)
        found[key] = runs
    return {key: runs.bit_count() for key, runs in found.items() if is_ahead(key, graph.nodes[key])}


def is_ahead(key: str, activity: Activity) -> bool:
    return not is_knot(key) and activity.done is None


def held_by(link: Link, known: Known, bench: Bench) -> Runs:
    """The runs in which a link is what holds the one after."""
    place = known.begins.get(link.after) if link.tie in {"FS", "SS"} else known.ends[link.after]
    return 0 if place is None else where_equal(bound(link, known, bench), place)


def where_equal(one: Column, other: Column) -> Runs:
    return int.from_bytes(bytes(map(eq, one, other)), "little")
