import re
from datetime import date

from pmledger.site.charts.milestone_trend import APART, MARKS, Thread, firsts, milestone_trend


def drawn(threads):
    return milestone_trend(threads, lambda day: f"m{day.month}", "reached", "A picture")


def test_a_level_line_holds_and_a_rising_one_slips():
    """The later a date is said to be, the higher its line ends; names stand apart and each is written."""
    looks = (date(2026, 1, 1), date(2026, 6, 1))
    threads = [Thread(f"T{at}", tuple((look, date(2026, 9, 1 + at * step)) for step, look in enumerate(looks)), short=f"t{at}") for at in (0, 9)]
    svg = drawn(threads)
    lines = re.findall(r'<line x1="[^"]+" y1="([0-9.]+)" x2="[^"]+" y2="([0-9.]+)"[^>]*stroke-width="2"', svg)
    (held, held_end), (first, slipped) = ([float(y) for y in pair] for pair in lines)
    assert held == held_end
    assert slipped < first
    heights = [float(y) for y in re.findall(r'<text x="[^"]+" y="([0-9.]+)"[^>]*class="[^"]*name wide"', svg)]
    assert len(heights) == 2
    assert abs(heights[0] - heights[1]) >= APART
    assert "reached" not in svg, "all that is said lies ahead of every look"


def test_one_look_or_one_day_is_no_division_by_nothing():
    """A single day on either axis is drawn; the diagonal is there once a date can be its own look."""
    day = date(2026, 3, 2)
    assert "<circle" in drawn([Thread("T", ((day, day),))])
    assert "reached" in drawn([Thread("T", ((day, date(2026, 5, 1)), (date(2026, 6, 1), date(2026, 6, 1))))])
    assert firsts(date(2026, 3, 2), date(2026, 3, 20)) == []
    assert firsts(date(2026, 3, 2), date(2026, 5, 1)) == [date(2026, 4, 1), date(2026, 5, 1)]
    assert len(firsts(date(2020, 1, 1), date(2030, 1, 1))) <= MARKS
