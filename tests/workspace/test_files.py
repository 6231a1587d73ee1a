import os
import stat
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from pmledger.workspace import files
from pmledger.workspace.files import FileRefused, lock, read_regular, resolve_inside, write_atomically

HOLDER = """
import sys
from pathlib import Path
from pmledger.workspace.files import FileRefused, lock
try:
    with lock(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.read()
except FileRefused as refusal:
    print("refused:", refusal.reason, flush=True)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_path_inside_is_resolved(tmp_path: Path) -> None:
    """Folders that exist or not, names with dots and blanks, and letters of any script lie inside."""
    for path in ("a.md", "a/b/c.md", "a b/..c", "风险/x.md"):
        assert resolve_inside(tmp_path, path) == tmp_path / path


@pytest.mark.parametrize("path", ["..", "../x", "a/../../x", "/x", "", "C:\\x", "C:x", "a\\b", "a\0b"])
def test_a_path_outside_is_refused(tmp_path: Path, path: str) -> None:
    """Whatever leads out is refused, with a sentence."""
    with pytest.raises(FileRefused, match="leads outside the workspace"):
        resolve_inside(tmp_path, path)


def test_a_path_through_a_link_is_refused(tmp_path: Path) -> None:
    """A link on the way, or at its end, is not followed, though it stays inside."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    for path in ("link", "link/x.md"):
        with pytest.raises(FileRefused, match="symbolic links are not followed"):
            resolve_inside(tmp_path, path)


def test_reading_stops_one_byte_behind_the_limit(tmp_path: Path) -> None:
    """A caller sees that a file is too large without its being read."""
    (tmp_path / "x").write_bytes(b"x" * 100)
    assert len(read_regular(tmp_path / "x", 10)) == 11
    assert len(read_regular(tmp_path / "x", 100)) == 100


@pytest.mark.parametrize("kind", ["folder", "link", "nothing", "pipe"])
def test_only_regular_files_are_read(tmp_path: Path, kind: str) -> None:
    """Anything else is refused at once, and a pipe is not waited for."""
    path = tmp_path / "x"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        (tmp_path / "y").write_text("secret", encoding="utf-8")
        path.symlink_to(tmp_path / "y")
    elif kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(FileRefused):
        read_regular(path, 10)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """The reason says so."""
    (tmp_path / "x").write_bytes(b"x")
    (tmp_path / "x").chmod(0)
    with pytest.raises(FileRefused, match="permission denied"):
        read_regular(tmp_path / "x", 10)


@pytest.mark.parametrize("durable", [True, False])
def test_writing_replaces_the_whole_file(tmp_path: Path, durable: bool) -> None:
    """The new bytes are there, folders are made, and no other file is left behind."""
    path = tmp_path / "a/b.md"
    write_atomically(path, b"one", durable=durable)
    write_atomically(path, b"two", durable=durable)
    assert path.read_bytes() == b"two"
    assert names(tmp_path / "a") == ["b.md"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_writing_keeps_the_mode(tmp_path: Path, mode: int) -> None:
    """Who may read a file may do so after the edit, and nobody else."""
    path = tmp_path / "x"
    path.write_bytes(b"one")
    path.chmod(mode)
    write_atomically(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """It is that of any file the user makes, not the narrow one of temporary files."""
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "x", b"one")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, step: str, error: BaseException) -> None:
    """Whatever step fails, by disk or by hand, the old bytes stand and no temporary file is left."""
    path = tmp_path / "x"
    path.write_bytes(b"old")
    with patch.object(files.os, step, side_effect=error), pytest.raises((FileRefused, KeyboardInterrupt)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["x"]


def test_the_reason_of_a_failure_is_a_sentence(tmp_path: Path) -> None:
    """A full disk is called that."""
    full = OSError(28, "No space left on device")
    with (
        patch.object(files.os, "replace", side_effect=full),
        pytest.raises(FileRefused, match="no space left on the disk"),
    ):
        write_atomically(tmp_path / "x", b"new")


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """While one process holds the lock another is refused at once; when the first ends, it may go on."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(FileRefused, match="another pmledger command is writing"), lock(tmp_path):
            pass
        holder.kill()
    with lock(tmp_path):
        pass


def test_the_lock_ends_with_the_block(tmp_path: Path) -> None:
    """An error within the block frees the lock as well."""
    with pytest.raises(ZeroDivisionError), lock(tmp_path):
        _ = 1 / 0
    with lock(tmp_path):
        pass
