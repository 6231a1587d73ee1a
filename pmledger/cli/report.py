"""`pmledger report`: the state of a project as one file that can be sent or printed, and its issue."""

from pathlib import Path

import click

from pmledger.analysis.reporting import FROZEN, draft, ends_on, frozen_figures, issued
from pmledger.cli import options
from pmledger.cli.ending import tell
from pmledger.cli.session import Session, answer
from pmledger.edit.issue import issue
from pmledger.edit.lookup import find_record
from pmledger.edit.new import new_record
from pmledger.edit.ways_out import ways_out
from pmledger.language.tongue import LANGUAGES
from pmledger.ledger.record import Record
from pmledger.show.refusal import QuestionRefused
from pmledger.site.output import replace_file
from pmledger.site.report.brief import Brief
from pmledger.site.report.forms import EXCEPTION, REPORTS, as_file, brief_for, exception_report, report_for
from pmledger.site.report.words import exception_title, highlights, next_steps, title_of, words_of_exception
from pmledger.site.sheets import prepare
from pmledger.source.message import N_, say
from pmledger.workspace.load import load
from pmledger.workspace.snapshot import Snapshot

SUFFIXES = {".html": "html", ".htm": "html", ".md": "md"}
FORMS = {"html": "html", "md": "md", "markdown": "md"}


@click.command(
    "report",
    help=N_(
        "Write the status, the closure, the exception report or the steering page of PROJECT as one file that needs nothing "
        "beside it.\n\n"
        "Without --output it goes to stdout as Markdown. --issue freezes the figures in the project's status report, or "
        "begins the decision that an exception report asks for."
    ),
)
@click.argument("kind", type=click.Choice(REPORTS))
@click.argument("project", required=False)
@click.option("--format", "form", type=click.Choice(("html", "md", "markdown")), help=N_("How to write it; by the file's ending if not said."))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=N_("The file to write; stdout if not said."),
)
@click.option("--issue", "to_issue", is_flag=True, help=N_("Issue the report: write it into its record."))
@click.option("--stage", metavar="STAGE", help=N_("The stage that an exception report is about; the whole project if not said."))
@click.option(
    "--language", type=click.Choice(LANGUAGES), help=N_("The language of the report; the workspace's if not said.")
)
@options.as_of
@options.at
@click.pass_obj
def command(
    session: Session,
    kind: str,
    project: str | None,
    form: str | None,
    output: Path | None,
    to_issue: bool,
    stage: str | None,
    language: str | None,
    as_of: str | None,
    at: str | None,
) -> int:
    if to_issue and at is not None:
        raise QuestionRefused(say("what was cannot be edited: --issue and --at do not go together"))
    snapshot = session.load(as_of=as_of, at=at)
    subject = subject_of(snapshot, kind, project)
    if stage is not None:
        subject = stage_of(snapshot, kind, subject, stage)
    if to_issue:
        snapshot, place = raise_exception(snapshot, subject) if kind == EXCEPTION and subject else issue_status(snapshot, kind, subject)
        answer(f"{place}\n")
        if output is None and form is None:
            return 0
    sheets = prepare(snapshot, language=language)
    about = subject and snapshot.ledger.get(subject.key)
    if kind == EXCEPTION and about is not None:
        view = exception_report(sheets.book, about, ways_out(snapshot, about))
    else:
        view = report_for(kind, sheets.book, about)
    written = FORMS.get(form or "") or SUFFIXES.get(output.suffix.lower() if output else ".md", "html")
    data = as_file(sheets, view, written)
    if output is None:
        answer(data.decode())
    else:
        replace_file(str(output.absolute()), data)
        answer(f"{output}\n")
    return 0


def subject_of(snapshot: Snapshot, kind: str, given: str | None) -> Record | None:
    """The project that was named; only a steering page may be about all of them."""
    if given is None:
        if kind == "steering":
            return None
        raise QuestionRefused(say("say which project the report is about"))
    record = find_record(snapshot, given)
    if record.kind != "project":
        raise QuestionRefused(say("{record} is not a project", record=record.id))
    return record


