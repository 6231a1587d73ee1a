"""Bars of time with their baseline as a quiet ghost below, on a calendar that shows days off where there is room."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from pmledger.site.charts import svg

HEIGHT = 40
MIDDLE = 18.5
"""The middle of a bar in its row."""
ABOVE = 8.5
"""Where the line above a critical bar begins."""
LAST_LABEL, LAST_WEEK = 0.97, 0.94
FOOT = "100%"
"""Lines run to the end of a row, however high its name makes it."""
SHORT = 112
"""Days up to which a picture counts weeks and shades every day off."""
LONG = 400
"""Days up to which a picture shades days off that go on for longer than a weekend."""
HOLIDAY = 4
DAY = timedelta(days=1)


class Scale(Struct, frozen=True):
    """The first and last day of a picture."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where the morning of a day stands, as a share of the width."""
        return min(1.0, max(0.0, (day - self.first).days / max(1, self.days)))

    def end(self, day: date) -> float:
        """Where the evening of a day stands."""
        return min(1.0, max(0.0, ((day - self.first).days + 1) / max(1, self.days)))

    def reach(self, start: date, finish: date, share: float) -> float:
        """Where a share of the time from a morning to an evening ends, wherever the two stand."""
        day = (start - self.first).days + share * ((finish - start).days + 1)
        return min(1.0, max(0.0, day / max(1, self.days)))

    @property
    def days(self) -> int:
        return (self.last - self.first).days


class Tick(Struct, frozen=True):
    """A line of the calendar; `strong` at a new year, `minor` without a name on a phone, `bare` without any."""

    day: date
    strong: bool = False
    minor: bool = False
    bare: bool = False


class Mark(Struct, frozen=True):
    """A milestone on a row; `done` when it was achieved."""

    day: date
    title: str
    done: bool = False


class Bar(Struct, frozen=True):
    """One row: from start to finish, the share done, the baseline below, milestones upon it.

    `critical` has a dark line above, `float_to` is until when it may end late, `whole` that it stands for its parts;
    `likely` is the span in which it ends, as eight of ten runs tell, `levelled` when it runs if nobody does two things
    at once, where that is another time.
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
    likely: tuple[date, date] | None = None
    levelled: tuple[date, date] | None = None

    @property
    def days(self) -> Iterator[date]:
        known = (
            self.start, self.finish, self.baseline_start, self.baseline_finish, self.float_to,
            *(m.day for m in self.marks), *(self.likely or ()),
        )  # fmt: skip
        return (day for day in known if day is not None)


def scale_of(bars: Sequence[Bar], today: date) -> Scale | None:
    """A scale that holds every bar, from the first of a month to the end of one; None without any day."""
    days = [day for bar in bars for day in bar.days]
    if not days:
        return None
    first, last = min(days), max(days)
    if first <= today <= last + timedelta(days=60):
        last = max(last, today)
    return Scale(first.replace(day=1), month_after(last) + DAY)


def close_scale(bars: Sequence[Bar], today: date) -> Scale | None:
    """As `scale_of`, but in whole weeks with a little room at both ends where the days are few."""
    months = scale_of(bars, today)
    if months is None:
        return None
    days = [day for bar in bars for day in bar.days]
    first, last = min(days), max(days)
    last = max(last, today) if months.first <= today <= months.last else last
    weeks = Scale(first - timedelta(days=first.weekday() + 7 * (first.weekday() == 0)), last + timedelta(days=10 - last.weekday()))
    return weeks if weeks.days <= SHORT else months


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


def weeks(scale: Scale) -> tuple[Tick, ...]:
    """Lines at Mondays, every second or fourth with its name where there are many."""
    first = scale.first + timedelta(days=-scale.first.weekday() % 7)
    count = max(0, (scale.last - first).days + 6) // 7
    every = 1 if count <= 8 else 2
    return tuple(
        Tick(first + timedelta(weeks=at), minor=count > 4 and at // every % 2 == 1, bare=at % every > 0)
        for at in range(count)
    )


def is_short(scale: Scale) -> bool:
    """Whether a picture counts weeks."""
    return scale.days <= SHORT


def days_off(scale: Scale, is_off: Callable[[date], bool]) -> tuple[tuple[date, date], ...]:
    """The days off as first and last day: all where the picture counts weeks, the long ones within about a year."""
    if scale.days > LONG:
        return ()
    found: list[tuple[date, date]] = []
    first: date | None = None
    for at in range(scale.days + 1):
        day = scale.first + at * DAY
        off = at < scale.days and is_off(day)
        if off and first is None:
            first = day
        elif not off and first is not None:
            if is_short(scale) or (day - first).days >= HOLIDAY:
                found.append((first, day - DAY))
            first = None
    return tuple(found)


def axis(scale: Scale, labels: Sequence[tuple[Tick, str]], today: date, today_label: str, label: str) -> str:
    """The calendar's line: names of months or weeks, and where today is."""
    shapes = []
    here = scale.at(today) if scale.first <= today <= scale.last else None
    for tick, text in labels:
        at = scale.at(tick.day)
        if tick.bare or at > (LAST_WEEK if is_short(scale) else LAST_LABEL):
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


