"""Baselines against the changes that moved them, against their own items and against the budget lines."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from pmledger.analysis.balance.books import Books
from pmledger.analysis.balance.reconciliation import Addend, Reconciliation, Side, Spot, spot
from pmledger.analysis.balance.sums import Entry, Heading, compared, entries_of, paired, placed
from pmledger.analysis.costs import RESERVES
from pmledger.analysis.progress import baseline_span
from pmledger.analysis.standing import as_day, is_counted, titled
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message, say


def baseline_rows(books: Books) -> Iterator[Reconciliation]:
    """Rows 2, 3 and 33."""
    for at, baseline in enumerate(books.baselines):
        before = predecessor(books, at)
        if before is not None:
            yield from cost_row(books, before, baseline)
            yield from finish_row(books, before, baseline)
    if books.current is not None:
        yield from content_rows(books, books.current)


def predecessor(books: Books, at: int) -> Record | None:
    """The baseline that one supersedes, by its own word or else the one before it by date."""
    named = books.ledger.get(books.baselines[at].target("supersedes"))
    if named is not None:
        return named if is_counted(named, books.as_of) and named.project == books.project.key else None
    return books.baselines[at - 1] if at else None


def answered(books: Books, baseline: Record) -> tuple[Record, ...]:
    """The counted changes that a baseline answers, linked from either end."""
    named = (books.ledger.get(key) for key in baseline.targets.get("change", ()))
    pointing = books.ledger.pointing_at(baseline.key, "change", "baseline_after")
    every = {change.key: change for change in (*named, *pointing) if change is not None and change.kind == "change"}
    return tuple(change for change in every.values() if is_counted(change, books.as_of))


def step(before: Record, after: Record) -> Message:
    return say("baseline {after} − {before}", after=version(after), before=version(before))


def version(baseline: Record) -> str:
    return baseline.text("version") or baseline.id


def named(changes: tuple[Record, ...]) -> Message:
    """A side that is one change or several."""
    if len(changes) == 1:
        return say("change {id}", id=changes[0].id)
    return say("changes {ids}", ids=", ".join(change.id for change in changes))


def cost_row(books: Books, before: Record, after: Record) -> Iterator[Reconciliation]:
    """Row 2: what the budget at completion moved by, and what the changes behind it cost."""
    changes, day = answered(books, after), after.day("date") or books.as_of
    amounts = before.money("bac"), after.money("bac")
    if not changes or amounts[0] is None or amounts[1] is None:
        return
    moved = books.sum_entries(
        step(before, after),
        (
            Entry(titled(after), amounts[1], day, after, ("bac",)),
            Entry(titled(before), amounts[0], before.day("date") or day, before, ("bac",), sign=-1),
        ),
        spot(after, "bac"),
    )
    moved = placed(moved, after, "bac")
    asked = books.sum_entries(named(changes), entries_of(changes, "impact_cost", "decided_on", books.as_of))
    yield compared(
        Heading(2, "unbalanced-baseline-cost", books.project.key, after.key), moved, asked, books.currency,
        Severity.ERROR, moves=True, kept=all(change.has("impact_cost") for change in changes),
    )  # fmt: skip


def finish_row(books: Books, before: Record, after: Record) -> Iterator[Reconciliation]:
    """Row 3: by how many working days the finish moved, and how much later the changes made it.

    Each change alone moves the finish by its own effect; several may run side by side, so that together they move it
    by no less than the largest and by no more than the sum.
    """
    changes = answered(books, after)
    spans = baseline_span(before), baseline_span(after)
    if not changes or spans[0] is None or spans[1] is None:
        return
    durations = [(change, change.duration("impact_schedule")) for change in changes]
    days = [books.calendar.days_of(length) for _, length in durations if length is not None]
    moved = books.calendar.slip(spans[0][1], spans[1][1])
    kept = len(days) == len(changes)
    bounds = sorted((max(days), sum(days, Fraction(0)))) if days else [Fraction(0), Fraction(0)]
    least, most = bounds
    nearest = min(max(Fraction(moved), least), most)
    off = Fraction(moved) - nearest
    largest = max(zip(days, changes, strict=False), key=lambda pair: pair[0])[1] if days else changes[0]
    label = named(changes)
    if least != most:
        label = say("{changes} ({least} to {most} working days)", changes=label, least=whole(least), most=whole(most))
    yield paired(
        Heading(3, "unbalanced-baseline-finish", books.project.key, after.key),
        Side(step(before, after), moved, last_item(after)),
        Side(
            label, whole(nearest), spot(largest, "impact_schedule"),
            tuple(Addend(titled(change), length, change.key, ("impact_schedule",)) for change, length in durations),
        ),
        Severity.ERROR if len(changes) == 1 else Severity.WARNING,
        agrees=-1 < off < 1, difference=whole(off), moves=True, kept=kept,
    )  # fmt: skip


def whole(value: Fraction) -> "int | Fraction":
    return int(value) if value.denominator == 1 else value


def last_item(baseline: Record) -> Spot:
    """The spot of the finish that is the latest of a baseline's items."""
    dated = [
        (finish, at)
        for at, item in enumerate(baseline.items("items"))
        if (finish := as_day(item.get("finish"))) is not None
    ]
    return spot(baseline, "items", max(dated)[1], "finish") if dated else spot(baseline, "items")


