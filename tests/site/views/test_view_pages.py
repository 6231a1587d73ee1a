import re

import pytest
from ledgers_shown import STUDIO, Ids, Shown, empty, html_of, lede_of, studio, text_of

HAND_MADE = (
    "index.html", "agenda.html", "activity.html", "clients.html", "client/acme.html", "projects.html",
    "project/apollo.html", "project/harbour.html", "goals.html", "risks.html", "issues.html", "changes.html",
    "decisions.html", "requirements.html", "communications.html", "people.html", "lessons.html", "problems.html",
    "glossary.html", "why/workspace.html", "why/project-apollo.html", "why/client-acme.html", "404.html",
)  # fmt: skip


@pytest.mark.parametrize("path", HAND_MADE)
def test_ids_are_unique_and_fragments_lead_somewhere(path):
    """No id twice, no link to an id that is not there, no inline style or handler, one h1."""
    html = html_of(path)
    page = Ids()
    page.feed(html)
    assert sorted(page.ids) == sorted(set(page.ids))
    assert set(page.fragments) <= set(page.ids)
    assert page.styled == []
    assert html.count("<h1") == 1


@pytest.mark.parametrize(
    "path", ["index.html", "agenda.html", "activity.html", "problems.html", "glossary.html", "404.html"]
)
def test_an_empty_workspace_has_its_pages(path):
    """A page that is always linked always exists."""
    assert "<h1" in html_of(path, empty())


def test_every_figure_leads_to_its_explanation():
    """A link into `why/` names an anchor that the page of explanations has."""
    wanted: dict[str, set[str]] = {}
    for path in HAND_MADE:
        for target, fragment in re.findall(r'href="(?:\.\./)*(why/[^"#]+)#([^"]+)"', html_of(path)):
            wanted.setdefault(target, set()).add(fragment)
    assert len(wanted) >= 3
    for target, fragments in wanted.items():
        page = Ids()
        page.feed(html_of(target))
        assert fragments <= set(page.ids), target


def test_an_explanation_leads_to_the_line():
    """An input that somebody wrote names its file and line."""
    text = text_of(html_of("why/project-apollo.html"))
    assert "projects/apollo/index.md:" in text
    assert "Spent €90,000" in text


def test_the_worst_comes_first():
    """Red reasons before overdue things; the P1 issue before the older P3 on the project's page."""
    portfolio = text_of(html_of("index.html"))
    assert portfolio.index("working days late") < portfolio.index("Keep the promise")
    project = text_of(html_of("project/apollo.html"))
    assert project.index("Delivery is incomplete", project.index("Age Due Owner")) < project.rindex(
        "Tax codes are missing"
    )


def test_closed_records_are_folded_not_hidden():
    """A closed risk stands within a `<details>` of its own table."""
    html = html_of("risks.html")
    fold = html[html.index("<summary>1 closed</summary>") :]
    assert "Frost in spring" in fold
    assert "Frost in spring" not in html[: html.index("<summary>1 closed</summary>")]


def test_opportunities_stand_apart_from_threats():
    """An opportunity is in its own table and not on the map of threats."""
    html = html_of("risks.html")
    assert "Early rebate" in html[html.index('id="opportunities"') :]
    assert "Early rebate" not in html[: html.index('id="opportunities"')]


def test_a_restricted_record_is_on_no_page():
    """Neither its title nor a reason or figure that names it."""
    for page in studio().pages.values():
        assert "director leaves" not in repr(page.view), page.path


def test_markup_of_a_record_is_text():
    """HTML in an objective is shown as it was typed."""
    html = html_of("project/apollo.html")
    assert "&lt;b&gt;three&lt;/b&gt;" in html
    assert "<b>three</b>" not in html


def test_the_objective_is_said_once():
    """What the top of the page says is not repeated under the notes."""
    assert html_of("project/apollo.html").count("One ERP for") == 1
    assert "The vendor is late." in html_of("project/apollo.html")


def test_the_bridge_of_changes_adds_up():
    """From the budget of the first baseline approved changes run to what is agreed now; the pending one goes on from there."""
    text = text_of(html_of("project/apollo.html"))
    assert "Since the baseline: +€18k and +5 working days approved." in text
    assert "waits for a decision" in text
    assert text.index("€80,000 Add scanners") < text.index("+€18,000 €98,000") < text.index("+€4,000 €102,000")


def test_spending_beyond_a_line_is_said_in_words():
    """Labour is 10,000 over its budget: colour and word."""
    text = text_of(html_of("project/apollo.html"))
    assert re.search(r"Labour.*€80k €90k — €90k −€10k over budget", text)


def test_a_client_sees_what_it_is_owed():
    """A late promise stands on the client's page, marked by a word."""
    text = text_of(html_of("client/acme.html"))
    assert "We owe one thing, one of it late." in lede_of(html_of("client/acme.html"))
    assert "Send the figures" in text
    assert text.index("Rosa Delgado") < text.index("Viktor Hahn")


def test_meetings_are_told_without_their_check_boxes():
    """The summary in the table leaves the actions out."""
    text = text_of(html_of("communications.html"))
    assert "The delay was explained." in text
    assert "@mei" not in text


def test_a_recommendation_is_first_on_its_card():
    """The lesson's advice stands before where it comes from, with its emphasis."""
    html = html_of("lessons.html")
    assert "before the <strong>build</strong> starts" in html
    assert html.index("Take the baseline") < html.index(">Repeat<")


def test_a_problem_shows_its_line():
    """The excerpt holds the line and marks the fault in it."""
    sheets = Shown(
        STUDIO
        + "-- projects/apollo/risks/odd.md --\n---\ntitle: Odd\nstatus: identified\nraised_on: 2026-03-02\nowner: nobody-here\n---\n"
    )
    html = html_of("problems.html", sheets)
    assert "owner: <mark>nobody-here</mark>" in html
    assert "projects/apollo/risks/odd.md:5" in html
