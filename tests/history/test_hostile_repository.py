import os
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from repositories import NOBODY, commit, git, repository

from pmledger import load
from pmledger.cli import main
from pmledger.history.git import SILENCED, HistoryRefused, own_setting

RISK = "-- risks/{id}.md --\n---\ntitle: {id}\nraised_on: 2026-03-05\nreview_on: 2026-12-15\n---\n"
HOOKS = ("post-checkout", "pre-commit", "post-index-change", "reference-transaction", "fsmonitor-watchman", "post-rewrite", "pre-auto-gc")
PROGRAMS = (
    "core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.gitProxy", "core.alternateRefsCommand",
    "core.hooksPath", "sequence.editor", "credential.helper", "diff.external", "diff.evil.command", "diff.evil.textconv",
    "filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "merge.evil.driver", "gpg.program",
    "gpg.ssh.program", "gpg.x509.program", "interactive.diffFilter", "pager.log", "pager.rev-parse", "pager.cat-file", "pager.ls-tree",
    "pager.rev-list", "pager.for-each-ref", "alias.rev-parse", "alias.cat-file", "alias.ls-tree", "alias.rev-list", "uploadpack.packObjectsHook",
    "remote.origin.uploadpack", "remote.origin.vcs", "trailer.evil.command", "man.evil.cmd", "browser.evil.cmd", "init.templateDir",
    "core.sshCommand",
)  # fmt: skip
YES = dict.fromkeys(("filter.evil.required", "remote.origin.promisor", "diff.evil.cachetextconv", "log.showSignature"), "true") | {
    "core.repositoryFormatVersion": "1"
}


def line_of(name: str) -> str:
    """`[diff "evil"] command` of `diff.evil.command`."""
    section, _, key = name.rpartition(".")
    head, _, inner = section.partition(".")
    return f'[{head} "{inner}"]\n{key}' if inner else f"[{head}]\n{key}"


@pytest.fixture
def traps(tmp_path: Path) -> tuple[Path, Path]:
    """A repository in which every setting that can run a program names one that leaves a mark; and where it would be."""
    root, mark, trap = repository(tmp_path / "ledger"), tmp_path / "mark", tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho $0 $* >> '{mark}'\n", encoding="utf-8")
    trap.chmod(trap.stat().st_mode | stat.S_IXUSR)
    commit(root, "2026-03-06T12:00:00Z", RISK.format(id="a"))
    attributes = "-- .gitattributes --\n* filter=evil diff=evil merge=evil ident\n"
    commit(root, "2026-03-07T12:00:00Z", attributes + RISK.format(id="b"))
    hooks = root / ".git/hooks"
    for name in HOOKS:
        (hooks / name).write_bytes(trap.read_bytes())
        (hooks / name).chmod(0o755)
    (root / ".git/info/attributes").write_text("* filter=evil diff=evil\n", encoding="utf-8")
    blob = git(root, "rev-parse", "HEAD:risks/a.md")
    settings = {name: str(hooks if name == "core.hooksPath" else trap) for name in PROGRAMS} | YES
    settings |= {"extensions.partialClone": "origin", "remote.origin.url": f"ext::{trap} %S", "protocol.ext.allow": "always"}
    with (root / ".git/config").open("a", encoding="utf-8") as file:
        file.writelines(f"{line_of(name)} = {value}\n" for name, value in settings.items())
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    mark.unlink(missing_ok=True)
    return root, mark


def test_nothing_of_a_hostile_repository_runs(traps: tuple[Path, Path], monkeypatch) -> None:
    """With a trap in every setting, attribute, hook and variable, looking back reads what it can and runs no program."""
    root, mark = traps
    trap = str(root.parent / "trap")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(root.parent / "elsewhere"))
    for name in ("GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_PAGER", "PAGER", "GIT_ASKPASS", "SSH_ASKPASS", "GIT_EDITOR", "GIT_PROXY_COMMAND"):
        monkeypatch.setenv(name, trap)
    monkeypatch.setenv("GIT_EXEC_PATH", str(root / ".git/hooks"))
    monkeypatch.setenv("GIT_TRACE", str(mark))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", f"'core.fsmonitor'='{trap}'")
    then = load(root, at="HEAD")
    assert [record.id for record in then.ledger.of("risk")] == ["b"]
    assert [fault.span.path for fault in then.diagnostics if fault.code == "PM060"] == ["risks/a.md"]
    assert [record.id for record in load(root, at="2026-03-07").ledger.of("risk")] == ["b"]
    with pytest.raises(HistoryRefused, match="did you mean main"):
        load(root, at="mian")
    lives = [CliRunner().invoke(main, ["-C", str(root), "log", f"risk:{name}"]).output for name in "ba"]
    assert ["2026-03-07  Mei" in lives[0], "not committed yet" in lives[1]] == [True, True]
    assert not mark.exists()


def test_the_traps_are_live(traps: tuple[Path, Path]) -> None:
    """Git called plainly steps into them: by its index, by a comparison, and by the bytes that are missing."""
    root, mark = traps
    for words in (("status",), ("diff", "HEAD"), ("cat-file", "-p", "HEAD:risks/a.md")):
        mark.unlink(missing_ok=True)
        env = NOBODY | {"GIT_ALLOW_PROTOCOL": "ext"}
        subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False, env=env, timeout=30)
        assert mark.exists(), words


def test_a_configuration_leads_nowhere_else(traps: tuple[Path, Path], tmp_path: Path) -> None:
    """A working tree that the configuration puts elsewhere is told, not followed."""
    root, mark = traps
    git(root, "config", "core.worktree", str(tmp_path))
    with pytest.raises(HistoryRefused, match="git keeps the files of this repository in"):
        load(root, at="HEAD")
    assert not mark.exists()


def test_every_override_is_one_that_git_takes() -> None:
    """The settings that are overridden are well formed, each once."""
    names = [name for name, _ in SILENCED]
    assert len(set(names)) == len(names)
    assert all(name.count(".") == 1 for name in names)
    assert os.devnull in dict(SILENCED)["core.hooksPath"]


def test_who_the_user_is_is_read_of_a_hostile_repository_and_nothing_runs(traps: tuple[Path, Path], monkeypatch) -> None:
    """The repository's own address and the user's name; a program git that lies in the workspace is not taken."""
    root, mark = traps
    (root / "git").write_bytes((root / ".git/hooks" / HOOKS[0]).read_bytes())
    (root / "git").chmod(0o755)
    with (root / ".git/config").open("a", encoding="utf-8") as file:
        file.write("[pager]\nconfig = true\n[user]\nemail = mei@example.org\n")
    mine = root.parent / "mine"
    mine.write_text("[user]\nname = Mei\nemail = other@example.org\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(mine))
    monkeypatch.setenv("GIT_EXEC_PATH", str(root))
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(root)
    assert (own_setting(root, "user.email"), own_setting(root, "user.name")) == ("mei@example.org", "Mei")
    assert not mark.exists()
    monkeypatch.setenv("PATH", f".{os.pathsep}{root}")
    assert own_setting(root, "user.email") == ""
    assert not mark.exists()
