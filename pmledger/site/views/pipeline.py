"""What may come in: opportunities by stage with their weight, how often we win, and which have gone quiet."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from pmledger.analysis.money_totals import STALE, WINDOW, is_past, silence
from pmledger.analysis.opportunities import probability
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Bar, Cell, Column, Row, Table, Tile
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, folded, table
from pmledger.site.views.cells import choice_cell, day_cell, key_cell, record_cell, status_cell
from pmledger.site.views.coming_work import capacity_blocks
from pmledger.site.views.figures import figure_cell, money_text, tile, written
from pmledger.site.views.money import amount_of, amount_text
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "opportunities.html"
STAGES = ("prospecting", "qualification", "needs_analysis", "proposal", "negotiation", "on_hold")


def waiting_of(book: Book, chances: Sequence[Record]) -> tuple[Record, ...]:
    """Open opportunities: those past their date first, then the stale ones, then by the day of the answer."""
    waiting = [chance for chance in chances if is_open(chance, book.as_of)]
    return tuple(sorted(waiting, key=lambda chance: (concern(book, chance), str(chance.day("expected_close") or "9"), chance.key)))


def concern(book: Book, chance: Record) -> int:
    """How urgently an opportunity needs somebody; 0 is the most."""
    step = chance.day("next_step_due")
    if is_past(chance, book.as_of):
        return 0
    if step is not None and step < book.as_of:
        return 1
    return 2 if is_stale(book, chance) else 3


def is_stale(book: Book, chance: Record) -> bool:
    quiet = silence(chance, book.ledger, book.as_of)
    return quiet is not None and quiet > STALE


def converted(book: Book, chance: Record) -> Fraction | None:
    """An opportunity's amount in the workspace's currency today."""
    money, premises = chance.money("amount"), book.conclusions.premises
    return premises.exchange.convert(money, premises.currency, book.as_of) if money else None


def odds_of(book: Book, chance: Record) -> Fraction | None:
    """The odds of an opportunity in percent."""
    return probability(chance, book.conclusions.premises.odds)


def funnel(book: Book, waiting: Sequence[Record]) -> Block:
    """Each stage with how many are in it, what they amount to and what they weigh."""
    spec = book.schema.kinds["opportunity"]
    premises = book.conclusions.premises
    currency = premises.currency
    sums = {stage: stage_sums(book, [one for one in waiting if stage_of(one) == stage]) for stage in STAGES}
    most = max((amount for _, amount, _ in sums.values()), default=Fraction(0))
    columns = (
        Column(book.say("Stage")),
        Column(book.say("Amount"), wide=True),
        Column(book.say("Usual odds"), numeric=True),
        Column(book.say("Open"), numeric=True),
        Column(book.say("Sum"), numeric=True),
        Column(book.say("Weighted"), numeric=True),
    )
    rows = []
    for stage, (count, amount, weight) in sums.items():
        if stage == "on_hold" and not count:
            continue
        label = book.words.state_label(spec, stage)
        told = book.say("{stage}: {amount}", stage=label, amount=amount_of(amount, currency))
        usual = premises.odds.get(stage)
        rows.append(
            Row(
                (
                    Cell(label),
                    Cell(bar=Bar(round(100 * amount / most) if most else 0, told)),
                    Cell(book.words.percent(usual)) if usual is not None else Cell("—", tone="muted"),
                    Cell(book.words.number(count) if count else "—", tone="" if count else "muted"),
                    Cell(amount_text(book, amount, currency) if count else "—", tone="" if count else "muted"),
                    Cell(amount_text(book, weight, currency) if count else "—", tone="" if count else "muted"),
                )
            )
        )
    total = Row(
        (
            Cell(book.say("All")),
            Cell(),
            Cell(),
            Cell(book.words.number(len(waiting))),
            figure_cell(book, "pipeline_amount", ""),
            figure_cell(book, "pipeline_weighted", ""),
        )
    )
    return table(Table(columns, tuple(rows), book.say("Open opportunities by stage"), "t-funnel", total=total))


def stage_of(chance: Record) -> str:
    """The stage of an opportunity; one that was decided only later stood before its decision, in negotiation."""
    return chance.status if chance.status in STAGES else "negotiation"


def stage_sums(book: Book, chances: Sequence[Record]) -> tuple[int, Fraction, Fraction]:
    """How many there are, what they amount to and what they weigh, as far as that is known."""
    amount = weight = Fraction(0)
    for chance in chances:
        value, odds = converted(book, chance), odds_of(book, chance)
        amount += value or 0
        weight += value * odds / 100 if value is not None and odds is not None else 0
    return len(chances), amount, weight


def open_columns(book: Book, *, where: bool = True) -> tuple[Column, ...]:
    return (
        Column(book.say("Opportunity"), wide=True),
        *((Column(book.say("Client")),) if where else ()),
        Column(book.say("Stage")),
        Column(book.say("Amount"), numeric=True),
        Column(book.say("Weighted"), numeric=True),
        Column(book.say("Expected close")),
        Column(book.say("Next step")),
        Column(book.say("Last sign")),
    )


def open_row(book: Book, chance: Record, *, where: bool = True) -> Row:
    odds = odds_of(book, chance)
    close, step = chance.day("expected_close"), chance.day("next_step_due")
    late = step is not None and step < book.as_of
    due = book.words.date(step) if step else book.say("no date") if chance.text("next_step") else ""
    return Row(
        (
            record_cell(book, chance),
            *((key_cell(book, chance.client),) if where else ()),
            status_cell(book, chance),
            Cell(money_text(book, chance.money("amount")), sort=str(float(converted(book, chance) or 0))),
            figure_cell(book, "weighted_amount", chance.key, sub=book.words.percent(odds) if odds is not None else ""),
            day_cell(book, close, late=close is not None and close < book.as_of),
            Cell(chance.text("next_step") or "—", sub=due, sub_tone="bad" if late else ""),
            sign_cell(book, chance),
        )
    )


def sign_cell(book: Book, chance: Record) -> Cell:
    """How long ago something was last heard or written of it."""
    quiet = silence(chance, book.ledger, book.as_of)
    if quiet is None:
        return Cell("—", tone="muted", sub=book.say("nothing dated"), sort="99999")
    days = book.say_count("{count} day ago", "{count} days ago", quiet)
    return Cell(days, tone="warn" if quiet > STALE else "", sort=f"{quiet:05}")


def ended_blocks(book: Book, ended: Sequence[Record]) -> tuple[Block, ...]:
    """Won and lost, the latest first; those of more than a year ago folded."""
    if not ended:
        return (Block("none", book.say("Nothing was won or lost yet.")),)
    columns = (
        Column(book.say("Opportunity"), wide=True),
        Column(book.say("Client")),
        Column(book.say("State")),
        Column(book.say("Decided")),
        Column(book.say("Amount"), numeric=True),
        Column(book.say("Reason or project")),
    )
    ordered = sorted(ended, key=lambda one: (one.day("closed_on") or date.min, one.key), reverse=True)
    since = since_of(book)
    recent = [one for one in ordered if (one.day("closed_on") or date.min) > since]
    older = [one for one in ordered if (one.day("closed_on") or date.min) <= since]

    def make(chance: Record) -> Row:
        return ended_row(book, chance)

    caption = book.say("Won and lost in the last 365 days")
    empty = book.say("Nothing was won or lost in the last 365 days.")
    blocks = bounded(book, recent, columns, make, caption, anchor="t-ended", empty=empty)
    if not older:
        return blocks
    summary = book.say_count("{count} earlier", "{count} earlier", len(older))
    return (*blocks, folded(summary, *bounded(book, older, columns, make, summary, anchor="t-earlier")))


def since_of(book: Book) -> date:
    """The day after which an answer counts for the win rate."""
    return book.as_of - timedelta(days=WINDOW.days)


def ended_row(book: Book, chance: Record) -> Row:
    reason = key_cell(book, chance.target("project")) if chance.status == "won" else choice_cell(book, chance, "lost_reason")
    return Row(
        (
            record_cell(book, chance),
            key_cell(book, chance.client),
            status_cell(book, chance),
            day_cell(book, chance.day("closed_on")),
            Cell(money_text(book, chance.money("amount"))),
            reason,
        )
    )


def lede(book: Book, waiting: Sequence[Record]) -> str:
    """What is open and weighs, how often we win, what has gone quiet."""
    words = book.words
    if not waiting:
        parts = [book.say("No opportunity is open.")]
    else:
        count = len(waiting)
        whole, weight = written(book, "pipeline_amount"), written(book, "pipeline_weighted")
        told = book.say_count(
            "{n} opportunity worth {amount} is open, {weighted} by its odds.",
            "{n} opportunities worth {amount} are open, {weighted} by their odds.",
            count,
            n=spelled(words, count),
            amount=toned(whole.text, "b", whole.href),
            weighted=toned(weight.text, "b", weight.href),
        )
        parts = [capital(told)]
    parts.append(win_sentence(book))
    parts.append(trouble_sentence(book))
    return words.sentences(parts)


def win_sentence(book: Book) -> str:
    won = written(book, "win_rate")
    figure = book.conclusions.figures.get(("win_rate", ""))
    if won.number is None or figure is None:
        return ""
    count = len(figure.inputs)
    return book.say_count(
        "In the last year we won {rate} of {count} that was decided.",
        "In the last year we won {rate} of {count} that were decided.",
        count,
        rate=toned(won.text, "", won.href),
    )


def trouble_sentence(book: Book) -> str:
    past, stale = written(book, "past_close"), written(book, "stale_opportunities")
    words = book.words
    parts = []
    if past.number:
        count = int(past.number)
        told = book.say_count("{n} is past its date", "{n} are past their dates", count, n=spelled(words, count))
        parts.append(toned(told, "bad", past.href))
    if stale.number:
        count = int(stale.number)
        told = book.say_count(
            "{n} was not heard of for a month", "{n} were not heard of for a month", count, n=spelled(words, count)
        )
        parts.append(toned(told, "warn", stale.href))
    return capital(book.say("{troubles}.", troubles=words.list_and(parts))) if parts else ""


def extra(book: Book) -> MakeExtra:
    """What an opportunity's page says first: its weight, when the answer is expected, the next step."""
    return lambda chance: Extra(runs(chance_sentence(book, chance)))


