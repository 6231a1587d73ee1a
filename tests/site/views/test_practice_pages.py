import re

import pytest
from ledgers_shown import Ids, html_of, lede_of, text_of
from practice_shown import practice

PAGES = (
    "processes.html", "process/closing.html", "checklist/beta/closing.html", "requirements.html", "requirement/beta/light.html",
    "requirement/beta/berth.html", "changes.html", "plan.html", "plan/beta.html", "closure-reports.html",
    "closure_report/beta/end.html", "lessons.html", "risk/apollo/tickets.html",
)  # fmt: skip


def page(path):
    return text_of(html_of(path, practice()))


def lede(path):
    return lede_of(html_of(path, practice())).replace("\u00a0", " ")


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_fragments_lead_somewhere(path):
    """No id twice, no link to an id that is not there, no inline style or handler, one h1."""
    html = html_of(path, practice())
    found = Ids()
    found.feed(html)
    assert sorted(found.ids) == sorted(set(found.ids))
    assert set(found.fragments) <= set(found.ids)
    assert found.styled == []
    assert html.count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_every_figure_leads_to_its_explanation(path):
    """A link into `why/` names an anchor that the page of explanations has."""
    for target, fragment in re.findall(r'href="(?:\.\./)*(why/[^"#]+)#([^"]+)"', html_of(path, practice())):
        assert f'id="{fragment}"' in html_of(target, practice())


def test_processes_say_what_is_left_out_and_why():
    """How many processes, what is late, what was left out; each step left out names its list and reason."""
    assert lede("processes.html") == (
        "Two processes are written down. 3 checklists were made from them. 1 checklist is late. "
        "50% of the steps were left out, most often “Tickets handed over”."
    )
    text = page("processes.html")
    assert "Tickets handed over Closing a project 1 Closing Harbour: there were none" in text
    assert "No process is written down for Planning, Executing and Monitoring." in text


def test_improvements_that_came_to_nothing_come_first():
    """A lesson nobody acted on stands before one that changed a process."""
    text = page("processes.html").rsplit("What became of it", 1)[1]
    assert text.index("Ask the port first") < text.index("Nothing yet") < text.index("Tickets before the farewell")


def test_a_checklist_says_what_is_still_open():
    """The share of required points settled and the late date stand in the first sentence; the boxes are shown once."""
    assert lede("checklist/beta/closing.html") == "50% of the required points are settled; 1 is still open. Due on 20 Jun 2026."
    assert page("checklist/beta/closing.html").count("Tickets handed over") == 1


def test_a_need_shows_its_path_from_talk_to_acceptance():
    """The talk, the product, its check and who accepted it stand in order on the page of the need."""
    text = page("requirement/beta/berth.html").split("From the first word to acceptance", 2)[-1]
    stations = ["Walk on the pier", "A berth", "The port", "Does it float?", "It floats"]
    assert [text.index(station) for station in stations] == sorted(text.index(station) for station in stations)
    assert lede("requirement/beta/berth.html") == "Asked for by Rosa Delgado on 12 Jan 2026. Accepted after 168 days."


def test_a_gap_is_said_on_the_page_and_in_the_register():
    """A delivered need without work and check says so, and is counted where all needs stand."""
    assert lede("requirement/beta/light.html").endswith("A task or deliverable and a check missing.")
    assert "have a gap" in lede("requirements.html")
    assert "Beta: 1 without a need" in page("requirements.html")


def test_the_plan_says_who_is_late_with_what():
    """The page of a plan begins with how far it is and who is latest, by working days."""
    assert lede("plan/beta.html").endswith("One task is late. The latest is “Dig” with Mei Tanaka: 17 working days.")
    text = page("plan/beta.html")
    assert "1 Stage one gate: Go, 31 Mar 2026" in text
    assert "30 Jun 2026 10 Jul 2026 +8 d" in text


def test_all_plans_stand_in_one_table():
    """Late tasks of all projects under way, the latest first, each with its project."""
    text = page("plan.html").split("Who is late with what", 2)[-1]
    assert text.index("Build Apollo") < text.index("Dig Beta")


def test_a_decision_that_waits_names_whose_it_is():
    """A pending change of 5 % and two days is the manager's to decide."""
    assert "Project manager: Mei Tanaka" in page("changes.html")


def test_a_closure_report_says_what_is_missing():
    """What is open and not handed over, no lesson and no place for the papers keep a report from being approved."""
    text = page("closure_report/beta/end.html").split("Before it can be approved", 1)[1]
    assert "4 open ends are not in the report; close them or hand them over." in text
    assert "Name at least one lesson." in text
    assert "A leak Mei Tanaka 31 Aug 2026 handed over" in text
    assert lede("closure-reports.html") == "One project is being closed. Beta has 5 open ends. One project is closed."


def test_lessons_are_found_by_their_situation():
    """The situation is the first column of the table, and the search looks through it."""
    assert "Nobody at the port knew the open tickets of the vendor." in page("lessons.html")
    assert "Nobody at the port knew" in html_of("search-data.js", practice())


def test_what_was_learnt_before_stands_on_the_risk():
    """A risk that speaks of open tickets of a vendor finds the lesson, and says by which words."""
    text = page("risk/apollo/tickets.html").split("Seen before", 1)[1]
    assert "Hand over tickets two weeks before the end." in text
    assert "In common: Open, tickets, vendor." in text


def test_pages_are_there_only_when_their_records_are():
    """Without processes, needs, tasks or reports there are none of these pages."""
    from ledgers_shown import empty

    made = ("processes.html", "requirements.html", "plan.html", "closure-reports.html", "lessons.html", "changes.html")
    assert not set(made) & set(empty().pages)


def test_pages_speak_chinese():
    """The first sentences of the pages are Chinese in a Chinese site."""
    assert lede_of(html_of("processes.html", practice("zh-CN"))).startswith("已有2个书面流程。")
    assert lede_of(html_of("plan/beta.html", practice("zh-CN"))).startswith("共2项任务")


def test_a_project_starts_with_lessons_of_others():
    """The checklist that starts a project shows what was learnt in projects like it; other checklists do not."""
    text = page("checklist/beta/starting.html").split("Seen before", 1)[1]
    assert "Hand over tickets two weeks before the end." in text
    assert "Seen before" not in page("checklist/beta/closing.html")


def test_the_closure_report_is_one_click_from_its_project():
    """The head of a project that is being closed leads to its report and its plan."""
    html = html_of("project/beta.html", practice())
    assert 'href="../closure_report/beta/end.html"' in html
    assert 'href="../plan/beta.html"' in html


def test_what_is_restricted_is_no_improvement_to_show():
    """An action that nobody may see is left out of the improvements; the others of the same look-back stand."""
    assert "Ring twice" in page("processes.html")
    assert "Replace the director" not in page("processes.html")
    assert "Look back at the end Harbour 12 Dec 2025 Answer sooner 50% 3.5" in page("processes.html")
