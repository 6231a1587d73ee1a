import subprocess
from datetime import date
from pathlib import Path

import pytest
from repositories import commit, git, repository, write

from pmledger.history import git as door
from pmledger.history.head import head_mark
from pmledger.history.past import with_past
from pmledger.live.session import Session
from pmledger.site.build import build
from pmledger.workspace.load import load

SETTINGS = "-- pmledger.yml --\nname: Test\nas_of: 2026-06-30\ntimezone: UTC\nhistory: {step: month}\n"
PLAN = """
-- clients/acme.md --
---
name: Acme
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
currency: EUR
status: planning
milestones:
  - {{id: live, title: Live, forecast_date: {day}}}
tasks:
  - {{id: build, title: Build, estimate: 3d}}
---
"""
PAGE = "plan/apollo.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in a folder of its repository, whose milestone was forecast anew in May."""
    inner = repository(tmp_path / "depot") / "ledger"
    inner.mkdir()
    for moment, text in (("2026-04-10T12:00:00Z", SETTINGS + PLAN.format(day="2026-07-10")), ("2026-05-10T12:00:00Z", PLAN.format(day="2026-08-14"))):
        write(inner, text)
        commit(inner.parent, moment)
    return inner


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What git was asked, word by word of each call."""
    calls: list[str] = []
    real = subprocess.run

    def run(command, **how):
        calls.append(" ".join(command))
        return real(command, **how)

    monkeypatch.setattr(door.subprocess, "run", run)
    return calls


def served(session: Session, path: str = PAGE) -> bytes:
    """A page without the one script that serving adds."""
    body = session.page(path)
    tag = f'<script src="/_pmledger/live.js?v={session.version}" defer></script>'.encode()
    assert body is not None
    assert tag in body
    return body.replace(tag, b"")


def built(root: Path, folder: Path) -> bytes:
    build(with_past(load(root)), folder)
    return (folder / PAGE).read_bytes()


def test_a_served_plan_draws_the_history_that_a_built_one_draws(root: Path, tmp_path: Path, asked: list[str]) -> None:
    """Byte for byte; git runs when a plan is asked for, not for other pages or a save, and again after a commit."""
    session = Session(root)
    assert session.page("index.html")
    assert asked == []
    first = served(session)
    assert b"10 Jul" in first
    assert asked
    assert first == built(root, tmp_path / "first")
    write(root, PLAN.format(day="2026-09-18"))
    asked.clear()
    assert session.reload()
    saved = served(session)
    assert (asked, b"18 Sep" in saved) == ([], True)
    assert saved == built(root, tmp_path / "saved")
    commit(root.parent, "2026-06-10T12:00:00Z")
    git(root.parent, "commit", "-q", "--amend", "-m", "x", GIT_COMMITTER_DATE="2026-05-20T12:00:00Z")
    asked.clear()
    after = served(session)
    assert asked
    assert after != saved, "the end of May is looked at in another commit"
    assert after == built(root, tmp_path / "after")


def test_where_git_cannot_tell_the_site_is_served_without_and_it_is_said_once(tmp_path: Path) -> None:
    """A folder in no repository: the reason in a sentence, and pages as without the setting."""
    write(tmp_path, SETTINGS + PLAN.format(day="2026-08-14"))
    session, said = Session(tmp_path), []
    session.earlier.say_so = lambda message: said.append(str(message))
    assert session.page(PAGE)
    write(tmp_path, PLAN.format(day="2026-09-18"))
    assert session.reload()
    assert session.page(PAGE)
    assert ["no git repository" in text for text in said] == [True]
    repository(tmp_path)
    commit(tmp_path, "2026-05-10T12:00:00Z", PLAN.format(day="2026-09-19"))
    assert b"18 Sep" not in served(session)
    assert session.snapshot.past["forecast", "milestone:apollo/live"] == ((date(2026, 5, 31), date(2026, 9, 19)),)


def test_the_mark_of_a_repository_moves_with_it(root: Path, tmp_path: Path) -> None:
    """With commits, branches and packed ones, in a second working tree too; strange files have no say."""
    depot = root.parent
    marks = [head_mark(root)]
    assert head_mark(root) == marks[0]
    commit(depot, "2026-05-11T12:00:00Z")
    marks.append(head_mark(root))
    git(depot, "pack-refs", "--all")
    commit(depot, "2026-05-12T12:00:00Z")
    git(depot, "pack-refs", "--all")
    marks.append(head_mark(root))
    git(depot, "checkout", "-q", "--detach")
    marks.append(head_mark(root))
    git(depot, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    marks.append(head_mark(tmp_path / "side/ledger"))
    commit(tmp_path / "side", "2026-05-13T12:00:00Z")
    marks.append(head_mark(tmp_path / "side/ledger"))
    assert len(set(marks)) == len(marks)
    (tmp_path / "strange/.git").mkdir(parents=True)
    (tmp_path / "strange/.git/HEAD").symlink_to("/dev/zero")
    assert head_mark(tmp_path / "strange") == head_mark(tmp_path / "strange")
    assert head_mark(tmp_path) == b""
