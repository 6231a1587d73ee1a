"""The figures of doubt: how sure dates and costs are, by a simulation."""

from pmledger.analysis.definition import PMBOK, Definition
from pmledger.source.message import say

RUNS = say(
    "The plan is reckoned many times; each time open tasks with a three-point estimate take a duration by chance "
    "(beta-PERT), and open threats occur as often as they are likely. This is the day by which so many of the runs end."
)
COSTS = say(
    "The cost forecast and what contingency has paid so far, and in each run the threats that occur and the hours by which "
    "estimated tasks take longer or shorter than planned, at the rates of their people. So many of the runs cost no more."
)
VAN_SLYKE = "Van Slyke 1963"
AT_END = "EAC + Σ threats + Σ hours · rate"

DOUBT = (
    Definition("finish_p10", "project", say("Finish in 10 % of the runs"), "date", RUNS, "P10", PMBOK),
    Definition("finish_p50", "project", say("Finish in half of the runs"), "date", RUNS, "P50", PMBOK),
    Definition("finish_p80", "project", say("Finish in 80 % of the runs"), "date", RUNS, "P80", PMBOK),
    Definition("finish_p90", "project", say("Finish in 90 % of the runs"), "date", RUNS, "P90", PMBOK),
    Definition(
        "chance_of_plan", "project", say("Chance of the planned finish"), "%",
        say("Of all runs, those that end by the planned finish."), "runs by then / runs", PMBOK,
    ),
    Definition(
        "chance_of_baseline", "project", say("Chance of the agreed finish"), "%",
        say("Of all runs, those that end by the latest finish in the current baseline."), "runs by then / runs", PMBOK,
    ),
    Definition(
        "chance_of_deadline", "project", say("Chance of all deadlines"), "%",
        say("Of all runs, those in which each open task ends by its deadline, and each open milestone that was promised to "
            "somebody outside is reached by the day agreed for it."), "runs that keep all / runs", PMBOK,
    ),
    Definition("cost_p10", "project", say("Cost in 10 % of the runs"), "money", COSTS, AT_END, PMBOK),
    Definition("cost_p50", "project", say("Cost in half of the runs"), "money", COSTS, AT_END, PMBOK),
    Definition("cost_p80", "project", say("Cost in 80 % of the runs"), "money", COSTS, AT_END, PMBOK),
    Definition("cost_p90", "project", say("Cost in 90 % of the runs"), "money", COSTS, AT_END, PMBOK),
    Definition(
        "chance_of_budget", "project", say("Chance of the budget"), "%",
        say("Of all runs, those that cost no more than the approved budget, its reserves included."),
        "runs within it / runs", PMBOK,
    ),
    Definition(
        "chance_of_both", "project", say("Chance of being on time and within the budget"), "%",
        say("Of all runs, those that end by the planned finish (that of the baseline where none is planned) and cost no more "
            "than the budget: in the same run."), "runs that keep both / runs", PMBOK,
    ),
    Definition(
        "risk_cost_p80", "project", say("Cost of risks in 80 % of the runs"), "money",
        say("What the threats that occur in a run cost together; 80 % of the runs do not exceed it."), "P80", PMBOK,
    ),
    Definition(
        "contingency_needed", "project", say("Contingency needed"), "money",
        say("What threats and longer work cost beyond the forecast in a run; 80 % of the runs do not exceed it. As much has "
            "to be set aside to be this sure."), "P80 − EAC", PMBOK,
    ),
    Definition(
        "criticality", "task", say("On a longest path"), "%",
        say("Of all runs of its project, those in which the task lies on a longest path, so that a day more of it is a day more "
            "of the project."), "runs in which it is critical / runs", VAN_SLYKE,
    ),
    Definition(
        "response_gain", "risk", say("Expected gain of the response"), "money",
        say("How much less the threat is expected to cost because its response makes it less likely: the probability before "
            "the response less that after it, times the cost impact."), "(P before − P after) · impact", PMBOK,
    ),
    Definition(
        "response_worth", "risk", say("Worth of the response"), "money",
        say("The expected gain of the response less what the response costs; negative where it costs more than it is expected "
            "to save. Days are not in it."), "gain − cost of the response", PMBOK,
    ),
    Definition(
        "response_days", "risk", say("Days gained by the response"), "wd",
        say("Working days between the finish of the project in 80 % of the runs without the response and with it: the same "
            "runs but for this threat."), "P80 without − P80 with", PMBOK,
    ),
    Definition(
        "response_reserve", "risk", say("Contingency saved by the response"), "money",
        say("How much less contingency is needed for 80 % of the runs with the response than without it: the same runs but for "
            "this threat."), "P80 without − P80 with", PMBOK,
    ),
    Definition(
        "date_p80", "milestone", say("Reached in 80 % of the runs"), "date",
        say("The day by which the milestone is reached in 80 % of the runs of its project."), "P80", PMBOK,
    ),
    Definition(
        "chance_of_date", "milestone", say("Chance of the agreed day"), "%",
        say("Of all runs of its project, those in which the milestone is reached by the day agreed for it."),
        "runs by then / runs", PMBOK,
    ),
)  # fmt: skip
