"""`pmledger rename`: another id for a record, and every reference mended."""

import click

from pmledger.cli.ending import tell
from pmledger.cli.session import Session, answer
from pmledger.edit.rename import rename
from pmledger.source.message import N_, say, say_count


@click.command(
    "rename",
    help=N_(
        "Give the record that REF means the id NEW: rename its file and mend every reference to it, all or nothing."
    ),
)
@click.argument("ref")
@click.argument("new")
@click.pass_obj
def command(session: Session, ref: str, new: str) -> None:
    done = rename(session.load(), ref, new)
    answer(f"{done.path}\n")
    references = say_count("{count} reference mended", "{count} references mended", done.references)
    tell(say("{old} is now {new}; {references}", old=done.old, new=done.new, references=references))
