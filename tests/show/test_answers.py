import csv
import io
import json
import re

import pytest
from workspaces import snapshot_of

from pmledger.language import translator
from pmledger.show import agenda, codes, details, explain, kinds, listing, searching
from pmledger.show.filters import Question
from pmledger.show.json_format import as_text as json_text
from pmledger.show.refusal import QuestionRefused
from pmledger.show.tables import Heading, Table, as_csv, as_text
from pmledger.workspace.snapshot import Snapshot

WORDS = translator("en", plain=True)
TEXT = """
-- clients/acme.md --
---
name: Acme
account_manager: mei
---
-- people/mei.md --
---
name: Mei Tanaka
email: mei@example.org
type: team
role: project_manager
rate: 88 EUR/h
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
actions:
  - title: Call the vendor
    owner: mei
    due: 2026-06-20
---
-- projects/apollo/risks/vendor.md --
---
title: "The vendor is late [[apollo]]"
raised_on: 2026-05-01
status: assessed
owner: mei
probability: 4
impact: 5
cost_impact: 9000.50 EUR
probability_pct: 62.5
---
They said so **twice**, 青禾 too.

## Response

Ask again, and see [[apollo]].
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(tmp_path_factory.mktemp("ledger"), TEXT)


def ask(snapshot: Snapshot, kind: str) -> Question:
    return Question(snapshot.schema.kinds[kind], snapshot.schema, snapshot.ledger, snapshot.as_of, str)


def test_a_listing_is_a_table_of_what_the_kind_shows(snapshot: Snapshot) -> None:
    """Id, title, project and the kind's own columns, with wikilinks in titles as they are."""
    shown = listing.list_records(ask(snapshot, "risk"), (), columns="id,title,probability,cost_impact,status")
    lines = as_text(listing.as_table(shown, WORDS)).splitlines()
    assert lines[0].split() == ["ID", "Title", "Probability", "Cost", "impact", "Status"]
    assert lines[1].split("  ") == ["vendor", "The vendor is late [[apollo]]", *lines[1].split("  ")[2:]]
    assert "9000.50 EUR" in lines[1]
    assert lines[1].endswith("Assessed")


def test_json_of_a_listing_has_its_documented_shape(snapshot: Snapshot) -> None:
    """Every record has the same head; fields are typed, references are keys, amounts exact texts."""
    shown = listing.list_records(
        ask(snapshot, "risk"), (), columns="owner,probability,probability_pct,cost_impact,tags"
    )
    assert json.loads(json_text(listing.as_data(shown))) == {
        "version": 1,
        "kind": "risk",
        "records": [
            {
                "key": "risk:apollo/vendor",
                "kind": "risk",
                "id": "vendor",
                "title": "The vendor is late [[apollo]]",
                "status": "assessed",
                "closed": False,
                "project": "project:apollo",
                "client": "client:acme",
                "owner": "person:mei",
                "path": "projects/apollo/risks/vendor.md",
                "line": 2,
                "fields": {
                    "probability": 4,
                    "probability_pct": 62.5,
                    "cost_impact": {"amount": "9000.50", "currency": "EUR"},
                },
            }
        ],
        "hidden": 0,
    }


def test_csv_can_be_read_back_and_holds_no_formula() -> None:
    """Commas, quotes and line breaks survive; a cell that a spreadsheet would run begins with an apostrophe."""
    rows = (('a,"b"\nc', "-12.5"), ("=1+1", "@SUM(A1)"), ("-12 EUR", "+49 30 1234"))
    text = as_csv(Table((Heading("x"), Heading("y")), rows))
    assert list(csv.reader(io.StringIO(text))) == [
        ["x", "y"],
        ['a,"b"\nc', "-12.5"],
        ["'=1+1", "'@SUM(A1)"],
        ["-12 EUR", "'+49 30 1234"],
    ]


def test_a_table_is_one_line_a_row_in_a_pipe_and_fits_a_terminal() -> None:
    """In a pipe no cell is broken; on a terminal no line is wider than it; markup of any sort is shown as it is."""
    table = Table((Heading("x"), Heading("y", numeric=True)), (("[bold]" + "词" * 60 + "[[a]] :smile:", "7"),))
    piped = as_text(table).splitlines()
    assert len(piped) == 2
    assert "[bold]" in piped[1]
    assert "[[a]] :smile:" in piped[1]
    assert all(len(line) <= 40 for line in as_text(table, width=40).splitlines())


def test_a_record_is_shown_with_lines_links_and_figures(snapshot: Snapshot) -> None:
    """Each field has the line it stands on, a section stands with the body only, links go both ways."""
    record = details.find_record(snapshot, "vendor")
    shown = details.as_text(details.details(snapshot, record), WORDS)
    assert shown.startswith(
        "The vendor is late [[apollo]]\nRisk · Assessed · risk:apollo/vendor · projects/apollo/risks/"
    )
    assert "    6  Probability      4\n" in shown
    assert shown.count("Ask again, and see") == 1
    assert "Links to\n  person:mei  Mei Tanaka (owner)\n  project:apollo  Apollo (body)\n" in shown
    assert "  Score: 20   (" in shown
    chinese = details.as_text(details.details(snapshot, record), translator("zh-CN"))
    assert "  person:mei  Mei Tanaka（责任人）\n" in chinese
    assert re.search(r"  等级：(极)?高  （", chinese)
    mentioned = details.as_text(details.details(snapshot, details.find_record(snapshot, "Mei Tanaka")), WORDS)
    assert "Mentioned by\n" in mentioned
    assert "  risk:apollo/vendor  The vendor is late [[apollo]] (owner)\n" in mentioned


