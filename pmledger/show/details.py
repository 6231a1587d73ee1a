"""One record: its fields with the lines they stand on, its links both ways, and its figures."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Figure
from pmledger.kinds.declare import KindSpec
from pmledger.kinds.reference import parse_ref
from pmledger.language.translator import Translator
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.names import Scope
from pmledger.ledger.record import Link, Record
from pmledger.reader.terms import choice_term, field_term
from pmledger.show.listing import field_data, head_data
from pmledger.show.paint import Paint
from pmledger.show.plain import as_cell, as_json, field_cell
from pmledger.show.refusal import NoSuchRecord, QuestionRefused
from pmledger.show.safe import safe, width
from pmledger.source.message import N_, Message, say, say_count
from pmledger.source.term import Listed
from pmledger.workspace.snapshot import Snapshot

VERSION = 1
LINE_WIDTH = 5


class Details(Struct, frozen=True):
    """A record with its kind and figures; links from it and mentions of it as the other's key and the field."""

    record: Record
    kind: KindSpec
    ledger: Ledger
    links: tuple[tuple[str, str], ...]
    mentions: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]


def find_record(snapshot: Snapshot, written: str) -> Record:
    """The record that a reference or a file's path means; raises QuestionRefused with candidates, NoSuchRecord where none is meant."""
    ledger, parts = snapshot.ledger, parse_ref(written)
    meant = snapshot.schema.kind_meant(parts.kind) if parts.kind else None
    kind = meant.name if meant is not None else parts.kind or ""
    found = ledger.directory.find(kind, parts.scope or "", parts.id, (), Scope())
    if found.name is not None:
        return ledger.by_key[found.name.key]
    path = written.removeprefix("./")
    by_path = next((one for one in ledger.records if one.path == path and not one.parent), None)
    if by_path is not None:
        return by_path
    if found.ambiguous:
        raise QuestionRefused(
            say("{given} can mean several records: {candidates}", given=written, candidates=Listed(found.candidates))
        )
    if found.candidates:
        reason = say("no record is called {given}; did you mean {candidates}?",
                     given=written, candidates=Listed(found.candidates))  # fmt: skip
    else:
        reason = say("no record is called {given}", given=written)
    raise NoSuchRecord(reason)


def details(snapshot: Snapshot, record: Record) -> Details:
    figures = snapshot.conclusions.figures.items()
    return Details(
        record,
        snapshot.schema.kinds[record.kind],
        snapshot.ledger,
        tuple(dict.fromkeys((link.target, field_name(link)) for link in record.links)),
        tuple(dict.fromkeys((link.source, field_name(link)) for link in snapshot.ledger.backlinks.get(record.key, ()))),
        tuple(figure for (_, subject), figure in figures if subject == record.key),
    )


def field_name(link: Link) -> str:
    """The field that a link stands in, without the place in its list."""
    return link.field.partition("[")[0].partition(".")[0]


def as_text(shown: Details, translator: Translator, *, colour: bool = False) -> str:
    paint = Paint(colour)
    blocks = (
        head(shown, translator, paint),
        field_lines(shown, translator, paint),
        body_lines(shown),
        link_lines(shown, translator, paint),
        mention_lines(shown, translator, paint),
        figure_lines(shown, translator, paint),
    )
    return "\n\n".join(text for block in blocks if (text := "\n".join(block))) + "\n"


def named_lines(shown: Details, translator: Translator, *, colour: bool = False) -> str:
    """What the record is called, what it is and where it stands."""
    return "".join(f"{line}\n" for line in head(shown, translator, Paint(colour)))


def head(shown: Details, translator: Translator, paint: Paint) -> Iterator[str]:
    record = shown.record
    yield paint.style(safe(record.title), "strong")
    state = translator.state_label(shown.kind, record.status) if record.status else ""
    said = [translator.kind_label(shown.kind), state, record.key, f"{record.path}:{record.origin.line}"]
    yield safe(" · ".join(part for part in said if part))


def field_lines(shown: Details, translator: Translator, paint: Paint) -> Iterator[str]:
    """Label, value and line of every field that was written, in the order of the kind."""
    record = shown.record
    specs = [one for one in shown.kind.fields if one.name in record.values and record.has(one.name)]
    elsewhere = {"body", "status", shown.kind.title_field} | in_body(record)
    specs = [one for one in specs if one.name not in elsewhere]
    labels = {one.name: safe(translator.field_label(one)) for one in specs}
    broad = max(map(width, labels.values()), default=0)
    for spec in specs:
        label = labels[spec.name] + " " * (broad - width(labels[spec.name]))
        line = str(record.place(spec.name).line).rjust(LINE_WIDTH)
        value = safe(field_cell(record, spec, shown.kind, translator))
        yield f"{paint.style(line, 'faint')}  {paint.style(label, 'gutter')}  {value}"


