"""Bars of time with their baseline as a quiet ghost below and a line for today."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from pmledger.site.charts import svg

HEIGHT = 40
LAST_LABEL = 0.97
FOOT = "100%"
"""Lines run to the end of a row, however high its name makes it."""


class Scale(Struct, frozen=True):
    """The first and last day of a picture."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands, as a share of the width."""
        return min(1.0, max(0.0, (day - self.first).days / max(1, (self.last - self.first).days)))


class Tick(Struct, frozen=True):
    """A line of the calendar; `strong` at a new year."""

    day: date
    strong: bool = False
    minor: bool = False


class Mark(Struct, frozen=True):
    """A milestone on a row; `done` when it was achieved."""

    day: date
    title: str
    done: bool = False


class Bar(Struct, frozen=True):
    """One row: from start to finish, the share done, the baseline below, milestones upon it.

    `critical` has a dark line above, `float_to` is until when it may end late, `whole` that it stands for its parts.
    """

    start: date | None
    finish: date | None
    done: float = 0.0
    tone: str = ""
    baseline_start: date | None = None
    baseline_finish: date | None = None
    marks: tuple[Mark, ...] = ()
    critical: bool = False
    float_to: date | None = None
    whole: bool = False

    @property
    def days(self) -> Iterator[date]:
        known = (self.start, self.finish, self.baseline_start, self.baseline_finish, self.float_to, *(m.day for m in self.marks))
        return (day for day in known if day is not None)


def scale_of(bars: Sequence[Bar], today: date) -> Scale | None:
    """A scale that holds every bar, from the first of a month to the end of one; None without any day."""
    days = [day for bar in bars for day in bar.days]
    if not days:
        return None
    first, last = min(days), max(days)
    if first <= today <= last + timedelta(days=60):
        last = max(last, today)
    return Scale(first.replace(day=1), month_after(last) + timedelta(days=1))


def month_after(day: date) -> date:
    """The first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """Lines at months, at quarters when there are many months, at years when there are very many."""
    months: list[date] = []
    day = scale.first
    while day < scale.last:
        months.append(day)
        day = month_after(day)
    every = 1 if len(months) <= 20 else 3 if len(months) <= 48 else 12
    shown = [month for month in months if (month.month - 1) % every == 0] or months[:1]
    crowded = len(shown) > 7
    return tuple(Tick(month, month.month == 1, crowded and index % 2 == 1) for index, month in enumerate(shown))


def axis(scale: Scale, labels: Sequence[tuple[Tick, str]], today: date, today_label: str, label: str) -> str:
    """The calendar's line: names of months, and where today is."""
    shapes = []
    here = scale.at(today) if scale.first <= today <= scale.last else None
    for tick, text in labels:
        at = scale.at(tick.day)
        if at > LAST_LABEL:
            continue
        css = "minor" if tick.minor else ""
        shapes.append(svg.words(at, 12, text, tone="ink" if tick.strong else "muted", css=css))
    if here is not None:
        end = "end" if here > 0.85 else "middle" if here > 0.06 else ""
        shapes.append(svg.words(here, 28, today_label, tone="bad", anchor=end))
    return svg.picture(32, label, *shapes, css="axis")


def grid(scale: Scale, lines: Sequence[Tick], today: date) -> tuple[str, str]:
    """What all rows of a picture share: the calendar's lines behind the bars, and today before them."""
    behind = "".join(svg.rule(scale.at(tick.day), 0, FOOT, "strong" if tick.strong else "rule") for tick in lines)
    before = svg.rule(scale.at(today), 0, FOOT, "bad", 1.5) if scale.first <= today <= scale.last else ""
    return behind, before


def span(scale: Scale, bar: Bar, start: date, finish: date) -> Iterator[str]:
    """The bar itself: pale as a whole, full as far as it is done, with its float behind and what is critical above."""
    left = scale.at(start)
    width = max(0.004, scale.at(finish) - left)
    top, high = (16, 5) if bar.whole else (13, 11)
    if bar.float_to is not None and bar.float_to > finish:
        yield svg.rect(left + width, scale.at(bar.float_to) - left - width, 17.5, 2, "muted", round_=1)
    yield svg.rect(left, width, top, high, bar.tone, faint=True, round_=3)
    if bar.done > 0:
        yield svg.rect(left, width * min(1.0, bar.done), top, high, bar.tone, round_=3)
    if bar.critical:
        yield svg.rect(left, width, 8.5, 2.5, "ink", round_=1)


def row(scale: Scale, bar: Bar, shared: tuple[str, str], label: str) -> str:
    """One row's picture: calendar lines, ghost, bar, milestones, today."""
    shapes = [shared[0]]
    if bar.baseline_start and bar.baseline_finish:
        left = scale.at(bar.baseline_start)
        width = max(0.004, scale.at(bar.baseline_finish) - left)
        shapes.append(svg.rect(left, width, 27, 3, "strong", round_=1.5))
    if bar.start and bar.finish:
        shapes.extend(span(scale, bar, bar.start, bar.finish))
    shapes.extend(svg.diamond(scale.at(mark.day), 18.5, mark.title, filled=mark.done) for mark in bar.marks)
    shapes.append(shared[1])
    return svg.picture(HEIGHT, label, *shapes, css="row")
