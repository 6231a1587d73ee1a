from datetime import date

import pytest
from workspaces import snapshot_of

from pmledger.edit.refusal import EditRefused
from pmledger.edit.supposed import suppose
from pmledger.language import translator
from pmledger.show.supposed import moved, sentence
from pmledger.show.way import as_data, as_lines, levelled, stops
from pmledger.show.why import figure_of

WORDS = translator("en", plain=True)
TEXT = """
-- pmledger.yml --
as_of: 2026-06-30
currency: EUR
-- people/mei.md --
---
name: Mei Tanaka
type: team
leave: [{from: 2026-07-13, to: 2026-07-17}]
---
-- clients/acme.md --
---
name: Acme
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
planned_start: 2026-06-01
planned_finish: 2026-07-10
tasks:
  - {id: draw, title: Draw, duration: 5d, status: done, actual_start: 2026-06-22, actual_finish: 2026-06-26}
  - {id: build, title: Build, duration: 10d, status: in_progress, actual_start: 2026-06-29, percent_complete: 20, depends: [draw]}
  - {id: teach, title: Teach, duration: 2d, depends: [build], assignees: [mei]}
  - {id: close, title: Close, duration: 1d, depends: [{task: teach, type: SS, lag: 1d}]}
---
"""


def test_a_date_is_told_back_to_today(tmp_path):
    """Each step says all that holds it, with the line it is written on; a person's leave is named."""
    snapshot = snapshot_of(tmp_path, TEXT)

    def way(name, ref):
        return stops(snapshot, figure_of(snapshot, name, ref, WORDS), WORDS)

    assert [f"{one.title}: {one.reason} ({one.line})" for one in way("finish", "apollo")] == [
        "Close: it takes 1d from 2026-07-21 on; it waits for “Teach”, which starts on 2026-07-20, and 1d more (12)",
        "Teach: it waits for “Build”, which ends on 2026-07-10; Mei Tanaka is away until 2026-07-20 (11)",
        "Build: 8d of it are left after 2026-06-30 (10)",
    ]
    (fact,) = way("start", "apollo/draw")
    assert fact.reason == "it began on 2026-06-22"
    assert as_data((fact,))[0]["line"] == 9
    assert "1. Draw: it began on 2026-06-22  projects/apollo/index.md:9" in as_lines((fact,), WORDS)
    assert way("progress", "apollo") == ()


def test_a_levelled_date_stands_beside_the_one_of_the_plan(tmp_path):
    """Where somebody is busy with something else, the answer adds when it is then, and who is waited for."""
    busy = TEXT.replace("title: Teach,", "title: Teach, priority: 900,").replace("lag: 1d}]}", "lag: 1d}], assignees: [mei]}")
    snapshot = snapshot_of(tmp_path, busy)
    figure = figure_of(snapshot, "start", "apollo/close", WORDS)
    found = levelled(snapshot, figure, WORDS)
    assert (figure.value, found.day) == (date(2026, 7, 21), date(2026, 7, 22))
    assert "If nobody does two things at once it is 2026-07-22:\n1. Close: it waits for Mei Tanaka, busy with “Teach” until" in (
        as_lines((), WORDS, found)
    )
    assert levelled(snapshot, figure_of(snapshot, "start", "apollo/teach", WORDS), WORDS) is None


def test_what_if_is_reckoned_and_not_written(tmp_path):
    """A longer task moves the finish by as many working days; one with float moves nothing; no byte is written."""
    snapshot = snapshot_of(tmp_path, TEXT)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}

    def told(*assignments):
        after = suppose(snapshot, assignments)
        asked = figure_of(after, "finish", "apollo", WORDS)
        return [WORDS.render(sentence(one, WORDS)) for one in moved(snapshot, after, asked)]

    name = "Forecast finish of Apollo"
    assert told("apollo/teach.duration=1d") == [f"{name}: 2026-07-21, as before"]
    assert told("apollo/close.duration=3d") == [f"{name}: 2026-07-23 instead of 2026-07-21, 2 working days later"]
    earlier = told("apollo/close.depends=build", "apollo/teach.depends=draw")
    assert earlier == [f"{name}: 2026-07-13 instead of 2026-07-21, 6 working days earlier"]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == before
    with pytest.raises(EditRefused):
        told("apollo.duration")
