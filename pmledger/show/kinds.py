"""What may be written in a kind of record, or all kinds at a glance."""

from collections.abc import Iterator

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.lifecycle import required_in
from pmledger.kinds.schema import Schema
from pmledger.language.translator import Translator
from pmledger.show.filters import innermost
from pmledger.show.paint import Paint
from pmledger.show.safe import safe
from pmledger.show.tables import Heading, Table, as_text
from pmledger.show.types import type_text
from pmledger.source.message import N_

VERSION = 1


def overview(schema: Schema, translator: Translator) -> Table:
    """Every kind with its folder and purpose."""
    headings = (N_("Kind"), N_("Name"), N_("Folder"), N_("Purpose"))
    return Table(
        tuple(Heading(translator.text(text)) for text in headings),
        tuple(
            (kind.name, translator.kind_label(kind), folder_text(kind, translator), translator.text(kind.purpose))
            for kind in schema.kinds.values()
        ),
    )


def overview_data(schema: Schema) -> dict[str, object]:
    """All kinds as docs/json.md describes them."""
    return {
        "version": VERSION,
        "kinds": [
            {
                "name": kind.name,
                "plural": kind.plural,
                "folders": list(kind.folders),
                "group": kind.group,
                "own": kind.own,
                "purpose": kind.purpose,
                "states": list(kind.states),
                "closed_states": list(kind.closed_states),
                "fields": [field_data(spec, kind) for spec in kind.fields],
            }
            for kind in schema.kinds.values()
        ],
    }


def field_data(spec: FieldSpec, kind: KindSpec) -> dict[str, object]:
    return {
        "name": spec.name,
        "type": spec.type,
        "list": spec.type == "list",
        "required_in": sorted(required_in(kind, spec.name), key=kind.states.index),
        "choices": list(innermost(spec).choices),
        "targets": list(innermost(spec).targets),
        "help": spec.help,
    }


def kind_text(kind: KindSpec, translator: Translator, *, terminal: int | None, colour: bool) -> str:
    """Purpose, folder, states with the moves between them, and every field."""
    lines = "\n".join(kind_head(kind, translator, Paint(colour)))
    return f"{lines}\n\n{as_text(fields_table(kind, translator), width=terminal, colour=colour)}"


def kind_head(kind: KindSpec, translator: Translator, paint: Paint) -> Iterator[str]:
    yield paint.style(safe(f"{kind.name} · {translator.kind_label(kind)}"), "strong")
    yield safe(translator.text(kind.purpose))
    yield safe(f"{translator.text(N_('Folder'))}{translator.colon}{translator.comma.join(kind.folders)}")
    for state in kind.states:
        moves = translator.comma.join(state_text(kind, after, translator) for after in kind.transitions.get(state, ()))
        yield safe(f"  {state} ({translator.state_label(kind, state)})" + (f" → {moves}" if moves else ""))


def folder_text(kind: KindSpec, translator: Translator) -> str:
    """The folder as people of the language write it."""
    own = kind.folders if translator.language == "en" else [one for one in kind.folders if not one.isascii()]
    return next(iter(own), kind.folders[0])


def state_text(kind: KindSpec, state: str, translator: Translator) -> str:
    """A state as it is written in English, and as it is called in any other language."""
    return state if translator.language == "en" else translator.state_label(kind, state)


def fields_table(kind: KindSpec, translator: Translator) -> Table:
    headings = (N_("Field"), N_("Name"), N_("Type"), N_("Required"), N_("Meaning"))
    return Table(
        tuple(Heading(translator.text(text)) for text in headings),
        tuple(
            (
                spec.name,
                translator.field_label(spec),
                type_text(spec, kind, translator),
                required_text(spec, kind, translator),
                translator.text(spec.help),
            )
            for spec in kind.fields
        ),
    )


def required_text(spec: FieldSpec, kind: KindSpec, translator: Translator) -> str:
    """Always, or the states that ask for the field."""
    states = required_in(kind, spec.name)
    if not states:
        return ""
    if spec.required or len(states) == len(kind.states):
        return translator.text(N_("always"))
    return translator.comma.join(state_text(kind, state, translator) for state in kind.states if state in states)
