"""`pmledger list`: the records of a kind that pass some filters."""

import click

from pmledger.cli import options
from pmledger.cli.asking import question_of
from pmledger.cli.ending import tell
from pmledger.cli.session import Session, answer
from pmledger.show.json_format import as_answer
from pmledger.show.listing import Listing, as_csv_table, as_data, as_table, kind_named, list_records
from pmledger.show.tables import as_csv, as_text
from pmledger.source.message import N_, say_count
from pmledger.workspace.snapshot import Revision


@click.command(
    "list",
    help=N_(
        "List the records of a KIND that pass every FILTER.\n\n"
        "Filters are field=value, field=a,b, field=4.., field=..friday, field=2..4, field!=value, field~word, field= (not "
        "given), open, closed and overdue; owner=@me is you. Closed records are listed with --all or a filter on the status."
    ),
)
@click.argument("kind")
@click.argument("filters", nargs=-1, metavar="[FILTER]...")
@options.format_option("text", "json", "csv")
@click.option("--columns", default="", metavar="FIELD,…", help=N_("Which fields to show."))
@click.option("--sort", default="", metavar="FIELD,…", help=N_("Order by these fields; -field turns the order."))
@click.option("--all", "everything", is_flag=True, help=N_("List closed records too."))
@options.as_of
@options.at
@click.pass_obj
def command(
    session: Session,
    kind: str,
    filters: tuple[str, ...],
    form: str,
    columns: str,
    sort: str,
    everything: bool,
    as_of: str | None,
    at: str | None,
) -> None:
    snapshot = session.load(as_of=as_of, at=at)
    question = question_of(snapshot, kind_named(snapshot.schema, kind))
    listing = list_records(question, filters, columns=columns, sort=sort, everything=everything)
    answer(written(listing, form, session, snapshot.revision))
    if listing.hidden and form == "text":
        tell(say_count("{count} closed record is not listed; see it with --all",
                       "{count} closed records are not listed; see them with --all", listing.hidden))  # fmt: skip


def written(listing: Listing, form: str, session: Session, revision: Revision | None) -> str:
    if form == "json":
        return as_answer(as_data(listing), revision)
    if form == "csv":
        return as_csv(as_csv_table(listing, session.words))
    if not listing.records:
        return f"{session.words.text(N_('none'))}\n"
    return as_text(as_table(listing, session.words), width=session.width, colour=session.colour)
