import re
from functools import cache

from ledgers_shown import Ids, Shown, html_of, lede_of, text_of

GROUND = """
-- clients/acme/index.md --
---
name: Acme
segment: key
---
-- clients/bolt/index.md --
---
name: Bolt
segment: standard
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- people/ann.md --
---
name: Ann Acme
type: contact
organisation: acme
---
"""
SURVEYS = """
-- clients/acme/surveys/spring.md --
---
title: Spring wave
method: nps
status: closed
sent_on: 2026-03-02
closed_on: 2026-03-20
sent_count: 12
responses: [{score: 9}, {score: 10}, {score: 9}, {score: 9}, {score: 10}]
---
-- clients/acme/surveys/summer/index.md --
---
title: Summer wave
method: nps
status: closed
sent_on: 2026-06-01
closed_on: 2026-06-12
sent_count: 10
---
-- clients/acme/surveys/summer/responses.csv --
person,date,score,comment,consent,segment
ann,2026-06-02,2,Nobody calls back.,yes,buyers
,2026-06-02,3,My name is a secret,no,
,2026-06-03,9,,,
,2026-06-03,4,,,
,2026-06-03,5,,,
-- clients/bolt/surveys/first.md --
---
title: First asking
method: csat
status: closed
sent_on: 2026-06-01
closed_on: 2026-06-12
responses: [{score: 1}, {score: 5}]
---
-- clients/acme/requirements/faster.md --
---
title: Faster answers
statement: x
requested_by: ann
requested_on: 2026-06-01
priority: must
---
"""
FEEDBACK = """
-- clients/acme/feedback/slow.md --
---
title: The hall is slow
type: complaint
from: ann
received_on: 2026-06-01
---
-- clients/acme/feedback/shelf.md --
---
title: Count at the shelf
type: suggestion
from: ann
status: closed
received_on: 2026-06-01
acknowledged_on: 2026-06-01
responded_on: 2026-06-03
response: Yes
satisfied_after: satisfied
---
-- processes/picking.md --
---
title: Picking
source: feedback:acme/shelf
process_group: executing
steps: [{text: x}]
---
-- feedback/late.md --
---
title: Minutes come late
type: suggestion
from: mei
received_on: 2026-06-29
---
"""
TICKETS = """
-- clients/acme/tickets.csv --
id,title,type,priority,requester,status,opened_at,first_response_at,resolved_at,closed_at,product,resolution
a,Sign-in fails,incident,P1,ann,in_progress,2026-06-29 09:00,2026-06-29 09:20,,,Sign-in,
b,Merge two customers,question,P3,ann,closed,2026-06-22 09:00,2026-06-22 10:00,2026-06-22 12:00,2026-06-23 09:00,Customers,Shown
-- articles/merge.md --
---
title: How to merge
category: Customers
audience: client
status: published
answers: [ticket:acme/b]
---
Like this.
-- trainings/desk.md --
---
title: Two days of desk
audience: client_user
status: delivered
date: 2026-06-10
invited: 4
attended: 2
---
"""


@cache
def shown(*texts, language=None):
    """A site of these parts, made once."""
    return Shown(GROUND + "".join(texts), language)


def sound(html):
    """No id twice, no fragment without its id, nothing inline, one h1."""
    page = Ids()
    page.feed(html)
    return sorted(page.ids) == sorted(set(page.ids)) and set(page.fragments) <= set(page.ids) and not page.styled


def test_satisfaction_answers_first():
    """The scores with their numbers of answers, coloured only from five answers on, and who waits."""
    html = html_of("surveys.html", shown(SURVEYS))
    assert sound(html)
    assert lede_of(html) == "NPS −60 from 5 answers and CSAT 50% from 2 answers, too few to judge. Five dissatisfied answers wait for somebody to get back."
    assert re.search(r'class="bad">−60<', html)
    assert not re.search(r'class="(?:bad|warn|good)">50%<', html)


def test_a_wave_shows_what_it_is_worth():
    """Answers of those asked, interval, spread, and whether the change is more than chance, as text beside the picture."""
    text = text_of(html_of("surveys.html", shown(SURVEYS)))
    row = text[text.index("Summer wave Acme") : text.index("Spring wave Acme")]
    for part in ("−60", "−94 … +19", "−160 more than chance", "4 detractors, 1 promoter", "5 of 10 50%"):
        assert part in row, part
    assert "First asking" in text
    assert "too few to judge" in text[text.index("First asking") :]


def test_words_need_consent_and_never_have_names():
    """A comment is shown only with consent, on no page with the name of who gave it."""
    site = shown(SURVEYS)
    every = "".join(repr(page.view) for page in site.pages.values())
    assert "Nobody calls back." in text_of(html_of("surveys.html", site))
    assert "1 comment is not shown" in text_of(html_of("surveys.html", site))
    assert "My name is a secret" not in every
    answers = text_of(html_of("survey/acme/summer.html", site))
    assert "Nobody calls back." in answers
    assert "Ann Acme" not in answers[answers.index("Score and spread") :]


