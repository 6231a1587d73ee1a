import json
import os
import subprocess
from pathlib import Path

import pytest

NOBODY = {"PATH": os.environ["PATH"], "HOME": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Mei"), ("EMAIL", "mei@example.org"), ("DATE", "2026-05-04T12:00:00Z"))
}


@pytest.fixture
def past(ledger: Path) -> Path:
    """The ledger of four records committed on 4 May, and changed since: the risk has another title, and is alone."""
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "The first records")):
        subprocess.run(["git", "-C", str(ledger), *words], check=True, env=NOBODY, capture_output=True)
    risk = ledger / "projects/apollo/risks/vendor.md"
    risk.write_text(risk.read_text(encoding="utf-8").replace("The vendor is late", "Renamed").replace("owner: mei", "owner: nobody\nreview_on: 2026-06-01"), encoding="utf-8")
    return ledger


def test_every_reading_command_looks_back(call, past: Path) -> None:
    """With --at a command answers of the files as they were, which were clean and knew the risk by its old name."""
    commands = {
        ("check",): "No errors", ("list", "risk"): "The vendor is late", ("show", "vendor"): "The vendor is late",
        ("why", "open_risks"): "The vendor is late", ("search", "late"): "The vendor is late", ("agenda",): "none",
        ("report", "status", "apollo"): "The vendor is late",
    }  # fmt: skip
    for at, (args, said) in zip(("main", "2026-05-04", "main~0") * 3, commands.items(), strict=False):
        then = call("-C", past, *args, "--at", at)
        assert (then.exit_code, said in then.stdout) == (0, True), (args, then.stdout, then.stderr)


def test_a_site_of_a_revision_says_so_on_every_page(call, past: Path, tmp_path: Path) -> None:
    """The command names the commit, each page its day; nothing offers to edit what was."""
    settings = past / "pmledger.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "repository: https://example.org/x\n", encoding="utf-8")
    built = call("build", past, "--at", "main", "-o", tmp_path / "then")
    assert (built.exit_code, "commit" in built.stderr, "The first records" in built.stderr) == (0, True, True)
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "then").rglob("*.html")]
    assert all("as they were on 4 May 2026" in text for text in pages)
    assert not any("Edit this" in text for text in pages)
    assert call("build", past, "-o", tmp_path / "now").exit_code == 1
    assert "as they were on" not in (tmp_path / "now/index.html").read_text(encoding="utf-8")


def test_what_is_handed_on_names_the_revision(call, past: Path) -> None:
    """Each answer in JSON has it as a key, each report says it in either form and language; nothing of it without --at."""
    head = subprocess.run(["git", "-C", str(past), "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    named = {"commit": head, "asked": "main", "day": "2026-05-04", "subject": "The first records"}
    commands = (("check",), ("list", "risk"), ("show", "vendor"), ("why", "open_risks"), ("search", "late"), ("agenda",))
    for args in commands:
        then, now = (json.loads(call("-C", past, *args, *at, "--format", "json").stdout) for at in (("--at", "main"), ()))
        assert (list(then)[:2], then["revision"], "revision" in now) == (["version", "revision"], named, False), args
    assert f"Shown are the files as they were on 4 May 2026, at commit {head[:10]}." in told(call, past, "--at", "main")
    assert f"这里显示的是文件在 2026年5月4日 的状态，提交 {head[:10]}。" in told(call, past, "--at", "main", "--language", "zh-CN")
    assert head[:10] not in told(call, past)
    assert '<p class="notice info">Shown are the files as they were on' in told(call, past, "--at", "main", "--format", "html")


def told(call, root: Path, *args: str) -> str:
    """The status report of the ledger's project."""
    return call("-C", root, "report", "status", "apollo", *args).stdout


def test_what_was_is_not_edited_and_unknown_names_are_a_wrong_question(call, past: Path) -> None:
    """Edits and --at exclude each other; a name that git does not know ends with 2 and what was probably meant."""
    assert call("-C", past, "check", "--fix", "--at", "main").exit_code == 2
    assert call("-C", past, "report", "status", "apollo", "--issue", "--at", "main").exit_code == 2
    unknown = call("-C", past, "list", "risk", "--at", "mian")
    assert (unknown.exit_code, unknown.stderr) == (2, "Error: git knows no revision mian; did you mean main?\n")


def test_shells_complete_branches_and_tags(call, past: Path) -> None:
    """What was begun behind --at is completed by the names of the repository."""
    done = call(_PMLEDGER_COMPLETE="bash_complete", COMP_WORDS=f"pmledger -C {past} list risk --at m", COMP_CWORD="6")
    assert done.stdout == "plain,main\n"
