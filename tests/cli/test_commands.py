import json
import subprocess
from pathlib import Path

import pytest


def test_the_workspace_is_the_nearest_folder_upwards(call, ledger) -> None:
    """From a folder deep inside, -C finds the workspace; a named one must be one itself."""
    assert call("-C", ledger / "projects" / "apollo", "list", "risk").exit_code == 0
    inner = call("check", ledger / "projects")
    assert (inner.exit_code, "is not a workspace" in inner.stderr) == (2, True)


def test_init_new_check_build_is_a_first_minute(call, tmp_path: Path) -> None:
    """A new workspace is clean, takes a new record, and builds."""
    home = tmp_path / "mine"
    assert call("init", home).exit_code == 0
    assert call("check", home).exit_code == 0
    made = call("-C", home, "new", "risk", "The vendor is late", "--project", "first-project", "--set", "probability=4")
    path, _, line = made.stdout.strip().rpartition(":")
    assert made.exit_code == 0
    assert line.isdecimal()
    assert "probability: 4" in (home / path).read_text(encoding="utf-8")
    assert call("-C", home, "check").exit_code == 0
    built = call("build", home)
    assert built.exit_code == 0
    assert (home / "site" / "index.html").is_file()
    assert call("init", home).exit_code == 1


def test_set_changes_one_value_and_prints_the_place(call, ledger) -> None:
    """The file's other bytes stay; the answer is a place that an editor opens."""
    path = ledger / "projects/apollo/risks/vendor.md"
    before = path.read_text(encoding="utf-8")
    answer = call("-C", ledger, "set", "vendor", "probability=4")
    assert answer.stdout.startswith("projects/apollo/risks/vendor.md:")
    assert path.read_text(encoding="utf-8").replace("probability: 4\n", "") == before
    refused = call("-C", ledger, "set", "vendor", "probability=9")
    assert (refused.exit_code, refused.stdout) == (1, "")


def test_close_names_what_is_missing_and_takes_it(call, ledger) -> None:
    """Without a terminal nothing is asked: what the state requires is named, and --set gives it."""
    lacking = call("-C", ledger, "close", "vendor")
    assert lacking.exit_code == 1
    assert "closed_reason" in lacking.stderr
    assert call("-C", ledger, "close", "vendor", "--set", "closed_reason=expired").exit_code == 0
    text = (ledger / "projects/apollo/risks/vendor.md").read_text(encoding="utf-8")
    assert "status: closed" in text
    assert "closed_on: 2026-06-30" in text


def test_an_invoice_is_closed_by_its_payments(call, ledger) -> None:
    """`close` says how a payment is written, as does `set`; once it stands there, the invoice is paid."""
    path = ledger / "projects/apollo/invoices/first.md"
    path.parent.mkdir()
    head = "---\nclient: acme\nnumber: R-1\nissued_on: 2026-06-01\ndue_on: 2026-06-30\nnet: 100 EUR\nstatus: issued\n"
    path.write_text(f"{head}---\n", encoding="utf-8")
    form = "payments: [{date: …, amount: …, type: …}]"
    assert form in call("-C", ledger, "close", "first").stderr
    assert form in call("-C", ledger, "set", "first", "payments=100 EUR").stderr
    path.write_text(f"{head}payments: [{{date: 2026-06-20, amount: 100 EUR}}]\n---\n", encoding="utf-8")
    assert call("-C", ledger, "close", "first").exit_code == 0
    assert "status: paid" in path.read_text(encoding="utf-8")


def test_rename_mends_references(call, ledger) -> None:
    """The file moves and whatever named it names it still."""
    answer = call("-C", ledger, "rename", "mei", "mei-tanaka")
    assert answer.stdout == "people/mei-tanaka.md\n"
    assert call("-C", ledger, "check").exit_code == 0
    assert "manager: mei-tanaka" in (ledger / "projects/apollo/index.md").read_text(encoding="utf-8")


def test_fix_mends_what_is_safe(call, ledger) -> None:
    """A misspelt key is mended and the workspace is clean afterwards."""
    path = ledger / "projects/apollo/risks/vendor.md"
    path.write_text(path.read_text(encoding="utf-8").replace("owner:", "ownr:"), encoding="utf-8")
    assert call("-C", ledger, "check").exit_code == 1
    fixed = call("-C", ledger, "check", "--fix")
    assert (fixed.exit_code, fixed.stderr) == (0, "1 fault was fixed\n")
    assert "owner: mei" in path.read_text(encoding="utf-8")


