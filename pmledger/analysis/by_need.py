"""What is reckoned when it is first asked for, and kept: values by key, and figures among those that are there already."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import TypeVar, overload

from msgspec import Struct

from pmledger.analysis.definition import Definition
from pmledger.analysis.figure import Figure

T = TypeVar("T")
Key = tuple[str, str]


class ByNeed(Mapping[str, T]):
    """A mapping whose keys are known and whose values are made one by one, each when it is asked for."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys


class Step:
    """Figures that are made together, in their turn."""

    def __init__(self, make: Callable[[], Iterable[Figure]]) -> None:
        self.make = make
        self.figures: tuple[Figure, ...] | None = None

    def made(self) -> tuple[Figure, ...]:
        if self.figures is None:
            self.figures = tuple(self.make())
        return self.figures


class PutOff(Struct, frozen=True):
    """Figures that are made home by home: `home_of` tells of which home a subject's figures are, `made` has those that are.

    Where they are `final`, a figure that is not among them is nowhere else.
    """

    homes: Mapping[str, None]
    home_of: Callable[[str], str]
    make: Callable[[str], Iterable[Figure]]
    final: bool
    made: dict[str, tuple[Figure, ...]]


class Reckoned(Mapping[Key, Figure]):
    """Figures by name and subject, made when somebody asks for one that is not there yet.

    `defined` has all figures there can be by kind of subject and name. Those that were put off are made alone; all others one step after the other, as they were added, since a step may
    take from what the steps before it made. Whoever goes through all of them finds them in the order in which they were
    added or put off, as if none had waited.
    """

    def __init__(self, defined: Container[Key]) -> None:
        self._defined = defined
        self._known: dict[Key, Figure] = {}
        self._waiting: dict[Key, PutOff] = {}
        self._order: list[Step | PutOff] = []
        self._all: dict[Key, Figure] | None = None
        self._stepping = False

    def add(self, make: Callable[[], Iterable[Figure]]) -> None:
        """Let a step follow."""
        self._order.append(Step(make))

    def put_off(
        self,
        definitions: Iterable[Definition],
        make: Callable[[str], Iterable[Figure]],
        homes: Iterable[str] = ("",),
        home_of: Callable[[str], str] = lambda _subject: "",
        *,
        final: bool = True,
    ) -> None:
        """Let figures wait for themselves: `make` gives those of a home, by default all at once."""
        waiting = PutOff(dict.fromkeys(homes), home_of, make, final, {})
        self._order.append(waiting)
        self._waiting.update(((one.of, one.name), waiting) for one in definitions)

    @overload  # type: ignore[override]
    def get(self, key: Key, default: None = None) -> Figure | None: ...
    @overload
    def get(self, key: Key, default: Figure) -> Figure: ...
    def get(self, key: Key, default: Figure | None = None) -> Figure | None:
        """The figure of that name and subject; `default` where there is none."""
        found = self._known.get(key)
        if found is not None or self._all is not None:
            return found or default
        name, subject = key
        definition = (subject.partition(":")[0], name)
        if definition not in self._defined:
            return default
        waiting = self._waiting.get(definition)
        if waiting is not None:
            home = waiting.home_of(subject)
            if home in waiting.homes and home not in waiting.made:
                self._of(waiting, home)
                found = self._known.get(key)
            if found is not None or waiting.final:
                return found or default
        self._step()
        return self._known.get(key, default)

    def __getitem__(self, key: Key) -> Figure:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and self.get(key) is not None

    def __iter__(self) -> Iterator[Key]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())

    def values(self) -> Iterable[Figure]:  # type: ignore[override]
        """All figures, in order."""
        return self.whole().values()

    def items(self) -> Iterable[tuple[Key, Figure]]:  # type: ignore[override]
        """All figures by their keys, in order."""
        return self.whole().items()

    def whole(self) -> dict[Key, Figure]:
        """All figures, with those that had waited at their place."""
        if self._all is None:
            self._step()
            found: dict[Key, Figure] = {}
            for part in self._order:
                several = [part.made()] if isinstance(part, Step) else [self._of(part, home) for home in part.homes]
                found.update(((one.name, one.subject), one) for figures in several for one in figures)
            self._known = self._all = found
        return self._all

    def _of(self, waiting: PutOff, home: str) -> tuple[Figure, ...]:
        """The figures of a home, which everybody may look up from now on."""
        if home not in waiting.made:
            waiting.made[home] = tuple(waiting.make(home))
            self._take(waiting.made[home])
        return waiting.made[home]

    def _take(self, figures: Iterable[Figure]) -> None:
        self._known.update([((one.name, one.subject), one) for one in figures])

    def _step(self) -> None:
        """Make all steps in their order; one of them that looks for what is not there finds what came before it."""
        if self._stepping:
            return
        self._stepping = True
        try:
            for part in self._order:
                if isinstance(part, Step) and part.figures is None:
                    self._take(part.made())
        except BaseException:
            self._stepping = False
            raise
