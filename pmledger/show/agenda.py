"""What needs whom, by day."""

from collections.abc import Iterable
from datetime import date, timedelta

from pmledger.analysis.agenda import AgendaItem
from pmledger.language.translator import Translator
from pmledger.ledger.ledger import Ledger
from pmledger.show.tables import Heading, Table
from pmledger.source.message import N_, say_count

VERSION = 1


def chosen(items: Iterable[AgendaItem], as_of: date, *, person: str = "", days: int = 14) -> tuple[AgendaItem, ...]:
    """The items up to so many days from today, overdue ones among them; of one person when a key is given."""
    horizon = as_of + timedelta(days=days)
    return tuple(item for item in items if item.day <= horizon and (not person or item.person == person))


def as_table(items: Iterable[AgendaItem], ledger: Ledger, translator: Translator) -> Table:
    headings = (N_("Day"), N_("Late"), N_("Who"), N_("What"), N_("Record"))
    return Table(
        tuple(Heading(translator.text(text)) for text in headings),
        tuple(
            (
                translator.date(item.day),
                late(item, translator),
                name_of(item.person, ledger),
                translator.render(item.action),
                item.record,
            )
            for item in items
        ),
    )


def late(item: AgendaItem, translator: Translator) -> str:
    if not item.overdue_days:
        return ""
    return translator.render(say_count("{count} day", "{count} days", item.overdue_days))


def name_of(key: str, ledger: Ledger) -> str:
    person = ledger.get(key)
    return person.title if person else ""


def as_data(items: Iterable[AgendaItem], as_of: date, ledger: Ledger, translator: Translator) -> dict[str, object]:
    """The agenda as docs/json.md describes it."""
    return {
        "version": VERSION,
        "as_of": as_of.isoformat(),
        "items": [
            {
                "day": item.day.isoformat(),
                "overdue_days": item.overdue_days,
                "person": item.person,
                "record": item.record,
                "kind": item.kind,
                "project": item.project,
                "title": ledger.by_key[item.record].title if item.record in ledger.by_key else "",
                "action": translator.render(item.action),
            }
            for item in items
        ],
    }
