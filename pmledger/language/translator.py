"""Says messages, labels and values in one language."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from pmledger.kinds.values import Duration, Moment, Money, Rate
from pmledger.language import formats, words
from pmledger.language.tongue import catalogue, language_of
from pmledger.source.message import Message
from pmledger.source.term import Listed, Term

if TYPE_CHECKING:
    from types import ModuleType

    from pmledger.kinds.declare import FieldSpec, KindSpec

NUMBERS = int | Decimal | Fraction | float


class Translator(Struct, frozen=True):
    """One language; `plain` keeps dates, durations and amounts as they are typed in a ledger (for terminals)."""

    language: str
    plain: bool = False

    def text(self, template: str) -> str:
        """A text of ours in this language; its braces and percent signs stay."""
        return said(template, self.language)

    def plural(self, one: str, many: str, n: int) -> str:
        """The form of a text that goes with `n` things."""
        return catalogue(self.language).ngettext(one, many, n)

    def render(self, message: Message) -> str:
        """The sentence with its values in it; a value is never taken for a template."""
        if message.plural:
            count = dict(message.values).get("count")
            template = self.plural(message.template, message.plural, count if isinstance(count, int) else 2)
        else:
            template = said(message.template, self.language)
        return self.filled(template, message.values)

    def filled(self, template: str, values: Collection[tuple[str, object]]) -> str:
        """A text of this language with its values in it."""
        if not values and "{" not in template:
            return template
        return template.format(**{name: value if type(value) is str else self.value(value) for name, value in values})

    def value(self, value: object) -> str:
        """Any value that a field or a message may hold, as text."""
        match value:
            case str():
                return str(value)
            case None:
                return "—"
            case Message():
                return self.render(value)
            case bool():
                return self.text("yes") if value else self.text("no")
            case int() | Decimal() | Fraction() | float():
                return self.number(value)
            case date():
                return self.date(value)
            case Moment(day=day, at=at) if at is None or at.tzinfo is None:
                return self.date(day if at is None else datetime.combine(day, at))
            case Money():
                return self.money(value)
            case Rate():
                return self.rate(value)
            case Duration():
                return self.duration(value)
            case Term():
                return self.term(value)
            case Listed():
                return self.listed(tuple(self.value(part) for part in value.parts), either=value.either)
            case tuple() | list():
                return self.list_and(self.value(part) for part in value)
            case _:
                return str(value)

    def term(self, term: Term) -> str:
        """A name of the ledger as people write it; Chinese puts the canonical one behind its word: 基准（baseline）."""
        if self.language != "zh-CN" or not term.chinese:
            return str(term)
        return f"{term.chinese}（{term.name}）"

    def date(self, day: "date", style: formats.DateStyle = "medium") -> str:
        """A day: medium (5 Mar 2026), day (5 Mar), weekday (Thu 5 Mar), month (March 2026) or long; a time stays."""
        if not isinstance(day, datetime):
            return day.isoformat() if self.plain else formats.write_date(day, style, self.language)
        joint = " " if self.plain or self.language == "zh-CN" else ", "
        return f"{self.date(day.date(), style)}{joint}{day:%H:%M}"

    def number(self, value: NUMBERS, places: int = 2, *, fixed: bool = False) -> str:
        """A number with its thousands grouped and at most `places` decimals (exactly as many when `fixed`)."""
        return formats.write_number(exact(value), places, fixed)

    def percent(self, value: NUMBERS, places: int = 0) -> str:
        """A percentage: 40 is written 40%."""
        return f"{self.number(value, places)}%"

    def money(self, money: Money, short: bool = False) -> str:
        """An amount: €12,500; short: €12.5k, ¥123.5万; plain: 12500 EUR."""
        if short:
            return formats.write_short_amount(money.amount, money.currency, self.language)
        if self.plain:
            return str(money)
        return formats.write_amount(money.amount, money.currency, self.language)

    def rate(self, rate: Rate) -> str:
        """An amount for one hour of work."""
        if self.plain:
            return str(rate)
        return f"{self.money(Money(rate.amount, rate.currency))}/{self.text('h')}"

    def duration(self, duration: Duration) -> str:
        """A span of time in its own unit: 3 days, 1.5 hours; plain: 3d."""
        if self.plain:
            return str(duration)
        return self.render(words.span(duration))

    def kind_label(self, kind: "KindSpec") -> str:
        """A kind in the singular: Risk, 风险."""
        return str(labels().kind_label(kind, self.language))

    def plural_label(self, kind: "KindSpec") -> str:
        """A kind in the plural, as the name of its register: Risks, 风险."""
        return str(labels().kind_label(kind, self.language, plural=True))

    def field_label(self, field: "FieldSpec") -> str:
        return str(labels().field_label(field, self.language))

    def state_label(self, kind: "KindSpec", state: str) -> str:
        return str(labels().state_label(kind, state, self.language))

    def choice_label(self, choice: str) -> str:
        return str(labels().choice_label(choice, self.language))

    def group_label(self, group: str) -> str:
        """The name of a group of kinds: Control, 控制."""
        return str(labels().group_label(group, self.language))

    def list_and(self, parts: Iterable[str]) -> str:
        """`a, b and c`."""
        return formats.write_list(tuple(parts), self.language)

    def listed(self, names: tuple[str, ...], *, either: bool) -> str:
        """`a, b, c`, or `a, b or c` where one of them is meant."""
        if not either or len(names) < 2:
            return self.comma.join(names)
        return self.comma.join(names[:-1]) + self.either + names[-1]

    @property
    def comma(self) -> str:
        """What stands between the names of a list."""
        return "、" if self.language == "zh-CN" else ", "

    @property
    def either(self) -> str:
        """What stands between names of which one is meant."""
        return "或" if self.language == "zh-CN" else " or "

    @property
    def colon(self) -> str:
        """What stands between a heading and what it is about."""
        return "：" if self.language == "zh-CN" else ": "

    def aside(self, text: str) -> str:
        """A text in brackets behind another one: ` (approved)`, `（已批准）`."""
        return f"（{text}）" if self.language == "zh-CN" else f" ({text})"

    def sentences(self, parts: Iterable["str | Message"]) -> str:
        """Sentences one after the other; Chinese puts no space between them."""
        said = (self.value(part) for part in parts)
        return ("" if self.language == "zh-CN" else " ").join(part for part in said if part)


@lru_cache(maxsize=4096)
def said(template: str, language: str) -> str:
    """A text of ours in a language; most are asked for again and again."""
    return catalogue(language).gettext(template) if template else ""


@lru_cache(maxsize=1)
def labels() -> "ModuleType":
    """The names of kinds and fields; the declarations load pydantic, so they wait until a label is asked for."""
    from pmledger.kinds import labels as names

    return names


def exact(value: NUMBERS) -> Decimal:
    """The number as a decimal; a fraction to 28 digits."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


@lru_cache(maxsize=8)
def translator(language: str, *, plain: bool = False) -> Translator:
    """The translator of a language, by its tag (`en`, `zh-CN`, `zh_CN.UTF-8`); an unknown one speaks English."""
    return Translator(language_of(language), plain)
