"""Earned value of a project on the page of its money: the numbers, the curve, the work behind them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from pmledger.analysis.costs import currency_of
from pmledger.analysis.dimensions import graded
from pmledger.analysis.earned.agreed import Agreed
from pmledger.analysis.earned.course import course, spendings_of
from pmledger.analysis.health import Rag
from pmledger.analysis.thresholds import Thresholds, thresholds
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Tile
from pmledger.site.paths import href
from pmledger.site.views.blocks import Block, Section, text, words
from pmledger.site.views.earned_by_category import category_blocks
from pmledger.site.views.earned_curve import Ends, curve_block
from pmledger.site.views.estimates import estimate_blocks
from pmledger.site.views.figures import MINUS, figure_of, number_shown, tile, written
from pmledger.site.views.money import amount_text, balance_path, has_balance, labour_of
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import runs, toned
from pmledger.site.views.work_money import work_blocks

TONES = {Rag.RED: "bad", Rag.AMBER: "warn"}
ESTIMATES = ("eac_atypical", "eac_cpi", "eac_cpi_spi")


def earned_sections(book: Book, project: Record) -> tuple[Section, ...]:
    """The section of earned value, where something is earned or planned and can be told."""
    if all(written(book, name, project.key).number is None for name in ("earned_value", "planned_value")):
        return ()
    way = (Anchor(book.say("how the forecast came about"), f"{href(balance_path(project))}#bridge"),) if has_balance(book, project) else ()
    return (Section(head(book.say("Earned value"), "earned", *way), earned_blocks(book, project)),)


def earned_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    premises = book.conclusions.local(project.key)
    plan = book.conclusions.plans[project.key]
    currency = currency_of(project, premises.exchange)
    first = (text(runs(value_sentence(book, project))), Block("figures", six(book, project)))
    if not isinstance(plan, Agreed):
        reason = book.words.render(plan)
        return (*first, words(book.say("There is no curve: {reason}.", reason=reason)), *estimate_blocks(book, project), *work_blocks(book, project, currency))
    kept = number(book, "contingency", project) or Fraction(0)
    spendings = None
    if written(book, "actual_cost", project.key).number is not None:
        work = labour_of(book, project)
        spendings = spendings_of(project, book.ledger, premises.exchange, work, kept, book.as_of)
    moments = course(project, book.ledger, plan, premises.calendar, spendings, book.as_of)
    curve = curve_block(book, moments, ends_of(book, project), end_sentence(book, project), currency)
    return (*first, curve, *estimate_blocks(book, project), *work_blocks(book, project, currency), *category_blocks(book, project))


def number(book: Book, name: str, project: Record) -> Fraction | None:
    figure = figure_of(book, name, project.key)
    return None if figure is None else figure.number


def value_sentence(book: Book, project: Record) -> str:
    """What is earned, against what was planned by now and what is spent."""
    earned, planned, spent = (written(book, name, project.key) for name in ("earned_value", "planned_value", "actual_cost"))
    if earned.number is None:
        return book.say("What is earned is unknown: {reason}.", reason=earned.reason.rstrip(".。"))
    work = toned(earned.text, "b", earned.href)
    plan = toned(planned.text, "", planned.href)
    if spent.number is None:
        return book.say("Work worth {earned} is done, {planned} was planned by now.", earned=work, planned=plan)
    return book.say(
        "Work worth {earned} is done, {planned} was planned by now, and {spent} is spent.",
        earned=work, planned=plan, spent=toned(spent.text, "", spent.href),
    )  # fmt: skip


def end_sentence(book: Book, project: Record) -> str:
    """When and for how much it ends if it goes on like this, and what its manager expects."""
    ends, finish = ends_of(book, project), written(book, "forecast_finish_t", project.key)
    if project.closed or number_shown(book, "earned_value", project.key) == number_shown(book, "bac", project.key):
        return book.say("All of the planned work is done.")
    if not isinstance(finish.value, date):
        return book.say("When it ends at this pace is unknown: {reason}.", reason=finish.reason.rstrip(".。"))
    day = book.words.date(finish.value)
    if ends is None:
        return book.say("At this pace the work ends on {day}.", day=day)
    currency = currency_of(project, book.conclusions.premises.exchange)
    low, high = (amount_text(book, value, currency) for value in (ends.low, ends.high))
    if low == high:
        return book.say("At this pace the work ends on {day} and will have cost {amount}.", day=day, amount=low)
    return book.say("At this pace the work ends on {day} and will have cost {low} to {high}.", day=day, low=low, high=high)


def ends_of(book: Book, project: Record) -> Ends | None:
    """The range of the three estimates on the day when the work ends at this pace; None of what is over or unknown."""
    figure = figure_of(book, "forecast_finish_t", project.key)
    values = [value for name in ESTIMATES if (value := number_shown(book, name, project.key)) is not None]
    if project.closed or figure is None or not isinstance(figure.value, date) or not values or figure.value <= book.as_of:
        return None
    return Ends(min(values), max(values), figure.value)


def six(book: Book, project: Record) -> tuple[Tile, ...]:
    """Cost and time as indices, what is needed from now on, and where it ends."""
    key = project.key
    planned = written(book, "planned_value", key)
    finish = written(book, "forecast_finish", key)
    return (
        tile(book, "earned_value", key, sub=book.say("of {amount} planned by now", amount=planned.text)),
        tile(book, "cpi", key, sub=limit(book, project, "cpi"), tone=tone(book, project, "cpi")),
        tile(book, "spi_t", key, sub=lateness(book, project), tone=tone(book, project, "spi_t")),
        tile(book, "tcpi_bac", key, sub=book.say("needed from now on")),
        tile(book, "eac_cpi", key, label=book.say("Cost at this pace"), sub=range_note(book, project)),
        tile(book, "forecast_finish_t", key, sub=book.say("forecast {day}", day=finish.text) if finish.value else ""),
    )


def lateness(book: Book, project: Record) -> str:
    """How far the work is behind its plan, or ahead of it."""
    found = written(book, "sv_t", project.key)
    if found.number is None:
        return ""
    days = found.text.lstrip(MINUS)
    return book.say("{days} behind the plan", days=days) if found.number < 0 else book.say("{days} ahead of the plan", days=days)


def limit(book: Book, project: Record, name: str) -> str:
    """The limit that an index has passed."""
    found = tone(book, project, name)
    if not found:
        return ""
    amber, red = limits(book, project).pair(name)
    return book.say("limit {limit}", limit=book.words.number(red if found == "bad" else amber))


def limits(book: Book, project: Record) -> Thresholds:
    own = project.values.get("tolerance")
    premises = book.conclusions.premises
    return thresholds((premises.tolerance, premises.health, own if isinstance(own, Mapping) else {}))


def tone(book: Book, project: Record, name: str) -> str:
    """The tone of an index by the limits of health, within the share of work done where it tells something."""
    value, earned, whole = (number_shown(book, one, project.key) for one in (name, "earned_value", "bac"))
    held = limits(book, project)
    if value is None or earned is None or not whole or project.closed:
        return ""
    done = 100 * earned / whole
    low, high = held.pair("spi_window") if name == "spi_t" else (held.one("cpi_min_pct"), Fraction(100))
    return TONES.get(graded(value, held, name), "") if low <= done <= high else ""


def range_note(book: Book, project: Record) -> str:
    """From the lowest to the highest of the three estimates."""
    values = [value for name in ESTIMATES if (value := number_shown(book, name, project.key)) is not None]
    if len(values) < len(ESTIMATES):
        return ""
    currency = currency_of(project, book.conclusions.premises.exchange)
    low, high = (amount_text(book, value, currency) for value in (min(values), max(values)))
    return book.say("three ways: {low} to {high}", low=low, high=high) if low != high else ""
