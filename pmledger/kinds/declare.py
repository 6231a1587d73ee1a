"""How kinds and fields are declared, and the frozen descriptions that everything else reads."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field

if TYPE_CHECKING:
    from pydantic import BaseModel

Audience = Literal["restricted", "internal", "client", "public"]
Number = int | Decimal


class Shape(Struct, frozen=True):
    """What may be written in a field, without its name: the part of a declaration that stands in `Annotated`."""

    type: str
    item: "Shape | None" = None
    parts: "tuple[Part, ...]" = ()
    targets: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    minimum: Number | None = None
    maximum: Number | None = None
    pattern: str | None = None
    lead: str | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:  # noqa: ANN401  (pydantic's own protocol)
        """Lets the models of the kinds validate alone as they do within a Schema without currency."""
        from pmledger.kinds.compile import Dialect, core

        return core(described("", self, Asked("")), Dialect())


class Asked(Struct, frozen=True):
    """What a declaration says about a field beside its shape."""

    help: str
    label: str | None = None
    needed_in: tuple[str, ...] = ()
    required: bool = False
    default: object = None
    table: bool = False
    audience: Audience = "internal"
    told_by: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """One named part of a map, or one alternative of a union (then without a name)."""

    name: str
    shape: Shape
    asked: Asked


def ask(
    help: str,  # noqa: A002  (the word that readers of a declaration expect)
    *,
    name: str | None = None,
    label: str | None = None,
    needed_in: tuple[str, ...] = (),
    required: bool = False,
    default: object = None,
    table: bool = False,
    audience: Audience = "internal",
    told_by: tuple[str, ...] = (),
) -> Any:  # noqa: ANN401  (a default for any annotation)
    """Declares a field of a kind.

    `help` is one plain sentence. `name` is the name in files where Python keeps the word (from, for).
    `needed_in` names the states in which the field must be given, `required` makes it needed in all of them;
    neither is checked by the model, so that one missing field never hides another fault. `default` is what holds
    when nothing is written, `table` shows the field in registers, `audience` is the widest public that may see it;
    fields `told_by` name those that say it when it is not written itself.
    """
    from pydantic import Field  # here, since whoever only reads the descriptions needs no model

    asked = Asked(help, label, needed_in, required, default, table, audience, told_by)
    return Field(default=None, alias=name, description=help, json_schema_extra={"asked": asked})  # type: ignore[dict-item]


def part(name: str, shape: Shape, help: str, *, required: bool = False, default: object = None) -> Part:  # noqa: A002
    """Declares one named part of a map; a map without a required part is dropped with a `missing_part` problem."""
    return Part(name, shape, Asked(help, required=required, default=default))


class FieldSpec(Struct, frozen=True):
    """One field of a kind, or one part of it.

    `type` is one of `values.TYPES`. A list has its `item`; a map its `parts` (or, with free keys, `item` for every
    value and `choices` for the keys, where they are closed); a union its alternatives as `parts`, unnamed.
    `targets` are the kinds a reference may name, empty for any. `lead` is the part that a single value written
    in place of a map stands for. `minimum` and `maximum` bound numbers, and the length of texts. `own` marks
    what pmledger.yml declares.
    """

    name: str
    type: str
    item: "FieldSpec | None" = None
    parts: "tuple[FieldSpec, ...]" = ()
    targets: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    required: bool = False
    needed_in: tuple[str, ...] = ()
    default: object = None
    help: str = ""
    label: str | None = None
    zh: str = ""
    table: bool = False
    audience: str = "internal"
    minimum: Number | None = None
    maximum: Number | None = None
    pattern: str | None = None
    lead: str | None = None
    own: bool = False
    told_by: tuple[str, ...] = ()


class Kind(Struct, frozen=True):
    """The declaration of a kind: one stands in each module of this folder that is named after a kind.

    `lifecycle` maps each state, the first one first, to the states that may follow it.
    """

    name: str
    model: "type[BaseModel]"
    plural: str
    zh_folders: tuple[str, ...]
    prefix: str
    group: str
    tier: str
    page: bool
    purpose: str
    standards: str
    lifecycle: Mapping[str, tuple[str, ...]]
    closed: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    title_field: str = "title"


class KindSpec(Struct, frozen=True):
    """A kind as everything else reads it: built-in or own, its fields in the order in which forms show them.

    `states` begins with the one a record has when none is written; `closed_states` are those in which a record
    needs nothing more. `folders` are all names of its folder and list, `plural` first. `page` tells whether a
    record without a body has a page of its own.
    """

    name: str
    plural: str
    folders: tuple[str, ...]
    zh: str
    prefix: str
    group: str
    tier: str
    page: bool
    purpose: str
    standards: str
    states: tuple[str, ...]
    transitions: Mapping[str, tuple[str, ...]]
    closed_states: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    title_field: str
    state_zh: Mapping[str, str] = field(default_factory=dict)
    label: str | None = None
    own: bool = False

    def field(self, name: str) -> FieldSpec | None:
        """The field of that name, if the kind has one."""
        for one in self.fields:  # asked for every value that is read, so without a generator
            if one.name == name:
                return one
        return None

    @property
    def defaults(self) -> dict[str, object]:
        """What holds for fields that are not written, by name: typed values, the first state among them."""
        return {one.name: one.default for one in self.fields if one.default is not None}


def described(name: str, shape: Shape, asked: Asked) -> FieldSpec:
    """Shape and declaration as one description, its parts within it."""
    return FieldSpec(
        name=name,
        type=shape.type,
        item=None if shape.item is None else described("", shape.item, Asked(asked.help, audience=asked.audience)),
        parts=tuple(described(one.name, one.shape, one.asked) for one in shape.parts),
        targets=shape.targets,
        choices=shape.choices,
        required=asked.required,
        needed_in=asked.needed_in,
        default=asked.default,
        help=asked.help,
        label=asked.label,
        table=asked.table,
        audience=asked.audience,
        minimum=shape.minimum,
        maximum=shape.maximum,
        pattern=shape.pattern,
        lead=shape.lead,
        told_by=asked.told_by,
    )
