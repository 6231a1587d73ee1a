from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest

from pmledger.kinds.values import Duration, Moment, Money, Rate
from pmledger.language import translator
from pmledger.language.explanations import explanation
from pmledger.source.diagnostic import Fault, Severity
from pmledger.source.message import Message, say, say_count
from pmledger.source.term import Listed, Term

EN = translator("en")
ZH = translator("zh-CN")
PLAIN = translator("en", plain=True)


def test_values_in_a_message_are_written_by_their_type() -> None:
    """A message's values are dates, amounts, numbers, spans and messages, each written as its own type is."""
    message = say(
        "{who}: {day}, {at}, {amount}, {n}, {span}, {inner}",
        who="Mei",
        day=date(2026, 3, 5),
        amount=Money(Decimal(12500), "EUR"),
        n=Decimal("1234.567"),
        at=Moment(date(2026, 3, 5), time(9, 5)),
        span=Duration(Decimal("1.5"), "d"),
        inner=say("by {day}", day=date(2026, 3, 6)),
    )
    assert EN.render(message) == "Mei: 5 Mar 2026, 5 Mar 2026, 09:05, €12,500, 1,234.57, 1.5 days, by 6 Mar 2026"
    assert PLAIN.render(message) == "Mei: 2026-03-05, 2026-03-05 09:05, 12500 EUR, 1,234.57, 1.5d, by 2026-03-06"


def test_a_value_is_never_a_template() -> None:
    """Braces and percent signs in what people wrote stay what they are."""
    assert EN.render(say("found {given}", given="{count} %s {0} {given.__class__}")) == (
        "found {count} %s {0} {given.__class__}"
    )


@pytest.mark.parametrize(("count", "said"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1000, "1,000 files")])
def test_plurals_follow_the_count(count: int, said: str) -> None:
    """One is singular; none and many are plural."""
    assert EN.render(say_count("{count} file", "{count} files", count)) == said


@pytest.mark.parametrize(
    ("style", "english", "chinese"),
    [
        ("medium", "5 Mar 2026", "2026年3月5日"),
        ("day", "5 Mar", "3月5日"),
        ("weekday", "Thu 5 Mar", "3月5日周四"),
        ("month", "March 2026", "2026年3月"),
        ("long", "Thursday 5 March 2026", "2026年3月5日星期四"),
    ],
)
def test_dates_by_style(style: str, english: str, chinese: str) -> None:
    """Each style of a date reads naturally in both languages."""
    day = date(2026, 3, 5)
    assert (EN.date(day, style), ZH.date(day, style)) == (english, chinese)  # type: ignore[arg-type]


def test_times_of_day_stay() -> None:
    """A date with a time shows its time."""
    moment = datetime(2026, 3, 5, 14, 0)  # noqa: DTZ001
    assert (EN.date(moment), ZH.date(moment), PLAIN.date(moment)) == (
        "5 Mar 2026, 14:00",
        "2026年3月5日 14:00",
        "2026-03-05 14:00",
    )


@pytest.mark.parametrize(
    ("amount", "currency", "full", "short", "chinese"),
    [
        ("1320000", "EUR", "€1,320,000", "€1.32M", "€132万"),
        ("412000", "EUR", "€412,000", "€412k", "€41.2万"),
        ("999999", "EUR", "€999,999", "€1M", "€100万"),
        ("12500.5", "EUR", "€12,500.50", "€12.5k", "€1.3万"),
        ("9800", "EUR", "€9,800", "€9,800", "€9,800"),
        ("1234567.5", "CNY", "¥1,234,567.50", "¥1.23M", "¥123.5万"),
        ("-86000", "EUR", "-€86,000", "-€86k", "-€8.6万"),
        ("0", "EUR", "€0", "€0", "€0"),
        ("-0.004", "EUR", "-€0.00", "€0", "€0"),
        ("1500", "CHF", "CHF\u00a01,500", "CHF\u00a01,500", "CHF\u00a01,500"),
        ("120000000", "CNY", "¥120,000,000", "¥120M", "¥1.2亿"),
    ],
)
def test_amounts(amount: str, currency: str, full: str, short: str, chinese: str) -> None:
    """Amounts show cents only where there are any; short ones keep three digits and never read 1,000k."""
    money = Money(Decimal(amount), currency)
    assert (EN.money(money), EN.money(money, short=True), ZH.money(money, short=True)) == (full, short, chinese)


def test_numbers_round_half_away_from_zero_and_know_no_negative_zero() -> None:
    """Rounding happens once, in the view, as people round."""
    assert [EN.number(n) for n in (Decimal("2.345"), Decimal("-2.345"), Decimal("-0.001"), 7, Fraction(1, 3))] == [
        "2.35",
        "-2.35",
        "0",
        "7",
        "0.33",
    ]
    assert EN.number(Decimal("0.9"), fixed=True) == "0.90"
    assert EN.percent(Decimal("58.4")) == "58%"


def test_huge_numbers_are_written_in_bounded_space() -> None:
    """A number of a thousand digits does not fill the page, and does not fail."""
    assert EN.number(Decimal("1e999")) == "1.000E+999"


def test_equal_numbers_of_other_types_do_not_share_a_text() -> None:
    """True is not 1, though Python holds them equal."""
    assert [EN.value(1), EN.value(True), EN.value(Decimal(1)), EN.value(None)] == ["1", "yes", "1", "—"]


def test_spans_and_rates() -> None:
    """A span says its unit in words, singular for one; a rate is an amount for an hour."""
    assert EN.duration(Duration(Decimal(1), "w")) == "1 week"
    assert EN.duration(Duration(Decimal(2), "d", elapsed=True)) == "2 elapsed days"
    assert EN.rate(Rate(Decimal(85), "EUR")) == "€85/h"


def test_lists_and_sentences_join_as_the_language_does() -> None:
    """English joins by comma and "and", Chinese by 、 and 和, and sentences without a space."""
    assert EN.list_and(["a", "b", "c"]) == "a, b and c"
    assert ZH.list_and(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert EN.sentences(["One.", say("Two.")]) == "One. Two."
    assert ZH.sentences(["一。", Message("二。")]) == "一。二。"


TIME = Term("time_entry", "工时", "time entry")


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (Term("baseline", "现行基准"), "baseline", "现行基准（baseline）"),
        (Term("P1"), "P1", "P1"),
        (TIME, "time entry", "工时（time_entry）"),
        (Listed((Term("cost", "费用"), "x", TIME)), "cost, x, time entry", "费用（cost）、x、工时（time_entry）"),
        (Listed((Term("cost", "费用"), TIME), either=True), "cost or time entry", "费用（cost）或工时（time_entry）"),
        ((Term("due", "期限"), Term("owner", "责任人")), "due and owner", "期限（due）和责任人（owner）"),
    ],
)
def test_terms_are_said_as_people_write_them(value: object, english: str, chinese: str) -> None:
    """English says the name, Chinese its word and the name; English is what the message itself says."""
    assert translator("en").value(value) == english
    assert translator("zh-CN").value(value) == chinese
    assert isinstance(value, Term | Listed) is (str(value) == english)


def test_an_unknown_language_speaks_english() -> None:
    """Any tag gives a translator."""
    assert translator("de-DE").language == "en"
    assert translator("zh_CN.UTF-8").language == "zh-CN"


def test_explanations_fall_back_to_english() -> None:
    """A code without a Chinese explanation is explained in English, not left unexplained."""
    fault = Fault("PM998", "made-up", Severity.ERROR, "What it is.")
    assert explanation(fault, "zh-CN") == "What it is."
