"""What a client does over time: contacts, tickets, voices, purchases and payments, month by month."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.client_figures import cash
from pmledger.analysis.contacts import contacts_with
from pmledger.analysis.premises import Premises
from pmledger.analysis.standing import day, is_counted
from pmledger.kinds.values import Money
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

MONTHS = 12


class Behaviour(Struct, frozen=True):
    """Twelve months, the present one last, each series with a number for each; amounts are in `currency`.

    None in a series of amounts is what no exchange rate is known for.
    """

    months: tuple[date, ...]
    contacts: tuple[int, ...]
    tickets: tuple[int, ...]
    feedback: tuple[int, ...]
    invoiced: tuple[Fraction | None, ...]
    paid: tuple[Fraction | None, ...]
    currency: str

    @property
    def silent(self) -> bool:
        """Whether nothing happened in any month."""
        return not any((*self.contacts, *self.tickets, *self.feedback, *self.invoiced, *self.paid))


def last_months(as_of: date, count: int = MONTHS) -> tuple[date, ...]:
    """The first days of the last months, the one of the day last."""
    whole = as_of.year * 12 + as_of.month - 1
    return tuple(date(at // 12, at % 12 + 1, 1) for at in range(whole - count + 1, whole + 1))


def behaviour(client: Record, ledger: Ledger, premises: Premises, as_of: date) -> Behaviour:
    months = last_months(as_of)
    currency = client.text("currency") or premises.currency
    invoices = [one for one in ledger.of_client(client.key, "invoice") if is_counted(one, as_of)]
    bought = [(on, net) for one in invoices if (on := day(one, "issued_on")) and (net := one.money("net"))]
    came = [part for one in invoices for part in cash(one, as_of)]
    return Behaviour(
        months,
        counted(months, (day(one, "date") for one in contacts_with(client, ledger, as_of))),
        counted(months, (day(one, "opened_at") for one in ledger.of_client(client.key, "ticket"))),
        counted(months, (day(one, "received_on") for one in ledger.of_client(client.key, "feedback"))),
        summed(months, bought, currency, premises),
        summed(months, came, currency, premises),
        currency,
    )


def counted(months: tuple[date, ...], days: Iterable[date | None]) -> tuple[int, ...]:
    at = dict.fromkeys(months, 0)
    for on in days:
        month = on.replace(day=1) if on else None
        if month in at:
            at[month] += 1
    return tuple(at.values())


def summed(
    months: tuple[date, ...], amounts: Iterable[tuple[date, Money]], currency: str, premises: Premises
) -> tuple[Fraction | None, ...]:
    """Sums by month in one currency, by the rates of the days; None where a rate is unknown."""
    at: dict[date, Fraction | None] = dict.fromkeys(months, Fraction(0))
    for on, money in amounts:
        month = on.replace(day=1)
        if month in at:
            found, before = premises.exchange.convert(money, currency, on), at[month]
            at[month] = None if found is None or before is None else before + found
    return tuple(at.values())
