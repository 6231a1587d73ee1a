"""From the description of a field to pydantic-core's schema of it, in the words of one workspace."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from msgspec import Struct, field
from pydantic_core import CoreSchema, PydanticCustomError, SchemaError, SchemaValidator, ValidationError, core_schema

from pmledger.kinds import addresses, money, scalars
from pmledger.kinds.declare import FieldSpec
from pmledger.kinds.faults import fault
from pmledger.kinds.reference import is_reference, parse_reference, unwrapped
from pmledger.kinds.values import Duration
from pmledger.kinds.words import ID_PATTERN, WEEKDAYS, candidates, canonical, days_of

Parser = Callable[[object], Any]


class Dialect(Struct, frozen=True):
    """How this workspace writes: its currency, the names its kinds go by, and Chinese words for choices, if any."""

    currency: str | None = None
    kinds: frozenset[str] = frozenset()
    chinese: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


SCALARS: Mapping[str, Parser] = {
    "str": scalars.parse_line,
    "text": scalars.parse_text,
    "int": scalars.parse_int,
    "score": scalars.parse_int,
    "number": scalars.parse_number,
    "percent": scalars.parse_percent,
    "duration": scalars.parse_duration,
    "date": scalars.parse_date,
    "datetime": scalars.parse_datetime,
    "bool": scalars.parse_bool,
    "currency": money.parse_currency,
    "ref": parse_reference,
    "url": addresses.parse_url,
    "email": addresses.parse_email,
    "path": addresses.parse_path,
    "lang": addresses.parse_lang,
    "tz": addresses.parse_tz,
}
NUMERIC = frozenset({"int", "score", "number", "percent"})


def core(spec: FieldSpec, dialect: Dialect) -> CoreSchema:
    """The core schema of one field, without its name."""
    if spec.type == "list":
        return core_list(spec, dialect)
    if spec.type == "map":
        return core_map(spec, dialect) if spec.parts else core_named(spec, dialect)
    if spec.type == "union":
        return core_union(spec, dialect)
    return core_schema.no_info_plain_validator_function(parser(spec, dialect))


def typed_fields(fields: Iterable[tuple[FieldSpec, Dialect]]) -> CoreSchema:
    """The core schema of a mapping with these fields, each in its dialect, none of them required."""
    typed = {one.name: core_schema.typed_dict_field(core(one, dialect), required=False) for one, dialect in fields}
    return core_schema.typed_dict_schema(typed, extra_behavior="forbid")


def parser(spec: FieldSpec, dialect: Dialect) -> Parser:
    """The function that types one scalar of this field."""
    if spec.type == "choice":
        return choice_parser(spec, dialect)
    if spec.type == "money":
        return partial(money.parse_money, currency=dialect.currency)
    if spec.type == "rate":
        return partial(money.parse_rate, currency=dialect.currency)
    parse = SCALARS[spec.type]
    if spec.type in NUMERIC and (spec.minimum is not None or spec.maximum is not None):
        return bounded(parse, spec.minimum, spec.maximum)
    if spec.type == "duration" and spec.minimum is not None:
        return forward
    if spec.type in ("str", "text") and spec.maximum is not None:
        parse = short(parse, int(spec.maximum))
    return parse if spec.pattern is None else formed(parse, spec.pattern)


def choice_parser(spec: FieldSpec, dialect: Dialect) -> Parser:
    """Exactly one of the choices; their Chinese words too where the workspace speaks Chinese."""
    known = choice_words(spec.choices, dialect.words)

    def parse(given: object) -> str:
        text = scalars.plain(given)
        found = known.get(text)
        if found is None:
            raise fault("choice", text, choices=spec.choices, candidates=candidates(text, known))
        return found

    return parse


def choice_words(choices: tuple[str, ...], words: Mapping[str, str]) -> dict[str, str]:
    """What may be written for each choice; a word is known with and without what it has in brackets."""
    known = {words[one].partition("(")[0].strip(): one for one in choices if one in words}
    known |= {words[one]: one for one in choices if one in words}
    return known | {one: one for one in choices}


def bounded(parse: Parser, minimum: Decimal | int | None, maximum: Decimal | int | None) -> Parser:
    """The parser again, for numbers from minimum to maximum, both included."""
    low, high = -scalars.LARGEST if minimum is None else minimum, scalars.LARGEST if maximum is None else maximum

    def parse_bounded(given: object) -> Any:  # noqa: ANN401
        try:
            value = parse(given)
        except PydanticCustomError as error:
            if error.type == "int_form" and minimum is not None and maximum is not None:
                raise fault("step_form", given, minimum=minimum, maximum=maximum) from None
            raise
        if not low <= value <= high:
            raise fault("number_range", given, minimum=low, maximum=high)
        return value

    return parse_bounded


def forward(given: object) -> Duration:
    """A duration that something takes: a wait may be negative, work is not."""
    value = scalars.parse_duration(given)
    if value.amount < 0:
        raise fault("duration_form", scalars.plain(given))
    return value


def short(parse: Parser, maximum: int) -> Parser:
    """The parser again, for texts of at most so many characters."""

    def parse_short(given: object) -> Any:  # noqa: ANN401
        value = parse(given)
        if len(value) > maximum:
            raise fault("text_long", length=len(value), maximum=maximum)
        return value

    return parse_short


def pattern_validator(pattern: str) -> SchemaValidator:
    """The whole text must match; pydantic-core's engine is linear. Raises SchemaError for a pattern it refuses."""
    schema = core_schema.str_schema(pattern=rf"\A(?:{pattern})\z", regex_engine="rust-regex")
    return SchemaValidator(schema)


