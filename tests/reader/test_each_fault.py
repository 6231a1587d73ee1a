"""Every fault that the reader knows, once, at its exact place."""

from dataclasses import dataclass, field

import pytest
from readings import read

from pmledger.reader.faults import FAULTS
from pmledger.reader.settings_file import read_settings


@dataclass(frozen=True)
class Case:
    """A file with one fault, and the place that must be named: line, column, line and column of the end."""

    code: str
    text: str | bytes
    place: tuple[int, int, int, int]
    path: str = "risks/delay.md"
    beside: dict[str, bytes] = field(default_factory=dict)
    settings: dict[str, object] = field(default_factory=dict)


def fm(text: str, body: str = "") -> str:
    return f"---\n{text}\n---\n{body}"


def csv(code: str, text: str | bytes, place: tuple[int, int, int, int], **more: dict[str, object]) -> Case:
    return Case(code, text, place, "costs.csv", **more)  # type: ignore[arg-type]


def value(code: str, kind: str, text: str, column: int, end: int) -> Case:
    return Case(code, fm(text), (2, column, 2, end), f"{kind}/x.md")


INDEX = {"projects/apollo/index.md": b"---\nname: Apollo\n---\n"}

TEXT = (
    Case("PM001", "title: x".encode("utf-16"), (1, 1, 1, 1)),
    Case("PM001", "---\ntitle: x\n---\n".encode("utf-16-le"), (1, 1, 1, 1)),
    Case("PM001", "---\ntitle: x\n---\n".encode("utf-32"), (1, 1, 1, 1)),
    Case("PM002", "---\ntitle: Frau 🎉 M".encode() + b"\xfcller\n---\n", (2, 16, 2, 17)),
    Case("PM002", b"---\ntitle: \xed\xa0\x80\n---\n", (2, 8, 2, 9)),
    Case("PM003", b"---\ntitle: x\n---\nab\0c", (4, 3, 4, 4)),
    Case("PM004", b"---\ntitle: x\n---\nab\rc\n", (4, 3, 4, 4)),
    Case("PM005", fm("title: Offer\x1b[2J"), (2, 13, 2, 14)),
    Case("PM005", "\ufeff\ufeff" + fm("title: Offer"), (1, 1, 1, 2)),
    Case("PM005", fm("title: Offer", "text\x7f"), (4, 5, 4, 6)),
    Case("PM006", b"---\n" + b"x" * (2 * 1024 * 1024), (1, 1, 1, 1)),
    Case("PM007", fm("title: x\ncause: " + "y" * (1024 * 1024)), (1, 1, 1, 4)),
    Case("PM008", fm("title: x", "y" * (1024 * 1024 + 1)), (4, 1, 4, 1)),
    Case("PM009", fm("title: x\n<<<<<<< HEAD\nimpact: 3\n=======\nimpact: 4\n>>>>>>> b"), (3, 1, 3, 13)),
    Case("PM009", fm("title: x", "a\n<<<<<<< HEAD\nb\n||||||| 1\nc\n=======\nd\n>>>>>>> b\ne"), (5, 1, 5, 13)),
    Case("PM009", fm("title: x", "a\n>>>>>>> b\n"), (5, 1, 5, 10)),
    Case("PM010", "---\ntitle: x\n", (1, 1, 1, 4)),
    Case("PM010", "---\ntitle: x\n ---\n", (1, 1, 1, 4)),
    Case("PM010", "---", (1, 1, 1, 4)),
    Case("PM011", "\n\n---\ntitle: x\n---\n", (3, 1, 3, 4)),
    Case("PM012", "---\ntitle: x\n...\nbody\n", (3, 1, 3, 4)),
    Case("PM013", fm("- Apollo"), (2, 1, 2, 9)),
    Case("PM013", fm("just a sentence"), (2, 1, 2, 16)),
    Case("PM014", "---\ntitle: x\ncause: |\n  one\n---\n  two\n---\nbody\n", (5, 1, 5, 4)),
    Case("PM014", "---\ntitle: x\ncause: |\n---\ntwo\n---\nbody\n", (4, 1, 4, 4)),
    Case("PM040", fm("title: x # pmledger: allow PM104"), (2, 10, 2, 33)),
    Case("PM040", fm("title: x", "<!-- pmledger: allow PM104 -->\n"), (4, 1, 4, 31)),
    Case("PM041", fm("# pmledger: allow it is right\ntitle: x"), (2, 1, 2, 30)),
    Case("PM042", fm("title: a\u202eb"), (2, 8, 2, 11)),
    Case("PM042", fm("title: a\u200bb"), (2, 8, 2, 11)),
)

