"""`pmledger serve`: the site on this computer, fresh after every save."""

import gc
from pathlib import Path

import click

from pmledger.cli import options
from pmledger.cli.ending import SIGNAL, tell
from pmledger.cli.session import Session, day_named, finish_interrupted
from pmledger.language.tongue import LANGUAGES
from pmledger.live.serve import serve
from pmledger.source.message import N_

SELDOM = (200_000, 10, 10)
"""How often unused objects are looked for, where a ledger of many objects is kept for hours."""


@click.command(
    "serve",
    help=N_(
        "Show the site of WORKSPACE on this computer, and reload it after every save; stop with Ctrl-C.\n\n"
        "Only programs on this computer can reach it."
    ),
)
@options.workspace
@click.option(
    "--port", type=click.IntRange(0, 65535), help=N_("The port, 0 for any free one; the first free one from 8765 on if not said.")
)
@click.option("--open", "open_browser", is_flag=True, help=N_("Open it in the browser."))
@click.option(
    "--theme", type=click.Path(exists=True, file_okay=False, path_type=Path), help=N_("A folder with another theme.")
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help=N_("The language of the site; the workspace's if not said.")
)
@options.as_of
@click.pass_obj
def command(
    session: Session,
    workspace: Path | None,
    port: int | None,
    open_browser: bool,
    theme: Path | None,
    language: str | None,
    as_of: str | None,
) -> int:
    gc.set_threshold(*SELDOM)
    gc.enable()  # which a command of a few seconds does without
    root = session.root(workspace)
    finish_interrupted(root)
    day = None if as_of is None else day_named(root, as_of)
    stopped_by = serve(
        root, port=port, open_browser=open_browser, as_of=day, language=language, theme=theme, say_so=tell
    )
    return SIGNAL + stopped_by
