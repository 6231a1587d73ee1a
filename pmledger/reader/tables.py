"""CSV files: each row is a record, or one item of a list in the record beside the file."""

from pmledger.kinds.declare import FieldSpec
from pmledger.reader.assemble import Assembly, Draft, Home, contents, folder_defaults
from pmledger.reader.csv_rows import read_rows
from pmledger.reader.entry import Body, Filling, Form
from pmledger.reader.ids import content_id
from pmledger.reader.place import Placement
from pmledger.reader.problems import Subject, diagnostics
from pmledger.reader.raw import cell_value, text_of
from pmledger.reader.terms import field_term, part_term
from pmledger.source.node import Mapping, Pair, Scalar, Sequence

_KEY = Scalar("", 0, 0)


def read_record_rows(assembly: Assembly, placement: Placement, text: str) -> tuple[Filling, ...]:
    """Add a record for each row."""
    spec = assembly.schema.kinds[placement.kind]
    names = tuple(field_term(spec, one.name) for one in spec.fields)
    by_name = {one.name: one for one in spec.fields}
    table = read_rows(
        assembly.source,
        lambda head: assembly.schema.field_key(placement.kind, head) or _folded_key(assembly, placement.kind, head),
        lambda name: _is_list(by_name.get(name)),
        names,
        text,
    )
    assembly.faults.extend(table.faults)
    for row in table.rows:
        _add_row(assembly, placement, row, by_name)
    return ()


def _folded_key(assembly: Assembly, kind: str, head: str) -> str | None:
    """Heads of columns are written like labels too: `Paid on`."""
    return assembly.schema.field_key(kind, head.casefold().replace(" ", "_"))


def _add_row(assembly: Assembly, placement: Placement, row: Mapping, fields: dict[str, FieldSpec]) -> None:
    home = Home(placement.project, placement.client)
    written = text_of(row, "id")
    scope = home.scope
    ident = written or assembly.numbered.take(placement.kind, scope, content_id(contents(row)))
    given = {
        **folder_defaults(placement.kind, placement.folder, row),
        **{pair.name: cell_value(pair.value, fields.get(pair.name), assembly.settings.csv) for pair in row.pairs},
    }
    body = Body("", row.end)
    assembly.add(
        Draft(placement.kind, ident, Form.ROW, row, home, row.start, row.end, body, named=bool(written), given=given)
    )


def _is_list(spec: FieldSpec | None) -> bool:
    if spec is None:
        return False
    return spec.type == "list" or (spec.type == "union" and any(part.type == "list" for part in spec.parts))


def read_field_rows(assembly: Assembly, placement: Placement, text: str) -> tuple[Filling, ...]:
    """The rows as the value of a list field of the record beside the file."""
    schema = assembly.schema
    spec = schema.kinds[placement.kind].field(placement.field)
    assert spec is not None
    assert spec.item is not None
    parts = {part.name: part for part in spec.item.parts}
    table = read_rows(
        assembly.source,
        lambda head: schema.part_key(spec, head) or schema.part_key(spec, head.casefold().replace(" ", "_")),
        lambda name: _is_list(parts.get(name)),
        tuple(part_term(name) for name in parts),
        text,
        chinese=schema.dialect.chinese,
    )
    assembly.faults.extend(table.faults)
    csv = assembly.settings.csv
    items = [{pair.name: cell_value(pair.value, parts.get(pair.name), csv) for pair in row.pairs} for row in table.rows]
    validated = schema.validate(placement.kind, {placement.field: items})
    nodes = Sequence(table.rows, 0, len(text))
    holder = Mapping((Pair(_KEY, nodes, placement.field),), 0, len(text))
    subject = Subject(
        assembly.source, holder, tuple(parts), in_table=True, kind=schema.kinds[placement.kind],
        chinese=schema.dialect.chinese,
    )  # fmt: skip
    assembly.faults.extend(diagnostics(subject, validated.problems))
    value = validated.values.get(placement.field, ())
    return (Filling(placement.owner_path, placement.field, value if isinstance(value, tuple) else (), nodes),)
