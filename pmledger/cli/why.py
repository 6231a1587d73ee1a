"""`pmledger why`: what a figure was computed from."""

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer
from pmledger.show.json_format import as_text as json_text
from pmledger.show.why import explain
from pmledger.show.why_tree import as_data, as_text
from pmledger.source.message import N_


def named_like(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The names of figures that begin like what was typed, for the completion of shells."""
    from pmledger.analysis.names import DEFINITIONS

    return sorted({one.name for one in DEFINITIONS if one.name.startswith(incomplete.casefold())})


@click.command(
    "why",
    help=N_(
        "Explain the FIGURE of the record that REF means, of the workspace without REF: its formula, and what went into it "
        "down to the line.\n\n"
        "FIGURE is a name such as progress, or a label; REF is what pmledger show takes."
    ),
)
@click.argument("figure", shell_complete=named_like)
@click.argument("ref", default="")
@click.option(
    "--depth", type=click.IntRange(1, 9), default=3, show_default=True,
    help=N_("How many figures below each other are explained."),
)  # fmt: skip
@options.format_option("text", "json")
@options.as_of
@click.pass_obj
def command(session: Session, figure: str, ref: str, depth: int, form: str, as_of: str | None) -> None:
    shown = explain(session.load(as_of=as_of), figure, ref, depth, session.words)
    if form == "json":
        answer(json_text(as_data(shown, session.words)))
    else:
        answer(as_text(shown, session.words, colour=session.colour))
