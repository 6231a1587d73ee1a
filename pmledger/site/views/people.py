"""People: the team and the contacts, and what each of them has open."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.navigation import has_team
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row
from pmledger.site.views.blocks import Block, Section, Sheet, folded
from pmledger.site.views.cells import choice_cell, key_cell, record_cell, short_name, whole
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.stakeholders import gap_cell

Load = Mapping[str, Counter[str]]
WORK = ("task", "action", "issue", "risk", "change", "decision", "promise", "deliverable")
"""Kinds that somebody owns and has to do something about."""


def load_of(book: Book) -> Load:
    """How many open records of each kind each person owns or is assigned to."""
    load: dict[str, Counter[str]] = {}
    for kind in WORK:
        for record in book.ledger.of(kind):
            if record.closed:
                continue
            holders = {record.owner} if record.owner else set()
            if kind == "task":
                holders |= {link.target for link in record.links if link.field.startswith("assignees")}
            for holder in holders:
                load.setdefault(holder, Counter())[kind] += 1
    return load


def overdue_of(book: Book) -> Counter[str]:
    """How many overdue things the agenda has for each person."""
    return Counter(item.person for item in book.conclusions.agenda if item.overdue_days > 0 and item.person)


def load_text(book: Book, counted: Counter[str]) -> str:
    """`2 tasks · 1 issue`, by the names of the kinds."""
    return " · ".join(
        whole(book.say("{count} {things}", count=counted[kind], things=kind_name(book, kind, counted[kind])))
        for kind in WORK
        if counted.get(kind)
    )


def kind_name(book: Book, kind: str, count: int) -> str:
    spec = book.schema.kinds[kind]
    name = book.words.kind_label(spec) if count == 1 else book.words.plural_label(spec)
    return name.lower()


def team_blocks(book: Book, team: Sequence[Record], load: Load, late: Counter[str]) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Person"), wide=True),
        Column(book.say("Open"), numeric=True),
        Column(book.say("Overdue"), numeric=True),
        Column(book.say("What is open"), wide=True),
    )

    def make(person: Record) -> Row:
        counted = load.get(person.key, Counter())
        overdue = late[person.key]
        agenda = f"agenda.html#{agenda_id(person)}" if overdue else ""
        return Row(
            (
                record_cell(book, person, person.text("role") or person.text("job_title")),
                Cell(
                    str(counted.total()) if counted else "·", tone="" if counted else "muted", sort=str(counted.total())
                ),
                Cell(str(overdue) if overdue else "·", agenda, "bad" if overdue else "muted", str(overdue)),
                Cell(load_text(book, counted)) if counted else Cell("—", tone="muted"),
            )
        )

    return bounded(
        book,
        team,
        columns,
        make,
        book.say("Team"),
        anchor="t-team",
        tools=True,
        empty=book.say("Nobody is in the team."),
    )


def agenda_id(person: Record) -> str:
    return f"p-{person.id}"


def contact_columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    return (
        Column(book.say("Person"), wide=True),
        *((Column(book.say("Client")),) if where else ()),
        Column(book.say("Role")),
        Column(book.say("Influence"), numeric=True),
        Column(book.say("Interest"), numeric=True),
        Column(book.say("Stance")),
        Column(book.say("Last contact")),
    )


def last_contacts(book: Book) -> Mapping[str, Record]:
    """The latest talk with each person, where the site shows it."""
    return {key: talk for key, talk in book.conclusions.relations.last.items() if talk.key in book.hrefs}


def contact_row(book: Book, person: Record, last: Mapping[str, Record], *, where: bool) -> Row:
    meeting = last.get(person.key)
    day = meeting.day("date") if meeting else None
    seen = (
        Cell(book.words.date(day), book.href(meeting.key), sort=day.isoformat(), sub=ago(book, (book.as_of - day).days))
        if meeting and day
        else Cell("—", tone="muted", sort="0", sub=book.say("never"))
    )
    return Row(
        (
            record_cell(book, person, work_of(person)),
            *((key_cell(book, person.target("organisation") or person.client),) if where else ()),
            choice_cell(book, person, "buying_role"),
            scale_cell(person, "influence"),
            scale_cell(person, "interest"),
            gap_cell(book, person),
            seen,
        )
    )


def work_of(person: Record) -> str:
    """What a person does: the job title, and the role in our teams where that is another."""
    return " · ".join(dict.fromkeys(said for name in ("job_title", "role") if (said := person.text(name))))


def ago(book: Book, days: int) -> str:
    return book.say_count("{count} day ago", "{count} days ago", days) if days else book.say("today")


def scale_cell(person: Record, field: str) -> Cell:
    number = person.number(field)
    return Cell("—", tone="muted", sort="0") if number is None else Cell(f"{number}/5", sort=str(number))


def contact_blocks(
    book: Book, contacts: Sequence[Record], *, where: bool, anchor: str, last: Mapping[str, Record]
) -> tuple[Block, ...]:
    """Contacts, the most influential first."""
    ordered = sorted(contacts, key=lambda person: (-(person.number("influence") or 0), person.title))
    present = [person for person in ordered if person.status != "left"]
    left = [person for person in ordered if person.status == "left"]
    columns = contact_columns(book, where=where)

    def make(person: Record) -> Row:
        return contact_row(book, person, last, where=where)

    blocks = bounded(
        book,
        present,
        columns,
        make,
        book.say("Contacts"),
        anchor=anchor,
        tools=where,
        empty=book.say("No contact is recorded."),
    )
    if not left:
        return blocks
    summary = book.say_count("{count} has left", "{count} have left", len(left))
    return (*blocks, folded(summary, *bounded(book, left, columns, make, summary, anchor=f"{anchor}-left")))


def is_team(person: Record) -> bool:
    return person.text("type") != "contact"


def lede(book: Book, team: Sequence[Record], contacts: Sequence[Record], late: Counter[str]) -> str:
    """How many people there are, and who has most that is overdue."""
    words = book.words
    inside = book.say_count("{n} person in the team", "{n} people in the team", len(team), n=spelled(words, len(team)))
    outside = book.say_count("{n} contact", "{n} contacts", len(contacts), n=spelled(words, len(contacts)))
    first = capital(book.say("{team}, {contacts}.", team=inside, contacts=outside))
    busiest = max(((count, key) for key, count in late.items() if key in book.hrefs), default=None)
    if busiest is None:
        return words.sentences([first, book.say("Nobody has anything overdue.")])
    count, key = busiest
    link = toned(short_name(book, key), "", book.href(key))
    told = toned(book.say_count("{count} thing overdue", "{count} things overdue", count), "bad")
    return words.sentences([first, book.say("{person} has {things}.", person=link, things=told)])


def pages(book: Book) -> Iterator[Page]:
    """Team and contacts."""
    people = book.shown("person")
    if not people:
        return
    load, late = load_of(book), overdue_of(book)
    present = [person for person in people if person.status != "left"]
    team = sorted(
        (person for person in present if is_team(person)),
        key=lambda person: (-late[person.key], -load.get(person.key, Counter()).total(), person.title),
    )
    contacts = [person for person in people if not is_team(person)]
    left = [person for person in people if is_team(person) and person.status == "left"]
    team_part: tuple[Block, ...] = team_blocks(book, team, load, late)
    if left:
        summary = book.say_count("{count} has left", "{count} have left", len(left))
        team_part = (
            *team_part,
            folded(
                summary,
                *(
                    bounded(
                        book,
                        left,
                        (Column(book.say("Person")),),
                        lambda person: Row((record_cell(book, person),)),
                        summary,
                        anchor="t-left",
                    )
                ),
            ),
        )
    at_work = has_team(book.plans)
    more = (Anchor(book.say("load, skills, leave"), "team.html"),) if at_work else ()
    sections = (
        Section(head(book.say("Team"), "team", *more), team_part),
        Section(
            head(book.say("Contacts"), "contacts"),
            contact_blocks(book, contacts, where=True, anchor="t-contacts", last=last_contacts(book)),
        ),
    )
    path = "people.html"
    opened = [person for person in contacts if person.status != "left"]
    frame = book.frame(path, book.register("person").text, current=path, lede=runs(lede(book, team, opened, late)))
    yield Page(path, "people.html", Sheet(frame, (), sections))