def test_needs_stand_by_client_and_segment():
    """A need that is only heard is counted under its client with its segment."""
    text = text_of(html_of("surveys.html", shown(SURVEYS)))
    table = text[text.index("Must, not delivered") :]
    assert "Acme Key 1 · · · 1" in table
    assert "Key 1 client 1 · · · 1" in table


def test_feedback_says_what_is_late():
    """A complaint past both norms comes before a fresh suggestion; the answered one is folded."""
    site = shown(FEEDBACK)
    html = html_of("feedback.html", site)
    text = text_of(html)
    assert sound(html)
    assert lede_of(html) == "Two things that were said to us wait for an answer. One is past the norm. 33% of what was asked for or complained of led to something."
    assert text.index("The hall is slow") < text.index("Minutes come late")
    assert "1 answered" in html[html.index("<summary>") :]
    assert "Our own people" in text
    assert "Complaint Question Suggestion Praise All June 2026 1 · 2 · 3 May 2026 · · · · ·" in text


def test_feedback_leads_to_what_it_altered():
    """From the words to the process they changed, on the overview and on the feedback's own page."""
    site = shown(FEEDBACK)
    assert "Process “Picking”" in text_of(html_of("feedback.html", site))
    page = html_of("feedback/acme/shelf.html", site)
    assert lede_of(page) == "Acknowledged on the same day. Answered after 2 working days."
    assert 'href="../../process/picking.html"' in page


def test_service_says_what_is_past_its_limit():
    """The ticket past its limit is in the first sentence, in the table with its hours, and in its client's row."""
    html = html_of("tickets.html", shown(TICKETS))
    text = text_of(html)
    assert sound(html)
    assert lede_of(html) == "50% of 2 tickets kept to the agreed time. One is open, one past its limit."
    row = text[text.index("Sign-in fails") :][:160]
    for part in ("Acme", "P1", "0.3 h of 1 h, usual", "16 h of 8 h, usual", "29 Jun, 17:00 past the limit"):
        assert part in row, part
    assert re.search(r"Customers 1 · 1 of 1 How to merge", text)
    assert "2 of 4" in text


def test_a_ticket_says_how_long_it_took():
    """Its own page begins with its times against what is usual, and with what is past its limit."""
    site = shown(TICKETS)
    assert lede_of(html_of("ticket/acme/a.html", site)).replace("\u00a0", " ") == (
        "First answered after 0.3 h (usual: 1 h) of working time. Open for 16 h (usual: 8 h). Past its limit since 29 Jun 2026, 17:00."
    )
    assert "Resolved after 3\u00a0h (usual: 40 h)." in lede_of(html_of("ticket/acme/b.html", site))
    assert "<dd>29 Jun 2026, 09:00</dd>" in html_of("ticket/acme/a.html", site)


def test_weeks_are_drawn_and_told():
    """Columns of the weeks have their numbers, and the same as a table."""
    html = html_of("tickets.html", shown(TICKETS))
    assert "In the last twelve weeks 2 came in and 1 got resolved; 1 is left." in html
    assert re.search(r'<svg class="weeks" role="img"[^>]*><title>In the last twelve weeks', html)


def test_trainings_have_their_seats():
    """Half of those invited came: a figure that explains itself."""
    html = html_of("trainings.html", shown(TICKETS))
    assert lede_of(html) == "One training was held. 50% of those invited came. None is planned."
    assert re.search(r'href="why/[^"]+#attendance-training-desk" class="warn">50%<', html)


def test_who_was_invited_and_never_came_is_named():
    """By name, with where they are invited next; who came to anything is not on the list."""
    people = "".join(f"-- people/{one}.md --\n---\nname: {one.title()} Lee\ntype: team\n---\n" for one in ("ida", "bo"))
    rows = (
        "-- trainings/a.md --\n---\ntitle: First aid\naudience: team\nstatus: delivered\ndate: 2026-06-01\ninvited: [ida, bo]\nattended: [bo]\n---\n"
        "-- trainings/b.md --\n---\ntitle: Aid again\naudience: team\nstatus: scheduled\ndate: 2026-08-01\ninvited: [ida]\n---\n"
    )
    html = html_of("trainings.html", shown(people + rows))
    assert lede_of(html).endswith("Next: Aid again on 1 Aug 2026. One was invited and came to none.")
    assert "Ida Lee First aid Aid again" in text_of(html)
    assert "Trained of those invited 50% n = 2" in text_of(html)


def test_pages_are_there_only_with_their_records():
    """Nobody was asked, nothing was said, no ticket came: no page and no entry of the navigation."""
    site = shown()
    assert not {"surveys.html", "feedback.html", "tickets.html", "trainings.html"} & set(site.pages)


def test_pages_speak_chinese():
    """The first sentence of each page is Chinese in a Chinese site, with the same figures."""
    site = shown(SURVEYS, FEEDBACK, TICKETS, language="zh-CN")
    ledes = [lede_of(html_of(path, site)) for path in ("surveys.html", "feedback.html", "tickets.html", "trainings.html")]
    assert ledes[0].startswith("NPS −60（5份回答）")
    assert all("。" in lede and not re.search(r"[a-z]{3,}", lede) for lede in ledes)
