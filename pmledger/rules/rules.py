"""All rules, in the order of their codes."""

from collections.abc import Iterator

from pmledger.rules import (
    approvals,
    balance_baselines,
    balance_budgets,
    balance_contracts,
    bookings,
    control,
    dates,
    goals,
    money,
    overdue,
    people,
    planning,
    privacy,
    quality,
    reports,
    required,
    reserves,
    service,
)
from pmledger.rules.rule import Facts, Rule
from pmledger.rules.traces import (
    alternatives,
    answers,
    changes,
    contacts,
    decisions,
    endings,
    holidays,
    needs,
    plans,
    progress,
    registers,
    risks,
    sales,
    staffing,
    tasks,
    tolerances,
    versions,
)
from pmledger.source.diagnostic import Diagnostic

OF_ONE = (required, dates, people, privacy, planning, goals, control, money, quality, reports, overdue)
TRACES = (alternatives, answers, changes, contacts, decisions, endings, holidays, needs, plans, progress, registers, risks, sales, staffing, tasks, tolerances, versions)
BALANCE = (balance_baselines, balance_budgets, balance_contracts, approvals, bookings, reserves)
GROUPS = (*OF_ONE, *TRACES, *BALANCE, service)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for group in GROUPS for rule in group.RULES), key=lambda one: one.fault.code)
)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Everything that any rule objects to."""
    for rule in RULES:
        for fault in rule.check(facts, rule.fault):
            if not (rule.by_state and state_is_unknown(facts, fault.record)):
                yield fault


def state_is_unknown(facts: Facts, key: str) -> bool:
    """Whether a record's state was written but is none."""
    record = facts.ledger.get(key)
    return record is not None and "status" in record.faulty
