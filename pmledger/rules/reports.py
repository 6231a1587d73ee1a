"""Status reports that leave out what they owe: the way back to green, their day, the days before them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from pmledger.analysis.health import Rag
from pmledger.analysis.reporting import HEALTH, draft, ends_on, issued, kept, manager_colours
from pmledger.analysis.vitals import period_of
from pmledger.ledger.record import Record
from pmledger.reader.terms import choice_term, part_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say, say_count

AWAKE = frozenset({"executing", "closing"})
BAD = frozenset({Rag.AMBER, Rag.RED})
LATE_DAYS = 3
"""Working days after its period within which a report is issued."""


def steps_by_report(facts: Facts) -> Mapping[str, list[Record]]:
    """The actions that are written in status reports, by the key of the report."""
    found: dict[str, list[Record]] = {}
    for action in facts.ledger.of("action"):
        if action.parent.startswith("status_report:"):
            found.setdefault(action.parent, []).append(action)
    return found


def amber_without_path(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An issued status report is amber or red somewhere, and has no path to green or no reason.

    ```yaml
    status: issued
    rag: {schedule: amber}
    ```

    A colour without a way out is an alarm that nobody answers. Write the steps into the body, each with a person and a
    day: `- [ ] Agree the replan @mei due:2026-03-20`. Why it is amber or red, or another colour than by the rules when it
    was issued, stands in `rag_reason:` or under a heading of that name.
    """
    steps = steps_by_report(facts)
    for report in facts.ledger.of("status_report"):
        bad = [name for name, colour in manager_colours(report).items() if colour in BAD]
        if report.status != "issued" or not bad:
            continue
        if not any(step.owner and step.has("due") for step in steps.get(report.key, ())):
            yield fault.at(
                report.place("rag", bad[0]),
                say("{dimension} is {colour}, and no step with a person and a day leads back to green",
                    dimension=part_term(bad[0]), colour=choice_term(str(manager_colours(report)[bad[0]]))),
                found=str(manager_colours(report)[bad[0]]),
                record=report.key,
            )  # fmt: skip
    yield from unexplained_colours(facts, fault)


def unexplained_colours(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Issued reports without a reason that are amber or red, or say another colour than the rules did by what they froze."""
    for report in facts.ledger.of("status_report"):
        if report.status != "issued" or report.written("rag_reason"):
            continue
        frozen = kept(report)
        for name, colour in manager_colours(report).items():
            other = str(frozen.get(HEALTH if name == "overall" else f"{HEALTH}_{name}") or colour)
            if colour not in BAD and other == str(colour):
                continue
            words = {"dimension": part_term(name), "colour": choice_term(str(colour))}
            yield fault.at(
                report.place("rag", name),
                say("{dimension} is {colour}, and nothing says why", **words)
                if colour in BAD
                else say("{dimension} is {colour}, by the rules {other}, and nothing says why", **words,
                         other=choice_term(other)),
                found=str(colour),
                help=say("add rag_reason:"),
                record=report.key,
            )  # fmt: skip
            break


def late_report(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A status report was issued more than three working days after its period.

    News that is old is history. Nothing is to be mended in this one, so only the latest of a project is told.
    Write the next one sooner.
    """
    newest = {
        done[0].key
        for project in facts.ledger.of("project")
        if (done := issued(facts.ledger.of_project(project.key, "status_report"), facts.as_of))
    }
    for report in facts.ledger.of("status_report"):
        end, on = report.day("period_to"), report.day("issued_on")
        if report.status != "issued" or end is None or on is None or on > facts.as_of:
            continue
        days = facts.conclusions.calendar.slip(end, on)
        if days > LATE_DAYS and report.key in newest:
            yield fault.at(
                report.place("issued_on"),
                say_count("it was issued {count} working day after its period",
                          "it was issued {count} working days after its period", days),
                found=str(on),
                related=(Related(report.place("period_to"), say("the period ends here")),),
                record=report.key,
            )  # fmt: skip


def overdue_report(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The last status report of a project under way is older than one and a half of its reporting periods.

    The period is the project's `report_frequency`, a week unless stated; before the first report it runs from
    `actual_start`. Projects without `report_frequency` and without a report are left alone.

    A draft has told nobody anything, and does not count. Write the report and issue it with
    `pmledger report status PROJECT --issue`.
    """
    for project in facts.ledger.of("project"):
        reports = facts.ledger.of_project(project.key, "status_report")
        if project.status not in AWAKE or not (reports or project.has("report_frequency")):
            continue
        last = max(issued(reports, facts.as_of), key=lambda one: one.day("issued_on") or date.min, default=None)
        since = project.day("actual_start") if last is None else last.day("issued_on")
        waited = (facts.as_of - since).days if since is not None else 0
        written = draft(reports, facts.as_of)
        if 2 * waited > 3 * period_of(project):
            yield fault.at(
                project.place("report_frequency" if project.has("report_frequency") else "status"),
                say_count("{project} has run for {count} day without an issued status report",
                          "{project} has run for {count} days without an issued status report",
                          waited, project=project.title)
                if last is None
                else say_count("the last report on {project} is {count} day old",
                               "the last report on {project} is {count} days old", waited, project=project.title),
                found=project.text("report_frequency"),
                help=say("issue it with `pmledger report status {project} --issue`", project=project.id),
                related=(
                    Related(project.place("actual_start"), say("it has run since then"))
                    if last is None
                    else Related(last.place("issued_on"), say("the last one is written here")),
                    *(Related(one.place("status"), say("this one is still a draft")) for one in (written,) if one),
                ),
                record=project.key,
            )  # fmt: skip


def reports_apart(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Between two status reports of a project there is a gap, or they tell of the same days.

    ```yaml
    period_from: 2026-03-09   # the report before ended on 2026-03-01
    ```

    What falls between two reports is told by none, what falls into both is told twice. Write a `period_from:` on the day
    after the last one ended.
    """
    for project in facts.ledger.of("project"):
        reports = [
            report
            for report in facts.ledger.of_project(project.key, "status_report")
            if report.day("period_from") is not None and report.day("period_to") is not None
        ]
        for earlier, later in pairwise(sorted(reports, key=lambda report: (ends_on(report), report.key))):
            begins, meant = later.day("period_from"), ends_on(earlier) + timedelta(days=1)
            if begins is not None and begins != meant:
                yield fault.at(
                    later.place("period_from"),
                    say("the period begins on {day}; the report before it ended on {end}", day=begins,
                        end=ends_on(earlier)),
                    found=str(begins),
                    related=(Related(earlier.place("period_to"), say("{id} ends here", id=earlier.id)),),
                    record=later.key,
                )  # fmt: skip


RULES: tuple[Rule, ...] = (
    rule("PM206", "overdue-report", Severity.ATTENTION, overdue_report, by_state=True),
    rule("PM224", "amber-without-path", Severity.ERROR, amber_without_path),
    rule("PM225", "late-report", Severity.ATTENTION, late_report),
    rule("PM226", "reports-apart", Severity.WARNING, reports_apart),
)