def in_body(record: Record) -> set[str]:
    """The text fields that are sections of the body, and so are shown with it."""
    return {
        section.field for section in record.body.sections if section.field and record.node.pair(section.field) is None
    }


def body_lines(shown: Details) -> Iterator[str]:
    text = shown.record.body.text.strip()
    yield from (safe(line.expandtabs(4)) for line in text.split("\n")) if text else ()


def link_lines(shown: Details, translator: Translator, paint: Paint) -> Iterator[str]:
    if shown.links:
        yield paint.style(translator.text(N_("Links to")), "strong")
    yield from linked(shown, [(key, field_word(shown.record.kind, name, translator)) for key, name in shown.links], translator)


def mention_lines(shown: Details, translator: Translator, paint: Paint) -> Iterator[str]:
    if shown.mentions:
        yield paint.style(translator.text(N_("Mentioned by")), "strong")
    yield from linked(shown, [(key, field_word(key.partition(":")[0], name, translator)) for key, name in shown.mentions], translator)


def field_word(kind: str, name: str, translator: Translator) -> str:
    """A field as it is written in English, and as it is called in Chinese."""
    return name if translator.language == "en" else field_term(kind, name).chinese or name


def linked(shown: Details, links: list[tuple[str, str]], translator: Translator) -> Iterator[str]:
    """Each other record once, with all fields that make the link."""
    for key in dict.fromkeys(key for key, _ in links):
        other = shown.ledger.get(key)
        title = f"  {other.title}" if other and other.title != other.id else ""
        yield safe(f"  {key}{title}" + translator.aside(translator.comma.join(field for one, field in links if one == key)))


def figure_lines(shown: Details, translator: Translator, paint: Paint) -> Iterator[str]:
    """Each figure with its value and formula; an unknown one with the reason."""
    if shown.figures:
        yield paint.style(translator.text(N_("Figures")), "strong")
    for figure in shown.figures:
        label, formula = translator.render(figure.label), translator.text(figure.symbols) if figure.symbols else translator.render(figure.formula)
        yield safe(f"  {label}{translator.colon}{figure_value(figure, translator)}") + paint.style(safe(f"  {translator.aside(formula)}"), "faint")


def figure_value(figure: Figure, translator: Translator) -> str:
    if figure.value is None:
        reason = translator.render(figure.unknown) if figure.unknown else ""
        return f"— {reason}".rstrip()
    if isinstance(figure.value, str):
        known = choice_term(figure.value).chinese if translator.language == "zh-CN" else ""
        return known or as_cell(figure.value, translator)
    value = translator.value(figure.value)
    if not isinstance(figure.value, int | Decimal | Fraction):
        return value
    span = span_in(figure.unit, translator.number(figure.value, 1))
    if span is not None:
        return translator.render(span)
    unit = "" if figure.unit == "count" else figure.unit
    return f"{value}{unit}" if unit == "%" else f"{value} {unit}".rstrip()


def span_in(unit: str, size: str) -> Message | None:
    """A span of time in the unit of a figure, in words; None for other units."""
    count = 1 if size == "1" else 2
    match unit:
        case "wd":
            return say_count("{size} working day", "{size} working days", count, size=size)
        case "d":
            return say_count("{size} day", "{size} days", count, size=size)
        case "h":
            return say_count("{size} working hour", "{size} working hours", count, size=size)
    return None


def as_data(shown: Details, translator: Translator) -> dict[str, object]:
    """The record as docs/json.md describes it."""
    record = shown.record
    written = [one.name for one in shown.kind.fields if record.has(one.name)]
    return {
        "version": VERSION,
        **head_data(record),
        "fields": {name: field_data(record, name) for name in written},
        "lines": {name: record.place(name).line for name in written},
        "body": record.body.text,
        "links": [{"field": field, "target": key} for key, field in shown.links],
        "mentions": [{"source": key, "field": field} for key, field in shown.mentions],
        "figures": [figure_data(figure, translator) for figure in shown.figures],
    }


def figure_data(figure: Figure, translator: Translator) -> dict[str, object]:
    return {
        "name": figure.name,
        "value": as_json(figure.value),
        "unit": figure.unit,
        "formula": translator.text(figure.symbols) if figure.symbols else translator.render(figure.formula),
        "unknown": translator.render(figure.unknown) if figure.unknown else None,
    }
