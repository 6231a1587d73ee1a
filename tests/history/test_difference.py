import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from repositories import commit, git, repository

from pmledger.cli import main

BASE = """
-- clients/acme.md --
---
name: Acme
account_manager: mei
payment_terms_days: 30
---
-- people/mei.md --
---
name: Mei Tanaka
type: team
role: project_manager
email: mei@example.org
cost_rate: 80 EUR/h
---
-- people/ben.md --
---
name: Ben Okafor
type: team
role: developer
email: ben@example.org
cost_rate: 60 EUR/h
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
status: executing
planned_start: 2026-06-01
planned_finish: 2026-08-28
budget: 20000 EUR
---
-- projects/apollo/plan.md --
---
tasks:
  - {id: build, title: Build, duration: 10d, start_no_earlier: 2026-07-06, assignees: [{person: ben, percent: 100}]}
  - {id: payment-test, title: Payment test, duration: 5d, depends: [build], budget: 3000 EUR}
  - {id: manual, title: Manual, duration: 4d, depends: [payment-test]}
milestones:
  - {id: go-live, title: Go-live, type: contractual, depends: [payment-test], baseline_date: 2026-07-24}
baselines:
  - {id: b1, title: First plan, status: approved, version: B1, date: 2026-06-01, bac: 20000 EUR, items: [{ref: build, start: 2026-07-06, finish: 2026-07-17}, {ref: manual, start: 2026-07-27, finish: 2026-07-30}]}
risks:
  - {id: vendor, title: The vendor is late, status: assessed, raised_on: 2026-06-01, probability: 3, impact: 3, owner: mei, review_on: 2026-07-31, probability_pct: 40%, cost_impact: 1000 EUR}
changes:
  - {id: c1, title: A second shop, status: submitted, requested_on: 2026-06-10, impact_cost: 5000 EUR, impact_schedule: 10d}
invoices:
  - {id: inv-1, title: First invoice, status: issued, issued_on: 2026-06-15, due_on: 2026-07-15, client: acme, net: 1000 EUR, tax: 0 EUR}
promises:
  - {id: demo, title: A demonstration, to: acme, due: 2026-07-24, carried_by: [go-live], owner: mei}
deliverables:
  - {id: shop, title: The shop, status: in_progress}
---
The plan of the shop.

## Log

The first week.

## Log

The second week.
-- projects/apollo/time-entries.csv --
date,person,hours,status,task
2026-06-22,ben,8,approved,build
"""
PLAN = "projects/apollo/plan.md"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(tmp_path_factory.mktemp("base") / "ledger")
    commit(root, "2026-06-29T12:00:00Z", BASE)
    return root


@pytest.fixture
def ledger(base: Path, tmp_path: Path) -> Path:
    """A repository with one commit, to be edited."""
    return shutil.copytree(base, tmp_path / "ledger")


def diff(root: Path, *words: str, language: str = "C.UTF-8") -> str:
    """What the command answers."""
    environment = {"LANG": language, "LC_ALL": None, "LC_MESSAGES": None}
    done = CliRunner(env=environment).invoke(main, ["-C", str(root), "diff", *words], prog_name="pmledger")
    assert done.exit_code == 0, done.output
    return done.stdout