def test_json_of_a_record_has_its_documented_shape(snapshot: Snapshot) -> None:
    """Head, fields, lines, body, links, mentions and figures; unknown figures say why."""
    shown = details.details(snapshot, details.find_record(snapshot, "risk:apollo/vendor"))
    data = json.loads(json_text(details.as_data(shown, WORDS)))
    assert list(data) == [
        "version", "key", "kind", "id", "title", "status", "closed", "project", "client", "owner", "path", "line",
        "fields", "lines", "body", "links", "mentions", "figures",
    ]  # fmt: skip
    assert data["fields"]["owner"] == "person:mei"
    assert data["lines"]["probability"] == 6
    assert data["fields"]["response"].startswith("Ask again")
    assert {"field": "body", "target": "project:apollo"} in data["links"]
    score = next(figure for figure in data["figures"] if figure["name"] == "score")
    assert (set(score), score["value"]) == ({"name", "value", "unit", "formula", "unknown"}, 20)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("vendor", "risk:apollo/vendor"),
        ("risk:vendor", "risk:apollo/vendor"),
        ("风险:apollo/vendor", "risk:apollo/vendor"),
        ("[[vendor]]", "risk:apollo/vendor"),
        ("projects/apollo/risks/vendor.md", "risk:apollo/vendor"),
        ("mei tanaka", "person:mei"),
        ("call-the-vendor", "action:apollo/call-the-vendor"),
    ],
)
def test_a_record_is_found_by_any_reference(snapshot: Snapshot, written: str, key: str) -> None:
    """Id, kind and id, full form, brackets, file and full name lead to the record."""
    assert details.find_record(snapshot, written).key == key


def test_a_record_that_is_not_there_is_refused_with_candidates(snapshot: Snapshot) -> None:
    """A slip names what is near."""
    with pytest.raises(QuestionRefused, match="did you mean vendor"):
        details.find_record(snapshot, "vender")


def test_search_finds_in_any_script_and_ranks_titles_first(snapshot: Snapshot) -> None:
    """Ids before titles before bodies; every word has to be there; the line of the word is named."""
    assert searching.search(snapshot.ledger, "VENDOR")[0].record.key == "risk:apollo/vendor"
    [hit] = searching.search(snapshot.ledger, "twice 青禾")
    assert (hit.record.id, hit.line, hit.excerpt) == ("vendor", 11, "They said so **twice**, 青禾 too.")
    assert searching.search(snapshot.ledger, "twice nowhere") == ()
    assert searching.search(snapshot.ledger, "  ") == ()
    assert set(searching.as_data((hit,))) == {"version", "hits"}


def test_the_agenda_names_day_person_and_delay(snapshot: Snapshot) -> None:
    """What is overdue comes first with its days; another person's agenda does not have it."""
    items = agenda.chosen(snapshot.conclusions.agenda, snapshot.as_of, person="person:mei")
    data = agenda.as_data(items, snapshot.as_of, snapshot.ledger, WORDS)
    first = next(item for item in data["items"] if item["kind"] == "action")  # type: ignore[attr-defined]
    assert first == {
        "day": "2026-06-20",
        "overdue_days": 10,
        "person": "person:mei",
        "record": "action:apollo/call-the-vendor",
        "kind": "action",
        "project": "project:apollo",
        "title": "Call the vendor",
        "action": "Do “Call the vendor”",
    }
    assert agenda.chosen(snapshot.conclusions.agenda, snapshot.as_of, person="person:li") == ()
    assert "10 days" in as_text(agenda.as_table(items, snapshot.ledger, WORDS))


def test_every_code_is_explained() -> None:
    """Each code has one name and an explanation of more than a sentence; no two codes share a name."""
    every = codes.faults()
    assert len({fault.name for fault in every.values()}) == len(every)
    thin = [fault.code for fault in every.values() if len(fault.explanation.split()) < 12]
    assert thin == []
    assert explain.as_text(every["PM104"], WORDS).startswith("PM104 unknown-reference (error)\n\nA reference names")
    assert codes.fault_named("pm104") is codes.fault_named("unknown-reference")
    with pytest.raises(QuestionRefused, match="did you mean unknown-reference"):
        codes.fault_named("unknown-refrence")


def test_a_kind_is_described_by_its_declaration(snapshot: Snapshot) -> None:
    """Folder, states with their moves, and every field with its type and when it is asked for."""
    risk = snapshot.schema.kinds["risk"]
    shown = kinds.kind_text(risk, WORDS, terminal=None, colour=False)
    assert "Folder: risks, 风险\n" in shown
    assert "  occurred (Occurred) → closed, monitoring\n" in shown
    assert all(f"\n{spec.name} " in shown for spec in risk.fields)
    assert "a step from 1 to 5" in shown
    chinese = kinds.kind_text(risk, translator("zh-CN"), terminal=None, colour=False)
    assert re.search(r"strategy +应对策略 +应为以下之一：规避（avoid）.* 应对中、监控中 ", chinese)
    assert "owner" in chinese
    assert "记录：人员（person）" in chinese
    assert not re.search(r" (a|an|one of|several) ", chinese)
    everything = kinds.overview_data(snapshot.schema)["kinds"]
    assert len(everything) == len(snapshot.schema.kinds)  # type: ignore[arg-type]


def test_no_table_moves_the_terminal() -> None:
    """Escape sequences, line ends and direction marks in a title are shown as their codes, and stay in their row."""
    shown = as_text(Table((Heading("x"),), (("\x1b[2Jevil\u202e\nnext\x9b1m",),)))
    assert shown == "x\n\\x1b[2Jevil\\u202e\\nnext\\x9b1m\n"
