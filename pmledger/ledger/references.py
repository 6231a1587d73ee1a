"""Every reference of an entry, in its fields and in its body, is looked up; what leads nowhere is a fault."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from pmledger.kinds.declare import FieldSpec
from pmledger.kinds.reference import parse_ref
from pmledger.kinds.schema import Schema
from pmledger.kinds.values import Ref
from pmledger.ledger.faults import AMBIGUOUS_REFERENCE, BROKEN_LINK, NAME_FOR_ID, UNKNOWN_REFERENCE, WRONG_KIND
from pmledger.ledger.names import Directory, Found, Scope
from pmledger.ledger.record import Link
from pmledger.reader.entry import Body, BodyLink, Entry, filled_node
from pmledger.reader.terms import kinds_listed
from pmledger.source.diagnostic import Diagnostic, Fix, TextEdit
from pmledger.source.message import say
from pmledger.source.node import find
from pmledger.source.span import Span
from pmledger.source.term import Listed
from pmledger.source.text import SourceText

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Path = tuple[str | int, ...]


def path_text(path: Path) -> str:
    """`depends[0].task`, as fields are named to people."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def holds_references(spec: FieldSpec) -> bool:
    return spec.type == "ref" or any(map(holds_references, (*((spec.item,) if spec.item else ()), *spec.parts)))


def references_in(spec: FieldSpec, value: object, path: Path) -> Iterator[tuple[Path, Ref, tuple[str, ...]]]:
    """The references in a field's value, with their paths and the kinds that each may name."""
    if isinstance(value, Ref):
        yield path, value, targets_of(spec)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from references_in(inner(spec, "list"), part, (*path, index))
    elif isinstance(value, Mapping):
        mapping = inner(spec, "map")
        for name, part in value.items():
            part_spec = next((one for one in mapping.parts if one.name == name), mapping.item)
            if part_spec is not None:
                yield from references_in(part_spec, part, (*path, str(name)))


def inner(spec: FieldSpec, kind: str) -> FieldSpec:
    """The item of a list or the map itself, found through the alternatives of a union."""
    if spec.type == "union":
        return next((inner(part, kind) for part in spec.parts if part.type in {kind, "union"}), spec)
    return spec.item if kind == "list" and spec.item is not None else spec


def targets_of(spec: FieldSpec) -> tuple[str, ...]:
    """The kinds that a reference in this field may name; none means any."""
    if spec.type == "union":
        return next((part.targets for part in spec.parts if part.type == "ref"), ())
    return spec.targets


class Resolver:
    """Looks references up and collects the faults; lives only while a ledger is joined."""

    def __init__(self, schema: Schema, directory: Directory, pages: Mapping[str, str], paths: frozenset[str]) -> None:
        self.directory = directory
        self.pages = pages
        self.paths = paths
        self.faults: list[Diagnostic] = []
        self.kinds = schema.kinds
        self.fields = {
            name: tuple(spec for spec in kind.fields if holds_references(spec)) for name, kind in schema.kinds.items()
        }

    def links(self, key: str, entry: Entry, here: Scope) -> tuple[Link, ...]:
        found: list[Link] = []
        for spec in self.fields[entry.kind]:
            value = entry.values.get(spec.name)
            if value is not None:
                for path, ref, targets in references_in(spec, value, (spec.name,)):
                    found.extend(self.field_link(key, entry, path, ref, targets, here))
        return (*found, *self.text_links(key, entry.source, entry.body, here))

    def text_links(self, key: str, source: SourceText, body: Body, here: Scope) -> tuple[Link, ...]:
        """The links in a text of a record, its body or that of a file beside it."""
        return tuple(found for link in body.links for found in self.text_link(key, source, link, here))

    def field_link(
        self, key: str, entry: Entry, path: Path, ref: Ref, targets: tuple[str, ...], here: Scope
    ) -> Iterator[Link]:
        node = find(entry.node, path)
        start, end = (node.start, node.end) if node is not None else (entry.start, entry.start)
        result = self.look_up(ref.text, targets, here)
        if result.name is None or result.by_person_name:  # only a fault needs the line, and with it a table of all lines
            beside = filled_node(entry.filled, path)
            span = beside[0].span(beside[1].start, beside[1].end) if beside else entry.source.span(start, end)
            if result.name is None:
                self.faults.append(unresolved(ref.text, span, result, kinds_listed(targets, self.kinds), key))
                return
            self.faults.append(name_for_id(ref.text, span, result.name.id, key, fixable=node is not None))
        yield Link(key, path_text(path), result.name.key, start, end)

    def look_up(self, text: str, targets: tuple[str, ...], here: Scope) -> Found:
        parts = parse_ref(text)
        kind = parts.kind.casefold().replace("-", "_") if parts.kind else ""
        return self.directory.find(kind, parts.scope or "", parts.id, targets, here)

    def text_link(self, key: str, source: SourceText, link: BodyLink, here: Scope) -> Iterator[Link]:
        if link.wiki:
            result = self.look_up(link.target.partition("#")[0], (), here)
            if result.name is None:
                self.faults.append(unresolved(link.target, source.span(link.start, link.end), result, Listed(()), key))
            else:
                yield Link(key, "body", result.name.key, link.start, link.end)
            return
        path = relative_path(source.path, link.target)
        if path is None:
            return
        if path in self.pages:
            yield Link(key, "body", self.pages[path], link.start, link.end)
        elif path not in self.paths:
            self.faults.append(
                BROKEN_LINK.at(
                    source.span(link.start, link.end),
                    say("there is no file {path}", path=path),
                    found=link.target,
                    record=key,
                    help=say("links are relative to the folder of {file}", file=source.path),
                )
            )


def relative_path(source: str, target: str) -> str | None:
    """The workspace path that a relative link leads to, or None for links to elsewhere.

    A path that climbs out of the workspace is kept as it is, so that it is reported.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or target.startswith(("/", "#", "?")):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path)))


def unresolved(text: str, span: Span, result: Found, kinds: Listed, key: str) -> Diagnostic:
    """The fault of a reference that names no record, several, or one of the wrong kind."""
    if result.wrong_kind:
        return WRONG_KIND.at(
            span,
            say("{found} is {other}, and no {kinds}", found=text, other=Listed(result.candidates), kinds=kinds),
            found=text, record=key, help=say("refer to a record of kind {kinds}", kinds=kinds),
        )  # fmt: skip
    if result.ambiguous:
        return AMBIGUOUS_REFERENCE.at(
            span,
            say("{found} could be any of {candidates}", found=text, candidates=Listed(result.candidates)),
            found=text, record=key, help=say("write which one is meant, for example {example}",
                                             example=result.candidates[0]),
        )  # fmt: skip
    message = (
        say("no {kinds} is called {found}", kinds=kinds, found=text)
        if kinds.parts
        else say("no record is called {found}", found=text)
    )
    if not result.candidates:
        day = say("a day is written due:{day}", day=text) if _DAY.fullmatch(text) else None
        return UNKNOWN_REFERENCE.at(span, message, found=text, record=key, help=day)
    return UNKNOWN_REFERENCE.at(
        span, message, found=text, record=key,
        help=say("did you mean {candidates}?", candidates=Listed(result.candidates)),
    )  # fmt: skip


def name_for_id(text: str, span: Span, ident: str, key: str, *, fixable: bool) -> Diagnostic:
    fix = Fix(say("write the id {id}", id=ident), (TextEdit(span, ident),), safe=True) if fixable else None
    return NAME_FOR_ID.at(
        span, say("{found} is written by name, the id is {id}", found=text, id=ident), found=text, record=key, fix=fix
    )
