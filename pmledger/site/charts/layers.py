"""Where the boxes of a network stand: in columns by their longest way, in an order that lets few lines cross."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

SWEEPS = 8

Edge = tuple[int, int]
"""From which box to which, by their places in a list."""


class Spot(Struct, frozen=True):
    """A place in the picture: its column, and the height of its middle in units of the caller."""

    column: int
    middle: float


class Places(Struct, frozen=True):
    """Where boxes stand, and through which spots each line goes between its two boxes."""

    boxes: tuple[Spot, ...]
    ways: Mapping[Edge, tuple[Spot, ...]]
    columns: int
    height: float


def columns_of(count: int, edges: Sequence[Edge]) -> list[int]:
    """The column of each box: one behind the last of those before it. Edges may not go round in a circle."""
    after: dict[int, list[int]] = {}
    waiting = [0] * count
    for before, behind in edges:
        after.setdefault(before, []).append(behind)
        waiting[behind] += 1
    columns = [0] * count
    ready = [at for at in range(count) if not waiting[at]]
    while ready:
        at = ready.pop()
        for behind in after.get(at, ()):
            columns[behind] = max(columns[behind], columns[at] + 1)
            waiting[behind] -= 1
            if not waiting[behind]:
                ready.append(behind)
    return columns


def places(count: int, edges: Sequence[Edge], box: float, gap: float, bend: float) -> Places:
    """Sugiyama's way: columns by longest path, bends where a line passes a column, order by barycentre.

    `box` is the height of a box, `gap` the room between two, `bend` the height that a passing line takes.
    """
    columns = columns_of(count, edges)
    heights = [box] * count
    chains: dict[Edge, list[int]] = {}
    links: list[Edge] = []
    for edge in dict.fromkeys(edges):
        chain = [edge[0]]
        for column in range(columns[edge[0]] + 1, columns[edge[1]]):
            chain.append(len(columns))
            columns.append(column)
            heights.append(bend)
        chain.append(edge[1])
        chains[edge] = chain[1:-1]
        links += pairwise(chain)
    layers = ordered(columns, links)
    middles = levels(layers, links, heights, gap)
    top = min((middles[at] - heights[at] / 2 for at in range(len(columns))), default=0.0)
    foot = max((middles[at] + heights[at] / 2 for at in range(len(columns))), default=0.0)
    spots = [Spot(column, middle - top) for column, middle in zip(columns, middles, strict=True)]
    ways = {edge: tuple(spots[at] for at in chain) for edge, chain in chains.items()}
    return Places(tuple(spots[:count]), ways, len(layers), foot - top)


def neighbours(count: int, links: Sequence[Edge]) -> tuple[list[list[int]], list[list[int]]]:
    before: list[list[int]] = [[] for _ in range(count)]
    behind: list[list[int]] = [[] for _ in range(count)]
    for first, second in links:
        before[second].append(first)
        behind[first].append(second)
    return before, behind


def ordered(columns: Sequence[int], links: Sequence[Edge]) -> list[list[int]]:
    """The columns from left to right, each in the order that had the fewest crossings of all that were tried."""
    layers: list[list[int]] = [[] for _ in range(max(columns, default=-1) + 1)]
    for at, column in enumerate(columns):
        layers[column].append(at)
    before, behind = neighbours(len(columns), links)
    best, least = [list(layer) for layer in layers], crossings(layers, behind)
    for sweep in range(SWEEPS):
        near = before if sweep % 2 == 0 else behind
        place = {at: index for layer in layers for index, at in enumerate(layer)}
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            layer.sort(key=lambda at: (mean([place[one] for one in near[at]], place[at]), place[at]))
            place.update((at, index) for index, at in enumerate(layer))
        count = crossings(layers, behind)
        if count < least:
            best, least = [list(layer) for layer in layers], count
    return best


def crossings(layers: Sequence[Sequence[int]], behind: Sequence[Sequence[int]]) -> int:
    """How often lines between neighbouring columns cross."""
    place = {at: index for layer in layers for index, at in enumerate(layer)}
    total = 0
    for layer in layers:
        ends = [place[one] for at in layer for one in sorted(behind[at], key=lambda one: place[one])]
        total += sum(first > second for at, first in enumerate(ends) for second in ends[at + 1 :])
    return total


def mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def levels(layers: Sequence[Sequence[int]], links: Sequence[Edge], heights: Sequence[float], gap: float) -> list[float]:
    """The middle of each box: near the mean of what it is tied to, none over another, the order kept."""
    before, behind = neighbours(len(heights), links)
    middles = [0.0] * len(heights)
    for layer in layers:
        settle(layer, [0.0] * len(layer), heights, gap, middles)
    for sweep in range(SWEEPS):
        for layer in layers if sweep % 2 == 0 else list(reversed(layers)):
            wanted = [
                mean([middles[one] for one in (*before[at], *behind[at])], middles[at]) for at in layer
            ]
            settle(layer, wanted, heights, gap, middles)
    return middles


def settle(layer: Sequence[int], wanted: Sequence[float], heights: Sequence[float], gap: float, middles: list[float]) -> None:
    """As near to what is wanted as the room allows: the least squares under an order, by pooling what collides."""
    offsets: list[float] = []
    for index, at in enumerate(layer):
        last = offsets[-1] + (heights[layer[index - 1]] + heights[at]) / 2 + gap if index else 0.0
        offsets.append(last)
    pools: list[tuple[float, int]] = []
    for index in range(len(layer)):
        value, size = wanted[index] - offsets[index], 1
        while pools and pools[-1][0] > value:
            other, count = pools.pop()
            value, size = (value * size + other * count) / (size + count), size + count
        pools.append((value, size))
    levelled = [value for value, size in pools for _ in range(size)]
    for index, at in enumerate(layer):
        middles[at] = levelled[index] + offsets[index]