def content_rows(books: Books, baseline: Record) -> Iterator[Reconciliation]:
    """Row 33: the current baseline against its own items, and against the budget lines that it froze."""
    day = baseline.day("date") or books.as_of
    bac = books.stated(say("baseline {version}", version=version(baseline)), baseline, "bac", day)
    heading = Heading(33, "unbalanced-baseline", books.project.key, baseline.key, say("items"))
    items = item_costs(books, baseline, day)
    if bac is not None and items:
        whole_sum = books.sum_entries(say("its items"), items)
        yield compared(heading, bac, whole_sum, books.currency, Severity.ERROR)
    if not books.lines:
        return
    frozen = tuple(line for line in books.lines if stood(books, line, day))
    for field, label, lines in parts_of(frozen):
        given = books.stated(
            say("{part} of baseline {version}", part=label, version=version(baseline)), baseline, field, day
        )
        if given is None:
            continue
        found = books.sum_lines(say("budget lines up to {day}", day=day), lines)
        yield compared(
            Heading(33, "unbalanced-baseline", books.project.key, baseline.key, label), given, found, books.currency,
            Severity.ERROR,
        )  # fmt: skip


def parts_of(lines: tuple[Record, ...]) -> tuple[tuple[str, Message, tuple[Record, ...]], ...]:
    """The fields of a baseline that hold money, what each is called, and the budget lines that belong to it."""

    def of(*categories: str) -> tuple[Record, ...]:
        return tuple(line for line in lines if line.text("category") in categories)

    work = tuple(line for line in lines if line.text("category") not in RESERVES)
    return (
        ("bac", say("the work"), work),
        ("contingency", say("the contingency"), of("contingency")),
        ("management_reserve", say("the management reserve"), of("management_reserve")),
    )


def item_costs(books: Books, baseline: Record, day: date) -> tuple[Entry, ...]:
    """What the items of a baseline cost, without those that are reserves."""
    found = []
    for at, item in enumerate(baseline.items("items")):
        keys = baseline.targets.get(f"items[{at}].ref", ())
        about = books.ledger.get(keys[0]) if keys else None
        cost = item.get("cost")
        if isinstance(cost, Money) and not (about is not None and about.text("category") in RESERVES):
            label = titled(about) if about is not None else say("item {number}", number=at + 1)
            found.append(Entry(label, cost, day, baseline, ("items", at, "cost")))
    return tuple(found)


def stood(books: Books, line: Record, day: date) -> bool:
    """Whether a counted line was part of what was agreed on a day.

    A line of a change counts by the day of the decision; one without counts by its own, and where it is later the row
    on unapproved movement speaks of it.
    """
    change = books.ledger.get(line.target("change"))
    if change is not None and is_counted(change, books.as_of):
        return (change.day("decided_on") or day) <= day
    return (line.day("approved_on") or day) <= day
