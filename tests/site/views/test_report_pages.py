"""Reports of a project: on the site, as one file, as Markdown."""

import re
from functools import cache

import pytest
from ledgers_shown import STUDIO, Shown, html_of, lede_of, studio, text_of

from pmledger.site.report.forms import as_file, report_for

REPORTED = f"""{STUDIO}
-- projects/apollo/status-reports/may.md --
---
title: May of Apollo
status: issued
period_from: 2026-05-01
period_to: 2026-05-31
rag: {{cost: green}}
highlights: [Design accepted by all plants]
next_steps: [First trial load]
issued_on: 2026-06-02
figures: {{progress: 12.5, spent: 40000 EUR, forecast_finish: 2026-11-27, health: amber, health_schedule: green}}
---
-- projects/apollo/status-reports/june.md --
---
title: June of Apollo
status: draft
period_from: 2026-06-01
period_to: 2026-06-30
rag: {{schedule: red}}
rag_reason: The vendor <i>slipped</i> | again
highlights: [Late again]
next_steps: [Replan]
asks: [A second vendor]
---

- [ ] Put the replan before the sponsor @mei due:2026-07-03
"""


@cache
def reported() -> Shown:
    return Shown(REPORTED)


def file_of(kind: str, form: str, project: str = "project:apollo") -> str:
    sheets = reported().sheets
    subject = sheets.book.ledger.get(project) if project else None
    return as_file(sheets, report_for(kind, sheets.book, subject), form).decode()


def test_a_status_begins_with_its_answer():
    """Health now and before, dates, money and what is needed, in one breath."""
    lede = lede_of(html_of("status/apollo.html", reported()))
    assert lede.startswith("Apollo: in trouble, before: needs attention. It is forecast to finish on 22 Sept, ")
    assert "of the budget is spent for" in lede


def test_health_stands_beside_what_it_was():
    """Each dimension: now, in the last issued report, by the manager's draft; reasons lead to their records."""
    html = html_of("status/apollo.html", reported())
    schedule = html[html.index("Schedule</th>") :]
    row = re.findall(r'class="status (\w+)">([^<]+)<', schedule[: schedule.index("</tr>")])
    assert row == [("bad", "In trouble"), ("good", "On track"), ("bad", "In trouble")]
    assert "../register" not in schedule
    assert re.search(r'href="../milestones/apollo.html#r-go-live"', schedule[: schedule.index("</tr>")])


def test_what_moved_since_the_last_report_is_shown():
    """Frozen figures stand beside today's, and only those that differ."""
    text = text_of(html_of("status/apollo.html", reported()))
    moved = text[text.index("Figures that have moved") :]
    assert re.search(r"Spent €40k €90k", moved)
    assert re.search(r"Forecast finish 27 Nov 22 Sept", moved)


def test_a_project_that_is_over_has_no_status():
    """Closed projects have a closure, not a status; the running one is one click from its page."""
    assert "status/harbour.html" not in studio().pages
    assert 'href="../status/apollo.html"' in html_of("project/apollo.html")


def test_one_file_needs_nothing_beside_it():
    """Its style is inside, and no link leads into a site that the reader does not have."""
    html = file_of("status", "html")
    assert "<link" not in html
    assert "<script" not in html
    assert [href for href in re.findall(r'href="([^"]*)"', html) if not href.startswith(("#", "https:", "mailto:"))] == []
    assert "--paper:" in html
    assert "The vendor &lt;i&gt;slipped&lt;/i&gt; | again" in html


def test_markdown_says_the_same():
    """All sections in their order, tables with as many cells as columns, signs of the text escaped."""
    text = file_of("status", "md")
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads[:4] == ["Health", "Decisions that are needed", "Path to green", "Done"]
    for table in re.findall(r"(?:^\|.*\|\n?)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1
    assert "- **3 Jul** Put the replan before the sponsor (Mei Tanaka)" in text
    assert "The director leaves" not in text


def test_the_restricted_is_in_no_report():
    """A hidden risk is neither named nor told about, in any form."""
    for kind in ("status", "steering", "closure"):
        assert "director leaves" not in file_of(kind, "html")
    assert "director leaves" not in file_of("steering", "md", "")


@pytest.mark.parametrize("project", ["project:apollo", ""])
def test_a_steering_page_is_short(project):
    """At most 250 words, what is to be decided is asked first, and the gravest issue has its mark."""
    text = file_of("steering", "md", project)
    assert len(re.findall(r"[^\s|*#_<>-][^\s|<]*", text)) <= 250
    assert text.index("## Decisions") < text.index("## Risks and issues")
    assert '<span class="status bad">P1</span>' in file_of("steering", "html", project)


def test_a_closure_compares_with_what_was_first_agreed():
    """Planned and actual dates with their difference; a missing report and open ends are said."""
    text = file_of("closure", "md")
    assert "| Start | 5 Jan 2026 | 5 Jan 2026 | 0 d |" in text
    assert "No closure report has been written yet." in text
    assert "Vendor withdraws | Mei Tanaka |" in text
    assert "____________________ Manager Mei Tanaka" in text


def test_an_issued_report_shows_what_it_froze():
    """Its page has the figures of that day, the colours by the rules beside the manager's, and the way to today's."""
    html = html_of("status_report/apollo/may.html", reported())
    assert lede_of(html) == "Issued on 2 Jun 2026: needs attention."
    assert "Spent €40k" in text_of(html)
    assert 'href="../../status/apollo.html"' in html
    june = html_of("status_report/apollo/june.html", reported())
    assert lede_of(june) == "A draft: nothing in it is issued yet. The report before, May of Apollo, said: needs attention."


def test_no_later_edit_changes_the_page_of_an_issued_report():
    """Work, costs, dates, risks and issues move on: the status of the project follows, the issued report's page does not."""
    later = REPORTED
    for old, new in (
        ("percent_complete: 40", "percent_complete: 90"),
        ("amount: 90000 EUR", "amount: 99000 EUR"),
        ("forecast_date: 2026-07-31", "forecast_date: 2026-09-30"),
        ("probability: 4", "probability: 1"),
        ("status: open\npriority: P1", "status: closed\npriority: P1\nclosed_on: 2026-06-29"),
    ):
        assert old in later
        later = later.replace(old, new)
    after, page = Shown(later), "status_report/apollo/may.html"
    assert html_of("status/apollo.html", after) != html_of("status/apollo.html", reported())
    assert html_of(page, after) == html_of(page, reported())


def test_a_change_for_the_committee_is_something_to_decide():
    """Without a proposed decision, a change above the manager's authority still says that somebody must decide."""
    text = (
        "-- people/mei.md --\n---\nname: Mei\ntype: team\n---\n"
        "-- projects/north/index.md --\n---\nname: North\nstatus: executing\nmanager: mei\ncurrency: EUR\nchanges:\n"
        "  - {{id: c1, title: Second site, requested_on: 2026-06-01, requested_by: mei, reason: Why, authority: {authority}}}\n"
        "---\n"
    )
    above = lede_of(html_of("status/north.html", Shown(text.format(authority="steering"))))
    assert "One change waits that is above the manager’s authority." in above
    assert "No decision" not in above
    assert "No decision is needed." in lede_of(html_of("status/north.html", Shown(text.format(authority="project_manager"))))
