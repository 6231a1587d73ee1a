"""What moved away from the current baseline, and the approved change that would explain it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.balance.baselines import answered, version
from pmledger.analysis.balance.books import Books
from pmledger.analysis.balance.reconciliation import Reconciliation, Relation, Side, spot
from pmledger.analysis.balance.sums import Entry, Heading, compared, paired, stated
from pmledger.analysis.figure import spoken
from pmledger.analysis.milestones import is_binding
from pmledger.analysis.standing import as_day, is_counted, is_open, titled
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.source.diagnostic import Severity
from pmledger.source.message import say

NAME = "unapproved-movement"
DATED = {"milestone": "baseline_date", "deliverable": "due"}
"""By kind, the field that the finish of a baseline's item froze."""


class Frozen(Struct, frozen=True):
    """What the current baseline says of a record: the item's number and the item."""

    at: int
    item: Mapping[str, object]


def movement_rows(books: Books) -> Iterator[Reconciliation]:
    """Row 6."""
    approved = affected(books)
    if books.current is not None:
        baseline = books.current
        frozen = items_of(baseline)
        for kind, field in DATED.items():
            for record in books.ledger.of_project(books.project.key, kind):
                if record.key in frozen and record.status != "cancelled":
                    yield from date_row(books, baseline, record, field, frozen[record.key], approved)
        for line in books.lines:
            yield from line_rows(books, baseline, line, frozen.get(line.key), approved)
    for milestone in books.ledger.of_project(books.project.key, "milestone"):
        yield from forecast_row(books, milestone, approved)


def items_of(baseline: Record) -> dict[str, Frozen]:
    """The items of a baseline by the key of what they are about."""
    found = {}
    for at, item in enumerate(baseline.items("items")):
        keys = baseline.targets.get(f"items[{at}].ref", ())
        if keys:
            found[keys[0]] = Frozen(at, item)
    return found


def affected(books: Books) -> frozenset[str]:
    """The keys of everything that a counted change affects, unless a baseline has taken that change in already."""
    done = {change.key for baseline in books.baselines for change in answered(books, baseline)}
    waiting = (change for change in books.changes if change.key not in done)
    return frozenset(key for change in waiting for key in change.targets.get("affects", ()))


def is_explained(books: Books, record: Record, approved: frozenset[str]) -> bool:
    """Whether a counted change affects a record or what it is part of."""
    phases = books.ledger.pointing_at(record.key, "phase", "deliverables") if record.kind == "deliverable" else ()
    above = {record.key, record.parent, record.project, record.target("parent"), record.target("task")}
    return not approved.isdisjoint(above | {phase.key for phase in phases})


def date_row(
    books: Books, baseline: Record, record: Record, field: str, frozen: Frozen, approved: frozenset[str]
) -> Iterator[Reconciliation]:
    """The date of a milestone or deliverable, and the one that the baseline froze."""
    now, then = record.day(field), as_day(frozen.item.get("finish"))
    if now is None or then is None:
        return
    moved = books.calendar.slip(then, now)
    remark = say("a change explains it") if now != then and is_explained(books, record, approved) else None
    yield paired(
        Heading(6, NAME, books.project.key, record.key),
        Side(titled(record), now, spot(record, field)),
        Side(say("baseline {version}", version=version(baseline)), then,
             spot(baseline, "items", frozen.at, "finish")),
        Severity.WARNING, agrees=now == then or remark is not None, difference=moved, remark=remark,
    )  # fmt: skip


def line_rows(
    books: Books, baseline: Record, line: Record, frozen: Frozen | None, approved: frozenset[str]
) -> Iterator[Reconciliation]:
    """The amount of a budget line and the one that was frozen; a line that was approved later, and its change."""
    amount, day = line.money("amount"), baseline.day("date") or books.as_of
    cost = frozen.item.get("cost") if frozen is not None else None
    heading, label = Heading(6, NAME, books.project.key, line.key), say("budget line “{title}”", title=line.title)
    change = books.ledger.get(line.target("change"))
    counted = change is not None and is_counted(change, books.as_of)
    if amount is None:
        return
    if frozen is not None and isinstance(cost, Money):
        now = stated(label, Entry(label, amount, line.day("approved_on") or day, line, ("amount",)), books.currency,
                     books.exchange)  # fmt: skip
        said = say("baseline {version}", version=version(baseline))
        then = stated(said, Entry(said, cost, day, baseline, ("items", frozen.at, "cost")), books.currency,
                      books.exchange)  # fmt: skip
        explained = counted or is_explained(books, line, approved)
        found = compared(heading, now, then, books.currency, Severity.WARNING)
        yield replace(found, agrees=found.agrees or explained)
        return
    on = line.day("approved_on")
    if on is None or on <= day or (change is None and line.written("change")) or is_explained(books, line, approved):
        return
    right = Side(say("baseline {version}", version=version(baseline)), day, spot(baseline, "date"))
    sentence = say("{amount} were approved on {day}, after the baseline {version}, without an approved change",
                   amount=amount, day=on, version=version(baseline))  # fmt: skip
    if change is not None:
        right = Side(say("change {id}", id=change.id), change.money("impact_cost"), spot(change, "status"))
        sentence = say("{amount} were approved on {day} for the change {id}, which is not approved", amount=amount,
                       day=on, id=change.id)  # fmt: skip
    yield paired(
        heading, Side(label, amount, spot(line, "amount")), right, Severity.WARNING, agrees=counted,
        sentence=sentence,
    )  # fmt: skip


def forecast_row(books: Books, milestone: Record, approved: frozenset[str]) -> Iterator[Reconciliation]:
    """A milestone that somebody outside was promised, forecast beyond the tolerance with no change that moves it.

    To be late is business: it asks for somebody, and nobody has to write a change that nobody approved.
    """
    stated, computed = milestone.day("forecast_date"), books.forecasts.get(milestone.key)
    baseline, forecast = milestone.day("baseline_date"), stated or computed
    if not is_binding(milestone) or not is_open(milestone, books.as_of) or baseline is None or forecast is None:
        return
    late, tolerated = books.calendar.slip(baseline, forecast), books.tolerance("ms_forecast_slip_days")
    explained = late > tolerated and is_explained(books, milestone, approved)
    yield paired(
        Heading(6, NAME, books.project.key, milestone.key, say("forecast")),
        Side(say("forecast of “{title}”", title=milestone.title), forecast, spot(milestone, "forecast_date" if stated else "depends")),
        Side(say("its baseline date"), baseline, spot(milestone, "baseline_date")),
        Severity.ATTENTION, agrees=late <= tolerated or explained, difference=late, relation=Relation.AT_MOST,
        remark=say("{days} working days are tolerated", days=spoken(tolerated)),
    )  # fmt: skip
