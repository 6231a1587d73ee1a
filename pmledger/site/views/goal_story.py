"""What the goals tell together: which serves which, and what came of those whose time is over."""

from collections.abc import Iterable, Sequence
from datetime import date

from pmledger.analysis.goals import current_value, latest_measurement, measured_in, tree, verdict
from pmledger.analysis.standing import as_day
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Status
from pmledger.site.views.blocks import Block, Branch, Section
from pmledger.site.views.cells import brief, day_cell, place_cell, record_cell, short_name
from pmledger.site.views.figures import written
from pmledger.site.views.goal_rows import amount, pace_status, progress_cell
from pmledger.site.views.registers import PAST, bounded, head, rest

MOST_BRANCHES = 40
"""Goals in the tree of what serves what, those in need first."""


def tree_section(book: Book, goals: Sequence[Record]) -> Section:
    """Every goal below what it serves: a client, a project, a larger goal."""
    homes: dict[str, list[Branch]] = {}
    for goal, below in nested(tree(goals[:MOST_BRANCHES])):
        homes.setdefault(home_of(goal), []).append(branch(book, goal, below))
    roots = tuple(
        Branch(Anchor(short_name(book, key), book.href(key)) if key else Anchor(book.say("Serving nothing that is named")),
               branches=tuple(branches))
        for key, branches in sorted(homes.items(), key=lambda pair: (not pair[0], pair[0]))
    )  # fmt: skip
    return Section(head(book.say("What serves what"), "tree"), (Block("branches", roots), *rest(book, goals[MOST_BRANCHES:])))


Nested = tuple[tuple[Record, "Nested"], ...]


def nested(flat: Sequence[tuple[Record, int]]) -> Nested:
    """Goals by depth as goals within goals."""
    found = []
    at = 0
    while at < len(flat):
        goal, depth = flat[at]
        end = next((place for place in range(at + 1, len(flat)) if flat[place][1] <= depth), len(flat))
        found.append((goal, nested(flat[at + 1 : end])))
        at = end
    return tuple(found)


def home_of(goal: Record) -> str:
    """What a goal at the top serves: as written when that is no goal, else its own project or client."""
    above = goal.target("relevant_to")
    return above if above and not above.startswith("goal:") else goal.project or goal.client


def branch(book: Book, goal: Record, below: Nested) -> Branch:
    """A goal with its state, its dates and its progress, and the goals that serve it."""
    due = goal.day("due")
    progress = written(book, "progress", goal.key)
    note = " · ".join(
        part for part in (progress.text.replace("—", ""), book.say("due {day}", day=book.words.date(due)) if due else "") if part
    )
    return Branch(
        Anchor(goal.title, book.href(goal.key)),
        note,
        pace_status(book, goal),
        progress_cell(book, goal).bar,
        tuple(branch(book, child, inner) for child, inner in below),
    )


def over(book: Book, goals: Iterable[Record]) -> tuple[Record, ...]:
    """Goals that are closed with a result or past their date, the latest first."""
    found = [goal for goal in goals if goal.status in {"achieved", "missed"} or is_past(goal, book.as_of)]
    return tuple(sorted(found, key=lambda goal: (goal.day("due") or date.min, goal.key), reverse=True))


def is_past(goal: Record, as_of: date) -> bool:
    due = goal.day("due")
    return goal.status == "active" and due is not None and due < as_of


def evaluation_section(book: Book, goals: Sequence[Record]) -> Section:
    """What came of the goals whose time is over, and which goal follows."""
    columns = (
        Column(book.say("Goal"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Due")),
        Column(book.say("Baseline"), numeric=True),
        Column(book.say("Target"), numeric=True),
        Column(book.say("Reached"), numeric=True),
        Column(book.say("Result")),
        Column(book.say("What follows")),
    )
    after = followers(goals)

    def make(goal: Record) -> Row:
        due, next_ = goal.day("due"), after.get(goal.key)
        part = latest_measurement(measured_in(goal, book.ledger), book.as_of)
        on = as_day(part.get("date")) if part else None
        note = brief(str(part.get("note") or ""), 60) if part else ""
        day = book.words.date(on) if on else ""
        return Row(
            (
                record_cell(book, goal, note),
                place_cell(book, goal),
                day_cell(book, due),
                Cell(amount(book, goal, goal.number("baseline_value"))),
                Cell(amount(book, goal, goal.number("target_value"))),
                Cell(amount(book, goal, current_value(goal, book.ledger, book.as_of).number), sub=day),
                result_cell(book, goal, on),
                record_cell(book, next_) if next_ else Cell("—", tone="muted"),
            )
        )

    blocks = bounded(
        book, over(book, goals), columns, make, book.say("Goals whose time is over, the latest first"), anchor="t-over",
        tools=True, empty=book.say("No goal has come to its end yet."), most=PAST,
    )  # fmt: skip
    return Section(head(book.say("What came of those that are over"), "over"), blocks)


def result_cell(book: Book, goal: Record, on: date | None) -> Cell:
    """Whether the last measurement reached the target, and whether it did so in time."""
    reached, due = verdict(goal, book.ledger, book.as_of), goal.day("due")
    if reached is None:
        return Cell(status=book.status(goal), sub=book.say("never measured"))
    if not reached:
        sub = book.say("its time is over and it is still active") if goal.status == "active" else ""
        return Cell(status=Status(book.say("Not reached"), "bad"), sub=sub)
    late = on is not None and due is not None and on > due
    return Cell(status=Status(book.say("Reached"), "good"), sub=book.say("late") if late else book.say("in time"))


def followers(goals: Iterable[Record]) -> dict[str, Record]:
    """By the key of a goal, the goal that serves the same thing and is due next after it."""
    siblings: dict[str, list[Record]] = {}
    for goal in goals:
        above = goal.target("relevant_to")
        if above and goal.day("due") is not None and goal.status != "abandoned":
            siblings.setdefault(above, []).append(goal)
    found = {}
    for group in siblings.values():
        group.sort(key=lambda goal: (goal.day("due") or date.max, goal.key))
        for at, goal in enumerate(group[:-1]):
            later = (other for other in group[at + 1 :] if (other.day("due") or date.max) > (goal.day("due") or date.max))
            if (follower := next(later, None)) is not None:
                found[goal.key] = follower
    return found
