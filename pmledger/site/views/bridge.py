"""The bridge from a project's first baseline to today as a waterfall."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.bridge import Bridge, Span, bridge
from pmledger.analysis.figure import decimal
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.bars import step
from pmledger.site.parts import Cell, Column
from pmledger.site.views.blocks import Block, Drawn, DrawnRow, words
from pmledger.site.views.cells import day_cell, record_cell
from pmledger.site.views.estimates import chosen_of, title_of
from pmledger.site.views.figures import number_shown, value_text, why_href
from pmledger.site.views.money import amount_text
from pmledger.site.views.sentence import capital, spelled, toned

FOOT = Fraction(35, 100)
"""How much of the first baseline's amount is cut off below, so that the steps can be seen."""


def bridge_of(book: Book, project: Record) -> Bridge | None:
    found = book.conclusions
    return bridge(project, book.ledger, found.premises.exchange, found.calendars[project.key], book.as_of)


def version(record: Record) -> str:
    return record.text("version") or record.title


def bridge_sentence(book: Book, project: Record) -> str:
    """What moved the budget of the work since the first baseline, and whether changes explain it."""
    found = bridge_of(book, project)
    if found is None or found.first.record is None or found.last.record is None:
        return ""
    first, now = version(found.first.record), version(found.last.record)
    if first == now:
        return book.say("The first baseline, {first}, still holds.", first=first)
    moved = found.last.after - found.first.after
    amount = amount_text(book, moved, found.currency, signed=True)
    count = sum(one.record is not None for one in found.steps)
    told = book.say_count(
        "From {first} to {now} the cost moved by {amount}, by {n} change",
        "From {first} to {now} the cost moved by {amount}, by {n} changes",
        count,
        first=first,
        now=now,
        amount=toned(amount.replace("\u2212", "\u2212\u2060").replace("+", "+\u2060"), "b"),
        n=spelled(book.words, count),
    )
    if not found.unexplained:
        return book.say("{movement}.", movement=told)
    rest = toned(amount_text(book, found.unexplained, found.currency, signed=True), "bad")
    return book.say("{movement}; {amount} is unexplained.", movement=told, amount=rest)


class Ahead(Struct, frozen=True):
    """A step from what is approved to the cost forecast: a figure of the project in words, and the sums around it."""

    name: str
    figure: str
    before: Fraction
    after: Fraction


def ahead_of(book: Book, project: Record, found: Bridge) -> tuple[Ahead, ...]:
    """By what the work done was dearer or cheaper than planned, and by what the rest will be; none where one is unknown."""
    cost, rest = (number_shown(book, name, project.key) for name in ("cost_forecast", "cv"))
    start = found.since[-1].after if found.since else found.last.after
    if cost is None:
        return ()
    done = start if rest is None else start - rest
    steps = (
        Ahead(book.say("What is done: cost less worth"), "cv", start, done),
        Ahead(book.say("What is left: forecast less plan"), "cost_forecast", done, cost),
    )
    return tuple(one for one in steps if one.before != one.after)


def ends_of(found: Bridge, ahead: tuple[Ahead, ...]) -> tuple[float, float]:
    """The amounts at the left and the right end of the picture: the left one is cut, so that the steps can be seen."""
    spans = (found.first, *found.steps, found.last, *found.since)
    sums = [value for one in spans if one.record is None or one.record.kind != "baseline" for value in (one.before, one.after)]
    sums += [found.first.after, found.last.after, *(value for one in ahead for value in (one.before, one.after))]
    low, high = min(sums), max(sums)
    base = low - (high - low) * FOOT if high > low else low * Fraction(1, 2)
    return float(base), float(high)


def rows_of(book: Book, project: Record, found: Bridge) -> Iterator[DrawnRow]:
    ahead = ahead_of(book, project, found)
    ends = ends_of(found, ahead)
    yield pier(book, found.first, found, ends)
    for one in found.steps:
        yield step_row(book, one, found, ends)
    yield pier(book, found.last, found, ends)
    for one in found.since:
        yield step_row(book, one, found, ends)
    for coming in ahead:
        yield ahead_row(book, project, coming, found.currency, ends)
    if ahead:
        yield forecast_row(book, project, ahead[-1].after, found.currency, ends)


def ahead_row(book: Book, project: Record, one: Ahead, currency: str, ends: tuple[float, float]) -> DrawnRow:
    """A step that nobody has approved: pale, as what is not in a baseline yet."""
    amount = amount_text(book, one.after - one.before, currency, signed=True)
    tone = "warn" if one.after > one.before else "good"
    picture = step(float(one.before), float(one.after), *ends, f"{one.name}{book.words.colon}{amount}", tone, faint=True)
    name = Cell(one.name, why_href(book, one.figure, project.key))
    cells = (name, Cell(), Cell("—", tone="muted"), Cell(amount), Cell(amount_text(book, one.after, currency)), Cell("—", tone="muted"))
    return DrawnRow(cells, ("", picture, "", "", "", ""))


