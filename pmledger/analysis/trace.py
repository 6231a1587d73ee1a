"""The path of a need: where it was said, what brings it about, what proves it, who accepted it; and what has no need."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.progress import leaf_tasks
from pmledger.analysis.standing import COUNTED, day, is_counted, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

MUST_DELIVER = frozenset({"agreed", "in_progress", "delivered", "verified", "accepted"})
MUST_CHECK = frozenset({"delivered", "verified", "accepted"})
TOLD_IN = ("communication", "feedback", "survey", "ticket", "retrospective")
"""Kinds in which a need may be said."""
SOURCE, CARRIER, CHECK, CHANGE = "source", "carrier", "check", "change"


class Path(Struct, frozen=True):
    """The stations of a need as keys, and the gaps between them that its state does not allow.

    `late` says that it was asked for or altered after the first baseline.
    """

    need: Record
    said_in: tuple[str, ...]
    carriers: tuple[str, ...]
    checks: tuple[str, ...]
    passed: bool
    late: bool
    gaps: tuple[str, ...]


def is_binding(need: Record) -> bool:
    """Whether anybody must bring it about: neither put off for good nor a mere constraint."""
    return need.text("priority") != "wont" and need.text("type") != "constraint"


def said_in(need: Record, ledger: Ledger) -> tuple[str, ...]:
    """Where a need was said: its source, else what names it as a need or speaks of it."""
    source = need.target("source")
    if source:
        return (source,)
    links = ledger.backlinks.get(need.key, ())
    found = (link.source for link in links if ledger.by_key[link.source].kind in TOLD_IN)
    return tuple(dict.fromkeys(found))


def carriers(need: Record) -> tuple[str, ...]:
    """The deliverables and tasks that bring a need about."""
    return (*need.targets.get("deliverables", ()), *need.targets.get("tasks", ()))


def checks(need: Record, ledger: Ledger) -> tuple[str, ...]:
    """The checks of a need: its own, else those of its deliverables."""
    own = need.targets.get("checks", ())
    if own:
        return own
    found = (
        check.key
        for key in need.targets.get("deliverables", ())
        for check in ledger.pointing_at(key, "quality_check", "deliverable")
    )
    return tuple(dict.fromkeys(found))


def path_of(need: Record, ledger: Ledger, first: date | None) -> Path:
    """The path of a need; `first` is the day of its project's first baseline."""
    told, borne, proved = said_in(need, ledger), carriers(need), checks(need, ledger)
    late = is_late(need, first)
    gaps = []
    if not told and need.status in MUST_DELIVER:
        gaps.append(SOURCE)
    if is_binding(need):
        if need.status in MUST_DELIVER and not borne:
            gaps.append(CARRIER)
        if need.status in MUST_CHECK and not proved:
            gaps.append(CHECK)
    if late and need.status in MUST_DELIVER and not need.target("change") and not is_agile(need, ledger):
        gaps.append(CHANGE)
    return Path(need, told, borne, proved, any(is_passed(key, ledger) for key in proved), late, tuple(gaps))


def is_passed(key: str, ledger: Ledger) -> bool:
    check = ledger.get(key)
    return check is not None and check.status == "done" and check.text("result") in {"pass", "conditional"}


def is_late(need: Record, first: date | None) -> bool:
    """Whether a need came in, or was altered by a change, after the first baseline."""
    requested = day(need, "requested_on")
    return bool(need.target("change")) or (first is not None and requested is not None and requested > first)


def is_agile(need: Record, ledger: Ledger) -> bool:
    project = ledger.get(need.project)
    return project is not None and project.text("method") == "agile"


def first_baseline(project: str, ledger: Ledger, as_of: date) -> date | None:
    """The day of a project's first counted baseline."""
    days = (day(one, "date") for one in ledger.of_project(project, "baseline") if is_counted(one, as_of))
    return min((one for one in days if one is not None), default=None)


def paths(needs: Iterable[Record], ledger: Ledger, as_of: date) -> tuple[Path, ...]:
    """The paths of some needs, each project's baseline looked up once."""
    first: dict[str, date | None] = {}
    found = []
    for need in needs:
        if need.project not in first:
            first[need.project] = first_baseline(need.project, ledger, as_of)
        found.append(path_of(need, ledger, first[need.project]))
    return tuple(found)


def agreed(found: Iterable[Path]) -> tuple[Path, ...]:
    """Those of needs that were agreed and bind somebody."""
    states = COUNTED["requirement"][1]
    return tuple(path for path in found if path.need.status in states and is_binding(path.need))


def coverage(found: Iterable[Path]) -> Result:
    """Of the agreed needs, those with a task or deliverable and a check, in percent."""
    bound = agreed(found)
    inputs = tuple(covered_input(path) for path in bound)
    if not bound:
        return unknown(say("no need is agreed"))
    whole = sum(1 for path in bound if path.carriers and path.checks)
    return Result(exact(Fraction(100 * whole, len(bound))), inputs)


def covered_input(path: Path) -> Input:
    if path.carriers and path.checks:
        return Input(titled(path.need), None, path.need.key)
    missing = say("{title}: no check", title=path.need.title) if path.carriers else say(
        "{title}: nothing brings it about", title=path.need.title
    )
    return Input(missing, None, path.need.key)


def volatility(found: Iterable[Path], first: date | None) -> Result:
    """Needs that came or changed after the first baseline, in percent of those that were in it."""
    if first is None:
        return unknown(say("the project has no approved baseline"))
    known = tuple(found)
    in_it = [path for path in known if (asked := day(path.need, "requested_on")) is not None and asked <= first]
    late = [path for path in known if path.late]
    inputs = (
        Input(say("Needs in the first baseline"), len(in_it)),
        *(Input(titled(path.need), day(path.need, "requested_on"), path.need.key, "requested_on") for path in late),
    )
    if not in_it:
        return unknown(say("no need was written down before the first baseline"), inputs)
    return Result(exact(Fraction(100 * len(late), len(in_it))), inputs)


def orphans(project: str, found: Iterable[Path], ledger: Ledger) -> tuple[Record, ...]:
    """Tasks and deliverables of a project that no need asks for, neither themselves nor by what they make or are part of."""
    asked = {key for path in found for key in path.carriers}
    tasks = ledger.of_project(project, "task")
    for task in tasks:
        if task.key in asked and task.target("deliverable"):
            asked.add(task.target("deliverable"))
    alone = [
        task
        for task in leaf_tasks(tasks)
        if not {task.key, task.target("parent"), task.target("deliverable")} & asked
    ]
    products = [
        one for one in ledger.of_project(project, "deliverable") if one.key not in asked and one.status != "cancelled"
    ]
    return (*products, *alone)


def lead_days(need: Record, as_of: date) -> Result:
    """Calendar days from the request to the acceptance, or until today while it is open."""
    requested, accepted = day(need, "requested_on"), day(need, "accepted_on")
    inputs = (
        Input(say("Requested on"), requested, need.key, "requested_on"),
        Input(say("Accepted on"), accepted, need.key, "accepted_on"),
    )
    if requested is None:
        return unknown(say("nothing says when it was asked for"), inputs)
    if need.closed and accepted is None:
        return unknown(say("it was not accepted"), inputs)
    end = accepted if accepted is not None and accepted <= as_of else as_of
    return Result((end - requested).days, inputs)
