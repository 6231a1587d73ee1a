"""One file becomes entries, or faults that point."""

from msgspec.structs import replace

from pmledger.kinds.declare import KindSpec
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.reader.allowances import body_allowances, yaml_allowances
from pmledger.reader.assemble import Assembly, Draft, Home, folder_defaults, inner_home, normal, unknown_kind
from pmledger.reader.body import headings, links
from pmledger.reader.boxes import boxes
from pmledger.reader.code import Code, code_in
from pmledger.reader.conflict import resolve_conflicts
from pmledger.reader.decode import decode
from pmledger.reader.entry import Body, FileReading, Form, Part
from pmledger.reader.faults_fields import ID_UNLIKE_FILE
from pmledger.reader.faults_files import FIELD_IN_PART, FRONT_MATTER_OUTSIDE_A_KIND
from pmledger.reader.fence import FrontMatter, body_fault, front_matter_end, read_front_matter
from pmledger.reader.misnamed import guess_folder, misnamed_part
from pmledger.reader.place import Placement, Role
from pmledger.reader.raw import text_of
from pmledger.reader.sections import read_prose
from pmledger.reader.tables import read_field_rows, read_record_rows
from pmledger.reader.terms import field_term, kind_term
from pmledger.reader.ticks import CHECKLIST, is_work, with_ticks
from pmledger.source.diagnostic import Diagnostic, Fix, TextEdit
from pmledger.source.message import say
from pmledger.source.node import Mapping, Pair
from pmledger.source.text import SourceText

_NOTHING = Mapping((), 0, 0)


def read_file(path: str, data: bytes, placement: Placement, schema: Schema, settings: Settings) -> FileReading:
    """All records that one file writes, its faults and its allowances; never raises for what a file says."""
    if path.casefold().endswith(".csv"):
        return _read_table(path, data, placement, schema, settings)
    if placement.role is Role.PLAIN and not _may_have_front_matter(data):
        return FileReading(SourceText(path, data.decode("utf-8", "replace").removeprefix("\ufeff")))
    decoded = decode(path, data)
    if not decoded.readable:
        return FileReading(decoded.source, faults=decoded.faults)
    source = decoded.source
    text, conflicts = resolve_conflicts(source, front_matter_end(source.text))
    front = read_front_matter(source, text)
    reader = _MarkdownReader(Assembly(source, schema, settings), placement, text, front)
    reader.read()
    faults = _once((*decoded.faults, *conflicts, *front.faults, *reader.assembly.faults))
    return FileReading(source, tuple(reader.assembly.entries), faults, tuple(reader.allowances), parts=reader.parts)


def _may_have_front_matter(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"---")


