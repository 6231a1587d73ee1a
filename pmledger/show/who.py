"""Who changed what last: each field of a record with the commit that gave it the value it has."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.history.changes import FieldChange, SectionChange, changes
from pmledger.history.life import Step
from pmledger.language.translator import Translator
from pmledger.ledger.placed import title_of
from pmledger.show.changes import label_of, shortened, value_of
from pmledger.show.life import SHORT, UNKNOWN, Shown, commit_data, told
from pmledger.show.plain import as_json
from pmledger.show.tables import Heading, Table
from pmledger.source.message import N_


class LastChange(Struct, frozen=True):
    """A field with its value, or a section of the body; and the step that changed it last, None where none is known."""

    part: FieldChange | SectionChange
    step: Step | None


def last_changes(shown: Shown) -> Iterator[LastChange]:
    """Every field and section that the record has now, in the order of its kind."""
    life = shown.life
    said = changes(None, life.now, life.kind)
    by_field: dict[str, Step] = {}
    by_heading: dict[str, Step] = {}
    for step in life.steps:
        for change in step.changes.fields:
            by_field.setdefault(change.field, step)
        for section in step.changes.sections:
            by_heading.setdefault(section.heading, step)
    yield from (LastChange(one, by_field.get(one.field)) for one in said.fields)
    yield from (LastChange(one, by_heading.get(one.heading)) for one in said.sections)


def title(shown: Shown) -> str:
    return title_of(shown.life.now) if shown.life.now is not None else ""


def as_table(shown: Shown, words: Translator) -> Table:
    headings = (N_("Field"), N_("Value"), N_("Changed on"), N_("By"), N_("Why"), N_("Commit"))
    return Table(tuple(Heading(words.text(one)) for one in headings), tuple(row(shown, one, words) for one in last_changes(shown)))


def row(shown: Shown, last: LastChange, words: Translator) -> tuple[str, ...]:
    part, step, kind = last.part, last.step, shown.life.kind
    if isinstance(part, FieldChange):
        name, value = label_of(part, kind, words), shortened(value_of(part.field, part.now, kind, words))
    else:
        name, value = f"# {part.heading}" if part.heading else words.text(N_("Text")), ""
    if step is None:
        return name, value, UNKNOWN, "", "", ""
    return name, value, *told(shown, step, words), step.commit[:SHORT]


def as_data(shown: Shown) -> list[dict[str, object]]:
    """The parts as docs/json.md describes them, under `who` of `show`."""
    return [{**part_data(last.part), **commit_data(shown, last.step)} for last in last_changes(shown)]


def part_data(part: FieldChange | SectionChange) -> dict[str, object]:
    if isinstance(part, FieldChange):
        return {"field": part.field, "section": None, "value": as_json(part.now)}
    return {"field": "body", "section": part.heading, "value": None}
