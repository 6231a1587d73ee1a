"""The team: whose time is taken, who can do what, who is away, what it does together."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pmledger.analysis.load import PersonLoad
from pmledger.analysis.team import Away, attendance, away, events_of, is_team, skills_of, worst_week
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Item, Row, Table, Tile
from pmledger.site.views import workload
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, label, listed, table, text
from pmledger.site.views.cells import (
    MOST,
    brief,
    choice_cell,
    day_cell,
    joined,
    passage,
    record_cell,
    short_name,
    visible,
)
from pmledger.site.views.figures import figure_anchor, figure_of, money_text, tile
from pmledger.site.views.one_at_a_time import levelled_blocks
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "team.html"
APPRECIATION = "recognition"


def lede(book: Book, team: Sequence[Record], loads: Sequence[PersonLoad]) -> str:
    """How many there are, who is overbooked, how full the next weeks are."""
    words = book.words
    first = capital(
        book.say_count("{n} person in the team.", "{n} people in the team.", len(team), n=spelled(words, len(team)))
    )
    over = [load for load in loads if worst_week(load)]
    if over:
        names = words.list_and(toned(short_name(book, load.person), "bad", book.href(load.person)) for load in over[:4])
        second = book.say_count(
            "{people} is planned for more than there is time in the next eight weeks.",
            "{people} are planned for more than there is time in the next eight weeks.",
            len(over),
            people=names,
        )
    else:
        second = book.say("Nobody is planned for more than there is time in the next eight weeks.")
    load = figure_anchor(book, "team_load")
    third = (
        book.say("Of the next four weeks {share} is planned.", share=toned(load.text, "b", load.href))
        if load.text != "—"
        else ""
    )
    return words.sentences([first, second, third])


def skill_blocks(book: Book, team: Sequence[Record]) -> tuple[Block, ...]:
    """Who can do what; what only one can do comes first."""
    skills = skills_of(team)
    if not skills:
        return (Block("none", book.say("No skills are written down.")),)
    alone = sum(len(people) == 1 for people in skills.values())
    sentence = capital(
        book.say_count(
            "{n} of {all} skill is with one person only.",
            "{n} of {all} skills are with one person only.",
            len(skills),
            n=spelled(book.words, alone),
            all=len(skills),
        )
    )
    shared = {name: people for name, people in skills.items() if len(people) > 1}
    single: dict[str, list[str]] = {}
    for name, people in skills.items():
        if len(people) == 1:
            single.setdefault(people[0].key, []).append(name)
    blocks: list[Block] = [text((Anchor(sentence),))]
    if single:
        columns = (Column(book.say("Person")), Column(book.say("Only they can"), wide=True))
        rows = tuple(
            Row((Cell(short_name(book, key), book.href(key)), Cell(book.words.comma.join(names))))
            for key, names in list(single.items())[:MOST]
        )
        blocks.append(table(Table(columns, rows, book.say("Skills of one person only"), "t-single")))
    if shared:
        columns = (Column(book.say("Skill")), Column(book.say("Who"), wide=True))
        rows = tuple(
            Row((Cell(name), Cell(runs=joined((book.anchor(one.key, short_name(book, one.key)) for one in people),
                                              book.words.comma))))
            for name, people in list(shared.items())[:MOST]
        )  # fmt: skip
        blocks.append(table(Table(columns, rows, book.say("Skills and who has them"), "t-skills")))
    return tuple(blocks)


def away_blocks(book: Book, found: Sequence[Away]) -> tuple[Block, ...]:
    """Leave of the next 90 days."""
    if not found:
        return (Block("none", book.say("Nobody is away in the next 90 days.")),)
    columns = (
        Column(book.say("Person"), wide=True),
        Column(book.say("From")),
        Column(book.say("To")),
        Column(book.say("Working days"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, one.person),
                day_cell(book, one.first, sub=book.say("now") if one.first <= book.as_of else ""),
                day_cell(book, one.last),
                Cell(str(one.working_days), sub=book.say("in part") if one.partly else ""),
            )
        )
        for one in found[:MOST]
    )
    return (table(Table(columns, rows, book.say("Leave"), "t-leave")),)


def event_blocks(book: Book, events: Sequence[Record], team: Sequence[Record], anchor: str, empty: str) -> tuple[Block, ...]:
    columns = (
        Column(book.say("Event"), wide=True),
        Column(book.say("Type")),
        Column(book.say("When")),
        Column(book.say("Took part"), numeric=True),
        Column(book.say("Liked"), numeric=True),
        Column(book.say("Cost"), numeric=True),
    )

    def make(event: Record) -> Row:
        count, rating = attendance(event, team), event.number("rating")
        held = event.status == "held"
        return Row(
            (
                record_cell(book, event, brief(passage(event, "outcome") or passage(event, "purpose"), 140)),
                choice_cell(book, event, "type"),
                day_cell(book, event.day("date"), late=not held and (event.day("date") or book.as_of) < book.as_of),
                Cell(book.say("{count} of {all}", count=count, all=len(team)) if held or count else "—"),
                Cell(f"{book.words.number(rating, 1)}/5" if rating is not None else "—", tone="" if rating else "muted"),
                Cell(money_text(book, event.money("cost"))),
            )
        )

    return bounded(book, events, columns, make, book.say("Team events"), anchor=anchor, tools=False, empty=empty)


def quarters(book: Book, held: Sequence[Record]) -> tuple[Block, ...]:
    """How many events and how many of them shared knowledge, quarter by quarter, the last four."""
    total: Counter[tuple[int, int]] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for event in held:
        on = event.day("date")
        if on is not None:
            quarter = on.year, (on.month - 1) // 3 + 1
            total[quarter] += 1
            shared[quarter] += event.text("type") == "knowledge_sharing"
    if not total:
        return ()
    told = book.words.list_and(
        book.say_count(
            "{count} in quarter {quarter} of {year}", "{count} in quarter {quarter} of {year}", total[key],
            quarter=key[1], year=str(key[0]),
        )
        for key in sorted(total, reverse=True)[:4]
    )  # fmt: skip
    sentence = book.say("Events: {told}.", told=told)
    count = sum(shared.values())
    if count:
        more = book.say_count("{n} of them shared knowledge.", "{n} of them shared knowledge.", count, n=count)
        sentence = book.words.sentences([sentence, more])
    return (text((Anchor(sentence),)),)


def thanks(book: Book, held: Sequence[Record]) -> tuple[Item, ...]:
    """Appreciation that was shown: for what, to whom, when."""
    found = [event for event in held if event.text("type") == APPRECIATION]
    return tuple(
        Item(
            event.title,
            book.href(event.key),
            "good",
            " · ".join(
                part
                for part in (
                    book.words.comma.join(
                        short_name(book, key) for key in event.targets.get("participants", ())[:8] if key in book.hrefs
                    ),
                    brief(passage(event, "outcome") or passage(event, "purpose"), 120),
                )
                if part
            ),
            book.words.date(event.day("date") or book.as_of),
            book.say("appreciation"),
        )
        for event in found[:20]
    )


def used_tile(book: Book) -> tuple[Tile, ...]:
    """How much of the time was billed, and how much of it is on time sheets at all; nothing where none are kept."""
    if figure_of(book, "team_utilisation") is None:
        return ()
    used = book.conclusions.relations.used
    hours, have = sum(one.hours for one in used), sum(one.available for one in used)
    return (tile(book, "team_utilisation", sub=book.say("{hours} of {have} h are booked", hours=round(hours), have=round(have))),)


def pages(book: Book) -> Iterator[Page]:
    """Load by week, people, skills, leave, events, appreciation; nothing of anybody's review."""
    team = tuple(one for one in book.shown("person") if is_team(one) and one.status == "active")
    if not team:
        return
    loads = workload.by_load(book, book.conclusions.relations.loads)
    busy = {load.person for load in loads}
    coming, held = (visible(book, part) for part in events_of(book.ledger, book.as_of))
    together = [event for event in held if event.text("type") != APPRECIATION]
    found = away(team, book.ledger, book.conclusions.calendar, book.as_of)
    attention = workload.overbooked_items(book, loads)
    sections: list[Section | tuple[Section, ...]] = [
        Section(
            head(book.say("Needs attention"), "attention"),
            (listed(attention, book.say("Nobody is planned for more than there is time in the next eight weeks.")),),
        ),
        Section(
            head(book.say("Load by week"), "load"),
            (*workload.heat_block(book, loads), *workload.fold_idle(book, [one for one in team if one.key not in busy])),
        ),
        Section(head(book.say("One thing at a time"), "levelled"), levelled_blocks(book)),
        Section(head(book.say("People"), "people", book.register("person")), workload.people_blocks(book, team, loads)),
        Section(head(book.say("Work without anybody"), "unassigned"), workload.unassigned_blocks(book)),
        (
            Section(head(book.say("Skills"), "skills"), skill_blocks(book, team)),
            Section(head(book.say("Leave"), "leave"), away_blocks(book, found)),
        ),
        Section(
            head(book.say("Team events"), "events"),
            (
                *quarters(book, together),
                *((label(book.say("To come")), *event_blocks(book, coming, team, "t-coming", "")) if coming else ()),
                *((label(book.say("Held")),) if coming else ()),
                *event_blocks(book, together, team, "t-events", book.say("No team event is recorded.")),
            ),
        ),
        Section(
            head(book.say("Appreciation"), "appreciation"),
            (listed(thanks(book, held), book.say("No appreciation is recorded.")),),
        ),
    ]
    stamp = ((Anchor(book.say("As of {day}", day=book.words.date(book.as_of, "long"))),),)
    frame = book.frame(PATH, book.say("Team"), current=PATH, lede=runs(lede(book, team, loads)), stamp=stamp)
    tiles = (
        tile(book, "team_load"),
        tile(book, "overbooked_people"),
        *used_tile(book),
        tile(book, "knowledge_sessions"),
    )
    yield Page(PATH, "team.html", Sheet(frame, tiles, tuple(sections), contents_of(tuple(sections))))
