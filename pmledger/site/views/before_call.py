"""What to know before calling a client: what burns, who spoke last and about what, what comes next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from pmledger.analysis.answers import Answer
from pmledger.analysis.changes import is_pending
from pmledger.analysis.communication import PlanStanding
from pmledger.analysis.contacts import contacts_with
from pmledger.analysis.costs import overdue_invoice_days
from pmledger.analysis.promises import is_late, is_ours
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Fact, Item, Row, Runs
from pmledger.site.views import answer_times, plan_items
from pmledger.site.views.blocks import Block
from pmledger.site.views.cells import (
    brief,
    choice_cell,
    day_cell,
    key_cell,
    of_scope,
    passage,
    record_cell,
    status_cell,
)
from pmledger.site.views.figures import figure_anchor, written
from pmledger.site.views.registers import open_and_closed

MOST = 12
GRAVE = ("P1", "P2")
COMPLAINT_DAYS = 10
INVOICE_DAYS = 30


class Dealings(Struct, frozen=True):
    """Looked through once for all clients: plan items, messages with their answers, and talks to come, by client."""

    plans: Mapping[str, Sequence[PlanStanding]]
    answers: Mapping[str, Sequence[Answer]]
    coming: Mapping[str, Sequence[Record]]


def dealings(book: Book) -> Dealings:
    plans: dict[str, list[PlanStanding]] = {}
    for one in plan_items.in_order(book.conclusions.relations.plans.values()):
        if one.plan.key in book.hrefs:
            plans.setdefault(one.plan.client, []).append(one)
    found: dict[str, list[Answer]] = {}
    for answer in answer_times.visible(book, book.conclusions.relations.answers):
        found.setdefault(answer.message.client, []).append(answer)
    coming: dict[str, list[Record]] = {}
    for talk in sorted(book.shown("communication"), key=lambda one: (one.day("date") or date.max, one.key)):
        if talk.status == "planned" and (talk.day("date") or date.min) >= book.as_of:
            coming.setdefault(talk.client, []).append(talk)
    return Dealings(plans, found, coming)


def urgent(book: Book, client: Record, promises: Iterable[Record], known: Dealings) -> tuple[Item, ...]:
    """What somebody will bring up, the gravest first."""
    every = (
        *promise_items(book, promises),
        *answer_times.late_items(book, known.answers.get(client.key, ())),
        *invoice_items(book, client),
        *complaint_items(book, client),
        *grave_items(book, client),
        *plan_items.overdue_items(book, known.plans.get(client.key, ())),
        *waiting_items(book, client),
    )
    rank = {"bad": 0, "warn": 1}
    return tuple(sorted(every, key=lambda item: rank.get(item.tone, 2))[:MOST])


def promise_items(book: Book, promises: Iterable[Record]) -> Iterator[Item]:
    for one in promises:
        if one.key in book.hrefs and is_open(one, book.as_of) and is_late(one, book.as_of):
            days = (book.as_of - (one.day("due") or book.as_of)).days
            ours = is_ours(one)
            yield Item(
                one.title,
                book.href(one.key),
                "bad" if ours else "warn",
                book.say("we promised") if ours else book.say("promised to us"),
                book.say_count("{count} day over", "{count} days over", days),
                book.say("late"),
            )


def invoice_items(book: Book, client: Record) -> Iterator[Item]:
    for one in of_scope(book, client, "invoice"):
        late = overdue_invoice_days(one, book.as_of)
        if late > 0:
            tone = "bad" if late > INVOICE_DAYS else "warn"
            when = book.say_count("{count} day over", "{count} days over", late)
            yield Item(one.title, book.href(one.key), tone, book.say("invoice not paid"), when, book.say("overdue"))


def complaint_items(book: Book, client: Record) -> Iterator[Item]:
    for one in of_scope(book, client, "feedback"):
        received = one.day("received_on")
        if one.text("type") == "complaint" and is_open(one, book.as_of) and received is not None:
            days = book.conclusions.calendar.slip(received, book.as_of)
            tone = "bad" if days > COMPLAINT_DAYS else "warn"
            when = book.say_count("for {count} working day", "for {count} working days", days)
            yield Item(one.title, book.href(one.key), tone, book.say("open complaint"), when, book.say("complaint"))


def grave_items(book: Book, client: Record) -> Iterator[Item]:
    """Issues of the first priority, and tickets of the first two."""
    for one in of_scope(book, client, "issue"):
        if is_open(one, book.as_of) and one.text("priority") == "P1":
            due = one.day("due")
            late = due is not None and due < book.as_of
            when = book.words.date(due) if due else ""
            yield Item(one.title, book.href(one.key), "bad", book.say("issue of priority P1"), when,
                       book.say("overdue") if late else "P1")  # fmt: skip
    for one in of_scope(book, client, "ticket"):
        if is_open(one, book.as_of) and one.text("priority") in GRAVE:
            opened = one.day("opened_at")
            sub = book.say("open ticket, {priority}", priority=one.text("priority"))
            yield Item(one.title, book.href(one.key), "warn", sub, book.words.date(opened) if opened else "")


def waiting_items(book: Book, client: Record) -> Iterator[Item]:
    """Decisions and changes that wait for somebody."""
    for one in of_scope(book, client, "decision"):
        if one.status == "proposed":
            needed = one.day("needed_by")
            tone = "bad" if needed is not None and needed < book.as_of else "warn"
            when = book.words.date(needed) if needed else ""
            yield Item(one.title, book.href(one.key), tone, book.say("to be decided"), when, book.say("to be decided"))
    for one in of_scope(book, client, "change"):
        if is_pending(one, book.as_of):
            asked = one.day("requested_on")
            when = book.say("since {day}", day=asked) if asked else ""
            yield Item(one.title, book.href(one.key), "warn", book.say("change to decide"), when, book.say("waits"))


def contact_facts(book: Book, client: Record, known: Dealings) -> Block:
    """Who spoke last and about what, what comes next, how the client likes to be reached, how it feels."""
    last = next((one for one in contacts_with(client, book.ledger, book.as_of) if one.key in book.hrefs), None)
    coming = next(iter(known.coming.get(client.key, ())), None)
    facts = [Fact(book.say("Last contact"), last_runs(book, last) if last else (Anchor(book.say("none recorded"), "", "muted"),))]
    facts.append(Fact(book.say("Next contact"), next_runs(book, last, coming, known.plans.get(client.key, ()))))
    if client.text("preferred_channel"):
        facts.append(Fact(book.say("Likes to be reached"), (Anchor(choice_cell(book, client, "preferred_channel").text),)))
    rhythm = figure_anchor(book, "contact_cadence", client.key)
    facts.append(Fact(book.say("At most without contact"), (rhythm,)))
    mood = written(book, "mood", client.key)
    if mood.number is not None:
        facts.append(Fact(book.say("Mood of the last contacts"), (Anchor(mood.text, mood.href), Anchor(" "), Anchor("(−2 … 2)", "", "muted"))))
    said = brief(passage(last, "summary") or last.body.text, 220) if last else ""
    if said:
        facts.append(Fact(book.say("What was said"), (Anchor(said),)))
    return Block("facts", tuple(facts))


def last_runs(book: Book, last: Record) -> Runs:
    on = last.day("date")
    day = (Anchor(book.words.date(on)), Anchor(" · ")) if on else ()
    return (*day, book.anchor(last.key))


def next_runs(book: Book, last: Record | None, coming: Record | None, plans: Sequence[PlanStanding]) -> Runs:
    """The talk that is planned, or the day agreed in the last one, else the next day that the plan asks for one."""
    agreed = last.day("next_contact") if last else None
    planned = coming.day("date") if coming else None
    if last is not None and agreed is not None and agreed >= book.as_of and (planned is None or agreed < planned):
        return Anchor(book.words.date(agreed)), Anchor(book.say(", as agreed in ")), book.anchor(last.key)
    if coming is not None:
        return last_runs(book, coming)
    days = [(on, one) for one in plans if (on := plan_items.next_day(one))]
    if not days:
        return (Anchor(book.say("nothing planned"), "", "muted"),)
    on, one = min(days, key=lambda pair: (pair[0], pair[1].plan.key))
    return Anchor(book.words.date(on)), Anchor(" · "), book.anchor(one.plan.key), Anchor(book.say(" (due, not planned yet)"))


def ticket_blocks(book: Book, client: Record) -> tuple[Block, ...]:
    """Open tickets by priority, closed ones folded."""
    columns = (
        Column(book.say("Ticket"), wide=True),
        Column(book.say("State")),
        Column(book.say("Priority")),
        Column(book.say("Opened")),
        Column(book.say("Owner")),
    )

    def make(ticket: Record) -> Row:
        return Row(
            (
                record_cell(book, ticket),
                status_cell(book, ticket),
                Cell(ticket.text("priority")),
                day_cell(book, ticket.day("opened_at")),
                key_cell(book, ticket.owner),
            )
        )

    found = sorted(of_scope(book, client, "ticket"), key=lambda one: (one.text("priority"), str(one.day("opened_at")), one.key))
    return open_and_closed(
        book, found, columns, make, book.say("Tickets"), anchor="t-tickets", empty=book.say("No ticket is open."), tools=False
    )
