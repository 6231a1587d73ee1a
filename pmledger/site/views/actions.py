"""Actions and what waits for a decision: who said they would do what, and did it in time."""

from collections.abc import Iterator, Mapping, Sequence

from pmledger.analysis.actions import done_on, judged, waiting
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Item, Row
from pmledger.site.views import decisions
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, label, listed
from pmledger.site.views.cells import day_cell, key_cell, lang_of, place_cell, record_cell, short_name
from pmledger.site.views.figures import figure_anchor, figure_cell, tile
from pmledger.site.views.registers import and_more, bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "action-log.html"
MOST_LATE = 60
MOST_OPEN = 100
MOST_DONE = 60


def late(book: Book, actions: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(one for one in actions if (due := one.day("due")) is not None and due < book.as_of)


def by_owner(actions: Sequence[Record]) -> Mapping[str, Sequence[Record]]:
    """Overdue actions by who owns them, most first."""
    found: dict[str, list[Record]] = {}
    for one in actions:
        found.setdefault(one.owner, []).append(one)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def late_blocks(book: Book, actions: Sequence[Record]) -> tuple[Block, ...]:
    """Overdue actions owner by owner."""
    if not actions:
        return (Block("none", book.say("No action is overdue.")),)
    blocks: list[Block] = []
    for owner, found in by_owner(actions[:MOST_LATE]).items():
        blocks.append(label(short_name(book, owner) if owner in book.hrefs else book.say("Nobody")))
        blocks.append(listed(tuple(late_item(book, one) for one in found), ""))
    return (*blocks, *and_more(book, len(actions) - MOST_LATE))


def late_item(book: Book, action: Record) -> Item:
    days = (book.as_of - (action.day("due") or book.as_of)).days
    origin = book.ledger.get(action.target("origin") or action.parent)
    parts = (
        short_name(book, action.project or action.client),
        origin.title if origin is not None and origin.key in book.hrefs and origin.kind not in {"project", "client"} else "",
    )
    return Item(
        action.title,
        book.href(action.key),
        "bad" if days > 5 else "warn",
        " · ".join(part for part in parts if part),
        book.say_count("{count} day over", "{count} days over", days),
        book.say("overdue"),
    )


def action_blocks(
    book: Book, actions: Sequence[Record], caption: str, anchor: str, empty: str, most: int, *, done: bool = False
) -> tuple[Block, ...]:
    """Actions with who does them, by when, and where they come from."""
    columns = (
        Column(book.say("Action"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Who")),
        Column(book.say("Due")),
        *((Column(book.say("Done on")),) if done else ()),
        Column(book.say("Comes from")),
    )

    def make(action: Record) -> Row:
        due, finished = action.day("due"), done_on(action, book.as_of)
        overdue = not done and due is not None and due < book.as_of
        slow = (finished - due).days if done and finished and due and finished > due else 0
        note = book.say_count("{count} day late", "{count} days late", slow) if slow else ""
        return Row(
            (
                record_cell(book, action),
                place_cell(book, action),
                key_cell(book, action.owner),
                day_cell(book, due, late=overdue),
                *((day_cell(book, finished, sub=note, sub_tone="warn" if slow else ""),) if done else ()),
                origin_cell(book, action),
            )
        )

    return bounded(book, actions, columns, make, caption, anchor=anchor, tools=True, empty=empty, most=most)


def origin_cell(book: Book, action: Record) -> Cell:
    """The meeting, risk or other record that an action comes from."""
    origin = book.ledger.get(action.target("origin") or action.parent)
    if origin is None or origin.key not in book.hrefs or origin.kind in {"project", "client"}:
        return Cell("—", tone="muted")
    return Cell(origin.title, book.href(origin.key), lang=lang_of(book, origin.title))


def people_blocks(book: Book, actions: Sequence[Record]) -> tuple[Block, ...]:
    """Who did how many in time, with the number it is of; who has most overdue first."""
    open_count: dict[str, int] = {}
    late_count: dict[str, int] = {}
    for one in waiting(actions, book.as_of):
        open_count[one.owner] = open_count.get(one.owner, 0) + 1
    for one in late(book, waiting(actions, book.as_of)):
        late_count[one.owner] = late_count.get(one.owner, 0) + 1
    of: dict[str, int] = {}
    for one in judged(actions, book.as_of):
        of[one.owner] = of.get(one.owner, 0) + 1
    people = [person for person in book.shown("person") if open_count.get(person.key) or of.get(person.key)]
    columns = (
        Column(book.say("Person"), wide=True),
        Column(book.say("Open"), numeric=True),
        Column(book.say("Overdue"), numeric=True),
        Column(book.say("Done in time"), numeric=True),
    )

    def make(person: Record) -> Row:
        overdue, count = late_count.get(person.key, 0), of.get(person.key, 0)
        return Row(
            (
                record_cell(book, person, person.text("role") or person.text("job_title")),
                Cell(str(open_count.get(person.key, 0))),
                Cell(str(overdue) if overdue else "·", tone="bad" if overdue else "muted"),
                figure_cell(book, "actions_on_time", person.key, sub=book.say("of {count}", count=count) if count else ""),
            )
        )

    ordered = sorted(people, key=lambda person: (-late_count.get(person.key, 0), -open_count.get(person.key, 0), person.title))
    return bounded(book, ordered, columns, make, book.say("Actions by person"), anchor="t-people", tools=True)


def lede(book: Book, open_: Sequence[Record]) -> str:
    """How many are open and overdue, and how many were done in time."""
    words, overdue = book.words, len(late(book, open_))
    first = book.say_count("{n} action is open", "{n} actions are open", len(open_), n=spelled(words, len(open_)))
    told = (
        toned(book.say_count("{n} of them overdue", "{n} of them overdue", overdue, n=spelled(words, overdue)), "bad")
        if overdue
        else toned(book.say("none of them overdue"), "good")
    )
    first = capital(book.say("{open}, {overdue}.", open=first, overdue=told) if open_ else book.say("No action is open."))
    count = len(judged(book.ledger.of("action"), book.as_of))
    if not count:
        return first
    share = figure_anchor(book, "actions_on_time")
    second = book.say_count(
        "Of {n} action due in the last 180 days, {share} was done in time.",
        "Of {n} actions due in the last 180 days, {share} were done in time.",
        count,
        n=spelled(words, count),
        share=toned(share.text, "b", share.href),
    )
    return words.sentences([first, second])


def pages(book: Book) -> Iterator[Page]:
    """What is overdue by owner, what is open, who keeps their word, what waits for a decision, what was decided."""
    actions = book.shown("action")
    if not actions:
        return
    open_ = waiting(actions, book.as_of)
    done = sorted(
        (one for one in actions if done_on(one, book.as_of)), key=lambda one: (str(one.day("done_on")), one.key), reverse=True
    )
    found = book.shown("decision")
    summary = book.say_count("{count} done", "{count} done", len(done))
    sections: tuple[Section, ...] = (
        Section(head(book.say("Overdue"), "overdue"), late_blocks(book, late(book, open_))),
        Section(
            head(book.say("Open"), "open", book.register("action")),
            (
                *action_blocks(
                    book, open_, book.say("Open actions"), "t-open", book.say("No action is open."), MOST_OPEN
                ),
                *(
                    (folded(summary, *action_blocks(book, done, summary, "t-done", "", MOST_DONE, done=True)),)
                    if done
                    else ()
                ),
            ),
        ),
        Section(head(book.say("By person"), "people"), people_blocks(book, actions)),
        Section(
            head(book.say("Decisions that are needed"), "needed", *((book.register("decision"),) if found else ())),
            decisions.needed_blocks(book, decisions.needed(found), where=True, anchor="t-needed"),
        ),
        Section(
            head(book.say("Lately decided"), "decided"),
            decisions.taken_blocks(book, decisions.taken(found)[:10], where=True, anchor="t-taken"),
        ),
    )
    stamp = ((Anchor(book.say("As of {day}", day=book.words.date(book.as_of, "long"))),),)
    frame = book.frame(PATH, book.register("action").text, current=PATH, lede=runs(lede(book, open_)), stamp=stamp)
    count = len(judged(book.ledger.of("action"), book.as_of))
    tiles = (
        tile(book, "open_actions"),
        tile(book, "overdue_actions"),
        tile(book, "actions_on_time", sub=book.say("of {count}", count=count) if count else ""),
    )
    yield Page(PATH, "action-log.html", Sheet(frame, tiles, sections, contents_of(sections)))
