"""`pmledger check`: everything that is wrong, in one run."""

from pathlib import Path

import click

from pmledger.cli import options
from pmledger.cli.ending import tell
from pmledger.cli.session import Session, answer
from pmledger.cli.verdict import exit_code
from pmledger.show.formats import FORMATS, render
from pmledger.show.refusal import QuestionRefused
from pmledger.show.report import Report
from pmledger.source.diagnostic import Severity
from pmledger.source.message import N_, say, say_count
from pmledger.workspace.snapshot import Snapshot

PIPE_WIDTH = 120


@click.command(
    "check",
    help=N_(
        "Report everything that is wrong in WORKSPACE.\n\n"
        "Exits with 0 when there is no error (warnings do not count), with 1 when there is one."
    ),
)
@options.workspace
@options.format_option(*(one.name for one in FORMATS))
@click.option("--fix", is_flag=True, help=N_("Make the edits that cannot change a meaning, then check."))
@click.option("--attention", is_flag=True, help=N_("Show also what is well written but needs somebody."))
@click.option("--strict", is_flag=True, help=N_("Show hints too, and count warnings as errors."))
@options.as_of
@options.at
@click.pass_obj
def command(
    session: Session,
    workspace: Path | None,
    form: str,
    fix: bool,
    attention: bool,
    strict: bool,
    as_of: str | None,
    at: str | None,
) -> int:
    if fix and at is not None:
        raise QuestionRefused(say("what was cannot be edited: --fix and --at do not go together"))
    snapshot = session.load(workspace, as_of, at)
    if fix and mended(snapshot):
        snapshot = session.load(workspace, as_of)
    answer(render(form, report_of(snapshot, session, severities(attention=attention, strict=strict))))
    return exit_code(snapshot, strict=strict)


def mended(snapshot: Snapshot) -> bool:
    """Make the safe fixes, and say how many there were."""
    from pmledger.edit.fixes import apply_fixes

    done = apply_fixes(snapshot)
    tell(say_count("{count} fault was fixed", "{count} faults were fixed", len(done.mended)))
    return bool(done.files)


def severities(*, attention: bool, strict: bool) -> frozenset[Severity]:
    shown = {Severity.ERROR, Severity.WARNING}
    return frozenset(shown | ({Severity.ATTENTION} if attention else set()) | ({Severity.HINT} if strict else set()))


def report_of(snapshot: Snapshot, session: Session, shown: frozenset[Severity]) -> Report:
    from pmledger.workspace.codes import faults

    return Report(
        tuple(fault for fault in snapshot.diagnostics if fault.severity in shown),
        session.words,
        snapshot.files.sources,
        faults(),
        snapshot.counts,
        len(snapshot.files.sources),
        session.colour,
        session.width or PIPE_WIDTH,
        snapshot.revision,
    )
