import subprocess
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from repositories import commit, git, repository, write
from workspaces import said, write_files

import pmledger.workspace.reading as loading
from pmledger import load
from pmledger.history.git import HistoryRefused
from pmledger.workspace.load import WorkspaceMissing
from pmledger.workspace.reading import Memory

SETTINGS = "-- pmledger.yml --\nname: Test\ntimezone: {zone}\n"
RISK = "-- risks/{id}.md --\n---\ntitle: {title}\nraised_on: 2026-03-05\nreview_on: 2026-12-15\n---\n"


def two_days(folder: Path, zone: str = "UTC") -> tuple[str, str]:
    """A repository with a risk on 1 March that has another title and a sister on 2 March."""
    repository(folder)
    first = commit(folder, "2026-03-06T12:00:00Z", SETTINGS.format(zone=zone) + RISK.format(id="a", title="Old"))
    git(folder, "tag", "begun")
    later = RISK.format(id="a", title="New") + RISK.format(id="b", title="Sister")
    return first, commit(folder, "2026-03-08T23:30:00Z", SETTINGS.format(zone=zone) + later)


def titles(root: Path, at: str | None) -> list[str]:
    return [record.title for record in load(root, at=at).ledger.of("risk")]


def refusal(root: Path, at: str) -> str:
    with pytest.raises(HistoryRefused) as refused:
        load(root, at=at)
    return str(refused.value.reason)


def test_a_revision_is_the_workspace_as_it_was(tmp_path: Path) -> None:
    """By branch, tag, id or a name that git computes, the files are those of the commit; without one, those on the disk."""
    first, _ = two_days(tmp_path)
    (tmp_path / "risks/b.md").unlink()
    assert [titles(tmp_path, name) for name in ("begun", first, first[:8], "HEAD~1", "main^")] == [["Old"]] * 5
    assert titles(tmp_path, "main") == ["New", "Sister"]
    assert titles(tmp_path, None) == ["New"]


def test_the_day_is_the_commits_unless_another_is_said(tmp_path: Path) -> None:
    """The day is what is asked for, else what that revision fixes, else the commit's in the workspace's zone."""
    two_days(tmp_path, "Asia/Shanghai")
    then = load(tmp_path, at="main")
    assert (then.as_of, then.revision and then.revision.day) == (date(2026, 3, 9), date(2026, 3, 9))
    assert load(tmp_path, date(2026, 1, 5), at="main").as_of == date(2026, 1, 5)
    commit(tmp_path, "2026-03-10T12:00:00Z", "-- pmledger.yml --\nname: Test\nas_of: 2026-02-02\n")
    assert load(tmp_path, at="main").as_of == date(2026, 2, 2)
    assert load(tmp_path).revision is None


def test_a_day_is_the_last_commit_before_its_end(tmp_path: Path) -> None:
    """In the workspace's zone, along the first parents; a tag of that name goes first; before all it is said when."""
    two_days(tmp_path, "Asia/Shanghai")
    git(tmp_path, "checkout", "-q", "-b", "side", "begun")
    commit(tmp_path, "2026-03-07T12:00:00Z", RISK.format(id="c", title="Side"))
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-edit", "side", GIT_COMMITTER_DATE="2026-03-10T12:00:00Z")
    found = {day: titles(tmp_path, f"2026-03-{day}") for day in ("06", "07", "08", "09", "10")}
    assert found == {"06": ["Old"], "07": ["Old"], "08": ["Old"], "09": ["New", "Sister"], "10": ["New", "Sister", "Side"]}
    git(tmp_path, "tag", "2026-03-10", "begun")
    assert titles(tmp_path, "2026-03-10") == ["Old"]
    assert refusal(tmp_path, "2026-03-01").endswith("the history begins on 2026-03-06")


def test_a_name_is_never_an_option(tmp_path: Path) -> None:
    """What is no single commit is refused in one line, whatever it begins with; branches and tags that look alike are named."""
    two_days(tmp_path)
    names = ("--all", "-h", "--output=x", "..", "main..begun", "main:risks/a.md", "", " ", "a\nb", "a\0b", "x" * 9999)
    for name in names:
        assert "git knows no revision" in refusal(tmp_path, name)
    assert not (tmp_path / "x").exists()
    assert refusal(tmp_path, "begin") == "git knows no revision begin; did you mean begun?"


def test_a_workspace_in_a_folder_of_the_repository_or_in_a_worktree(tmp_path: Path) -> None:
    """Only the files below it are read, by their paths from there; a linked worktree has its own HEAD."""
    root = tmp_path / "depot" / "our ledger"
    repository(tmp_path / "depot")
    first = commit(tmp_path / "depot", "2026-03-06T12:00:00Z", "-- risks/z.md --\n---\ntitle: Not ours\n---\n")
    write_files(root, SETTINGS.format(zone="UTC") + RISK.format(id="a", title="Ours"))
    commit(tmp_path / "depot", "2026-03-07T12:00:00Z")
    assert titles(root, "main") == ["Ours"]
    assert refusal(root, first) == f"at {first} there was no pmledger.yml here"
    git(tmp_path / "depot", "worktree", "add", "-q", str(tmp_path / "other"), "main", "--detach")
    write_files(tmp_path / "other/our ledger", RISK.format(id="a", title="Theirs"))
    commit(tmp_path / "other", "2026-03-08T12:00:00Z")
    assert [titles(tmp_path / "other/our ledger", "HEAD"), titles(root, "HEAD")] == [["Theirs"], ["Ours"]]


