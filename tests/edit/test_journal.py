"""Several files changed as one: wholly old or wholly new, also after a kill at any moment."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from studio import files_of, studio

from pmledger.edit.journal import Change, Move, commit, recover
from pmledger.edit.refusal import EditRefused
from pmledger.workspace.files import lock
from pmledger.workspace.load import load

ROOT = Path(__file__).parent.parent.parent


def write_journal(root, steps, moves=()):
    """A journal as an interrupted command leaves it."""
    import base64
    import hashlib

    def digest(data):
        return hashlib.sha256(data).hexdigest() if data is not None else ""

    (root / ".pmledger").mkdir(exist_ok=True)
    content = {
        "version": 1,
        "steps": [
            {"path": path, "before": digest(old), "after": base64.b64encode(new).decode()} for path, old, new in steps
        ],
        "moves": [list(move) for move in moves],
    }
    (root / ".pmledger/journal").write_text(json.dumps(content))


def test_all_changes_are_made(tmp_path):
    """Changed, new and moved files are there afterwards, and no journal or temporary file."""
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "d").mkdir()
    (tmp_path / "d/b").write_bytes(b"2")
    commit(tmp_path, [Change("a", b"1", b"x"), Change("d/b", b"2", b"y"), Change("e/n", None, b"z")], (Move("d", "f"),))
    assert files_of(tmp_path) == {"a": b"x", "f/b": b"y", "e/n": b"z"}
    assert [path.name for path in (tmp_path / ".pmledger").iterdir()] == ["lock"]


@pytest.mark.parametrize(
    ("changes", "moves", "reason"),
    [
        ([Change("a", b"1", b"x"), Change("b", b"other", b"y")], (), "b was changed by another program"),
        ([Change("a", b"1", b"x"), Change("b", None, b"y")], (), "b exists already"),
        ([Change("a", b"1", b"x"), Change("gone", b"1", b"y")], (), "gone was changed by another program"),
        ([Change("a", b"1", b"x")], (Move("b", "a"),), "a exists already"),
        ([Change("a", b"1", b"x"), Change("../out", None, b"y")], (), "../out: the path leads outside"),
        ([Change("a", b"1", b"x"), Change("link", None, b"y")], (), "link: symbolic links are not followed"),
    ],
)
def test_one_reason_stops_all(tmp_path, changes, moves, reason):
    """When one change cannot be made, none is."""
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    (tmp_path / "link").symlink_to("a")
    with pytest.raises(EditRefused) as refused:
        commit(tmp_path, changes, moves)
    assert str(refused.value).startswith(reason)
    assert {path: data for path, data in files_of(tmp_path).items() if path != "link"} == {"a": b"1", "b": b"2"}


def test_an_interrupted_edit_is_finished(tmp_path):
    """A journal whose first change was made: the next command makes the rest, and strikes it out."""
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").write_bytes(b"2")
    (tmp_path / ".pmledger-abc.tmp").write_bytes(b"half")
    write_journal(tmp_path, [("a", b"1", b"x"), ("b", b"2", b"y")], [("b", "c")])
    assert [str(said) for said in recover(tmp_path)] == ["An edit that had been interrupted was finished."]
    assert files_of(tmp_path) == {"a": b"x", "c": b"y"}
    assert recover(tmp_path) == ()


def test_an_interrupted_edit_that_was_done_is_struck_out(tmp_path):
    """After the move nothing is left to do: files under the old names that came since are not touched."""
    (tmp_path / "c").write_bytes(b"y")
    (tmp_path / "a").write_bytes(b"newer")
    write_journal(tmp_path, [("a", b"1", b"x")], [("b", "c")])
    recover(tmp_path)
    assert files_of(tmp_path) == {"a": b"newer", "c": b"y"}


def test_what_was_changed_since_is_kept(tmp_path):
    """A file that its owner changed after the interruption is left as it is, and named."""
    (tmp_path / "a").write_bytes(b"theirs")
    (tmp_path / "b").write_bytes(b"2")
    write_journal(tmp_path, [("a", b"1", b"x"), ("b", b"2", b"y")])
    said = [str(message) for message in recover(tmp_path)]
    assert said[1:] == ["a was changed since and is left as it is."]
    assert files_of(tmp_path) == {"a": b"theirs", "b": b"y"}


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"steps": 1}', '{"steps": [{"path": "a", "before": "", "after": "!"}], "moves": []}',
     '{"steps": [], "moves": [["a"]]}'],
)  # fmt: skip
def test_a_damaged_journal_is_not_followed(tmp_path, content):
    """What cannot be read is refused with its place, and stays to be looked at."""
    (tmp_path / ".pmledger").mkdir()
    (tmp_path / ".pmledger/journal").write_text(content)
    with pytest.raises(EditRefused, match="damaged"):
        recover(tmp_path)
    assert (tmp_path / ".pmledger/journal").exists()


def test_a_foreign_journal_reaches_no_hidden_file(tmp_path):
    """A journal that came with a repository cannot write hooks or leave the workspace."""
    write_journal(tmp_path, [(".git/hooks/pre-commit", None, b"x")])
    with pytest.raises(EditRefused, match="hidden"):
        recover(tmp_path)
    write_journal(tmp_path, [("../x", None, b"x")])
    with pytest.raises(EditRefused):
        recover(tmp_path)
    assert not (tmp_path / ".git").exists()
    assert not (tmp_path.parent / "x").exists()


def test_two_writers_are_kept_apart(tmp_path):
    """While another command holds the lock, an edit is refused and nothing is written."""
    (tmp_path / "a").write_bytes(b"1")
    with lock(tmp_path), pytest.raises(EditRefused, match="another pmledger command"):
        commit(tmp_path, [Change("a", b"1", b"x")])
    assert (tmp_path / "a").read_bytes() == b"1"


def test_a_disk_that_fills_up_loses_nothing(tmp_path, monkeypatch):
    """When the disk refuses in the middle, that is said; with room again, the next command finishes."""
    from pmledger.edit import journal
    from pmledger.source.message import say
    from pmledger.workspace.files import FileRefused

    for name in "ab":
        (tmp_path / name).write_bytes(b"1")
    write, calls = journal.write_atomically, []

    def full(path, data):
        calls.append(path)
        if len(calls) == 3:
            raise FileRefused(path.name, say("no space left on the disk"))
        write(path, data)

    monkeypatch.setattr(journal, "write_atomically", full)
    with pytest.raises(EditRefused, match="no space left on the disk; the edit was begun"):
        commit(tmp_path, [Change("a", b"1", b"x"), Change("b", b"1", b"y")])
    assert files_of(tmp_path) == {"a": b"x", "b": b"1"}
    recover(tmp_path)
    assert files_of(tmp_path) == {"a": b"x", "b": b"y"}


RENAMER = """
import os, signal, sys
from pmledger.edit import journal
from pmledger.edit.rename import rename
from pmledger.workspace.load import load

