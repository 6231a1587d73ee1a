"""Every figure by name: what it is called, its unit, its formula in words and symbols, and where that comes from."""

from collections.abc import Mapping

from msgspec.structs import replace

from pmledger.analysis.definition import ISO_RISK, ITIL, NPS, PMBOK, PRINCE2, SMART, Definition
from pmledger.analysis.figure import Figure, Input, Result
from pmledger.analysis.names_doubt import DOUBT
from pmledger.analysis.names_earned import EARNED
from pmledger.analysis.names_money import MONEY
from pmledger.analysis.names_practice import PRACTICE
from pmledger.analysis.names_quality import QUALITY
from pmledger.analysis.names_relations import RELATIONS
from pmledger.analysis.names_schedule import SCHEDULE
from pmledger.analysis.names_service import SERVICE
from pmledger.analysis.names_tolerance import TOLERANCE
from pmledger.analysis.names_trust import TRUST
from pmledger.analysis.names_variance import VARIANCE
from pmledger.analysis.names_voices import VOICES
from pmledger.source.message import Message, say

WORKSPACE = (
    Definition(
        "active_projects", "", say("Active projects"), "count",
        say("Projects that are neither proposed, closed, cancelled nor on hold."),
    ),
    Definition("projects_green", "", say("Green projects"), "count", say("Open projects whose health is green.")),
    Definition("projects_amber", "", say("Amber projects"), "count", say("Open projects whose health is amber.")),
    Definition("projects_red", "", say("Red projects"), "count", say("Open projects whose health is red.")),
    Definition(
        "projects_grey", "", say("Grey projects"), "count", say("Open projects whose health is unknown or on hold.")
    ),
    Definition(
        "budget_total", "", say("Budget"), "money", say("The budgets of all open projects, by today’s exchange rates."),
        "Σ budget", PMBOK,
    ),
    Definition(
        "spent_total", "", say("Spent"), "money",
        say("What was spent on all open projects, by today’s exchange rates."), "Σ spent", PMBOK,
    ),
    Definition(
        "risk_exposure", "", say("Risk exposure"), "money",
        say("The expected values of the open threats of all open projects, by today’s exchange rates."), "Σ EMV", PMBOK,
    ),
    Definition("open_risks", "", say("Open risks"), "count", say("Risks that may still happen."), "", ISO_RISK),
    Definition(
        "critical_risks", "", say("Critical risks"), "count",
        say("Open threats whose level is critical: the residual one while the response is active, else the inherent."),
        "", ISO_RISK,
    ),
    Definition(
        "changes_to_decide", "", say("Changes to decide"), "count",
        say("Changes that were requested and not decided yet."), "", PMBOK,
    ),
    Definition(
        "pending_cost", "", say("Cost of pending changes"), "money",
        say("The cost impacts of the changes that are not decided yet, as far as they are stated."),
        "Σ impact_cost", PMBOK,
    ),
    Definition(
        "milestones_on_time", "", say("Milestones on time"), "%",
        say("Of the milestones due by their baseline in the last 90 days, those achieved by that date."),
        "achieved on time / due", PMBOK,
    ),
    Definition(
        "satisfaction", "", say("Satisfaction"), "",
        say("The net promoter score over all answers of each client’s latest wave in the last 180 days; "
            "where nobody was asked for it, the share of satisfied answers."), "", NPS,
    ),
    Definition(
        "nps", "", say("Net promoter score"), "points",
        say("Percent of promoters less percent of detractors, over all answers of each client’s latest wave in the "
            "last 180 days."), "NPS = %P − %D", NPS,
    ),
    Definition(
        "csat", "", say("Customer satisfaction"), "%",
        say("The share of answers in the best two steps of the scale, over each client’s latest wave in the last "
            "180 days."), "CSAT = satisfied / n", "ISO 10004",
    ),
    Definition("open_issues", "", say("Open issues"), "count", say("Issues that are not resolved."), "", PRINCE2),
    Definition(
        "overdue_issues", "", say("Overdue issues"), "count",
        say("Open issues past their due date, or past the days their priority allows."), "", PRINCE2,
    ),
    Definition(
        "median_resolve", "", say("Median time to resolve"), "d",
        say("Half of the resolved issues took no longer, in calendar days from raised to resolved."), "P50", ITIL,
    ),
    Definition(
        "p85_resolve", "", say("85 % resolved within"), "d",
        say("85 % of the resolved issues took no longer, in calendar days from raised to resolved."), "P85", ITIL,
    ),
    Definition("overdue_actions", "", say("Overdue actions"), "count", say("Open actions past their due date.")),
    Definition(
        "kept_rate", "", say("Promises kept"), "%",
        say("Of our promises due in the last 180 days and not withdrawn, those kept by their date."),
        "kept / due", "ISO 10001",
    ),
    Definition(
        "pipeline_weighted", "", say("Weighted pipeline"), "money",
        say("The amounts of open opportunities, each by its probability."), "Σ amount · probability",
    ),
)  # fmt: skip

