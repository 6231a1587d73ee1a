from datetime import date
from pathlib import Path

import pytest
from repositories import commit, repository
from workspaces import snapshot_of

from pmledger.analysis.milestone_trend import courses
from pmledger.history.git import HistoryRefused
from pmledger.history.past import with_past
from pmledger.workspace.load import load

SETTINGS = "-- pmledger.yml --\nname: Test\nas_of: 2026-06-30\ntimezone: UTC\nhistory: {{step: month{since}}}\n"
PLAN = """
-- clients/acme.md --
---
name: Acme
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
currency: EUR
status: planning
milestones:
  - {{id: live, title: Live, forecast_date: {day}}}
---
"""


def test_a_configured_history_gives_the_forecasts_of_earlier_days(tmp_path: Path) -> None:
    """What each month's files forecast joins the course of a milestone; from `since:` on; not for a revision looked at."""
    repository(tmp_path)
    commit(tmp_path, "2026-04-10T12:00:00Z", SETTINGS.format(since="") + PLAN.format(day="2026-07-10"))
    commit(tmp_path, "2026-05-10T12:00:00Z", PLAN.format(day="2026-08-14"))
    key = ("forecast", "milestone:apollo/live")
    seen = with_past(load(tmp_path))
    assert seen.past[key] == ((date(2026, 4, 30), date(2026, 7, 10)), (date(2026, 5, 31), date(2026, 8, 14)))
    found = seen.conclusions
    course = next(one for one in courses(seen.ledger.by_key["project:apollo"], seen.ledger, found.timetable.forecasts, found.figures, seen.as_of, seen.past)
                  if one.record.kind == "milestone")  # fmt: skip
    assert [spot.on.isoformat() for spot in course.spots] == ["2026-07-10", "2026-08-14", "2026-08-14"]
    later = snapshot_of(tmp_path, SETTINGS.format(since=", since: 2026-05-15") + PLAN.format(day="2026-08-14"))
    assert [day for day, _ in with_past(later).past[key]] == [date(2026, 5, 31)]


def test_without_git_there_is_no_past_and_without_the_setting_nobody_asks(tmp_path: Path) -> None:
    """Off by default; where git cannot tell, it is refused in a sentence."""
    plain = snapshot_of(tmp_path / "plain", PLAN.format(day="2026-08-14"))
    assert with_past(plain) is plain
    asked = snapshot_of(tmp_path / "asked", SETTINGS.format(since="") + PLAN.format(day="2026-08-14"))
    with pytest.raises(HistoryRefused):
        with_past(asked)
