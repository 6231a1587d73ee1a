from ledgers_shown import empty, html_of, lede_of, studio

from pmledger.language.translator import translator
from pmledger.site.parts import Anchor
from pmledger.site.views.sentence import capital, runs, spelled, toned


def test_a_toned_part_survives_any_template():
    """Tone and link travel inside the text, so a translator may move the part anywhere in the sentence."""
    sentence = "{b} before {a}.".format(a=toned("two are late", "bad", "x.html"), b=toned("one is well", "good"))
    assert runs(sentence) == (
        Anchor("one is well", "", "good"),
        Anchor(" before "),
        Anchor("two are late", "x.html", "bad"),
        Anchor("."),
    )


def test_the_signs_of_toned_parts_cannot_be_forged():
    """Text of a record that holds the private signs gives no link."""
    assert runs(toned("\ue000bad\ue001javascript:x\ue001y\ue002", "good")) == (Anchor("badjavascript:xy", "", "good"),)


def test_a_sentence_begins_with_a_capital():
    """Also where it begins with a toned part."""
    assert capital("one is late.") == "One is late."
    assert runs(capital(toned("one is late", "bad") + "."))[0].text == "One is late"


def test_small_numbers_are_words_in_english_only():
    """Seven projects, but 13 projects and 7 个项目."""
    assert (spelled(translator("en"), 7), spelled(translator("en"), 13)) == ("seven", "13")
    assert spelled(translator("zh-CN"), 7) == "7"


def test_the_portfolio_answers_in_one_sentence():
    """How many projects for how many clients, how they stand, and the name of the one in trouble."""
    assert lede_of(html_of("index.html")) == "One active project for one client. One is in trouble: Apollo."


def test_each_register_answers_first():
    """Every register begins with what its reader asks."""
    assert lede_of(html_of("issues.html")).startswith("Two issues are open. One is overdue. The oldest is Tax codes")
    assert lede_of(html_of("risks.html")).startswith("One threat is open, one is critical.")
    assert lede_of(html_of("changes.html")).startswith("One change waits for a decision. Together: +€4,000.")
    assert "+\u2060€4,000" in html_of("changes.html"), "no line ends between the sign and the amount"
    assert lede_of(html_of("decisions.html")) == "One decision is needed. One is overdue. One was taken."
    assert "One has a gap between need, delivery and check." in lede_of(html_of("requirements.html"))
    assert lede_of(html_of("goals.html")) == "One goal is active. One is behind."
    assert lede_of(html_of("communications.html")).startswith("Next is Workshop on data on 3 Jul 2026.")
    assert lede_of(html_of("people.html")).startswith("One person in the team, two contacts. Mei Tanaka has")


def test_an_empty_workspace_says_so():
    """Pages without records are sentences, not gaps."""
    assert lede_of(html_of("index.html", empty())) == "No project is active."
    assert "Nothing is overdue and no project is in trouble." in html_of("index.html", empty())
    assert lede_of(html_of("agenda.html", empty())).startswith("Nothing is overdue.")
    assert lede_of(html_of("activity.html", empty())) == "Nothing has happened yet."
    assert "The ledger is clean: no error and no warning." in lede_of(html_of("problems.html", empty()))


def test_no_sentence_is_left_with_braces_or_signs():
    """Whatever is said is said completely, in English and in Chinese."""
    for language in ("en", "zh-CN"):
        site = studio(language)
        for path in site.pages:
            if path.endswith(".html"):
                lede = lede_of(site.html(path))
                assert not any(sign in lede for sign in "{}\ue000\ue001\ue002"), (path, lede)
