"""`pmledger explain`: what a code means."""

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer
from pmledger.show.codes import fault_named
from pmledger.show.explain import as_data, as_text, overview
from pmledger.show.json_format import as_text as json_text
from pmledger.show.tables import as_text as table_text
from pmledger.source.message import N_
from pmledger.workspace.codes import faults

VERSION = 1


@click.command(
    "explain", help=N_("Explain a CODE such as PM104, or a name such as unknown-reference; without one, list all.")
)
@click.argument("code", required=False)
@options.format_option("text", "json")
@click.pass_obj
def command(session: Session, code: str | None, form: str) -> None:
    chosen = (fault_named(code),) if code else tuple(faults().values())
    if form == "json":
        answer(json_text({"version": VERSION, "codes": [as_data(fault, session.words) for fault in chosen]}))
    elif code:
        answer(as_text(chosen[0], session.words))
    else:
        answer(table_text(overview(chosen, session.words), width=session.width, colour=session.colour))
