"""`pmledger report`, as somebody calls it."""

RUNNING = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
status: planning
objective: Move
planned_start: 2026-05-04
planned_finish: 2026-12-18
milestones:
  - {id: go-live, title: Go-live, baseline_date: 2026-12-18, forecast_date: 2026-12-18}
---
"""
SETTINGS = "-- pmledger.yml --\ngrammar: 1\nlanguage: en\ncurrency: EUR\nas_of: 2026-06-30\ntimezone: UTC\n"


def test_a_report_goes_where_it_is_sent(call, ledger, tmp_path, monkeypatch) -> None:
    """Markdown to stdout, HTML into a file by its ending, in the language asked for; named from where one stands."""
    from workspaces import write_files

    write_files(ledger, RUNNING + SETTINGS)
    assert call("-C", ledger, "report", "status", "apollo").stdout.startswith("# Status of Apollo")
    made = call("-C", ledger, "report", "closure", "apollo", "-o", tmp_path / "end.html", "--language", "zh-CN")
    assert (made.exit_code, made.stdout.strip()) == (0, str(tmp_path / "end.html"))
    assert '<html lang="zh-CN">' in (tmp_path / "end.html").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert call("-C", ledger, "report", "status", "apollo", "-o", "here.html").stdout == "here.html\n"
    assert call("-C", ledger, "build", "-o", "here").stdout.startswith("here: ")
    assert [(tmp_path / name).exists() for name in ("here.html", "here/index.html")] == [True, True]
    assert "## Projects" in call("-C", ledger, "report", "steering").stdout
    assert call("-C", ledger, "report", "status").exit_code == 2
    assert "is not a project" in call("-C", ledger, "report", "status", "mei").stderr


def test_issuing_begins_a_draft_and_freezes_it(call, ledger) -> None:
    """Without a draft one begins with what the records say; finished, it is issued once."""
    from workspaces import write_files

    write_files(ledger, RUNNING + SETTINGS)
    first = call("-C", ledger, "report", "status", "apollo", "--issue")
    assert first.exit_code == 1
    assert "the draft begins with what the records say" in first.stderr
    assert "it needs highlights" in first.stderr
    path = "projects/apollo/status-reports/apollo-status-up-to-30-jun-2026.md"
    assert 'next_steps: ["Go-live, 18 Dec"]' in (ledger / path).read_text(encoding="utf-8")
    assert call("-C", ledger, "set", path, "highlights=Plan agreed").exit_code == 0
    issued = call("-C", ledger, "report", "status", "apollo", "--issue")
    assert (issued.exit_code, issued.stdout) == (0, f"{path}:1\n")
    text = (ledger / path).read_text(encoding="utf-8")
    assert "status: issued" in text
    assert "  forecast_finish: 2026-12-18\n" in text
    again = call("-C", ledger, "report", "status", "apollo", "--issue")
    assert (again.exit_code, "already" in again.stderr) == (2, True)


LATE = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
sponsor: mei
currency: EUR
status: planning
objective: Move
planned_start: 2026-06-01
planned_finish: 2026-07-10
tolerance: {days: 1}
baselines: [{id: b0, title: B0, status: approved, version: B0, date: 2026-05-29, bac: 0 EUR, approved_by: mei, items: [{ref: build, finish: 2026-07-10}]}]
phases: [{id: whole, title: Whole, order: 1}]
tasks:
  - {id: build, title: Build, status: in_progress, duration: 20d, remaining: 9d, actual_start: 2026-06-01}
  - {id: paint, title: Paint, duration: 3d, depends: [build]}
requirements: [{title: Colour, status: agreed, statement: Blue, requested_by: mei, requested_on: 2026-05-04, priority: could, acceptance_criteria: [Blue], tasks: [paint]}]
---
"""


def test_an_exception_report_tries_what_could_be_done_and_asks(call, ledger) -> None:
    """Options are reckoned, as Markdown by either name; --issue begins the decision once; a stage must be there."""
    from workspaces import write_files

    write_files(ledger, LATE + SETTINGS)
    told = call("-C", ledger, "report", "exception", "apollo", "--format", "markdown").stdout
    assert told.startswith("# Exception report: Apollo")
    assert "| Leave out “Paint” | 13 Jul 2026<br>3 working days earlier |" in told
    assert "| End “Build” 3 working days earlier |" in told
    raised = call("-C", ledger, "report", "exception", "apollo", "--issue")
    assert (raised.exit_code, raised.stdout) == (0, "projects/apollo/decisions/apollo-beyond-its-tolerance-30-jun-2026.md:1\n")
    text = (ledger / "projects/apollo/decisions/apollo-beyond-its-tolerance-30-jun-2026.md").read_text(encoding="utf-8")
    assert "exception: [schedule]" in text
    assert "Leave out “Paint”" in text
    assert "asks already" in call("-C", ledger, "report", "exception", "apollo", "--issue").stderr
    assert "no tolerance of Whole holds" in call("-C", ledger, "report", "exception", "apollo", "--stage", "whole", "--issue").stderr
    assert "has no stage x; it has whole" in call("-C", ledger, "report", "exception", "apollo", "--stage", "x").stderr
    assert "about a stage" in call("-C", ledger, "report", "status", "apollo", "--stage", "whole").stderr
    assert "No tolerance holds here" in call("-C", ledger, "report", "exception", "apollo", "--stage", "whole").stdout
    write_files(ledger, LATE.replace("tolerance: {days: 1}", "tolerance: {days: 9}") + SETTINGS)
    assert "within its tolerance" in call("-C", ledger, "report", "exception", "apollo", "--issue").stderr
