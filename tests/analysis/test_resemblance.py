from ledgers import ACME, read

from pmledger.analysis.resemblance import Situation, memory_of, seen_before, situation_of
from pmledger.analysis.wording import joined, terms

LESSONS = """
-- clients/beta/index.md --
---
name: Beta
status: active
industry: Ports
---
-- projects/beta-site/index.md --
---
name: Beta site
client: beta
manager: mei
currency: EUR
lessons:
  - {id: copy, title: Copy before design, type: negative, category: scope, status: validated, situation: The pages were designed with placeholder text., recommendation: Make a content model first., applies_to: [web sites]}
  - {id: scan, title: 扫码慢先查缓存, type: negative, status: validated, situation: 午市高峰会员积分查询未走缓存。, recommendation: 压测先行。, tags: [Scanner]}
  - {id: old, title: Copy the content model, type: negative, status: archived, situation: Placeholder pages., recommendation: None.}
---
"""
APOLLO = "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\nrisks:\n"


def matches(risk, more=""):
    found = read(f"{ACME}{LESSONS}{more}{APOLLO}  - {{id: r, raised_on: 2026-06-01, {risk}}}\n---\n").ledger
    memory = memory_of(found.of("lesson"), found)
    return seen_before(situation_of(found.by_key["risk:apollo/r"]), memory)


def test_words_tell_which_lesson_fits():
    """A risk that speaks of copy, pages and a content model finds the lesson on them, and says by which words."""
    (match,) = matches("title: Copy comes late, cause: Nobody wrote the content model of a page")
    assert match.record.id == "copy"
    assert match.words == ("Copy", "content", "model", "page")
    assert match.points == 2 + 1 + 1 + 1


def test_chinese_words_tell_as_well():
    """Neighbouring characters in common are shown as one word and count one point for each two of them."""
    (match,) = matches("title: 午市高峰收银台排队, cause: 会员积分查询慢")
    assert match.record.id == "scan"
    assert match.words == ("午市高峰", "会员积分查询")
    assert match.points == 2 + 3


def test_a_tag_or_the_category_is_worth_more_than_a_word():
    """One tag in common and one word are enough, in any spelling of the tag."""
    (match,) = matches("title: Devices stop, cause: 高峰, tags: [scanner]")
    assert (match.record.id, match.tags, match.points) == ("scan", ("scanner",), 4)


def test_little_in_common_is_nothing_in_common():
    """Two words and the same category of another matter do not make a memory, nor does the same client alone."""
    assert matches("title: The pages load slowly, cause: x") == ()
    assert matches("title: Copy, category: schedule") == ()


def test_what_everybody_says_tells_nothing():
    """A word that more than a quarter of many lessons have is no reason."""
    rows = "".join(
        f"  - {{id: l{n}, title: Placeholder {n}, type: negative, status: validated, situation: Content model pages.,"
        f" recommendation: x}}\n"
        for n in range(20)
    )
    more = f"-- projects/gamma/index.md --\n---\nname: Gamma\nclient: beta\nmanager: mei\nlessons:\n{rows}---\n"
    assert matches("title: Placeholder, cause: Content model of pages", more) == ()


def test_the_same_client_comes_first():
    """Of two lessons with as much in common the one from the same client stands first."""
    lesson = "type: negative, status: validated, situation: Customs papers were missing., recommendation: Ask the broker."
    more = (
        f"-- clients/acme/lessons.csv --\nid,title,type,status,situation,recommendation\n"
        f"z,Customs,negative,validated,Customs papers were missing.,Ask the broker.\n"
        f"-- projects/delta/index.md --\n---\nname: Delta\nclient: beta\nmanager: mei\nlessons:\n"
        f"  - {{id: a, title: Customs, {lesson}}}\n---\n"
    )
    found = matches("title: Customs, cause: The broker has no papers", more)
    assert [(match.record.id, match.near, match.points) for match in found] == [("z", "client", 5), ("a", "", 4)]


def test_a_record_to_be_is_compared_as_well():
    """What is typed for a new record is a situation of its own."""
    found = read(f"{ACME}{LESSONS}").ledger
    (match,) = seen_before(Situation(("Pages without copy", "no content model")), memory_of(found.of("lesson"), found))
    assert match.record.id == "copy"


def test_two_forms_of_a_word_are_one():
    """Plural and past compare as one word; short words and grammar are left out."""
    assert joined(terms(("The vendor delivers late; vendors delivered it with us",))) == ("vendor", "delivers")
