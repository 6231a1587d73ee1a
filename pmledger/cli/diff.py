"""`pmledger diff`: what changed between two states, and what it means."""

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer, day_named, finish_interrupted, today
from pmledger.history.difference import Difference, difference
from pmledger.history.git import HistoryRefused
from pmledger.history.two_sides import Span, span_of, two_sides
from pmledger.show.days import parse_day
from pmledger.show.difference import Shown, as_text
from pmledger.show.difference_data import as_data
from pmledger.show.difference_markdown import as_markdown
from pmledger.show.json_format import as_text as json_text
from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import N_


@click.command(
    "diff",
    help=N_(
        "Say what changed and what it means: first the consequences for dates, money, health, promises and people, each "
        "with the record that explains it; then the records, field by field.\n\n"
        "REVISIONS are A..B, A...B (since the two parted) or A; without any the files on the disk are held against HEAD."
    ),
)
@click.argument("revisions", default="", shell_complete=options.revisions_like)
@click.option("--staged", is_flag=True, help=N_("Look at what is staged for the next commit instead of the files on the disk."))
@click.option("--all", "everything", is_flag=True, help=N_("List every consequence and record."))
@options.format_option("text", "markdown", "json")
@options.as_of
@click.pass_obj
def command(session: Session, revisions: str, staged: bool, everything: bool, form: str, as_of: str | None) -> None:
    found, span = compared(session, revisions, staged=staged, as_of=as_of)
    if form == "json":
        answer(json_text(as_data(Shown(found, span), session.words)))
    elif form == "markdown":
        answer(as_markdown(Shown(found, span, withhold=True), session.words))
    else:
        answer(as_text(Shown(found, span), session.words, everything=everything, colour=session.colour))


def compared(session: Session, revisions: str, *, staged: bool, as_of: str | None) -> tuple[Difference, Span]:
    """Both states held against each other; what git cannot give is a question that cannot be answered."""
    root = session.root()
    finish_interrupted(root)
    day, now = None if as_of is None else day_named(root, as_of), today(root)
    try:
        span = span_of(revisions, staged=staged)
        days = {name: on for name in (span.earlier, span.later) if name and (on := parse_day(name, now)) is not None}
        return difference(two_sides(root, span, day, days)), span
    except HistoryRefused as refusal:
        raise QuestionRefused(refusal.reason) from None
