"""The figures of doubt: how sure dates and costs are, by a simulation."""

from pmledger.analysis.definition import PMBOK, Definition
from pmledger.source.message import say

RUNS = say(
    "The plan is reckoned many times; each time open tasks with a three-point estimate take a duration by chance "
    "(beta-PERT), and open threats occur as often as they are likely. This is the day by which so many of the runs end."
)

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
        "risk_cost_p80", "project", say("Cost of risks in 80 % of the runs"), "money",
        say("What the threats that occur in a run cost together; 80 % of the runs do not exceed it. As much contingency is "
            "needed to be this sure."), "P80", PMBOK,
    ),
)  # fmt: skip
