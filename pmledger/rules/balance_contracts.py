"""Contracts, milestones, invoices and hours that do not agree with each other."""

from collections.abc import Iterator

from pmledger.rules.balance_objections import objections
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say


def unpriced_change(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The contract grew since it was signed, and the prices of the approved changes do not explain by how much.

    For work at a fixed or capped price, `contract_value` − `contract_signed` is the sum of `impact_price` of the counted
    changes.

    Write the price into the change, or amend the contract.
    """
    return objections(facts, fault, 5, say("write impact_price into the change, or amend contract_value"))


def unbalanced_labour(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The hours of a person in a month are not worth what was booked as labour for that person.

    Where a project keeps both, the approved hours at the rate of their day and the counted labour costs with `person:`
    say the same, within the tolerance `cost_pct`. A month is looked at ten working days after it ended. The worth of the
    hours is not printed: it would tell what an hour costs.

    Correct the hours, the cost or the rate; or keep only one of the two.
    """
    return objections(facts, fault, 8, say("correct the hours, the cost or the rate"))


def invoice_before_acceptance(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """More was invoiced for a milestone than it allowed when the invoice was issued.

    Before the milestone's `actual_date` nothing can be invoiced for it, from that day on its `payment`. An advance is a
    payment milestone of its own, such as “contract signed”.

    Correct the dates, or name the milestone that the invoice is for.
    """
    return objections(facts, fault, 12, say("correct the dates or amounts, or name the right milestone"))


def over_invoiced(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """More was invoiced than the contract allows.

    At a fixed or capped price all counted invoices together, without their expense lines, are at most `contract_value`.
    A credit note has a negative net.

    Correct the invoice, or amend the contract by an approved change.
    """
    return objections(facts, fault, 13, say("correct the invoice, or amend contract_value"))


def unbilled_milestone(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A milestone with a payment was achieved more than ten working days ago and is not fully invoiced.

    This is business, not a fault of the ledger. Write the invoice, and name the milestone in it.
    """
    return objections(facts, fault, 14, say("issue an invoice with milestone:"))


def unbalanced_invoice(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The parts of an invoice do not add up.

    Net and tax are the gross amount; the lines are the net amount, half a cent for each line allowed; a paid invoice
    has payments, fees, discounts, withholdings and write-offs of its gross amount, and one with all of it paid is
    `paid`; one that is `partly_paid` has a payment.

    ```yaml
    net: 10000 EUR
    tax: 1900 EUR
    gross: 11000 EUR      # 11900
    ```

    The message names both sides. Correct the one that is wrong. Paid more than billed is a warning.
    """
    return objections(facts, fault, 15, say("correct the amount or the state that is wrong; what was paid stands in `payments:`"))


def unbilled_hours(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Billable hours are worth more than what was billed for their month.

    For work paid by time, the approved billable hours at their bill rate are covered by invoice lines of the type `time`
    whose `from` and `to` cover the month. A month is looked at ten working days after it ended.

    This is business, not a fault of the ledger. Write the invoice, or mark the hours `billable: no`.
    """
    return objections(facts, fault, 16, say("bill the hours, or mark them billable: no"))


def unbalanced_payment_plan(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The payments of the milestones do not add up to the contract.

    At a fixed price, the `payment` of all milestones that are not cancelled is the `contract_value`.

    Write the payment that is missing, or correct the contract.
    """
    return objections(facts, fault, 34, say("correct a payment:, or contract_value"))


RULES: tuple[Rule, ...] = (
    rule("PM305", "unpriced-change", Severity.WARNING, unpriced_change),
    rule("PM308", "unbalanced-labour", Severity.WARNING, unbalanced_labour),
    rule("PM312", "invoice-before-acceptance", Severity.WARNING, invoice_before_acceptance),
    rule("PM313", "over-invoiced", Severity.ERROR, over_invoiced),
    rule("PM314", "unbilled-milestone", Severity.ATTENTION, unbilled_milestone),
    rule("PM315", "unbalanced-invoice", Severity.ERROR, unbalanced_invoice),
    rule("PM316", "unbilled-hours", Severity.ATTENTION, unbilled_hours),
    rule("PM334", "unbalanced-payment-plan", Severity.WARNING, unbalanced_payment_plan),
)
