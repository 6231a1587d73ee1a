"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pmledger.source.message import N_

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def revisions_like(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The branches and tags that begin like what was typed, for the completion of shells."""
    from pmledger.history.git import HistoryRefused
    from pmledger.history.repository import repository_of
    from pmledger.history.revisions import names_of

    try:
        names = names_of(repository_of(ctx.find_root().params.get("folder") or Path()))
    except HistoryRefused:
        return []
    return sorted(name for name in names if name.startswith(incomplete))


workspace: Decorator = click.argument(
    "workspace", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
as_of: Decorator = click.option(
    "--as-of", metavar="DATE", help=N_("Look from this day: 2026-03-01, today, +2w or friday.")
)
at: Decorator = click.option(
    "--at", metavar="REVISION", shell_complete=revisions_like,
    help=N_("Look at the files as they were: at a branch, tag or commit of git, or at the end of a day."),
)  # fmt: skip
assignments: Decorator = click.option(
    "--set", "assignments", multiple=True, metavar="FIELD=VALUE", help=N_("Give a field its value; repeat as needed.")
)


def format_option(*names: str) -> Decorator:
    """How the answer is written; the first name is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help=N_("How to write the answer."),
    )
