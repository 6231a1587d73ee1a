"""Trainings: what is planned, who came, who passed, how they liked it."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.trainings import HELD, Seat, TrainingStanding, seats, training_standing
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row, Tile
from pmledger.site.views.blocks import Block, Section, Sheet
from pmledger.site.views.cells import MOST, choice_cell, day_cell, joined, key_cell, record_cell, status_cell
from pmledger.site.views.figures import figure_cell, figure_of, tile, written
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

MOST_NAMED = 4
EMPTY_SEATS = 75
"""Percent of those invited below which the attendance is marked."""


def by_date(trainings: Sequence[Record], *, latest: bool) -> list[Record]:
    return sorted(trainings, key=lambda one: (str(one.day("date") or "9"), one.key), reverse=latest)


def lede(book: Book, held: Sequence[Record], coming: Sequence[Record]) -> str:
    """How many were held, how many came, and what comes next."""
    words, count = book.words, len(held)
    parts = [
        capital(book.say_count("{n} training was held.", "{n} trainings were held.", count, n=spelled(words, count)))
    ]
    came = written(book, "attendance")
    if came.number is not None:
        share = toned(came.text, "warn" if came.number < EMPTY_SEATS else "good", came.href)
        parts.append(book.say("{share} of those invited came.", share=share))
    dated = [one for one in coming if one.day("date")]
    if dated:
        first = by_date(dated, latest=False)[0]
        link = toned(first.title, "", book.href(first.key))
        parts.append(book.say("Next: {training} on {day}.", training=link, day=first.day("date")))
    elif not coming:
        parts.append(book.say("None is planned."))
    return words.sentences([*parts, untrained_sentence(book)])


def untrained(book: Book) -> tuple[Seat, ...]:
    """The people shown who were invited to trainings and came to none."""
    return tuple(one for one in seats(book.shown("training"), book.as_of) if not one.came and one.person in book.hrefs)


def untrained_sentence(book: Book) -> str:
    count = len(untrained(book))
    if not count:
        return ""
    told = toned(spelled(book.words, count), "warn", "#untrained")
    return capital(book.say_count("{n} was invited and came to none.", "{n} were invited and came to none.", count, n=told))


def untrained_section(book: Book) -> tuple[Section, ...]:
    """Who was invited and came to none, and where they are invited next; nothing where trainings name nobody."""
    if figure_of(book, "training_coverage") is None:
        return ()
    missing = {one.person: one for one in untrained(book)}
    following: dict[str, Record] = {}
    for training in by_date([one for one in book.shown("training") if not one.closed], latest=False):
        for person in training.targets.get("invited", ()):
            following.setdefault(person, training)
    columns = (
        Column(book.say("Person"), wide=True),
        Column(book.say("Invited to"), wide=True),
        Column(book.say("Invited again to")),
    )

    def make(person: Record) -> Row:
        links = (book.anchor(training.key) for training in missing[person.key].invited[:MOST_NAMED])
        more = len(missing[person.key].invited) - MOST_NAMED
        sub = book.say_count("and {count} more", "and {count} more", more) if more > 0 else ""
        again = following.get(person.key)
        return Row(
            (
                record_cell(book, person),
                Cell(runs=joined(links, book.words.comma), sub=sub),
                record_cell(book, again) if again is not None else Cell(book.say("none"), tone="warn"),
            )
        )

    people = [found for key in missing if (found := book.ledger.get(key)) is not None]
    blocks = bounded(
        book, people, columns, make, book.say("Invited and came to none"), anchor="t-untrained",
        empty=book.say("Everybody who was invited by name has come to a training."),
    )  # fmt: skip
    return (Section(head(book.say("Invited and came to none"), "untrained"), blocks),)


def heads_cell(book: Book, standing: TrainingStanding) -> Cell:
    """Who came of those invited, with the share."""
    cell = figure_cell(book, "attendance", standing.record.key)
    if standing.attendance is None:
        came = "—" if standing.attended is None else book.words.number(standing.attended)
        return Cell(came, tone="muted" if came == "—" else "")
    sub = book.say("{part} of {whole}", part=standing.came, whole=standing.invited)
    return Cell(cell.text, cell.href, "warn" if standing.attendance < EMPTY_SEATS else "", cell.sort, sub)


def passed_cell(book: Book, standing: TrainingStanding) -> Cell:
    cell = figure_cell(book, "pass_rate", standing.record.key)
    if standing.pass_rate is None:
        tested = book.say_count("{count} tested", "{count} tested", standing.tested) if standing.tested else ""
        return Cell("—", tone="muted", sub=tested)
    return Cell(
        cell.text, cell.href, "", cell.sort, book.say("{part} of {whole}", part=standing.passed, whole=standing.tested)
    )


def training_blocks(book: Book, most: int = MOST) -> tuple[Block, ...]:
    """What comes, then what was held."""
    every = book.shown("training")
    held = by_date([one for one in every if one.status in HELD], latest=True)
    coming = by_date([one for one in every if not one.closed], latest=False)

    def make(record: Record) -> Row:
        standing = training_standing(record, book.conclusions.calendar)
        grade = standing.grade
        late = record.status == "scheduled" and (record.day("date") or book.as_of) < book.as_of
        return Row(
            (
                record_cell(book, record, where=True),
                status_cell(book, record),
                day_cell(book, record.day("date"), late=late),
                choice_cell(book, record, "audience"),
                key_cell(book, record.target("trainer")),
                heads_cell(book, standing),
                passed_cell(book, standing),
                Cell(book.say("{grade} of 5", grade=grade)) if grade is not None else Cell("—", tone="muted"),
            )
        )

    columns = (
        Column(book.say("Training"), wide=True),
        Column(book.say("State")),
        Column(book.say("Date")),
        Column(book.say("Audience")),
        Column(book.say("Trainer")),
        Column(book.say("Attendance"), numeric=True),
        Column(book.say("Passed"), numeric=True),
        Column(book.say("How they felt about it"), numeric=True),
    )
    return bounded(
        book, [*coming, *held], columns, make, book.say("Trainings"), anchor="t-trainings", tools=True, most=most,
        empty=book.say("No training is planned or was held."),
    )  # fmt: skip


def pages(book: Book) -> Iterator[Page]:
    """All trainings with their attendance and results."""
    every = book.shown("training")
    if not every:
        return
    held = [one for one in every if one.status in HELD]
    coming = [one for one in every if not one.closed]
    path = "trainings.html"
    told = runs(lede(book, held, coming))
    frame = book.frame(path, book.register("training").text, current=path, lede=told)
    sections = (
        *untrained_section(book),
        Section(head(book.say("What comes, then the latest first"), "all"), training_blocks(book)),
    )
    yield Page(path, "trainings.html", Sheet(frame, tiles(book), sections))


def tiles(book: Book) -> tuple[Tile, ...]:
    """How many came, and how many of those invited by name have come to any, where trainings name people."""
    figure = figure_of(book, "training_coverage")
    if figure is None:
        return (tile(book, "attendance"),)
    sub = book.say("n = {count}", count=len(figure.inputs)) if figure.value is not None else ""
    return (tile(book, "attendance"), tile(book, "training_coverage", sub=sub))
