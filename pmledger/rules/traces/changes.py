"""Requests that change what was agreed, and the changes that should take them up."""

from collections.abc import Iterator
from datetime import date

from pmledger.analysis.standing import COUNTED, day, is_counted
from pmledger.ledger.record import Record
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import older, pointer, status_place, tied, with_calendars
from pmledger.rules.words import state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say

WAIT_DAYS = 10


def change_without_request(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Something asks for a change of what was agreed, and no change was ever requested.

    It is an issue of type `request`, or a requirement agreed on that was requested after the first baseline, and more
    than ten working days old. Work that nobody approved, priced or planned for grows in silence. Agile projects are
    left alone.

    Write the change and name the issue or requirement in it (`source`, `related` or `affects`), or the change in the
    requirement (`change:`); one end is enough. An issue that is rejected, or closed with its resolution, needs none.
    """
    for issue, calendar in with_calendars(facts, "issue"):
        answered = issue.status == "rejected" or (issue.closed and issue.written("resolution"))
        old = older(facts, calendar, day(issue, "raised_on"), WAIT_DAYS)
        if issue.text("type") == "request" and old and not answered and not tied(facts, issue, "change"):
            yield fault.at(
                issue.place("type"),
                say("“{title}” asks for a change since {day}, and no change takes it up", title=issue.title,
                    day=day(issue, "raised_on")),
                found="request",
                help=say("request the change with source: {id}", id=issue.id),
                related=(pointer(issue, say("it was raised here"), "raised_on"),),
                record=issue.key,
            )  # fmt: skip
    first = first_baselines(facts)
    for need, calendar in with_calendars(facts, "requirement"):
        agreed, asked = first.get(need.project), day(need, "requested_on")
        if agreed is None or asked is None or asked <= agreed[0] or need.status not in COUNTED["requirement"][1]:
            continue
        if older(facts, calendar, asked, WAIT_DAYS) and not need.written("change") and not tied(facts, need, "change"):
            yield fault.at(
                need.place("requested_on"),
                say("“{title}” was requested on {day}, after the baseline of {agreed}, and no change takes it up",
                    title=need.title, day=asked, agreed=agreed[0]),
                found=str(asked),
                help=say("add change: and the change that brought it in"),
                related=(
                    pointer(agreed[1], say("the baseline is of {agreed}", agreed=agreed[0]), "date"),
                    pointer(need, say("it is {status}", status=state_of(need)), *status_place(need)),
                ),
                record=need.key,
            )  # fmt: skip


def first_baselines(facts: Facts) -> dict[str, tuple[date, Record]]:
    """The first counted baseline of each project that is not run in an agile way, with its day."""
    found: dict[str, tuple[date, Record]] = {}
    for baseline in facts.ledger.of("baseline"):
        on, project = day(baseline, "date"), facts.ledger.get(baseline.project)
        if on is None or project is None or project.text("method") == "agile" or not is_counted(baseline, facts.as_of):
            continue
        if project.key not in found or on < found[project.key][0]:
            found[project.key] = on, baseline
    return found


RULES: tuple[Rule, ...] = (
    rule("PM318", "change-without-request", Severity.WARNING, change_without_request, by_state=True),
)