PROJECT = (
    Definition(
        "progress", "project", say("Progress"), "%",
        say("The weighted mean of what is done of the tasks without parts: by budget, else effort, else duration, "
            "else each the same."), "Σ weight · done / Σ weight", PMBOK,
    ),
    Definition(
        "planned_progress", "project", say("Planned progress"), "%",
        say("What should be done by now: by the tasks’ baseline dates, else by the time between planned start and "
            "finish, in working days."), "Σ weight · elapsed / Σ weight", PMBOK,
    ),
    Definition(
        "budget", "project", say("Budget"), "money",
        say("The approved budget of the project, else the sum of its approved budget lines."),
        "BAC + contingency + management reserve", PMBOK,
    ),
    Definition(
        "bac", "project", say("Budget at completion"), "money",
        say("The budget of the current baseline; without one the approved lines outside the reserves, else the budget."),
        "BAC", PMBOK,
    ),
    Definition(
        "spent", "project", say("Spent"), "money",
        say("Approved and paid costs to date, with accruals that nothing settles yet; commitments and hours are not in it."),
        "Σ cost", PMBOK,
    ),
    Definition(
        "spent_share", "project", say("Share of the budget spent"), "%", say("Spent divided by the budget."),
        "spent / budget", PMBOK,
    ),
    Definition(
        "forecast_finish", "project", say("Forecast finish"), "date",
        say("The actual finish; else the day on which the last task or milestone of the plan ends, if the plan reaches the "
            "project’s end; else the planned finish. Today once that has passed."), "", PMBOK,
    ),
    Definition(
        "finish_slip", "project", say("Slip of the finish"), "wd",
        say("Working days from the latest finish in the current baseline to the forecast finish; positive is late."),
        "forecast finish − baseline finish", PMBOK,
    ),
    Definition(
        "contract_value", "project", say("Contract value"), "money",
        say("The contract as amended today, net of tax."),
    ),
    Definition(
        "risk_exposure", "project", say("Risk exposure"), "money",
        say("The expected values of the open threats, as far as they have an amount."), "Σ EMV", PMBOK,
    ),
    Definition("open_risks", "project", say("Open risks"), "count", say("Risks that may still happen."), "", ISO_RISK),
    Definition(
        "critical_risks", "project", say("Critical risks"), "count",
        say("Open threats whose level is critical: the residual one while the response is active, else the inherent."),
        "", ISO_RISK,
    ),
    Definition("open_issues", "project", say("Open issues"), "count", say("Issues that are not resolved."), "", PRINCE2),
    Definition(
        "changes_to_decide", "project", say("Changes to decide"), "count",
        say("Changes that were requested and not decided yet."), "", PMBOK,
    ),
    Definition(
        "changes_approved_cost", "project", say("Cost of approved changes"), "money",
        say("The cost impacts of approved changes since the first baseline."), "Σ impact_cost", PMBOK,
    ),
    Definition(
        "changes_approved_days", "project", say("Days of approved changes"), "wd",
        say("The schedule impacts of approved changes since the first baseline, in working days."),
        "Σ impact_schedule", PMBOK,
    ),
    Definition(
        "changes_pending_cost", "project", say("Cost of pending changes"), "money",
        say("The cost impacts of the changes that are not decided yet, as far as they are stated."),
        "Σ impact_cost", PMBOK,
    ),
    Definition(
        "changes_pending_days", "project", say("Days of pending changes"), "wd",
        say("The schedule impacts of the changes that are not decided yet, in working days, as far as they are stated."),
        "Σ impact_schedule", PMBOK,
    ),
    Definition(
        "next_milestone", "project", say("Next milestone"), "date",
        say("When the first milestone that is not achieved is expected."), "", PMBOK,
    ),
    Definition(
        "next_milestone_slip", "project", say("Slip of the next milestone"), "wd",
        say("Working days from the baseline date of the next milestone to its forecast; positive is late."),
        "forecast − baseline", PMBOK,
    ),
    Definition(
        "milestones_on_time", "project", say("Milestones on time"), "%",
        say("Of the milestones due by their baseline in the last 90 days, those achieved by that date."),
        "achieved on time / due", PMBOK,
    ),
    Definition(
        "days_since_report", "project", say("Days since the last report"), "d",
        say("Calendar days since the last status report was issued."), "", PRINCE2,
    ),
    Definition(
        "days_since_update", "project", say("Days since the last update"), "d",
        say("Calendar days since the latest thing that the project’s records say has happened, or since one of them was "
            "last looked at."), "", PRINCE2,
    ),
)  # fmt: skip

