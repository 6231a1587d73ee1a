import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import commit, git, repository, write

from pmledger.cli import main
from pmledger.history.verbatim import stands_in
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings
from pmledger.reader.place import place_files
from pmledger.reader.records import read_file

SETTINGS = "-- pmledger.yml --\nname: Test\nas_of: 2026-06-30\ntimezone: UTC\n"
PROJECT = "-- projects/apollo/index.md --\n---\nname: Apollo\nrisks:\n{items}---\n"
VENDOR = "  - id: vendor\n    title: The vendor is late\n    probability: {odds}\n"
OTHER = "  - id: other\n    title: Something else\n    probability: {odds}\n"
FILE = "-- projects/apollo/risks/{id}.md --\n---\ntitle: The vendor is late\nstatus: {state}\nprobability: 4\n---\nHello\n\n## Log\n\n{log}\n"
DOCS = Path(__file__).parent.parent.parent / "docs" / "json.md"


def call(root: Path, *args: str, **env: str) -> Result:
    return CliRunner(env={"LANG": "C.UTF-8", **env}).invoke(main, ["-C", str(root), *args], prog_name="pmledger")


def told(root: Path, *args: str) -> list[tuple[str, str, str, list[str]]]:
    """Of each step: what it was, its commit's subject, the file that holds it then, and `field before>now`."""
    data = json.loads(call(root, "log", *args, "--format", "json").stdout)
    return [
        (
            step["what"], step["subject"] or "", (step["now"] or {"path": ""})["path"].removeprefix("projects/apollo/"),
            [f"{one['field']} {one['before']}>{one['now']}" for one in step["fields"]]
            + [f"#{one['heading']} +{one['lines_come']} -{one['lines_gone']}" for one in step["sections"]],
        )
        for step in data["steps"]
    ]  # fmt: skip


@pytest.fixture
def lived(tmp_path: Path) -> Path:
    """A risk that began in a list, got a file, another name, was deleted and came back; in a folder of the repository."""
    root = repository(tmp_path / "depot") / "ledger"
    root.mkdir()
    gone = [root / "projects/apollo/risks/vendor.md", root / "projects/apollo/risks/vendor-delay.md"]
    for number, (subject, text, away) in enumerate((
        ("start", SETTINGS + PROJECT.format(items=VENDOR.format(odds=2)), None),
        ("higher", PROJECT.format(items=OTHER.format(odds=1) + VENDOR.format(odds=3)), None),
        ("the other", PROJECT.format(items=OTHER.format(odds=2) + VENDOR.format(odds=3)), None),
        ("own file", PROJECT.format(items=OTHER.format(odds=2)) + FILE.format(id="vendor", state="assessed", log="One."), None),
        ("another name", FILE.format(id="vendor-delay", state="assessed", log="One.\nTwo."), gone[0]),
        ("away", "", gone[1]),
        ("back\x1b[31m\u202e\n\nbody", FILE.format(id="vendor-delay/index", state="assessed", log="One.\nTwo."), None),
    ), start=1):  # fmt: skip
        if away is not None:
            away.unlink()
        write(root, text) if text else None
        commit(root.parent, f"2026-03-0{number}T12:00:00Z", subject=subject)
    write(root, FILE.format(id="vendor-delay/index", state="closed", log="One.\nTwo."))
    return root


def test_a_life_goes_through_names_files_and_forms(lived: Path) -> None:
    """Each commit that touched the record is told with what it changed, the newest first; others are not.

    The item that only changed its place among lines did not change; an older name leads to the same life.
    """
    steps = told(lived, "vendor-delay")
    assert [(what, subject.partition("\x1b")[0], path) for what, subject, path, _ in steps] == [
        ("changed", "", "risks/vendor-delay/index.md"),
        ("back", "back", "risks/vendor-delay/index.md"),
        ("gone", "away", ""),
        ("moved", "another name", "risks/vendor-delay.md"),
        ("moved", "own file", "risks/vendor.md"),
        ("changed", "higher", "index.md"),
        ("created", "start", "index.md"),
    ]
    assert steps[0][3] == ["status assessed>closed"]
    assert steps[3][3] == ["#Log +1 -0"]
    assert steps[4][3] == ["status None>assessed", "probability 3>4", "# +1 -0", "#Log +1 -0"]
    assert steps[5][3] == ["probability 2>3"]
    assert told(lived, "risk:apollo/vendor") == told(lived, "vendor") == steps
    assert [subject for _, subject, _, _ in told(lived, "other")] == ["the other", "higher"]
    assert [what for what, *_ in told(lived, "vendor-delay", "--since", "2026-03-06")] == ["changed", "back", "gone"]


