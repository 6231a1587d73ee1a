"""`pmledger completion`: the script that completes commands in a shell."""

import click
from click.shell_completion import get_completion_class

from pmledger.cli.session import answer
from pmledger.source.message import N_

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    help=N_(
        "Print the script that completes commands and options in a SHELL.\n\n"
        'For bash, put this line into ~/.bashrc: eval "$(pmledger completion bash)"'
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    maker = get_completion_class(shell)
    if maker is not None:
        answer(maker(ctx.find_root().command, {}, "pmledger", "_PMLEDGER_COMPLETE").source())
