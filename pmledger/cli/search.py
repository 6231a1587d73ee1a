"""`pmledger search`: records by words."""

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer
from pmledger.show.json_format import as_answer
from pmledger.show.searching import as_data, as_table, search
from pmledger.show.tables import as_csv, as_text
from pmledger.source.message import N_


@click.command(
    "search",
    help=N_("Find the records that hold every word of TEXT in their id, title, fields or body, in any script."),
)
@click.argument("text", nargs=-1, required=True)
@options.format_option("text", "json", "csv")
@options.at
@click.pass_obj
def command(session: Session, text: tuple[str, ...], form: str, at: str | None) -> None:
    snapshot = session.load(at=at)
    hits = search(snapshot.ledger, " ".join(text))
    table = as_table(hits, session.words)
    if form == "json":
        answer(as_answer(as_data(hits), snapshot.revision))
    elif form == "csv":
        answer(as_csv(table))
    elif not hits:
        answer(f"{session.words.text(N_('none'))}\n")
    else:
        answer(as_text(table, width=session.width, colour=session.colour))
