import re
from itertools import combinations
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.site.charts.layers import places
from pmledger.site.charts.network import Box, Tied, fitted, network


def made(title: str) -> Box:
    return Box(title, ("1 Jun", "5 Jun"), ("3 Jun", "9 Jun"), "5 d", "2 d")


def test_columns_follow_the_longest_way():
    """A box stands behind all that it waits for, and a line past a column goes round the boxes in it."""
    found = places(4, [(0, 1), (1, 2), (0, 2), (0, 3)], 80, 20, 8)
    assert [spot.column for spot in found.boxes] == [0, 1, 2, 1]
    assert [spot.column for spot in found.ways[0, 2]] == [1]
    assert found.ways[0, 1] == ()


def test_lines_that_need_not_cross_do_not():
    """Whatever the order in which the boxes come, what can be drawn without crossings is."""
    found = places(6, [(0, 5), (1, 4), (2, 3)], 80, 20, 8)
    heights = [(found.boxes[a].middle, found.boxes[b].middle) for a, b in found.ways]
    assert all((one[0] < other[0]) == (one[1] < other[1]) for one, other in combinations(heights, 2))


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 14), st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=30))
def test_no_box_lies_on_another(count, pairs):
    """In any network without circles boxes keep apart, lead to the right, and stand within the picture."""
    edges = [(a, b) for a, b in pairs if a < b < count]
    found = places(count, edges, 80, 20, 8)
    assert all(found.boxes[a].column < found.boxes[b].column for a, b in edges)
    for one, other in combinations(found.boxes, 2):
        assert one.column != other.column or abs(one.middle - other.middle) >= 100 - 1e-6
    assert all(40 - 1e-6 <= spot.middle <= found.height - 40 + 1e-6 for spot in found.boxes)


def test_names_fit_into_their_box():
    """Long names are broken into three lines at most, Chinese ones anywhere, and end in dots where they are cut."""
    assert fitted("Build") == ["Build"]
    assert len(fitted("Train the key users of all three plants in Linz, Graz and Vienna, then once more")) == 3
    assert fitted("会员积分规则梳理与确认以及支付渠道接入之后的验收测试与试运行保障工作安排和总结")[-1].endswith("…")
    assert fitted("A" * 60) == ["A" * 22 + "…"]
    svg = network([made("<Draw>"), made("Build")], [Tied(0, 1, "SS +2 d", critical=True)], "two & more")
    assert ET.fromstring(svg)[0].tag.endswith("svg")
    assert re.search(r">SS \+2 d</text>", svg)
