"""Whether responses to threats are worth what they cost: on a risk's page, its project's plan and the register."""

from collections.abc import Iterable, Iterator

from pmledger.analysis.simulation.responses import Response
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Section, label, table, text, words
from pmledger.site.views.cells import place_cell, record_cell
from pmledger.site.views.figures import figure_cell, money_text, written
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import runs, toned

MOST = 30


def response_to(book: Book, risk: Record) -> Response | None:
    """What is known of the response to a threat; None where nobody says how likely the threat is with it."""
    doubt = book.conclusions.doubts.get(risk.project)
    return doubt.responses.get(risk.key) if doubt is not None else None


def answered(book: Book, risks: Iterable[Record]) -> list[Record]:
    """The threats whose response has a gain, those that are worth the least first; without a cost last."""
    found = [risk for risk in risks if response_to(book, risk) is not None]

    def rank(risk: Record) -> tuple[bool, float, str]:
        worth = written(book, "response_worth", risk.key).number
        return worth is None, float(worth or 0), risk.key

    return sorted(found, key=rank)


def columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    return (
        Column(book.say("Threat"), wide=True),
        *((Column(book.say("Project")),) if where else ()),
        Column(book.say("Probability")),
        Column(book.say("Expected gain"), numeric=True),
        Column(book.say("Cost of the response"), numeric=True),
        Column(book.say("Net gain"), numeric=True),
        Column(book.say("Days gained at P80"), numeric=True),
        Column(book.say("Contingency saved at P80"), numeric=True),
    )


def row(book: Book, risk: Record, *, where: bool) -> Row:
    return Row(
        (
            record_cell(book, risk),
            *((place_cell(book, risk),) if where else ()),
            Cell(odds(book, risk)),
            figure_cell(book, "response_gain", risk.key),
            cost_cell(book, risk),
            figure_cell(book, "response_worth", risk.key, signed=True),
            figure_cell(book, "response_days", risk.key, signed=True),
            figure_cell(book, "response_reserve", risk.key, signed=True),
        )
    )


def odds(book: Book, risk: Record) -> str:
    """The probability without and with the response."""
    found = response_to(book, risk)
    return "" if found is None else f"{book.words.percent(found.before)} → {book.words.percent(found.after)}"


def cost_cell(book: Book, risk: Record) -> Cell:
    money = risk.money("response_cost")
    return Cell("—", tone="muted") if money is None else Cell(money_text(book, money, short=True), sort=str(money.amount))


def worth_section(book: Book, risks: Iterable[Record]) -> tuple[Section, ...]:
    """All responses of the register with what they are worth; nothing where no threat says how likely it is then."""
    found = answered(book, risks)
    if not found:
        return ()
    blocks = bounded(
        book, found, columns(book, where=True), lambda risk: row(book, risk, where=True),
        book.say("What responses to threats gain and cost"), anchor="t-worth", tools=True, most=MOST,
    )  # fmt: skip
    return (Section(head(book.say("Is the response worth it?"), "worth"), (text(runs(total(book, found))), *blocks)),)


def worth_blocks(book: Book, project: Record) -> Iterator[Block]:
    """The responses of one project."""
    found = answered(book, (risk for risk in book.ledger.of_project(project.key, "risk") if risk.key in book.hrefs))
    if found:
        made = tuple(row(book, risk, where=False) for risk in found[:MOST])
        yield label(book.say("Is the response worth it?"))
        yield table(Table(columns(book, where=False), made, book.say("Is the response worth it?"), "t-worth"))


def total(book: Book, risks: Iterable[Record]) -> str:
    """How many responses with a cost gain more than they cost."""
    known = [worth for risk in risks if (worth := written(book, "response_worth", risk.key).number) is not None]
    if not known:
        return book.say("No response says what it costs.")
    better = sum(1 for worth in known if worth >= 0)
    return book.say_count(
        "{better} of {count} response with a cost is expected to save at least as much money.",
        "{better} of {count} responses with a cost are expected to save at least as much money.",
        len(known), better=book.words.number(better),
    )  # fmt: skip


def extra(book: Book) -> MakeExtra:
    """What a threat's page says of its response."""

    def make(risk: Record) -> Extra:
        if response_to(book, risk) is None:
            return Extra()
        blocks = (text(runs(told(book, risk))), words(book.say("The same runs with and without it; only this threat differs.")))
        return Extra(sections=(Section(head(book.say("Is the response worth it?"), "worth"), blocks),))

    return make


def told(book: Book, risk: Record) -> str:
    """What the response changes, what it costs, and what that comes to; a loss is told as calmly as a gain."""
    return book.words.sentences([*odds_told(book, risk), *worth_told(book, risk), *sure_told(book, risk)])


def odds_told(book: Book, risk: Record) -> Iterator[str]:
    found = response_to(book, risk)
    if found is None:
        return
    before, after = (book.words.percent(part) for part in (found.before, found.after))
    gain = written(book, "response_gain", risk.key)
    if gain.number is None:
        yield book.say("With the response the probability goes from {before} to {after}.", before=before, after=after)
        return
    yield book.say(
        "With the response the probability goes from {before} to {after}, an expected gain of {gain}.",
        before=before, after=after, gain=toned(gain.text, "b", gain.href),
    )  # fmt: skip


def worth_told(book: Book, risk: Record) -> Iterator[str]:
    worth, money = written(book, "response_worth", risk.key), risk.money("response_cost")
    if worth.number is None or money is None:
        return
    cost = money_text(book, money, short=True)
    amount = toned(worth.text.lstrip("\u2212"), "b", worth.href)
    if worth.number > 0:
        yield book.say("It costs {cost} and is expected to save {amount} more than that.", cost=cost, amount=amount)
    elif worth.number < 0:
        yield book.say("It costs {cost}, {amount} more than it is expected to save.", cost=cost, amount=amount)
    else:
        yield book.say("It costs {cost}, as much as it is expected to save.", cost=cost)


def sure_told(book: Book, risk: Record) -> Iterator[str]:
    """What it moves in eight of ten runs."""
    days, saved = written(book, "response_days", risk.key), written(book, "response_reserve", risk.key)
    gained = days.number is not None and days.number > 0
    spared = saved.number is not None and saved.number > 0
    if gained and spared:
        yield book.say(
            "Eight of ten runs end {days} earlier with it, and need {amount} less contingency.",
            days=toned(days.text, "b", days.href), amount=toned(saved.text, "b", saved.href),
        )  # fmt: skip
    elif gained:
        yield book.say("Eight of ten runs end {days} earlier with it.", days=toned(days.text, "b", days.href))
    elif spared:
        yield book.say("Eight of ten runs need {amount} less contingency with it.", amount=toned(saved.text, "b", saved.href))
    elif days.number is not None or saved.number is not None:
        yield book.say("It does not move what eight of ten runs keep.")