def _once(faults: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The faults in the order of the file, each once."""
    found = {(fault.code, fault.span, fault.found): fault for fault in faults}
    return tuple(sorted(found.values(), key=lambda fault: (fault.span, fault.code)))


def _read_table(path: str, data: bytes, placement: Placement, schema: Schema, settings: Settings) -> FileReading:
    decoded = decode(path, data, settings.csv.encoding)
    if not decoded.readable:
        return FileReading(decoded.source, faults=decoded.faults)
    text, conflicts = resolve_conflicts(decoded.source, len(decoded.source.text))
    assembly = Assembly(decoded.source, schema, settings)
    read = read_field_rows if placement.role is Role.FIELD_ROWS else read_record_rows
    fills = read(assembly, placement, text)
    faults = _once((*decoded.faults, *conflicts, *assembly.faults))
    return FileReading(decoded.source, tuple(assembly.entries), faults, (), fills)


class _MarkdownReader:
    """Reads one Markdown file into an assembly, by what the file is."""

    def __init__(self, assembly: Assembly, placement: Placement, text: str, front: FrontMatter) -> None:
        self.assembly = assembly
        self.placement = placement
        self.text = text
        self.front = front
        self.source = assembly.source
        self.schema = assembly.schema
        self.node = front.node or Mapping((), 0, 0)
        self.body_start, self.code = self.body()
        self.parts: tuple[Part, ...] = ()
        self.allowances, faults = yaml_allowances(self.source, 0, front.body_start, front.node)
        in_body, more = body_allowances(self.source, self.body_start, self.code)
        self.allowances += in_body
        assembly.faults += [*faults, *more]

    def body(self) -> tuple[int, Code]:
        """Where the body begins, and its code; one that is too long counts as empty."""
        start = self.front.body_start
        if (fault := body_fault(self.source, start)) is not None:
            self.assembly.faults.append(fault)
            start = len(self.text)
        return start, code_in(self.text, start)

    def read(self) -> None:
        if self.front.present and self.front.node is None:
            return
        placement = self.placement
        if written := text_of(self.node, "kind"):
            kind = self.schema.kind_key(written)
            if kind is None:
                self.assembly.faults.append(unknown_kind(self.source, self.node))
                return
            placement = self.with_kind(placement, kind)
        if placement.role is Role.PLAIN:
            self.read_plain()
        elif placement.role is Role.PART:
            self.read_part(placement)
        else:
            self.read_record(placement)

    def with_kind(self, placement: Placement, kind: str) -> Placement:
        """A file that says its own kind is a record, wherever it stands."""
        if placement.role is not Role.PART:
            return replace(placement, role=Role.RECORD, kind=kind)
        if kind == placement.kind:
            return placement
        home = _home_within(placement)
        name = self.source.path.rpartition("/")[2].rpartition(".")[0]
        return Placement(Role.RECORD, kind, normal(name), home.project, home.client)

    def read_plain(self) -> None:
        if self.front.node is not None:
            self.assembly.faults.append(_outside(self.source, self.schema))

    def read_record(self, placement: Placement) -> None:
        spec = self.schema.kinds[placement.kind]
        name = placement.id
        prose = read_prose(self.source, self.text, self.body_start, self.code, spec, self.schema, self.named(), name)
        self.check_id(placement)
        named = self.named() if self.schema.dialect.chinese else self.node
        given = {**folder_defaults(placement.kind, placement.folder, named), **prose.given}
        home = Home(placement.project, placement.client)
        node = with_ticks(named, placement.kind, self.text, self.body_start, self.code)
        draft = Draft(
            placement.kind, placement.id, Form.FILE, node, home, 0, len(self.text), prose.body,
            given=given, places=prose.places,
        )  # fmt: skip
        self.assembly.add(draft)
        self.add_boxes(draft)

    def named(self) -> Mapping:
        """The fields by their names, without reporting what is reported when they are typed."""
        kind = self.placement.kind
        pairs = (
            Pair(pair.key, pair.value, (kind and self.schema.field_key(kind, pair.key.text)) or pair.name)
            for pair in self.node.pairs
        )
        return Mapping(tuple(pairs), self.node.start, self.node.end)

    def read_part(self, placement: Placement) -> None:
        """A file beside a record's own: its lists and check boxes belong to that record."""
        home = Home(placement.project, placement.client)
        draft = Draft(
            placement.kind, placement.id, Form.FILE, _NOTHING, home, 0, len(self.text), Body("", self.body_start)
        )
        inner = inner_home(draft)
        misnamed = misnamed_part(self.source.span(0, 3), self.node, placement, self.schema)
        if misnamed is not None:
            self.assembly.faults.append(misnamed)
        for pair in self.node.pairs:
            listed = self.schema.by_folder(pair.key.text)
            if listed is not None:
                for _ in self.assembly.list_items(draft, pair.value, (listed.name,), inner, pair.key.text):
                    pass
            elif pair is not self.title_pair() and misnamed is None:
                spec = self.schema.kinds[placement.kind]
                self.assembly.faults.append(_field_in_part(self.source, pair, placement, spec, self.schema))
        self.add_boxes(draft)
        if self.text[self.body_start :].strip():
            self.parts = (self.part_text(placement),)

    def title_pair(self) -> Pair | None:
        """The title of a part, the one field it may have; a Chinese workspace may write it as its records do."""
        chinese = self.node.pair("标题") if self.schema.dialect.chinese else None
        return self.node.pair("title") or chinese

    def part_text(self, placement: Placement) -> Part:
        """The text of the file, under its title, its first heading or its name."""
        found = links(self.text, self.body_start, self.code)
        body = Body(self.text[self.body_start :], self.body_start, (), found)
        above = headings(self.text, self.body_start, self.code)
        first = above[0].text if above and above[0].level == 1 else ""
        name = self.source.path.rpartition("/")[2].rpartition(".")[0].replace("-", " ").replace("_", " ")
        titled = self.title_pair()
        title = (text_of(self.node, titled.name) if titled else "") or first or name[:1].upper() + name[1:]
        return Part(
            placement.kind, placement.id, placement.project, placement.client, title, self.source, body
        )

    def add_boxes(self, draft: Draft) -> None:
        for box in boxes(self.text, self.body_start, self.code):
            if draft.kind != CHECKLIST or is_work(box.node):
                self.assembly.add_box(draft, box)

    def check_id(self, placement: Placement) -> None:
        """An id in a file must be the file's name."""
        written = text_of(self.node, "id")
        pair = self.node.pair("id")
        if not written or pair is None or written.casefold() == placement.id.casefold():
            return
        span = self.source.span(pair.value.start, pair.value.end)
        fix = Fix(say("write {name}", name=placement.id), (TextEdit(span, placement.id),), safe=True)
        message = say("the id {id} is not the name of the file, {name}", id=written, name=placement.id)
        self.assembly.faults.append(ID_UNLIKE_FILE.at(span, message, found=written, fix=fix))


def _home_within(placement: Placement) -> Home:
    """The project and client of a record that lies in another record's folder."""
    if placement.kind == "project":
        return Home(placement.id, placement.client)
    return Home("", placement.id) if placement.kind == "client" else Home(placement.project, placement.client)


def _outside(source: SourceText, schema: Schema) -> Diagnostic:
    """Front matter in a folder that is not named after a kind, with the folder that may be meant."""
    close = guess_folder(source.path, "", schema)
    help_text = (
        say("did you mean the folder {folder}?", folder=close.folder)
        if close
        else say("move it into a folder such as projects or risks, or add the field `kind:`")
    )
    message = say("this file has front matter, but stands in no folder that is named after a kind of record")
    return FRONT_MATTER_OUTSIDE_A_KIND.at(source.span(0, 3), message, help=help_text)


def _field_in_part(
    source: SourceText, pair: Pair, placement: Placement, spec: KindSpec, schema: Schema
) -> Diagnostic:
    """A field of the record itself belongs into its own file; any other is a sign that a record was meant."""
    message = say("this file is a part of {kind} {id} and cannot hold its field {field}", kind=kind_term(spec),
                  id=placement.id, field=field_term(spec, pair.key.text))  # fmt: skip
    return FIELD_IN_PART.at(
        source.span(pair.key.start, pair.key.end),
        message,
        found=pair.key.text,
        help=say("move it to {path}", path=placement.owner_path)
        if schema.field_key(spec.name, pair.key.text)
        else say("a record of its own lies in the folder of its kind, such as risks, or says its `kind:`"),
    )