CLIENT = (
    Definition(
        "days_since_contact", "client", say("Days since the last contact"), "d",
        say("Calendar days since the latest communication with the client that was held."),
    ),
    Definition(
        "contact_cadence", "client", say("Contact cadence"), "d",
        say("The longest time without contact in calendar days: the client’s own, else that of its segment."),
    ),
    Definition(
        "open_promises", "client", say("Open promises"), "count", say("What we owe the client."), "", "ISO 10001"
    ),
    Definition(
        "late_promises", "client", say("Late promises"), "count", say("What we owe the client past its date."), "",
        "ISO 10001",
    ),
    Definition(
        "kept_rate", "client", say("Promises kept"), "%",
        say("Of our promises due in the last 180 days and not withdrawn, those kept by their date."),
        "kept / due", "ISO 10001",
    ),
    Definition(
        "revenue", "client", say("Revenue to date"), "money",
        say("Payments received on the client’s invoices, by the rates of their days."), "Σ payment",
    ),
    Definition(
        "receivable", "client", say("Receivable"), "money",
        say("What is still to be paid of the client’s issued invoices."), "Σ gross − Σ payment", "EN 16931",
    ),
    Definition(
        "pipeline_weighted", "client", say("Weighted pipeline"), "money",
        say("The amounts of open opportunities, each by its probability."), "Σ amount · probability",
    ),
    Definition(
        "nps", "client", say("Net promoter score"), "points",
        say("Percent of promoters less percent of detractors of the latest wave in the last 180 days."),
        "NPS = %P − %D", NPS,
    ),
    Definition(
        "csat", "client", say("Customer satisfaction"), "%",
        say("The share of answers in the best two steps of the scale, of the latest wave in the last 180 days."),
        "CSAT = satisfied / n", "ISO 10004",
    ),
)  # fmt: skip

RECORD = (
    Definition("score", "risk", say("Score"), "", say("Probability times impact."), "P · I", ISO_RISK),
    Definition(
        "residual_score", "risk", say("Residual score"), "", say("Probability times impact after the response."),
        "P · I", ISO_RISK,
    ),
    Definition(
        "level", "risk", say("Level"), "",
        say("The band of the score: the residual one while the response is active, else the inherent one. An impact of "
            "5 with a probability of 2 or more is at least high."), "", ISO_RISK,
    ),
    Definition(
        "expected_value", "risk", say("Expected value"), "money",
        say("Probability times cost impact; the residual probability while the response is active."),
        "EMV = P · cost", PMBOK,
    ),
    Definition(
        "progress", "goal", say("Progress"), "%",
        say("How far the latest measurement has come from the baseline to the target, between 0 and 100 %; without "
            "measurements the weighted mean of its staged goals. A value to maintain has come as far as its time while it is "
            "within its tolerance, and is at 0 % beyond it."),
        "(current − baseline) / (target − baseline)", SMART,
    ),
    Definition(
        "pace", "goal", say("Pace"), "",
        say("Progress divided by the share of the time used: 1 is on the way, below 0.9 amber, below 0.7 red."),
        "progress / time used", SMART,
    ),
    Definition(
        "slip", "milestone", say("Slip"), "wd",
        say("Working days from the baseline date to the actual or forecast date; positive is late."),
        "(actual or forecast) − baseline", PMBOK,
    ),
    Definition(
        "age", "issue", say("Age"), "d", say("Calendar days from raised until closed, or until today."),
        "(closed or today) − raised", PRINCE2,
    ),
    Definition(
        "undecided_days", "change", say("Days without a decision"), "wd",
        say("Working days since the change was requested, while it is not decided."), "today − requested", PMBOK,
    ),
    Definition(
        "weighted_amount", "opportunity", say("Weighted amount"), "money",
        say("Amount times probability: as stated, else as usual for the stage."), "amount · probability",
    ),
    Definition(
        "outstanding", "invoice", say("Outstanding"), "money",
        say("The gross amount less what was paid or written off to date."), "gross − Σ payment", "EN 16931",
    ),
    Definition(
        "score", "survey", say("Score"), "",
        say("Of the answers to date: NPS, the share of satisfied answers, or the mean answer, by the survey’s method."),
        "", NPS,
    ),
    Definition("answers", "survey", say("Answers"), "count", say("How many answers were given to date."), "n"),
)  # fmt: skip

DEFINITIONS = (*WORKSPACE, *PROJECT, *CLIENT, *RECORD, *MONEY, *EARNED, *DOUBT, *PRACTICE, *QUALITY, *RELATIONS, *SCHEDULE, *SERVICE, *TOLERANCE, *TRUST, *VARIANCE, *VOICES)
"""All figures, by kind of subject; names are unique within one."""

BY_NAME: Mapping[tuple[str, str], Definition] = {(one.of, one.name): one for one in DEFINITIONS}


def figure(of: str, name: str, subject: str, found: Result) -> Figure:
    """A result under its name, with the formula that the name stands for."""
    known = BY_NAME[of, name]
    return Figure(
        name=name,
        subject=subject,
        label=known.label,
        value=found.value,
        unit=found.unit or known.unit,
        formula=known.words,
        symbols=known.symbols,
        inputs=found.inputs,
        unknown=found.unknown,
        reference=known.reference,
    )


def count(records: tuple[str, ...], labels: tuple[Message, ...]) -> Result:
    """A number of records, each of them an input."""
    inputs = tuple(Input(label, None, key) for key, label in zip(records, labels, strict=True))
    return Result(len(records), inputs)


def renamed(found: Figure, label: Message, unit: str) -> Figure:
    """A figure under a label that says which of two measures it shows."""
    return replace(found, label=label, unit=unit)
