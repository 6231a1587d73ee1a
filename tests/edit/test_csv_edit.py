"""Cells set and rows added are what every other reader of CSV sees."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmledger.edit.csv_edit import read_table, set_cell, with_row
from pmledger.edit.yaml_span import spliced
from pmledger.source.text import SourceText

CELLS = st.one_of(
    st.sampled_from(['"', '""', ",", ";", "\t", "a\nb", "a\r\nb", " a ", "=1", "", "'", "sep=,", '"a",b']),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
)
TABLES = (
    'a,b,c\n1,"2",3\n4,5,6\n',
    "a,b,c\r\n1,2,3\r\n4,5,6\r\n",
    'a;b;c\n1;"x;y";3\n4;5;6',
    "a\tb\tc\n1\t2\t3\n\n4\t5\t6\n",
    'sep=;\na;b;c\n1;"say ""hi""";3\n4;"two\nlines";6\n',
)


def name_of(head):
    return head if head in {"a", "b", "c", "d"} else None


def rows(text):
    """The rows as Python's own reader sees them."""
    first, _, rest = text.partition("\n")
    body = rest if first.startswith("sep=") else text
    separator = max(",;\t", key=body.partition("\n")[0].count)
    return [row for row in csv.reader(io.StringIO(body, newline=""), delimiter=separator) if row]


@pytest.mark.parametrize("text", TABLES)
@given(value=CELLS, row=st.integers(1, 2), column=st.integers(0, 2))
def test_a_cell_is_set_and_no_other(text, value, row, column):
    """Whatever the text, exactly one cell differs, by a reader that is not ours."""
    source = SourceText("t.csv", text)
    start = read_table(text).rows[row][0].start
    edited = spliced(text, set_cell(source, start, "abc"[column], value, name_of, "abc"[column]))
    expected = rows(text)
    expected[row][column] = value
    assert rows(edited) == expected


@pytest.mark.parametrize("text", TABLES)
@given(value=CELLS.filter(bool), row=st.integers(1, 2))
def test_a_column_is_added_to_every_row(text, value, row):
    """A field without a column gets one at the end of all rows; the others keep their cells."""
    source = SourceText("t.csv", text)
    start = read_table(text).rows[row][0].start
    edited = spliced(text, set_cell(source, start, "d", value, name_of, "d"))
    expected = [[*cells, ""] for cells in rows(text)]
    expected[0][3], expected[row][3] = "d", value
    assert rows(edited) == expected


@pytest.mark.parametrize("text", TABLES)
@given(values=st.dictionaries(st.sampled_from("abcd"), CELLS.filter(bool), min_size=1))
def test_a_row_is_added_at_the_end(text, values):
    """A new row stands below the last, in the columns of the head and one more where that is needed."""
    edited = with_row(SourceText("t.csv", text), values, name_of, {name: name for name in "abcd"})
    before = rows(text)
    width = 4 if "d" in values else 3
    expected = [[*cells, *([""] * (width - 3))] for cells in before]
    if width == 4:
        expected[0][3] = "d"
    assert rows(edited) == [*expected, [values.get(name, "") for name in "abcd"[:width]]]
    assert edited.endswith("\r\n" if "\r\n" in text else "\n")
