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
    ("deliveries_on_time", say("Delivered on time"), "%",
     say("Of the deliverables due to date and not cancelled, those submitted by their date."),
     "submitted on time / due", "PMBOK Guide"),
    ("first_acceptance", say("Accepted at once"), "%",
     say("Of the deliverables that the client has judged, those accepted without ever being sent back."),
     "accepted at once / judged", ISO_QUALITY),
)  # fmt: skip

QUALITY = (
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
