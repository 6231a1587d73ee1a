"""Stakeholders: who has power and interest, how they stand to the work, and with whom nobody has spoken."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from pmledger.analysis.contacts import cadence, mean_sentiment
from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import day, is_counted, titled
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

STEPS = ("unaware", "resistant", "neutral", "supportive", "leading")
"""Engagement from the least to the most (PMBOK stakeholder engagement assessment matrix)."""
POWERFUL = 4
"""The influence from which silence matters."""
SENT = frozenset({"report"})
"""Types of communication that reach many and are no contact with one of them."""


class Silence(Struct, frozen=True):
    """An influential contact with whom nobody has spoken for longer than `limit` days; `since` is None for never."""

    person: Record
    last: Record | None
    since: int | None
    limit: int


def last_talks(ledger: Ledger, as_of: date) -> Mapping[str, Record]:
    """The latest counted communication that each person took part in; a report that was sent is none."""
    found: dict[str, Record] = {}
    for one in ledger.of("communication"):
        if not is_counted(one, as_of) or one.text("type") in SENT:
            continue
        for key in one.targets.get("participants", ()):
            before = found.get(key)
            if before is None or (day(before, "date") or date.min) < (day(one, "date") or date.min):
                found[key] = one
    return found


def days_silent(person: Record, last: Mapping[str, Record], as_of: date) -> Result:
    """Calendar days since somebody spoke with the person."""
    talk = last.get(person.key)
    on = day(talk, "date") if talk else None
    if talk is None or on is None:
        return unknown(say("no contact is recorded"))
    return Result((as_of - on).days, (Input(titled(talk), on, talk.key, "date"),))


def silences(ledger: Ledger, premises: Premises, last: Mapping[str, Record], as_of: date) -> tuple[Silence, ...]:
    """The influential contacts of active clients with whom nobody spoke within the cadence, the longest silence first."""
    found = []
    for client in ledger.of("client"):
        limit = cadence(client, premises).number
        if client.status != "active" or limit is None:
            continue
        for person in ledger.of_client(client.key, "person"):
            if person.text("type") != "contact" or person.closed or (person.number("influence") or 0) < POWERFUL:
                continue
            talk = last.get(person.key)
            on = day(talk, "date") if talk else None
            since = (as_of - on).days if on else None
            if since is None or since > limit:
                found.append(Silence(person, talk, since, int(limit)))
    return tuple(sorted(found, key=lambda one: (one.since is not None, -(one.since or 0), one.person.key)))


def silent(found: Iterable[Silence]) -> Result:
    inputs = tuple(
        Input(titled(one.person), day(one.last, "date") if one.last else None, one.person.key, "influence") for one in found
    )
    return Result(len(inputs), inputs)


def engagement_gap(person: Record) -> Result:
    """Steps from the engagement that is to the one that is wanted; negative when there is more than is needed."""
    now, wanted = person.text("engagement_current"), person.text("engagement_desired")
    inputs = (
        Input(say("Engagement now"), now or None, person.key, "engagement_current"),
        Input(say("Engagement wanted"), wanted or None, person.key, "engagement_desired"),
    )
    if now not in STEPS or wanted not in STEPS:
        return unknown(say("how the person stands, or should stand, is not written"), inputs)
    return Result(STEPS.index(wanted) - STEPS.index(now), inputs)


def mood(contacts: Iterable[Record]) -> Result:
    """The mean mood of the last three contacts that state one; `contacts` are the latest first."""
    mean, rated = mean_sentiment(contacts)
    inputs = tuple(Input(titled(one), one.number("sentiment"), one.key, "sentiment") for one in rated)
    return unknown(say("no contact states a mood")) if mean is None else Result(exact(mean), inputs)
