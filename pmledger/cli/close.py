"""`pmledger close`: a record into a state in which nothing more is to be done."""

import sys

import click

from pmledger.cli import options
from pmledger.cli.identity import my_id
from pmledger.cli.session import Session
from pmledger.cli.set import report
from pmledger.edit.close import Missing, close
from pmledger.edit.set_fields import Edited
from pmledger.source.message import N_
from pmledger.workspace.snapshot import Snapshot


@click.command(
    "close",
    help=N_(
        "Close the record that REF means: give it its closing state, and all that this state requires.\n\n"
        "What is missing is asked for on a terminal, and named otherwise; dates are today's unless you set them."
    ),
)
@click.argument("ref")
@click.option(
    "--as", "state", default="", metavar="STATE", help=N_("The state to close it in, where there are several.")
)
@options.assignments
@options.as_of
@click.pass_obj
def command(session: Session, ref: str, state: str, assignments: tuple[str, ...], as_of: str | None) -> None:
    snapshot = session.load(as_of=as_of)
    try:
        report(closed(snapshot, ref, state, assignments))
    except Missing as missing:
        if not sys.stdin.isatty():
            raise
        report(closed(snapshot, ref, state, (*assignments, *asked_for(missing, session))))


def closed(snapshot: Snapshot, ref: str, state: str, assignments: tuple[str, ...]) -> Edited:
    return close(snapshot, ref, state=state, assignments=assignments, me=my_id(snapshot, assignments))


def asked_for(missing: Missing, session: Session) -> tuple[str, ...]:
    """Ask for each missing field by its name and meaning."""
    words = session.words
    return tuple(
        f"{field.name}={click.prompt(f'{words.field_label(field)} ({words.text(field.help)})', err=True)}"
        for field in missing.fields
    )
