"""`pmledger init`: a workspace that is ready to build."""

from datetime import UTC, datetime
from pathlib import Path

import click

from pmledger.cli.ending import tell
from pmledger.cli.session import Session, answer
from pmledger.edit.init import Started, init
from pmledger.history.git import own_setting
from pmledger.language.tongue import LANGUAGES
from pmledger.source.message import N_, say, say_count


@click.command(
    "init",
    help=N_(
        "Start a workspace in DIR, or here: settings, and a first client, person and project that build clean.\n\n"
        "Nothing that is there already is overwritten."
    ),
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--example", is_flag=True, help=N_("Copy the example: a year of a consultancy with six clients."))
@click.option(
    "--language", type=click.Choice(LANGUAGES), help=N_("The language of the workspace; the terminal's if not said.")
)
@click.pass_obj
def command(session: Session, folder: Path | None, example: bool, language: str | None) -> None:
    root = session.folder / (folder or Path())
    today = datetime.now(UTC).astimezone().date()
    me = (own_setting(session.folder, "user.name"), own_setting(session.folder, "user.email"))
    started = init(root, today, example=example, language=language or session.words.language, me=me)
    report(started, folder or Path())


def report(started: Started, named: Path) -> None:
    for path in started.written:
        answer(f"{(named / path).as_posix()}\n")
    if started.kept:
        tell(say("kept as it was: {files}", files=", ".join(started.kept)))
    files = say_count("{count} file written", "{count} files written", len(started.written))
    place = "" if named == Path() else f" -C {named.as_posix()}"
    tell(say("{files}; see it with: pmledger{place} serve --open", files=files, place=place))