YAML = (
    Case("PM020", fm("title: ]"), (2, 8, 2, 9)),
    Case("PM020", fm('title: "a" b'), (2, 12, 2, 13)),
    Case("PM021", fm('title: "Go-live\nimpact: 3'), (2, 8, 2, 16)),
    Case("PM021", fm("title: 'late"), (2, 8, 2, 13)),
    Case("PM022", fm("title: x\ntags: [web, mobile\nimpact: 3"), (3, 7, 3, 8)),
    Case("PM022", fm("title: x\nrelated: [{kind: risk title: y}]"), (3, 11, 3, 12)),
    Case("PM023", fm("title: x\ntags:\n\t- web"), (4, 1, 4, 2)),
    Case("PM024", fm("title: Phase 2: rollout"), (2, 15, 2, 16)),
    Case("PM025", fm("title: x\n  impact: 3"), (3, 3, 3, 10)),
    Case("PM025", fm("related:\n    - a\n  - b"), (4, 3, 4, 4)),
    Case("PM025", fm("title: x\nowner: mei\n- b"), (4, 1, 4, 2)),
    Case("PM026", fm("owner: @mei"), (2, 8, 2, 12)),
    Case("PM026", fm("title: **urgent** call"), (2, 8, 2, 18)),
    Case("PM027", fm("title: x\nimpact 3\nowner: mei"), (3, 1, 3, 7)),
    Case("PM028", fm('title: "C:\\projects"'), (2, 11, 2, 21)),
    Case("PM030", fm("title: x\nimpact: 3\nimpact: 4"), (4, 1, 4, 7)),
    Case("PM030", fm('title: x\n"\\x74itle": y'), (3, 1, 3, 11)),
    Case("PM030", fm("title: x\nraised_on: 2026-03-01\nraised-on: 2026-03-02"), (4, 1, 4, 10)),
    Case("PM031", fm("title: x\n: y"), (3, 1, 3, 2)),
    Case("PM031", fm("title: x\n? [a, b]\n: y"), (3, 3, 3, 9)),
    Case("PM031", fm("title: x\n~: y"), (3, 1, 3, 2)),
    Case("PM032", fm("title: &t x"), (2, 8, 2, 10)),
    Case("PM032", fm("title: x\ncause: *t"), (3, 8, 3, 10)),
    Case("PM033", fm("title: x\n<<: {impact: 3}"), (3, 1, 3, 3)),
    Case("PM034", fm("title: !!python/object:os.system x"), (2, 8, 2, 33)),
    Case("PM034", fm("title: x\nrelated: !ruby [a]"), (3, 10, 3, 15)),
    Case("PM035", fm("%YAML 1.1\ntitle: x"), (2, 1, 2, 10)),
    Case("PM036", fm("title: x\n--- second"), (3, 1, 3, 4)),
    Case("PM037", fm("related: " + "[" * 21 + "]" * 21), (2, 29, 2, 30)),
    Case("PM038", fm("\n".join(f"k{n}: 1" for n in range(1001))), (1002, 1, 1002, 6)),
    Case("PM039", fm("related: [" + "a," * 200_001 + "]"), (2, 400_001, 2, 400_001)),
)