def backdrop(scale: Scale, shared: tuple[str, str], off: Sequence[tuple[date, date]]) -> tuple[str, str]:
    """The same as two pictures as high as all rows: days off and calendar lines behind them, today before them."""
    shades = "".join(
        svg.element(
            "rect", x=svg.percent(scale.at(first)), width=svg.percent(scale.end(last) - scale.at(first)), height=FOOT,
            fill=svg.INK["rule"], opacity=0.5, class_="off",
        )
        for first, last in off
    )  # fmt: skip
    return sheet("back", shades + shared[0]), sheet("front", shared[1]) if shared[1] else ""


def sheet(css: str, shapes: str) -> str:
    return svg.element("svg", shapes, class_=css, width="100%", height="100%", aria_hidden="true")


def span(scale: Scale, bar: Bar, start: date, finish: date) -> Iterator[str]:
    """The bar itself: pale as a whole, full as far as it is done, with its float behind and what is critical above."""
    if finish < scale.first or start > scale.last:
        return
    left = scale.at(start)
    width = max(0.004, scale.end(finish) - left)
    top, high = (16, 5) if bar.whole else (13, 11)
    if bar.float_to is not None and bar.float_to > finish:
        yield svg.rect(left + width, scale.end(bar.float_to) - left - width, 17.75, 1.5, "edge", round_=1)
    yield svg.rect(left, width, top, high, bar.tone, faint=True, round_=3)
    done = scale.reach(start, finish, min(1.0, bar.done)) - left
    if bar.done > 0 and done > 0:
        yield svg.rect(left, min(width, max(done, width if bar.done >= 1 else 0)), top, high, bar.tone, round_=3)
    if bar.critical:
        yield svg.rect(left, width, ABOVE, 2.5, "ink", round_=1)


def outline(scale: Scale, levelled: tuple[date, date]) -> Iterator[str]:
    """Where a bar stands once work is levelled, as an outline; nothing where that is out of the picture."""
    first, last = levelled
    if first <= scale.last and last >= scale.first:
        left = scale.at(first)
        yield svg.element(
            "rect", x=svg.percent(left), y=11.5, width=svg.percent(max(0.004, scale.end(last) - left)), height=14, rx=3,
            fill="none", stroke=svg.INK["edge"], stroke_dasharray="3 2", class_="levelled",
        )  # fmt: skip


def whisker(scale: Scale, finish: date | None, likely: tuple[date, date]) -> Iterator[str]:
    """From the day by which half of the runs ended to that of eight in ten, with a thin line to where the bar ends."""
    left, right = scale.end(likely[0]), scale.end(likely[1])
    if finish is not None and finish < likely[0]:
        yield svg.rect(scale.end(finish), left - scale.end(finish), MIDDLE - 0.5, 1, "edge", round_=0)
    yield svg.rect(left, right - left, MIDDLE - 0.75, 1.5, "ink", round_=0)
    for at in (left, right):
        yield svg.rule(at, MIDDLE - 4, MIDDLE + 4, "ink", 1.5)


def row(scale: Scale, bar: Bar, shared: tuple[str, str], label: str, ties: str = "") -> str:
    """One row's picture: calendar lines, what ties it to others, ghost, bar, milestones, today."""
    shapes = [shared[0], ties]
    if bar.baseline_start and bar.baseline_finish and bar.baseline_finish >= scale.first and bar.baseline_start <= scale.last:
        left = scale.at(bar.baseline_start)
        width = max(0.004, scale.end(bar.baseline_finish) - left)
        shapes.append(svg.rect(left, width, 27, 3, "strong", round_=1.5))
    if bar.start and bar.finish:
        shapes.extend(span(scale, bar, bar.start, bar.finish))
    if bar.levelled is not None:
        shapes.extend(outline(scale, bar.levelled))
    if bar.likely is not None:
        shapes.extend(whisker(scale, bar.finish, bar.likely))
    shown = (mark for mark in bar.marks if scale.first <= mark.day <= scale.last)
    shapes.extend(svg.diamond(scale.end(mark.day), MIDDLE, mark.title, filled=mark.done) for mark in shown)
    shapes.append(shared[1])
    return svg.picture(HEIGHT, label, *shapes, css="row")
