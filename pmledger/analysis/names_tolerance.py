"""The figures of tolerance: how much of what may be off is used."""

from pmledger.analysis.definition import PRINCE2, Definition
from pmledger.source.message import say

USED = "off / tolerated"
TIME = say(
    "The forecast slip of the finish against the current baseline as a percentage of what is tolerated, in working days "
    "or percent of the baseline’s duration. Where both are written, the one of which more is used."
)
COST = say(
    "By how many percent the cost forecast exceeds the budget at completion, as a percentage of what is tolerated."
)
SCOPE = say(
    "The share of agreed requirements and planned deliverables that were dropped without an approved change, as a "
    "percentage of what is tolerated."
)
QUALITY = say(
    "The share of the latest checks that failed, or the open critical and major defects, as a "
    "percentage of what is tolerated. Where both are written, the one of which more is used."
)

TOLERANCE = (
    Definition("tolerance_time", "project", say("Used of the tolerance of time"), "%", TIME, USED, PRINCE2),
    Definition("tolerance_cost", "project", say("Used of the tolerance of cost"), "%", COST, USED, PRINCE2),
    Definition("tolerance_scope", "project", say("Used of the tolerance of scope"), "%", SCOPE, USED, PRINCE2),
    Definition("tolerance_quality", "project", say("Used of the tolerance of quality"), "%", QUALITY, USED, PRINCE2),
    Definition(
        "tolerance_risk", "project", say("Used of the tolerance of risk"), "%",
        say("The exposure of the contingency left as a percentage of what is tolerated."), USED, PRINCE2,
    ),
    Definition(
        "tolerance_benefit", "project", say("Used of the tolerance of benefit"), "%",
        say("By how many percent the goals fall short at their end if they go on at their pace, each with its weight, as a "
            "percentage of what is tolerated."), USED, PRINCE2,
    ),
    Definition("tolerance_time", "phase", say("Used of the tolerance of time"), "%", TIME, USED, PRINCE2),
    Definition(
        "tolerance_cost", "phase", say("Used of the tolerance of cost"), "%",
        say("By how many percent what was spent and what is left to do by its budget exceed the budget of the stage, as a "
            "percentage of what is tolerated."), "(AC + BAC − EV − BAC) / BAC / tolerated", PRINCE2,
    ),
    Definition("tolerance_scope", "phase", say("Used of the tolerance of scope"), "%", SCOPE, USED, PRINCE2),
    Definition("tolerance_quality", "phase", say("Used of the tolerance of quality"), "%", QUALITY, USED, PRINCE2),
)  # fmt: skip
