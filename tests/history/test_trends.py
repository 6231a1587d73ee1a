from datetime import date
from fractions import Fraction
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from repositories import commit, git, repository, write

from pmledger.cli import main
from pmledger.history import trends as replaying
from pmledger.history.git import HistoryRefused
from pmledger.history.looks import ends, looks
from pmledger.history.repository import repository_of
from pmledger.history.trends import trends
from pmledger.language.translator import translator
from pmledger.show.trend import change

UTC = ZoneInfo("UTC")
SETTINGS = "-- pmledger.yml --\nname: Test\nas_of: 2026-06-30\ntimezone: UTC\n"
RISK = "-- risks/{id}.md --\n---\ntitle: {id}\nraised_on: {day}\nstatus: assessed\nreview_on: 2026-12-15\n---\n"
OPEN = ("open_risks", "")


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A risk in March, a second in April that was raised in May, none of it gone; then a file that is not ours."""
    root = repository(tmp_path / "depot") / "ledger"
    commit(root.parent, "2026-03-10T12:00:00Z", "-- other.txt --\n")
    root.mkdir()
    for moment, text in (
        ("2026-03-20T12:00:00Z", SETTINGS + RISK.format(id="a", day="2026-03-05")),
        ("2026-04-10T12:00:00Z", RISK.format(id="b", day="2026-05-05")),
        ("2026-05-20T12:00:00Z", RISK.format(id="c", day="2026-05-19")),
    ):
        write(root, text)
        commit(root.parent, moment)
    commit(root.parent, "2026-05-30T12:00:00Z", "-- other.txt --\nchanged\n")
    return root


def values(root: Path, step: str = "month", since: date | None = None) -> list[tuple[str, object]]:
    found = repository_of(root)
    points = trends(root, found, (OPEN,), looks(found, since, date(2026, 6, 30), step, UTC))[OPEN]
    return [(point.day.isoformat(), point.value) for point in points]


def test_a_figure_is_reckoned_from_the_files_and_the_day_of_each_look(grown: Path) -> None:
    """At the end of each month with the files of then and as of then, whatever day the configuration fixes."""
    assert values(grown) == [("2026-03-31", 1), ("2026-04-30", 1), ("2026-05-31", 3)]
    assert values(grown, "commit") == [("2026-03-20", 1), ("2026-04-10", 1), ("2026-05-20", 3)]
    assert values(grown, "week", date(2026, 5, 14)) == [("2026-05-17", 2), ("2026-05-24", 3), ("2026-05-31", 3), ("2026-06-07", 3),
                                                        ("2026-06-14", 3), ("2026-06-21", 3), ("2026-06-28", 3)]  # fmt: skip


def test_what_was_reckoned_is_kept_and_never_believed_blindly(grown: Path) -> None:
    """A second time nothing is reckoned; what is broken, foreign or a link costs time only."""
    first = values(grown)
    with patch.object(replaying, "figures_at", side_effect=AssertionError):
        assert values(grown) == first
    kept = sorted((grown / ".pmledger/cache/figures").iterdir())
    assert len(kept) == 3
    kept[0].write_bytes(b"\xc1broken")
    kept[1].write_bytes(kept[2].read_bytes().replace(b"figures", b"figurez"))
    kept[2].unlink()
    kept[2].symlink_to("/etc/passwd")
    assert values(grown) == first
    other = patch.object(replaying, "program_mark", return_value=b"another")
    with other, patch.object(replaying, "figures_at", side_effect=EOFError), pytest.raises(EOFError):
        values(grown)


def test_too_many_looks_are_refused(grown: Path) -> None:
    """A bound is said, with what to do."""
    found = repository_of(grown)
    with patch("pmledger.history.looks.MOST", 2), pytest.raises(HistoryRefused, match="3 looks"):
        looks(found, None, date(2026, 6, 30), "month", UTC)
    assert list(ends(date(2026, 12, 31), date(2027, 2, 28), "month")) == [date(2026, 12, 31), date(2027, 1, 31)]


def test_the_command_tells_a_trend(grown: Path) -> None:
    """In a sentence with its line, then look by look; today's files come last."""

    def call(*args: str) -> tuple[int, str]:
        done = CliRunner(env={"LANG": "C.UTF-8"}).invoke(main, ["-C", str(grown), "trend", *args], prog_name="pmledger")
        return done.exit_code, done.output

    code, told = call("open_risks")
    assert (code, told.splitlines()[0]) == (0, "Open risks: 3 on 2026-06-30; it was 1 on 2026-03-31.  ▁▁██")
    assert call("open_risks", "--format", "csv")[1].splitlines()[-1] == "2026-06-30,,3,count"
    assert '"step": "commit"' in call("open_risks", "--step", "commit", "--format", "json")[1]
    assert call("nonsense")[0] == 2


@pytest.mark.parametrize(
    ("before", "now", "step"),
    [("0.776", "0.774", "\N{MINUS SIGN}0.01"), ("0.774", "0.771", ""), ("4.396", "0.774", "\N{MINUS SIGN}3.63"), ("1", "2.5", "+1.5")],
)
def test_a_step_is_what_the_written_values_differ_by(before: str, now: str, step: str) -> None:
    """It never says that nothing changed where another value stands, nor the other way round."""
    assert change(Fraction(before), Fraction(now), 100, translator("en", plain=True)) == step


def test_the_trend_of_a_record_that_is_gone(grown: Path) -> None:
    """It is found in the commits, said to be gone, and ends where it was last seen; nobody's name is as wrong as ever."""

    def call(*args: str) -> tuple[int, str]:
        done = CliRunner(env={"LANG": "C.UTF-8"}).invoke(main, ["-C", str(grown), "trend", *args], prog_name="pmledger")
        return done.exit_code, done.output

    project = "---\nname: Apollo\nclient: acme\ncurrency: EUR\n---\n"
    write(grown, "-- clients/acme.md --\n---\nname: Acme\n---\n-- projects/apollo/index.md --\n" + project
          + RISK.format(id="x", day="2026-04-02").replace("-- risks", "-- projects/apollo/risks"))  # fmt: skip
    commit(grown.parent, "2026-05-30T13:00:00Z")
    git(grown, "rm", "-q", "-r", "projects/apollo")
    commit(grown.parent, "2026-06-02T12:00:00Z")
    code, told = call("open_risks", "apollo", "--step", "week")
    assert (code, told.splitlines()[:2]) == (0, ["“Apollo” is in the files no more; it was last seen on 2026-05-31.", "Open risks of Apollo: 1 on 2026-05-31."])
    assert call("open_risks", "apollo", "--format", "csv") == (0, f"day,commit,value,unit\n2026-05-31,{git(grown, 'rev-parse', 'HEAD~1')},1,count\n“Apollo” is in the files no more; it was last seen on 2026-05-31.\n")
    assert '"gone": {\n    "last_seen": "2026-05-31"' in call("open_risks", "project:apollo", "--format", "json")[1]
    assert call("nonsense", "apollo")[1].startswith("Error: project:apollo has no figure nonsense")
    assert call("open_risks", "apolo") == (2, "Error: no record is called apolo\n")
    assert call("open_risks", "apollo", "--since", "2026-06-03") == (2, "Error: no record is called apollo\n")
