"""`pmledger show`: one record."""

from typing import TYPE_CHECKING

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer
from pmledger.show.details import as_data, as_text, details, find_record, named_lines
from pmledger.show.json_format import as_answer
from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import N_

if TYPE_CHECKING:
    from pmledger.ledger.record import Record
    from pmledger.show.life import Shown
    from pmledger.workspace.snapshot import Snapshot


@click.command(
    "show",
    help=N_(
        "Show the record that REF means: its fields with the lines they stand on, its links both ways, its figures.\n\n"
        "REF is an id, kind:id, kind:project/id, a person's full name, or the path of the record's file."
    ),
)
@click.argument("ref")
@click.option("--who", is_flag=True, help=N_("Show who changed each field last, when and why, from the commits of git."))
@options.format_option("text", "json")
@options.as_of
@options.at
@click.pass_obj
def command(session: Session, ref: str, who: bool, form: str, as_of: str | None, at: str | None) -> None:
    snapshot = session.load(as_of=as_of, at=at)
    record = find_record(snapshot, ref)
    shown = details(snapshot, record)
    if form == "json":
        told = {**as_data(shown, session.words), **(who_data(snapshot, record) if who else {})}
        answer(as_answer(told, snapshot.revision))
    elif who:
        answer(named_lines(shown, session.words, colour=session.colour) + who_text(session, snapshot, record))
    else:
        answer(as_text(shown, session.words, colour=session.colour))


def who_data(snapshot: "Snapshot", record: "Record") -> dict[str, object]:
    from pmledger.show.who import as_data as data

    return {"who": data(lived(snapshot, record))}


def who_text(session: Session, snapshot: "Snapshot", record: "Record") -> str:
    from pmledger.show.tables import as_text as table_text
    from pmledger.show.who import as_table

    table = as_table(lived(snapshot, record), session.words)
    return f"\n{table_text(table, width=session.width, colour=session.colour)}"


def lived(snapshot: "Snapshot", record: "Record") -> "Shown":
    """The record's life up to what is looked at; what git cannot give is a question that cannot be answered."""
    from zoneinfo import ZoneInfo

    from pmledger.history.git import HistoryRefused
    from pmledger.history.lives import ground_of, life_of, record_now
    from pmledger.ledger.names import Name
    from pmledger.show.life import Shown

    name = Name(record.key, record.kind, record.scope, record.id)
    commit = snapshot.revision.commit if snapshot.revision is not None else ""
    try:
        ground = ground_of(snapshot.root, snapshot.settings, snapshot.schema, commit)
        return Shown(life_of(ground, name, record_now(ground, name, record.path)), ZoneInfo(snapshot.settings.timezone))
    except HistoryRefused as refusal:
        raise QuestionRefused(refusal.reason) from None
