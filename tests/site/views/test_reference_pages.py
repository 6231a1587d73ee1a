"""The reference of kinds and faults, the navigation to every kind, and how far the ledger can be trusted."""

import re

import pytest
from ledgers_shown import Shown, html_of, studio, text_of

from pmledger.kinds.settings import FIELDS
from pmledger.site.navigation import GROUPS, Leaf
from pmledger.workspace.codes import faults


def test_every_kind_has_its_reference():
    """Each kind is on the list and has a page with all its fields and states."""
    book = studio().sheets.book
    index = html_of("reference.html")
    for name, spec in book.schema.kinds.items():
        page = html_of(f"reference/{name}.html")
        assert f'href="reference/{name}.html"' in index
        assert [field.name for field in spec.fields if f'id="f-{field.name}"' not in page] == ["kind", "body"]
        assert all(f">{state}</span>" in page for state in spec.states)


def test_every_setting_is_on_the_reference():
    """What pmledger.yml may hold is listed with what it says."""
    index = html_of("reference.html")
    assert [one.name for one in FIELDS if f'id="s-{one.name}"' not in index] == []
    assert "prospecting, qualification" in index


def test_every_fault_is_explained_once():
    """All codes have an anchor on the page of their hundred, and what check finds leads there."""
    site = studio()
    pages = {path: html_of(path) for path in site.pages if path.startswith("reference/codes-")}
    for code in faults():
        assert [path for path, html in pages.items() if f'id="{code}"' in html] == [f"reference/codes-{code[2]}.html"]
    links = re.findall(r'href="(reference/codes-\d\.html)#(PM\d{3})"', html_of("problems.html"))
    assert links
    assert all(f'id="{code}"' in pages[path] for path, code in links)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_two_clicks_lead_to_any_kind(language):
    """What is kept has its register in the navigation or on the list of all registers, which is in it."""
    site = studio(language)
    book = site.sheets.book
    entries = {link.href for group in book.site.nav for link in group.links}
    listed = html_of("registers.html", site)
    assert "registers.html" in entries
    for plan in book.plans.values():
        assert plan.path in entries or f'href="{plan.path}"' in listed


def test_the_navigation_leads_nowhere_in_vain():
    """Each entry is a page of the site; what is not kept has none."""
    site = studio()
    entries = [link.href for group in site.sheets.book.site.nav for link in group.links]
    assert [href for href in entries if href not in site.pages] == []
    bare = Shown("-- people/mei.md --\n---\nname: Mei\ntype: team\n---\n")
    assert [link.href for group in bare.sheets.book.site.nav[1:-1] for link in group.links] == ["people.html", "team.html"]


def test_a_kind_without_an_entry_stands_under_a_page_about_it():
    """Costs belong to finance, plan items to communication; what has no such page to the list of all."""
    book = studio().sheets.book
    assert book.current("cost") == "finance.html"
    assert book.current("survey") == "surveys.html"
    assert book.current("calendar") == "registers.html"
    assert len({entry.path for _, entries in GROUPS for entry in entries if isinstance(entry, Leaf)}) > 5


def test_problems_say_by_rule_and_file_what_is_wrong():
    """Each rule with its number, each file with its errors, each project with the age of its data."""
    site = Shown("-- projects/apollo/index.md --\n---\nname: Apollo\nstatus: planning\nmanager: nobody\n---\n")
    text = text_of(html_of("problems.html", site))
    assert re.search(r"unknown-reference PM\d+ Error 1", text)
    assert re.search(r"projects/apollo/index.md \d+ \d+", text)
    assert re.search(r"Apollo Stale — —", text)
