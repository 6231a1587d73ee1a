"""`pmledger trend`: how a figure has moved, reckoned anew from the commits."""

from datetime import date
from zoneinfo import ZoneInfo

import click
from msgspec import Struct

from pmledger.cli import options
from pmledger.cli.ending import tell
from pmledger.cli.session import Session, answer, day_named
from pmledger.cli.why import named_like
from pmledger.history.git import HistoryRefused
from pmledger.history.looks import STEPS, Look, looks
from pmledger.history.repository import Repository, repository_of
from pmledger.history.trends import Point, trends
from pmledger.language.translator import Translator
from pmledger.show.gone import last_seen
from pmledger.show.json_format import as_text as json_text
from pmledger.show.refusal import NoSuchRecord, QuestionRefused
from pmledger.show.tables import as_csv, as_text
from pmledger.show.trend import Shown, as_csv_table, as_data, as_table, farewell, sentence
from pmledger.show.why import figure_of
from pmledger.source.message import N_
from pmledger.workspace.snapshot import Snapshot


@click.command(
    "trend",
    help=N_(
        "Show how FIGURE of the record that REF means has moved, of the workspace without REF: reckoned anew from the files of "
        "the last commit of each month, as of its last day. A record that is gone is looked for in those.\n\n"
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
    try:
        found = figure_of(snapshot, figure, ref, session.words)
    except NoSuchRecord as refused:
        shown = of_gone(snapshot, figure, ref, Steps(first, step), session.words, refused)
    else:
        now = Point(snapshot.as_of, "", found.value, found.unit)
        about = snapshot.ledger.get(found.subject)
        points = (*before(snapshot, (found.name, found.subject), Steps(first, step)), now)
        shown = Shown(found, about.title if about else "", step, points)
    if form == "json":
        answer(json_text(as_data(shown)))
    elif form == "csv":
        answer(as_csv(as_csv_table(shown)))
        if shown.gone is not None:
            tell(farewell(shown, shown.gone))
    else:
        answer(f"{sentence(shown, session.words)}\n\n")
        answer(as_text(as_table(shown, session.words), width=session.width, colour=session.colour))


class Steps(Struct, frozen=True):
    """From which day on earlier days are looked at (None: the first commit), and how often."""

    since: date | None
    step: str

    def looks(self, snapshot: Snapshot, repository: Repository) -> tuple[Look, ...]:
        return looks(repository, self.since, snapshot.as_of, self.step, ZoneInfo(snapshot.settings.timezone))


def before(snapshot: Snapshot, key: tuple[str, str], steps: Steps) -> tuple[Point, ...]:
    """The points before today; what git cannot give is a question that cannot be answered."""
    try:
        repository = repository_of(snapshot.root)
        return trends(snapshot.root, repository, (key,), steps.looks(snapshot, repository))[key]
    except HistoryRefused as refusal:
        raise QuestionRefused(refusal.reason) from None


def of_gone(
    snapshot: Snapshot, name: str, ref: str, steps: Steps, words: Translator, refused: NoSuchRecord
) -> Shown:
    """The trend of a record that was there at a look; where none knew it either, what is said of today stands."""
    try:
        repository = repository_of(snapshot.root)
        days = steps.looks(snapshot, repository)
        seen = last_seen(snapshot, repository, days, name, ref, words)
    except HistoryRefused:
        raise refused from None
    if seen is None:
        raise refused
    key = (seen.figure.name, seen.figure.subject)
    points = trends(snapshot.root, repository, (key,), days)[key]
    last = Point(seen.look.day, seen.look.commit, seen.figure.value, seen.figure.unit)
    return Shown(seen.figure, seen.about, steps.step, points or (last,), seen.look)
