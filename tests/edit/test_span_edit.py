"""Edits of one field touch nothing else, whatever the value."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmledger.edit.refusal import EditRefused
from pmledger.edit.span_edit import add_to_list, drop_from_list, plain, set_field
from pmledger.reader.fence import read_front_matter
from pmledger.source.node import Mapping, find
from pmledger.source.text import SourceText

RECORD = """---
# head
title:   "A  title" # c1
tags: [ web,  甲 ]   # c2
owner: mei
text: |  # why
  line one
   line two

  # not a comment

# real comment
folded: >-
  a b
  c
empty:
empty2:   # nothing
tilde: ~
list:
  - a   # first
  - 'b c'
  - "d"
flow: {a: 1, b: "x, y", c: }
items:
-   id: t1
    title: Build
    note: |-
       deep
       text

    # after
-   {id: t2, title: 'it''s'}
- id: t3
single: 'don''t'
last: x
---

Body with `---` and
---
a rule.
"""
PLACES = (
    *((name,) for name in ("title", "tags", "owner", "text", "folded", "empty", "empty2", "tilde", "list", "last")),
    *(("flow", name) for name in ("a", "b", "c", "new")),
    *(("items", 0, name) for name in ("id", "title", "note", "new")),
    *(("items", 1, name) for name in ("id", "title", "new")),
    *(("items", 2, name) for name in ("id", "new")),
    ("single",),
    ("new",),
)
AWKWARD = (
    "", "null", "~", "yes", "- a", "a: b", "a #b", "---", "...", "\n", "\n\n", " a", "a ", "a\n\nb\n", "a\n b", "🎉",
    "<<", "=", "2026-03-01", "-3d", "risk:apollo/x", "12500 EUR", "{{7*7}}", "[[apollo]]", "a, b", "\ta", "x\r\ny",
    "e\u0301", "\u202eabc", "\x85", "\u2028", "\ufeff", "'", '"', "\\", "%a", "@a", "`a`", "!a", "&a", "*a", "? a",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30),
    st.text("ab \n\t:#-'\"\\,[]{}|>&*!%@`?~\r\x85\u2028\ufeff=<", max_size=12),
)


def document(text: str) -> tuple[SourceText, Mapping]:
    source = SourceText("a.md", text)
    return source, read_front_matter(source, text).node or Mapping((), 0, 0)


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PLACES), st.one_of(TEXTS, st.lists(TEXTS, min_size=2, max_size=4).map(tuple)), st.booleans())
def test_any_value_reads_back(place, value, windows):
    """A value set in block, flow or item is read back exactly, all other fields and the body as before."""
    text = RECORD.replace("\n", "\r\n") if windows else RECORD
    source, root = document(text)
    edited = set_field(source, find(root, place[:-1]), place[-1], value)
    _, after = document(edited)
    assert plain(find(after, place)) == (list(value) if isinstance(value, tuple) else value)
    assert edited.endswith(text[text.index("\nBody") :])
    assert ("\r\n" in edited) == windows or "\n" not in edited.replace("\r\n", "")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([place for place in PLACES if place[-1] != "new"]))
def test_what_is_set_can_be_set_back(place):
    """Setting a field to what it holds, then to something else and back, changes no other value."""
    source, root = document(RECORD)
    node = find(root, place)
    value = plain(node)
    wanted = tuple(value) if isinstance(value, list) else value
    edited = set_field(source, find(root, place[:-1]), place[-1], "other")
    source, root = document(edited)
    again = set_field(source, find(root, place[:-1]), place[-1], wanted)
    assert plain(document(again)[1]) == plain(document(RECORD)[1])


@pytest.mark.parametrize(
    ("place", "value", "old", "new"),
    [
        (("title",), "B", 'title:   "A  title" # c1', 'title:   "B" # c1'),
        (("single",), "it's", "single: 'don''t'", "single: 'it''s'"),
        (("last",), "2026-03-01", "last: x", "last: 2026-03-01"),
        (("last",), "no", "last: x", 'last: "no"'),
        (("empty2",), "now", "empty2:   # nothing", "empty2: now   # nothing"),
        (("flow", "b"), "z", 'flow: {a: 1, b: "x, y", c: }', 'flow: {a: 1, b: "z", c: }'),
        (("items", 1, "title"), "B", "-   {id: t2, title: 'it''s'}", "-   {id: t2, title: 'B'}"),
    ],
)
def test_a_value_keeps_its_style_and_comment(place, value, old, new):
    """Only the line of the value changes, in the quotes it had, its comment kept."""
    source, root = document(RECORD)
    edited = set_field(source, find(root, place[:-1]), place[-1], value)
    assert changed_lines(RECORD, edited) == ([old], [new])


def test_a_block_stays_a_block():
    """A text of several lines set in place of one stays a block, with its header's comment."""
    source, root = document(RECORD)
    edited = set_field(source, root, "text", "one\n\ntwo\n")
    assert "text: |  # why\n  one\n\n  two\n\n# real comment\n" in edited


def test_a_new_field_stands_behind_its_predecessor():
    """A missing field is written behind the last one that precedes it in the kind's order."""
    source, root = document("---\ntitle: A  # a\nowner: mei\n# end\n---\n")
    edited = set_field(source, root, "status", "open", order=("title", "status", "owner"))
    assert edited == "---\ntitle: A  # a\nstatus: open\nowner: mei\n# end\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\ntitle: A\n---\n"),
        ("Only prose.\n", "---\ntitle: A\n---\n\nOnly prose.\n"),
        ("---\n---\nProse\n", "---\ntitle: A\n---\nProse\n"),
        ("---\n# a comment\n---\nProse\n", "---\ntitle: A\n# a comment\n---\nProse\n"),
    ],
)
def test_a_first_field_gets_its_front_matter(before, after):
    """A file without fields gets its first one, its text kept."""
    source, root = document(before)
    assert set_field(source, root, "title", "A") == after


@pytest.mark.parametrize("place", [place for place in PLACES if place[-1] != "new"])
def test_a_field_goes_with_its_line_only(place):
    """A field taken away leaves all other fields and comments of their own lines."""
    source, root = document(RECORD)
    edited = set_field(source, find(root, place[:-1]), place[-1], None)
    _, after = document(edited)
    left = find(after, place)
    assert left is None or plain(left) == ""
    assert "# real comment" in edited
    assert "# head" in edited


def test_lists_grow_and_shrink_as_they_are_written():
    """Items are added to and taken from flow and block lists without touching their neighbours."""
    source, root = document(RECORD)
    assert "tags: [ web,  甲, new ]   # c2\n" in add_to_list(source, root, "tags", ("new", "web"))
    assert '  - "d"\n  - e f\nflow' in add_to_list(source, root, "list", ("e f",))
    assert 'list:\n  - a   # first\n  - "d"\nflow' in drop_from_list(source, root, "list", ("b c",))
    assert "tags:" not in drop_from_list(source, root, "tags", ("web", "甲"))


def test_what_cannot_be_taken_is_refused():
    """An item that is not in the list is named."""
    source, root = document(RECORD)
    with pytest.raises(EditRefused, match="zz is not in tags"):
        drop_from_list(source, root, "tags", ("zz",))


def test_what_no_file_can_hold_is_refused():
    """Half a character is no text: nothing is written."""
    source, root = document("---\ntitle: A\n---\n")
    with pytest.raises(EditRefused):
        set_field(source, root, "title", "\ud800")
