"""`pmledger trend`: how a figure has moved, reckoned anew from the commits."""

from datetime import date
from zoneinfo import ZoneInfo

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer, day_named
from pmledger.cli.why import named_like
from pmledger.history.git import HistoryRefused
from pmledger.history.looks import STEPS, looks
from pmledger.history.repository import repository_of
from pmledger.history.trends import Point, trends
from pmledger.show.json_format import as_text as json_text
from pmledger.show.refusal import QuestionRefused
from pmledger.show.tables import as_csv, as_text
from pmledger.show.trend import Shown, as_csv_table, as_data, as_table, sentence
from pmledger.show.why import figure_of
from pmledger.source.message import N_
from pmledger.workspace.snapshot import Snapshot


@click.command(
    "trend",
    help=N_(
        "Show how FIGURE of the record that REF means has moved, of the workspace without REF: reckoned anew from the files of "
        "the last commit of each month, as of its last day.\n\n"
        "FIGURE and REF are those of pmledger why. What was reckoned is kept in .pmledger/cache."
    ),
)
@click.argument("figure", shell_complete=named_like)
@click.argument("ref", default="")
@click.option("--since", metavar="DATE", help=N_("From this day on: 2026-03-01, -6m; from the first commit if not said."))
@click.option(
    "--step", type=click.Choice(STEPS), default=STEPS[0], show_default=True, help=N_("How often to look.")
)
@options.format_option("text", "json", "csv")
@click.pass_obj
def command(session: Session, figure: str, ref: str, since: str | None, step: str, form: str) -> None:
    snapshot = session.load()
    first = None if since is None else day_named(snapshot.root, since)
    found = figure_of(snapshot, figure, ref, session.words)
    now = Point(snapshot.as_of, "", found.value, found.unit)
    about = snapshot.ledger.get(found.subject)
    points = (*before(snapshot, (found.name, found.subject), first, step), now)
    shown = Shown(found, about.title if about else "", step, points)
    if form == "json":
        answer(json_text(as_data(shown)))
    elif form == "csv":
        answer(as_csv(as_csv_table(shown)))
    else:
        answer(f"{sentence(shown, session.words)}\n\n")
        answer(as_text(as_table(shown, session.words), width=session.width, colour=session.colour))


def before(snapshot: Snapshot, key: tuple[str, str], since: date | None, step: str) -> tuple[Point, ...]:
    """The points before today; what git cannot give is a question that cannot be answered."""
    try:
        repository = repository_of(snapshot.root)
        days = looks(repository, since, snapshot.as_of, step, ZoneInfo(snapshot.settings.timezone))
        return trends(snapshot.root, repository, (key,), days)[key]
    except HistoryRefused as refusal:
        raise QuestionRefused(refusal.reason) from None
