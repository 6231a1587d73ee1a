"""The built-in kinds described once for all processes: to build their models takes longer than to read a hundred files."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from msgspec import DecodeError
from msgspec.json import Decoder, encode
from msgspec.structs import replace

import pmledger.kinds
from pmledger import __version__
from pmledger.kinds.compile import NUMERIC
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.labels import GLOSSARY
from pmledger.workspace.kept import keep, kept, mark_of, place_beside

FOLDER = Path(pmledger.kinds.__file__).parent


def built_in_kinds() -> Mapping[str, KindSpec]:
    """The built-in kinds by name, from what was kept, else from their declarations."""
    place, mark = place_beside(FOLDER / "described.py"), mark_of(__version__, *made_of())
    data = kept(place, mark)
    if data is not None:
        try:
            return {kind.name: typed(kind) for kind in Decoder(tuple[KindSpec, ...]).decode(data)}
        except DecodeError:
            pass
    from pmledger.kinds.schema import built_in

    kinds = built_in()
    keep(place, mark, encode(tuple(kinds.values())))
    return kinds


def made_of() -> Iterator[str]:
    """Each file that says something of the kinds, with its age and size: what Python asks of a module, too."""
    for path in sorted((*FOLDER.glob("*.py"), FOLDER / GLOSSARY)):
        found = path.stat()
        yield f"{path.name} {found.st_mtime_ns} {found.st_size}"


def typed(kind: KindSpec) -> KindSpec:
    """A kind with those defaults as decimals that JSON knows as texts."""
    return replace(kind, fields=tuple(map(typed_field, kind.fields)))


def typed_field(spec: FieldSpec) -> FieldSpec:
    """The same for one field and all within it."""
    if spec.item is not None or spec.parts:
        item = None if spec.item is None else typed_field(spec.item)
        return replace(spec, item=item, parts=tuple(map(typed_field, spec.parts)))
    is_decimal = spec.type in NUMERIC and isinstance(spec.default, str)
    return replace(spec, default=Decimal(str(spec.default))) if is_decimal else spec
