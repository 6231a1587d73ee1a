"""The items of the communication plan: when each was done, what is due, what was missed, how well it is kept to."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pmledger.analysis.communication import AHEAD_DAYS, PlanStanding, compliance, judged_count
from pmledger.analysis.occurrences import Occurrence
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.gantt import Scale, axis, grid, ticks
from pmledger.site.charts.strip import Occasion, strip
from pmledger.site.parts import Anchor, Cell, Column, Item, Row, Runs, Table
from pmledger.site.views.blocks import Block, Gantt, Lane, folded, table
from pmledger.site.views.cells import day_cell, joined, key_cell, lang_of, short_name
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.registers import bounded
from pmledger.site.views.sentence import capital, spelled
from pmledger.site.views.time_picture import tick_name

WEEKS_BEHIND = 8
MOST_LANES = 24
LONGEST = 60
"""Rows of one table here; the registers have them all."""


def in_order(plans: Iterable[PlanStanding]) -> tuple[PlanStanding, ...]:
    """Those that ask for something: the overdue ones first, then the next due."""
    asking = [one for one in plans if one.asks]
    return tuple(sorted(asking, key=lambda one: (-one.overdue_days, next_day(one) or date.max, one.plan.key)))


def next_day(one: PlanStanding) -> date | None:
    return one.coming[0].day if one.coming else None


def audience(book: Book, plan: Record) -> Runs:
    """Whom it is for: people, or a circle in words."""
    people = [key for key in plan.targets.get("audience", ()) if key in book.hrefs]
    if people:
        return joined((book.anchor(key, short_name(book, key)) for key in people[:5]), book.words.comma)
    return (Anchor(plan.text("audience") or "—"),)


def rhythm(book: Book, plan: Record) -> str:
    """How often, in a word; a recurrence rule as it was written."""
    frequency = plan.text("frequency")
    return book.words.choice_label(frequency) if frequency.isidentifier() else frequency


def channel(book: Book, record: Record) -> str:
    return book.words.choice_label(record.text("channel"))


def sender(plan: Record) -> str:
    return plan.target("sender") or plan.owner


def due_items(book: Book, plans: Sequence[PlanStanding]) -> tuple[Item, ...]:
    """What is due within a week, day by day, with audience, channel, who, and the meeting that is planned for it."""
    due = sorted(((each, one) for one in plans for each in one.soon), key=lambda pair: (pair[0].day, pair[1].plan.key))
    return tuple(due_item(book, each, one) for each, one in due[:LONGEST])


def due_item(book: Book, each: Occurrence, one: PlanStanding) -> Item:
    plan = one.plan
    who = book.words.comma.join(anchor.text for anchor in audience(book, plan) if anchor.text != book.words.comma)
    parts = [who, channel(book, plan), short_name(book, sender(plan)) if sender(plan) else ""]
    planned = one.planned.day("date") if one.planned else None
    if planned:
        parts.append(book.say("planned for {day}", day=planned))
    content = plan.text("content")
    text = plan.title if not content or content == plan.title else f"{plan.title}{book.words.colon}{content}"
    late = each.day < book.as_of
    when = book.words.date(each.day, "weekday")
    return Item(text, book.href(plan.key), "warn" if late else "none", " · ".join(filter(None, parts)), when)


def overdue_items(book: Book, plans: Sequence[PlanStanding]) -> tuple[Item, ...]:
    """What should have been done and was not, the longest overdue first."""
    return tuple(
        Item(
            one.plan.title,
            book.href(one.plan.key),
            "bad",
            " · ".join(
                part
                for part in (
                    short_name(book, one.plan.project or one.plan.client),
                    channel(book, one.plan),
                    last_text(book, one),
                    short_name(book, sender(one.plan)) if sender(one.plan) else "",
                )
                if part
            ),
            book.say_count("{count} day over", "{count} days over", one.overdue_days),
            book.say("overdue"),
        )
        for one in sorted(plans, key=lambda one: (-one.overdue_days, one.plan.key))
        if one.overdue
    )


def last_text(book: Book, one: PlanStanding) -> str:
    return book.say("last on {day}", day=one.last.day) if one.last else book.say("never done")


def state_word(book: Book, each: Occurrence) -> str:
    return {
        "held": book.say("held in time"),
        "late": book.say("held late"),
        "missed": book.say("missed"),
        "due": book.say("to come"),
    }[each.state(book.as_of)]


def calendar_strip(book: Book, plans: Sequence[PlanStanding]) -> Block:
    """The last eight and the next four weeks, a line for each item."""
    first = book.as_of - timedelta(weeks=WEEKS_BEHIND)
    scale = Scale(first, book.as_of + timedelta(days=AHEAD_DAYS))
    lines = tuple(tick for tick in ticks(Scale(first.replace(day=1), scale.last)) if tick.day >= first)
    shared = grid(scale, lines, book.as_of)
    every = [(one, [each for each in one.times if each.day >= first]) for one in plans]
    shown = [(one, times) for one, times in every if times]
    if not shown:
        return Block("none", book.say("The plan asks for nothing in these weeks."))
    lanes = tuple(
        Lane(
            Anchor(one.plan.title, book.href(one.plan.key)),
            short_name(book, one.plan.project or one.plan.client),
            strip(
                scale,
                [Occasion(each.day, each.state(book.as_of), occasion_text(book, each)) for each in times],
                shared,
                book.say(
                    "{name}: {times}",
                    name=one.plan.title,
                    times=book.words.comma.join(occasion_text(book, each) for each in times),
                ),
            ),
        )
        for one, times in shown[:MOST_LANES]
    )
    head = axis(
        scale, [(tick, tick_name(book, tick.day)) for tick in lines], book.as_of, book.say("today"), book.say("Calendar")
    )
    key = book.say("Full circle: held in time. Triangle: late. Diamond: missed. Open circle: to come.")
    return Block("gantt", Gantt(strip_summary(book, shown), head, lanes, times_table(book, shown), key))


def occasion_text(book: Book, each: Occurrence) -> str:
    return book.say("{day} {state}", day=book.words.date(each.day, "day"), state=state_word(book, each))


def strip_summary(book: Book, shown: Sequence[tuple[PlanStanding, Sequence[Occurrence]]]) -> str:
    states = [each.state(book.as_of) for _, times in shown for each in times if each.day <= book.as_of]
    count, missed = len(states), states.count("missed")
    first = capital(
        book.say_count(
            "{n} contact was asked for in eight weeks,",
            "{n} contacts were asked for in eight weeks,",
            count,
            n=spelled(book.words, count),
        )
    )
    rest = (
        book.say_count("{n} was missed.", "{n} were missed.", missed, n=spelled(book.words, missed))
        if missed
        else book.say("none was missed.")
    )
    return book.words.sentences([book.say("{asked} {missed}", asked=first, missed=rest)])


def times_table(book: Book, shown: Sequence[tuple[PlanStanding, Sequence[Occurrence]]]) -> Table:
    """The same as the picture."""
    columns = (
        Column(book.say("Plan item"), wide=True),
        Column(book.say("Day")),
        Column(book.say("State")),
        Column(book.say("Held as"), wide=True),
    )
    rows = tuple(
        Row(
            (
                Cell(one.plan.title, book.href(one.plan.key), lang=lang_of(book, one.plan.title)),
                day_cell(book, each.day),
                Cell(state_word(book, each)),
                held_cell(book, each),
            )
        )
        for one, times in shown[:MOST_LANES]
        for each in times
    )[:LONGEST]
    return Table(columns, rows, book.say("Occurrences of the plan"))


def held_cell(book: Book, each: Occurrence) -> Cell:
    record = book.ledger.get(each.held)
    if record is None or record.key not in book.hrefs:
        return Cell("—", tone="muted")
    on = each.held_on
    sub = book.words.date(on) if on and on != each.day else ""
    return Cell(record.title, book.href(record.key), sub=sub, lang=lang_of(book, record.title))


def missed_blocks(book: Book, plans: Sequence[PlanStanding]) -> tuple[Block, ...]:
    """Every time of the last 90 days that nothing answered, the latest first."""
    missed = sorted(((each, one) for one in plans for each in one.missed), key=lambda pair: pair[0].day, reverse=True)
    if not missed:
        return (Block("none", book.say("No planned contact was missed in the last 90 days.")),)
    columns = (
        Column(book.say("Plan item"), wide=True),
        Column(book.say("Client")),
        Column(book.say("Was due")),
        Column(book.say("Audience")),
        Column(book.say("Who")),
    )
    rows = tuple(
        Row(
            (
                Cell(one.plan.title, book.href(one.plan.key), lang=lang_of(book, one.plan.title)),
                key_cell(book, one.plan.client),
                day_cell(book, each.day),
                Cell(runs=audience(book, one.plan)),
                key_cell(book, sender(one.plan)),
            )
        )
        for each, one in missed[:LONGEST]
    )
    return (table(Table(columns, rows, book.say("Missed contacts"))),)


def item_blocks(
    book: Book, plans: Sequence[PlanStanding], anchor: str, *, where: bool, resting: Sequence[PlanStanding] = ()
) -> tuple[Block, ...]:
    """The plan item by item: what, to whom, how often, when last, when next, how well; those at rest folded."""
    columns = (
        Column(book.say("Plan item"), wide=True),
        *((Column(book.say("Client")),) if where else ()),
        Column(book.say("Audience")),
        Column(book.say("How")),
        Column(book.say("Last done")),
        Column(book.say("Next due")),
        Column(book.say("Kept to"), numeric=True),
    )
    by_key = {one.plan.key: one for one in (*plans, *resting)}

    def make(plan: Record) -> Row:
        one = by_key[plan.key]
        kept = compliance((one,))
        due = judged_count(kept)
        return Row(
            (
                Cell(plan.title, book.href(plan.key), sub=plan.text("content"), lang=lang_of(book, plan.title)),
                *((key_cell(book, plan.client),) if where else ()),
                Cell(runs=audience(book, plan)),
                Cell(channel(book, plan), sub=rhythm(book, plan)),
                day_cell(book, one.last.day) if one.last else Cell("—", tone="muted", sub=book.say("never")),
                next_cell(book, one),
                Cell(f"{len(one.kept)}/{due}" if due else "—", tone="" if due else "muted"),
            )
        )

    caption = book.say("Items of the communication plan")
    empty = book.say("No plan of communication is written.")
    blocks = bounded(
        book, [one.plan for one in plans], columns, make, caption, anchor=anchor, tools=where, empty=empty,
        most=LONGEST,
    )  # fmt: skip
    if not resting:
        return blocks
    summary = book.say_count("{count} at rest", "{count} at rest", len(resting))
    return (
        *blocks,
        folded(summary, *bounded(book, [one.plan for one in resting], columns, make, summary, anchor=f"{anchor}-rest", most=LONGEST)),
    )


def next_cell(book: Book, one: PlanStanding) -> Cell:
    """The next day, or how long it is overdue."""
    if one.overdue:
        sub = book.say_count("{count} day over", "{count} days over", one.overdue_days)
        return day_cell(book, one.overdue.day, late=True, sub=sub)
    on = next_day(one)
    planned = one.planned.day("date") if one.planned else None
    if on is None:
        return Cell("—", tone="muted", sub=book.say("planned for {day}", day=planned) if planned else "")
    sub = book.say("planned for {day}", day=planned) if planned else book.say("not planned yet")
    return day_cell(book, on, sub=sub, sub_tone="muted")


def client_blocks(book: Book, plans: Sequence[PlanStanding]) -> tuple[Block, ...]:
    """How well the plan is kept to, client by client, the least first."""
    by_client: dict[str, list[PlanStanding]] = {}
    for one in plans:
        if one.plan.client in book.hrefs:
            by_client.setdefault(one.plan.client, []).append(one)
    clients = [client for client in book.shown("client") if client.key in by_client]

    def order(client: Record) -> tuple[float, str]:
        return written(book, "plan_compliance", client.key).share or 2.0, client.title

    columns = (
        Column(book.say("Client"), wide=True),
        Column(book.say("Kept to"), numeric=True),
        Column(book.say("Missed"), numeric=True),
        Column(book.say("Last contact"), numeric=True),
        Column(book.say("At most"), numeric=True),
    )

    def make(client: Record) -> Row:
        own = by_client[client.key]
        count, missed = sum(len(one.judged) for one in own), sum(len(one.missed) for one in own)
        since, limit = (written(book, name, client.key).number for name in ("days_since_contact", "contact_cadence"))
        quiet = since is not None and limit is not None and since > limit
        return Row(
            (
                key_cell(book, client.key),
                figure_cell(book, "plan_compliance", client.key, sub=book.say("of {count}", count=count) if count else ""),
                Cell(str(missed), tone="bad" if missed else "muted"),
                figure_cell(book, "days_since_contact", client.key, tone="bad" if quiet else ""),
                figure_cell(book, "contact_cadence", client.key),
            )
        )

    ordered = sorted(clients, key=order)
    empty = book.say("No client has a plan of communication.")
    return bounded(
        book, ordered, columns, make, book.say("Plan by client"), anchor="t-by-client", tools=True, empty=empty, most=LONGEST
    )
