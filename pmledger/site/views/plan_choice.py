"""Which stages and tasks of a plan are shown where there is not room for all: what is under way, critical, late or next."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from pmledger.analysis.plan_tree import Twig
from pmledger.analysis.progress import Dates
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book

AHEAD = timedelta(weeks=6)
STAGES = 12
"""Stages that are shown even where none of their tasks is."""


class Choice(Struct, frozen=True):
    """What is shown, in the order of the plan, and what is left out of it."""

    shown: tuple[Twig, ...]
    left: tuple[Twig, ...] = ()

    @property
    def tasks(self) -> tuple[int, int]:
        """How many tasks are shown, and how many there are."""
        shown = sum(twig.leaf for twig in self.shown)
        return shown, shown + sum(twig.leaf for twig in self.left)


def chosen(book: Book, twigs: Sequence[Twig], most: int) -> Choice:
    """At most so many twigs: the most pressing tasks, with the stages and summaries that they are part of."""
    if len(twigs) <= most:
        return Choice(tuple(twigs))
    wholes = tuple(wholes_of(twigs))
    stages = [at for at, twig in enumerate(twigs) if not twig.leaf and not twig.depth]
    kept = set(stages) if len(stages) <= STAGES else set()
    for _, _, at in sorted((*urgency(book, twig), at) for at, twig in enumerate(twigs) if twig.leaf):
        more = {at, *wholes[at]} - kept
        if len(kept) + len(more) <= most:
            kept |= more
    return Choice(
        tuple(twig for at, twig in enumerate(twigs) if at in kept),
        tuple(twig for at, twig in enumerate(twigs) if at not in kept),
    )


def wholes_of(twigs: Sequence[Twig]) -> Iterator[tuple[int, ...]]:
    """The places of what each twig is part of, the outermost first."""
    above: list[int] = []
    for at, twig in enumerate(twigs):
        del above[twig.depth :]
        yield tuple(above)
        above.append(at)


def urgency(book: Book, twig: Twig) -> tuple[int, int]:
    return rank(book, twig.record, twig.expected or twig.agreed, late=(twig.late or 0) > 0)


def rank(book: Book, task: Record, span: Dates | None, *, late: bool) -> tuple[int, int]:
    """Where a task stands among others, and within that its start; what is over comes last, the latest of it first."""
    start, finish = span or (date.max, date.max)
    if not is_open(task, book.as_of):
        return 6, -finish.toordinal()
    timing = book.conclusions.timetable.timing(task.key)
    critical = timing is not None and timing.critical
    if start <= book.as_of:
        place = 0
    elif start <= book.as_of + AHEAD:
        place = 1 if critical or late else 2
    else:
        place = 3 if critical else 4 if late else 5
    return place, start.toordinal()


def shown_of(book: Book, shown: int, every: int) -> tuple[str, ...]:
    """How many tasks are shown; nothing where all are."""
    if shown >= every:
        return ()
    return (book.say_count(
        "Shown is {shown} of {count} tasks: what is under way, critical, late or next.",
        "Shown are {shown} of {count} tasks: what is under way, critical, late or next.", every, shown=book.words.number(shown),
    ),)  # fmt: skip


def closed_wholes(book: Book, twigs: Sequence[Twig]) -> frozenset[str]:
    """The stages and summaries in which nothing is open."""
    busy = {
        whole
        for at, wholes in enumerate(wholes_of(twigs))
        if twigs[at].leaf and is_open(twigs[at].record, book.as_of)
        for whole in wholes
    }
    return frozenset(twig.record.key for at, twig in enumerate(twigs) if not twig.leaf and at not in busy)
