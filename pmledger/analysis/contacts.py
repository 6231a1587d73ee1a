"""Contact with clients: the last one, how long ago, and whether it is time for the next."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from pmledger.analysis.figure import Input, Result, unknown
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import as_number, day, is_counted, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say


def contacts_with(client: Record, ledger: Ledger, as_of: date) -> tuple[Record, ...]:
    """The counted communications with a client, internal ones left out, latest first."""
    found = ledger.of_client(client.key, "communication")
    held = [record for record in found if is_counted(record, as_of) and record.values.get("direction") != "internal"]
    return tuple(sorted(held, key=lambda record: (day(record, "date") or date.min, record.key), reverse=True))


def days_since(contacts: Iterable[Record], as_of: date) -> Result:
    """Calendar days since the latest of the contacts."""
    latest = next(iter(contacts), None)
    on = day(latest, "date") if latest else None
    if latest is None or on is None:
        return unknown(say("no contact is recorded"))
    return Result((as_of - on).days, (Input(titled(latest), on, latest.key, "date"),))


def cadence(client: Record, premises: Premises) -> Result:
    """The longest time without contact in calendar days: the client's own, else that of its segment."""
    own = as_number(client.values.get("contact_cadence_days"))
    if own is not None:
        return Result(int(own), (Input(say("Contact cadence"), int(own), client.key, "contact_cadence_days"),))
    segment = client.text("segment")
    days = premises.cadence.get(segment)
    if days is None:
        return unknown(say("it has no segment with a cadence"))
    usual = Input(say("Contact cadence"), days, setting=("cadence", segment))
    return Result(days, (Input(say("Segment"), segment, client.key, "segment"), usual))


def mean_sentiment(contacts: Iterable[Record], count: int = 3) -> tuple[Fraction | None, tuple[Record, ...]]:
    """The mean sentiment of the last contacts that state one, as a fraction, and those contacts; None without any."""
    rated = [record for record in contacts if record.has("sentiment")][:count]
    if not rated:
        return None, ()
    return sum((Fraction(record.number("sentiment") or 0) for record in rated), Fraction(0)) / len(rated), tuple(rated)
