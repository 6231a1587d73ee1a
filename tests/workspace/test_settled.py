"""Files that did not change are not read again, and what changed always is."""

import os
import time

from workspaces import write_files

from pmledger.live.overlay import Overlay
from pmledger.workspace.settled import SETTLED_NS, SettledTree
from pmledger.workspace.tree import DiskTree

FILES = "-- risks/a.md --\n---\ntitle: A\n---\n-- risks/b.md --\n---\ntitle: B\n---\n"
LIMIT = 1000


def settled(root):
    """A tree over files that were last written long ago, all of them read once."""
    old = time.time_ns() - 2 * SETTLED_NS
    for path in ("risks/a.md", "risks/b.md"):
        os.utime(root / path, ns=(old, old))
    tree = SettledTree(DiskTree(root), {})
    for path in tree.list().paths:
        tree.read(path, LIMIT)
    return tree


def test_what_was_written_a_moment_ago_is_read_again(tmp_path):
    """A file written within a tick of the clock could change without a trace, so nothing is taken for known."""
    assert settled(write_files(tmp_path, FILES)).list().blobs == {}


def later(monkeypatch):
    """The clock goes on by more than it takes a file to settle."""
    now = time.time_ns()
    monkeypatch.setattr("pmledger.workspace.settled.time.time_ns", lambda: now + 2 * SETTLED_NS)


def test_a_change_is_seen_whatever_its_times_say(tmp_path, monkeypatch):
    """The same length and the time set back: the inode tells; what was renamed over a file is another inode."""
    later(monkeypatch)
    tree = settled(write_files(tmp_path, FILES))
    assert sorted(tree.list().blobs) == ["pmledger.yml", "risks/a.md", "risks/b.md"]
    before = (tmp_path / "risks/a.md").stat()
    (tmp_path / "risks/a.md").write_text("---\ntitle: X\n---\n")
    os.utime(tmp_path / "risks/a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    (tmp_path / "risks/new.md").write_text("---\ntitle: Y\n---\n")
    (tmp_path / "risks/new.md").replace(tmp_path / "risks/b.md")
    assert sorted(tree.list().blobs) == ["pmledger.yml"]
    (tmp_path / "pmledger.yml").unlink()
    assert tree.list().blobs == {}


def test_what_is_held_is_not_taken_from_the_disk(tmp_path, monkeypatch):
    """A file that keeps its last sound text has no hash of the disk's."""
    later(monkeypatch)
    tree = settled(write_files(tmp_path, FILES))
    over = Overlay(tree, {"risks/a.md": b"---\ntitle: Before\n---\n"})
    assert "risks/a.md" not in over.list().blobs
    assert "risks/b.md" in over.list().blobs
