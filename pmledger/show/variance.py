"""A plan against an earlier one, in the terminal and as data."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.calendar import WorkCalendar
from pmledger.analysis.figure import decimal
from pmledger.analysis.variance.compare import Line, Shift, Variance
from pmledger.analysis.variance.plans import POINTS, Part, Plan
from pmledger.analysis.variance.words import sentences_of
from pmledger.kinds.values import Money
from pmledger.language.translator import Translator
from pmledger.show.plain import as_json
from pmledger.show.tables import Heading, Table
from pmledger.source.message import N_, Message, say

VERSION = 1
STATES = {"new": N_("new"), "gone": N_("gone"), "moved": N_("moved"), "same": N_("unchanged")}
MINUS = "\N{MINUS SIGN}"


class Against(Struct, frozen=True):
    """What a plan is held against: a baseline or a revision, its name, its day, and the record or commit it is."""

    sort: str
    name: str
    day: date
    id: str

    @property
    def words(self) -> Message:
        if self.sort == "baseline":
            return say("baseline {name} of {day}", name=self.name, day=self.day)
        return say("the plan at {name}, of {day}", name=self.name, day=self.day)


class Shown(Struct, frozen=True):
    """A variance with all that its text needs."""

    title: str
    project: str
    against: Against
    as_of: date
    calendar: WorkCalendar
    found: Variance


def sentences(shown: Shown, words: Translator) -> Iterator[str]:
    """What the comparison comes to: against what, the finish, the cost, and how many pieces differ."""
    yield words.render(say("{project} against {plan}", project=shown.title, plan=shown.against.words))
    yield words.sentences(sentences_of(shown.found))


def as_table(shown: Shown, words: Translator, *, everything: bool) -> Table:
    """The pieces in the order of the plan; unchanged ones only when all are asked for, columns only with something in them."""
    lines = [line for line in shown.found.lines if everything or line.state != "same"]
    columns = [
        (Heading(words.text(N_("Piece"))), [line.part.title for line in lines]),
        (Heading(words.text(N_("Start"))), [day(line, 0, words) for line in lines]),
        (Heading(words.text(N_("Starts later")), numeric=True), [signed(line.shift.start) for line in lines]),
        (Heading(words.text(N_("Finish"))), [day(line, 1, words) for line in lines]),
        (Heading(words.text(N_("Ends later")), numeric=True), [signed(line.shift.finish) for line in lines]),
        (Heading(words.text(N_("Working days")), numeric=True), [length(line, shown.calendar) for line in lines]),
        (Heading(words.text(N_("Longer")), numeric=True), [signed(line.shift.length) for line in lines]),
        (Heading(words.text(N_("Cost")), numeric=True), [cost(line, shown.found.now, words) for line in lines]),
        (Heading(words.text(N_("Dearer")), numeric=True), [signed(line.shift.cost) for line in lines]),
        (Heading(words.text(N_("More work")), numeric=True), [signed(line.shift.effort) for line in lines]),
        (Heading(words.text(N_("State"))), [words.text(STATES[line.state]) for line in lines]),
    ]
    kept = [(heading, cells) for heading, cells in columns if any(cells)]
    return Table(tuple(heading for heading, _ in kept), tuple(zip(*(cells for _, cells in kept), strict=True)))


def day(line: Line, end: int, words: Translator) -> str:
    part = line.part
    if part.dates is None or (part.kind in POINTS and end == 0):
        return ""
    return words.date(part.dates[end])


def length(line: Line, calendar: WorkCalendar) -> str:
    part = line.part
    return "" if part.dates is None or part.kind in POINTS else str(calendar.working_days(*part.dates))


def cost(line: Line, plan: Plan, words: Translator) -> str:
    found = line.part.cost
    return "" if found is None else words.money(Money(decimal(found), plan.currency))


def signed(value: int | Fraction | None) -> str:
    """`+3`, `−2`, and nothing where nothing moved or nothing is known."""
    if not value:
        return ""
    size = Fraction(value)
    number = f"{plain(abs(size)):f}"
    return f"+{number}" if size > 0 else f"{MINUS}{number}"


def plain(value: int | Fraction) -> Decimal:
    """An exact decimal where there is one, else to two places."""
    found = decimal(Fraction(value))
    return found if found == found.to_integral() else round(found, 2)


def as_csv_table(shown: Shown) -> Table:
    """All pieces with what was, what is and the difference, for other programs."""
    names = ("record", "title", "kind", "state", *(f"{name}_{when}" for name in ("start", "finish", "working_days", "cost", "effort_days")
                                                  for when in ("before", "now", "change")))  # fmt: skip
    rows = []
    for line in shown.found.lines:
        head = (line.part.key, line.part.title, line.part.kind, line.state)
        rows.append((*head, *(text(value) for pair in pairs(line, shown) for value in pair)))
    return Table(tuple(Heading(name) for name in names), tuple(rows))


def pairs(line: Line, shown: Shown) -> Iterator[tuple[object, object, object]]:
    """Before, now and change of start, finish, working days, cost and effort."""
    before, now, shift = line.before, line.now, line.shift
    yield end_of(before, 0), end_of(now, 0), shift.start
    yield end_of(before, 1), end_of(now, 1), shift.finish
    yield days_of(before, shown.calendar), days_of(now, shown.calendar), shift.length
    yield before and before.cost, now and now.cost, shift.cost
    yield before and before.effort, now and now.effort, shift.effort


def end_of(part: Part | None, end: int) -> date | None:
    return part.dates[end] if part is not None and part.dates is not None else None


def days_of(part: Part | None, calendar: WorkCalendar) -> int | None:
    if part is None or part.dates is None or part.kind in POINTS:
        return None
    return calendar.working_days(*part.dates)


def text(value: object) -> str:
    if isinstance(value, Fraction):
        return f"{plain(value):f}"
    return "" if value is None else str(value)


def as_data(shown: Shown) -> dict[str, object]:
    """The comparison as docs/json.md describes it."""
    found, against = shown.found, shown.against
    return {
        "version": VERSION,
        "project": shown.project,
        "as_of": shown.as_of.isoformat(),
        "against": {"sort": against.sort, "name": against.name, "day": against.day.isoformat(), "id": against.id},
        "total": total_data(found.before, found.now, found.whole, shown.calendar),
        "parts": [part_data(line, shown) for line in found.lines],
    }


def total_data(before: Plan, now: Plan, whole: Shift, calendar: WorkCalendar) -> dict[str, object]:
    spans = before.span, now.span
    before_days, now_days = (None if span is None else calendar.working_days(*span) for span in spans)
    return {
        "start": change(spans[0] and spans[0][0], spans[1] and spans[1][0], whole.start),
        "finish": change(spans[0] and spans[0][1], spans[1] and spans[1][1], whole.finish),
        "working_days": change(before_days, now_days, whole.length),
        "cost": change(before.cost, now.cost, whole.cost, now.currency, before.currency),
    }


def part_data(line: Line, shown: Shown) -> dict[str, object]:
    start, finish, days, cost, effort = pairs(line, shown)
    currency = shown.found.now.currency
    return {
        "record": "" if line.part.key.startswith("?") else line.part.key,
        "title": line.part.title,
        "kind": line.part.kind,
        "state": line.state,
        "start": change(*start),
        "finish": change(*finish),
        "working_days": change(*days),
        "cost": change(*cost, currency, shown.found.before.currency),
        "effort_days": change(*effort),
    }


def change(before: object, now: object, moved: object, currency: str = "", earlier: str = "") -> dict[str, object]:
    """What was, what is, and the difference; money in its currency."""
    values = (valued(before, earlier or currency), valued(now, currency), valued(moved, currency))
    return dict(zip(("before", "now", "change"), values, strict=True))


def valued(value: object, currency: str) -> object:
    if currency and isinstance(value, Fraction):
        return as_json(Money(plain(value), currency))
    return as_json(value)
