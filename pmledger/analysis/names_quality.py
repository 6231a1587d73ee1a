"""The figures of quality, of what risks may cost and have cost, and of the key figures that people keep."""

from pmledger.analysis.definition import Definition
from pmledger.source.message import Message, say

ISO_QUALITY = "ISO 9001"
ISO_KPI = "ISO 22400"

OF_A_REGISTER: tuple[tuple[str, Message, str, Message, str, str], ...] = (
    ("checks_done", say("Checks held"), "count", say("Quality checks that were held to date."), "", "PRINCE2"),
    ("checks_overdue", say("Checks overdue"), "count", say("Planned quality checks whose day has passed."), "", "PRINCE2"),
    ("first_pass_yield", say("Passed at the first check"), "%",
     say("Of the checks held, repeated ones left out, those that passed without conditions."),
     "passed / first checks", ISO_QUALITY),
    ("open_defects", say("Open defects"), "count",
     say("Defects that are not verified or closed. Unknown while nothing was checked and no defect was written down."),
     "", ISO_QUALITY),
    ("grave_defects", say("Critical or major defects"), "count",
     say("Open defects that are critical or major. Unknown while nothing was checked and no defect was written down."),
     "", ISO_QUALITY),
    ("mended_median", say("Median time to mend"), "d",
     say("Half of the mended defects took no longer, in calendar days from found to mended."), "P50", "ISTQB"),
    ("removal_efficiency", say("Found before the client"), "%",
     say("Of the defects whose stage is known, those found before acceptance and operation."),
     "found before acceptance / all found", "ISTQB"),
    ("escape_rate", say("Found in operation"), "%",
     say("Of the defects whose stage is known, those found in operation, when the client had already accepted the product."),
     "found in operation / all found", "ISTQB"),
    ("defect_density", say("Defects per deliverable"), "",
     say("Defects that name a deliverable, over the deliverables that were checked, handed over or found at fault; how "
         "large each of them is does not count."), "defects / deliverables", "ISTQB"),
    ("deliveries_on_time", say("Delivered on time"), "%",
     say("Of the deliverables due to date and not cancelled, those submitted by their date."),
     "submitted on time / due", "PMBOK Guide"),
    ("first_acceptance", say("Accepted at once"), "%",
     say("Of the deliverables that the client has judged, those accepted without ever being sent back."),
     "accepted at once / judged", ISO_QUALITY),
)  # fmt: skip

COSTS_OF_QUALITY: tuple[tuple[str, Message, str, Message, str], ...] = (
    ("quality_cost", say("Cost of quality"), "money", say("What checks and defects have cost together, hours left out."),
     "appraisal + failure"),
    ("appraisal_cost", say("Cost of checking"), "money",
     say("Counted costs that name a quality check, themselves or by their task."), "Σ cost"),
    ("failure_cost", say("Cost of defects"), "money",
     say("Counted costs that name a defect, themselves or by their task."), "Σ cost"),
    ("appraisal_hours", say("Hours of checking"), "h",
     say("Approved hours that name a quality check, themselves or by their task."), "Σ hours"),
    ("failure_hours", say("Hours on defects"), "h",
     say("Approved hours that name a defect, themselves or by their task."), "Σ hours"),
)  # fmt: skip
PAF = "ISO 9004; Feigenbaum 1956"
"""Costs of prevention, appraisal and failure; nothing in a ledger tells the first from other work."""

QUALITY = (
    *(
        Definition(name, of, label, unit, words, symbols, PAF)
        for of in ("", "project")
        for name, label, unit, words, symbols in COSTS_OF_QUALITY
    ),
    *(
        Definition(name, of, label, unit, words, symbols, reference)
        for of in ("", "project")
        for name, label, unit, words, symbols, reference in OF_A_REGISTER
    ),
    Definition(
        "contingency_left", "project", say("Contingency left"), "money",
        say("The contingency less what threats that occurred have used of it."), "contingency − used", "PMBOK Guide",
    ),
    Definition(
        "exposure_share", "project", say("Exposure of the contingency left"), "%",
        say("The expected values of the open threats as a percentage of the contingency left."),
        "Σ EMV / contingency left", "PMBOK Guide",
    ),
    Definition(
        "realised_cost", "risk", say("Cost so far"), "money",
        say("The counted costs that name the risk, since it has occurred."), "Σ cost", "PMBOK Guide",
    ),
    Definition(
        "pass_rate", "quality_standard", say("Pass rate"), "%",
        say("Of the checks that held something to the standard, those that passed without conditions."),
        "passed / held", ISO_QUALITY,
    ),
    Definition(
        "waiting_days", "deliverable", say("Waits for acceptance"), "d",
        say("Calendar days since the deliverable was submitted, while the client has not judged it."),
        "today − submitted", "PRINCE2",
    ),
    Definition(
        "actual", "kpi", say("Actual value"), "",
        say("The latest measurement, or today’s value where the formula names a figure of pmledger."), "", ISO_KPI,
    ),
    Definition(
        "change", "kpi", say("Change"), "", say("The latest measurement less the one before."), "", ISO_KPI,
    ),
    Definition(
        "attainment", "kpi", say("Attainment"), "%",
        say("The actual value by the target; where lower is better the target by the actual value."),
        "actual / target", ISO_KPI,
    ),
)  # fmt: skip