def forecast_row(book: Book, project: Record, cost: Fraction, currency: str, ends: tuple[float, float]) -> DrawnRow:
    """The cost forecast as the last pier."""
    label, amount = book.say("Cost forecast"), amount_text(book, cost, currency)
    picture = step(ends[0], float(cost), *ends, f"{label}{book.words.colon}{amount}", "none")
    chosen = chosen_of(book, project)
    name = Cell(label, why_href(book, "cost_forecast", project.key), sub=title_of(book, chosen) if chosen else "")
    return DrawnRow((name, Cell(), day_cell(book, book.as_of), Cell(), Cell(amount), Cell()), ("", picture, "", "", "", ""))


def pier(book: Book, one: Span, found: Bridge, ends: tuple[float, float]) -> DrawnRow:
    """A baseline: a bar from the foot of the picture to its amount."""
    record = one.record
    name = record_cell(book, record, version(record)) if record is not None else Cell("—")
    amount = amount_text(book, one.after, found.currency)
    label = f"{name.text}{book.words.colon}{amount}"
    picture = step(ends[0], float(one.after), *ends, label, "none")
    on = record.day("date") if record is not None else None
    return DrawnRow((name, Cell(), day_cell(book, on), Cell(), Cell(amount), Cell()), ("", picture, "", "", "", ""))


def step_row(book: Book, one: Span, found: Bridge, ends: tuple[float, float]) -> DrawnRow:
    """A change, or what nothing explains: a bar from the sum before to the sum after it."""
    amount = amount_text(book, one.amount, found.currency, signed=True)
    if one.record is None:
        name, tone, on = Cell(book.say("Unexplained"), tone="bad", sub=book.say("no approved change accounts for it")), "bad", None
    else:
        note = book.say("approved since, in no baseline yet") if one.later else funding(book, one.record)
        name, tone, on = record_cell(book, one.record, note), "warn" if one.amount > 0 else "good", one.record.day("decided_on")
    picture = step(float(one.before), float(one.after), *ends, f"{name.text}{book.words.colon}{amount}", tone, faint=one.later)
    days = "—" if one.days is None else value_text(book, decimal(one.days), "d", signed=True, brief=True)
    cells = (
        name,
        Cell(),
        day_cell(book, on) if on else Cell("—", tone="muted"),
        Cell(amount, tone="bad" if one.record is None else ""),
        Cell(amount_text(book, one.after, found.currency)),
        Cell(days, tone="muted" if one.days is None else ""),
    )
    return DrawnRow(cells, ("", picture, "", "", "", ""))


def funding(book: Book, change: Record) -> str:
    """Where the money for a change comes from, if it says so."""
    source = change.text("funding")
    return book.say("funded by: {source}", source=book.words.choice_label(source)) if source else ""


def bridge_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """The waterfall with its sentence; where nothing moved that is said instead."""
    found = bridge_of(book, project)
    if found is None:
        return (Block("none", book.say("No approved baseline states its budget, so there is nothing to lead from.")),)
    if not found.steps and not found.since and not ahead_of(book, project, found):
        return (Block("none", book.say("The first baseline still holds, and no approved change has a cost.")),)
    columns = (
        Column(book.say("Baseline or change"), wide=True),
        Column(book.say("Budget of the work"), wide=True),
        Column(book.say("Day")),
        Column(book.say("Effect"), numeric=True),
        Column(book.say("Sum"), numeric=True),
        Column(book.say("Time"), numeric=True),
    )
    caption = book.say("From the first baseline over changes to the cost forecast")
    foot = amount_text(book, Fraction(ends_of(found, ahead_of(book, project, found))[0]), found.currency)
    note = book.say("The bars begin at {amount}, not at nothing, so that the steps can be seen; pale is in no baseline yet.", amount=foot)
    blocks = [Block("drawn", Drawn(columns, tuple(rows_of(book, project, found)), caption)), Block("none", note)]
    if found.silent:
        blocks.append(words(silent_note(book, found.silent)))
    return tuple(blocks)


def silent_note(book: Book, count: int) -> str:
    return capital(
        book.say_count(
            "{n} approved change states no cost and is not in it.",
            "{n} approved changes state no cost and are not in it.",
            count,
            n=spelled(book.words, count),
        )
    )
