"""`pmledger set`: fields of a record, as edits of its text."""

from functools import partial

import click

from pmledger.cli.ending import tell
from pmledger.cli.identity import my_id
from pmledger.cli.session import Session, answer
from pmledger.edit.set_fields import Edited, set_fields
from pmledger.reader.terms import field_term, listed
from pmledger.source.message import N_, say


@click.command(
    "set",
    help=N_(
        "Set fields of the record that REF means, and change nothing else in its file.\n\n"
        "field=value sets, field= removes, field+=value and field-=value add to and take from a list; owner=@me is you."
    ),
)
@click.argument("ref")
@click.argument("assignments", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.pass_obj
def command(session: Session, ref: str, assignments: tuple[str, ...]) -> None:
    snapshot = session.load()
    report(set_fields(snapshot, ref, assignments, me=my_id(snapshot, assignments)))


def report(edited: Edited) -> None:
    """Print the place that was written to, which an editor can open; say so when nothing had to change."""
    answer(f"{edited.path}:{edited.line}\n")
    if not edited.fields:
        tell(say("nothing had to change"))
    if edited.missing:
        kind = edited.key.partition(":")[0]
        tell(say("still to be filled in: {fields}", fields=listed(edited.missing, partial(field_term, kind))))
