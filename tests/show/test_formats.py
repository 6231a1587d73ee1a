import json
import re

from hypothesis import given
from hypothesis import strategies as st

from pmledger.show import concise, github, json_format, sarif
from pmledger.show.formats import FORMATS
from pmledger.show.github import data, property_value
from pmledger.show.safe import safe
from pmledger.source.diagnostic import Fix, Related, TextEdit
from pmledger.source.message import say
from pmledger.source.span import Span

SOURCE = "---\ntitle: 青禾\nclient: acmee\n---\n"


def test_concise_is_one_line_each(report, fault_at) -> None:
    """Path, line, column, severity, code and message on one line, whatever the message holds."""
    fault = fault_at(SOURCE, "acmee", message="no client\nis called {x}")
    assert concise.render(report(fault, a=SOURCE)) == "a.md:3:9: error PM104 no client\\nis called acmee\n"
    assert concise.render(report(a=SOURCE)) == ""


def test_json_has_its_documented_shape(report, fault_at) -> None:
    """Every key of version 1 is there, and nothing else."""
    span = Span("a.md", 3, 9, 3, 14)
    fault = fault_at(
        SOURCE,
        "acmee",
        help=say("did you mean {x}?", x="acme"),
        related=(Related(Span("b.md", 1, 1, 1, 2), say("here")),),
        fix=Fix(say("write acme"), (TextEdit(span, "acme"),), safe=True),
        record="project:apollo",
    )
    place = {"path": "a.md", "line": 3, "column": 9, "end_line": 3, "end_column": 14}
    assert json.loads(json_format.render(report(fault, a=SOURCE))) == {
        "version": 1,
        "diagnostics": [
            {
                "code": "PM104",
                "name": "unknown-reference",
                "severity": "error",
                "message": "no client is called acmee",
                **place,
                "found": "acmee",
                "help": "did you mean acme?",
                "record": "project:apollo",
                "related": [
                    {"message": "here", "path": "b.md", "line": 1, "column": 1, "end_line": 1, "end_column": 2}
                ],
                "fix": {"title": "write acme", "safe": True, "edits": [{**place, "text": "acme"}]},
            }
        ],
        "summary": {"files": 1, "errors": 1, "warnings": 0, "attentions": 0, "hints": 0, "clean": False},
    }


def test_sarif_counts_code_points_and_explains_its_rules(report, fault_at) -> None:
    """Columns are code points, the rule carries its explanation, fixes are replacements, paths are addresses."""
    source = "𝒜青 acmee\n"
    span = Span("客/a.md", 1, 4, 1, 9)
    fix = Fix(say("write acme"), (TextEdit(span, "acme"),), safe=True)
    log = json.loads(sarif.render(report(fault_at(source, "acmee", path="客/a.md", fix=fix))))
    run = log["runs"][0]
    region = {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 9}
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "PM104",
            "name": "unknown-reference",
            "shortDescription": {"text": "A reference names nobody."},
            "help": {
                "text": "A reference names nobody.\n\nWrite an id that exists.",
                "markdown": "A reference names nobody.\n\nWrite an id that exists.",
            },
            "defaultConfiguration": {"level": "error"},
        }
    ]
    result = run["results"][0]
    place = {"artifactLocation": {"uri": "%E5%AE%A2/a.md", "uriBaseId": "WORKSPACE"}, "region": region}
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("PM104", 0, "error")
    assert result["locations"] == [{"physicalLocation": place}]
    assert result["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": "acme"}}
    ]


def test_github_annotations_name_place_and_title(report, fault_at) -> None:
    """One workflow command for each diagnostic."""
    fault = fault_at(SOURCE, "acmee", help=say("did you mean acme?"))
    assert github.render(report(fault, a=SOURCE)) == (
        "::error file=a.md,line=3,endLine=3,col=9,endColumn=14,title=PM104 unknown-reference::"
        "no client is called acmee — did you mean acme?\n"
    )


def test_github_commands_cannot_be_forged(report, fault_at) -> None:
    """A line end, a comma, a colon or a per cent sign in a record begins no second command and no other property."""
    evil = "x\n::error file=b.md::forged,line=9::100%0A##[error]y"
    output = github.render(report(fault_at(evil, evil, path="a,line=1::b.md"), a=evil))
    assert output.count("\n") == 1
    assert output.startswith("::error file=a%2Cline=1%3A%3Ab.md,line=1,")
    assert "100%250A# #[error]y" in output


@given(st.text())
def test_no_text_leaves_its_line_or_its_property(text: str) -> None:
    """Whatever is written, a safe text is one printable line and a property holds no separator."""
    assert len(f"a{safe(text)}b".splitlines()) == 1
    assert not re.search(r"[\n\r:,]|%(?!25|3A|2C)", property_value(text))
    assert "##[" not in data(text)


def test_every_format_shows_nothing_found(report) -> None:
    """A clean workspace has an answer in every format."""
    for one in FORMATS:
        assert isinstance(one.render(report(a="x")), str)
    assert [one.name for one in FORMATS] == ["text", "concise", "json", "sarif", "github"]
