"""The parts of a record as they were typed: texts, lists and mappings with their offsets in the file.

Each says how it travels between processes, since there are thousands of them and the usual way is slow.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `style` is "" (plain), ', ", | or > in YAML, and "csv" for a cell."""

    text: str
    start: int
    end: int
    style: str = ""

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return Scalar, (self.text, self.start, self.end, self.style)


@dataclass(frozen=True, slots=True)
class Sequence:
    items: "tuple[Node, ...]"
    start: int
    end: int
    flow: bool = False

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return Sequence, (self.items, self.start, self.end, self.flow)


@dataclass(frozen=True, slots=True)
class Pair:
    """A key as it was typed, the field's name that it stands for, and its value."""

    key: Scalar
    value: "Node"
    name: str

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return Pair, (self.key, self.value, self.name)


@dataclass(frozen=True, slots=True)
class Mapping:
    pairs: tuple[Pair, ...]
    start: int
    end: int
    flow: bool = False

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return Mapping, (self.pairs, self.start, self.end, self.flow)

    def pair(self, name: str) -> Pair | None:
        """The pair of a field, however its key is written, or None."""
        return next((pair for pair in self.pairs if pair.name == name), None)


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
