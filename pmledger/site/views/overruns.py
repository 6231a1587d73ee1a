"""What needs somebody in the money of projects: overruns named early, bills overdue, work not billed, reserves used up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pmledger.analysis.costs import currency_of, overdue_invoice_days
from pmledger.analysis.finance import CategoryMoney
from pmledger.analysis.receivables import unpaid
from pmledger.analysis.thresholds import Pair, thresholds
from pmledger.analysis.vitals import overrun_of
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Item
from pmledger.site.paths import href
from pmledger.site.views.cells import of_scope, short_name
from pmledger.site.views.figures import figure_of, written
from pmledger.site.views.money import amount_of, amount_text, categories, finance_path, is_budgeted
from pmledger.site.views.receivables import GRACE, unbilled_of
from pmledger.site.views.withheld import is_withheld

MOST = 12


class Need(NamedTuple):
    """Something to see to: its item, and how grave it is (tone first, then the amount in the workspace's currency)."""

    item: Item
    rank: int
    size: Fraction


def needs_of(book: Book, projects: Iterable[Record], *, where: bool) -> tuple[Item, ...]:
    """What needs somebody, the gravest first and then the largest; at most twelve."""
    found = [need for project in projects for need in project_needs(book, project, where=where)]
    ordered = sorted(found, key=lambda need: (need.rank, -need.size, need.item.text))
    return tuple(need.item for need in ordered[:MOST])


def project_needs(book: Book, project: Record, *, where: bool) -> Iterator[Need]:
    """All that is to be seen to in the money of one project."""
    name = short_name(book, project.key) if where else ""
    if not project.closed:
        yield from forecast_needs(book, project, name)
        yield from category_needs(book, project, categories(book, project), name)
    yield from invoice_needs(book, of_scope(book, project, "invoice"), name)
    yield from unbilled_needs(book, of_scope(book, project, "milestone"), name)


def need(book: Book, project: Record, text: str, amount: Fraction, tone: str, target: str, name: str) -> Need:
    """One need of a project; sizes of several currencies are compared in the workspace's."""
    currency = currency_of(project, book.conclusions.premises.exchange)
    size = worth(book, amount_of(amount, currency))
    word = book.say("in trouble") if tone == "bad" else book.say("needs attention")
    return Need(Item(text, target, tone, name, "", word), 0 if tone == "bad" else 1, size)


def worth(book: Book, money: Money) -> Fraction:
    """An amount in the workspace's currency, for sorting only."""
    premises = book.conclusions.premises
    found = premises.exchange.convert(money, premises.currency, book.as_of)
    return abs(found) if found is not None else abs(Fraction(money.amount))


def forecast_needs(book: Book, project: Record, name: str) -> Iterator[Need]:
    """A cost forecast over the budget of the work."""
    figure = figure_of(book, "cost_variance", project.key)
    if figure is None or is_withheld(book, figure):
        return
    left, percent = figure.number, overrun_of(book.conclusions.figures, project)
    if left is None or left >= 0 or percent is None:
        return
    tone = overrun_tone(percent, limits_of(book, project))
    text = book.say(
        "The work will cost {amount} more than its budget ({percent}).",
        amount=amount_text(book, -left, figure.unit),
        percent=book.words.percent(percent, 1),
    )
    yield need(book, project, text, -left, tone, written(book, "cost_variance", project.key).href, name)


def limits_of(book: Book, project: Record | None = None) -> Pair:
    """From how many percent over its budget a project, or all together, are amber and red, as in health."""
    premises, own = book.conclusions.premises, project.values.get("tolerance") if project is not None else None
    layers = (premises.tolerance, premises.health, own if isinstance(own, Mapping) else {})
    return thresholds(layers).pair("eac_over_pct")


def overrun_tone(percent: Fraction, limits: Pair) -> str:
    """The tone of an overrun in percent of the budget; a small one is only worth knowing."""
    amber, red = limits
    return "bad" if percent > red else "warn" if percent > amber else "info"


def category_needs(book: Book, project: Record, found: Sequence[CategoryMoney], name: str) -> Iterator[Need]:
    """Categories whose costs and orders exceed what was approved for them, where anything was approved at all."""
    currency = currency_of(project, book.conclusions.premises.exchange)
    target = f"{href(finance_path(project))}#budget" if name else "#budget"
    limits = limits_of(book, project)
    if not is_budgeted(found):
        return
    for one in found:
        if not one.over or len(one.people) == 1:
            continue
        label = book.words.choice_label(one.category)
        values = {"category": label, "amount": amount_text(book, -one.variance, currency)}
        text = (
            book.say("{category}: {amount} more is spent and ordered than was approved.", **values)
            if one.budget
            else book.say("{category}: {amount} is spent and ordered without an approved budget.", **values)
        )
        percent = 100 * -one.variance / one.budget if one.budget > 0 else Fraction(100)
        yield need(book, project, text, -one.variance, "bad" if percent > limits[1] else "warn", target, name)


def invoice_needs(book: Book, invoices: Sequence[Record], name: str) -> Iterator[Need]:
    """Invoices past their due date."""
    for invoice, left in unpaid(invoices, book.as_of):
        late = overdue_invoice_days(invoice, book.as_of)
        if not late:
            continue
        days = book.say_count("{days} day", "{days} days", late, days=late)
        text = book.say("{invoice}: {amount} is overdue by {days}.", invoice=invoice.title, amount=left, days=days)
        tone = "bad" if late > 30 else "warn"
        word = book.say("overdue")
        item = Item(text, book.href(invoice.key), tone, name, "", word)
        yield Need(item, 0 if tone == "bad" else 1, worth(book, left))


def unbilled_needs(book: Book, milestones: Sequence[Record], name: str) -> Iterator[Need]:
    """Milestones achieved more than ten working days ago and not invoiced in full."""
    for one in unbilled_of(book, milestones):
        days = book.conclusions.calendar.slip(one.since, book.as_of)
        if days <= GRACE:
            continue
        text = book.say(
            "{milestone}: {amount} is earned and not invoiced since {day}.",
            milestone=one.milestone.title,
            amount=one.left,
            day=one.since,
        )
        item = Item(text, book.href(one.milestone.key), "warn", name, "", book.say("needs attention"))
        yield Need(item, 1, worth(book, one.left))
