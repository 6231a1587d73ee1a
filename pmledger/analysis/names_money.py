"""The figures of money: cost and its forecast, hours, invoices, profit, pipeline."""

from pmledger.analysis.definition import PMBOK, Definition
from pmledger.source.message import say

EN16931 = "EN 16931"

PROJECT = (
    Definition(
        "hours_cost", "project", say("Labour by hours"), "money",
        say("Approved hours, each by the cost rate of its day: the project’s for the person, else for the role, else the "
            "person’s own."), "Σ hours · rate", PMBOK,
    ),
    Definition(
        "committed", "project", say("Ordered"), "money",
        say("Open commitments: what was ordered, less the counted costs that settle it."),
        "Σ max(order − settled, 0)", PMBOK,
    ),
    Definition(
        "contingency", "project", say("Contingency"), "money",
        say("The approved lines of contingency, what changes drew from it taken off; without lines that of the baseline."),
        "", PMBOK,
    ),
    Definition(
        "contingency_used", "project", say("Contingency used"), "money",
        say("What threats that occurred have cost so far."), "Σ cost with risk", PMBOK,
    ),
    Definition(
        "cost_forecast", "project", say("Cost forecast"), "money",
        say("What the work will have cost at its end: the manager’s estimate; without one, BAC · AC / EV once 20 % "
            "(or the share set for health) is done, before that AC + BAC − EV."), "EAC = BAC · AC / EV", PMBOK,
    ),
    Definition(
        "manager_estimate", "project", say("The manager’s estimate"), "money",
        say("What the manager expects the work to have cost at its end, estimated from its parts."), "EAC", PMBOK,
    ),
    Definition(
        "cost_variance", "project", say("Left at the end"), "money",
        say("The budget at completion less the cost forecast; negative is an overrun."), "VAC = BAC − EAC", PMBOK,
    ),
    Definition(
        "billable_value", "project", say("Billable hours"), "money",
        say("Approved billable hours, each by the billing rate of its day."), "Σ hours · rate",
    ),
    Definition(
        "unbilled", "project", say("Not billed yet"), "money",
        say("The payments of milestones achieved and not fully invoiced, and billable hours beyond what lines of type "
            "time have billed; net of tax."), "Σ payment − Σ net, Σ worth − Σ time lines",
    ),
    Definition(
        "invoiced", "project", say("Invoiced"), "money", say("The net amounts of the project’s issued invoices."),
        "Σ net", EN16931,
    ),
    Definition(
        "billed_share", "project", say("Invoiced of the contract"), "%",
        say("What was invoiced as a percentage of the contract value."), "invoiced / contract",
    ),
    Definition(
        "received", "project", say("Received"), "money",
        say("Payments in cash on the project’s invoices, with tax."), "Σ payment", EN16931,
    ),
    Definition(
        "receivable", "project", say("Receivable"), "money",
        say("What is still to be paid of the project’s issued invoices, with tax."), "Σ gross − Σ payment", EN16931,
    ),
    Definition(
        "overdue_receivable", "project", say("Overdue"), "money",
        say("What is still to be paid of issued invoices past their due date, with tax."), "Σ gross − Σ payment", EN16931,
    ),
    Definition(
        "profit", "project", say("Profit to date"), "money",
        say("What was invoiced, net, less what was spent; early in a project it follows the plan of payments."),
        "invoiced − spent",
    ),
    Definition(
        "expected_profit", "project", say("Expected profit"), "money",
        say("The contract value less the cost forecast and the contingency used; of a closed project what was invoiced less "
            "what was spent."), "contract − EAC − contingency used",
    ),
    Definition(
        "margin", "project", say("Expected margin"), "%", say("The expected profit as a percentage of the contract value."),
        "profit / contract",
    ),
)  # fmt: skip

