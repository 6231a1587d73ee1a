"""`pmledger log`: the life of a record, from the commits."""

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from pmledger.cli import options
from pmledger.cli.session import Session, answer, day_named, finish_interrupted
from pmledger.history.git import HistoryRefused
from pmledger.history.life import Life
from pmledger.history.lives import Ground, ground_of, heir, life_of, once, present, record_now
from pmledger.history.shelf import name_of
from pmledger.kinds.reference import parse_ref
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.names import Name
from pmledger.show.json_format import as_text as json_text
from pmledger.show.life import Shown, as_csv_table, as_data, as_text
from pmledger.show.refusal import QuestionRefused
from pmledger.show.tables import as_csv
from pmledger.source.message import N_
from pmledger.workspace.kept_kinds import built_in_kinds
from pmledger.workspace.load import read_configuration


@click.command(
    "log",
    help=N_(
        "Tell the life of the record that REF means from the commits of git: when each field changed from what to what, "
        "by whom and why; through files that were renamed, and from a list into a file of its own.\n\n"
        "REF is what pmledger show takes; a record that is gone is asked for by its full form, such as risk:apollo/vendor-delay."
    ),
)
@click.argument("ref")
@click.option("--since", metavar="DATE", help=N_("From this day on: 2026-03-01, -6m; from the first commit if not said."))
@options.format_option("text", "json", "csv")
@click.pass_obj
def command(session: Session, ref: str, since: str | None, form: str) -> None:
    root = session.root()
    finish_interrupted(root)
    first = None if since is None else day_named(root, since)
    settings = read_configuration(root)[0]
    try:
        shown = Shown(asked(session, root, settings, ref), ZoneInfo(settings.timezone), first)
    except HistoryRefused as refusal:
        raise QuestionRefused(refusal.reason) from None
    if form == "json":
        answer(json_text(as_data(shown)))
    elif form == "csv":
        answer(as_csv(as_csv_table(shown, session.words)))
    else:
        answer(as_text(shown, session.words, colour=session.colour))


def asked(session: Session, root: Path, settings: Settings, ref: str) -> Life:
    """The life of the record that is meant; the whole workspace is read only where its name alone does not tell."""
    ground = ground_of(root, settings, build_schema(settings, built_in_kinds()))
    parts = parse_ref(ref)
    found = present(ground, parts)
    if len(found) == 1:
        return life_of(ground, name_of(found[0]), found[0])
    gone = None if found else once(ground, parts)
    if gone is None:
        return known_to_the_ledger(session, ground, ref)
    now = heir(ground, gone)
    return life_of(ground, name_of(now) if now is not None else gone, now)


def known_to_the_ledger(session: Session, ground: Ground, ref: str) -> Life:
    """The life of a record that only the joined ledger finds; raises QuestionRefused with candidates where it does not."""
    from pmledger.show.details import find_record

    record = find_record(session.load(), ref)
    name = Name(record.key, record.kind, record.scope, record.id)
    return life_of(ground, name, record_now(ground, name, record.path))
