"""Check boxes with marks are shown as people say them."""

import re

import pytest
from ledgers_shown import Shown

LEDGER = """-- clients/acme/index.md --
---
name: Acme
status: active
---
-- people/mei.md --
---
name: Mei Tanaka
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
---
-- projects/apollo/meetings/2026-03-05-steering.md --
---
title: Steering
channel: video
---
- [ ] Call **Acme** @mei due:2026-02-01
- [x] Send it (promise:acme, due:2026-02-02) done:2026-02-03.
- [ ] Ask @nobody due:soon
- [ ] Plain one

`- [ ] Code @mei`
"""


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Call <strong>Acme</strong> — MEI · due 1 Feb 2026", "Send it — promised to ACME · due 2 Feb 2026 · done 3 Feb 2026"]),
        ("zh-CN", ["Call <strong>Acme</strong> —— MEI · 2026年2月1日到期", "Send it —— 承诺给ACME · 2026年2月2日到期 · 2026年2月3日完成"]),
    ],
)
def test_marks_of_a_check_box_are_told_in_words(language: str, lines: list[str]) -> None:
    """The person and the client are links, days are dates, the box is ticked or not; what names nobody stays as written."""
    html = Shown(LEDGER, language).html("communication/apollo/2026-03-05-steering.html")
    boxes = re.findall(r'<li class="task"><input [^>]*?(checked="" )?disabled=""[^>]*> (.*?)</li>', html)
    links = {"MEI": '<a href="../../person/mei.html">Mei Tanaka</a>', "ACME": '<a href="../../client/acme.html">Acme</a>'}
    for name, link in links.items():
        lines = [line.replace(name, link) for line in lines]
    assert [said for _, said in boxes[:2]] == lines
    assert [bool(ticked) for ticked, _ in boxes] == [False, True, False, False]
    assert "@nobody" in boxes[2][1]
    assert boxes[3][1] == "Plain one"
    assert "<code>- [ ] Code @mei</code>" in html
