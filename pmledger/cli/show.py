"""`pmledger show`: one record."""

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer
from pmledger.show.details import as_data, as_text, details, find_record
from pmledger.show.json_format import as_answer
from pmledger.source.message import N_


@click.command(
    "show",
    help=N_(
        "Show the record that REF means: its fields with the lines they stand on, its links both ways, its figures.\n\n"
        "REF is an id, kind:id, kind:project/id, a person's full name, or the path of the record's file."
    ),
)
@click.argument("ref")
@options.format_option("text", "json")
@options.as_of
@options.at
@click.pass_obj
def command(session: Session, ref: str, form: str, as_of: str | None, at: str | None) -> None:
    snapshot = session.load(as_of=as_of, at=at)
    shown = details(snapshot, find_record(snapshot, ref))
    if form == "json":
        answer(as_answer(as_data(shown, session.words), snapshot.revision))
    else:
        answer(as_text(shown, session.words, colour=session.colour))
