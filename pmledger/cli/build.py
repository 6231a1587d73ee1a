"""`pmledger build`: the site as plain files."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmledger.cli import options
from pmledger.cli.ending import FAULTS, complain, tell
from pmledger.cli.progress import Counter
from pmledger.cli.session import Session, answer
from pmledger.cli.verdict import exit_code
from pmledger.language.tongue import LANGUAGES
from pmledger.source.diagnostic import Severity
from pmledger.source.message import N_, Message, say, say_count

if TYPE_CHECKING:
    from pmledger.site.build import BuildResult
    from pmledger.workspace.snapshot import Revision, Snapshot

OUTPUT = "site"


@click.command(
    "build",
    help=N_(
        "Write the site of WORKSPACE into a folder.\n\n"
        "With errors the site is still whole, shows them, and the exit code is 1; --strict writes nothing then."
    ),
)
@options.workspace
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=N_("Where to; site/ in the workspace if not said."),
)
@click.option(
    "--theme", type=click.Path(exists=True, file_okay=False, path_type=Path), help=N_("A folder with another theme.")
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help=N_("The language of the site; the workspace's if not said.")
)
@click.option("--strict", is_flag=True, help=N_("Write nothing when there are errors."))
@options.as_of
@options.at
@click.pass_obj
def command(
    session: Session,
    workspace: Path | None,
    output: Path | None,
    theme: Path | None,
    language: str | None,
    strict: bool,
    as_of: str | None,
    at: str | None,
) -> int:
    snapshot = session.load(workspace, as_of, at, also=("pmledger.site.build", "babel.dates"))
    from pmledger.site.build import build

    errors = snapshot.counts[Severity.ERROR]
    if snapshot.settings.history.step:
        snapshot = looked_back(snapshot)
    if strict and errors:
        complain(refusal(errors))
        return FAULTS
    folder = output.absolute() if output else snapshot.root / OUTPUT
    with Counter(N_("{count} pages")) as counter:
        result = build(snapshot, folder, language=language, theme=theme, progress=counter.show)
    answer(f"{session.words.render(outcome(result))}\n")
    if snapshot.revision is not None:
        tell(revision_of(snapshot.revision))
    tell_problems(snapshot)
    return exit_code(snapshot, strict=False)


def looked_back(snapshot: "Snapshot") -> "Snapshot":
    """With what earlier commits forecast; where git cannot tell, that is said and the site is built without."""
    from pmledger.history.git import HistoryRefused
    from pmledger.history.past import with_past

    try:
        return with_past(snapshot)
    except HistoryRefused as refused:
        tell(refused.reason)
        return snapshot


def refusal(errors: int) -> Message:
    return say_count(
        "{count} error, so nothing was written; pmledger check shows it",
        "{count} errors, so nothing was written; pmledger check shows them",
        errors,
    )


def outcome(result: "BuildResult") -> Message:
    """`site: 214 pages, 3 written, 0 removed, in 0.41 s`."""
    return say_count(
        "{folder}: {count} page; {written} files written, {removed} removed, in {seconds} s",
        "{folder}: {count} pages; {written} files written, {removed} removed, in {seconds} s",
        result.pages,
        folder=shown(result.folder),
        written=result.written,
        removed=result.removed,
        seconds=f"{result.seconds:.2f}",
    )


def revision_of(revision: "Revision") -> Message:
    """Which state of the files the site shows."""
    return say(
        "the files are those of commit {commit} of {day}: {subject}",
        commit=revision.short, day=revision.day, subject=revision.subject,
    )  # fmt: skip


def shown(folder: Path) -> str:
    """The folder as seen from here, where it lies below."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)


def tell_problems(snapshot: "Snapshot") -> None:
    counts = snapshot.counts
    if counts[Severity.ERROR] or counts[Severity.WARNING]:
        errors = say_count("{count} error", "{count} errors", counts[Severity.ERROR])
        warnings = say_count("{count} warning", "{count} warnings", counts[Severity.WARNING])
        tell(say("{errors}, {warnings}; pmledger check shows them", errors=errors, warnings=warnings))