def test_a_life_as_data_is_documented(lived: Path) -> None:
    """The names in docs/json.md are those of the answer."""
    section = DOCS.read_text(encoding="utf-8").split("\n## log\n", 1)[1].split("```json\n", 1)[1].split("```", 1)[0]
    documented, data = json.loads(section), json.loads(call(lived, "log", "vendor-delay", "--format", "json").stdout)
    assert [list(documented), list(documented["steps"][0])] == [list(data), list(data["steps"][0])]
    for name in ("before", "fields", "sections"):
        first, second = (one["steps"][at][name] for one, at in ((documented, 0), (data, 4)))
        assert list(first[0] if isinstance(first, list) else first) == list(second[0] if isinstance(second, list) else second)


def test_a_life_is_told_in_words(lived: Path) -> None:
    """Old and new by their labels, in both languages; what others wrote moves no cursor."""
    text = call(lived, "log", "vendor-delay").stdout
    assert "6 commits changed it, from 2026-03-01 to 2026-03-07." in text
    assert "not committed yet\n  Status  Assessed → Closed\n" in text
    assert "renamed: risk:apollo/vendor → risk:apollo/vendor-delay" in text
    assert "moved: an item in projects/apollo/index.md → projects/apollo/risks/vendor.md" in text
    assert "Mei  back\\x1b[31m\\u202e  " in text
    assert "状态  已评估 → 已关闭" in call(lived, "log", "vendor-delay", LANG="zh_CN.UTF-8").stdout
    assert "2026-03-02," in call(lived, "log", "other", "--format", "csv").stdout


def test_each_field_has_its_last_change(lived: Path) -> None:
    """With day, author and subject; what is not committed says so; at a revision what held then."""
    lines = call(lived, "show", "vendor-delay", "--who").stdout.splitlines()
    assert next(line for line in lines if line.startswith("Status")).split("  ")[-1] == "not committed yet"
    data = json.loads(call(lived, "show", "vendor", "--who", "--at", "2026-03-04", "--format", "json").stdout)
    assert [(one["field"], one["subject"]) for one in data["who"]] == [
        ("title", "start"), ("status", "own file"), ("probability", "own file"), ("body", "own file"), ("body", "own file"),
    ]  # fmt: skip
    assert {one["author"] for one in data["who"]} == {"Mei"}


def test_a_record_that_is_gone_has_a_life(lived: Path) -> None:
    """Asked for by its full form, whether it was a file, or an item that nobody has any more."""
    (lived / "projects/apollo/risks/vendor-delay/index.md").unlink()
    assert [what for what, *_ in told(lived, "risk:apollo/vendor-delay")][:3] == ["gone", "back", "gone"]
    write(lived, PROJECT.format(items=VENDOR.format(odds=1)))
    commit(lived.parent, "2026-03-08T12:00:00Z", subject="no other")
    assert [(what, subject) for what, subject, *_ in told(lived, "risk:apollo/other")] == [
        ("gone", "no other"), ("changed", "the other"), ("created", "higher"),
    ]  # fmt: skip
    assert call(lived, "log", "risk:apollo/never").exit_code == 2


