from pathlib import Path
from unittest.mock import patch

import pytest
from workspaces import PLAIN_SETTINGS, said, snapshot_of

from pmledger.reader.records import read_file
from pmledger.source.diagnostic import Severity
from pmledger.source.span import Span

RISK = "title: Vendor delay\nraised_on: 2026-03-05\n"
WHY = "the supplier is recorded next week"


def risk(fields: str, body: str = "", more: str = "") -> str:
    return f"-- risks/x.md --\n---\n{RISK}{fields}---\n{body}\n-- pmledger.yml --\n{PLAIN_SETTINGS}{more}"


SILENCED = {
    "its own line": (f"owner: nobody  # pmledger: allow PM104 {WHY}\n", ""),
    "the next line": (f"# pmledger: allow PM104 {WHY}\nowner: nobody\n", ""),
    "a line of a body": ("", f"[[nobody]] <!-- pmledger: allow PM104 {WHY} -->\n"),
    "the next line of a body": ("", f"<!-- pmledger: allow PM104 {WHY} -->\n[[nobody]]\n"),
}


@pytest.mark.parametrize("place", SILENCED)
def test_a_fault_is_silenced_where_it_stands(tmp_path: Path, place: str) -> None:
    """An allowance with a reason takes its code from its own and the next line."""
    assert said(snapshot_of(tmp_path, risk(*SILENCED[place]))) == []


def test_without_the_allowance_the_fault_is_told(tmp_path: Path) -> None:
    """What the other tests silence is a fault."""
    assert said(snapshot_of(tmp_path, risk("owner: nobody\n"))) == ["risks/x.md:4:8 PM104"]


def test_one_allowance_may_name_several_codes(tmp_path: Path) -> None:
    """Codes parted by commas are all silenced; the one that nothing raises is reported alone."""
    text = risk(f"# pmledger: allow PM104, PM111, PM131 {WHY}\nrelated: [nobody]\n")
    snapshot = snapshot_of(tmp_path, text)
    assert said(snapshot) == ["risks/x.md:4:1 PM540", "risks/x.md:4:1 PM540"]
    assert [(fault.found, fault.fix) for fault in snapshot.diagnostics] == [("PM111", None), ("PM131", None)]


@pytest.mark.parametrize("lines", ["\n", "impact: 3\n"])
def test_an_allowance_reaches_one_line_further(tmp_path: Path, lines: str) -> None:
    """Two lines below it silences nothing, and is reported as unused."""
    text = risk(f"# pmledger: allow PM104 {WHY}\n{lines}owner: nobody\n")
    assert said(snapshot_of(tmp_path, text)) == ["risks/x.md:4:1 PM540", "risks/x.md:6:8 PM104"]


def test_an_allowance_silences_its_code_only(tmp_path: Path) -> None:
    """Another fault of the same line is told."""
    text = risk(f"impact: 9  # pmledger: allow PM104 {WHY}\n")
    assert said(snapshot_of(tmp_path, text)) == ["risks/x.md:4:9 PM111", "risks/x.md:4:12 PM540"]


def test_allowances_on_neighbouring_lines_are_all_used(tmp_path: Path) -> None:
    """The second of two faults is covered by both allowances, and neither is called unused."""
    comment = f"  # pmledger: allow PM104 {WHY}\n"
    assert said(snapshot_of(tmp_path, risk(f"owner: nobody{comment}raised_by: nobody{comment}"))) == []


def test_an_allowance_without_reason_has_no_effect(tmp_path: Path) -> None:
    """It is reported, and the fault as well."""
    text = risk("owner: nobody  # pmledger: allow PM104\n")
    assert said(snapshot_of(tmp_path, text)) == ["risks/x.md:4:8 PM104", "risks/x.md:4:16 PM040"]


def test_text_that_looks_like_an_allowance_is_text(tmp_path: Path) -> None:
    """In quotes, in a block and in code it is what the record says."""
    text = risk("cause: '# pmledger: allow PM104'\n", "```\n<!-- pmledger: allow PM104 -->\n```\n")
    assert said(snapshot_of(tmp_path, text)) == []


