from datetime import date, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from pmledger.kinds.addresses import parse_email, parse_lang, parse_path, parse_tz, parse_url
from pmledger.kinds.compile import SCALARS
from pmledger.kinds.faults import PROBLEMS
from pmledger.kinds.money import parse_currency, parse_money, parse_rate
from pmledger.kinds.reference import RefParts, is_reference, parse_ref, parse_reference
from pmledger.kinds.scalars import (
    parse_bool,
    parse_date,
    parse_datetime,
    parse_duration,
    parse_int,
    parse_line,
    parse_number,
    parse_percent,
    parse_text,
)
from pmledger.kinds.values import Duration, Moment, Money, Rate, Ref

PARSERS = {
    **SCALARS,
    "money": lambda written: parse_money(written, "EUR"),
    "rate": lambda written: parse_rate(written, None),
}

hostile = st.one_of(
    st.text(),
    st.text(alphabet="0123456789-+.,eE:/TZ hdwminEUR%[]|{}@\x00\n\ud800٣", max_size=40),
    st.none(),
    st.booleans(),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.sampled_from(["amount", "currency", "x"]), st.text(max_size=8), max_size=3),
)
amounts = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=2)


def objection(parse, written):
    """The error that a parser raises, or None."""
    try:
        parse(written)
    except PydanticCustomError as error:
        return error
    return None


def code_of(parse, written):
    """The code that a parser objects with."""
    with pytest.raises(PydanticCustomError) as caught:
        parse(written)
    return caught.value.type


@given(st.sampled_from(sorted(PARSERS)), hostile)
def test_only_known_faults(name, written):
    """Whatever is written, a parser gives a value or raises one of the listed problems with what it names."""
    error = objection(PARSERS[name], written)
    if error is not None:
        context = {key: str(value) for key, value in (error.context or {}).items()}
        assert PROBLEMS[error.type].format(**context)


@given(amounts, st.sampled_from(["EUR", "CNY", "JPY"]))
def test_money_round_trip(amount, currency):
    """Money written out is read as the same money."""
    money = Money(amount, currency)
    assert money == parse_money(str(money), None)
    assert money == parse_money(f"{currency} {amount:f}", None)
    assert money == parse_money({"amount": f"{amount:f}", "currency": currency}, None)
    assert money == parse_money(f"{amount:f}", currency)
    assert Rate(amount, currency) == parse_rate(str(Rate(amount, currency)), None)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.times(), st.sampled_from([None, -5, 0, 8]))
def test_moment_round_trip(day, at, offset):
    """Days and times written out are read as the same, offsets too."""
    zone = None if offset is None else timezone(timedelta(hours=offset))
    moment = Moment(day, at.replace(microsecond=0, tzinfo=zone))
    assert day == parse_date(day.isoformat())
    assert Moment(day) == parse_datetime(str(Moment(day)))
    assert moment == parse_datetime(str(moment))


@given(st.decimals(-100_000, 100_000, places=2), st.sampled_from(["min", "h", "d", "w"]), st.booleans())
def test_duration_round_trip(amount, unit, elapsed):
    """A duration written out is read as the same duration."""
    duration = Duration(amount, unit, elapsed)
    assert duration == parse_duration(str(duration))


def test_forms():
    """The forms that the handbook shows are read as what they say."""
    assert Duration(Decimal("1.5"), "d") == parse_duration("1.5d")
    assert Duration(Decimal(-2), "d") == parse_duration("-2d")
    assert Duration(Decimal(3), "d", elapsed=True) == parse_duration("3de")
    assert Duration(Decimal(0), "d") == parse_duration("0")
    assert Decimal(40) == parse_percent("40%") == parse_percent("40 %") == parse_percent("40")
    assert Money(Decimal(12500), "EUR") == parse_money("12500 EUR", "CNY") == parse_money("12500", "EUR")
    assert Rate(Decimal(85), "EUR") == parse_rate("85 EUR/h", None) == parse_rate("85 EUR", None)
    assert Moment(date(2026, 3, 5), time(14)) == parse_datetime("2026-03-05 14:00")
    assert parse_datetime("2026-03-05").at is None
    assert timedelta(hours=1) == parse_datetime("2026-03-05T14:00+01:00").at.utcoffset()
    assert tuple(map(parse_bool, ("true", "No", "是", "否"))) == (True, False, True, False)


