import re

from msgspec.structs import replace

from pmledger.show import text
from pmledger.show.safe import width
from pmledger.source.diagnostic import Fix, Related, Severity, TextEdit
from pmledger.source.message import say
from pmledger.source.span import Span


def test_a_diagnostic_shows_its_line_with_marks_under_the_place(report, fault_at) -> None:
    """Head, place, excerpt, marks, help and count stand where a reader of compilers looks for them."""
    source = "---\ntitle: Apollo\nclient: acmee\n---\n"
    fault = fault_at(source, "acmee", help=say("did you mean {candidate}?", candidate="acme"))
    assert text.render(report(fault, a=source)) == (
        "error[PM104] unknown-reference: no client is called acmee\n"
        " --> a.md:3:9\n"
        "  |\n"
        "3 | client: acmee\n"
        "  |         ^^^^^\n"
        "  = help: did you mean acme?\n"
        "\n"
        "1 error in 1 file\n"
    )


def test_related_places_and_fixes_are_shown(report, fault_at) -> None:
    """A second place has its own excerpt with its note behind the marks; a safe fix names the command."""
    source = "id: a\nid: b\n"
    span = Span("a.md", 1, 1, 1, 3)
    fix = Fix(say("delete it"), (TextEdit(span, ""),), safe=True)
    fault = fault_at(source, "b", related=(Related(span, say("the first one is here")),), fix=fix)
    shown = text.render(report(fault, a=source))
    assert " ::: a.md:1:1\n  |\n1 | id: a\n  | -- the first one is here\n" in shown
    assert "  = fix: delete it (pmledger check --fix does it)\n" in shown


def test_marks_stand_under_chinese_and_tabs(report, fault_at) -> None:
    """A Chinese character is two columns wide and a tab fills up to its stop, so the marks stay under the place."""
    source = "\t客户: 青禾餐饮\n"
    shown = text.render(report(fault_at(source, "青禾"), a=source)).splitlines()
    assert shown[3:5] == ["1 |     客户: 青禾餐饮", "  |           ^^^^"]


def test_long_lines_are_clipped_around_the_place(report, fault_at) -> None:
    """Of a line of 100,000 characters the part around the place is shown, never wider than the terminal."""
    source = "x" * 50_000 + " HERE " + "y" * 50_000
    lines = text.render(report(fault_at(source, "HERE"), a=source, width=60)).splitlines()
    shown, marks = lines[3], lines[4]
    assert width(shown) <= 60
    assert shown.count("…") == 2
    at = marks.index("^")
    assert (shown[at : at + 4], marks[at:]) == ("HERE", "^^^^")


def test_the_end_of_a_line_that_just_does_not_fit_is_clipped(report, fault_at) -> None:
    """The line keeps its beginning while the marks are within its first part, and ends with an ellipsis."""
    source = "owner: nobody " + "词" * 60
    lines = text.render(report(fault_at(source, "nobody"), a=source, width=60)).splitlines()
    assert lines[3].startswith("1 | owner: nobody 词")
    assert lines[3].endswith("…")
    assert width(lines[3]) <= 60


def test_the_terminal_cannot_be_moved_by_text(report, fault_at) -> None:
    """Escape sequences, carriage returns and direction marks of a record are shown as their codes."""
    source = "title: \x1b[2Jevil\u202egnp\x07\r\nx"
    fault = fault_at(source, "evil", message="found \x1b[31m\u2066{x}\nsecond line")
    shown = text.render(report(fault, a=source))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "\\x1b[2Jevil\\u202egnp\\x07" in shown
    assert "found \\x1b[31m\\u2066evil\\nsecond line" in shown


def test_paths_of_files_are_escaped_too(report, fault_at) -> None:
    """A file's name is text of others as well."""
    assert "evil\\x1b.md:1:1" in text.render(report(fault_at("x", "x", path="evil\x1b.md")))


def test_a_place_of_several_lines_is_marked_to_the_end_of_its_first(report, fault_at) -> None:
    """The marks of a block stop where the line's text stops."""
    source = "summary: |\n  one\n  two\n"
    shown = text.render(report(fault_at(source, "|\n  one\n  two"), a=source)).splitlines()
    assert shown[3:5] == ["1 | summary: |", "  |          ^"]


def test_colour_only_when_asked(report, fault_at) -> None:
    """Without colour there is no escape sequence; with it, the severity is painted."""
    source = "client: acmee\n"
    fault = fault_at(source, "acmee")
    assert "\x1b" not in text.render(report(fault, a=source))
    assert "\x1b[1;31merror[PM104]\x1b[0m" in text.render(report(fault, a=source, colour=True))


def test_the_summary_says_that_there_is_nothing_and_what_waits(report, fault_at) -> None:
    """Nothing found is a sentence; business that waits is counted but not listed."""
    assert text.render(report(a="x")) == "No errors or warnings in 1 file\n"
    waiting = replace(report(a="x", b="y"), found={Severity.ATTENTION: 2})
    assert text.render(waiting) == (
        "No errors or warnings in 2 files\n2 matters need attention; see them with --attention\n"
    )
