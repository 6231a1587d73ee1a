"""Sections of a body: which heading stands for which field, and what the body says in place of the front matter."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.schema import Schema
from pmledger.reader.body import Heading, headings, links
from pmledger.reader.code import Code
from pmledger.reader.entry import Body, Section
from pmledger.reader.yaml_events import is_absent
from pmledger.source.node import Mapping as MappingNode
from pmledger.source.node import Scalar
from pmledger.source.span import Span
from pmledger.source.text import SourceText

_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+(.+))?")
_MEETING = "communication"


class Prose(Struct, frozen=True):
    """A body, the texts of fields that it or the file's name gives, and their places."""

    body: Body
    given: Mapping[str, str]
    places: Mapping[str, Span]


def read_prose(
    source: SourceText, text: str, start: int, code: Code, spec: KindSpec, schema: Schema, node: MappingNode, name: str
) -> Prose:
    """What the body from `start` on, and the file's name, say about a record whose fields are in `node`.

    A heading named after a field that the front matter, or a section above, already gives is a heading like any other.
    """
    found = headings(text, start, code)
    title = _title(found, text, start, spec, node)
    sections = tuple(_first_of_each(_sections(found, len(text), spec, schema, title), node))
    body = Body(text[start:], start, sections, links(text, start, code))
    given: dict[str, str] = {}
    places: dict[str, Span] = {}
    for section in sections:
        if section.field:
            told = section.heading if title is not None and section.start == title.start else None
            given[section.field] = told or text[section.text_start : section.end].strip()
            places[section.field] = source.span(section.start, _end_of_line(text, section.start))
    if spec.name == _MEETING:
        _meeting(source, text, body, title, node, name, given, places)
    return Prose(body, given, places)


def _title(found: tuple[Heading, ...], text: str, start: int, spec: KindSpec, node: MappingNode) -> Heading | None:
    """The heading that is the record's title: the first thing in the body, of the first level, none above it."""
    if not found or found[0].level != 1 or text[start : found[0].start].strip() or node.pair(spec.title_field):
        return None
    return found[0]


def _sections(
    found: tuple[Heading, ...], end: int, spec: KindSpec, schema: Schema, title: Heading | None
) -> Iterable[Section]:
    """Each heading with the text down to the next one of its level or a higher one."""
    ends: list[int] = [end] * len(found)
    open_ones: list[int] = []
    for index, heading in enumerate(found):
        while open_ones and found[open_ones[-1]].level >= heading.level:
            ends[open_ones.pop()] = heading.start
        open_ones.append(index)
    for heading, stop in zip(found, ends, strict=True):
        field = spec.title_field if heading is title else section_field(heading.text, spec, schema)
        yield Section(heading.text, heading.level, field, heading.start, heading.text_start, stop)


def section_field(heading: str, spec: KindSpec, schema: Schema) -> str:
    """The name of the text field that a heading stands for by its name or label, or ""."""
    words = heading.strip().rstrip(":：").strip()
    if len(words) > 60:
        return ""
    name = schema.field_key(spec.name, words) or schema.field_key(spec.name, words.casefold().replace(" ", "_"))
    found = spec.field(name) if name else _labelled(words, spec)
    return found.name if found is not None and found.name != "body" and _is_prose(found) else ""


def _labelled(words: str, spec: KindSpec) -> FieldSpec | None:
    folded = words.casefold()
    return next((one for one in spec.fields if one.label and one.label.casefold() == folded), None)


def _is_prose(spec: FieldSpec) -> bool:
    return spec.type == "text" or (spec.type == "union" and any(part.type == "text" for part in spec.parts))


def _first_of_each(sections: Iterable[Section], node: MappingNode) -> Iterable[Section]:
    """The sections, those that would give a field again without it."""
    given = {pair.name for pair in node.pairs if not (isinstance(pair.value, Scalar) and is_absent(pair.value))}
    for section in sections:
        yield section._replace(field="") if section.field and section.field in given else section
        given.add(section.field)


def _meeting(
    source: SourceText,
    text: str,
    body: Body,
    title: Heading | None,
    node: MappingNode,
    name: str,
    given: dict[str, str],
    places: dict[str, Span],
) -> None:
    """A meeting has its day and title from its file's name, and a body without headings is its summary."""
    whole = source.span(0, 0)
    if dated := _DATED_NAME.fullmatch(name):
        if not node.pair("date"):
            given["date"], places["date"] = dated[1], whole
        if dated[2] and not node.pair("title") and "title" not in given:
            words = dated[2].replace("-", " ").replace("_", " ").strip()
            given["title"], places["title"] = words[:1].upper() + words[1:], whole
    start = title.text_start if title is not None else body.start
    prose = text[start:].strip()
    if (
        prose
        and not node.pair("summary")
        and all(section.heading == (title and title.text) for section in body.sections)
    ):
        given["summary"] = prose
        places["summary"] = source.span(start, start)


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end
