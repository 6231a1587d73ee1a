from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from ledgers import ACME, AS_OF, EUROS, read

from pmledger.analysis.satisfaction import ces, csat, moved, nps, standard_error
from pmledger.kinds.settings import parse_settings


def said(*items, more="", as_of=AS_OF, settings=EUROS):
    """What is concluded from feedback of a client, one file each: f0, f1 …"""
    files = "".join(f"-- clients/acme/feedback/f{at}.md --\n---\ntitle: F{at}\n{item}\n---\n" for at, item in enumerate(items))
    return read(ACME + files + more, as_of, settings)


def days(found, name, at=0):
    return found.value(name, f"feedback:acme/f{at}")


def test_times_run_in_working_days():
    """From Friday to Monday is one day; what is open runs until today; an answer acknowledges as well."""
    found = said(
        "type: question\nreceived_on: 2026-06-26\nacknowledged_on: 2026-06-29",
        "type: question\nstatus: closed\nreceived_on: 2026-06-22\nresponded_on: 2026-06-24\nresponse: x",
    )
    assert [days(found, name) for name in ("acknowledge_days", "answer_days")] == [1, 2]
    assert [days(found, name, 1) for name in ("acknowledge_days", "answer_days")] == [2, 2]


def test_praise_closed_without_an_answer_is_not_late():
    """Who is thanked by mouth needs no date; nothing then says how long it took."""
    found = said("type: praise\nstatus: closed\nreceived_on: 2026-02-02")
    assert days(found, "answer_days") is None
    assert found.unknown("answer_days", "feedback:acme/f0") == "it was closed, and nobody wrote when"
    assert found.value("open_feedback") == 0


def test_in_time_counts_what_waits_too_long():
    """Answered within ten working days, answered later, and waiting for longer: one of three. What waits less does not count."""
    found = said(
        "type: complaint\nstatus: resolved\nreceived_on: 2026-06-01\nresponded_on: 2026-06-15\nresponse: x",
        "type: complaint\nstatus: resolved\nreceived_on: 2026-06-01\nresponded_on: 2026-06-16\nresponse: x",
        "type: suggestion\nreceived_on: 2026-06-01",
        "type: question\nreceived_on: 2026-06-29",
        "type: praise\nreceived_on: 2026-06-01",
    )
    assert found.value("feedback_in_time") == Fraction(100, 3)
    assert found.value("open_feedback", "client:acme") == 3


def test_the_workspace_sets_its_norms():
    """Four days to acknowledge make the third day timely, and the agenda knows them."""
    own = parse_settings({"currency": "EUR", "feedback": {"acknowledge": "4d", "answer": "1w"}})[0]
    found = said("type: complaint\nreceived_on: 2026-06-25", settings=own)
    assert found.found.care.feedback["feedback:acme/f0"].acknowledge_late is False
    assert [(item.day.isoformat(), str(item.action)) for item in found.found.agenda] == [
        ("2026-07-01", "Acknowledge “F0”"),
        ("2026-07-02", "Answer “F0”"),
    ]


WAY = """
-- clients/acme/issues/i.md --
---
title: I
source: f0
priority: P3
raised_on: 2026-06-02
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
lessons: [{id: l, title: L, type: negative, situation: x, recommendation: y, source: "issue:acme/i"}]
---
-- processes/p.md --
---
title: P
process_group: executing
steps: [{text: x}]
improvement_log: [{date: 2026-06-20, change: x, lesson: "lesson:apollo/l"}]
---
"""


def test_words_are_followed_to_the_process_they_changed():
    """From feedback to the issue that names it, its lesson, and the process that names the lesson; in a circle each once."""
    found = said(
        'type: complaint\nreceived_on: 2026-06-01\nconverted_to: ["issue:acme/i"]', "type: praise\nreceived_on: 2026-06-01", more=WAY
    )
    steps = found.found.care.courses["feedback:acme/f0"]
    assert [(one.record.key, one.depth) for one in steps] == [("issue:acme/i", 1), ("lesson:apollo/l", 2), ("process:p", 3)]
    assert found.found.care.courses["feedback:acme/f1"] == ()
    assert found.value("feedback_used") == 100


def survey(name, responses, closed="2026-06-01", fields="method: nps", sent=""):
    rows = "\n".join(f"  - {{date: {closed}, {each}}}" for each in responses)
    return f"-- clients/acme/surveys/{name}.md --\n---\ntitle: {name}\n{fields}\nstatus: closed\nsent_on: 2026-01-01\nclosed_on: {closed}\n{sent}responses:\n{rows}\n---\n"


CALL = "-- clients/acme/actions/call.md --\n---\ntitle: Call\nowner: mei\ndue: 2026-06-20\nrelated: [w, ann]\n---\n"


