"""Series of meetings: how each is kept, and the agenda of its next one with what the last ones left open."""

from pmledger.analysis.promises import is_ours
from pmledger.analysis.series import Carried, Minutes, Series, before, carried, minutes_of, series_of
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Item, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views import plan_items
from pmledger.site.views.blocks import Block, Section, folded, label, table, text
from pmledger.site.views.cells import MOST, day_cell, key_cell, lang_of, short_name, told, visible
from pmledger.site.views.registers import and_more, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

MOST_CARRIED = 40


def carried_items(book: Book, found: Carried) -> tuple[Item, ...]:
    """What is to be taken up again: overdue first, then what is open, then decisions that are needed."""
    open_ = sorted(
        (*visible(book, found.actions), *visible(book, found.promises)), key=lambda one: (str(one.day("due") or "9"), one.key)
    )
    items = [open_item(book, one) for one in open_]
    items += [decision_item(book, one) for one in visible(book, found.waiting)]
    return tuple(items[:MOST_CARRIED])


def open_item(book: Book, record: Record) -> Item:
    due = record.day("due")
    late = due is not None and due < book.as_of
    kind = book.words.kind_label(book.spec(record))
    if record.kind == "promise":
        kind = book.say("we promised") if is_ours(record) else book.say("promised to us")
    who = short_name(book, record.owner) if record.owner else ""
    when = book.words.date(due) if due else book.say("no date")
    sub = " · ".join(part for part in (kind, who) if part)
    return Item(record.title, book.href(record.key), "bad" if late else "none", sub, when, book.say("overdue") if late else "")


def decision_item(book: Book, record: Record) -> Item:
    due = record.day("needed_by")
    late = due is not None and due < book.as_of
    when = book.words.date(due) if due else ""
    return Item(
        record.title,
        book.href(record.key),
        "bad" if late else "warn",
        book.say("to be decided"),
        when,
        book.say("overdue") if late else book.say("to be decided"),
    )


def carried_blocks(book: Book, found: Carried) -> tuple[Block, ...]:
    """What the last meeting decided, and what is open since."""
    blocks: list[Block] = []
    if found.previous is not None and found.previous.key in book.hrefs:
        on = found.previous.day("date")
        sentence = book.say(
            "The last one was {meeting} on {day}.", meeting=told(book, found.previous.key), day=on
        )
        blocks.append(text(runs(sentence)))
    decided = visible(book, found.decisions)
    if decided:
        names = book.words.list_and(told(book, one.key) for one in decided)
        blocks.append(text(runs(book.say_count("It decided: {what}.", "It decided: {what}.", len(decided), what=names))))
    items = carried_items(book, found)
    blocks.append(Block("todo", items) if items else Block("none", book.say("Nothing is left open by earlier meetings.")))
    return tuple(blocks)


def series_blocks(book: Book, minutes: Minutes) -> tuple[Block, ...]:
    """All series, and below the agenda of each next meeting, folded."""
    plans = [one for one in plan_items.in_order(book.conclusions.relations.plans.values()) if one.plan.key in book.hrefs]
    found = series_of(plans, minutes)
    if not found:
        return (Block("none", book.say("No meeting belongs to a plan of communication.")),)
    columns = (
        Column(book.say("Series"), wide=True),
        Column(book.say("Client")),
        Column(book.say("How often")),
        Column(book.say("Last held")),
        Column(book.say("Next")),
        Column(book.say("Left open"), numeric=True),
    )
    left = {one.standing.plan.key: carried_by(book, one, minutes) for one in found}
    rows = tuple(series_row(book, one, left[one.standing.plan.key]) for one in found[:MOST])
    agendas = tuple(
        folded(agenda_title(book, one), *carried_blocks(book, left[one.standing.plan.key]))
        for one in found[:MOST]
        if left[one.standing.plan.key].count or one.planned
    )
    parts = (label(book.say("Agendas of the next ones")), *agendas) if agendas else ()
    return (table(Table(columns, rows, book.say("Series of meetings"), "t-series")), *and_more(book, len(found) - MOST), *parts)


def carried_by(book: Book, one: Series, minutes: Minutes) -> Carried:
    """What the held meetings of a series leave; the project is that of the latest one."""
    project = one.standing.plan.project or next((each.project for each in one.held if each.project), "")
    return carried(one.held, project, book.ledger, minutes, book.as_of)