def edited(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (root / path).write_text(text, encoding="utf-8")


Edits = tuple[tuple[str, str], ...]
HISTORIES: tuple[tuple[str, str, Edits, str], ...] = (
    (
        "a slip", PLAN, (("start_no_earlier: 2026-07-06", "start_no_earlier: 2026-07-13"),),
        ("Finish of Apollo: 2026-07-30 → 2026-08-06 (+5 working days), because of “Build”: start_no_earlier 2026-07-06 → 2026-07-13 "
        "(projects/apollo/plan.md:3)"),
    ),
    (
        "a re-estimate among other edits", PLAN,
        (("Payment test, duration: 5d", "Payment test, duration: 12d"), ("4d, depends", "3d, budget: 100 EUR, depends"),
         ("title: A demonstration", "title: A demonstration of all")),
        ("Finish of Apollo: 2026-07-30 → 2026-08-07 (+6 working days), because “Manual” shrank from 4d to 3d and “Payment "
        "test” grew from 5d to 12d, together (projects/apollo/plan.md:5 and projects/apollo/plan.md:4)"),
    ),
    (
        "a re-estimate that matters", PLAN, (("Payment test, duration: 5d", "Payment test, duration: 12d"), ("percent: 100", "percent: 90")),
        "Finish of Apollo: 2026-07-30 → 2026-08-10 (+7 working days), because “Payment test” grew from 5d to 12d (projects/apollo/plan.md:4)",
    ),
    (
        "a risk came true", PLAN, (("status: assessed", "status: occurred, occurred_on: 2026-06-29"),),
        "The risk “The vendor is late” has come true (projects/apollo/plan.md:11)",
    ),
    (
        "a change with its baseline", PLAN,
        (("status: submitted", "status: approved, decided_on: 2026-06-29, decided_by: mei"),
         ("risks:\n", ("  - {id: b2, title: Second plan, status: approved, version: B2, date: 2026-06-29, change: c1, bac: 25000 EUR, "
                      "items: [{ref: manual, start: 2026-07-27, finish: 2026-08-13}]}\nrisks:\n"))),
        "Cost forecast of Apollo: 20480 EUR → 25480 EUR (+5000 EUR, +24.4 %), because “Second plan” is new (projects/apollo/plan.md:10)",
    ),
    (
        "a person leaves", "people/ben.md", (("role: developer", "role: developer\nstatus: left\nleft_on: 2026-06-29"),),
        ("Ben Okafor is not there any more, and 1 open record waits for them: “Build”, because “Ben Okafor” went from active to left "
        "(people/ben.md:5)"),
    ),
    (
        "the scope is cut", PLAN, (("  - {id: manual, title: Manual, duration: 4d, depends: [payment-test]}\n", ""), (", {ref: manual", ", {ref: test")),
        "Finish of Apollo: 2026-07-30 → 2026-07-24 (−4 working days), because “Manual” is gone (projects/apollo/plan.md)",
    ),
    (
        "an invoice is paid", PLAN, (("status: issued,", "status: paid, payments: [{date: 2026-06-28, amount: 1000 EUR}],"),),
        ("Receivable from Acme: 1000 EUR → 0 EUR (−1000 EUR, −100 %), because “First invoice” went from issued to paid "
        "(projects/apollo/plan.md:15)"),
    ),
    (
        "a holiday", "pmledger.yml", (("timezone: UTC", "timezone: UTC\ncalendar:\n  holidays: [{date: 2026-07-08, name: Outing}]"),),
        "Finish of Apollo: 2026-07-30 → 2026-07-31 (+1 working day), because of calendar in pmledger.yml",
    ),
    (
        "a rate", "people/ben.md", (("60 EUR/h", "90 EUR/h"),),
        ("Cost forecast of Apollo: 20480 EUR → 20720 EUR (+240 EUR, +1.2 %), because of “Ben Okafor”: cost_rate 60 EUR/h → 90 EUR/h "
        "(people/ben.md:6)"),
    ),
    (
        "a deliverable is dropped", PLAN, (("The shop, status: in_progress", "The shop, status: cancelled"),),
        "deliverable “The shop”: in_progress → cancelled (projects/apollo/plan.md:19)",
    ),
    ("a rename", PLAN, (("id: payment-test", "id: payments"), ("[payment-test]", "[payments]")), "No consequence: nothing changed in meaning."),
    (
        "another order and a comment", PLAN, (("{id: manual, title: Manual, duration: 4d,", "{duration: 4d, title: Manual, id: manual,"), ("---\ntasks", "---\n# ours\ntasks")),
        "No consequence: nothing changed in meaning.",
    ),
    ("prose", PLAN, (("The plan of the shop.", "The plan of our shop."),), "No consequence."),
    ("the first of two texts under alike headings", PLAN, (("The first week.", "Another week."),), "No consequence."),
    ("nothing", PLAN, (), "No consequence: nothing changed."),
)  # fmt: skip


@pytest.mark.parametrize(("path", "pairs", "first"), [one[1:] for one in HISTORIES], ids=[one[0] for one in HISTORIES])
def test_the_first_line_is_the_consequence_with_its_cause(ledger: Path, path: str, pairs: Edits, first: str) -> None:
    """Whatever happened, the gravest consequence comes first, and the record that explains it is named with its line."""
    edited(ledger, path, *pairs)
    assert diff(ledger).splitlines()[0] == first


def test_an_item_becomes_a_file(ledger: Path) -> None:
    """Another form of the same record is no consequence, and said as that."""
    item = "  - {id: manual, title: Manual, duration: 4d, depends: [payment-test]}\n"
    edited(ledger, PLAN, (item, ""))
    path = ledger / "projects/apollo/tasks/manual.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: Manual\nduration: 4d\ndepends: [payment-test]\n---\n", encoding="utf-8")
    told = diff(ledger, "--all")
    assert told.splitlines()[0] == "No consequence: nothing changed in meaning."
    assert f"was written in {PLAN}" in told


