"""A person on their own page: for one of us how full the next weeks are, for a contact where we stand with them."""

from collections.abc import Mapping

from pmledger.analysis.load import PersonLoad
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views import workload
from pmledger.site.views.blocks import Section
from pmledger.site.views.cells import short_name
from pmledger.site.views.figures import written
from pmledger.site.views.people import overdue_of
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, spelled, toned


def extra(book: Book) -> MakeExtra:
    """What is overdue and how full the weeks are; or the last talk, and the steps to where we need somebody."""
    loads = {load.person: load for load in book.conclusions.relations.loads}
    late = overdue_of(book)

    def make(person: Record) -> Extra:
        if person.closed:
            return Extra()
        if person.text("type") == "contact":
            return Extra(runs(contact_sentence(book, person)))
        return own_extra(book, person, loads, late[person.key])

    return make


def own_extra(book: Book, person: Record, loads: Mapping[str, PersonLoad], late: int) -> Extra:
    load = loads.get(person.key)
    busy = load is not None and any(week.hours for week in load.weeks)
    words = book.words
    first = (
        toned(book.say_count("{n} thing is overdue", "{n} things are overdue", late, n=spelled(words, late)), "bad",
              "agenda.html")
        if late
        else toned(book.say("Nothing is overdue"), "good")
    )  # fmt: skip
    second = ""
    if load is not None and busy:
        now = load.weeks[0]
        tone = "bad" if now.overbooked else "b"
        share = toned(workload.percent_text(book, now), tone, "team.html#load")
        second = book.say("{share} of this week is planned.", share=share) if now.hours else book.say("This week is free.")
    sentence = words.sentences([capital(book.say("{late}.", late=first)), second, used_sentence(book, person)])
    sections = (
        (Section(head(book.say("Load by week"), "load"), workload.heat_block(book, (load,))),)
        if load is not None and busy
        else ()
    )
    return Extra(runs(sentence), sections)


def used_sentence(book: Book, person: Record) -> str:
    """How much of the last weeks was billed; nothing where it is unknown, which the team's page explains."""
    share = written(book, "utilisation", person.key)
    if share.number is None:
        return ""
    return book.say("{share} of the time in the last four weeks was billable.", share=toned(share.text, "b", share.href))


def contact_sentence(book: Book, person: Record) -> str:
    """When somebody last spoke with them, and how far their engagement is from where we need it."""
    since, gap = written(book, "days_since_contact", person.key), written(book, "engagement_gap", person.key)
    name = short_name(book, person.key)
    silent = any(one.person.key == person.key for one in book.conclusions.relations.silences)
    if since.number is None:
        first = book.say("No contact with {person} is recorded.", person=name)
    else:
        days = toned(since.text, "bad" if silent else "b", since.href)
        first = book.say("The last contact with {person} was {days} ago.", person=name, days=days)
    if gap.number is None or gap.number <= 0:
        return first
    steps = book.say_count("{count} step", "{count} steps", int(gap.number))
    second = book.say("We need them {steps} nearer.", steps=toned(steps, "warn", gap.href))
    return book.words.sentences([first, second])