CLIENT = (
    Definition(
        "invoiced", "client", say("Invoiced"), "money", say("The net amounts of the client’s issued invoices."), "Σ net",
        EN16931,
    ),
    Definition(
        "overdue_receivable", "client", say("Overdue"), "money",
        say("What is still to be paid of the client’s issued invoices past their due date, with tax."),
        "Σ gross − Σ payment", EN16931,
    ),
    Definition(
        "spent", "client", say("Spent"), "money",
        say("What was spent on the client’s projects, by today’s exchange rates."), "Σ spent",
    ),
    Definition(
        "profit", "client", say("Profit to date"), "money", say("What was invoiced, net, less what was spent."),
        "invoiced − spent",
    ),
    Definition(
        "expected_profit", "client", say("Expected profit"), "money",
        say("The expected profit of all projects of the client that have one, by today’s exchange rates."), "Σ profit",
    ),
)  # fmt: skip

WORKSPACE = (
    Definition(
        "committed_total", "", say("Ordered"), "money",
        say("The open commitments of all open projects, by today’s exchange rates."), "Σ ordered", PMBOK,
    ),
    Definition(
        "bac_total", "", say("Budget of the work"), "money",
        say("The budgets at completion of all open projects that have a cost forecast, by today’s exchange rates."),
        "Σ BAC", PMBOK,
    ),
    Definition(
        "forecast_total", "", say("Cost forecast"), "money",
        say("The cost forecasts of all open projects that have one, by today’s exchange rates."), "Σ EAC", PMBOK,
    ),
    Definition(
        "forecast_variance", "", say("Left at the end"), "money",
        say("The budgets at completion less the cost forecasts of the same projects; negative is an overrun."),
        "Σ (BAC − EAC)", PMBOK,
    ),
    Definition(
        "receivable_total", "", say("Receivable"), "money",
        say("What is still to be paid of all issued invoices, with tax, by today’s exchange rates."),
        "Σ gross − Σ payment", EN16931,
    ),
    Definition(
        "overdue_total", "", say("Overdue"), "money",
        say("What is still to be paid of issued invoices past their due date, with tax, by today’s exchange rates."),
        "Σ gross − Σ payment", EN16931,
    ),
    Definition(
        "unbilled_total", "", say("Not billed yet"), "money",
        say("What is earned and not invoiced yet in all projects, net of tax, by today’s exchange rates."), "Σ unbilled",
    ),
    Definition(
        "invoiced_total", "", say("Invoiced"), "money",
        say("The net amounts of all issued invoices, by the rates of their days."), "Σ net", EN16931,
    ),
    Definition(
        "profit_total", "", say("Profit to date"), "money",
        say("The profit to date of all projects, by today’s exchange rates."), "Σ (invoiced − spent)",
    ),
    Definition(
        "expected_profit_total", "", say("Expected profit"), "money",
        say("The expected profit of all projects that have one, by today’s exchange rates."), "Σ profit",
    ),
    Definition(
        "pipeline_amount", "", say("Open pipeline"), "money",
        say("The amounts of all open opportunities as far as they are given, by today’s exchange rates."), "Σ amount",
    ),
    Definition(
        "pipeline_work", "", say("Work that may come in"), "h",
        say("The effort of open opportunities whose answer is expected within the twelve weeks that are planned, each by "
            "its odds."), "Σ effort · probability",
    ),
    Definition(
        "pipeline_free", "", say("Free for new work"), "h",
        say("The hours of the team that nothing is planned for, from the week after the first of these answers to the end "
            "of the twelve weeks that are planned."), "Σ max(capacity − hours, 0)",
    ),
    Definition(
        "win_rate", "", say("Win rate"), "%",
        say("Of the opportunities won or lost in the last 365 days, those won."), "won / (won + lost)",
    ),
    Definition(
        "win_rate_amount", "", say("Win rate by amount"), "%",
        say("Of the amounts of the opportunities won or lost in the last 365 days, those won."), "Σ won / Σ (won + lost)",
    ),
    Definition(
        "sales_cycle", "", say("Sales cycle"), "d",
        say("The mean of the days from the first entry to the end, over the opportunities won in the last 365 days that "
            "say both."), "",
    ),
    Definition(
        "stale_opportunities", "", say("Stale"), "count",
        say("Open opportunities of which nothing was heard or written for more than 30 days."),
    ),
    Definition(
        "past_close", "", say("Past their date"), "count", say("Open opportunities whose expected close is past.")
    ),
)  # fmt: skip

MONEY = (*PROJECT, *CLIENT, *WORKSPACE)