def chance_sentence(book: Book, chance: Record) -> str:
    """Worth, odds and day of an open opportunity; how one that is over ended."""
    words = book.words
    money, odds, ended = chance.money("amount"), odds_of(book, chance), chance.day("closed_on")
    if not is_open(chance, book.as_of):
        won = chance.status == "won"
        day = ended or book.as_of
        return book.say("Won on {day}.", day=day) if won else book.say("Lost on {day}.", day=day)
    parts = []
    if money is not None and odds is not None:
        weight = written(book, "weighted_amount", chance.key)
        told = toned(weight.text, "b", weight.href)
        percent = words.percent(odds)
        parts.append(book.say("{amount} at {odds} weigh {weight}.", amount=money, odds=percent, weight=told))
    close = chance.day("expected_close")
    if is_past(chance, book.as_of):
        past = toned(words.date(close) if close else "—", "bad")
        parts.append(book.say("The answer was expected by {day}.", day=past))
    elif close is not None:
        parts.append(book.say("The answer is expected by {day}.", day=close))
    quiet = silence(chance, book.ledger, book.as_of)
    if quiet is not None and quiet > STALE:
        days = toned(book.say_count("{days} day", "{days} days", quiet, days=quiet), "warn")
        parts.append(book.say("The last sign of it was {days} ago.", days=days))
    return words.sentences(parts)


