import re

import pytest

from pmledger.site.charts.s_curve import Band, Frame, Track, s_curve


def places(now: float, end: float) -> list[tuple[float, float]]:
    """Where the names of three lines and a band stand: share of the width in per cent, and height."""
    tracks = (
        Track("planned", ((0.0, 0.0), (0.9, 100.0)), "muted"),
        Track("earned", ((0.0, 0.0), (now, 80.0)), "accent"),
        Track("spent", ((0.0, 0.0), (now, 82.0)), "ink"),
    )
    band = Band((now, 82.0), end, 101.0, 104.0, ("at most", "at least"))
    drawn = s_curve(tracks, band, Frame((), None, str), "x")
    found = re.findall(r'<text x="([0-9.]+)%" y="([0-9.]+)"[^>]*class="[^"]*name">', drawn)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize(("now", "end"), [(0.3, 0.5), (0.5, 1.0), (0.68, 1.0), (0.95, 1.0), (0.8, 0.9)])
def test_no_name_stands_upon_another(now: float, end: float) -> None:
    """Five names of lines that end close together keep a line's height between those at the same side."""
    found = places(now, end)
    assert len(found) == 5
    close = [
        (one, other)
        for at, one in enumerate(found) for other in found[:at]
        if abs(one[0] - other[0]) < 20 and abs(one[1] - other[1]) < 14
    ]  # fmt: skip
    assert close == []
    assert all(0 < y < 250 for _, y in found)
