"""Needs that were agreed on, and what delivers and proves them."""

from collections.abc import Iterator
from datetime import date

from pmledger.analysis.standing import COUNTED, day
from pmledger.ledger.record import Record
from pmledger.reader.terms import choice_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import (
    decisions_about,
    is_still_open,
    older,
    pointer,
    status_place,
    tied,
    with_calendars,
)
from pmledger.rules.words import state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say, say_count

WAIT_DAYS = 10
GRAVE = frozenset({"critical", "major"})
DELIVERED = frozenset({"delivered", "verified", "accepted"})


def need_without_delivery(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A requirement was agreed on, and nothing makes it; or it was delivered, and nothing checks it.

    It is more than ten working days old and needs a task or a deliverable, and once delivered a check, its own or its
    deliverable's. Otherwise nobody can say what became of what the client asked for. Requirements of priority `wont`
    and constraints need none; in a project that keeps no tasks and deliverables, or no checks, none is missed.

    ```yaml
    status: delivered
    deliverables: [portal-beta]     # and a quality_check with deliverable: portal-beta
    ```

    Write `tasks:`, `deliverables:` or `checks:` in the requirement, or name the requirement in them (`related`,
    `source`).
    """
    for need, calendar in with_calendars(facts, "requirement"):
        exempt = need.text("priority") == "wont" or need.text("type") == "constraint"
        asked = agreed_on(facts, need)
        if need.status not in COUNTED["requirement"][1] or exempt or not need.project:
            continue
        products = tied(facts, need, "deliverable")
        named = need.written("tasks") or need.written("deliverables")
        made = products or tied(facts, need, "task") or named
        state = pointer(need, say("it is {status}", status=state_of(need)), *status_place(need))
        if not made:
            if keeps(facts, need, "task", "deliverable") and older(facts, calendar, asked, WAIT_DAYS):
                yield fault.at(
                    need.origin,
                    say(
                        "“{title}” is {status}, and no task and no deliverable makes it",
                        title=need.title,
                        status=state_of(need),
                    ),
                    found=need.id,
                    help=say("add tasks: or deliverables:"),
                    related=(state,),
                    record=need.key,
                )
        elif need.status in DELIVERED and keeps(facts, need, "quality_check") and not is_checked(facts, need, products):
            yield fault.at(
                need.place(*status_place(need)),
                say("“{title}” is {status}, and nothing checked it", title=need.title, status=state_of(need)),
                found=need.status,
                help=say("add checks:, or a check of its deliverable"),
                related=tuple(pointer(one, say("“{title}” makes it", title=one.title)) for one in products),
                record=need.key,
            )


def agreed_on(facts: Facts, need: Record) -> date | None:
    """The first day on which a need can have been agreed on: requested, or brought in by a change that was decided."""
    change = facts.ledger.get(need.target("change"))
    days = (day(need, "requested_on"), day(change, "decided_on") if change is not None else None)
    return max((one for one in days if one is not None), default=None)


def keeps(facts: Facts, record: Record, *kinds: str) -> bool:
    """Whether the record's project keeps one of these registers."""
    return any(facts.ledger.of_project(record.project, kind) for kind in kinds)


def is_checked(facts: Facts, need: Record, products: tuple[Record, ...]) -> bool:
    # A deliverable that is named but not found is reported where it is named.
    broken = need.written("deliverables") and not products
    return (
        broken
        or need.written("checks")
        or bool(tied(facts, need, "quality_check"))
        or any(facts.ledger.pointing_at(one.key, "quality_check", "deliverable") for one in products)
    )


def accepted_with_defect(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A deliverable was accepted while a critical or major defect was known, and that defect is still open.

    Who accepts something with a grave defect does so knowingly: then a decision says so. Or the defect is closed, and
    its record does not say so.

    Close the defect, or write the decision that accepts it (`about:` the defect or the deliverable).
    """
    for product in facts.ledger.of("deliverable"):
        accepted = day(product, "accepted_on")
        if product.status != "accepted" or accepted is None or accepted > facts.as_of:
            continue
        for defect in facts.ledger.pointing_at(product.key, "defect", "deliverable"):
            found = day(defect, "found_on")
            grave = defect.text("severity") in GRAVE and is_still_open(facts, defect)
            if not grave or found is None or found > accepted or decisions_about(facts, product.key, defect.key):
                continue
            yield fault.at(
                product.place("accepted_on"),
                say("{product} was accepted on {accepted}, but the {severity} defect “{title}”, found on {found}, is"
                    " still {status}", product=product.title, accepted=accepted,
                    severity=choice_term(defect.text("severity")), title=defect.title, found=found,
                    status=state_of(defect)),
                found=str(accepted),
                help=say("close the defect, or add the decision that accepts it"),
                related=(pointer(defect, say("the defect was found here"), "found_on"),
                         pointer(defect, say("it is {status}", status=state_of(defect)), *status_place(defect))),
                record=product.key,
            )  # fmt: skip


def unproven_verification(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A requirement is called verified, but none of its checks has passed.

    Its checks are those it names and those of its deliverables.

    Write down the check that passed, or set the requirement back to delivered.
    """
    for need in facts.ledger.of("requirement"):
        if need.status != "verified":
            continue
        checks = {one.key: one for one in tied(facts, need, "quality_check")}
        for product in tied(facts, need, "deliverable"):
            checks |= {one.key: one for one in facts.ledger.pointing_at(product.key, "quality_check", "deliverable")}
        if checks and not any(one.status == "done" and one.text("result") == "pass" for one in checks.values()):
            yield fault.at(
                need.place("status"),
                say_count("“{title}” is verified, but its check has not passed",
                          "“{title}” is verified, but none of its {count} checks has passed", len(checks),
                          title=need.title),
                found="verified",
                related=tuple(pointer(one, say("{title} says so here", title=one.title),
                                      "result" if one.has("result") else "status") for one in checks.values()),
                record=need.key,
            )  # fmt: skip


RULES: tuple[Rule, ...] = (
    rule("PM281", "unproven-verification", Severity.WARNING, unproven_verification),
    rule("PM326", "need-without-delivery", Severity.WARNING, need_without_delivery, by_state=True),
    rule("PM327", "accepted-with-defect", Severity.ERROR, accepted_with_defect, by_state=True),
)
