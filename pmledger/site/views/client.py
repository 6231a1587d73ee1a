"""A client on one page: how we stand, what we promised, who decides there, and all that is open."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from pmledger.analysis.communication import PlanStanding
from pmledger.analysis.health import Rag
from pmledger.analysis.promises import client_of, is_late, judged, owed
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.timeline import Event
from pmledger.ledger.record import Record
from pmledger.site.address import page_of
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Frame, Item, Runs, Tile
from pmledger.site.record_page import FactGroup, groups_of, is_field
from pmledger.site.values import shown
from pmledger.site.views import activity, issues, meetings, people, requirements
from pmledger.site.views.accounts import account_ways, feedback_blocks, invoice_blocks, pipeline_blocks
from pmledger.site.views.before_call import Dealings, contact_facts, dealings, ticket_blocks, urgent
from pmledger.site.views.behaviour import behaviour_blocks
from pmledger.site.views.blocks import Block, Section, Verdict, contents_of, folded, label
from pmledger.site.views.blocks import listed as todo
from pmledger.site.views.by_month import contact_months
from pmledger.site.views.cells import (
    notes_of,
    of_scope,
    opened,
    passage,
    prose_of,
    short_name,
    told,
)
from pmledger.site.views.clients import is_quiet
from pmledger.site.views.earned_all import client_earned
from pmledger.site.views.figures import figure_of, tile, written
from pmledger.site.views.plan_items import item_blocks
from pmledger.site.views.project_parts import history_blocks, part_sections
from pmledger.site.views.projects import closed_blocks, project_blocks, top_risks
from pmledger.site.views.ragwords import bad_reasons, colour_of, rag_status, reason_item
from pmledger.site.views.registers import head
from pmledger.site.views.seen_before import Remember, remembering
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.stakeholders import assessed, power_grid
from pmledger.site.views.surveys import wave_table


class ClientView(Struct, frozen=True):
    frame: Frame
    verdict: Verdict
    tiles: tuple[Tile, ...]
    contents: tuple[Anchor, ...]
    sections: tuple[Section | tuple[Section, ...], ...]
    groups: tuple[FactGroup, ...]


class Around(Struct, frozen=True):
    """What is looked up once for all clients: promises, events, dealings, top risks by project, last talks, lessons."""

    promises: Mapping[str, Sequence[Record]]
    known: Dealings
    tops: Mapping[str, RiskStanding]
    last: Mapping[str, Record]
    events: Mapping[str, Sequence[Event]]
    remember: Remember


def promises_with(book: Book) -> dict[str, list[Record]]:
    """Promises by the client on the other side."""
    found: dict[str, list[Record]] = {}
    for promise in book.shown("promise"):
        found.setdefault(client_of(promise, book.ledger), []).append(promise)
    return found


def owed_items(book: Book, promises: Sequence[Record]) -> tuple[Item, ...]:
    """Open promises, the earliest due first, late ones marked."""
    items = []
    for promise in promises:
        due = promise.day("due")
        late = is_late(promise, book.as_of)
        when = book.words.date(due) if due else book.say("no date")
        who = short_name(book, promise.owner) if promise.owner else ""
        items.append(
            Item(
                promise.title,
                book.href(promise.key),
                "bad" if late else "none",
                who,
                when,
                book.say("late") if late else "",
            )
        )
    return tuple(items)


def lede(
    book: Book, client: Record, ours: Sequence[Record], projects: Sequence[Record], coming: Record | None = None
) -> str:
    """How we stand, what we owe, when we last spoke and when we speak next."""
    words = book.words
    running = [project for project in projects if not project.closed]
    first = capital(
        book.say_count("{n} running project,", "{n} running projects,", len(running), n=spelled(words, len(running)))
    )
    red = [project for project in running if colour_of(book, project.key) is Rag.RED]
    state = (
        book.say(
            "{projects} in trouble.",
            projects=words.list_and(toned(short_name(book, each.key), "bad", book.href(each.key)) for each in red),
        )
        if red
        else book.say("none in trouble.")
    )
    late = sum(1 for promise in ours if is_late(promise, book.as_of))
    owes = book.say_count("We owe {n} thing", "We owe {n} things", len(ours), n=spelled(words, len(ours)))
    told = (
        book.say(
            "{owed}, {late}.",
            owed=owes,
            late=toned(book.say_count("{n} of it late", "{n} of them late", len(ours), n=spelled(words, late)), "bad"),
        )
        if late
        else book.say("{owed}.", owed=owes)
    )
    since = written(book, "days_since_contact", client.key)
    if since.number is None:
        contact = book.say("No contact is recorded.")
    else:
        tone = "bad" if is_quiet(book, client) else ""
        contact = book.say("The last contact was {days} ago.", days=toned(since.text, tone, since.href))
    following = next_sentence(book, coming) if coming is not None else ""
    return words.sentences([book.say("{projects} {state}", projects=first, state=state), told, contact, following])


def next_sentence(book: Book, coming: Record) -> str:
    """The next talk that is planned."""
    link = toned(coming.title, "", book.href(coming.key))
    return book.say("Next is {meeting} on {day}.", meeting=link, day=coming.day("date"))


def issue_like(book: Book, client: Record) -> tuple[Block, ...]:
    return issues.issue_blocks(
        book, issues.urgent(book, of_scope(book, client, "issue")), where=True, anchor="t-issues"
    )


def stamp(book: Book, client: Record) -> tuple[Runs, ...]:
    """Segment, industry, account manager, since when."""
    parts: list[Runs] = []
    if client.text("segment"):
        parts.append((Anchor(book.words.choice_label(client.text("segment"))),))
    parts.extend((Anchor(client.text(field)),) for field in ("industry", "region") if client.text(field))
    manager = client.target("account_manager")
    if manager:
        parts.append(runs(book.say("Account manager {person}", person=told(book, manager))))
    since = client.day("since")
    if since:
        parts.append((Anchor(book.say("client since {day}", day=since)),))
    parts.append((Anchor(book.say("as of {day}", day=book.as_of)),))
    return tuple(parts)


def verdict(book: Book, client: Record) -> Verdict:
    health = book.conclusions.health.get(client.key)
    reasons = tuple(reason_item(book, reason) for reason in bad_reasons(health)) if health else ()
    needs = passage(client, "needs_summary")
    purpose = prose_of(book, client, needs, prefix="needs", level=4) if needs else None
    return Verdict(rag_status(book, client.key), reasons, purpose)


def sections(book: Book, client: Record, around: Around) -> tuple[Section | tuple[Section, ...], ...]:
    """What is owed both ways, who is there, what runs, what is open, what was said."""
    promises = around.promises.get(client.key, ())
    ours, theirs = owed(promises, book.as_of), owed(promises, book.as_of, ours=False)
    projects = of_scope(book, client, "project")
    running, over = opened(projects)
    contacts = [
        person for person in book.ledger.pointing_at(client.key, "person", "organisation") if person.key in book.hrefs
    ]
    owed_here = (
        Section(head(book.say("We owe"), "we-owe"), (listed(book, ours, book.say("We owe nothing.")),)),
        Section(
            head(book.say("Owed to us"), "owed-to-us"), (listed(book, theirs, book.say("Nothing is owed to us.")),)
        ),
    )
    kept = [promise for promise in promises if promise.closed]
    if kept:
        summary = book.say_count("{count} kept or closed", "{count} kept or closed", len(kept))
        owed_here = (
            Section(
                owed_here[0].heading, (*owed_here[0].blocks, folded(summary, Block("todo", owed_items(book, kept))))
            ),
            owed_here[1],
        )
    body = notes_of(book, client, "needs_summary")
    items = urgent(book, client, promises, around.known)
    parts: list[Section | tuple[Section, ...]] = [
        (
            Section(head(book.say("Before you call"), "call"), (todo(items, book.say("Nothing burns with this client.")),)),
            Section(head(book.say("Last and next contact"), "next"), (contact_facts(book, client, around.known),)),
        ),
        owed_here,
        Section(
            head(book.say("Projects"), "projects"),
            (
                *project_blocks(
                    book,
                    running,
                    around.tops,
                    book.say("Projects"),
                    "t-projects",
                    book.say("No project is running."),
                ),
                *closed_blocks(book, over),
            ),
        ),
        *client_earned(book, client),
        Section(
            head(book.say("People"), "people"),
            (
                *people.contact_blocks(book, contacts, where=False, anchor="t-contacts", last=around.last),
                *grid_blocks(book, contacts),
            ),
        ),
        Section(head(book.say("Issues"), "issues"), issue_like(book, client)),
        *(
            (Section(head(book.say("Tickets"), "tickets"), ticket_blocks(book, client)),)
            if of_scope(book, client, "ticket")
            else ()
        ),
        Section(
            head(book.say("Requirements"), "requirements"),
            requirements.requirement_blocks(book, of_scope(book, client, "requirement"), where=True, anchor="t-needs"),
        ),
        Section(head(book.say("Feedback"), "feedback"), feedback_blocks(book, client)),
        Section(head(book.say("Satisfaction"), "satisfaction"), wave_table(book, client)),
        Section(head(book.say("Invoices"), "invoices", *account_ways(book)), invoice_blocks(book, client)),
        Section(head(book.say("Pipeline"), "pipeline"), pipeline_blocks(book, client)),
        Section(head(book.say("Behaviour"), "behaviour"), behaviour_blocks(book, client)),
        *plan_sections(book, around.known.plans.get(client.key, ())),
        Section(
            head(book.say("Contact"), "contact"),
            contact_blocks(book, of_scope(book, client, "communication")),
        ),
    ]
    if body is not None:
        parts.append(Section(head(book.say("Notes"), "notes"), (Block("prose", body),)))
    parts.extend((*around.remember(client), *part_sections(book, client)))
    parts.append(Section(head(book.say("History"), "history"), history_blocks(book, around.events.get(client.key, ()))))
    return tuple(parts)


def contact_blocks(book: Book, talks: Sequence[Record]) -> tuple[Block, ...]:
    """What was said and when, and folded how often by which channel."""
    parts = meetings.meeting_parts(book, talks, "t-meetings", where=True, most=15)
    return (*parts, folded(book.say("Contacts by month"), contact_months(book, talks))) if talks else parts


def grid_blocks(book: Book, contacts: Sequence[Record]) -> tuple[Block, ...]:
    """Power and interest of the contacts, where both are written of at least one."""
    known = assessed(contacts)
    return (label(book.say("Influence and interest")), power_grid(book, known)) if known else ()


def plan_sections(book: Book, plans: Sequence[PlanStanding]) -> tuple[Section, ...]:
    """What the client is to hear how often, where that is planned."""
    if not plans:
        return ()
    more = Anchor(book.say("Communication"), "communication.html")
    return (Section(head(book.say("Plan of contact"), "plan", more), item_blocks(book, plans, "t-plan", where=False)),)


def listed(book: Book, promises: Sequence[Record], empty: str) -> Block:
    return Block("todo", owed_items(book, promises)) if promises else Block("none", empty)


def page(book: Book, client: Record, around: Around) -> Page:
    path = page_of(client, book.schema)
    ours = owed(around.promises.get(client.key, ()), book.as_of)
    coming = next(iter(around.known.coming.get(client.key, ())), None)
    told = runs(lede(book, client, ours, of_scope(book, client, "project"), coming))
    frame = book.frame(
        path,
        client.title,
        current=book.current("client"),
        crumbs=(book.register("client"),),
        stamp=stamp(book, client),
        record=client,
        lede=told,
    )
    found = sections(book, client, around)
    names = (
        "days_since_contact",
        "open_promises",
        "owed_to_us",
        "kept_rate",
        "nps",
        "csat",
        "revenue",
        "receivable",
        "payment_days",
        "pipeline_weighted",
    )
    scores = [name for name in ("nps", "csat") if written(book, name, client.key).number is not None] or ["csat"]
    tiles = tuple(
        tile(book, name, client.key, sub=tile_note(book, client, name, around))
        for name in names
        if written(book, name, client.key).href and (name in scores or name not in {"nps", "csat"})
    )
    fields = tuple(spec for spec in book.spec(client).fields if is_field(client, spec) and spec.type != "text")
    return Page(
        path,
        "client.html",
        ClientView(
            frame, verdict(book, client), tiles, contents_of(found), found, groups_of(shown(book, client), fields)
        ),
    )


def tile_note(book: Book, client: Record, name: str, around: Around) -> str:
    """Of how many a share is, and what is agreed or allowed."""
    if name in {"nps", "csat"}:
        figure = figure_of(book, name, client.key)
        count = figure.inputs[-1].value if figure and figure.value is not None and figure.inputs else None
        return book.say("n = {count}", count=count) if isinstance(count, int) else ""
    if name == "kept_rate":
        count = len(judged(around.promises.get(client.key, ()), book.as_of))
        return book.say("of {count}", count=count) if count else ""
    if name == "days_since_contact":
        limit = written(book, "contact_cadence", client.key)
        return book.say("at most {days}", days=limit.text) if limit.number is not None else ""
    terms = client.number("payment_terms_days") if name == "payment_days" else None
    return book.say_count("{count} day agreed", "{count} days agreed", int(terms)) if terms is not None else ""


def pages(book: Book) -> Iterator[Page]:
    """The page of every client."""
    around = Around(
        promises_with(book),
        dealings(book),
        top_risks(book),
        people.last_contacts(book),
        activity.by_owner(book),
        remembering(book),
    )
    for client in book.mine(book.shown("client")):
        yield page(book, client, around)
