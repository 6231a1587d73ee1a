import re

import pytest
from ledgers_shown import Ids, html_of, lede_of, text_of
from relations_shown import relations

PAGES = (
    "communication.html", "communications.html", "promises.html", "action-log.html", "team.html", "people.html",
    "client/acme.html",
)  # fmt: skip


def page(path):
    return text_of(html_of(path, relations()))


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_fragments_lead_somewhere(path):
    """No id twice, no link to an id that is not there, no inline style or handler, one h1."""
    html = html_of(path, relations())
    found = Ids()
    found.feed(html)
    assert sorted(found.ids) == sorted(set(found.ids))
    assert set(found.fragments) <= set(found.ids)
    assert found.styled == []
    assert html.count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_every_figure_leads_to_its_explanation(path):
    """A link into `why/` names an anchor that the page of explanations has."""
    links = re.findall(r'href="(?:\.\./)*(why/[^"#]+)#([^"]+)"', html_of(path, relations()))
    assert links != [] or path in {"communications.html", "people.html"}
    for target, fragment in links:
        assert f'id="{fragment}"' in html_of(target, relations())


def test_communication_answers_whom_we_forgot():
    """What is overdue, what is due, how well the plan was kept to, and who waits for an answer, in one answer."""
    lede = lede_of(html_of("communication.html", relations()))
    assert lede == (
        "One planned contact is overdue. Two are due within a week. "
        "Of two contacts asked for in 90 days, 50% were held in time. One message waits for an answer."
    )
    attention = page("communication.html").split("Needs attention", 2)[2]
    assert attention.index("Monthly review") < attention.index("Which date holds?") < attention.index("Due within a week")
    assert "to be answered within 4 h" in attention


def test_contacts_are_counted_by_month_and_channel():
    """Six months, what was held in each, how much of it together, and by which channels; the client's page says the same."""
    row = "June 2026 2 1 E-mail 1, no channel 1 May 2026 1 1 In person 1 April 2026 · · ·"
    assert row in page("communication.html")
    assert row in page("client/acme.html")


def test_a_missed_contact_is_listed_with_its_day():
    """The review of 5 June was not held; its row names the audience and who was to see to it."""
    missed = page("communication.html").rsplit("Was due", 1)[1]
    assert missed.split("Answers")[0].strip().startswith("Audience Who Monthly review Acme 5 Jun 2026 Rosa Delgado Mei Tanaka")


def test_the_calendar_says_in_words_what_its_marks_show():
    """Each mark of the strip has its day and state as a text, the same in the table beside it."""
    html = html_of("communication.html", relations())
    assert "<title>5 Jun missed</title>" in html
    assert "5 Jun 2026 missed —" in text_of(html)


def test_the_next_meeting_takes_up_what_was_left_open():
    """The planned review names the last one and lists its open action, marked as overdue."""
    html = html_of("communication/acme/2026-07-07-review.html", relations())
    assert lede_of(html) == "It is in 7 days, on 7 Jul 2026. One thing is left open for it."
    carried = text_of(html).split("Taken up again")[1]
    assert "The last one was Review in May on 5 May 2026." in carried
    assert "Draw the new plan Action · Mei Tanaka 1 Jun 2026" in carried
    held = html_of("communication/acme/2026-05-05-review.html", relations())
    assert lede_of(held) == "It brought one thing to do. One is still open, one overdue."


def test_who_is_booked_over_the_week_is_framed_with_the_number():
    """Jon has 130 % until he leaves on holiday; the week off is said, not 0 %."""
    html = html_of("team.html", relations())
    assert "Jon Olsen is planned for more than there is time" in lede_of(html)
    assert re.search(r'<td class="over" title="52 of 40 hours: Apollo 52 h">130%</td>', html)
    assert '<td class="w0" title="0 of 0 hours">away</td>' in html
    assert "Jon Olsen: 130% in the week of 29 Jun" in text_of(html)


def test_what_one_alone_can_do_stands_apart_from_what_several_can():
    """English is with Jon only; data with two."""
    text = page("team.html")
    assert "One of 2 skills are with one person only." in text
    assert "Only they can Jon Olsen English" in text
    assert re.search(r"Skill Who data Jon Olsen ?, Kim Park", text)


def test_thanks_stand_on_the_page_and_reviews_on_none():
    """Appreciation has its section; no page of the site knows the goal or the title of a review."""
    assert "He stayed when it counted." in page("team.html").split("Appreciation")[-1]
    for each in relations().pages.values():
        assert "say no sooner" not in repr(each.view), each.path
        assert "Review of Jon" not in repr(each.view), each.path


def test_before_a_call_the_gravest_comes_first():
    """Ours that is late, the message that waits and the P1 issue before what is only due; then last and next contact."""
    text = page("client/acme.html")
    call = text.split("Before you call", 2)[2].split("Last and next contact")[0]
    assert "Send the figures we promised 20 days over" in call
    assert call.index("Which date holds?") < call.index("Name the key users promised to us")
    assert "Delivery is incomplete issue of priority P1" in call
    assert "Next contact 3 Jul 2026 · Workshop on data" in text
    assert "They" not in lede_of(html_of("client/acme.html", relations()))


def test_contacts_stand_in_the_field_of_their_power_and_interest():
    """Rosa with 5 and 4 is to be managed closely; who has no interest written is in no field."""
    grid = page("client/acme.html").split("Influence and interest")[1].split("Issues")[0]
    assert "Manage closely Rosa Delgado (5, 4)" in grid
    assert "Rosa Delgado Head of sites · Speaks for the users " in page("client/acme.html")
    assert "Viktor" not in grid


def test_a_year_of_behaviour_adds_up():
    """What was invoiced and paid in twelve months, and in how many days the client pays."""
    text = page("client/acme.html")
    assert "Days to pay 40 days" in text
    year = text.split("Behaviour over a year")[1]
    assert "Invoiced, net" in year
    assert "€1,000" in year.split("Month by month")[0]


def test_the_agenda_leads_to_its_calendar():
    """The page links the file, which holds the same matters."""
    assert 'href="agenda.ics"' in html_of("agenda.html", relations())
    text = html_of("agenda.ics", relations())
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "SUMMARY:Overdue: Keep the promise “Send the figures” to Acme Industria" in text


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_is_whole_in_chinese(path):
    """The sentence at the top has no gap and no English word of ours."""
    lede = lede_of(html_of(path, relations("zh-CN")))
    assert lede
    assert not any(sign in lede for sign in "{}")
    assert re.findall(r"\b(?:the|of|is|are|and|we)\b", lede) == []


def test_a_person_answers_for_their_weeks_or_their_distance():
    """One of us is told what is overdue and how full this week is; a contact when somebody last spoke with them."""
    assert lede_of(html_of("person/jon.html", relations())) == "Nothing is overdue. 130% of this week is planned."
    assert lede_of(html_of("person/rosa.html", relations())).startswith("The last contact with Rosa Delgado was 18 days ago.")
    assert 'class="over"' in html_of("person/jon.html", relations())


def test_actions_stand_by_owner_with_their_share_in_time():
    """Both open ones are overdue and Mei's; none of two was done in time; what waits for a decision is beside them."""
    text = page("action-log.html")
    assert lede_of(html_of("action-log.html", relations())) == (
        "Two actions are open, two of them overdue. Of two actions due in the last 180 days, 0% were done in time."
    )
    overdue = text.split("By person", 2)[1]
    assert "Mei Tanaka overdue Draw the new plan" in overdue
    assert "29 days over" in overdue
    assert "Change the vendor?" in text.split("Decisions that are needed")[-1]
