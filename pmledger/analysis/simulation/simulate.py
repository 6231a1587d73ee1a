"""A plan reckoned many times, with the durations of estimates and the delays of risks by chance."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field

from pmledger.analysis.schedule.network import Plan
from pmledger.analysis.simulation.axis import Axis
from pmledger.analysis.simulation.critical import critical_runs
from pmledger.analysis.simulation.placing import Column, Event
from pmledger.analysis.simulation.trial import Trial, at_the_end, try_out


class Runs(Struct, frozen=True):
    """What happened in each run: the finish of each project as a moment, how long what is uncertain took, what occurred.

    `durations` are in slots of `unit` minutes, as are those `planned`; `occurred` says whether an event
    happened. `watched` are the moments at which the activities asked for ended, `critical` in how many runs each
    activity that is not done held the end of its project.
    """

    count: int
    seed: int
    finishes: Mapping[str, Column]
    durations: Mapping[str, Column]
    occurred: Mapping[str, Column]
    unit: int = 1
    planned: Mapping[str, Fraction] = field(default_factory=dict)
    watched: Mapping[str, Column] = field(default_factory=dict)
    critical: Mapping[str, int] = field(default_factory=dict)


def simulate(
    plan: Plan,
    spreads: Mapping[str, Sequence[float]],
    events: Sequence[Event],
    count: int,
    seed: int,
    watch: Iterable[str] = (),
) -> Runs:
    """The plan reckoned `count` times.

    `spreads` are the equally likely durations of activities in the units of their clocks (see `spread`); all others take
    as long as planned. What depends on one name depends on the seed and that name alone, so a task more or less changes
    nothing else by chance. Without any doubt each run is the plan itself. Time grows with count × (activities + links).
    """
    return runs_of(try_out(plan, spreads, events, count, seed), seed, watch)


def runs_of(trial: Trial, seed: int, watch: Iterable[str] = ()) -> Runs:
    """What happened in the runs of a trial."""
    axis, chances, known = trial.bench.axis, trial.chances, trial.known
    watched = {key: with_delays(trial, key) for key in watch if key in known.ends}
    planned = {key: Fraction(trial.graph.nodes[key].duration, axis.unit) for key in chances.durations}
    return Runs(
        trial.bench.count, seed, moments_of(trial.finishes, axis), chances.durations, chances.occurred, axis.unit, planned,
        moments_of(watched, axis), critical_runs(trial.graph, known, trial.ends, trial.bench),
    )  # fmt: skip


def with_delays(trial: Trial, key: str) -> Column:
    """The slots in which an activity ends, with what delays its project as a whole if it is still to come."""
    activity, column = trial.graph.nodes[key], trial.known.ends[key]
    if activity.done is not None:
        return column
    return at_the_end(activity.project, column, trial.events, trial.chances.occurred, trial.plan, trial.bench)


def moments_of(columns: Mapping[str, Column], axis: Axis) -> dict[str, Column]:
    return {key: [axis.moment(slot) for slot in column] for key, column in columns.items()}
