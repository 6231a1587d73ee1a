"""What the response to a threat is worth: the same runs with and without it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.schedule.clock import finish_day
from pmledger.analysis.simulation.draws import happens
from pmledger.analysis.simulation.outcome import percentile
from pmledger.analysis.simulation.placing import Column
from pmledger.analysis.simulation.threats import Prices, chance_of
from pmledger.analysis.simulation.trial import Trial, tried_again

SURE = 80
"""The percentage of the runs that dates and reserves are compared at."""


class Response(Struct, frozen=True):
    """A response to a threat: how likely the threat is without and with it, in percent, and what it moves.

    `finish` are the days that eight of ten runs keep without and with it, `days` the working days between them; None
    where the finish is not in doubt or the threat delays nothing. `reserve` is how much less contingency eight of ten
    runs need, in hundredths; None where the threat has no price.
    """

    before: Fraction
    after: Fraction
    finish: tuple[date, date] | None
    days: int | None
    reserve: int | None


class Scene(Struct, frozen=True):
    """The runs that a response is taken out of, or put into: of the finish where it is in doubt, and of the cost."""

    trial: Trial | None
    occurred: Mapping[str, Column]
    extra: Column
    prices: Prices
    count: int
    seed: int


def responses(threats: Iterable[RiskStanding], scene: Scene, calendar: WorkCalendar) -> Iterator[tuple[str, Response]]:
    """By the key of each threat that says how likely it is once its response works, what this response is worth."""
    for one in threats:
        if one.before is not None and one.after is not None:
            yield one.record.key, response_of(one, one.before, one.after, scene, calendar)


def response_of(
    threat: RiskStanding, before: Fraction, after: Fraction, scene: Scene, calendar: WorkCalendar
) -> Response:
    """The runs as they are have the threat as it is today; the others have it as if the response were not, or were, at work."""
    key = threat.record.key
    works = threat.percent == after
    other = happens(scene.seed, key, scene.count, chance_of(before if works else after))
    finish = moved_finish(threat, other, works, scene)
    return Response(
        before, after, finish,
        calendar.slip(finish[1], finish[0]) if finish is not None else None,
        moved_reserve(key, other, works, scene),
    )  # fmt: skip


def moved_finish(threat: RiskStanding, other: Column, works: bool, scene: Scene) -> tuple[date, date] | None:
    """The day that eight of ten runs keep without and with the response."""
    trial, project = scene.trial, threat.record.project
    if trial is None or project not in trial.finishes or not threat.record.has("schedule_impact"):
        return None
    now, then = (sure_day(trial, slots) for slots in (trial.finishes[project], tried_again(trial, threat.record.key, other)))
    return (then, now) if works else (now, then)


def sure_day(trial: Trial, slots: Sequence[int]) -> date:
    return finish_day(trial.bench.axis.moment(percentile(sorted(slots), SURE)))


def moved_reserve(key: str, other: Column, works: bool, scene: Scene) -> int | None:
    """How much less eight of ten runs cost with the response, without what the response itself costs."""
    price = scene.prices.amounts.get(key)
    if price is None:
        return None
    moves = zip(scene.extra, other, scene.occurred[key], strict=True)
    then = [cost if hit == was else cost + price if hit else cost - price for cost, hit, was in moves]
    gap = percentile(sorted(then), SURE) - percentile(sorted(scene.extra), SURE)
    return gap if works else -gap
