from ledgers_shown import html_of, lede_of, text_of
from relations_shown import relations

SITE = relations()


def test_the_answer_counts_both_sides_and_the_rate_with_its_n():
    """Ours with what is late, theirs, and kept in time of how many."""
    lede = lede_of(html_of("promises.html", SITE))
    assert lede.startswith("We owe our clients two things, one of them late.")
    assert "They owe us one thing." in lede
    assert "Of three promises due in the last 180 days, 33% were kept in time." in lede


def test_what_will_be_missed_is_said_before_it_is_late():
    """A promise whose milestone is forecast after its due date stands among what needs attention, by name and day."""
    text = text_of(html_of("promises.html", SITE))
    part = text[text.index("Needs attention", text.index("What became of them")) : text.rindex("Owed to us")]
    assert "Move the stock figures “Go-live” is expected on 31 Jul 2026" in part
    assert part.index("Send the figures") < part.index("Move the stock figures") < part.index("Name the key users")
    assert "21 days too late" in text


def test_a_promise_moved_by_agreement_is_kept_by_its_new_date_and_not_by_its_first():
    """The two rates differ by the promise that was moved, which says from when and who agreed."""
    text = text_of(html_of("promises.html", SITE))
    assert "Promises kept 33% of 3 Kept by the first date 0% of 3 Moved 1" in text
    assert "moved from 5 Jun 2026, agreed by Rosa Delgado" in text
    assert "The printer closed." in text


def test_a_promise_answers_for_itself_on_its_own_page():
    """Its page begins with who owes whom, by when, and how it stands; one written in a talk names the talk."""
    assert lede_of(html_of("promise/figures-late.html", SITE)) == (
        "We owe it to Acme by 12 Jun 2026. It was kept on 11 Jun 2026. Moved from 5 Jun 2026, agreed by Rosa Delgado."
    )
    assert lede_of(html_of("promise/theirs.html", SITE)).endswith("It is 10 days over.")
