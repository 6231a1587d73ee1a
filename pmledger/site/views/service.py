"""Service: whether we keep what we agreed, what waits, what it is about, and who was trained."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.issues import nearest_rank
from pmledger.analysis.tickets import TicketStanding, recent
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, table, words
from pmledger.site.views.cells import MOST, joined, key_cell, record_cell
from pmledger.site.views.figures import figure_cell, tile, written
from pmledger.site.views.registers import and_more, head
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.tickets import (
    PRIORITIES,
    backlog_table,
    done_blocks,
    flow_chart,
    level_note,
    links,
    open_blocks,
    standings,
)
from pmledger.site.views.trainings import training_blocks


def lede(book: Book, found: Sequence[TicketStanding]) -> str:
    """Whether the agreed times are kept, and what is past them now."""
    say, say_count = book.words, book.say_count
    kept, judged = written(book, "service_kept"), len(recent(found, book.as_of)) + sum(one.open and one.late for one in found)
    if kept.number is None:
        parts = [book.say("No ticket was resolved in the last 90 days.")]
    else:
        tone = "" if judged < 5 else "good" if kept.number >= 90 else "warn" if kept.number >= 75 else "bad"
        share = toned(kept.text, tone, kept.href)
        parts = [
            say_count(
                "{share} of {count} ticket kept to the agreed time.",
                "{share} of {count} tickets kept to the agreed time.",
                judged,
                share=share,
            )
        ]
    waiting = [one for one in found if one.open]
    late = [one for one in waiting if one.late or one.answer_late]
    if not waiting:
        return say.sentences([*parts, book.say("None is open.")])
    count = len(waiting)
    told = say_count("{n} is open", "{n} are open", count, n=spelled(say, count))
    if late:
        over = toned(say_count("{n} past its limit", "{n} past their limit", len(late), n=spelled(say, len(late))), "bad", "#open")
        parts.append(capital(book.say("{open}, {late}.", open=told, late=over)))
    else:
        near = sum(one.near for one in waiting)
        rest = (
            toned(say_count("{n} near its limit", "{n} near their limit", near, n=spelled(say, near)), "warn", "#open")
            if near
            else toned(book.say("none past its limit"), "good")
        )
        parts.append(capital(book.say("{open}, {rest}.", open=told, rest=rest)))
    return say.sentences(parts)


def kept_table(book: Book, found: Sequence[TicketStanding]) -> Table:
    """By priority: how many were resolved in time, and the 85th percentiles against what was agreed."""
    done = recent(found, book.as_of)
    columns = (
        Column(book.say("Priority")),
        Column(book.say("Open"), numeric=True),
        Column(book.say("Resolved"), numeric=True),
        Column(book.say("In time"), numeric=True),
        Column(book.say("85 % answered within"), numeric=True),
        Column(book.say("85 % resolved within"), numeric=True),
    )
    rows = []
    for priority in PRIORITIES:
        mine = [one for one in done if one.record.text("priority") == priority]
        waiting = sum(one.open and one.record.text("priority") == priority for one in found)
        if not mine and not waiting:
            continue
        kept = sum(not one.late for one in mine)
        rows.append(
            Row(
                (
                    Cell(priority),
                    Cell(str(waiting)) if waiting else Cell("·", tone="muted", sort="0"),
                    Cell(str(len(mine))) if mine else Cell("·", tone="muted", sort="0"),
                    Cell(book.say("{part} of {whole}", part=kept, whole=len(mine))) if mine else Cell("—", tone="muted"),
                    rank_cell(book, [one.answer for one in mine]),
                    rank_cell(book, [one.solution for one in mine]),
                )
            )
        )
    return Table(columns, tuple(rows), book.say("Service by priority in the last 90 days"))


def rank_cell(book: Book, minutes: Sequence[int]) -> Cell:
    """The 85th percentile in working hours."""
    if not minutes:
        return Cell("—", tone="muted")
    hours = nearest_rank(sorted(minutes), 85) / 60
    return Cell(book.say("{size} h", size=book.words.number(hours, 1)).replace(" ", "\u00a0"), sort=f"{hours:.3f}")


def clients_blocks(book: Book, found: Sequence[TicketStanding]) -> tuple[Block, ...]:
    """By client, those past their limits first."""
    counted: dict[str, list[TicketStanding]] = {}
    for one in found:
        if one.record.client:
            counted.setdefault(one.record.client, []).append(one)
    ranked = sorted(counted.items(), key=lambda pair: (-sum(one.open and one.late for one in pair[1]), -len(pair[1]), pair[0]))
    names = ("open_tickets", "late_tickets", "service_kept", "p85_solution", "reopened")
    columns = (
        Column(book.say("Client"), wide=True),
        Column(book.say("Open"), numeric=True),
        Column(book.say("Past the agreed time"), numeric=True),
        Column(book.say("Resolved in time"), numeric=True),
        Column(book.say("85 % resolved within"), numeric=True),
        Column(book.say("Reopened"), numeric=True),
    )
    rows = tuple(
        Row((key_cell(book, client), *(figure_cell(book, name, client) for name in names))) for client, _ in ranked[:MOST]
    )
    return (table(Table(columns, rows, book.say("Service by client"))), *and_more(book, len(ranked) - MOST))


def topics_blocks(book: Book, found: Sequence[TicketStanding]) -> tuple[Block, ...]:
    """What tickets are about, the most frequent first, and the articles that answer them."""
    done = {one.record.key for one in recent(found, book.as_of)}
    counted: dict[str, list[TicketStanding]] = {}
    for one in found:
        if one.open or one.record.key in done:
            counted.setdefault(one.record.text("product"), []).append(one)
    columns = (
        Column(book.say("Topic"), wide=True),
        Column(book.say("Tickets"), numeric=True),
        Column(book.say("Open"), numeric=True),
        Column(book.say("With an article"), numeric=True),
        Column(book.say("Articles"), wide=True),
    )
    rows = []
    for topic, mine in sorted(counted.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:MOST]:
        answered = [one for one in mine if one.record.key in book.conclusions.care.articles]
        keys = dict.fromkeys(key for one in answered for key in book.conclusions.care.articles[one.record.key])
        anchors = links(book, tuple(keys))
        rows.append(
            Row(
                (
                    Cell(topic or book.say("without a topic"), tone="" if topic else "muted"),
                    Cell(str(len(mine))),
                    count(sum(one.open for one in mine)),
                    Cell(book.say("{part} of {whole}", part=len(answered), whole=len(mine))),
                    Cell(runs=joined(anchors, book.words.comma)) if anchors else Cell(book.say("none yet"), tone="muted"),
                )
            )
        )
    part = Table(columns, tuple(rows), book.say("Topics of the last 90 days"), empty=book.say("No ticket has come in."))
    return (table(part), *and_more(book, len(counted) - MOST))


def count(number: int) -> Cell:
    return Cell(str(number)) if number else Cell("·", tone="muted", sort="0")


def article_blocks(book: Book) -> tuple[Block, ...]:
    """Articles by what they answer; those to be read through again first."""
    articles = [one for one in book.shown("article") if not one.closed]
    if not articles:
        return (Block("none", book.say("No article is written.")),)
    columns = (
        Column(book.say("Article"), wide=True),
        Column(book.say("Category")),
        Column(book.say("Audience")),
        Column(book.say("Answers"), numeric=True),
        Column(book.say("Review")),
    )
    rows = []
    for one in sorted(articles, key=lambda each: (str(each.day("review_by") or "9"), each.key))[:MOST]:
        due = one.day("review_by")
        late = due is not None and due < book.as_of and one.status == "published"
        rows.append(
            Row(
                (
                    record_cell(book, one),
                    Cell(one.text("category") or "—"),
                    Cell(book.words.choice_label(one.text("audience")) if one.text("audience") else "—"),
                    count(len(one.targets.get("answers", ()))),
                    Cell(book.words.date(due) if due else "—", tone="bad" if late else "", sort=str(due or "")),
                )
            )
        )
    return (table(Table(columns, tuple(rows), book.say("Articles"))), *and_more(book, len(articles) - MOST))


def sub_of(book: Book, name: str) -> str:
    """What the number of a tile counts, where its sign is short."""
    return book.say("working hours") if name.startswith("p85") else ""


def pages(book: Book) -> Iterator[Page]:
    """Tickets against what was agreed, trainings and articles."""
    if not book.shown("ticket"):
        return
    found = standings(book)
    usual = (words(book.say("Where nobody agreed on times, the usual ones of the workspace count.")),) if level_note(found) else ()
    sections: list[Section | tuple[Section, ...]] = [
        Section(head(book.say("Open tickets"), "open"), (*open_blocks(book, found), *done_blocks(book, found))),
        Section(head(book.say("Opened and resolved"), "flow"), flow_chart(book, found)),
        Section(head(book.say("Kept, by priority"), "kept"), (table(kept_table(book, found)), *usual)),
        Section(head(book.say("How long they have been open"), "age"), (table(backlog_table(book, found)),)),
        Section(head(book.say("By client"), "clients"), clients_blocks(book, found)),
        Section(head(book.say("What they are about"), "topics"), topics_blocks(book, found)),
    ]
    if book.shown("training"):
        link = book.register("training", text=book.say("all trainings"))
        sections.append(Section(head(book.say("Trainings"), "trainings", link), training_blocks(book, most=8)))
    if book.shown("article"):
        link = book.register("article", text=book.say("all articles"))
        sections.append(Section(head(book.say("Articles"), "articles", link), article_blocks(book)))
    path = "tickets.html"
    frame = book.frame(path, book.say("Service"), current=path, lede=runs(lede(book, found)))
    names = ("service_kept", "first_answers_kept", "p85_first_answer", "p85_solution", "reopened", "answered_by_article")
    every = tuple(sections)
    yield Page(path, "service.html", Sheet(frame, tuple(tile(book, name, sub=sub_of(book, name)) for name in names), every, contents_of(every)))
