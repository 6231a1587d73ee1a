"""Filters as people type them: `status=open impact=4.. due=..2026-03-01 owner=@me title~vendor overdue`."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.faults import objection
from pmledger.kinds.money import parse_money, parse_rate
from pmledger.kinds.scalars import parse_bool, parse_duration, parse_number, parse_percent
from pmledger.kinds.schema import Schema
from pmledger.kinds.words import candidates
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.reader.problems import message_of
from pmledger.reader.terms import choice_term, listed, state_term, term_of
from pmledger.show import fields
from pmledger.show.days import parse_day
from pmledger.show.matching import Key, Span, Test, amount_within, contains, fold, is_text, minutes, within
from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import say
from pmledger.source.term import Listed, Term

FORM = re.compile(r"([^=~!<>]+?)\s*(!=|=|~)(.*)", re.DOTALL)
WORDS = ("open", "closed", "overdue")
DATES = frozenset({"date", "datetime"})
T = TypeVar("T")
NUMBERS = frozenset({"int", "number", "score", "percent", "money", "rate", "duration"})


class Question(Struct, frozen=True):
    """What a filter is asked about: one kind in one ledger on a day, by somebody (a person's key, asked for late)."""

    kind: KindSpec
    schema: Schema
    ledger: Ledger
    today: date
    me: Callable[[], str]
    overdue: frozenset[str] = frozenset()


class Filter(Struct, frozen=True):
    """One condition; `field` is the name of the field it is about, or "" for a word such as `overdue`."""

    field: str
    matches: Callable[[Record], bool]


def parse_filters(written: Iterable[str], question: Question) -> tuple[Filter, ...]:
    """All filters, which all have to match; raises QuestionRefused, with candidates, for what cannot be meant."""
    return tuple(parse_filter(text, question) for text in written)


def parse_filter(text: str, question: Question) -> Filter:
    word = text.strip().casefold()
    if word in WORDS:
        return word_filter(word, question)
    found = FORM.fullmatch(text.strip())
    if found is None:
        raise QuestionRefused(
            say("{given} is not a filter; write field=value, field!=value, field~word or one of {words}",
                given=text, words=Listed(tuple(WORDS)))
        )  # fmt: skip
    column = fields.column(question.schema, question.kind, found[1].strip())
    return field_filter(column.spec, found[2], found[3].strip(), question)


def word_filter(word: str, question: Question) -> Filter:
    if word == "overdue":
        return Filter("", lambda record: record.key in question.overdue)
    closed = word == "closed"
    return Filter("status", lambda record: record.closed is closed)


def field_filter(spec: FieldSpec, operator: str, wanted: str, question: Question) -> Filter:
    """A condition on a field: any of its values passes any of the alternatives, or with `!=` none does."""
    title_field = question.kind.title_field
    if not wanted and operator != "~":
        present = operator == "!="
        return Filter(spec.name, lambda record: bool(fields.values(record, spec.name, title_field)) is present)
    parts = [part.strip() for part in wanted.split(",") if part.strip()] or [wanted]
    tests = [contains(wanted)] if operator == "~" else [test_of(spec, part, question) for part in parts]

    def passes(record: Record) -> bool:
        found = fields.values(record, spec.name, title_field)
        return any(test(value) for value in found for test in tests) is (operator != "!=")

    return Filter(spec.name, passes)


def test_of(spec: FieldSpec, wanted: str, question: Question) -> Test:
    """How one wanted value is compared, by the type of the field."""
    inner = comparable(innermost(spec))
    if inner.name in {"project", "client"} or inner.type in {"ref", "union"}:
        return reference(inner, wanted, question)
    if inner.name == "status":
        return is_text(
            word_of(wanted, question.kind.states, question.schema.state_key(question.kind.name, wanted), inner,
                    partial(state_term, question.kind.name))
        )
    if inner.type == "choice":
        return is_text(word_of(wanted, inner.choices, question.schema.choice_key(inner, wanted), inner))
    if inner.type in DATES or inner.type in NUMBERS:
        return ranged(inner, wanted, question)
    if inner.type == "bool":
        wished = typed(parse_bool, wanted, inner)
        return lambda value: value is wished
    return is_text(wanted)


def innermost(spec: FieldSpec) -> FieldSpec:
    """What a list holds, under the field's own name."""
    if spec.type != "list" or spec.item is None:
        return spec
    return replace(innermost(spec.item), name=spec.name, zh=spec.zh)


def comparable(spec: FieldSpec) -> FieldSpec:
    """Of a field with alternatives and no reference among them, the one that has an order, such as a score."""
    if spec.type != "union" or any(part.type == "ref" for part in spec.parts):
        return spec
    ordered = next((part for part in spec.parts if part.type in DATES or part.type in NUMBERS), spec)
    return replace(ordered, name=spec.name)


def word_of(
    wanted: str, known: tuple[str, ...], exact: str | None, spec: FieldSpec, term: Callable[[str], Term] = choice_term
) -> str:
    """A state or choice as it is declared; raises QuestionRefused with the declared ones."""
    chosen = exact or next((one for one in known if fold(one) == fold(wanted)), None)
    if chosen is None:
        close = candidates(wanted, known) or known
        raise QuestionRefused(
            say("{given} is not one of the values of {field}: {choices}",
                given=wanted, field=term_of(spec), choices=listed(close, term))
        )  # fmt: skip
    return chosen


def reference(spec: FieldSpec, wanted: str, question: Question) -> Test:
    """A reference by key; of a field that may also hold text, the text itself."""
    if fold(wanted) == "@me":
        return is_text(question.me())
    targets = spec.targets or ((spec.name,) if spec.name in {"project", "client"} else ())
    if spec.type == "union":
        targets = next((part.targets for part in spec.parts if part.type == "ref"), ())
    found = question.ledger.resolve(wanted, targets)
    if found.name is not None:
        key, text = is_text(found.name.key), is_text(wanted)
        return (lambda value: key(value) or text(value)) if spec.type == "union" else key
    if spec.type == "union":
        return is_text(wanted)
    if found.candidates:
        raise QuestionRefused(
            say("{given} does not name one record; did you mean {candidates}?",
                given=wanted, candidates=Listed(found.candidates))
        )  # fmt: skip
    raise QuestionRefused(say("no record is called {given}", given=wanted))


def ranged(spec: FieldSpec, wanted: str, question: Question) -> Test:
    """A single value, or a range `4..`, `..5`, `2..4` with both ends in it."""
    low, dots, high = wanted.partition("..")
    ends = (low.strip(), high.strip() if dots else low.strip())
    if spec.type == "money" and (currency := currency_in(ends)):
        bare = [end.upper().replace(currency, "").strip() for end in ends]
        return amount_within(Span(*(end_of(spec, end, question) for end in bare)), currency)
    if not any(ends):
        raise QuestionRefused(say("{given} is not a range; write 4.., ..5 or 2..4", given=wanted))
    hours = question.schema.settings.calendar.hours_per_day
    return within(Span(*(end_of(spec, end, question) for end in ends)), hours)


def currency_in(ends: Iterable[str]) -> str:
    """The currency that an end of a range names, or ""."""
    found = re.search(r"[A-Za-z]{3}", " ".join(ends))
    return found[0].upper() if found else ""


def end_of(spec: FieldSpec, text: str, question: Question) -> Key | None:
    """One end of a range as something that can be compared; an empty one is open."""
    if not text:
        return None
    match spec.type:
        case "date" | "datetime":
            return day(spec, text, question.today)
        case "duration":
            return minutes(typed(parse_duration, text, spec), question.schema.settings.calendar.hours_per_day)
        case "percent":
            return typed(parse_percent, text, spec)
        case "money":
            return typed(lambda given: parse_money(given, "EUR"), text, spec).amount
        case "rate":
            return typed(lambda given: parse_rate(given, "EUR"), text, spec).amount
    return Decimal(typed(parse_number, text, spec))


def day(spec: FieldSpec, text: str, today: date) -> date:
    found = parse_day(text, today)
    if found is None:
        raise QuestionRefused(
            say(
                "{given} is not a date for {field}; write 2026-03-01, today, +2w or friday",
                given=text,
                field=term_of(spec),
            )
        )
    return found


def typed(parse: Callable[[object], T], text: str, spec: FieldSpec) -> T:
    """What a parser of the kinds makes of a text; raises QuestionRefused where it finds fault."""
    try:
        return parse(text)
    except ValueError as error:
        raise QuestionRefused(say("{field}: {reason}", field=term_of(spec), reason=message_of(objection(error)))) from None