def stage_of(snapshot: Snapshot, kind: str, project: Record | None, given: str) -> Record:
    """The stage of the project that was named; only an exception report may be about one."""
    if kind != EXCEPTION or project is None:
        raise QuestionRefused(say("only an exception report is about a stage"))
    stages = snapshot.ledger.of_project(project.key, "phase")
    named = [one for one in stages if given.casefold() in {one.id.casefold(), one.title.casefold(), one.key.casefold()}]
    if len(named) != 1:
        names = ", ".join(one.id for one in stages)
        raise QuestionRefused(say("{project} has no stage {stage}; it has {names}", project=project.id, stage=given, names=names or "—"))
    return named[0]


def raise_exception(snapshot: Snapshot, subject: Record) -> tuple[Snapshot, str]:
    """Begin the decision that an exception report asks for, with what the ledger knows; the snapshot after it, and the place."""
    found = snapshot.conclusions.tolerances.get(subject.key, ())
    beyond = [one for one in found if one.beyond]
    if not found:
        raise QuestionRefused(say("no tolerance of {record} holds: one must be written, the project under way and the stage open", record=subject.title))
    if not beyond:
        raise QuestionRefused(say("{record} is forecast within its tolerance", record=subject.title))
    if not any(one.unanswered for one in beyond):
        report = snapshot.ledger.by_key[beyond[0].reports[0]]
        raise QuestionRefused(say("{report} asks already", report=report.id))
    book = prepare(snapshot).book
    assignments = words_of_exception(book, subject, beyond, ways_out(snapshot, subject))
    project = subject.project.partition(":")[2] if subject.kind == "phase" else subject.id
    created = new_record(snapshot, "decision", exception_title(book, subject), project=project, assignments=assignments)
    tell(say("{path}: the draft begins with what the records say", path=f"{created.path}:{created.line}"))
    return load(snapshot.root, snapshot.as_of), f"{created.path}:{created.line}"


def issue_status(snapshot: Snapshot, kind: str, project: Record | None) -> tuple[Snapshot, str]:
    """Issue the draft of a project's status report, or begin one; the snapshot after it, and the place."""
    if kind != "status" or project is None:
        raise QuestionRefused(say("only a status report is issued; approve a closure report with pmledger close"))
    reports = snapshot.ledger.of_project(project.key, "status_report")
    report = draft(reports, snapshot.as_of)
    last = next(iter(issued(reports, snapshot.as_of)), None)
    if report is None and last is not None and ends_on(last) >= snapshot.as_of:
        raise QuestionRefused(say("{report} has told of these days already", report=last.id))
    if report is None:
        report, snapshot = begun(snapshot, project)
    health = snapshot.conclusions.health.get(project.key)
    figures = frozen_figures(project, snapshot.conclusions.figures, health, FROZEN)
    edited = issue(snapshot, report, figures, str(health.colour) if health else "")
    return load(snapshot.root, snapshot.as_of), f"{edited.path}:{edited.line}"


def begun(snapshot: Snapshot, project: Record) -> tuple[Record, Snapshot]:
    """A draft with what is known already, written as `new` writes it."""
    brief = brief_for(prepare(snapshot).book, project)
    created = new_record(
        snapshot, "status_report", title_of(brief), project=project.id, assignments=assignments_of(brief)
    )
    tell(say("{path}: the draft begins with what the records say", path=f"{created.path}:{created.line}"))
    again = load(snapshot.root, snapshot.as_of)
    return find_record(again, created.path), again


def assignments_of(brief: Brief) -> tuple[str, ...]:
    """The fields of a draft that are known."""
    given = [f"period_from={brief.first.isoformat()}", f"period_to={brief.last.isoformat()}"]
    for name, lines in (("highlights", highlights(brief)), ("next_steps", next_steps(brief))):
        if lines:
            listed = ", ".join(line.replace(",", "\\,") for line in lines)
            given.append(f"{name}={listed}")
    return tuple(given)