@pytest.mark.parametrize(
    ("fields", "score", "low"),
    [
        ("method: nps", 6, True),
        ("method: nps", 7, False),
        ("method: csat", 2, True),
        ("method: csat", 3, False),
        ("method: ces", 3, True),
        ("method: ces", 4, False),
        ("method: csat\nhigher_is_better: false", 4, True),
        ("method: csat\nhigher_is_better: false", 2, False),
        ("method: custom\nscale_min: 1\nscale_max: 5", 1, False),
    ],
)
def test_who_is_dissatisfied(fields, score, low):
    """Detractors, and the steps of a scale that mirror the satisfied ones; of own questions nobody knows."""
    found = read(ACME + survey("w", [f"score: {score}"], fields=fields))
    assert found.value("loop_closed") == (0 if low else None)


def test_the_loop_is_closed_by_an_answer():
    """By `answered_by`, by what names survey and person, for the nameless by an action for the wave; the fresh may wait."""
    answers = ["score: 2, person: ann", "score: 3, answered_by: call", "score: 1"]
    assert read(ACME + CALL + survey("w", answers)).value("loop_closed") == 100
    assert read(ACME + survey("w", ["score: 2, person: ann", "score: 1"])).value("loop_closed", "client:acme") == 0
    assert read(ACME + survey("w", ["score: 2"], closed="2026-06-24")).value("loop_closed") is None


def test_response_rate():
    """Answers of those asked, over the latest waves that say how many were asked."""
    waves = survey("old", ["score: 9"], "2026-03-01", sent="sent_count: 1\n") + survey("new", ["score: 9"], sent="sent_count: 4\n")
    found = read(ACME + waves + survey("c", ["score: 5"], fields="method: csat"))
    assert (found.value("response_rate"), found.value("response_rate", "survey:acme/old")) == (25, 100)
    assert found.unknown("response_rate", "survey:acme/c") == "it does not say how many were asked"


def wave(name, scores, closed):
    return survey(name, [f"score: {score}" for score in scores], closed)


def test_change_against_the_wave_before():
    """Points between two waves of five answers or more, and whether that is more than chance."""
    found = read(ACME + wave("a", [10] * 20, "2026-03-01") + wave("b", [0] * 20, "2026-06-01"))
    change = found.found.figure("score_change", "survey:acme/b")
    assert (change.value, change.unit, str(change.inputs[-1].value)) == (-200, "points", "yes")
    assert found.unknown("score_change", "survey:acme/a") == "it is the first wave"
    few = read(ACME + wave("a", [10] * 4, "2026-03-01") + wave("b", [0] * 20, "2026-06-01"))
    assert few.unknown("score_change", "survey:acme/b") == "too few answers in one of the two waves"


def test_effort_is_a_mean_with_students_interval():
    """Eight answers of mean 5.375 with s = 1.685: 5.375 ± 2.365 · 1.685 / √8; the ends of the scale bound it."""
    score = ces([Decimal(each) for each in (7, 6, 6, 5, 4, 7, 2, 6)])
    assert score.value == Fraction(43, 8)
    assert [round(bound, 2) for bound in (score.low, score.high)] == [Decimal("3.97"), Decimal("6.78")]
    assert ces([Decimal(7), Decimal(6)]).high == 7
    assert ces([Decimal(7)]).low is None


def test_only_waves_of_one_scale_are_added():
    """The workspace's effort leaves out a wave on another scale."""
    other = survey("b", ["score: 1"], fields="method: ces\nscale_max: 5")
    assert read(ACME + other).value("ces") is None
    assert read(ACME + survey("a", ["score: 6", "score: 7"], fields="method: ces")).value("ces") == Decimal("6.5")


def test_significance_of_each_method():
    """|S₁ − S₂| > 1.96 · √(SE₁² + SE₂²), for shares and means as well, up and down."""
    assert moved(csat(90, 100), csat(60, 100)) == 30
    assert moved(csat(64, 100), csat(60, 100)) is None
    assert moved(nps(2, 3, 15), nps(16, 12, 8)) == nps(2, 3, 15).value - nps(16, 12, 8).value
    high, low = [Decimal(7)] * 6 + [Decimal(6)], [Decimal(2)] * 6 + [Decimal(3)]
    assert moved(ces(low), ces(high)) < 0
    assert round(standard_error(csat(80, 100)), 2) == 4


def test_an_earlier_day_knows_less():
    """Feedback that came later is not there, and an answer given later is not given."""
    item = "type: question\nstatus: resolved\nreceived_on: 2026-06-22\nacknowledged_on: 2026-06-22\nresponded_on: 2026-06-24\nresponse: x"
    assert said(item, as_of=date(2026, 6, 21)).found.care.feedback == {}
    assert said(item, as_of=date(2026, 6, 23)).value("open_feedback") == 1
