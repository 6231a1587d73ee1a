"""The figures of the ledger itself: whether what it shows can be relied on."""

from pmledger.analysis.definition import PMBOK, PRINCE2, Definition
from pmledger.source.message import say

TRUST = (
    Definition(
        "tasks_owned", "", say("Tasks with a person"), "%",
        say("Of the open tasks without parts, in projects under way, those that have an owner or somebody assigned."),
        "with a person / open", PMBOK,
    ),
    Definition(
        "tasks_estimated", "", say("Tasks with an estimate"), "%",
        say("Of the open tasks without parts, in projects under way, those with a duration, an effort, an estimate or "
            "planned dates."), "estimated / open", PMBOK,
    ),
    Definition(
        "projects_baselined", "", say("Projects with a baseline"), "%",
        say("Of the projects that are executing or closing, those with an approved baseline."),
        "with a baseline / executing", PMBOK,
    ),
    Definition(
        "stale_projects", "", say("Stale projects"), "count",
        say("Projects under way of which nothing dated was recorded for more than one and a half reporting periods."),
        "", PRINCE2,
    ),
)  # fmt: skip
