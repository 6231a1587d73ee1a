"""`pmledger variance`: the plan of a project against a baseline, or against what it was."""

from datetime import date

import click

from pmledger.analysis.balance.baselines import version
from pmledger.analysis.calendars import calendar_for
from pmledger.analysis.progress import current_baseline
from pmledger.analysis.standing import day as day_of
from pmledger.analysis.variance.compare import compare
from pmledger.analysis.variance.plans import Ground, Plan, plan_agreed, plan_now
from pmledger.cli import options
from pmledger.cli.ending import tell
from pmledger.cli.session import Session, answer, look_back
from pmledger.edit.lookup import find_record
from pmledger.ledger.record import Record
from pmledger.show.json_format import as_answer
from pmledger.show.refusal import QuestionRefused
from pmledger.show.tables import as_csv, as_text
from pmledger.show.variance import Against, Shown, as_csv_table, as_data, as_table, sentences
from pmledger.source.message import N_, Message, say, say_count
from pmledger.workspace.reading import Memory
from pmledger.workspace.snapshot import Snapshot


@click.command(
    "variance",
    help=N_(
        "Hold the plan of PROJECT against an earlier one: by how many working days each task and milestone starts and ends "
        "later, how much longer and dearer it is, what is new and what is gone.\n\n"
        "Without --against it is held against the baseline that is approved."
    ),
)
@click.argument("project")
@click.option(
    "--against", metavar="BASELINE|REVISION", shell_complete=options.revisions_like,
    help=N_("A baseline by id or version, a branch, tag or commit of git, or a day."),
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help=N_("List what is unchanged too."))
@options.format_option("text", "json", "csv")
@options.as_of
@options.at
@click.pass_obj
def command(
    session: Session, project: str, against: str | None, everything: bool, form: str, as_of: str | None, at: str | None
) -> None:
    memory = Memory()
    snapshot = session.load(as_of=as_of, at=at, memory=memory)
    record = find_record(snapshot, project)
    if record.kind != "project":
        raise QuestionRefused(say("{record} is not a project", record=record.id))
    ground = ground_of(snapshot, record)
    earlier, named = earlier_plan(snapshot, record, ground, against, memory)
    found = compare(earlier, plan_now(record, ground), ground.calendar)
    shown = Shown(record.title, record.key, named, snapshot.as_of, ground.calendar, found)
    if form == "json":
        answer(as_answer(as_data(shown), snapshot.revision))
    elif form == "csv":
        answer(as_csv(as_csv_table(shown)))
    else:
        answer("".join(f"{line}\n" for line in sentences(shown, session.words)))
        table = as_table(shown, session.words, everything=everything)
        if table.rows:
            answer("\n" + as_text(table, width=session.width, colour=session.colour))
        hidden = 0 if everything else len(found.of("same"))
        if hidden:
            tell(say_count("{count} unchanged piece is not listed; see it with --all",
                           "{count} unchanged pieces are not listed; see them with --all", hidden))  # fmt: skip


def ground_of(snapshot: Snapshot, project: Record) -> Ground:
    found = snapshot.conclusions
    calendar = calendar_for(project, snapshot.ledger, found.calendar)
    return Ground(snapshot.ledger, found.timetable, calendar, found.premises.exchange, snapshot.as_of)


def earlier_plan(
    snapshot: Snapshot, project: Record, ground: Ground, against: str | None, memory: Memory
) -> tuple[Plan, Against]:
    """The plan to hold against: a baseline of the project, else what the project's plan was at a revision."""
    baseline = baseline_named(snapshot, project, against)
    if baseline is not None:
        on = day_of(baseline, "date") or snapshot.as_of
        return plan_agreed(project, baseline, ground), Against("baseline", version(baseline), on, baseline.key)
    if against is None:
        raise QuestionRefused(
            say("{project} has no approved baseline; name a revision or a day with --against", project=project.title)
        )
    try:
        then = look_back(snapshot.root, against, None, memory=memory)
    except QuestionRefused as refusal:
        raise QuestionRefused(no_such(snapshot, project, against, refusal.reason)) from None
    before = then.ledger.get(project.key)
    if before is None or then.revision is None:
        raise QuestionRefused(say("there was no project {project} at {revision}", project=project.id, revision=against))
    name = against if is_name(against) else then.revision.short
    return plan_now(before, ground_of(then, before)), Against("revision", name, then.as_of, then.revision.commit)


def no_such(snapshot: Snapshot, project: Record, written: str, reason: Message) -> Message:
    """Neither a baseline, with those that there are, nor a revision."""
    known = [version(one) for one in snapshot.ledger.of_project(project.key, "baseline")]
    if not known:
        return reason
    return say(
        "no baseline of {project} is called {given} (there are {known}), and {reason}",
        project=project.title, given=written, known=", ".join(known), reason=reason,
    )  # fmt: skip


def is_name(written: str) -> bool:
    """Whether a revision was called by something that says more than a day does."""
    try:
        date.fromisoformat(written)
    except ValueError:
        return True
    return False


def baseline_named(snapshot: Snapshot, project: Record, written: str | None) -> Record | None:
    """The baseline of a project with this id, key or version; without any the one that holds."""
    if written is None:
        return current_baseline(project, snapshot.ledger, snapshot.as_of)
    wanted = written.casefold()
    for one in snapshot.ledger.of_project(project.key, "baseline"):
        names = (one.id, one.key, one.key.partition(":")[2], one.text("version"))
        if wanted in {name.casefold() for name in names}:
            return one
    return None