def test_rows_and_merges(tmp_path: Path) -> None:
    """A row whose id comes from its content is followed; a merge is told only for what neither side had."""
    root = repository(tmp_path)
    row = "-- projects/apollo/time_entries.csv --\ndate,person,hours,activity\n2026-03-02,mei,{hours},Design\n"
    people = "-- people/mei.md --\n---\nname: Mei\ntype: team\n---\n"
    risk = "-- projects/apollo/risks/a.md --\n---\ntitle: {title}\n{space}probability: {odds}\n---\n"
    commit(root, "2026-03-01T12:00:00Z", SETTINGS + people + PROJECT.format(items="  []\n") + row.format(hours=3) + risk.format(title="A", odds=1, space=""))
    commit(root, "2026-03-02T12:00:00Z", row.format(hours=5), subject="more hours")
    git(root, "checkout", "-q", "-b", "side")
    commit(root, "2026-03-03T12:00:00Z", risk.format(title="A", odds=2, space=""), subject="side")
    git(root, "checkout", "-q", "main")
    commit(root, "2026-03-04T12:00:00Z", risk.format(title="B", odds=1, space=""), subject="main")
    git(root, "merge", "-q", "--no-commit", "-s", "ours", "side")
    commit(root, "2026-03-05T12:00:00Z", risk.format(title="B", odds=3, space="# no meaning\n"), subject="merge")
    assert [(subject, fields) for _, subject, _, fields in told(root, "risk:apollo/a")][:3] == [
        ("merge", ["probability 1>3"]), ("main", ["title A>B"]), ("side", ["probability 1>2"]),
    ]  # fmt: skip
    key = json.loads(call(root, "list", "time_entry", "--format", "json").stdout)["records"][0]["key"]
    assert [(what, subject) for what, subject, *_ in told(root, key)] == [("changed", "more hours"), ("created", "a day's work")]


def test_a_file_that_could_not_be_read_is_not_gone(tmp_path: Path) -> None:
    """Said so in the commit that broke it; what mended it is held against what was there before."""
    root, text = repository(tmp_path), FILE.format(id="vendor", state="assessed", log="One.")
    texts = (text, text.replace("title: ", "title: ["), text.replace("title: ", "title: {"), text.replace("4", "5"))
    for number, one in enumerate(texts, start=1):
        commit(root, f"2026-03-0{number}T12:00:00Z", SETTINGS + one, subject=str(number))
    assert [(what, subject, fields) for what, subject, _, fields in told(root, "vendor")][:2] == [
        ("changed", "4", ["probability 4>5"]), ("unreadable", "2", ["title The vendor is late>None", "status assessed>None", "probability 4>None", "# +0 -1", "#Log +0 -1"]),
    ]  # fmt: skip
    write(root, texts[1])
    assert "not committed yet\n  cannot be read: projects/apollo/risks/vendor.md" in call(root, "log", "risk:apollo/vendor").stdout


def test_without_history_one_line_says_so(tmp_path: Path) -> None:
    """No repository, no commit; in a shallow copy the first commit that is there created nothing."""
    write(tmp_path / "ledger", SETTINGS + PROJECT.format(items=VENDOR.format(odds=1)))
    for said in ("no git repository", "no commit yet"):
        refused = call(tmp_path / "ledger", "log", "vendor")
        assert (refused.exit_code, said in refused.stderr, refused.stderr.count("\n")) == (2, True, 1)
        assert said in call(tmp_path / "ledger", "show", "vendor", "--who").stderr
        repository(tmp_path / "ledger")
    commit(tmp_path / "ledger", "2026-03-01T12:00:00Z", subject="first")
    commit(tmp_path / "ledger", "2026-03-02T12:00:00Z", PROJECT.format(items=OTHER.format(odds=1) + VENDOR.format(odds=1)))
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/ledger", "copy")
    shutil.rmtree(tmp_path / "ledger")
    assert "there already where this copy of the repository begins: an item in" in call(tmp_path / "copy", "log", "vendor").stdout


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (PROJECT.format(items=OTHER.format(odds=9) + VENDOR.format(odds=1)), True),
        (PROJECT.format(items=VENDOR.format(odds=2)), False),
        (PROJECT.format(items=VENDOR.format(odds=1) * 2), False),
        (PROJECT.format(items=VENDOR.format(odds=1)).replace("risks:", "issues:"), False),
        (PROJECT.format(items=VENDOR.format(odds=1)).replace("name: Apollo", "name: Zeus"), False),
        (PROJECT.format(items=VENDOR.format(odds=1)).replace("  - id", "- id").replace("\n    ", "\n  "), False),
    ],
)
def test_an_item_is_not_read_again_where_it_stands_word_for_word(other: str, *, same: bool) -> None:
    """In the same list below the same heads; anything else is read."""
    path, schema = "projects/apollo/index.md", build_schema(Settings())
    text = PROJECT.format(items=VENDOR.format(odds=1)).partition("--\n")[2]
    entries = read_file(path, text.encode(), place_files([path], schema)[0][path], schema, Settings()).entries
    item = next(entry for entry in entries if entry.id == "vendor")
    assert stands_in(item, path, other.partition("--\n")[2].encode()) is same