count = [0]
write, move = journal.write_atomically, journal._move

def dying(act):
    def acted(*arguments):
        count[0] += 1
        if count[0] == int(sys.argv[2]) and sys.argv[3] == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        act(*arguments)
        if count[0] == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    return acted

journal.write_atomically, journal._move = dying(write), dying(move)
rename(load(sys.argv[1]), "vendor-delay", "supplier-late")
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", [1, 2, 5, 14, 15, 16])
def test_a_kill_in_a_rename_loses_nothing(tmp_path, step, when):
    """A kill at any write of a rename over many files: after the next command all is old, or all is new.

    The first write is the journal's, so only a kill before it leaves everything old.
    """
    more = "".join(
        f"-- risks/r{n}.md --\n---\ntitle: R{n}\nraised_on: 2026-05-01\nrelated: risk:apollo/vendor-delay\n---\n"
        for n in range(10)
    )
    studio(tmp_path, more)
    before = files_of(tmp_path)
    process = subprocess.run([sys.executable, "-c", RENAMER, str(tmp_path), str(step), when], cwd=ROOT, check=False)
    assert process.returncode == -signal.SIGKILL
    for path, data in files_of(tmp_path).items():
        assert not path.endswith(".md") or data.startswith((b"---\n", b"[Apollo]"))
    recover(tmp_path)
    after = files_of(tmp_path)
    new = "projects/apollo/risks/supplier-late.md" in after
    assert new == ((step, when) != (1, "before"))
    assert len([path for path in after if not path.endswith(".tmp")]) == len(before)
    assert not new or not any(path.endswith(".tmp") for path in after)
    snapshot = load(tmp_path)
    target = "risk:apollo/supplier-late" if new else "risk:apollo/vendor-delay"
    assert all(record.target("related") == target for record in snapshot.ledger.of("risk") if record.id[0] == "r")
