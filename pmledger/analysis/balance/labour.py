"""Hours at their rates against labour costs and against what is billed by time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.balance.books import MONTH_GRACE, Books
from pmledger.analysis.balance.contracts import line_amount
from pmledger.analysis.balance.reconciliation import Reconciliation, Relation, Side, Spot, money, spot, verbatim
from pmledger.analysis.balance.sums import Entry, Heading, Sum, compared, entries_of
from pmledger.analysis.months import month_end, month_of
from pmledger.analysis.spending import BILLED_BY_TIME, Worked, is_billable, standing_costs, worked
from pmledger.analysis.standing import as_day, titled
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message, say

LABOUR = "labour"
LONGEST = 120


def month(day: date) -> Message:
    """A month as people write it in a ledger."""
    return verbatim(f"{day:%Y-%m}")


def is_over(books: Books, first: date) -> bool:
    """Whether a month ended so long ago that what belongs to it should be written."""
    return books.calendar.slip(month_end(first), books.as_of) >= MONTH_GRACE


def labour_rows(books: Books, hours: tuple[Worked, ...]) -> Iterator[Reconciliation]:
    """Row 8: by person and month the approved hours at their rate, and the labour costs with that person."""
    costs: defaultdict[str, defaultdict[date, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for cost in standing_costs(books.costs):
        on = cost.day("date")
        if cost.text("category") == LABOUR and cost.target("person") and on:
            costs[cost.target("person")][month_of(on)].append(cost)
    done: defaultdict[str, defaultdict[date, list[Worked]]] = defaultdict(lambda: defaultdict(list))
    for one in hours:
        if one.keeps:
            done[one.person][month_of(one.day)].append(one)
    for person in sorted(done.keys() & costs.keys()):
        for first in sorted(done[person].keys() | costs[person].keys()):
            if is_over(books, first):
                booked = tuple(costs[person][first])
                home = spot(next(iter(costs[person].values()))[0], "date")
                yield labour_row(books, person, first, tuple(done[person][first]), booked, home)


def labour_row(
    books: Books, person: str, first: date, hours: tuple[Worked, ...], costs: tuple[Record, ...], home: Spot
) -> Reconciliation:
    """One person's month; the amounts are not shown, since they would tell the rate."""
    who = books.ledger.by_key[person]
    number = sum((one.hours for one in hours), Decimal(0))
    left = value_of(books, say("{hours} h of {name}", hours=number, name=who.title), hours)
    right = books.sum_entries(
        say("labour costs of {name}", name=who.title), entries_of(costs, "amount", "date", books.as_of), home
    )
    sizes = [part.number if part.number > 0 else -part.number for part in (left, right) if part.number is not None]
    allowed = books.tolerance("eac_over_pct") / 100 * max(sizes, default=Fraction(0))
    subject = costs[0].key if costs else hours[0].entry.key
    found = compared(
        Heading(8, "unbalanced-labour", books.project.key, subject, month(first)), left, right, books.currency,
        Severity.WARNING, allowed=allowed, withheld=True,
    )  # fmt: skip
    more = found.left.value is not None and left.number is not None and left.number > (right.number or 0)
    if found.agrees:
        return found
    return replace(found, sentence=sentence_of(who, first, number, right, more=more, none=not costs))


def sentence_of(who: Record, first: date, hours: Decimal, costs: Sum, *, more: bool, none: bool) -> Message:
    """What does not agree, without the amount that would tell the rate."""
    given = {"name": who.title, "hours": hours, "month": f"{first:%Y-%m}"}
    if none:
        return say("{name} has {hours} h approved in {month}, and no labour cost in that month", **given)
    if not hours:
        return say("{name} has labour costs of {amount} in {month}, and no approved hours in that month",
                   **given, amount=costs.side.value)  # fmt: skip
    if more:
        return say("{hours} h of {name} in {month} are worth more than the labour costs of {amount}, "
                   "beyond the tolerance", **given, amount=costs.side.value)  # fmt: skip
    return say("{hours} h of {name} in {month} are worth less than the labour costs of {amount}, "
               "beyond the tolerance", **given, amount=costs.side.value)  # fmt: skip


