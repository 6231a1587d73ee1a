import random
from pathlib import Path

import pytest
from studio_year import EDITS, YEAR, records
from workspaces import write_files

from pmledger.live.panel import with_live
from pmledger.live.session import Session
from pmledger.site.build import build
from pmledger.workspace.load import load

FEW, MANY = len(EDITS), 200
LOCK = ".pmledger-lock"


def files_of(site: Path) -> dict[str, bytes]:
    """All that a build left, its manifest too."""
    found = (path for path in site.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def times_of(site: Path) -> dict[str, int]:
    """When each file was last written, in nanoseconds, and which file it is."""
    found = (path for path in site.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns ^ path.stat().st_ino for path in found}


def apply_edit(root: Path, step: int, chance: random.Random) -> str:
    """An edit drawn by chance; every kind of edit comes once before chance decides alone, and losses are made good."""
    if len(records(root)) < 15:
        write_files(root, YEAR)
        return "everything restored"
    edit = EDITS[step] if step < len(EDITS) else chance.choice(EDITS)
    return edit(root, chance)


def served(session: Session, path: str, data: bytes) -> bool:
    """Whether the server's answer is the file that was built, with the one script that a page has more."""
    if path.endswith(".html"):
        data = with_live(data, session.version, session._shown.above)
    return session.page(path) == data


def check_edits(folder: Path, steps: int, seed: int, every: int = 1, at_once: int = 1) -> list[int]:
    """Edit, build and serve in turn, holding every claim after each edit; gives how many files each build wrote.

    Of the files of the site each `every`-th is asked for, others after each edit. So many edits are made at once.
    """
    chance, root, out = random.Random(seed), write_files(folder / "ws", YEAR), folder / "site"
    build(load(root), out)
    session = Session(root)
    written = []
    for step in range(0, steps, at_once):
        before, times = files_of(out), times_of(out)
        edits = [apply_edit(root, one, chance) for one in range(step, step + at_once)]
        what = f"seed {seed}, step {step}: {', '.join(edits)}"
        snapshot = load(root)
        result = build(snapshot, out)
        after = files_of(out)
        fresh = folder / "fresh" / str(step)
        build(snapshot, fresh)
        assert after == files_of(fresh), what
        session.reload()
        answers = sorted(after.keys() - {".pmledger-manifest"})[step % every :: every]
        assert [path for path in answers if not served(session, path, after[path])] == [], what
        now = times_of(out)
        touched = {path for path in now if times.get(path) != now[path]}
        changed = {path for path in after if before.get(path) != after[path]}
        assert touched == changed, what
        assert result.written == len(changed - {".pmledger-manifest"}), what
        assert result.removed == len(before.keys() - after.keys()), what
        again = build(load(root) if step % 3 == 0 else snapshot, out)
        assert (again.written, again.removed, times_of(out)) == (0, 0, now), what
        written.append(result.written)
    assert session.page("risk/no-such-page.html") is None
    return written


def test_edited_sites_equal_fresh_ones(tmp_path):
    """After two edits, of each kind in turn, the folder is, byte for byte, a fresh build; only changed files were written."""
    written = check_edits(tmp_path, FEW, seed=11, every=9, at_once=2)
    assert any(written)


def test_the_workspace_is_worth_the_name(tmp_path):
    """The edits are made in a workspace of forty records, in all three forms, that is read without a refusal."""
    snapshot = load(write_files(tmp_path, YEAR))
    assert len(snapshot.ledger.records) >= 38
    assert len(snapshot.ledger.kinds) >= 15


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(4))
def test_edited_sites_equal_fresh_ones_over_200_edits(tmp_path, seed):
    """The same over 200 edits, in four sequences."""
    assert len(check_edits(tmp_path, MANY // 4, seed)) == MANY // 4