FILES = (
    Case("PM050", fm("title: x"), (1, 1, 1, 4), "notes/delay.md"),
    Case("PM051", "", (1, 1, 1, 1), "risks/foo.md", {"risks/Foo.md": b""}),
    Case("PM051", "", (1, 1, 1, 1), "risks/x/index.md", {"risks/x.md": b""}),
    Case("PM051", "", (1, 1, 1, 1), "risks/\u00c9.md", {"risks/e\u0301.md": b""}),
    Case("PM052", fm("title: x"), (1, 1, 1, 1), "risks/con.md"),
    Case("PM052", fm("title: x"), (1, 1, 1, 1), "risks/AUX/index.md"),
    Case("PM053", fm("title: x"), (1, 1, 1, 1), "risks/a:b.md"),
    Case("PM053", fm("title: x"), (1, 1, 1, 1), "risks/2026./x.md"),
    Case("PM053", fm("title: x"), (1, 1, 1, 1), "risks/a\tb.md"),
    Case("PM054", fm("title: x"), (1, 1, 1, 1), f"risks/{'险' * 80}.md"),
    Case("PM055", fm("title: x"), (1, 1, 1, 1), "risks/Vendor delay.md"),
    Case("PM056", fm("title: x"), (1, 1, 1, 1), "risks/\u0430pollo.md"),
    Case("PM057", fm("tasks: []\nstatus: closed"), (3, 1, 3, 7), "projects/apollo/plan.md", INDEX),
    Case("PM058", fm("title: Late"), (1, 1, 1, 4), "projects/apollo/risk/late.md", INDEX),
    Case("PM058", fm("raised_on: 2026-03-05"), (1, 1, 1, 4), "projects/apollo/riks/late.md", INDEX),
)

TABLES = (
    csv("PM002", "category,supplier\ntravel,北京\n".encode("gbk"), (2, 8, 2, 9)),
    csv("PM080", "date,amount,Date\n2026-03-05,1 EUR,2026-03-05\n", (1, 13, 1, 17)),
    csv("PM081", "date,ammount\n2026-03-05,1 EUR\n", (1, 6, 1, 13)),
    csv("PM082", "date,supplier\n2026-03-05,Rail\n2026-03-05,Rail, Bonn\n", (3, 18, 3, 22)),
    csv("PM083", "date,category,amount\n2026-03-05,travel\n", (2, 1, 2, 18)),
    csv("PM084", 'date,supplier\n2026-03-05,"Rail\n2026-03-06,Bus\n', (2, 12, 2, 13)),
    csv("PM085", 'date,supplier\n2026-03-05,"Rail" AG\n', (2, 19, 2, 21)),
    csv("PM086", "date,,supplier\n2026-03-05,x,Rail\n", (1, 6, 1, 6)),
    csv("PM009", "date\n<<<<<<< HEAD\n2026-03-05\n=======\n2026-03-06\n>>>>>>> b\n", (2, 1, 2, 13)),
)

FIELDS = (
    Case("PM101", fm("ower: mei"), (2, 1, 2, 5)),
    Case("PM101", fm("depends: [{tsk: a, task: b}]"), (2, 12, 2, 15), "tasks/x.md"),
    Case("PM102", fm("strategy: reduce"), (2, 11, 2, 17)),
    Case("PM103", fm("status: done"), (2, 9, 2, 13)),
    value("PM131", "risks", "raised_on: 5.3.2026", 12, 20),
    value("PM131", "meetings", "date: tomorrow", 7, 15),
    value("PM105", "risks", "raised_on: 2026-02-30", 12, 22),
    value("PM105", "meetings", "date: 2026-03-05 25:00", 7, 23),
    value("PM106", "risks", "raised_on: 9999-12-31", 12, 22),
    value("PM106", "risks", "raised_on: 0206-03-05", 12, 22),
    value("PM107", "tasks", "duration: three days", 11, 21),
    value("PM108", "costs", "amount: 1.200,50 EUR", 9, 21),
    value("PM108", "costs", "amount: .nan", 9, 13),
    value("PM108", "costs", "amount: 1e400 EUR", 9, 18),
    value("PM109", "costs", "amount: 1200 XYZ", 9, 17),
    value("PM109", "costs", "amount: 1200", 9, 13),
    value("PM110", "time-entries", "hours: 7,5", 8, 11),
    value("PM110", "time-entries", "hours: .inf", 8, 12),
    value("PM111", "risks", "probability: 6", 14, 15),
    value("PM111", "costs", "amount: 10000000000000000 EUR", 9, 30),
    value("PM112", "risks", "probability_pct: half", 18, 22),
    value("PM113", "people", "cost_rate: 85 per hour", 12, 23),
    value("PM114", "costs", "billable: maybe", 11, 16),
    value("PM115", "risks", 'owner: "[[mei"', 8, 15),
    value("PM116", "people", "email: mei at home", 8, 19),
    value("PM117", "risks", 'title: "two\\nlines"', 8, 20),
    value("PM118", "risks", f"title: {'x' * 121}", 8, 129),
    value("PM120", "risks", "raised_on: [2026-03-05, 2026-03-06]", 12, 36),
    value("PM121", "goals", "measurements: much", 15, 19),
    value("PM122", "goals", "measurements: [{value: 3}]", 16, 26),
    value("PM123", "people", "language: Chinese words", 11, 24),
    value("PM124", "people", "timezone: GMT+8", 11, 16),
    Case("PM125", fm("risks: [{id: a b, title: x}]"), (2, 14, 2, 17), "projects/apollo/index.md"),
    Case("PM126", fm("id: R-17\ntitle: x"), (2, 5, 2, 9)),
    Case("PM128", fm("kind: hazard"), (2, 7, 2, 13)),
    Case("PM129", fm('title: "Offer\\e[2J"'), (2, 8, 2, 20)),
    Case("PM130", fm("related: [{title: Call Acme}]"), (2, 11, 2, 17)),
    Case(
        "PM119",
        fm("name: Apollo\ncost_centre: 47A"),
        (3, 14, 3, 17),
        "projects/apollo.md",
        settings={"fields": {"project": {"cost_centre": {"type": "str", "pattern": "[0-9]{4}"}}}},
    ),
)