def value_of(books: Books, label: Message, hours: tuple[Worked, ...]) -> Sum:
    """Hours at their rates, shown at the longest entry; unknown as soon as one rate is."""
    if not hours:
        return Sum(Side(label, money(Fraction(0), books.currency), books.home), Fraction(0), 0)
    longest = max(hours, key=lambda one: one.hours)
    where = spot(longest.entry, "hours")
    lost = next((one for one in hours if one.worth is None), None)
    if lost is not None:
        reason = say("the rate of an hour on {day} is unknown", day=lost.day)
        return Sum(Side(label, None, where), None, len(hours), reason)
    number = sum((one.worth for one in hours if one.worth is not None), Fraction(0))
    return Sum(Side(label, money(number, books.currency), where), number, len(hours))


class TimeLine(Struct, frozen=True):
    """A line of an invoice that bills time, and the months that its period touches."""

    entry: Entry
    months: tuple[date, ...]


def unbilled_rows(books: Books) -> Iterator[Reconciliation]:
    """Row 16: billable hours at their rate, and the lines for time whose period covers the month.

    A line over several months is held against all of them together.
    """
    if books.billing not in BILLED_BY_TIME:
        return
    entries = tuple(entry for entry in books.hours if is_billable(entry, books.billing))
    found = tuple(one for one in worked(entries, books.bill_rates, books.currency, books.exchange) if one.keeps)
    lines = tuple(line for invoice in books.invoices for line in time_lines(books, invoice))
    by_month: defaultdict[date, list[Worked]] = defaultdict(list)
    for one in found:
        by_month[month_of(one.day)].append(one)
    for months, covering in periods(frozenset(by_month), lines):
        if all(is_over(books, first) for first in months):
            hours = tuple(one for first in months for one in by_month[first])
            yield unbilled_row(books, months, hours, covering, kept=bool(lines))


def unbilled_row(
    books: Books, months: tuple[date, ...], hours: tuple[Worked, ...], lines: tuple[TimeLine, ...], *, kept: bool
) -> Reconciliation:
    number = sum((one.hours for one in hours), Decimal(0))
    left = books.sum_entries(
        say("billed for time"), tuple(line.entry for line in lines), spot(books.project, "billing")
    )
    right = value_of(books, say("{hours} billable h", hours=number), hours)
    period = (
        month(months[0])
        if len(months) == 1
        else say("{first} to {last}", first=month(months[0]), last=month(months[-1]))
    )
    one_person = len({one.person for one in hours}) == 1
    found = compared(
        Heading(16, "unbilled-hours", books.project.key, hours[0].entry.key, period), left, right, books.currency,
        Severity.ATTENTION, relation=Relation.AT_LEAST, kept=kept, withheld=one_person,
    )  # fmt: skip
    if found.agrees or not one_person:
        return found
    sentence = say("{hours} billable h in {period} are worth more than the {amount} billed for time",
                   hours=number, period=period, amount=left.side.value)  # fmt: skip
    return replace(found, sentence=sentence)


def time_lines(books: Books, invoice: Record) -> Iterator[TimeLine]:
    """The lines of an invoice that bill time, by their period; one without a period covers no month."""
    issued = invoice.day("issued_on") or books.as_of
    for at, item in enumerate(invoice.items("lines")):
        amount = line_amount(item)
        if item.get("type") != "time" or amount is None:
            continue
        first, last = as_day(item.get("from")), as_day(item.get("to"))
        if first is None and last is None:
            continue
        first, last = first or last or issued, last or first or issued
        yield TimeLine(
            Entry(titled(invoice), amount, issued, invoice, ("lines", at, "unit_price")),
            tuple(months_between(first, last)),
        )


def months_between(first: date, last: date) -> Iterator[date]:
    """The first days of the months that a period touches, of a long period those of ten years."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    for at in range(start, min(end, start + LONGEST) + 1):
        yield date(at // 12, at % 12 + 1, 1)


def periods(
    months: Iterable[date], lines: tuple[TimeLine, ...]
) -> Iterator[tuple[tuple[date, ...], tuple[TimeLine, ...]]]:
    """Months with hours, those that one line covers together, and the lines that cover them."""
    open_months = set(months)
    covering: defaultdict[date, list[TimeLine]] = defaultdict(list)
    for line in lines:
        for first in line.months:
            covering[first].append(line)
    while open_months:
        waiting, group, found = [min(open_months)], set[date](), dict[int, TimeLine]()
        while waiting:
            here = waiting.pop()
            if here in group:
                continue
            group.add(here)
            for line in covering[here]:
                found[id(line)] = line
                waiting.extend(line.months)
        with_hours = tuple(sorted(group & open_months))
        open_months -= group
        yield with_hours, tuple(found.values())
