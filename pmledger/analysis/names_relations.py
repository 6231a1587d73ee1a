"""The figures of contact: promises, plans of communication, answers, stakeholders, the team."""

from pmledger.analysis.definition import Definition
from pmledger.source.message import say

PROMISES = "ISO 10001"
ON_TIME = say(
    "Of the actions due in the last 180 days and not cancelled, those done on or before their day; open ones count once "
    "it has passed."
)
STAKEHOLDERS = "PMBOK Guide; Mendelow 1991"
ORIGINAL = say(
    "Of our promises due in the last 180 days and not withdrawn, those kept by the date first given, whatever was "
    "agreed later."
)
COMPLIANCE = say(
    "Of the occurrences in the last 90 days that an active plan of communication asked for and whose days of grace are "
    "over, those that were held within grace."
)

WORKSPACE = (
    Definition("open_promises", "", say("Open promises"), "count", say("What we owe our clients."), "", PROMISES),
    Definition(
        "late_promises", "", say("Late promises"), "count", say("What we owe our clients past its date."), "", PROMISES
    ),
    Definition("owed_to_us", "", say("Owed to us"), "count", say("What clients promised us and have not done yet.")),
    Definition(
        "kept_rate_original", "", say("Kept by the first date"), "%", ORIGINAL, "kept by the first date / due", PROMISES
    ),
    Definition(
        "promises_moved", "", say("Moved"), "count",
        say("Our promises, open or due in the last 180 days, whose date is later than the one first given."),
    ),
    Definition("plan_compliance", "", say("Plan kept to"), "%", COMPLIANCE, "held within grace / due", "PMBOK Guide"),
    Definition(
        "plan_overdue", "", say("Overdue contacts"), "count",
        say("Active items of the plan whose latest occurrence is past its days of grace and was not held."),
    ),
    Definition(
        "plan_due", "", say("Due within a week"), "count",
        say("Occurrences of the plan from today to the sixth day after that are not held yet."),
    ),
    Definition(
        "silent_stakeholders", "", say("Silent stakeholders"), "count",
        say("Contacts of active clients with an influence of 4 or 5, with whom nobody has spoken for longer than the "
            "client’s cadence."), "", STAKEHOLDERS,
    ),
    Definition(
        "answers_in_time", "", say("Answered in time"), "%",
        say("Of the written messages from clients in the last 90 days to which a norm applies, those answered within "
            "its working time; one that waits longer than that counts as not."), "in time / n",
    ),
    Definition(
        "median_answer", "", say("Median time to answer"), "h",
        say("Half of the written messages from clients in the last 90 days were answered in no more working hours."), "P50",
    ),
    Definition("open_actions", "", say("Open actions"), "count", say("Actions that are neither done nor cancelled.")),
    Definition("actions_on_time", "", say("Actions done in time"), "%", ON_TIME, "in time / due"),
    Definition(
        "overbooked_people", "", say("Overbooked people"), "count",
        say("People of ours or of suppliers who are planned for more hours than they have in one of the next eight weeks."),
        "hours > capacity", "PMBOK Guide",
    ),
    Definition(
        "team_load", "", say("Load of the team"), "%",
        say("The hours of the next four weeks for which the team is planned, over those it has, less leave and holidays."),
        "Σ hours / Σ capacity", "PMBOK Guide",
    ),
    Definition(
        "team_utilisation", "", say("Utilisation of the team"), "%",
        say("Billable hours of the last four whole weeks on approved time sheets, over the hours that those who keep time "
            "sheets had, less leave and holidays."), "Σ billable / Σ available",
    ),
    Definition(
        "knowledge_sessions", "", say("Knowledge shared"), "count",
        say("Sessions of knowledge sharing in the last 90 days."),
    ),
)  # fmt: skip

CLIENT = (
    Definition("owed_to_us", "client", say("Owed to us"), "count", say("What the client promised us and has not done yet.")),
    Definition(
        "kept_rate_original", "client", say("Kept by the first date"), "%", ORIGINAL, "kept by the first date / due",
        PROMISES,
    ),
    Definition(
        "plan_compliance", "client", say("Plan kept to"), "%", COMPLIANCE, "held within grace / due", "PMBOK Guide"
    ),
    Definition(
        "mood", "client", say("Mood of the last contacts"), "",
        say("The mean of the moods of the last three contacts that state one, from −2 bad to 2 good."), "mean of 3",
    ),
    Definition(
        "payment_days", "client", say("Days to pay"), "d",
        say("The mean of calendar days from issue to the last payment, over the invoices paid in full in the last 365 "
            "days."), "Σ days / n",
    ),
)  # fmt: skip

PERSON = (
    Definition(
        "utilisation", "person", say("Utilisation"), "%",
        say("Billable hours of the last four whole weeks on approved time sheets, over the hours there were, less leave and "
            "holidays."), "billable / available",
    ),
    Definition("actions_on_time", "person", say("Actions done in time"), "%", ON_TIME, "in time / due"),
    Definition(
        "days_since_contact", "person", say("Days since the last contact"), "d",
        say("Calendar days since the latest communication that the person took part in."),
    ),
    Definition(
        "engagement_gap", "person", say("Engagement gap"), "",
        say("How many steps the person’s engagement is below what we need it to be, from unaware over resistant, neutral "
            "and supportive to leading."), "desired − current", STAKEHOLDERS,
    ),
)  # fmt: skip

RELATIONS = (*WORKSPACE, *CLIENT, *PERSON)
