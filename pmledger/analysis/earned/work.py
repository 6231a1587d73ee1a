"""What each piece of work was to be worth by now, is worth and has cost: by task, summary and stage, up to the project."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.costs import cost_line, currency_of, spent_costs
from pmledger.analysis.earned.agreed import WORK, ZERO, Agreed, Piece
from pmledger.analysis.earned.results import elapsed, part_of
from pmledger.analysis.labour import Labour, without_doubles
from pmledger.analysis.money import Exchange
from pmledger.analysis.premises import Premises
from pmledger.analysis.spending import Worked, worked
from pmledger.analysis.standing import is_counted
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import Message


class Booked(Struct, frozen=True):
    """The counted costs and approved hours that name a piece of work, or that name none."""

    costs: tuple[Record, ...] = ()
    hours: tuple[Worked, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        """Those whose rates are in the hours."""
        return frozenset(one.person for one in self.hours if one.rate is not None)


class Node(Struct, frozen=True):
    """A piece of work: what the baseline says of it, what is booked on it itself, and the pieces that it consists of.

    `planned` is what was to be done of its own value by the day. With all its parts, `value` is what it is worth, `earned`
    what is done of that (None where a piece does not say), `people` are those whose rates are in it, and `begun` tells
    whether anything was to be done, is done or has cost something. Parts without plan and cost are left out.
    """

    record: Record
    piece: Piece | None
    planned: Fraction
    booked: Booked
    parts: "tuple[Node, ...]"
    value: Fraction
    earned: Fraction | None
    people: frozenset[str]
    begun: bool


def node_of(record: Record, piece: Piece | None, now: Fraction, booked: Booked, parts: "tuple[Node, ...]") -> Node:
    """A piece of work with the sums of its parts; `now` is the time of the day in the plan."""
    planned = part_of(piece, now) if piece is not None else ZERO
    earned = [part.earned for part in parts]
    if piece is not None:
        earned.append(None if piece.done is None else piece.value * piece.done / 100)
    own = piece is not None and (bool(planned) or piece.done != 0)
    return Node(
        record,
        piece,
        planned,
        booked,
        parts,
        sum((part.value for part in parts), piece.value if piece is not None else ZERO),
        None if None in earned else sum((each for each in earned if each is not None), ZERO),
        booked.people.union(*(part.people for part in parts)),
        own or bool(booked.costs or booked.hours) or any(part.begun for part in parts),
    )


class Forest(Struct, frozen=True):
    """All work of a project: that which lies in no other, stages in their order, and what names no work.

    `named` tells whether any cost or hours name a piece of work, `lack` why no baseline gives work its value, `baseline`
    is the key of the one that does.
    """

    nodes: tuple[Node, ...]
    loose: Booked
    named: bool
    lack: Message | None = None
    baseline: str = ""

    def all(self) -> Iterator[Node]:
        """Every piece of work, those that contain others before them."""
        waiting = list(reversed(self.nodes))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.parts))


class Basis(Struct, frozen=True):
    """What the figures of a project's work rest on: its hours, the plan or why there is none, and its work."""

    labour: Labour
    plan: Agreed | Message
    forest: Forest


def forest(
    project: Record, plan: Agreed | Message, ledger: Ledger, premises: Premises, work: Labour, as_of: date
) -> Forest:
    """The work of a project with what is planned for it and booked on it.

    A cost belongs to the task or stage that it names, else to that of its budget line; those of threats that came true
    are paid by contingency and belong to no work.
    """
    tasks, stages = ledger.of_project(project.key, "task"), ledger.of_project(project.key, "phase")
    ordered = sorted(stages, key=lambda stage: (stage.number("order") or 0, stage.key))
    own = {record.key: record for record in (*ordered, *tasks)}
    costs = costs_by_work(project, ledger, own, work, as_of)
    hours = hours_by_work(project, ledger, own, work, premises.exchange, as_of)
    pieces = {} if isinstance(plan, Message) else {piece.record.key: piece for piece in plan.pieces}
    now = ZERO if isinstance(plan, Message) else Fraction(elapsed(plan, premises.calendar, as_of))
    touched = {**dict.fromkeys(pieces), **dict.fromkeys(costs), **dict.fromkeys(hours)}
    touched.pop("", None)
    named = any(key in costs or key in hours for key in touched)
    loose = Booked(tuple(costs.get("", ())), tuple(hours.get("", ())))
    below = children(touched, own)

    made: dict[str, Node] = {}
    for key in reversed(downwards(below)):
        booked = Booked(tuple(costs.get(key, ())), tuple(hours.get(key, ())))
        record = own[key] if key in own else pieces[key].record
        made[key] = node_of(record, pieces.get(key), now, booked, tuple(made[part] for part in below.get(key, ())))
    whole = tuple(made[key] for key in below.get("", ()))
    if isinstance(plan, Message):
        return Forest(whole, loose, named, plan)
    return Forest(whole, loose, named, None, plan.baseline.key)


def children(touched: Iterable[str], own: Mapping[str, Record]) -> dict[str, list[str]]:
    """By key the work right below it that has something itself or in its parts, in order; "" has what lies in no other.

    Work that contains itself ends where it would begin again.
    """
    kept: dict[str, str] = {}
    for key in touched:
        at, way = key, {key}
        while at not in kept:
            record = own.get(at)
            above = (record.target("parent") or record.parent) if record is not None else ""
            above = above if above in own and above not in way else ""
            kept[at] = above
            if not above:
                break
            way.add(above)
            at = above
    order = {key: at for at, key in enumerate(own)}
    found: dict[str, list[str]] = {}
    for key in sorted(kept, key=lambda one: order.get(one, len(order))):
        found.setdefault(kept[key], []).append(key)
    return found


def downwards(below: Mapping[str, list[str]]) -> list[str]:
    """All work, each before its parts."""
    found = list(below.get("", ()))
    for key in found:
        found.extend(below.get(key, ()))
    return found


def costs_by_work(
    project: Record, ledger: Ledger, own: Mapping[str, Record], work: Labour, as_of: date
) -> dict[str, list[Record]]:
    """The counted costs by the key of the task or stage they name, "" for none; without those of threats."""
    found: dict[str, list[Record]] = {}
    for cost in without_doubles(spent_costs(ledger.of_project(project.key, "cost"), as_of), work):
        if cost.has("risk") or cost_line(cost) is None:
            continue
        key = cost.target("task")
        if not key and cost.target("budget_line"):
            line = ledger.get(cost.target("budget_line"))
            key = line.target("task") if line is not None else ""
        found.setdefault(key if key in own else "", []).append(cost)
    return found


def hours_by_work(
    project: Record, ledger: Ledger, own: Mapping[str, Record], work: Labour, exchange: Exchange, as_of: date
) -> dict[str, list[Worked]]:
    """The approved hours by the key of the task they name, "" for none, each with what it is worth."""
    if work.card is None:
        return {}
    entries = (entry for entry in ledger.of_project(project.key, "time_entry") if is_counted(entry, as_of))
    found: dict[str, list[Worked]] = {}
    for one in worked(entries, work.card, currency_of(project, exchange), exchange):
        key = one.entry.target("task")
        found.setdefault(key if key in own else "", []).append(one)
    return found


def is_work(record: Record) -> bool:
    """Whether a record has figures of its own as a piece of work; a milestone or deliverable has only its value."""
    return record.kind in WORK
