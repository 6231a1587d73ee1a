"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pmledger.source.message import N_

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

workspace: Decorator = click.argument(
    "workspace", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
as_of: Decorator = click.option(
    "--as-of", metavar="DATE", help=N_("Look from this day: 2026-03-01, today, +2w or friday.")
)
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
