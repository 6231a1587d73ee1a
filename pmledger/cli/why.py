"""`pmledger why`: what a figure was computed from."""

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer
from pmledger.edit.supposed import suppose
from pmledger.show.json_format import as_answer
from pmledger.show.supposed import as_data as moved_data
from pmledger.show.supposed import as_lines as moved_lines
from pmledger.show.supposed import moved
from pmledger.show.way import as_data as way_data
from pmledger.show.way import as_lines, levelled, levelled_data, stops
from pmledger.show.why import explain
from pmledger.show.why_tree import as_data, as_text
from pmledger.source.message import N_

DEPTH = 3


def named_like(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The names of figures that begin like what was typed, for the completion of shells."""
    from pmledger.analysis.names import DEFINITIONS

    return sorted({one.name for one in DEFINITIONS if one.name.startswith(incomplete.casefold())})


@click.command(
    "why",
    help=N_(
        "Explain the FIGURE of the record that REF means, of the workspace without REF: its formula, and what went into it "
        "down to the line; of a date, what drives it, back to today.\n\n"
        "FIGURE is a name such as progress, or a label; REF is what pmledger show takes."
    ),
)
@click.argument("figure", shell_complete=named_like)
@click.argument("ref", default="")
@click.option(
    "--depth", type=click.IntRange(1, 9), default=None,
    help=N_("How many figures below each other are explained: 3, of a date 1."),
)  # fmt: skip
@click.option(
    "--set", "supposed", multiple=True, metavar="REF.FIELD=VALUE",
    help=N_("What if: reckon as if this were written, and say what would move; nothing is written. Repeatable."),
)  # fmt: skip
@options.format_option("text", "json")
@options.as_of
@options.at
@click.pass_obj
def command(
    session: Session,
    figure: str,
    ref: str,
    depth: int | None,
    supposed: tuple[str, ...],
    form: str,
    as_of: str | None,
    at: str | None,
) -> None:
    known = session.load(as_of=as_of, at=at)
    snapshot = suppose(known, supposed) if supposed else known
    shown = explain(snapshot, figure, ref, depth or DEPTH, session.words)
    way = stops(snapshot, shown.figure, session.words)
    if way and not depth:
        shown = explain(snapshot, figure, ref, 1, session.words)
    beside = levelled(snapshot, shown.figure, session.words)
    if form == "json":
        changed = {"supposed": moved_data(moved(known, snapshot, shown.figure), session.words)} if supposed else {}
        told = {**as_data(shown, session.words), "way": way_data(way), **levelled_data(beside), **changed}
        answer(as_answer(told, known.revision))
        return
    if supposed:
        answer(moved_lines(moved(known, snapshot, shown.figure), session.words))
    answer(as_text(shown, session.words, colour=session.colour) + as_lines(way, session.words, beside, colour=session.colour))
