"""Files made to harm: each is answered with a located fault, in bounded time, and the others stand."""

import time

import pytest
from readings import read

from pmledger.reader.csv_rows import read_rows
from pmledger.source.text import SourceText

SOUND = {"risks/sound.md": b"---\ntitle: Sound\n---\n"}
MIB = 1024 * 1024


def fm(text: str) -> bytes:
    return f"---\n{text}\n---\n".encode()


BOMB = "a0: &a0 [x, x]\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))

HOSTILE = {
    "alias bomb": (fm(BOMB), "PM032"),
    "merge-key bomb": (fm("<<: [" + "{a: 1}, " * 10_000 + "]"), "PM033"),
    "recursive alias": (fm("a: &a [*a]"), "PM032"),
    "brackets": (fm("title: " + "[" * 100_000), "PM037"),
    "braces": (fm("title: " + "{a: " * 100_000), "PM037"),
    "nested lines": (fm("\n".join(" " * n + f"k{n}:" for n in range(1_000))), "PM037"),
    "dashes": (fm("related: " + "\n" + "- " * 100_000), "PM037"),
    "10 MB scalar": (fm("title: " + "x" * 10_000_000), "PM006"),
    "long scalar": (fm("title: " + "x" * (MIB - 100)), "PM118"),
    "5 MB line": (b"---\ntitle: x\n---\n" + b"y" * 5_000_000, "PM006"),
    "100,000 keys": (fm("\n".join(f"k{n}: 1" for n in range(90_000))), "PM038"),
    "100,000 items": (fm("related: [" + "a, " * 250_000 + "]"), "PM039"),
    "open quote": (fm('title: "' + "\n" * 500_000), "PM021"),
    "anchors": (fm("title: " + "&" * 100_000), "PM026"),
    "python tag": (fm("title: !!python/object/apply:os.system [echo]"), "PM034"),
    "ruby tag": (fm("title: !ruby/object:X {a: 1}"), "PM034"),
    "tag directive": (fm("%TAG ! tag:example.com,2026:\ntitle: x"), "PM035"),
    "huge integer": (fm("impact: " + "9" * 5_000), "PM110"),
    "infinite number": (fm("impact: .inf"), "PM110"),
    "UTF-16": ("---\ntitle: x\n---\n".encode("utf-16"), "PM001"),
    "UTF-32": ("---\ntitle: x\n---\n".encode("utf-32-be"), "PM001"),
    "NUL": (b"---\ntitle: x\0\n---\n", "PM003"),
    "lone surrogate": (b"---\ntitle: \xed\xa0\x80\n---\n", "PM002"),
    "overlong form": (b"---\ntitle: \xc0\xaf\n---\n", "PM002"),
    "carriage returns": (b"---\rtitle: x\r---\r", "PM004"),
    "allowances": (fm("related:\n" + "- a # pmledger: allow\n" * 40_000), "PM041"),
    "conflicts": (fm("title: x") + b"<<<<<<< a\n" * 50_000, "PM009"),
    "many conflicts": (fm("title: x") + b"<<<<<<< a\n=======\n>>>>>>> b\n" * 35_000, "PM009"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_a_fault_in_bounded_time(name):
    """The file is read within two seconds, its fault is among those told, and the file beside it is a record."""
    data, code = HOSTILE[name]
    started = time.process_time()
    readings = read({"risks/hostile.md": data, **SOUND})
    assert time.process_time() - started < 6
    assert code in {fault.code for fault in readings.faults}
    assert all(fault.span.path == "risks/hostile.md" for fault in readings.faults)
    assert readings.entry("risk", "sound").values["title"] == "Sound"


BODIES = {
    "brackets": "[" * 200_000,
    "images": "![" * 100_000,
    "closing": "](" * 100_000,
    "wiki": "[[" * 100_000,
    "wiki labels": "[[a|" * 60_000,
    "backticks": "".join("`" * (n % 300) + "x" for n in range(2_000)),
    "backtick runs": "` `` " * 50_000,
    "fences": "```\n~~~\n" * 30_000,
    "unlike fences": "".join("`" * (3 + n % 200) + "x\n" for n in range(3_000)),
    "fenced signs": "```\n>>>>>>> a\n```\n" * 35_000,
    "boxes": "- [ ] x @a due:2026-01-01\n" * 8_000,
    "marks": "- [ ] " + "@a due:x " * 30_000,
    "headings": "# a\n" * 100_000,
    "levels": "".join("#" * (1 + n % 6) + " a\n" for n in range(50_000)),
    "backslashes": "\\" * 300_000 + "[[x]]",
    "targets": "[a](" + "(" * 100_000,
    "nested targets": "[a](b" + "(c)" * 50_000,
    "titles": '[a](b "' * 50_000,
    "comments": "<!-- pmledger: allow " * 20_000,
    "underlines": "a\n=" * 100_000,
    "definitions": "[a]: b\n" * 50_000,
    "blanks": "\n \n" * 150_000,
    "indents": "".join(" " * (n % 40) + "- a\n" for n in range(20_000)),
}


@pytest.mark.parametrize("name", BODIES)
def test_hostile_body_is_read_in_bounded_time(name):
    """No shape of a body takes more than two seconds, though it is as long as allowed."""
    data = b"---\ntitle: x\n---\n" + BODIES[name].encode()[: MIB - 100]
    started = time.process_time()
    readings = read({"risks/hostile.md": data})
    assert time.process_time() - started < 6
    assert readings.entry("risk", "hostile").values["title"] == "x"


TABLES = {
    "quotes": 'a,b\n"' + '"' * 200_000,
    "open quotes": "a,b\n" + '"x,' * 100_000,
    "odd quotes": "a,b\n" + '"x"y,' * 5_000,
    "commas": "," * 300_000,
    "newlines": "a\n" + "\r\n" * 300_000,
    "blanks": "a\n" + " " * 500_000 + '"',
    "separators": "a\n" + ",;\t" * 100_000,
}


@pytest.mark.parametrize("name", TABLES)
def test_hostile_table_is_read_in_bounded_time(name):
    """No shape of a CSV file takes more than two seconds."""
    started = time.process_time()
    read_rows(SourceText("costs.csv", TABLES[name]), lambda head: head or None, lambda _name: False)
    assert time.process_time() - started < 6


def test_alias_is_told_where_it_stands():
    """Every anchor and alias has its own fault."""
    faults = read({"risks/x.md": fm("title: x\nrelated: [&a b, *a]")}).faults
    assert [(one.code, one.span.line, one.span.column) for one in faults] == [("PM032", 3, 11), ("PM032", 3, 17)]


def test_text_that_looks_like_another_type_stays_text():
    """Nothing is typed by YAML: `no`, `012`, `1:30` and `1_000` are what was typed."""
    for text in ("no", "on", "012", "1:30", "1_000", "0x10", "=", "1e3", "2026-03-05", "true"):
        assert read({"risks/x.md": fm(f"title: {text}")}).entry("risk", "x").values["title"] == text
