"""All pages of the site: one flat list of functions that make them."""

from collections.abc import Callable, Iterable

from pmledger.site.book import Book
from pmledger.site.index_page import index_page
from pmledger.site.page import Page
from pmledger.site.record_page import Extras, record_pages
from pmledger.site.reference import codes, kinds
from pmledger.site.register import register_pages
from pmledger.site.report import issued, status
from pmledger.site.search_data import search_data
from pmledger.site.views import (
    actions,
    activity,
    against_baseline,
    agenda,
    assumptions,
    balance,
    changes,
    client,
    clients,
    closure,
    communication,
    contracts,
    decisions,
    deliverable_record,
    documents,
    explain,
    feedback,
    feedback_path,
    finance,
    glossary,
    goal_record,
    goals,
    issues,
    kpi_record,
    kpis,
    lessons,
    meetings,
    missing,
    need,
    people,
    person_page,
    pipeline,
    plan,
    portfolio,
    problems,
    process_record,
    processes,
    profit,
    project,
    project_balance,
    project_finance,
    projects,
    promise_page,
    promises,
    quality,
    receivables,
    requirements,
    response_worth,
    risk_record,
    risks,
    satisfaction,
    seen_before,
    series,
    service,
    stage_money,
    survey_record,
    task_time,
    team,
    ticket_record,
    tolerances,
    trainings,
    whole_schedule,
    work_money,
)

HAND_MADE_RECORDS = frozenset({"client", "project"})
"""Kinds whose record pages are made by a function of their own."""

HAND_MADE_REGISTERS = frozenset(
    {
        "assumption", "change", "client", "closure_report", "communication", "decision", "document", "goal", "invoice", "issue", "kpi", "lesson", "opportunity", "person", "process",
        "project", "promise", "requirement", "risk", "survey", "feedback", "ticket",
        "training",
    }
)  # fmt: skip
"""Kinds whose overview is made by a function of its own; parts by project still come from the declaration."""

EXTRAS: Extras = (
    ("person", person_page.extra),
    ("promise", promise_page.extra),
    ("communication", series.extra),
    ("feedback", feedback_path.extra),
    ("survey", survey_record.extra),
    ("ticket", ticket_record.extra),
    ("risk", risk_record.risk_extra),
    ("risk", response_worth.extra),
    ("issue", risk_record.issue_extra),
    ("goal", goal_record.extra),
    ("risk", seen_before.extra),
    ("issue", seen_before.extra),
    ("change", seen_before.extra),
    ("invoice", receivables.extra),
    ("opportunity", pipeline.extra),
    ("opportunity", seen_before.extra),
    ("assumption", seen_before.extra),
    ("requirement", need.extra),
    ("deliverable", deliverable_record.extra),
    ("phase", stage_money.extra),
    ("phase", tolerances.stage_extra),
    ("decision", tolerances.decision_extra),
    ("task", task_time.extra),
    ("task", against_baseline.extra),
    ("task", work_money.extra),
    ("kpi", kpi_record.extra),
    ("closure_report", closure.extra),
    ("process", process_record.process_extra),
    ("checklist", process_record.checklist_extra),
    ("status_report", issued.extra),
)
"""What the pages of single kinds say beyond their declaration."""


def plain_records(book: Book) -> Iterable[Page]:
    return record_pages(book, HAND_MADE_RECORDS, EXTRAS)


def plain_registers(book: Book) -> Iterable[Page]:
    return register_pages(book, HAND_MADE_REGISTERS)


BY_RECORD = (client.pages, project.pages, plan.project_pages, project_finance.pages, project_balance.pages, quality.project_pages, status.pages, explain.pages, plain_registers, plain_records)
"""Functions that make a page for each of many records and heed `book.share`, the longest last."""

PAGES: tuple[Callable[[Book], Iterable[Page]], ...] = (
    portfolio.pages,
    agenda.pages,
    actions.pages,
    activity.pages,
    clients.pages,
    client.pages,
    projects.pages,
    project.pages,
    plan.pages,
    plan.project_pages,
    whole_schedule.pages,
    status.pages,
    goals.pages,
    risks.pages,
    issues.pages,
    changes.pages,
    decisions.pages,
    assumptions.pages,
    requirements.pages,
    finance.pages,
    project_finance.pages,
    profit.pages,
    receivables.pages,
    pipeline.pages,
    contracts.pages,
    balance.pages,
    project_balance.pages,
    quality.pages,
    quality.project_pages,
    satisfaction.pages,
    feedback.pages,
    service.pages,
    trainings.pages,
    meetings.pages,
    communication.pages,
    promises.pages,
    people.pages,
    team.pages,
    lessons.pages,
    processes.pages,
    closure.pages,
    kpis.pages,
    documents.pages,
    problems.pages,
    glossary.pages,
    kinds.pages,
    codes.pages,
    explain.pages,
    missing.pages,
    plain_registers,
    index_page,
    plain_records,
    search_data,
)
