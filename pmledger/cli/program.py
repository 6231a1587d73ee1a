"""The program `pmledger`: finds its commands without loading them, and ends with the right exit code."""

import copy
import gettext
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pmledger import __version__
from pmledger.cli.commands import COMMANDS
from pmledger.cli.ending import exit_code, speaker, stoppable
from pmledger.language.tongue import LOCALE_FOLDER
from pmledger.language.translator import Translator
from pmledger.source.message import N_, Message, say


class Program(click.Group):
    """A group whose commands are modules of this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in dict(COMMANDS):
            return None
        command: click.Command = import_module(f"pmledger.cli.{cmd_name}").command
        return localised(command, speaker())

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; one that there is not is named with those that look like it."""
        names = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in names:
            raise click.UsageError(speaker().render(no_command(args[0], names)), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands from their one-line helps, without loading any."""
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl([(name, speaker().text(text)) for name, text in COMMANDS])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401 (click's signature)
    ) -> Any:  # noqa: ANN401 (click's signature)
        """Run, and exit with 0, 1 (faults), 2 (usage), 70 (a fault of ours) or 128 + signal."""
        given = list(sys.argv[1:] if args is None else args)
        prepare_streams()
        if not standalone_mode:
            return super().main(given, prog_name, complete_var, standalone_mode=False, **extra)
        sys.exit(self.outcome(given, prog_name, complete_var, extra))

    def outcome(self, args: list[str], prog_name: str | None, complete_var: str | None, extra: dict[str, Any]) -> int:
        try:
            with stoppable():
                code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
                sys.stdout.flush()
        except SystemExit:
            raise
        except BaseException as error:  # noqa: BLE001 (the last place that can say it in one sentence)
            return exit_code(error, debug="--debug" in args)
        return code if isinstance(code, int) else 0

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's signature)
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            ctx.exit(exit_code(error, debug=False))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        speak_as_the_terminal()
        return super().parse_args(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        return localised_help(self, ctx)


def no_command(written: str, names: list[str]) -> Message:
    from difflib import get_close_matches

    close = get_close_matches(written, names, cutoff=0.7)
    if close:
        return say(
            "there is no command {given}; did you mean {candidates}?", given=written, candidates=", ".join(close)
        )
    return say("there is no command {given}", given=written)


def localised_help(program: Program, ctx: click.Context) -> str:
    """The group's own help in the terminal's language."""
    return click.Group.get_help(localised(program, speaker()), ctx)


def localised(command: click.Command, words: Translator) -> click.Command:
    """The command with its help and its options' help in the terminal's language."""
    if words.language == "en":
        return command
    said = copy.copy(command)
    said.help = words.text(command.help or "")
    said.params = [copy.copy(parameter) for parameter in command.params]
    for parameter in said.params:
        if isinstance(parameter, click.Option):
            parameter.help = words.text(parameter.help or "")
    return said


def speak_as_the_terminal() -> None:
    """Let the command-line library look its own sentences up in our catalogue."""
    gettext.bindtextdomain("pmledger", str(LOCALE_FOLDER))
    gettext.textdomain("pmledger" if speaker().language != "en" else "messages")


def prepare_streams() -> None:
    """Whatever a record holds can be written: what an encoding lacks is shown as its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@click.command(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_("Clients, projects and all that belongs to them, as plain text in a folder: checked, joined and shown."),
)
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default=False,
    help=N_(
        "Work in this folder; the workspace is the nearest one upwards with pmledger.yml. What -o names is seen from where "
        "you stand."
    ),
)
@click.option("--debug", is_flag=True, help=N_("Show where pmledger itself fails."))
@click.version_option(__version__, prog_name="pmledger", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, folder: Path, debug: bool) -> None:
    from pmledger.cli.session import Session

    ctx.obj = Session(folder, speaker(), debug)