@pytest.mark.parametrize("path", ["risks/x.md", "risks/*", "*"])
def test_the_configuration_allows_by_path(tmp_path: Path, path: str) -> None:
    """`allow:` takes a code from all files whose paths fit the pattern."""
    allow = f'allow:\n  - {{code: PM104, path: "{path}", reason: {WHY}}}\n'
    assert said(snapshot_of(tmp_path, risk("owner: nobody\n", more=allow))) == []


def test_a_row_is_allowed_by_the_configuration(tmp_path: Path) -> None:
    """A table has no comments, so the path of the table stands in `pmledger.yml`."""
    rows = "-- people.csv --\nname,type,email\nMei Keller,team,none\n-- pmledger.yml --\n" + PLAIN_SETTINGS
    allow = "allow: [{code: PM116, path: people.csv, reason: an old list}]\n"
    assert said(snapshot_of(tmp_path / "without", rows)) == ["people.csv:2:17 PM116"]
    assert said(snapshot_of(tmp_path / "with", rows + allow)) == []


def test_an_unused_entry_of_the_configuration_is_pointed_at(tmp_path: Path) -> None:
    """Of several entries the one that silences nothing is named, at its code."""
    allow = f"allow:\n  - {{code: PM104, path: risks/x.md, reason: {WHY}}}\n  - {{code: PM104, path: b.md, reason: {WHY}}}\n"
    snapshot = snapshot_of(tmp_path, risk("owner: nobody\n", more=allow))
    assert said(snapshot) == ["pmledger.yml:9:12 PM540"]


def test_deleting_an_unused_allowance_is_offered(tmp_path: Path) -> None:
    """The fix covers the comment and nothing else; it is not made without asking."""
    fault = snapshot_of(tmp_path, risk(f"impact: 3  # pmledger: allow PM104 {WHY}\n")).diagnostics[0]
    assert fault.fix is not None
    assert not fault.fix.safe
    assert [(edit.span, edit.text) for edit in fault.fix.edits] == [(Span("risks/x.md", 4, 12, 4, 70), "")]


def test_severities_are_set_by_code(tmp_path: Path) -> None:
    """A workspace may grade a code up or down, or switch it off; others stay as they are."""
    fields = "owner: nobody\nimpact: 9\nreview_on: 2026-01-01\n"
    graded = "severities: {PM104: hint, PM111: off, PM291: error}\n"
    before = snapshot_of(tmp_path / "before", risk(fields))
    after = snapshot_of(tmp_path / "after", risk(fields, more=graded))
    assert [(fault.code, fault.severity) for fault in before.diagnostics] == [
        ("PM104", Severity.ERROR),
        ("PM111", Severity.ERROR),
        ("PM291", Severity.ATTENTION),
    ]
    assert [(fault.code, fault.severity) for fault in after.diagnostics] == [
        ("PM104", Severity.HINT),
        ("PM291", Severity.ERROR),
    ]


def test_unused_allowances_are_graded_too(tmp_path: Path) -> None:
    """Who wants no report of unused allowances switches it off."""
    text = risk(f"impact: 3  # pmledger: allow PM104 {WHY}\n", more="severities: {PM540: off}\n")
    assert said(snapshot_of(tmp_path, text)) == []


def test_our_own_failure_cannot_be_silenced(tmp_path: Path) -> None:
    """Neither `off` nor an entry under `allow:` takes PM999 away, and other files are read."""
    more = "severities: {PM999: off}\nallow: [{code: PM999, path: '*', reason: never mind}]\n"
    text = "-- people.csv --\nname,type\nMei Keller,team\n" + risk("", more=more)

    def fails(path: str, *rest: object) -> object:
        if path == "risks/x.md":
            raise RecursionError("too deep")
        return read_file(path, *rest)  # type: ignore[arg-type]

    with patch("pmledger.workspace.reading.read_file", fails):
        snapshot = snapshot_of(tmp_path, text)
    assert said(snapshot) == ["pmledger.yml:8:16 PM540", "risks/x.md:1:1 PM999"]
    assert snapshot.diagnostics[1].severity is Severity.ERROR
    assert "RecursionError: too deep" in str(snapshot.diagnostics[1].message)
    assert len(snapshot.ledger.of("person")) == 1
