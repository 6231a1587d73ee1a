"""Public holidays written into a workspace: as they were published, once, and nothing else is touched."""

import json
import sys
from pathlib import Path

import pytest
from workspaces import write_files

from pmledger.analysis.premises import premises_of
from pmledger.edit.list_rows import with_rows
from pmledger.edit.pin_holidays import doubts, pin_in_calendar, pin_in_settings
from pmledger.edit.public_holidays import published_holidays
from pmledger.edit.refusal import EditRefused
from pmledger.source.text import SourceText
from pmledger.workspace.load import load

REFERENCE = json.loads((Path(__file__).parent.parent / "reference" / "calendars.json").read_text(encoding="utf-8"))
CALENDAR = """-- pmledger.yml --
grammar: 1
language: zh-CN   # ours
-- 工作日历/国内.md --
---
标题: 国内
周工作制: {mon: 8, tue: 8, wed: 8, thu: 8, fri: 8}
例外日:
  - {date: 2026-10-01, hours: 4, name: 值班}
# 到此为止
---
"""


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_the_working_days_of_china_are_those_of_its_notices(tmp_path: Path, year: str) -> None:
    """After the command a workspace counts the working days of each month as the State Council's notice gives them."""
    write_files(tmp_path, "-- pmledger.yml --\ngrammar: 1\n")
    done = pin_in_settings(load(tmp_path), published_holidays("cn", [int(year)], "", "zh-CN"))
    assert done.kept == 0
    assert done.added > 18
    snapshot = load(tmp_path)
    assert snapshot.diagnostics == ()
    calendar = premises_of(snapshot.settings).calendar
    notice = REFERENCE["china"][year]
    for month, days in notice["expected"]["working_days_per_month"].items():
        first = snapshot.as_of.replace(year=int(year), month=int(month), day=1)
        last = first.replace(day=31) if month == "12" else first.replace(month=int(month) + 1)
        whole = calendar.working_days(first, last) - (calendar.is_working(last) if month != "12" else 0)
        assert whole == days, month


def test_a_second_run_writes_nothing_and_a_later_year_only_its_own(tmp_path: Path) -> None:
    """Days that are there stay as they are; years without days made up for are said to be open."""
    write_files(tmp_path, "-- pmledger.yml --\n# mine\ngrammar: 1\ncalendar: {weekend: [sat, sun], holidays: [2026-10-01]}\n")
    first = published_holidays("CN", [2026], "", "en")
    pin_in_settings(load(tmp_path), first)
    text = (tmp_path / "pmledger.yml").read_text(encoding="utf-8")
    again = pin_in_settings(load(tmp_path), first)
    assert (again.added, again.kept) == (0, len(first.off) + len(first.worked))
    assert (tmp_path / "pmledger.yml").read_text(encoding="utf-8") == text
    assert text.startswith("# mine\ngrammar: 1\ncalendar: {weekend: [sat, sun], holidays: [2026-10-01, {date: 2026-01-01")
    assert list(map(str, doubts(published_holidays("CN", [2027], "", "en")))) == [
        "the days made up for in 2027 are not published yet; ask again when they are"
    ]
    assert list(doubts(published_holidays("DE", [2027], "BY", "en"))) == []


def test_a_calendar_record_gets_its_days_as_exceptions(tmp_path: Path) -> None:
    """Days in a row stand in one line, a day that has an exception keeps it, and Chinese keys and comments stay."""
    write_files(tmp_path, CALENDAR)
    pin_in_calendar(load(tmp_path), published_holidays("CN", [2026], "", "zh-CN"), "国内")
    text = (tmp_path / "工作日历" / "国内.md").read_text(encoding="utf-8")
    assert "例外日:\n  - {date: 2026-10-01, hours: 4, name: 值班}\n  - {date: 2026-01-01, hours: 0, name: 元旦}\n" in text
    assert "  - {from: 2026-02-17, to: 2026-02-19, hours: 0, name: 春节}\n" in text
    assert "  - {date: 2026-02-14, hours: 8}\n" in text
    assert text.endswith("# 到此为止\n---\n")
    assert text.count("2026-10-01") == 1
    assert load(tmp_path).diagnostics == ()


def test_parts_of_a_country_have_days_of_their_own() -> None:
    """Epiphany is a day off in Bavaria, not in Berlin."""
    days = {part: {str(one.date) for one in published_holidays("DE", [2026], part, "en").off} for part in ("BY", "BE")}
    assert "2026-01-06" in days["BY"] - days["BE"]


@pytest.mark.parametrize(
    ("country", "part", "said"),
    [
        ("XQ", "", "no country is called XQ; did you mean"),
        ("Germany", "", "no country is called Germany"),
        ("DE", "Bayern", "DE has no part Bayern; it has BB, BE"),
    ],
)
def test_what_the_package_does_not_know_is_said(country: str, part: str, said: str) -> None:
    """A country or part that is unknown is refused with what may have been meant."""
    with pytest.raises(EditRefused, match=said):
        published_holidays(country, [2026], part, "en")


def test_without_the_package_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, the command says how to install it."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(EditRefused, match=r"pip install holidays"):
        published_holidays("CN", [2026], "", "en")


def test_no_calendar_is_refused_with_how_to_write_one(tmp_path: Path) -> None:
    """Without any calendar record the refusal leads on."""
    write_files(tmp_path, "-- pmledger.yml --\ngrammar: 1\n")
    with pytest.raises(EditRefused, match="`pmledger new calendar china` writes one"):
        pin_in_calendar(load(tmp_path), published_holidays("CN", [2026], "", "en"), "china")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "a:\n  b:\n    - {x: 1}\n"),
        ("a:\n", "a:\n  b:\n    - {x: 1}\n"),
        ("a: {c: 1}\n", "a: {c: 1, b: [{x: 1}]}\n"),
        ("a:\n    c: 1   # one\nd: 2\n", "a:\n    c: 1   # one\n    b:\n      - {x: 1}\nd: 2\n"),
        ("a:\n  b: []\nd: 2\n", "a:\n  b:\n    - {x: 1}\nd: 2\n"),
        ("a:\n  b: [2]\n", "a:\n  b: [2, {x: 1}]\n"),
        ("a:\n  b:\n  - 2\n  # end\nd: 3\n", "a:\n  b:\n  - 2\n  - {x: 1}\n  # end\nd: 3\n"),
        ("a:\n  b:\n  - 2", "a:\n  b:\n  - 2\n  - {x: 1}"),
        ("a:\r\n  b:\r\n  - 2\r\n", "a:\r\n  b:\r\n  - 2\r\n  - {x: 1}\r\n"),
    ],
)
def test_rows_are_put_where_the_list_is_written(before: str, after: str) -> None:
    """In block and in flow, with and without the keys above, every other byte as it was."""
    assert with_rows(SourceText("pmledger.yml", before), ("a", "b"), ("{x: 1}",)) == after


def test_a_value_in_the_way_is_not_touched() -> None:
    """Where a text stands instead of a mapping, the edit is refused."""
    with pytest.raises(EditRefused, match=r"a\.b in pmledger\.yml cannot be changed"):
        with_rows(SourceText("pmledger.yml", "a: text\n"), ("a", "b"), ("{x: 1}",))
