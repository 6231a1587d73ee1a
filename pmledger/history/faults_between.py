"""Which objections came and which went between two states, by code."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from pmledger.source.diagnostic import SEVERITY_ORDER, Diagnostic, Severity

TOLD = (Severity.ERROR, Severity.WARNING, Severity.ATTENTION)


class FaultChange(Struct, frozen=True):
    """A kind of fault that is found more or less often: those that came, those that went."""

    code: str
    name: str
    severity: Severity
    came: tuple[Diagnostic, ...]
    went: tuple[Diagnostic, ...]

    @property
    def first(self) -> Diagnostic:
        return (self.came or self.went)[0]


class Place(Struct, frozen=True):
    """Where a fault is, as far as it tells two of them apart."""

    code: str
    about: str


Placing = Callable[[Diagnostic], Place]


def faults_between(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], renames: Mapping[str, str]
) -> tuple[FaultChange, ...]:
    """What came and what went, the gravest first and what came before what went.

    A fault is the same when its code is, and the record it is about or else its file: lines move, and sentences count days.
    """
    came = dict(by_code(more(after, before, lambda one: place_of(one, {}), lambda one: place_of(one, renames))))
    went = dict(by_code(more(before, after, lambda one: place_of(one, renames), lambda one: place_of(one, {}))))
    found = [
        FaultChange(code, first.name, first.severity, tuple(came.get(code, ())), tuple(went.get(code, ())))
        for code in {*came, *went}
        for first in ((came.get(code) or went[code])[0],)
    ]
    return tuple(sorted(found, key=lambda one: (not one.came, SEVERITY_ORDER.index(one.severity), one.code)))


def place_of(fault: Diagnostic, renames: Mapping[str, str]) -> Place:
    return Place(fault.code, renames.get(fault.record, fault.record) or fault.span.path)


def more(
    these: Iterable[Diagnostic], those: Iterable[Diagnostic], place: Placing, other: Placing
) -> Iterator[Diagnostic]:
    """Those of some faults that are not among the others, as often as there are more of them."""
    left = Counter(other(one) for one in those if one.severity in TOLD)
    for one in these:
        if one.severity not in TOLD:
            continue
        at = place(one)
        if left[at] > 0:
            left[at] -= 1
        else:
            yield one


def by_code(faults: Iterable[Diagnostic]) -> Iterator[tuple[str, list[Diagnostic]]]:
    found: dict[str, list[Diagnostic]] = {}
    for one in faults:
        found.setdefault(one.code, []).append(one)
    yield from found.items()
