"""Registers that a project or client should have by now."""

from collections.abc import Iterator

from pmledger.analysis.standing import OPEN, day
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import pointer, status_place
from pmledger.rules.words import state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say

AWAY = frozenset({"proposed", "on_hold"})
"""States of an open project in which nothing goes on."""


def client_without_plan(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A client has a project under way, but no item of the communication plan is active for it.

    It is asked for only in workspaces that plan communications at all, and not for internal projects. A client whom
    nobody plans to talk to is heard from when it is too late.

    Write a `comm_plan` for the client or the project: whom, what, how, how often.
    """
    if not facts.ledger.of("comm_plan"):
        return
    planned = {one.client for one in facts.ledger.of("comm_plan") if one.status == "active"}
    for client in facts.ledger.of("client"):
        projects = [
            one
            for one in facts.ledger.of_client(client.key, "project")
            if one.status in OPEN["project"] and one.status not in AWAY and one.text("billing") != "internal"
        ]
        if projects and client.key not in planned:
            yield fault.at(
                client.origin,
                say("{client} has a project under way, and nothing plans what it is told", client=client.title),
                found=client.id,
                help=say("add a comm_plan for the client or the project"),
                related=tuple(
                    pointer(one, say("{project} is {status}", project=one.title, status=state_of(one)),
                            *status_place(one))
                    for one in projects[:3]
                ),
                record=client.key,
            )


def closed_without_report(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A project is closed, but it has no closure report that was approved.

    The report says what was reached, what remains and who takes care of it, and who agreed that it is over.

    Write the report and have it approved.
    """
    for project in facts.ledger.of("project"):
        reports = facts.ledger.of_project(project.key, "closure_report")
        finish = day(project, "actual_finish")
        over = project.status == "closed" and (finish is None or finish <= facts.as_of)
        if not over or any(one.status == "approved" for one in reports):
            continue
        yield fault.at(
            project.place("status"),
            say("{project} is closed without an approved closure report", project=project.title),
            found="closed",
            help=say("add a closure_report, or have it approved"),
            related=tuple(
                pointer(one, say("the report is {status}", status=state_of(one)), *status_place(one)) for one in reports
            ),
            record=project.key,
        )


def closing_without_lesson(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A project is being closed or is closed, and nothing was learned from it.

    Not one lesson belongs to it or is named by its closure report. What went well and what did not is forgotten first.

    Write one lesson at least; `new lesson` asks for what it needs.
    """
    for project in facts.ledger.of("project"):
        reports = facts.ledger.of_project(project.key, "closure_report")
        told = facts.ledger.of_project(project.key, "lesson") or any(one.written("lessons") for one in reports)
        if project.status in {"closing", "closed"} and not told:
            yield fault.at(
                project.place("status"),
                say("{project} is {status}, and no lesson came of it", project=project.title, status=state_of(project)),
                found=project.status,
                help=say("add a lesson to the project"),
                related=tuple(pointer(one, say("its closure report names no lessons")) for one in reports),
                record=project.key,
            )


def unchecked_standard(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A quality standard is active in a project under way, and no check of it was done or planned.

    A standard that nobody checks is a wish.

    Write a check with `standards:` and this one; a planned one is enough.
    """
    for standard in facts.ledger.of("quality_standard"):
        project = facts.ledger.get(standard.project)
        if standard.status != "active" or project is None or project.status != "executing":
            continue
        checks = facts.ledger.pointing_at(standard.key, "quality_check", "standards")
        if not any(one.status != "cancelled" for one in checks):
            yield fault.at(
                standard.origin,
                say("“{title}” holds in {project}, and no check of it is done or planned", title=standard.title,
                    project=project.title),
                found=standard.id,
                help=say("add a quality_check with standards: {id}", id=standard.id),
                related=(pointer(project, say("the project is {status}", status=state_of(project)), "status"),),
                record=standard.key,
            )  # fmt: skip


RULES: tuple[Rule, ...] = (
    rule("PM217", "client-without-plan", Severity.WARNING, client_without_plan),
    rule("PM285", "closed-without-report", Severity.WARNING, closed_without_report),
    rule("PM286", "closing-without-lesson", Severity.WARNING, closing_without_lesson),
    rule("PM218", "unchecked-standard", Severity.ATTENTION, unchecked_standard),
)