def agenda_title(book: Book, one: Series) -> str:
    planned = one.planned.day("date") if one.planned else plan_items.next_day(one.standing)
    if planned is None:
        return one.standing.plan.title
    return book.say("{series}, {day}", series=one.standing.plan.title, day=planned)


def series_row(book: Book, one: Series, left: Carried) -> Row:
    plan, last = one.standing.plan, one.held[0] if one.held else None
    late = sum(1 for each in (*left.actions, *left.promises) if (due := each.day("due")) and due < book.as_of)
    sub = book.say_count("{count} overdue", "{count} overdue", late) if late else ""
    planned = one.planned
    on = planned.day("date") if planned else None
    following = (
        Cell(book.words.date(on), book.href(planned.key), sub=book.say("planned"))
        if planned and on
        else plan_items.next_cell(book, one.standing)
    )
    return Row(
        (
            Cell(plan.title, book.href(plan.key), lang=lang_of(book, plan.title)),
            key_cell(book, plan.client),
            Cell(plan_items.rhythm(book, plan)),
            day_cell(book, last.day("date")) if last else Cell("—", tone="muted", sub=book.say("never")),
            following,
            Cell(str(left.count), tone="" if left.count else "muted", sub=sub, sub_tone="bad" if late else ""),
        )
    )


def extra(book: Book) -> MakeExtra:
    """On a meeting's own page: when and with whom, and for one to come what it has to take up again."""
    minutes = minutes_of(book.ledger, book.as_of)

    def make(meeting: Record) -> Extra:
        if meeting.status != "planned":
            return Extra(runs(held_sentence(book, meeting, minutes)), ())
        earlier = before(meeting, minutes)
        found = carried(earlier, meeting.project, book.ledger, minutes, book.as_of)
        section = Section(head(book.say("Taken up again"), "carried"), carried_blocks(book, found))
        return Extra(runs(planned_sentence(book, meeting, found)), (section,))

    return make


def planned_sentence(book: Book, meeting: Record, found: Carried) -> str:
    """When it is, and how much earlier meetings leave to it."""
    on = meeting.day("date")
    if on is None:
        return ""
    days = (on - book.as_of).days
    if days < 0:
        first = book.say("It was planned for {day} and is not written up.", day=toned(book.words.date(on), "bad"))
    elif days == 0:
        first = book.say("It is today.")
    else:
        first = book.say_count("It is in {count} day, on {day}.", "It is in {count} days, on {day}.", days, day=on)
    count = len(carried_items(book, found))
    second = (
        capital(
            book.say_count(
                "{n} thing is left open for it.", "{n} things are left open for it.", count, n=spelled(book.words, count)
            )
        )
        if count
        else book.say("Nothing is left open for it.")
    )
    return book.words.sentences([first, second])


def held_sentence(book: Book, meeting: Record, minutes: Minutes) -> str:
    """What came of it: decisions, and actions and promises with how many are still open."""
    decided = len(visible(book, minutes.decisions.get(meeting.key, ())))
    work = visible(book, (*minutes.actions.get(meeting.key, ()), *minutes.promises.get(meeting.key, ())))
    if meeting.status == "cancelled" or not (decided or work):
        return ""
    left = sum(not one.closed for one in work)
    late = sum(not one.closed and (due := one.day("due")) is not None and due < book.as_of for one in work)
    words = book.words
    parts = []
    if decided:
        parts.append(book.say_count("{n} decision", "{n} decisions", decided, n=spelled(words, decided)))
    if work:
        parts.append(
            book.say_count("{n} thing to do", "{n} things to do", len(work), n=spelled(words, len(work)))
        )
    first = book.say("It brought {results}.", results=words.list_and(parts))
    if not work:
        return first
    if not left:
        return words.sentences([first, book.say("All of it is done.")])
    second = capital(book.say_count("{n} is still open.", "{n} are still open.", left, n=spelled(words, left)))
    if late:
        told_late = toned(book.say_count("{n} overdue", "{n} overdue", late, n=spelled(words, late)), "bad")
        second = capital(
            book.say_count(
                "{n} is still open, {late}.", "{n} are still open, {late}.", left, n=spelled(words, left), late=told_late
            )
        )
    return words.sentences([first, second])