OF_SETTINGS = (
    ("PM501", "name: x\ntime_zone: Europe/Berlin\n", (2, 1, 2, 10)),
    ("PM501", "csv: {encodng: gbk}\n", (1, 7, 1, 14)),
    ("PM502", "language: german words\n", (1, 11, 1, 23)),
    ("PM502", "- a\n", (1, 1, 1, 4)),
    ("PM503", 'fields: {project: {site: {pattern: "[0-9"}}}\n', (1, 36, 1, 42)),
    ("PM504", "fields: {project: {owner: {type: str}}}\n", (1, 20, 1, 25)),
    ("PM505", "fields: {project: {Cost Centre: {type: str}}}\n", (1, 20, 1, 31)),
    ("PM506", "allow: [{code: PM204, reason: old}]\n", (1, 9, 1, 35)),
    ("PM506", "fields: {project: {site: {type: choice}}}\n", (1, 20, 1, 24)),
    ("PM021", 'name: "x\n', (1, 7, 1, 9)),
    ("PM030", "name: x\nname: y\n", (2, 1, 2, 5)),
    ("PM036", "name: x\n---\nname: y\n", (2, 1, 2, 4)),
)

CASES = (*TEXT, *YAML, *FILES, *TABLES, *FIELDS)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.code}-{index}" for index, case in enumerate(CASES)])
def test_fault_stands_alone_at_its_place(case):
    """A file with one fault gives exactly this fault, at exactly this place."""
    data = case.text if isinstance(case.text, bytes) else case.text.encode()
    readings = read({case.path: data, **case.beside}, case.settings or None)
    found = [(fault.code, fault.span) for fault in readings.faults]
    assert [case.code] == [code for code, _ in found]
    span = found[0][1]
    assert case.path == span.path
    assert case.place == (span.line, span.column, span.end_line, span.end_column)


@pytest.mark.parametrize(("code", "text", "place"), OF_SETTINGS)
def test_fault_of_settings_stands_alone_at_its_place(code, text, place):
    """A fault of pmledger.yml points like one of a record, and the other settings hold."""
    _, faults, _ = read_settings("pmledger.yml", text.encode())
    assert [code] == [fault.code for fault in faults]
    span = faults[0].span
    assert place == (span.line, span.column, span.end_line, span.end_column)


def test_every_fault_is_triggered():
    """No fault is declared that no test has seen."""
    seen = {case.code for case in CASES} | {code for code, _, _ in OF_SETTINGS}
    assert {fault.code for fault in FAULTS} == seen


def test_codes_and_names_are_unique_and_explained():
    """A code and a name mean one fault; its explanation says what, why, an example and how to mend it."""
    assert len(FAULTS) == len({fault.code for fault in FAULTS}) == len({fault.name for fault in FAULTS})
    for fault in FAULTS:
        assert "Example:" in fault.explanation or "It usually comes from" in fault.explanation, fault.code
        assert "Mend it:" in fault.explanation, fault.code
        assert len(fault.explanation.splitlines()) <= 10, fault.code