@pytest.mark.parametrize(
    ("parse", "written", "code"),
    [
        (parse_int, "no", "int_form"),
        (parse_int, "1:30", "int_form"),
        (parse_int, "1_000", "int_form"),
        (parse_int, "9" * 5000, "int_form"),
        (parse_int, "99999999999999999", "number_range"),
        (parse_int, "٣", "int_form"),
        (parse_number, "1e400", "number_form"),
        (parse_number, ".nan", "number_form"),
        (parse_number, "-.inf", "number_form"),
        (parse_number, "1,5", "number_form"),
        (parse_percent, "forty", "percent_form"),
        (parse_bool, "on", "bool_form"),
        (parse_date, "2026-02-30", "date_unreal"),
        (parse_date, "2026-W10-1", "date_form"),
        (parse_date, "20260305", "date_form"),
        (parse_date, "5.3.2026", "date_form"),
        (parse_date, "0001-01-01", "date_range"),
        (parse_date, "9999-12-31", "date_range"),
        (parse_datetime, "2026-03-05T25:00", "time_unreal"),
        (parse_datetime, "2026-03-05 2pm", "datetime_form"),
        (parse_datetime, "2026-03-05T14:00+99:00", "time_unreal"),
        (parse_duration, "3", "duration_form"),
        (parse_duration, "3 days", "duration_form"),
        (parse_duration, "999999999d", "duration_range"),
        (parse_line, "a\x00b", "control_character"),
        (parse_line, "a\nb", "line_break"),
        (parse_text, "a\x00b", "control_character"),
        (parse_line, ["a"], "text_form"),
        (parse_currency, "eur", "currency_form"),
        (parse_currency, "EUU", "currency_unknown"),
        (parse_url, "javascript:alert(1)", "url_form"),
        (parse_url, "https://", "url_form"),
        (parse_path, "/etc/passwd", "path_form"),
        (parse_path, "C:\\x", "path_form"),
        (parse_path, "javascript:alert(1)", "path_form"),
        (parse_email, "mei@localhost", "email_form"),
        (parse_email, "a@b@example.com", "email_form"),
        (parse_lang, "English", "lang_form"),
        (parse_tz, "Europe/Nowhere", "tz_unknown"),
        (parse_tz, "../../etc/passwd", "tz_unknown"),
        (parse_reference, "[[open", "ref_form"),
        (parse_reference, "", "ref_form"),
        (parse_reference, "risk:", "ref_form"),
    ],
)
def test_traps(parse, written, code):
    """What looks like a value and is none is named for what it is."""
    assert code == code_of(parse, written)


@pytest.mark.parametrize(
    ("written", "currency", "code"),
    [
        ("12,500 EUR", "EUR", "money_comma"),
        ("1.234,56", "EUR", "money_comma"),
        ("€12", "EUR", "money_form"),
        ("12500", None, "currency_missing"),
        ("12500 EUU", None, "currency_unknown"),
        ("1e400 EUR", None, "money_form"),
        ("NaN EUR", None, "money_form"),
        ("10000000000000000 EUR", None, "money_range"),
        ({"amount": "1", "curency": "EUR"}, "EUR", "money_form"),
        (["1"], "EUR", "text_form"),
    ],
)
def test_money_traps(written, currency, code):
    """An amount is exact and has a currency, or it is a fault."""
    assert code == code_of(lambda value: parse_money(value, currency), written)


def test_octal_and_texts():
    """Digits stay what they say: 012 is twelve where a number is due and three characters where a text is."""
    assert parse_int("012") == 12
    assert parse_line("012") == "012"
    assert parse_line("no") == "no"
    assert parse_line("1:30") == "1:30"
    assert parse_number("-0") == 0
    assert not parse_number("-0").is_signed()


def test_composed_text():
    """Text is composed (NFC), so that what looks the same is the same."""
    assert parse_line("Zoe\u0308") == "Zoë"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("acme", RefParts(None, None, "acme", None)),
        ("risk:vendor-delay", RefParts("risk", None, "vendor-delay", None)),
        ("risk:apollo/vendor-delay", RefParts("risk", "apollo", "vendor-delay", None)),
        ("apollo/vendor-delay", RefParts(None, "apollo", "vendor-delay", None)),
        ("[[apollo]]", RefParts(None, None, "apollo", None)),
        ("[[risk:vendor-delay|the delay]]", RefParts("risk", None, "vendor-delay", "the delay")),
        ("Mei Keller", RefParts(None, None, "Mei Keller", None)),
        ("风险:延期", RefParts("风险", None, "延期", None)),
    ],
)
def test_reference_parts(text, parts):
    """A reference is taken apart as it was typed."""
    assert parts == parse_ref(text)
    assert Ref(text) == parse_reference(text)


def test_unquoted_brackets():
    """`[[apollo]]` without quotes, a list in a list to YAML, is the reference that was meant."""
    assert Ref("[[apollo]]") == parse_reference([["apollo"]]) == parse_reference("[[apollo]]")
    assert code_of(parse_reference, [["a", "b"]]) == "text_form"


def test_reference_or_text():
    """Where text may stand too, only `kind:id` with a known kind, or brackets, is a reference."""
    kinds = frozenset({"kpi"})
    assert is_reference("kpi:lead-time", kinds)
    assert is_reference("[[lead-time]]", kinds)
    assert not is_reference("lead-time", kinds)
    assert not is_reference("ratio:days", kinds)
    assert not is_reference("kpi: as agreed", kinds)
    assert not is_reference("median of [[a]] and [[b]]", kinds)


@given(st.sampled_from([parse_email, parse_url, parse_path, parse_duration, parse_line]), st.integers(0, 4))
def test_long_texts_are_quick(parse, shape):
    """A text of a hundred thousand characters is refused or taken without delay."""
    text = ("a" * 100_000, "a@" * 50_000, "1" * 100_000, "https://" + "a-" * 50_000, "a." * 50_000 + "@")[shape]
    error = objection(parse, text)
    assert error is None or error.type in PROBLEMS
