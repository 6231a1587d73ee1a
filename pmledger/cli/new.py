"""`pmledger new`: a record that is ready to be filled in."""

import os
import shlex
import subprocess
from functools import partial
from pathlib import Path

import click

from pmledger.cli import options
from pmledger.cli.ending import tell
from pmledger.cli.identity import me_if_known, my_id
from pmledger.cli.session import Session, answer
from pmledger.edit.draft import Created
from pmledger.edit.new import new_record
from pmledger.reader.terms import field_term, listed
from pmledger.show.seen_before import lines
from pmledger.source.message import N_, say


@click.command(
    "new",
    help=N_(
        "Write a new record of a KIND with a TITLE into a file of its own (costs and hours: a row), and print its place.\n\n"
        "It holds what is known and names what is still to be filled in; nothing is ever overwritten."
    ),
)
@click.argument("kind")
@click.argument("title")
@click.option("--project", default="", metavar="P", help=N_("The project that it belongs to."))
@click.option("--client", default="", metavar="C", help=N_("The client that it belongs to."))
@click.option(
    "--process", "processes", multiple=True, metavar="P", help=N_("A process whose steps become a checklist; may be repeated.")
)
@options.assignments
@click.option("--edit", is_flag=True, help=N_("Open the file in your editor."))
@options.as_of
@click.pass_obj
def command(
    session: Session,
    kind: str,
    title: str,
    project: str,
    client: str,
    processes: tuple[str, ...],
    assignments: tuple[str, ...],
    edit: bool,
    as_of: str | None,
) -> None:
    snapshot = session.load(as_of=as_of)
    mine = my_id(snapshot, assignments) or me_if_known(snapshot)
    created = new_record(
        snapshot, kind, title, project=project, client=client, assignments=assignments, processes=processes, me=mine
    )
    report(created)
    if created.situation is not None:
        for line in lines(snapshot, created.kind, created.situation):
            tell(line)
    if edit:
        open_in_editor(snapshot.root / created.path, created.line)


def report(created: Created) -> None:
    answer(f"{created.path}:{created.line}\n")
    for path in created.others:
        answer(f"{path}\n")
    if created.missing:
        tell(say("still to be filled in: {fields}", fields=listed(created.missing, partial(field_term, created.kind))))


def open_in_editor(path: Path, line: int) -> None:
    """Start the editor that VISUAL or EDITOR names, at the line where it is known how to say so."""
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not editor:
        tell(say("no editor is set; put its name into EDITOR"))
        return
    knows_lines = Path(editor[0]).stem in {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "kak", "micro"}
    try:
        subprocess.run([*editor, *([f"+{line}"] if knows_lines else []), str(path)], check=False)  # noqa: S603 (the user's own editor)
    except OSError as error:
        tell(say("{path}: {reason}", path=editor[0], reason=(error.strerror or str(error)).lower()))
