import os
import sys
from pathlib import Path

import pytest

from pmledger.site.manifest import NAME, Made, Manifest, parse_manifest
from pmledger.site.output import LOCK, Output, OutputRefused, open_output


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "ws").mkdir()
    return tmp_path / "ws"


def write(out: Path, root: Path, files: dict[str, str]) -> Output:
    output = open_output(out, root)
    for path, text in files.items():
        if output.knows(path, text):
            output.keep(path)
        else:
            output.announce([path])
            output.put(path, text, text.encode())
    output.close()
    output.release()
    return output


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_second_writing_of_the_same_writes_nothing(tmp_path, root):
    """A file of the same key and size is left alone, down to its time stamp."""
    out = tmp_path / "out"
    write(out, root, {"a.html": "one", "b/c.html": "two"})
    before = {path: (out / path).stat().st_mtime_ns for path in ("a.html", "b/c.html", NAME)}
    again = write(out, root, {"a.html": "one", "b/c.html": "two"})
    assert (again.written, again.removed) == (0, 0)
    assert before == {path: (out / path).stat().st_mtime_ns for path in before}


def test_files_that_no_page_claims_are_removed_with_their_folders(tmp_path, root):
    """What the old manifest lists and the site has no more goes; what others put there stays."""
    out = tmp_path / "out"
    write(out, root, {"a.html": "one", "b/c.html": "two"})
    (out / "CNAME").write_text("example.com")
    assert write(out, root, {"a.html": "one"}).removed == 1
    assert set(tree(out)) == {"a.html", "CNAME", NAME, LOCK}
    assert not (out / "b").exists()


def test_damaged_file_is_written_again(tmp_path, root):
    """A file that lost its size or vanished is made anew."""
    out = tmp_path / "out"
    write(out, root, {"a.html": "one", "b.html": "two"})
    (out / "a.html").write_text("")
    (out / "b.html").unlink()
    write(out, root, {"a.html": "one", "b.html": "two"})
    assert (out / "a.html").read_text() == "one"
    assert (out / "b.html").read_text() == "two"


def test_build_after_an_interruption_heals(tmp_path, root):
    """A build that ended in the midst leaves whole files; the next one trusts none of them and removes left-overs."""
    out = tmp_path / "out"
    write(out, root, {"a.html": "one", "b.html": "old"})
    cut = open_output(out, root)
    cut.announce(["b.html", "c.html"])
    cut.put("b.html", "new", b"new")
    cut.put("c.html", "see", b"see")
    (out / ".pmledger-page.tmp").write_text("half")
    cut.release()
    write(out, root, {"a.html": "one", "b.html": "old"})
    assert tree(out) | {NAME: b"", LOCK: b""} == {"a.html": b"one", "b.html": b"old", NAME: b"", LOCK: b""}


@pytest.mark.parametrize("place", ["ws", ".", "/"])
def test_output_is_never_the_workspace_or_above(tmp_path, root, place):
    """The workspace itself, its parents and the root folder are refused."""
    with pytest.raises(OutputRefused):
        open_output(tmp_path / place, root)


def test_output_is_never_the_home_folder(tmp_path, root, monkeypatch):
    """A home folder is refused, even an empty one."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    with pytest.raises(OutputRefused):
        open_output(home, root)


def test_foreign_files_are_refused_and_kept(tmp_path, root):
    """A folder with files and no manifest of ours is refused, and nothing in it changes."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputRefused, match="not a site of ours"):
        open_output(out, root)
    assert tree(out) == {"thesis.txt": b"years of work"}


def test_foreign_file_in_the_place_of_a_page_is_kept(tmp_path, root):
    """A file that somebody put where a page belongs is not overwritten."""
    out = tmp_path / "out"
    write(out, root, {"a.html": "one"})
    (out / "b.html").write_text("mine")
    with pytest.raises(OutputRefused, match=r"b\.html"):
        write(out, root, {"a.html": "one", "b.html": "two"})
    assert (out / "b.html").read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_not_followed(tmp_path, root):
    """Neither the output folder nor a folder in it may be a link to elsewhere."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "link").symlink_to(elsewhere)
    with pytest.raises(OutputRefused, match="symbolic link"):
        open_output(tmp_path / "link", root)
    out = tmp_path / "out"
    write(out, root, {"a.html": "one"})
    (out / "risk").symlink_to(elsewhere)
    with pytest.raises(OutputRefused, match="symbolic link"):
        write(out, root, {"a.html": "one", "risk/b.html": "two"})
    assert list(elsewhere.iterdir()) == []


def test_two_builds_into_one_folder_are_kept_apart(tmp_path, root):
    """The second of two builds is refused while the first one writes."""
    first = open_output(tmp_path / "out", root)
    with pytest.raises(OutputRefused, match="another build"):
        open_output(tmp_path / "out", root)
    first.close()
    first.release()
    open_output(tmp_path / "out", root).release()


def test_manifest_cannot_lead_outside(tmp_path, root):
    """A manifest that somebody wrote by hand makes no file outside the folder vanish."""
    out = tmp_path / "out"
    write(out, root, {"a.html": "one"})
    (tmp_path / "precious").write_text("x")
    lines = (out / NAME).read_text() + "k 1 ../precious\nk 1 /etc/passwd\nk x a\nnonsense\nk 1 a/../../precious\n"
    (out / NAME).write_text(lines)
    write(out, root, {})
    assert (tmp_path / "precious").read_text() == "x"


def test_manifest_is_sorted_and_read_back():
    """The same files give the same text in whatever order they were made; another program's file is no manifest."""
    one = Manifest({"b c.html": Made("k", 2), "a.html": Made("l", 1)})
    other = Manifest(dict(reversed(one.files.items())))
    assert one.text() == other.text()
    assert parse_manifest(one.text()) == one
    assert parse_manifest("something else\n") is None


def test_disk_that_refuses_is_reported(tmp_path, root):
    """What the system refuses is said in a sentence with its reason."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputRefused):
        open_output(tmp_path / "file" / "out", root)
    if os.geteuid() != 0:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o500)
        with pytest.raises(OutputRefused, match="permission denied"):
            open_output(closed / "out", root)