def test_what_holds_an_item_is_not_said_to_be_another(ledger: Path) -> None:
    """A new item and an edited one are told alone: neither their list nor what it stands in says anything else."""
    edited(ledger, PLAN, ("duration: 4d", "duration: 3d"), ("milestones:\n", "  - {id: care, title: Care, duration: 1d}\nmilestones:\n"))
    told = diff(ledger)
    assert "new  task “Care”" in told
    assert "changed  project" not in told
    assert "written otherwise" not in told


def test_a_reference_that_leads_nowhere_any_more(ledger: Path) -> None:
    """Is not told as an order: what is written is the same, and what it led to is gone."""
    edited(ledger, PLAN, ("  - {id: manual, title: Manual, duration: 4d, depends: [payment-test]}\n", ""))
    told = diff(ledger)
    assert "items, written as before, leads to another record or to none" in told
    assert "in another order" not in told


def test_a_project_is_called_otherwise(ledger: Path) -> None:
    """A renamed folder takes its records with it: none is new or gone, and its figures go on."""
    (ledger / "projects/apollo").rename(ledger / "projects/artemis")
    edited(ledger, "projects/artemis/plan.md", ("Payment test, duration: 5d", "Payment test, duration: 6d"))
    told = diff(ledger)
    assert told.startswith("Finish of Apollo: 2026-07-30 → 2026-07-31 (+1 working day), because “Payment test” grew from 5d to 6d")
    assert "\nnew " not in told
    assert "\ngone " not in told


def test_which_two_states_are_meant(ledger: Path) -> None:
    """Commits by range, since two lines parted, what is staged, the disk; each against the other as of one day."""
    edited(ledger, PLAN, ("Payment test, duration: 5d", "Payment test, duration: 6d"))
    assert diff(ledger, "--staged").startswith("No consequence: nothing changed.")
    git(ledger, "add", "-A")
    edited(ledger, PLAN, ("Payment test, duration: 6d", "Payment test, duration: 7d"))
    assert "grew from 5d to 6d" in diff(ledger, "--staged").splitlines()[0]
    assert "grew from 5d to 7d" in diff(ledger).splitlines()[0]
    commit(ledger, "2026-06-30T12:00:00Z")
    assert "grew from 5d to 7d" in diff(ledger, "HEAD~1..HEAD").splitlines()[0]
    assert "shrank from 7d to 5d" in diff(ledger, "HEAD..HEAD~1").splitlines()[0]
    git(ledger, "checkout", "-q", "-b", "side", "HEAD~1")
    edited(ledger, "people/ben.md", ("60 EUR/h", "90 EUR/h"))
    commit(ledger, "2026-06-30T13:00:00Z")
    assert diff(ledger, "main...side").startswith("Cost forecast of Apollo: 20480 EUR → 20720 EUR")
    assert diff(ledger, "2026-06-29").startswith("Cost forecast of Apollo: 20480 EUR → 20720 EUR")
    assert diff(ledger, "main..side").startswith("Cost forecast of Apollo")
    refused = CliRunner(env={"LANG": "C.UTF-8"}).invoke(main, ["-C", str(ledger), "diff", "main..side", "--staged"])
    assert (refused.exit_code, "what is staged is held against one revision" in refused.stderr) == (2, True)
    refused = CliRunner(env={"LANG": "C.UTF-8"}).invoke(main, ["-C", str(ledger), "diff", "mian"])
    assert (refused.exit_code, "did you mean main?" in refused.stderr) == (2, True)


