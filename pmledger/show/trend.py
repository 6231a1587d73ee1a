"""A figure over time, in the terminal and as data."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Figure
from pmledger.history.looks import Look
from pmledger.history.trends import Point
from pmledger.language.translator import Translator
from pmledger.show.details import figure_value, span_in
from pmledger.show.plain import as_json
from pmledger.show.tables import Heading, Table
from pmledger.source.message import N_, Message, say

VERSION = 1
STEPS = "▁▂▃▄▅▆▇█"
MINUS = "\N{MINUS SIGN}"
SHORT = 10
SEEN = 100
"""Into how many parts of one a value is written; a span of time into tenths."""


class Shown(Struct, frozen=True):
    """A figure as it is now, the record it is about, and its points, the oldest first and today's last.

    `gone` is the last look that found the record, of one that is in the files no more; its figure is as it was then.
    """

    figure: Figure
    about: str
    step: str
    points: tuple[Point, ...]
    gone: Look | None = None


def position(value: object) -> Fraction | None:
    """Where a value stands on a line: numbers as they are, days by their count; words nowhere."""
    if isinstance(value, date):
        return Fraction(value.toordinal())
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        return None
    return Fraction(value)


def spark(points: Sequence[Point]) -> str:
    """The line in eight steps of height; a gap where nothing was known, and nothing where it has fewer than two values."""
    known = [place for point in points if (place := position(point.value)) is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    return "".join(stepped(position(point.value), low, high) for point in points)


def stepped(place: Fraction | None, low: Fraction, high: Fraction) -> str:
    if place is None:
        return " "
    if low == high:
        return STEPS[3]
    return STEPS[min(int((place - low) / (high - low) * len(STEPS)), len(STEPS) - 1)]


def sentence(shown: Shown, words: Translator) -> str:
    """How the figure stands and from where it has come; of what is gone, that first."""
    if shown.gone is not None:
        return f"{words.render(farewell(shown, shown.gone))}\n{course(shown, words)}"
    return course(shown, words)


def farewell(shown: Shown, last: Look) -> Message:
    """That a record is in the files no more."""
    return say("“{record}” is in the files no more; it was last seen on {day}.", record=shown.about, day=last.day)


def course(shown: Shown, words: Translator) -> str:
    """How the figure stands and from where it has come."""
    first, last = shown.points[0], shown.points[-1]
    name = words.render(shown.figure.label)
    head = words.render(say("{figure} of {record}", figure=name, record=shown.about)) if shown.about else name
    now, then = valued(last, shown, words), valued(first, shown, words)
    if len(shown.points) == 1:
        return words.render(say("{figure}: {now} on {day}.", figure=head, now=now, day=last.day))
    told = words.render(
        say("{figure}: {now} on {day}; it was {then} on {before}.", figure=head, now=now, day=last.day, then=then, before=first.day)
    )
    line = spark(shown.points)
    return f"{told}  {line}" if line else told


def valued(point: Point, shown: Shown, words: Translator) -> str:
    """A value as the figure writes it."""
    figure = shown.figure
    return figure_value(Figure(figure.name, figure.subject, figure.label, point.value, point.unit, figure.formula), words)


def as_table(shown: Shown, words: Translator) -> Table:
    headings = (Heading(words.text(N_("Day"))), Heading(words.text(N_("Value")), numeric=True), Heading(words.text(N_("Change")), numeric=True),
                Heading(words.text(N_("Commit"))))  # fmt: skip
    rows, before = [], None
    for point in shown.points:
        place, parts = position(point.value), SEEN if span_in(point.unit, "") is None else 10
        rows.append((words.date(point.day), valued(point, shown, words), change(before, place, parts, words), commit(point, words)))
        before = place if place is not None else before
    return Table(headings, tuple(rows))


def change(before: Fraction | None, now: Fraction | None, parts: int, words: Translator) -> str:
    """The step from the value before as both are written, so that they differ by it; days of dates."""
    if before is None or now is None:
        return ""
    step = Fraction(written(now, parts) - written(before, parts), parts)
    if not step:
        return ""
    return f"{'+' if step > 0 else MINUS}{words.number(abs(step))}"


def written(value: Fraction, parts: int) -> int:
    """A value in parts of one, half away from zero."""
    size = int(abs(value) * parts + Fraction(1, 2))
    return size if value > 0 else -size


def commit(point: Point, words: Translator) -> str:
    return point.commit[:SHORT] or words.text(N_("files on the disk"))


def as_csv_table(shown: Shown) -> Table:
    names = ("day", "commit", "value", "unit")
    return Table(
        tuple(Heading(name) for name in names),
        tuple((point.day.isoformat(), point.commit, cell(point.value), point.unit) for point in shown.points),
    )


def cell(value: object) -> str:
    return "" if value is None else str(as_json(value))


def as_data(shown: Shown) -> dict[str, object]:
    """The trend as docs/json.md describes it."""
    return {
        "version": VERSION,
        "figure": shown.figure.name,
        "subject": shown.figure.subject,
        "unit": shown.figure.unit,
        "step": shown.step,
        **({"gone": {"last_seen": shown.gone.day.isoformat(), "commit": shown.gone.commit}} if shown.gone else {}),
        "points": [
            {"day": point.day.isoformat(), "commit": point.commit, "value": as_json(point.value), "unit": point.unit}
            for point in shown.points
        ],
    }