def tiles(book: Book) -> tuple[Tile, ...]:
    past, stale = written(book, "past_close"), written(book, "stale_opportunities")
    amount = written(book, "win_rate_amount")
    return (
        tile(book, "pipeline_amount"),
        tile(book, "pipeline_weighted"),
        tile(
            book,
            "win_rate",
            sub=book.say("{share} by amount", share=amount.text) if amount.number is not None else "",
        ),
        tile(book, "sales_cycle"),
        tile(book, "stale_opportunities", sub=book.say("more than {days} days", days=STALE), tone="warn" if stale.number else ""),
        tile(book, "past_close", sub=book.say("expected close"), tone="bad" if past.number else ""),
    )


def pages(book: Book) -> Iterator[Page]:
    """The register of opportunities."""
    chances = book.shown("opportunity")
    if not chances:
        return
    waiting = waiting_of(book, chances)
    ended = [chance for chance in chances if not is_open(chance, book.as_of)]
    sections = (
        Section(head(book.say("By stage"), "stages"), (funnel(book, waiting),)),
        Section(
            head(book.say("Open"), "open"),
            bounded(
                book,
                waiting,
                open_columns(book),
                lambda chance: open_row(book, chance),
                book.say("Open opportunities, those in trouble first"),
                anchor="t-open",
                tools=True,
                empty=book.say("No opportunity is open."),
            ),
        ),
        *((Section(head(book.say("Work and capacity"), "capacity"), capacity_blocks(book, waiting)),) if waiting else ()),
        Section(head(book.say("Won and lost"), "ended"), ended_blocks(book, ended)),
    )
    frame = book.frame(
        PATH, book.register("opportunity").text, current=book.current("opportunity"), lede=runs(lede(book, waiting))
    )
    yield Page(PATH, "pipeline.html", Sheet(frame, tiles(book), sections, contents_of(sections)))
