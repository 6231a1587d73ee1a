"""The figures of practice: processes, needs, changes, tasks, lessons, the end of a project."""

from pmledger.analysis.definition import PMBOK, PRINCE2, Definition
from pmledger.source.message import say

BABOK = "BABOK Guide"
ISO_QUALITY = "ISO 9001"

PRACTICE = (
    Definition(
        "skip_rate", "", say("Steps left out"), "%",
        say("Of the steps of all processes that were done or left out on checklists, those left out."),
        "left out / (done + left out)", ISO_QUALITY,
    ),
    Definition(
        "lessons_applied", "", say("Lessons applied"), "%",
        say("Of the lessons that were validated, those that led to an action or a better process."),
        "applied / (validated + applied)", PRINCE2,
    ),
    Definition(
        "coverage", "", say("Needs with work and a check"), "%",
        say("Of the agreed needs, those with a task or deliverable and a check."), "covered / agreed", BABOK,
    ),
    Definition(
        "approval_rate", "", say("Changes approved"), "%",
        say("Of the changes that were approved or rejected, those approved."), "approved / decided", PMBOK,
    ),
    Definition(
        "decision_time", "", say("Time to a decision"), "wd",
        say("The median of the working days from request to decision, over all changes decided."), "", PMBOK,
    ),
    Definition(
        "carrying_out_time", "", say("Time to carry out"), "wd",
        say("The median of the working days from decision to implementation, over all changes implemented."), "", PMBOK,
    ),
    Definition(
        "decision_latency", "", say("Days to a decision"), "d",
        say("The median of the days from the first entry to the decision, over the decisions taken that say both."), "",
    ),
    Definition(
        "late_tasks", "", say("Late tasks"), "count",
        say("Open tasks of projects under way that are expected to end later than the baseline says."), "", PMBOK,
    ),
    Definition(
        "coverage", "project", say("Needs with work and a check"), "%",
        say("Of the agreed needs, those with a task or deliverable and a check."), "covered / agreed", BABOK,
    ),
    Definition(
        "volatility", "project", say("Needs changed"), "%",
        say("Needs that came in or changed after the first baseline, as a share of those that were in it."),
        "changed after / in the baseline", BABOK,
    ),
    Definition(
        "late_tasks", "project", say("Late tasks"), "count",
        say("Open tasks that are expected to end later than the baseline says."), "", PMBOK,
    ),
    Definition(
        "cost_variance_end", "project", say("Cost against the plan"), "money",
        say("What was spent less the budget of the work; positive is more than planned."), "AC − BAC", PMBOK,
    ),
    Definition(
        "open_ends", "project", say("Open ends"), "count",
        say("What is still open: tasks, deliverables, issues, risks, changes, actions, promises, defects, invoices."),
        "", PRINCE2,
    ),
    Definition(
        "stage_budget", "phase", say("Budget of the stage"), "money", say("The money set aside for the stage."), "", PRINCE2,
    ),
    Definition(
        "stage_spent", "phase", say("Spent in the stage"), "money",
        say("Approved and paid costs to date that name the stage or a task in it, themselves or by their budget line, and "
            "approved hours on its tasks by the rates of their days. Costs of threats that came true are not in it."),
        "Σ cost", PRINCE2,
    ),
    Definition(
        "budget_used", "phase", say("Share of the stage’s budget spent"), "%",
        say("What was spent in the stage divided by the money set aside for it."), "spent / budget", PRINCE2,
    ),
    Definition(
        "age", "assumption", say("Age"), "d",
        say("Calendar days since the assumption was written down, while nobody knows whether it holds."), "today − created",
        PRINCE2,
    ),
    Definition(
        "weighted_score", "performance_review", say("Weighted score"), "",
        say("The ratings of the objectives by their weights, from 1 to 5."), "Σ weight · rating / Σ weight",
    ),
    Definition(
        "uses", "process", say("Used"), "count", say("The checklists made from it, without cancelled ones."), "",
        ISO_QUALITY,
    ),
    Definition(
        "completion_rate", "process", say("Completed"), "%", say("Of the checklists made from it, those completed."),
        "completed / used", ISO_QUALITY,
    ),
    Definition(
        "skip_rate", "process", say("Steps left out"), "%",
        say("Of its steps that were done or left out on checklists, those left out."),
        "left out / (done + left out)", ISO_QUALITY,
    ),
    Definition(
        "done_share", "checklist", say("Settled"), "%",
        say("Of the required points, those done or left out for a reason."), "settled / required",
    ),
    Definition(
        "lead_days", "requirement", say("Days from request to acceptance"), "d",
        say("Calendar days from the request to the acceptance, or until today while it is open."), "", BABOK,
    ),
    Definition(
        "task_slip", "task", say("Slip of the task"), "wd",
        say("Working days from the finish in the baseline to the expected or actual one, while it is open at least to "
            "today; positive is late."), "expected − baseline", PMBOK,
    ),
    Definition(
        "actions_done", "retrospective", say("Actions done"), "%",
        say("Of the actions that came out of the look-back, those done."), "done / all", ISO_QUALITY,
    ),
    Definition(
        "reuse", "lesson", say("Used elsewhere"), "count",
        say("Records of other projects, and of the workspace, that refer to the lesson."), "", PRINCE2,
    ),
)  # fmt: skip