def pattern_fault(pattern: str) -> str | None:
    """Why the pattern cannot be used, in the engine's words, or None."""
    try:
        pattern_validator(pattern)
    except SchemaError as error:
        return " ".join(str(error).split()).rpartition("error: ")[2]
    return None


def formed(parse: Parser, pattern: str) -> Parser:
    """The parser again, for texts of the given form."""
    validator = pattern_validator(pattern)
    code = "id_form" if pattern == ID_PATTERN else "pattern"

    def parse_formed(given: object) -> Any:  # noqa: ANN401
        value = parse(given)
        if not validator.isinstance_python(value):
            raise fault(code, value, expected=pattern)
        return value

    return parse_formed


def core_list(spec: FieldSpec, dialect: Dialect) -> CoreSchema:
    """A list whose items are typed one by one; a single scalar is a list of one, an empty item is none."""
    assert spec.item is not None
    items = core_schema.list_schema(core_schema.nullable_schema(core(spec.item, dialect)))
    inner = core_schema.no_info_before_validator_function(as_list, items)
    return core_schema.no_info_after_validator_function(given_items, inner)


def as_list(given: object) -> list[object]:
    if isinstance(given, list | tuple):
        return [None if absent(one) else one for one in given]
    if isinstance(given, Mapping):
        raise fault("list_form", given)
    return [given]


def given_items(items: list[object]) -> tuple[object, ...]:
    return tuple(one for one in items if one is not None)


def absent(given: object) -> bool:
    """Whether nothing is written: empty, `~` or null."""
    return given is None or (isinstance(given, str) and given.strip() in scalars.ABSENT)


def core_map(spec: FieldSpec, dialect: Dialect) -> CoreSchema:
    """A map of named parts, its keys brought to their names."""
    fields = {
        one.name: core_schema.typed_dict_field(with_default(one, core(one, dialect)), required=one.required)
        for one in spec.parts
    }
    inner = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
    return core_schema.no_info_before_validator_function(map_opener(spec, chinese=dialect.chinese), inner)


def with_default(spec: FieldSpec, inner: CoreSchema) -> CoreSchema:
    return inner if spec.default is None else core_schema.with_default_schema(inner, default=spec.default)


