"""Quality: what was checked and passed, which defects are open and where they come from, what was accepted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Figure, Input, Result, exact, unknown
from pmledger.analysis.issues import BUCKETS, bucket, median
from pmledger.analysis.names import figure
from pmledger.analysis.standing import day, is_open, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say, say_count

KINDS = ("quality_standard", "quality_check", "defect", "deliverable")
SEVERITIES = ("critical", "major", "minor", "cosmetic")
GRAVE = frozenset({"critical", "major"})
NO_DEFECT = frozenset({"rejected", "duplicate"})
"""States that say that there was no defect, or that it is counted elsewhere."""
OUT_OF_THE_HOUSE = frozenset({"acceptance", "operation"})
"""Stages at which the client finds a defect before we do."""
NOT_WAITING = say("it does not wait for the client")
HANDED_OVER = frozenset({"submitted", "accepted", "rejected"})
MENDED = frozenset({"fixed", "verified", "closed"})


class Register(Struct, frozen=True):
    """The records of quality of a project or of the whole workspace, each register in its own order."""

    standards: tuple[Record, ...]
    checks: tuple[Record, ...]
    defects: tuple[Record, ...]
    deliverables: tuple[Record, ...]

    @property
    def kept(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.standards or self.checks or self.defects or self.deliverables)


def register(of: Callable[[str], tuple[Record, ...]]) -> Register:
    """The registers that `of` gives by kind."""
    standards, checks, defects, deliverables = (of(kind) for kind in KINDS)
    return Register(standards, checks, defects, deliverables)


def quality_figures(ledger: Ledger, as_of: date) -> Iterator[Figure]:
    """The figures of the workspace, of each project, of standards and of products."""
    whole = register(ledger.of)
    yield from register_figures("", "", whole, as_of)
    for project in ledger.of("project"):
        own = register(lambda kind, key=project.key: ledger.of_project(key, kind))  # type: ignore[misc]
        yield from register_figures("project", project.key, own, as_of)
    held = checks_by_standard(whole.checks)
    for standard in whole.standards:
        yield figure("quality_standard", "pass_rate", standard.key, pass_rate(held.get(standard.key, ()), as_of))
    for deliverable in whole.deliverables:
        waits = waiting_days(deliverable, as_of) or unknown(NOT_WAITING)
        yield figure("deliverable", "waiting_days", deliverable.key, waits)


def register_figures(of: str, subject: str, own: Register, as_of: date) -> Iterator[Figure]:
    """All figures of one register of quality."""
    found = {
        "checks_done": counted([check for check in own.checks if is_done(check, as_of)], "done_on"),
        "checks_overdue": counted([check for check in own.checks if is_late(check, as_of)], "planned_on"),
        "first_pass_yield": first_pass_yield(own.checks, as_of),
        "open_defects": open_defects(own, as_of),
        "grave_defects": open_defects(own, as_of, GRAVE),
        "mended_median": mended_median(own.defects, as_of),
        "removal_efficiency": removal_efficiency(own.defects, as_of),
        "escape_rate": escape_rate(own.defects, as_of),
        "defect_density": defect_density(own, as_of),
        "deliveries_on_time": deliveries_on_time(own.deliverables, as_of),
        "first_acceptance": first_acceptance(own.deliverables, as_of),
    }
    return (figure(of, name, subject, result) for name, result in found.items())


def counted(records: Iterable[Record], field: str) -> Result:
    inputs = tuple(Input(titled(record), day(record, field), record.key, field) for record in records)
    return Result(len(inputs), inputs)


def share(good: Iterable[Record], every: Sequence[Record], field: str) -> Result:
    """Percent of some records that are among the good ones; each record is an input, marked by one of its fields."""
    keys = {record.key for record in good}
    inputs = tuple(Input(titled(record), value_of(record, field), record.key, field) for record in every)
    return Result(exact(Fraction(100 * len(keys), len(every))), inputs)


def value_of(record: Record, field: str) -> object:
    return record.status if field == "status" else record.values.get(field)


def is_done(check: Record, as_of: date) -> bool:
    """Whether a check was held by the day; what is done without a date counts."""
    done = day(check, "done_on")
    return check.status == "done" and (done is None or done <= as_of)


def is_late(check: Record, as_of: date) -> bool:
    planned = day(check, "planned_on")
    return is_open(check, as_of) and planned is not None and planned < as_of


def first_pass_yield(checks: Iterable[Record], as_of: date) -> Result:
    """Percent of first checks that passed: repeated checks do not count, a pass with conditions is no pass."""
    first = [check for check in checks if is_done(check, as_of) and not check.written("recheck_of")]
    if not first:
        return unknown(say("nothing has been checked yet"))
    return share((check for check in first if check.text("result") == "pass"), first, "result")


def checks_by_standard(checks: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """The checks that hold something to a standard, by its key."""
    return grouped((key, check) for check in checks for key in check.targets.get("standards", ()))


def grouped(pairs: Iterable[tuple[str, Record]]) -> dict[str, tuple[Record, ...]]:
    found: dict[str, list[Record]] = {}
    for key, record in pairs:
        found.setdefault(key, []).append(record)
    return {key: tuple(records) for key, records in found.items()}


def pass_rate(checks: Iterable[Record], as_of: date) -> Result:
    """Percent of the checks against a standard that passed, repeated ones included."""
    done = [check for check in checks if is_done(check, as_of)]
    if not done:
        return unknown(say("nothing was checked against it yet"))
    return share((check for check in done if check.text("result") == "pass"), done, "result")


def real_defects(defects: Iterable[Record], as_of: date) -> tuple[Record, ...]:
    """The defects found by the day, without those that were none or are counted elsewhere."""
    return tuple(
        defect
        for defect in defects
        if defect.status not in NO_DEFECT and (found := day(defect, "found_on")) is not None and found <= as_of
    )


def mended_on(defect: Record, as_of: date) -> date | None:
    """When a defect was mended: its date of closing where no other is written; None before that day."""
    if defect.status not in MENDED:
        return None
    found = day(defect, "fixed_on") or day(defect, "closed_on")
    return found if found is not None and found <= as_of else None


def closed_on(defect: Record, as_of: date) -> date | None:
    """When a defect needed nobody any more; None while it does."""
    if is_open(defect, as_of):
        return None
    return day(defect, "closed_on") or day(defect, "fixed_on")


def open_defects(own: Register, as_of: date, severities: frozenset[str] = frozenset(SEVERITIES)) -> Result:
    """How many defects are open; unknown where nobody looked: no check and no defect is not the same as no defect."""
    found = [defect for defect in real_defects(own.defects, as_of) if is_open(defect, as_of)]
    if not own.defects and not any(is_done(check, as_of) for check in own.checks):
        return unknown(say("nothing has been checked yet, so that no defect is known"))
    return counted((defect for defect in found if defect.text("severity") in severities), "found_on")


def mended_median(defects: Iterable[Record], as_of: date) -> Result:
    """The median of the calendar days from found to mended."""
    times = []
    for defect in real_defects(defects, as_of):
        found, mended = day(defect, "found_on"), mended_on(defect, as_of)
        if found is not None and mended is not None and found <= mended:
            times.append(((mended - found).days, defect))
    times.sort(key=lambda pair: (pair[0], pair[1].key))
    inputs = tuple(Input(titled(defect), days, defect.key, "found_on") for days, defect in times)
    if not times:
        return unknown(say("no defect has been mended yet"))
    return Result(exact(median([days for days, _ in times])), inputs)


def removal_efficiency(defects: Iterable[Record], as_of: date) -> Result:
    """Percent of the defects that we found before acceptance; defects without a stage are not in it."""
    return found_at(defects, as_of, lambda stage: stage not in OUT_OF_THE_HOUSE)


def escape_rate(defects: Iterable[Record], as_of: date) -> Result:
    """Percent of the defects that nobody found before the product was in use; those without a stage are not in it."""
    return found_at(defects, as_of, lambda stage: stage == "operation")


def found_at(defects: Iterable[Record], as_of: date, among: Callable[[str], bool]) -> Result:
    """Percent of the defects whose stage is among some."""
    every = real_defects(defects, as_of)
    known = [defect for defect in every if defect.text("found_in")]
    silent = len(every) - len(known)
    if not known:
        return unknown(say("no defect says at which stage it was found"))
    found = share((one for one in known if among(one.text("found_in"))), known, "found_in")
    if not silent:
        return found
    label = say_count("{count} defect names no stage", "{count} defects name no stage", silent)
    return Result(found.value, (*found.inputs, Input(label, silent)))


def defect_density(own: Register, as_of: date) -> Result:
    """Defects found in products by the number of products that anybody has looked at, each with its defects as an input."""
    found = [defect.target("deliverable") for defect in real_defects(own.defects, as_of)]
    counts = Counter(key for key in found if key)
    checked = {check.target("deliverable") for check in own.checks if is_done(check, as_of)}
    seen = [
        one for one in own.deliverables if one.status in HANDED_OVER or one.key in checked or one.key in counts
    ]
    if not seen:
        return unknown(say("no deliverable was checked or handed over yet"))
    inputs = tuple(Input(titled(one), counts[one.key], one.key) for one in seen)
    if loose := found.count(""):
        label = say_count("{count} defect names no deliverable", "{count} defects name no deliverable", loose)
        inputs = (*inputs, Input(label, loose))
    return Result(exact(Fraction(sum(counts[one.key] for one in seen), len(seen))), inputs)


def deliveries_on_time(deliverables: Iterable[Record], as_of: date) -> Result:
    """Percent of the products due by the day that were submitted by their date."""
    due = [
        each
        for each in deliverables
        if each.status != "cancelled" and (on := day(each, "due")) is not None and on <= as_of
    ]
    if not due:
        return unknown(say("no deliverable was due yet"))
    return share((each for each in due if was_on_time(each)), due, "due")


def was_on_time(deliverable: Record) -> bool:
    due, handed = day(deliverable, "due"), day(deliverable, "submitted_on") or day(deliverable, "accepted_on")
    return due is not None and handed is not None and handed <= due


def first_acceptance(deliverables: Iterable[Record], as_of: date) -> Result:
    """Percent of the products judged by the client that it never sent back."""
    judged = [
        each
        for each in deliverables
        if each.status in {"accepted", "rejected"} and (on := day(each, "accepted_on") or as_of) <= as_of and on
    ]
    if not judged:
        return unknown(say("no deliverable has been judged yet"))
    first = (each for each in judged if each.status == "accepted" and not each.written("rejected_reason"))
    return share(first, judged, "status")


def waiting_days(deliverable: Record, as_of: date) -> Result | None:
    """Calendar days since a product was submitted, while the client has not judged it; None when it does not wait."""
    handed = day(deliverable, "submitted_on")
    if deliverable.status != "submitted" or handed is None or handed > as_of:
        return None
    return Result((as_of - handed).days, (Input(say("Submitted on"), handed, deliverable.key, "submitted_on"),))


def by_severity(defects: Iterable[Record], as_of: date) -> dict[str, dict[str, tuple[str, ...]]]:
    """Keys of open defects by severity and by the bucket of their age, gravest and youngest first."""
    table: dict[str, dict[str, list[str]]] = {name: {each: [] for each in BUCKETS} for name in SEVERITIES}
    for defect in real_defects(defects, as_of):
        row, found = table.get(defect.text("severity")), day(defect, "found_on")
        if row is not None and found is not None and is_open(defect, as_of):
            row[bucket((as_of - found).days)].append(defect.key)
    return {name: {each: tuple(keys) for each, keys in row.items()} for name, row in table.items()}


class Cause(Struct, frozen=True):
    """How often something was the cause: its name ("" for none given), its number, and the sum up to it."""

    name: str
    count: int
    before: int

    @property
    def after(self) -> int:
        return self.before + self.count


def pareto(names: Iterable[str]) -> tuple[Cause, ...]:
    """Causes by their number, the most frequent first and the unnamed last, each with the running sum (Juran)."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    found, total = [], 0
    for name in sorted(counts, key=lambda each: (each == "", -counts[each], each)):
        found.append(Cause(name, counts[name], total))
        total += counts[name]
    return tuple(found)
