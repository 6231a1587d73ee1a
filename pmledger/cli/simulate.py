"""`pmledger simulate`: how sure the finish and the cost of a project are."""

import click

from pmledger.analysis.simulation.doubt import COUNT, SEED, doubts
from pmledger.analysis.simulation.doubt_figures import doubt_figures
from pmledger.cli import options
from pmledger.cli.progress import Counter
from pmledger.cli.session import Session, answer
from pmledger.edit.lookup import find_record
from pmledger.ledger.record import Record
from pmledger.show.json_format import as_answer
from pmledger.show.refusal import QuestionRefused
from pmledger.show.simulated import Looks, Simulated, as_data, as_lines
from pmledger.source.message import N_, say
from pmledger.workspace.snapshot import Snapshot

LEAST, MOST = 100, 20_000
"""Runs: with fewer a percentile says nothing, with more memory grows for a third digit that nobody needs."""


@click.command(
    "simulate",
    help=N_(
        "Reckon the plan and the cost of PROJECT many times, with its estimates and threats by chance: by when it ends and "
        "what it costs in how many runs, how likely its limits are kept, what the doubt comes from, and whether responses "
        "are worth what they cost.\n\n"
        "The same seed gives the same runs on any machine; the site shows those of seed 1."
    ),
)
@click.argument("project")
@click.option("--runs", "count", type=click.IntRange(LEAST, MOST), default=COUNT, show_default=True, help=N_("How many runs."))
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help=N_("The seed that chance starts from."))
@options.format_option("text", "json")
@options.as_of
@options.at
@click.pass_obj
def command(session: Session, project: str, count: int, seed: int, form: str, as_of: str | None, at: str | None) -> None:
    snapshot = session.load(as_of=as_of, at=at)
    record = find_record(snapshot, project)
    if record.kind != "project":
        raise QuestionRefused(say("{record} is not a project", record=record.id))
    with Counter(N_("Reckoning {count} runs …")) as counter:
        counter.show(count)
        shown = simulated(snapshot, record, count, seed)
    if form == "json":
        answer(as_answer(as_data(shown, snapshot.as_of), snapshot.revision))
    else:
        answer(as_lines(shown, session.words, Looks(session.width, session.colour)))


def simulated(snapshot: Snapshot, project: Record, count: int, seed: int) -> Simulated:
    """The doubt of a project in so many runs; refused where nothing of it is in doubt."""
    found = snapshot.conclusions
    made = doubts(
        snapshot.ledger, found.timetable, found.risks, found.premises.exchange, found.calendars, found.figures, count, seed
    )
    doubt = made.get(project.key)
    if doubt is None:
        raise QuestionRefused(
            say(
                "nothing of {project} is in doubt: no open task has a three-point estimate, and no open threat a probability and a cost",
                project=project.title,
            )
        )
    figures = {(one.name, one.subject): one for one in doubt_figures(snapshot.ledger, {project.key: doubt}, found.figures)}
    return Simulated(project.title, doubt, figures, found.figures.get(("contingency_left", project.key)), snapshot.ledger)
