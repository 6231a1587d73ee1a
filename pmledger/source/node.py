"""The parts of a record as they were typed: texts, lists and mappings with their offsets in the file.

They are named tuples, since there are thousands of them, made and sent between processes.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Scalar(NamedTuple):
    """A text; `style` is "" (plain), ', ", | or > in YAML, and "csv" for a cell."""

    text: str
    start: int
    end: int
    style: str = ""


class Sequence(NamedTuple):
    items: "tuple[Node, ...]"
    start: int
    end: int
    flow: bool = False


class Pair(NamedTuple):
    """A key as it was typed, the field's name that it stands for, and its value."""

    key: Scalar
    value: "Node"
    name: str


class Mapping(NamedTuple):
    pairs: tuple[Pair, ...]
    start: int
    end: int
    flow: bool = False

    def pair(self, name: str) -> Pair | None:
        """The pair of a field, however its key is written, or None."""
        for pair in self.pairs:
            if pair.name == name:
                return pair
        return None


Node = Scalar | Sequence | Mapping


def find(node: "Node | None", path: tuple[str | int, ...]) -> "Node | None":
    """The part of a node that a path of field names and list indexes leads to, or None."""
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            pair = node.pair(step)
            node = pair.value if pair else None
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Scalar) and (step == 0 or isinstance(step, str)):
            continue  # one value may stand for a list of one, or for a map by its leading part
        else:
            return None
    return node


def walk(node: Node) -> Iterator[Node]:
    """The node and all that it contains, outermost first."""
    stack: list[Node] = [node]
    while stack:
        here = stack.pop()
        yield here
        if isinstance(here, Sequence):
            stack.extend(reversed(here.items))
        elif isinstance(here, Mapping):
            stack.extend(pair.value for pair in reversed(here.pairs))
