import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.site.charts.ties import Ends, Loose, Tie, drawn_ties

FIRST, LAST = Ends(0.1, 0.3), Ends(0.3, 0.6)
BETWEEN = Ends(0.0, 0.05)


@pytest.mark.parametrize("up", [False, True])
@pytest.mark.parametrize(("kind", "column"), [("FS", "30%"), ("SS", "10%"), ("FF", "60%"), ("SF", "60%")])
def test_each_kind_of_tie_has_its_own_way(kind, column, up):
    """A line leaves the end that is tied, runs upright through the rows between, and ends in an arrow in the other row."""
    rows = [LAST, BETWEEN, FIRST] if up else [FIRST, BETWEEN, LAST]
    before, after = (2, 0) if up else (0, 2)
    drawn = drawn_ties(dict(enumerate(rows)), [Tie(before, after, kind)])
    assert set(drawn) == {0, 1, 2}
    assert re.findall(r'x1="([^"]+)"', drawn[1]) == [column]
    assert 'y2="100%"' in drawn[1]
    arrows = r"3 4 3-4|3-4 3 4|l-?4 3"
    assert re.search(arrows, drawn[after])
    assert not re.search(arrows, drawn[before])


def test_one_line_for_many_that_end_alike():
    """What several wait for together goes up or down once; where it holds the finish the dark line alone is drawn."""
    ends = dict(enumerate([FIRST, FIRST, BETWEEN, LAST]))
    assert drawn_ties(ends, [Tie(0, 3), Tie(1, 3)])[2].count("<line") == 1
    assert drawn_ties(ends, [Tie(0, 3), Tie(1, 3, critical=True)])[2].count("<line") == 1


def test_a_tie_to_what_is_not_drawn_is_a_mark():
    """A row that is tied to nothing in the picture has two dots, before it or after it; a row without bar nothing."""
    assert drawn_ties({0: FIRST}, [Tie(0, 7)], [Loose(0, before=True), Loose(4, before=False)])[0].count("<circle") == 2
    assert not drawn_ties({}, [Tie(0, 1)], [Loose(0, before=True)])


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(["FS", "SS", "FF", "SF"]), st.booleans())),
)
def test_no_tie_leaves_its_picture(spans, ties):
    """Whatever is tied to what, each row has well-formed shapes, at places between 0 and 100 %."""
    ends = {at: Ends(min(span), max(span)) for at, span in enumerate(spans)}
    for svg in drawn_ties(ends, [Tie(*one) for one in ties]).values():
        ET.fromstring(f"<svg>{svg}</svg>")
        assert all(0 <= float(at) <= 100 for at in re.findall(r' x[12]?="([\d.-]+)%"', svg))
