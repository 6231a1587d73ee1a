import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from studio_year import YEAR
from test_edits import files_of
from workspaces import write_files

from pmledger.cli import main
from pmledger.site.build import build
from pmledger.site.output import OutputRefused
from pmledger.site.rendering import FEW
from pmledger.workspace.load import load

MANIFEST = ".pmledger-manifest"
REFUSED = "another build is writing"
FAULTS = 1
"""How a build ends that was refused; one of this workspace too, since it has errors."""


def start(root: Path, out: Path, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pmledger", "build", str(root), "-o", str(out)]
    return subprocess.Popen(
        command, env=os.environ | environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def kill_while_it_writes(process: subprocess.Popen[str], manifest: Path, wait: float) -> bool:
    """Kill a build some time after it began to write; whether it was still at it."""
    before = manifest.stat().st_size
    while process.poll() is None and manifest.stat().st_size == before:
        time.sleep(0.001)
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=20)
    for stream in (process.stdout, process.stderr):
        stream.close()
    return process.returncode == -signal.SIGKILL


def check_kills(folder: Path, rounds: int, seed: int) -> int:
    """Kill builds that rewrite every page, and heal each time; gives how many were killed before they were done."""
    chance, root, out = random.Random(seed), write_files(folder / "ws", YEAR), folder / "site"
    build(load(root), out)
    killed = 0
    for number in range(rounds):
        old = files_of(out)
        write_files(root, YEAR.replace("name: Studio", f"name: Studio {number} " + "x" * number))
        build(load(root), folder / "fresh" / str(number))
        new = files_of(folder / "fresh" / str(number))
        killed += kill_while_it_writes(start(root, out), out / MANIFEST, chance.random() * 0.12)
        left = {path: data for path, data in files_of(out).items() if not path.endswith((".tmp", MANIFEST))}
        assert [path for path, data in left.items() if data not in (old.get(path), new.get(path))] == []
        assert old.keys() - left.keys() <= {MANIFEST}
        build(load(root), out)
        assert files_of(out) == new
    return killed


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
def test_a_killed_build_leaves_whole_files_and_the_next_one_heals(tmp_path):
    """Killed at random points, every file is wholly old or wholly new, and the next build equals a fresh one."""
    assert check_kills(tmp_path, 2, seed=3) > 0


@pytest.mark.sweep
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
def test_forty_killed_builds(tmp_path):
    """The same forty times over."""
    assert check_kills(tmp_path, 40, seed=4) > 10


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
def test_a_killed_build_lets_go_of_the_folder(tmp_path):
    """A build that renders in processes of its own and is killed leaves none behind that keeps others out."""
    many = "".join(
        f"-- projects/apollo/risks/r{number}.md --\n---\ntitle: Risk {number}\nstatus: identified\nraised_on: 2026-06-01\n---\n"
        for number in range(FEW)
    )
    root, out = write_files(tmp_path / "ws", YEAR + many), tmp_path / "site"
    build(load(root), out)
    write_files(root, YEAR.replace("name: Studio", "name: Another"))
    assert kill_while_it_writes(start(root, out), out / MANIFEST, 0)
    wait_for_the_folder(root, out)
    build(load(root), tmp_path / "fresh")
    assert files_of(out) == files_of(tmp_path / "fresh")


def wait_for_the_folder(root: Path, out: Path) -> None:
    """Build as soon as the folder is free, which it is at once: processes that hold it would do so for ever."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            build(load(root), out)
        except OutputRefused:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the folder is kept by processes of a killed build")


@pytest.mark.parametrize("first", [True, False])
def test_builds_at_once_make_one_whole_site(tmp_path, first):
    """Three builds into one folder at once: each is done or refused with one clear line, and the site is whole."""
    root, out = write_files(tmp_path / "ws", YEAR), tmp_path / "site"
    if not first:
        build(load(root), out)
        write_files(root, YEAR.replace("name: Studio", "name: Another"))
    running = [start(root, out, LANG="C.UTF-8", LANGUAGE="en") for _ in range(3)]
    ends = [(process.communicate(timeout=60), process.returncode) for process in running]
    build(load(root), tmp_path / "fresh")
    refused = [err for (_said, err), _code in ends if REFUSED in err]
    assert len(refused) < len(ends)
    assert all(len(err.strip().splitlines()) == 1 for err in refused)
    assert {code for _said, code in ends} == {FAULTS}
    assert not any("Traceback" in err for (_said, err), _code in ends)
    assert files_of(out) == files_of(tmp_path / "fresh")


@pytest.mark.parametrize("place", ["workspace", "parent", "root", "home", "link", "foreign", "file"])
def test_folders_that_are_not_ours_are_refused(place, tmp_path):
    """The workspace, what holds it, the root, the home, a link, foreign files: one clear line, and nothing is touched."""
    root = write_files(tmp_path / "in" / "ws", YEAR)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/letter.txt").write_text("mine")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign/index.html").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    (tmp_path / "file").write_text("mine")
    places = {"workspace": root, "parent": root.parent, "root": Path("/"), "home": tmp_path / "home"}
    before = files_of(tmp_path)
    home = {"HOME": str(tmp_path / "home"), "LANGUAGE": "en", "LANG": "C.UTF-8"}
    done = CliRunner(env=home).invoke(main, ["build", str(root), "-o", str(places.get(place, tmp_path / place))])
    assert done.exit_code == FAULTS, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert files_of(tmp_path) == before
    assert list((tmp_path / "empty").iterdir()) == []
