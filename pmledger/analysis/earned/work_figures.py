"""The figures of each piece of work of a project: planned, earned, spent, and what these say."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from pmledger.analysis.costs import cost_line
from pmledger.analysis.earned import indices
from pmledger.analysis.earned.agreed import ZERO
from pmledger.analysis.earned.results import told
from pmledger.analysis.earned.work import Booked, Forest, Node, is_work
from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.money import Exchange, add_up, no_rate
from pmledger.analysis.names import figure
from pmledger.analysis.rates import OWN
from pmledger.analysis.spending import Worked
from pmledger.analysis.standing import titled
from pmledger.ledger.record import Record
from pmledger.source.message import Message, say

NOTHING_NAMED = say("no cost and no hours of the project name a stage or a task in one")
NOT_PLANNED = say("the baseline gives it no value of its own")
TELLING = frozenset({"actual_cost", "cv", "cpi"})
"""Figures that tell what was spent."""
LOOSE = 20
"""Percent of a cost that may name no part of the work, so that the costs of the parts still compare with their worth."""
Found = Mapping[str, Result]


def work_figures(
    project: Record, found: Forest, to: str, exchange: Exchange, over: Result | None = None
) -> Iterator[Figure]:
    """Planned, earned and spent of all work that should have begun or has, and what of the project names no work.

    `over` is what threats cost beyond the contingency, which belongs to no work.
    """
    if not found.nodes:
        return
    loose = loose_cost(found.loose, over, to, exchange)
    own = {node.record.key: booked_cost(node.booked, to, exchange) for node in found.all()}
    every: dict[str, Found] = {}
    for node in reversed(tuple(found.all())):
        every[node.record.key] = amounts_of(node, every, found, own[node.record.key], to)
    names = names_of(found)
    quiet, vague = untold(found), vague_work(project, found, every, own, loose)
    for node in found.all():
        key = node.record.key
        if not is_work(node.record) or not node.begun:
            continue
        known = {**every[key], **comparisons(key, every[key], vague.get(key), to)}
        for name in names:
            one = figure(node.record.kind, name, key, known[name])
            yield replace(one, apart=True) if key in quiet and name in TELLING else one
    if found.named:
        one = figure("project", "unnamed_cost", project.key, loose)
        yield replace(one, apart=True) if "" in quiet else one


def names_of(found: Forest) -> tuple[str, ...]:
    """The figures that the work of a project has: without a plan only its cost, without costs that name work no cost."""
    if found.lack is not None:
        return ("actual_cost",) if found.named else ()
    every = ("planned_value", "earned_value", "actual_cost", "sv", "cv", "spi", "cpi")
    return every if found.named else tuple(name for name in every if name not in TELLING)


def amounts_of(node: Node, every: Mapping[str, Found], found: Forest, own: Result, to: str) -> Found:
    """Planned value, earned value and actual cost of a piece of work; `every` has those of its parts."""
    parts = tuple(part for part in node.parts if part.begun)
    return {
        "planned_value": planned(node, parts, every, found, to),
        "earned_value": earned(node, parts, every, found, to),
        "actual_cost": spent(parts, every, found, own, to),
    }


def comparisons(key: str, amounts: Found, vague: Message | None, to: str) -> Found:
    """Variances and indices; those of cost are unknown where `vague` says that costs may be missing."""
    now = indices.Standing(amounts["planned_value"], amounts["earned_value"], amounts["actual_cost"], indices.whole(None))
    of_time, of_cost = told(key, ("earned_value", "planned_value"), amounts), told(key, ("earned_value", "actual_cost"), amounts)
    sv, spi = indices.schedule_variance(now), indices.spi(now)
    cv, cpi = (indices.cost_variance(now), indices.cpi(now)) if vague is None else (unknown(vague), unknown(vague))
    return {
        "sv": Result(sv.value, of_time, sv.unknown, to),
        "cv": Result(cv.value, of_cost, cv.unknown, to),
        "spi": Result(spi.value, of_time, spi.unknown),
        "cpi": Result(cpi.value, of_cost, cpi.unknown),
    }


def vague_work(
    project: Record, found: Forest, every: Mapping[str, Found], own: Mapping[str, Result], loose: Result
) -> Mapping[str, Message]:
    """The work whose cost cannot be held against its worth, since too much of what it lies in names none of its parts."""
    total = sum((every[node.record.key]["actual_cost"].number or ZERO for node in found.nodes), loose.number or ZERO)
    vague = dict.fromkeys((node.record.key for node in found.nodes), too_loose(project)) if most_is_loose(loose, total) else {}
    for node in found.all():
        key = node.record.key
        if key in vague or most_is_loose(own[key], every[key]["actual_cost"].number):
            vague |= dict.fromkeys((part.record.key for part in node.parts), vague.get(key, too_loose(node.record)))
    return vague


def too_loose(whole: Record) -> Message:
    return say("more than a fifth of what “{title}” has cost names no task and no stage of it", title=whole.title)


def most_is_loose(part: Result, whole: Fraction | None) -> bool:
    """Whether too much of a cost is booked on the whole alone."""
    return bool(part.number) and whole is not None and 100 * (part.number or ZERO) > LOOSE * whole


def of_parts(name: str, parts: Iterable[Node], every: Mapping[str, Found]) -> tuple[tuple[Input, ...], Fraction, Message | None]:
    """The parts as inputs, their sum, and why one of them is unknown."""
    inputs, total, why = [], ZERO, None
    for part in parts:
        result, key = every[part.record.key][name], part.record.key
        link = (name, key) if is_work(part.record) else None
        inputs.append(Input(titled(part.record), result.value, "" if link else key, figure=link))
        total += result.number or ZERO
        if result.number is None:
            why = why or result.unknown
    return tuple(inputs), total, why


def planned(node: Node, parts: tuple[Node, ...], every: Mapping[str, Found], found: Forest, to: str) -> Result:
    inputs, total, why = of_parts("planned_value", parts, every)
    if found.lack is not None:
        return unknown(found.lack, (), to)
    if node.piece is not None:
        piece = node.piece
        worth = Input(say("Worth in the baseline"), exact(piece.value), found.baseline, "items")
        own = (worth, Input(say("Agreed finish"), piece.finish, found.baseline, "items"))
        inputs = (*own, *inputs)
    elif not parts:
        return unknown(NOT_PLANNED, (), to)
    return Result(exact(total + node.planned), inputs, None, to) if why is None else unknown(why, inputs, to)


def earned(node: Node, parts: tuple[Node, ...], every: Mapping[str, Found], found: Forest, to: str) -> Result:
    inputs, total, why = of_parts("earned_value", parts, every)
    if found.lack is not None:
        return unknown(found.lack, (), to)
    own = ZERO
    if node.piece is not None:
        piece = node.piece
        done = Input(say("Done"), None if piece.done is None else exact(piece.done), piece.record.key, "percent_complete")
        inputs = (Input(say("Worth in the baseline"), exact(piece.value), found.baseline, "items"), done, *inputs)
        if piece.done is None:
            quiet = say("the task “{title}” is under way and does not say how much of it is done", title=piece.record.title)
            return unknown(quiet, inputs, to)
        own = piece.value * piece.done / 100
    elif not parts:
        return unknown(NOT_PLANNED, (), to)
    return Result(exact(total + own), inputs, None, to) if why is None else unknown(why, inputs, to)


def spent(parts: tuple[Node, ...], every: Mapping[str, Found], found: Forest, own: Result, to: str) -> Result:
    """The costs and hours of a piece of work and its parts; unknown where nothing of the project names any."""
    if not found.named:
        return unknown(NOTHING_NAMED, (), to)
    inputs, total, why = of_parts("actual_cost", parts, every)
    if own.number is None:
        why = own.unknown
    inputs = (*own.inputs, *inputs)
    return unknown(why, inputs, to) if why is not None else Result(exact(total + (own.number or ZERO)), inputs, None, to)


def booked_cost(booked: Booked, to: str, exchange: Exchange) -> Result:
    """Costs and hours in one currency; unknown where one cannot be exchanged or a rate is missing."""
    lines = (line for cost in booked.costs if (line := cost_line(cost)) is not None)
    found = add_up(lines, to, exchange, worked_inputs(booked.hours))
    missing = next((one for one in booked.hours if one.keeps and one.worth is None), None)
    if found.number is None or not booked.hours:
        return found
    if missing is not None:
        return unknown(without_rate(missing, to), found.inputs, to)
    valued = sum((one.worth for one in booked.hours if one.worth is not None), ZERO)
    return Result(exact(found.number + valued), found.inputs, None, to)


def worked_inputs(hours: tuple[Worked, ...]) -> tuple[Input, ...]:
    """How many hours, and whose rates went in, without telling them."""
    if not hours:
        return ()
    valued = [one for one in hours if one.rate is not None]
    silent = sum((one.hours for one in hours if not one.keeps), Decimal(0))
    return (
        Input(say("Hours on approved time sheets"), sum((one.hours for one in valued), Decimal(0))),
        *(Input(say("A rate"), None, person, OWN["cost"]) for person in dict.fromkeys(one.person for one in valued)),
        *((Input(say("Hours without a rate, not in it"), silent),) if silent else ()),
    )


def without_rate(one: Worked, to: str) -> Message:
    if one.rate is None:
        return say("the hours of {day} have no rate", day=one.day)
    return no_rate(one.rate.rate.currency, to, one.day)


def loose_cost(loose: Booked, over: Result | None, to: str, exchange: Exchange) -> Result:
    """What names no work, with what threats cost beyond the contingency."""
    found = booked_cost(loose, to, exchange)
    if found.number is None or over is None or not over.number:
        return found
    return Result(exact(found.number + over.number), (*found.inputs, *over.inputs), None, to)


def untold(found: Forest) -> frozenset[str]:
    """The work whose cost would tell one person's rate with the costs of the work beside it, by keys; "" is the rest.

    Whoever knows the cost of a whole and of all parts but one knows the last one as well. So where the hours of all
    parts that stay untold are those of one person alone, one more part stays untold, with all that it consists of.
    """
    quiet = set(hidden({"": found.loose.people, **{node.record.key: node.people for node in found.nodes}}))
    for node in found.all():
        if node.record.key in quiet:
            quiet |= {part.record.key for part in node.parts if part.people}
        elif len(node.people) > 1:
            quiet |= hidden({"": node.booked.people, **{part.record.key: part.people for part in node.parts}}) - {""}
    return frozenset(quiet)


def hidden(parts: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Of the parts of a known whole, by whose hours are in them, those that must not be told."""
    alone = [key for key, people in parts.items() if len(people) == 1]
    if not alone or len(frozenset[str]().union(*(parts[key] for key in alone))) > 1:
        return frozenset(alone)
    others = sorted((len(people), key) for key, people in parts.items() if len(people) > 1)
    return frozenset((*alone, *(key for _, key in others[:1])))
