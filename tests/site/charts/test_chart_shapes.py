import itertools
import re
from datetime import date
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.site.charts.bars import bullet, step
from pmledger.site.charts.curves import APART, Curve, close_scale, curves, name_heights, scale_end
from pmledger.site.charts.curves import scale_of as curve_scale
from pmledger.site.charts.gantt import Bar, Mark, axis, grid, row, scale_of, ticks
from pmledger.site.charts.pareto import gathered
from pmledger.site.charts.spark import spark
from pmledger.site.charts.svg import element

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def widths(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r' (?:x|width|x1)="([\d.]+)%"', svg)]


def test_attributes_and_texts_are_escaped():
    """A title with markup stays a title."""
    assert element("text", text="<b>&", x='"') == '<text x="&quot;">&lt;b&gt;&amp;</text>'


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(DAYS, DAYS, st.floats(0, 3)), min_size=1, max_size=8), DAYS, st.text(max_size=20))
def test_no_bar_leaves_its_picture(spans, today, name):
    """Whatever the dates and the day, everything lies between 0 and 100 % and is well-formed."""
    bars = [
        Bar(min(a, b), max(a, b), done, "bad", min(a, b), max(a, b), (Mark(max(a, b), name),)) for a, b, done in spans
    ]
    scale = scale_of(bars, today)
    assert scale is not None
    label = "".join(sign for sign in name if sign.isprintable())
    drawn = [row(scale, bar, grid(scale, ticks(scale), today), label) for bar in bars]
    drawn.append(axis(scale, [(tick, "Jan") for tick in ticks(scale)], today, "today", label))
    for svg in drawn:
        assert all(0 <= width <= 100 for width in widths(svg))


def test_a_calendar_has_room_for_its_names():
    """Months for a year, quarters for three years, years for ten: never more than 20 lines."""
    for years, first in ((1, "2026-02"), (3, "2026-04"), (10, "2027-01")):
        scale = scale_of([Bar(date(2026, 1, 5), date(2025 + years, 12, 20))], date(2026, 6, 1))
        assert scale is not None
        lines = ticks(scale)
        assert len(lines) <= 20
        assert f"{lines[1].day:%Y-%m}" == first


def test_bars_without_dates_have_no_picture():
    """Nothing to draw is said, not drawn."""
    assert scale_of([Bar(None, None)], date(2026, 1, 1)) is None
    assert spark((), "none") == ""


def test_a_step_runs_from_the_sum_before_to_the_sum_after():
    """A cost of 50 after 100, on a scale of 200, covers the third quarter."""
    assert widths(step(100, 150, 0, 200, "x"))[-2:] == [50.0, 25.0]


def test_charts_are_named_and_well_formed():
    """Each picture has its sentence as its title and says that it is one."""
    for svg in (bullet(3, 4, 8, "3 of 4 & more"), step(0, 5, 0, 5, "five"), spark((1, 3, 2), "1, 3, 2")):
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert root[0].tag.endswith("title")
        assert root[0].text


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(-300, 5000), min_size=3, max_size=3), min_size=1, max_size=3))
def test_curves_stay_in_their_picture(rows):
    """Whatever the values, lines lie between the edges and the names of the lines do not touch one another."""
    lines = [Curve(f"line {at}", tuple(float(value) for value in row), "info") for at, row in enumerate(rows)]
    drawn = curves(lines, ("", "1 May", "2 May"), "Lines")
    ET.fromstring(drawn)
    assert all(0 <= width <= 100 for width in widths(drawn))
    heights = sorted(name_heights(lines, curve_scale([float(value) for row in rows for value in row])))
    assert all(b - a >= APART - 0.01 for a, b in itertools.pairwise(heights))


def test_a_scale_ends_on_a_round_number():
    """The end of the scale and its half are round, and no value is above it."""
    assert [scale_end(value) for value in (0, 1, 2, 3, 6, 11, 13, 99, 101)] == [1, 1, 2, 4, 6, 12, 16, 100, 120]


def test_a_value_below_nothing_lies_below_the_line_of_nothing():
    """With a negative value the scale begins below 0, and 0 keeps its line."""
    scale = curve_scale([-30.0, 74.0])
    assert (scale.low, scale.high) == (-30, 80)
    assert scale.level(-30) > scale.level(0) > scale.level(74)
    assert "\u221230" in curves([Curve("nps", (-30.0, 74.0))], ("", ""), "NPS")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(-1e6, 1e6, allow_subnormal=False), min_size=1, max_size=6))
def test_a_close_scale_holds_every_value(values):
    """Without 0 the scale still holds all values, and is never without height."""
    scale = close_scale(values)
    assert scale.low <= min(values) <= max(values) <= scale.high
    assert scale.low < scale.high


def test_nothing_to_draw_is_no_picture():
    """Without a point or a line there is no picture."""
    assert curves([], ("1 May",), "Lines") == ""


def test_shares_add_up_from_row_to_row():
    """The line of a row begins where that of the row before ended."""
    first, second = gathered(0.6, 0.0, 0.6, "a"), gathered(0.4, 0.6, 1.0, "b")
    assert 'x2="60%"' in first
    assert 'x1="60%"' in second
