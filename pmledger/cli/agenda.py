"""`pmledger agenda`: what needs whom, by day."""

from collections.abc import Iterable

import click
from msgspec.structs import replace

from pmledger.analysis.agenda import AgendaItem
from pmledger.cli import options
from pmledger.cli.identity import me
from pmledger.cli.session import Session, answer
from pmledger.show.agenda import as_data, as_table, chosen
from pmledger.show.json_format import as_answer
from pmledger.show.people import person_named
from pmledger.show.tables import as_csv, as_text
from pmledger.source.message import N_
from pmledger.workspace.snapshot import Snapshot


@click.command("agenda", help=N_("Show what needs whom, by day: what is overdue first, then what is coming."))
@click.option("--person", metavar="P", help=N_("Only what needs this person, by id or full name; @me is you."))
@click.option(
    "--days", type=click.IntRange(0, 3650), default=14, show_default=True, help=N_("How many days to look ahead.")
)
@options.format_option("text", "json", "csv", "ics")
@options.as_of
@options.at
@click.pass_obj
def command(session: Session, person: str | None, days: int, form: str, as_of: str | None, at: str | None) -> None:
    snapshot = session.load(as_of=as_of, at=at)
    key = "" if person is None else whom(snapshot, person)
    items = chosen(snapshot.conclusions.agenda, snapshot.as_of, person=key, days=days)
    if form == "ics":
        answer(calendar(snapshot, session, items, key))
        return
    table = as_table(items, snapshot.ledger, session.words)
    if form == "json":
        answer(as_answer(as_data(items, snapshot.as_of, snapshot.ledger, session.words), snapshot.revision))
    elif form == "csv":
        answer(as_csv(table))
    elif not items:
        answer(f"{session.words.text(N_('none'))}\n")
    else:
        answer(as_text(table, width=session.width, colour=session.colour))


def calendar(snapshot: Snapshot, session: Session, items: Iterable[AgendaItem], key: str) -> str:
    """The items as a calendar, in the words of the terminal with dates as people write them."""
    from pmledger.language.icalendar import Diary, icalendar, title_of

    words = replace(session.words, plain=False)
    person = snapshot.ledger.get(key)
    diary = Diary(snapshot.ledger, words, snapshot.as_of, snapshot.settings.timezone)
    return icalendar(items, diary, title_of(words, snapshot.settings.name, person.title if person else ""))


def whom(snapshot: Snapshot, written: str) -> str:
    return me(snapshot) if written.casefold() == "@me" else person_named(snapshot.ledger, written)
