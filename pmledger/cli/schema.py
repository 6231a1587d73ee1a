"""`pmledger schema`: what may be written."""

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer
from pmledger.kinds.json_schema import json_schema
from pmledger.kinds.schema import Schema, build_schema
from pmledger.kinds.settings import Settings
from pmledger.show.json_format import as_text as json_text
from pmledger.show.kinds import kind_text, overview, overview_data
from pmledger.show.listing import kind_named
from pmledger.show.tables import as_text
from pmledger.source.message import N_
from pmledger.workspace.load import WorkspaceMissing, read_configuration


@click.command(
    "schema",
    help=N_(
        "Show the fields and states of a KIND, or all kinds; in a workspace its own ones too.\n\n"
        "With --format json a kind is a JSON Schema for editors."
    ),
)
@click.argument("kind", required=False)
@options.format_option("text", "json")
@click.pass_obj
def command(session: Session, kind: str | None, form: str) -> None:
    schema = schema_here(session)
    if kind is None:
        table = overview(schema, session.words)
        answer(
            json_text(overview_data(schema))
            if form == "json"
            else as_text(table, width=session.width, colour=session.colour)
        )
        return
    spec = kind_named(schema, kind)
    if form == "json":
        answer(json_text(json_schema(schema, spec.name)))
    else:
        answer(kind_text(spec, session.words, terminal=session.width, colour=session.colour))


def schema_here(session: Session) -> Schema:
    """The kinds of the workspace, or the built-in ones where there is none."""
    try:
        return build_schema(read_configuration(session.root())[0])
    except WorkspaceMissing:
        return build_schema(Settings())
