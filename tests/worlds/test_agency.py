"""A ledger wholly in Chinese: folders, fields, states, values, calendar, currency, names, and the site."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pmledger.site.build import build
from pmledger.source.diagnostic import Severity
from pmledger.workspace.load import load

AGENCY = Path(__file__).parent / "agency"
SPOKEN = ("aria-label", "title", "placeholder", "data-label", "alt", "data-filter", "data-none", "data-some", "data-failed")
AS_TYPED = ("script", "style", "code", "kbd", "pre")
"""What is shown as it is typed: commands, keys, names in files."""
VOID = ("br", "hr", "img", "input", "link", "meta", "wbr")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
NAMES = frozenset(
    re.findall(
        r"\S+",
        """
    AC AT BABOK BAC CES CN- CPI CR CRLF CSAT CSV CV CY Dixon Doran EAC EF EMV EN ES ETC EV EVM FS Feigenbaum HTML Henderson IEAC ICS ISO ISTQB ITIL
    JSON KCS Kelley Kirkpatrick Kolisch LF Latin- Lipke Mac Markdown MeasuringU Mendelow MiB MoSCoW NPS NUL PD PDCA PERT PM PMBOK PRINCE
    PV Pandoc PowerShell RACI RAG RBS Reichheld SE SHA SHA- SHAKE- SLA SMART SPI SQL SS SV Salesforce TCPI Tab Teams
    UTF UTF- Unicode Unix VAC Van Slyke WBS WCAG Wald Walker Windows YAML git pmledger check CNY EUR xx Guide adjusted Agile
    Must Should Could Won't max min https example com hetong cy guidang guanwang due Keller Mei all md index
    mon-fri yml
    """,
    )
)
"""Names of standards, authors, formats and measures; what the agency's own records hold; marks that script fills in."""


class Visible(HTMLParser):
    """The texts of a page that somebody reads or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.apart = 0
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        as_typed = tag in AS_TYPED or "ref" in (given.get("class") or "").split()
        if self.apart or as_typed:
            self.apart += tag not in VOID
            return
        self.texts += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.apart -= bool(self.apart) and tag not in VOID

    def handle_data(self, data: str) -> None:
        if not self.apart:
            self.texts.append(data)


def words_of(html: str) -> set[str]:
    page = Visible()
    page.feed(html)
    return {word for text in page.texts for word in WORD.findall(text)} - NAMES


@pytest.fixture(scope="module")
def agency():
    return load(AGENCY)


@pytest.fixture(scope="module")
def site(agency, tmp_path_factory) -> Path:
    return build(agency, tmp_path_factory.mktemp("agency")).folder


def test_the_agency_is_clean(agency):
    """Folders, fields, states and choices in Chinese are read as those in English are: no error, no warning."""
    grave = [fault for fault in agency.diagnostics if fault.severity in {Severity.ERROR, Severity.WARNING}]
    assert grave == []
    kinds = {record.kind for record in agency.ledger.records}
    assert len(agency.ledger.records) > 80
    assert len(kinds) > 35


def test_its_working_days_are_those_of_its_country(agency):
    """Holidays are off, and the Saturday that makes up for one counts."""
    calendar = agency.conclusions.calendar
    assert not calendar.is_working(date(2026, 2, 17))
    assert calendar.is_working(date(2026, 5, 9))
    assert not calendar.is_working(date(2026, 5, 16))


def test_no_page_speaks_english(site):
    """Every text of ours on every page is Chinese; what stays are names, formats, and what is shown as it is typed."""
    found = {
        path.relative_to(site).as_posix(): words
        for path in sorted(site.rglob("*.html"))
        if (words := words_of(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_an_english_word_would_be_seen():
    """The search finds a word in a text and in a label, and none in code."""
    assert words_of('<p title="Due soon">风险 overdue<code>status</code><span class="ref">id</span></p>') == {
        "Due", "soon", "overdue",
    }  # fmt: skip
