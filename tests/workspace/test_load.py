from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from workspaces import PLAIN_SETTINGS, said, write_files

import pmledger.workspace.reading as loading
from pmledger.workspace.load import WorkspaceMissing, find_root, load
from pmledger.workspace.reading import Memory

RISK = "-- risks/{id}.md --\n---\ntitle: {id}\nraised_on: 2026-03-05\nreview_on: 2026-06-15\n---\n"
TWO = RISK.format(id="a") + RISK.format(id="b")


def undated(zone: str = "UTC") -> str:
    return f"-- pmledger.yml --\nname: Test\ntimezone: {zone}\n"


def test_the_day_that_is_asked_for_wins(tmp_path: Path) -> None:
    """`--as-of` wins over `as_of:` in the configuration, that over the calendar on the wall."""
    root = write_files(tmp_path, TWO)
    assert load(root).as_of == date(2026, 6, 30)
    assert load(root, date(2026, 6, 1)).as_of == date(2026, 6, 1)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_without_a_day_it_is_today_in_the_workspace_s_zone(tmp_path: Path, zone: str) -> None:
    """The day is that of the place where the work is done, not of the machine."""
    root = write_files(tmp_path, undated(zone) + TWO)
    before = datetime.now(ZoneInfo(zone)).date()
    as_of = load(root).as_of
    assert before <= as_of <= before + timedelta(days=1)


def test_rules_look_at_the_day(tmp_path: Path) -> None:
    """A review that is due on the 15th is overdue on the 30th and not on the 1st."""
    root = write_files(tmp_path, TWO)
    assert said(load(root)) == ["risks/a.md:4:12 PM291", "risks/b.md:4:12 PM291"]
    assert said(load(root, date(2026, 6, 1))) == []


def test_looking_back_makes_no_fault_of_later_dates(tmp_path: Path) -> None:
    """What has happened by today has happened, though an earlier day is looked at."""
    root = write_files(tmp_path, TWO)
    assert "PM204" not in {fault.code for fault in load(root, date(2026, 1, 1)).diagnostics}


def test_a_memory_reads_only_what_changed(tmp_path: Path) -> None:
    """Files whose bytes are the same are not read again; a changed one is, and one that is gone is forgotten."""
    root, memory, read = write_files(tmp_path, TWO), Memory(), loading.read_file
    with patch.object(loading, "read_file", side_effect=read) as reader:
        first = load(root, memory=memory)
        assert [call.args[0] for call in reader.call_args_list] == ["risks/a.md", "risks/b.md"]
        reader.reset_mock()
        assert [record.key for record in load(root, memory=memory).ledger.records] == ["risk:a", "risk:b"]
        assert reader.call_args_list == []
        path = root / "risks/b.md"
        path.write_text(path.read_text(encoding="utf-8").replace("title: b", "title: B"), encoding="utf-8")
        again = load(root, memory=memory)
        assert [call.args[0] for call in reader.call_args_list] == ["risks/b.md"]
    assert (first.ledger.by_key["risk:b"].title, again.ledger.by_key["risk:b"].title) == ("b", "B")
    (root / "risks/a.md").unlink()
    load(root, memory=memory)
    assert set(memory.readings) == {"risks/b.md"}


def test_a_new_time_stamp_alone_is_no_change(tmp_path: Path) -> None:
    """Bytes decide, not times."""
    root, memory = write_files(tmp_path, TWO), Memory()
    load(root, memory=memory)
    (root / "risks/a.md").touch()
    with patch.object(loading, "read_file", side_effect=AssertionError):
        load(root, memory=memory)


def test_a_new_configuration_or_place_is_read_anew(tmp_path: Path) -> None:
    """Own fields change what a file means, and so does a folder that becomes a record."""
    root, memory, read = write_files(tmp_path, TWO), Memory(), loading.read_file
    load(root, memory=memory)
    (root / "pmledger.yml").write_text(PLAIN_SETTINGS + "currency: CNY\n", encoding="utf-8")
    with patch.object(loading, "read_file", side_effect=read) as reader:
        load(root, memory=memory)
    assert len(reader.call_args_list) == 2


def test_a_memory_gives_what_a_fresh_reading_gives(tmp_path: Path) -> None:
    """The same diagnostics and records, remembered or not."""
    root, memory = write_files(tmp_path, TWO + RISK.format(id="c").replace("title: c", "title: [")), Memory()
    load(root, memory=memory)
    remembered, fresh = load(root, memory=memory), load(root)
    assert remembered.diagnostics == fresh.diagnostics
    assert remembered.ledger.by_key.keys() == fresh.ledger.by_key.keys()


def test_a_folder_without_configuration_is_no_workspace(tmp_path: Path) -> None:
    """It is told which folder was looked in."""
    with pytest.raises(WorkspaceMissing) as missing:
        load(tmp_path)
    assert missing.value.folder == tmp_path
    assert str(tmp_path) in str(missing.value)


def test_the_workspace_is_the_nearest_folder_upwards(tmp_path: Path) -> None:
    """From a folder deep inside, the nearest one with `pmledger.yml` is found."""
    write_files(tmp_path, TWO)
    inner = write_files(tmp_path / "projects/inner", TWO)
    (inner / "risks/2026").mkdir()
    assert find_root(tmp_path / "risks") == tmp_path
    assert find_root(inner / "risks/2026") == inner


def test_diagnostics_are_sorted_and_stable(tmp_path: Path) -> None:
    """By path, line, column and code, whatever the order of files on the disk."""
    text = "".join(f"-- risks/{name}.md --\n---\nimpact: 9\nowner: nobody\n---\n" for name in "zma")
    snapshot = load(write_files(tmp_path, text))
    orders = [fault.order for fault in snapshot.diagnostics]
    assert orders == sorted(orders)
    assert len(orders) == 12
    assert snapshot.diagnostics == load(tmp_path).diagnostics


def test_hidden_ignored_and_foreign_files_are_left_alone(tmp_path: Path) -> None:
    """Dot files, editors' leftovers, `ignore:`, other repositories and built sites hold no records."""
    bad = "---\ntitle: [\n---\n"
    paths = (
        ".git/x.md",
        ".x/risks/a.md",
        "risks/a.md~",
        "risks/.a.md.swp",
        "risks/#a.md#",
        "old/risks/a.md",
        "README.md",
    )
    text = "".join(f"-- {path} --\n{bad}" for path in (*paths, "other/.git/HEAD", "other/risks/a.md"))
    text += f"-- site/.pmledger-manifest --\n-- site/risks/a.md --\n{bad}"
    root = write_files(tmp_path, f"{text}-- pmledger.yml --\n{PLAIN_SETTINGS}ignore: [old/*]\n")
    assert said(load(root)) == []


def test_counts_and_cleanness(tmp_path: Path) -> None:
    """Attentions do not make a workspace unclean; warnings do."""
    snapshot = load(write_files(tmp_path / "a", TWO))
    assert snapshot.clean
    assert [*snapshot.counts.values()] == [0, 0, 2, 0]
    assert not load(write_files(tmp_path / "b", "-- notes/x.md --\n---\na: b\n---\n")).clean