def test_me_is_the_person_with_gits_address(call, ledger) -> None:
    """@me is found by git's mail address; without one it is refused, not guessed."""
    answer = call("-C", ledger, "list", "risk", "owner=@me")
    assert (answer.exit_code, "@me" in answer.stderr) == (2, True)
    for command in (["init", "-q"], ["config", "user.email", "Mei@Example.org"]):
        subprocess.run(["git", "-C", str(ledger), *command], check=True)
    assert call("-C", ledger, "list", "risk", "owner=@me", "--columns", "id").stdout == "ID\nvendor\n"
    assert call("-C", ledger, "agenda", "--person", "@me").exit_code == 0
    assert call("-C", ledger, "set", "vendor", "owner=@me").exit_code == 0


def test_strict_build_writes_nothing_with_errors(call, ledger, tmp_path: Path) -> None:
    """An ordinary build is whole and exits 1; a strict one leaves no file."""
    (ledger / "clients" / "acme.md").write_text("---\nname: Acme\naccount_manager: nobody\n---\n", encoding="utf-8")
    strict = call("build", ledger, "-o", tmp_path / "a", "--strict")
    plain = call("build", ledger, "-o", tmp_path / "b")
    assert (strict.exit_code, (tmp_path / "a").exists()) == (1, False)
    assert (plain.exit_code, (tmp_path / "b" / "index.html").exists()) == (1, True)


def test_as_of_moves_today(call, ledger) -> None:
    """The day of the answer is the one that was asked for."""
    answer = call("-C", ledger, "agenda", "--as-of", "2026-03-01", "--format", "json")
    assert json.loads(answer.stdout)["as_of"] == "2026-03-01"


def test_reading_commands_speak_json(call, ledger) -> None:
    """Every reading command has a versioned JSON answer."""
    commands = (
        ("check",), ("list", "risk"), ("show", "vendor"), ("why", "open_risks"), ("search", "late"), ("agenda",),
        ("explain",), ("schema",),
    )  # fmt: skip
    answers = [json.loads(call("-C", ledger, *args, "--format", "json").stdout) for args in commands]
    assert [answer["version"] for answer in answers] == [1] * len(commands)
    schema = json.loads(call("-C", ledger, "schema", "risk", "--format", "json").stdout)
    assert "2020-12" in schema["$schema"]


def test_documented_json_keys_are_the_real_ones(call, ledger) -> None:
    """docs/json.md names every key that the commands write at the first level, and no other."""
    text = (Path(__file__).parent.parent.parent / "docs" / "json.md").read_text(encoding="utf-8")
    commands = {
        "check": ("check",), "list": ("list", "risk"), "show": ("show", "vendor"), "why": ("why", "open_risks"), "search": ("search", "late"),
        "agenda": ("agenda",), "explain": ("explain",), "schema": ("schema",),
    }  # fmt: skip
    for name, args in commands.items():
        section = text.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
        example = json.loads(section.split("```json\n", 1)[1].split("```", 1)[0])
        real = json.loads(call("-C", ledger, *args, "--format", "json").stdout)
        assert list(example) == list(real), name
        for key, value in example.items():
            if isinstance(value, list) and value and isinstance(value[0], dict) and real[key]:
                assert list(value[0]) == list(real[key][0]), f"{name}: {key}"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(call, shell: str) -> None:
    """Each shell gets a script that calls the program back."""
    assert "_PMLEDGER_COMPLETE" in call("completion", shell).stdout


def test_completion_knows_commands(run) -> None:
    """What the script asks back is answered with commands."""
    answer = run(COMP_WORDS="pmledger sh", COMP_CWORD="1", _PMLEDGER_COMPLETE="bash_complete")
    assert answer.stdout.splitlines() == ["plain,show"]


def test_new_opens_the_editor_at_the_place(call, ledger, tmp_path: Path) -> None:
    """--edit starts the user's editor with the new file."""
    note = tmp_path / "opened"
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho "$@" > {note}\n', encoding="utf-8")
    editor.chmod(0o755)
    made = call("-C", ledger, "new", "issue", "It broke", "--project", "apollo", "--edit", EDITOR=str(editor))
    assert made.exit_code == 0
    assert note.read_text(encoding="utf-8").strip().endswith("it-broke.md")
