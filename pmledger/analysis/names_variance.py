"""The figures of a plan against its baseline, beside the slip of its finish."""

from pmledger.analysis.definition import PMBOK, Definition
from pmledger.source.message import say

VARIANCE = (
    Definition(
        "start_slip", "task", say("Slip of the start"), "wd",
        say("Working days from the start in the baseline to the expected or actual one; positive is late."),
        "expected − baseline", PMBOK,
    ),
    Definition(
        "length_change", "task", say("Change of the length"), "wd",
        say("The working days from start to finish now, less those in the baseline; positive is longer."),
        "now − baseline", PMBOK,
    ),
    Definition(
        "cost_change", "task", say("Change of the cost"), "money",
        say("The budget of the task now, less its cost in the baseline."), "budget − baseline", PMBOK,
    ),
)  # fmt: skip