def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, monkeypatch) -> None:
    """No repository, no commit, a shallow copy, a bare one, another owner, no git, no workspace."""
    write_files(tmp_path / "plain", SETTINGS.format(zone="UTC"))
    with patch.dict("os.environ", {"GIT_CEILING_DIRECTORIES": "/"}):
        assert "lies in no git repository" in refusal(tmp_path / "plain", "main")
    repository(tmp_path / "plain")
    assert "has no commit yet" in refusal(tmp_path / "plain", "main")
    two_days(tmp_path / "whole")
    git(tmp_path, "clone", "-q", "--depth=1", (tmp_path / "whole").as_uri(), "short")
    assert titles(tmp_path / "short", "HEAD") == ["New", "Sister"]
    assert "git fetch --unshallow" in refusal(tmp_path / "short", "2026-03-06")
    assert "lacks its older commits" in refusal(tmp_path / "short", "HEAD~1")
    git(tmp_path, "clone", "-q", "--bare", str(tmp_path / "whole"), "bare")
    write_files(tmp_path / "bare", SETTINGS.format(zone="UTC"))
    assert "bare" in refusal(tmp_path / "bare", "main")
    with pytest.raises(WorkspaceMissing):
        load(tmp_path, at="main")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "there is no program git" in refusal(tmp_path / "whole", "main")


def test_links_strange_names_and_nested_repositories_are_left_out_as_on_the_disk(tmp_path: Path) -> None:
    """A symbolic link in a tree is a warning; a submodule, hidden files, a built site and ignored folders are not entered."""
    repository(tmp_path)
    write_files(tmp_path, SETTINGS.format(zone="UTC") + "ignore: [old/*]\n" + RISK.format(id="a", title="A"))
    write(tmp_path, "-- old/risks/x.md --\n---\nx: [\n---\n-- .x/risks/x.md --\n---\nx: [\n---\n")
    write(tmp_path, "-- site/.pmledger-manifest --\n-- site/risks/x.md --\n---\nx: [\n---\n")
    (tmp_path / "risks/b.md").symlink_to("/etc/passwd")
    inner = two_days(repository(tmp_path / "projects/inner"))[1]
    commit(tmp_path, "2026-03-06T12:00:00Z")
    assert git(tmp_path, "ls-files", "-s", "projects/inner").startswith(f"160000 {inner}")
    then, now = load(tmp_path, at="HEAD"), load(tmp_path, date(2026, 3, 6))
    assert said(then) == said(now) == ["risks/b.md:1:1 PM060"]
    assert [record.key for record in then.ledger.records] == ["risk:a"]


def test_a_tree_that_climbs_out_is_refused(tmp_path: Path) -> None:
    """Names that no checkout would write (`..`, a backslash) come as a warning and are never opened."""
    two_days(tmp_path)
    blob = git(tmp_path, "rev-parse", "HEAD:risks/a.md")
    kept = git(tmp_path, "rev-parse", "HEAD:pmledger.yml")
    climbing = subprocess.run(
        ["git", "-C", str(tmp_path), "hash-object", "-t", "tree", "-w", "--stdin", "--literally"], check=True, capture_output=True,
        input=b"100644 ..\0" + bytes.fromhex(blob) + b"100644 a\\b.md\0" + bytes.fromhex(blob) + b"100644 pmledger.yml\0" + bytes.fromhex(kept),
    ).stdout.decode().strip()  # fmt: skip
    made = git(tmp_path, "commit-tree", climbing, "-m", "x")
    assert [fault.code for fault in load(tmp_path, at=made).diagnostics] == ["PM060", "PM060"]


def test_a_memory_reads_each_text_once(tmp_path: Path) -> None:
    """From the disk to one revision and the next, only files with other bytes are read and asked of git."""
    first, last = two_days(tmp_path)
    memory, read = Memory(), loading.read_file
    load(tmp_path, memory=memory)
    with patch.object(loading, "read_file", side_effect=read) as reader:
        load(tmp_path, at=last, memory=memory)
        assert reader.call_args_list == []
        load(tmp_path, at=first, memory=memory)
        assert [call.args[0] for call in reader.call_args_list] == ["risks/a.md"]
    fresh, remembered = load(tmp_path, at=last), load(tmp_path, at=last, memory=memory)
    assert [(one.key, one.title, one.path) for one in fresh.ledger.records] == [
        (one.key, one.title, one.path) for one in remembered.ledger.records
    ]
    assert fresh.diagnostics == remembered.diagnostics


def test_other_files_are_those_of_the_revision_and_missing_bytes_are_said(tmp_path: Path) -> None:
    """What a record links to is the file of that day; a damaged repository costs the records whose bytes it lost."""
    two_days(tmp_path)
    (tmp_path / "offer.pdf").write_bytes(b"old")
    commit(tmp_path, "2026-03-09T12:00:00Z")
    (tmp_path / "offer.pdf").write_bytes(b"new")
    assert (load(tmp_path, at="HEAD").files.read("offer.pdf"), load(tmp_path).files.read("offer.pdf")) == (b"old", b"new")
    blob = git(tmp_path, "rev-parse", "HEAD:risks/b.md")
    (tmp_path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    found = load(tmp_path, at="HEAD")
    assert ([record.title for record in found.ledger.of("risk")], said(found)) == (["New"], ["risks/b.md:1:1 PM060"])
