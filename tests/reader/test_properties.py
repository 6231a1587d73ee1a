"""Whatever is typed: reading never raises, and every offset leads to the text that was read."""

import csv
import io

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from readings import read

from pmledger.reader.csv_rows import read_rows
from pmledger.reader.yaml_events import compose
from pmledger.source.node import Mapping, Scalar, Sequence, walk
from pmledger.source.text import SourceText

SIGNS = st.text(
    st.sampled_from(list("ab: -\n\t'\"[]{},|>&*!%@`#?~<=.\\\r§🎉项\u0301\u2028\x00\x07\ufeff0")), max_size=60
)
LINES = st.lists(
    st.sampled_from(
        ["title: x", "tags:", "  - a", "- b", "  k: v", "text: |", "  line", "", "# note", "---", "...", "related: [a,", "b]",
         "{a: b}", "status: open", "risks:", "- title: y", "  impact: 3", "'", '"', ": ", "? ", "<<<<<<< a", "=======", ">>>>>>> b"]
    ),
    max_size=14,
).map("\n".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(SIGNS, LINES, st.text(max_size=60)), st.one_of(SIGNS, LINES))
@example("title: x", "- [ ] @")
@example("title: \ud800", "")
def test_any_text_is_read_without_an_exception(front, body):
    """Any front matter and any body give entries or faults, within the file."""
    data = f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass")
    readings = read({"projects/x/index.md": data, "projects/x/plan.md": data, "costs.csv": data, "notes/x.md": data})
    for path, reading in readings.by_path.items():
        lines = len(reading.source.starts)
        assert all(1 <= fault.span.line <= lines and fault.span.column >= 1 for fault in reading.faults), path
        for entry in reading.entries:
            assert 0 <= entry.start <= entry.end <= len(reading.source.text)
            for link in entry.body.links:
                assert reading.source.text[link.start : link.end] == link.target


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_without_an_exception(data):
    """Any bytes give entries or faults."""
    read({"risks/x.md": data, "costs.csv": data, "risks/y.md": b"---\n" + data + b"\n---\n"})


@settings(max_examples=300, deadline=None)
@given(st.one_of(SIGNS, LINES))
@example("a: plain   # note\nb: 'x'  # d\nc: |\n  text\n\n  more\n\n# note\nd: on\n  two  \n  lines   \n")
@example("a: >+\n  foo\n\n\nb: |-\n  x\n\nc: ~\nd:\n")
@example("a: [x, 'y', \"z\\n\", {b: c d}]\r\nb: |\r\n  x\r\n\r\n")
@example("-:\n::")
@example(" \ufeff0")
def test_offsets_of_a_scalar_enclose_its_text(text):
    """The text between the offsets of a scalar, read again, is the scalar's text."""
    source = SourceText("x", text + "\n")
    node, faults = compose(source, 0, len(source.text))
    if node is None or faults:
        return
    for scalar in scalars(node):
        typed = source.text[scalar.start : scalar.end]
        if scalar.style in ("|", ">"):
            if any(sign.isdigit() for sign in typed.split("\n")[0]) or not scalar.text.strip():
                continue  # an indentation that is counted from outside, or blank lines that belong to nothing
            assert yaml.load(f"{typed}\n", yaml.CBaseLoader) == scalar.text
        elif typed.strip("\ufeff-:?"):
            alone = f"[{typed}]" if scalar.style else f" {typed}"  # the parser skips a mark that a text begins with
            assert yaml.load(alone, yaml.CBaseLoader) in (scalar.text, [scalar.text])
        else:  # a sign that means something else where it stands alone
            assert scalar.text == typed


def scalars(node):
    for one in walk(node):
        if isinstance(one, Scalar):
            yield one
        elif isinstance(one, Mapping):
            yield from (pair.key for pair in one.pairs)


def test_offsets_of_lists_and_groups_end_with_their_last_value():
    """Neither comments nor blank lines behind a list or group belong to it."""
    text = "a:\n  - x\n  - y: 1\n    z: 2   # two\n\n# note\nb: {c: d} # e\n"
    node, _ = compose(SourceText("x", text), 0, len(text))
    first, second = node.pairs
    assert text[first.value.start : first.value.end] == "- x\n  - y: 1\n    z: 2"
    assert text[first.value.items[1].start : first.value.items[1].end] == "y: 1\n    z: 2"
    assert text[second.value.start : second.value.end] == "{c: d}"
    assert isinstance(first.value, Sequence)


CELLS = st.text(st.sampled_from(list('ab ,;\n"é项.')), max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_tables_written_by_python_are_read_back(rows, separator):
    """What Python's own writer wrote is read as the same cells, each at its offsets."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([["x", "y", "z"], *rows])
    source = SourceText("x.csv", out.getvalue())
    table = read_rows(source, lambda head: head, lambda _name: False)
    assert table.faults == ()
    written = [[cell for cell in row if cell] for row in rows if any(row)]
    assert written == [[pair.value.text for pair in row.pairs] for row in table.rows]
    for row in table.rows:
        for pair in row.pairs:
            typed = source.text[pair.value.start : pair.value.end]
            assert typed == '"' + pair.value.text.replace('"', '""') + '"'


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_byte_order_mark_and_line_ends_are_kept(newline):
    """A mark and Windows' line ends are accepted, remembered and not counted as columns."""
    text = newline.join(["---", "title: x", "impact: 9", "---", "body", ""])
    reading = read({"risks/x.md": b"\xef\xbb\xbf" + text.encode()}).by_path["risks/x.md"]
    assert reading.source.bom
    assert reading.source.text == text
    assert [(fault.span.line, fault.span.column) for fault in reading.faults] == [(3, 9)]