def map_opener(spec: FieldSpec, *, chinese: bool) -> Callable[[object], dict[str, object]]:
    """Takes a map as it is written and names its parts; what is absent is left out."""
    expected = ", ".join(one.name for one in spec.parts)

    def opened(given: object) -> dict[str, object]:
        if not isinstance(given, Mapping):
            if spec.lead is None or (isinstance(given, list) and unwrapped(given) is given and len(given) != 1):
                raise fault("map_form", given, expected=expected)
            return {spec.lead: given}
        return {
            canonical(key, spec.parts, chinese=chinese) or str(key): value
            for key, value in given.items()
            if not absent(value)
        }

    return opened


def core_named(spec: FieldSpec, dialect: Dialect) -> CoreSchema:
    """A map whose keys are names that people choose, or those of a closed list."""
    assert spec.item is not None
    if spec.choices == WEEKDAYS:
        keys: Parser = days_of
    elif spec.choices:
        keys = key_parser(spec, dialect)
    else:
        keys = scalars.parse_line
    inner = core_schema.no_info_before_validator_function(
        given_pairs,
        core_schema.dict_schema(core_schema.no_info_plain_validator_function(keys), core(spec.item, dialect)),
    )
    if spec.choices == WEEKDAYS:
        return core_schema.no_info_after_validator_function(by_weekday, inner)
    return inner


def key_parser(spec: FieldSpec, dialect: Dialect) -> Parser:
    known = choice_words(spec.choices, dialect.words)

    def parse(given: object) -> str:
        text = scalars.plain(given)
        found = known.get(text) or known.get(text.replace("-", "_"))
        if found is None:
            raise fault("map_key", text, choices=spec.choices, candidates=candidates(text, known))
        return found

    return parse


def given_pairs(given: object) -> dict[object, object]:
    if not isinstance(given, Mapping):
        raise fault("map_form", given, expected="name: value")
    return {key: value for key, value in given.items() if not absent(value)}


def by_weekday(given: dict[tuple[str, ...], object]) -> dict[str, object]:
    """`mon-fri: 8` as five days; a day named alone wins over a span of days."""
    spread = {day: value for days, value in given.items() if len(days) > 1 for day in days}
    spread |= {days[0]: value for days, value in given.items() if len(days) == 1}
    return {day: spread[day] for day in WEEKDAYS if day in spread}


def core_union(spec: FieldSpec, dialect: Dialect) -> CoreSchema:
    """One of several shapes: the first that claims what is written, else the last that a single value may have."""
    claims = [(f"={number}", claim(one, dialect)) for number, one in enumerate(spec.parts)]
    last = f"={max((number for number, one in enumerate(spec.parts) if single(one)), default=0)}"

    def chosen(given: object) -> str:
        return next((tag for tag, claimed in claims if claimed(given)), last)

    tagged = {f"={number}": core(one, dialect) for number, one in enumerate(spec.parts)}
    return core_schema.tagged_union_schema(tagged, chosen)


def single(spec: FieldSpec) -> bool:
    """Whether one scalar can be a value of this shape."""
    return spec.type != "map" and (spec.item is None or spec.item.type != "map")


def claim(spec: FieldSpec, dialect: Dialect) -> Callable[[object], bool]:
    """Whether a written value is meant as this alternative, seen from its form alone."""
    if spec.type == "list":
        assert spec.item is not None
        item = claim(spec.item, dialect) if spec.item.type == "ref" or spec.item.pattern else never
        return lambda given: isinstance(given, list) or item(given)
    if spec.type == "map":
        return lambda given: isinstance(given, Mapping)
    if spec.type == "ref":
        return partial(is_reference, kinds=dialect.kinds)
    if spec.type in ("str", "text") and spec.pattern is None:
        return lambda given: not isinstance(given, list | Mapping)
    return readable(parser(spec, dialect))


def never(given: object) -> bool:  # noqa: ARG001  (a claim like the others)
    return False


def readable(parse: Parser) -> Callable[[object], bool]:
    """Whether the parser takes the value."""
    alone = SchemaValidator(core_schema.no_info_plain_validator_function(parse))

    def claimed(given: object) -> bool:
        try:
            alone.validate_python(given)
        except ValidationError:
            return False
        return True

    return claimed