HOSTILE = "@all #1 <img src=x onerror=y> [a](https://evil.example) `x` **b** |c| &amp; www.evil.example :x:"


def test_a_comment_is_bounded_and_says_nothing_in_secret(ledger: Path) -> None:
    """However much changed it stays below 60,000 characters, texts are texts, and rates are withheld."""
    risks = "".join(f"  - {{id: r{at}, title: 'Risk {at} {HOSTILE}', raised_on: 2026-06-02}}\n" for at in range(700))
    edited(ledger, PLAN, ("risks:\n", f"risks:\n{risks}"), ("Payment test, duration: 5d", "Payment test, duration: 6d"))
    edited(ledger, "people/ben.md", ("60 EUR/h", "97.31 EUR/h"))
    told = diff(ledger, "--format", "markdown")
    assert len(told) < 60_000
    assert "\n- and " in told
    assert "grew from 5d to 6d" in told
    assert "97.31" not in told
    assert "Cost forecast of Apollo is another; the amounts are withheld" in told
    assert "cost\\_rate is another, and withheld" in told
    for live in ("@all", "#1 ", "<img", "[a](", "https://", "**b", "www.evil", ":x:"):
        assert live not in told, live


def test_the_same_as_data_and_in_chinese(ledger: Path) -> None:
    """Data have subject, values, cause with its line, and fields; the sentences are in the reader's language."""
    edited(ledger, PLAN, ("Payment test, duration: 5d", "Payment test, duration: 12d"))
    data = json.loads(diff(ledger, "--format", "json"))
    first = data["consequences"][0]
    assert (first["sort"], first["subject"], first["before"], first["after"], first["worse"]) == (
        "finish", "project:apollo", "2026-07-30", "2026-08-10", True,
    )  # fmt: skip
    assert first["cause"] == {"configuration": [], "records": [{"key": "task:apollo/payment-test", "path": PLAN, "line": 4}]}
    assert data["records"][0]["fields"] == [{"name": "duration", "before": "5d", "after": "12d", "path": PLAN, "line": 4}]
    docs = (Path(__file__).parent.parent.parent / "docs/json.md").read_text(encoding="utf-8")
    shown = json.loads(docs.split("\n## diff\n", 1)[1].split("```json\n", 1)[1].split("```", 1)[0])
    assert first["beyond"] == ""
    edited(ledger, "pmledger.yml", ("timezone: UTC", "timezone: UTC\ntolerance: {days: 2}"))
    data = json.loads(diff(ledger, "--format", "json"))
    assert [(one["sort"], one["beyond"]) for one in data["consequences"][:2]] == [("finish", "time"), ("milestone", "")]
    assert list(shown) == list(data)
    for name in ("consequences", "faults", "records"):
        assert list(shown[name][0]) == list(data[name][0]), name
    assert "Apollo" in diff(ledger, language="zh_CN.UTF-8").splitlines()[0]
    assert "Finish of" not in diff(ledger, language="zh_CN.UTF-8")
