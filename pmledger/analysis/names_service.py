"""The figures of service: tickets and trainings."""

from pmledger.analysis.definition import ITIL, Definition
from pmledger.source.message import say

KIRKPATRICK = "Kirkpatrick"
KEPT = say(
    "Of the tickets resolved in the last 90 days and those open past their limit, those resolved in the agreed working "
    "time; time in which we waited for the client does not count."
)
ANSWERS_KEPT = say(
    "Of the tickets resolved in the last 90 days or still open, and answered or past their limit, those answered first in "
    "the agreed working time."
)
FIRST = say(
    "85 % of the tickets resolved in the last 90 days were answered first in no more working hours (nearest rank)."
)
SOLUTION = say(
    "85 % of the tickets resolved in the last 90 days were resolved in no more working hours, waiting for the client left "
    "out (nearest rank)."
)
REOPENED = say(
    "Of the tickets resolved in the last 90 days and those open again, those that were opened again after they had been "
    "resolved."
)
ARTICLES = say("Of the tickets resolved in the last 90 days, those that an article answers.")
ATTENDANCE = say("Of those invited to the trainings held in the last 365 days, those who came.")


def of_both(kind: str) -> tuple[Definition, ...]:
    """What is reckoned for the workspace and for each client alike."""
    return (
        Definition("open_tickets", kind, say("Open tickets"), "count", say("Tickets that are not resolved."), "", ITIL),
        Definition(
            "late_tickets", kind, say("Past the agreed time"), "count",
            say("Open tickets that have used up the agreed working time to a solution."), "", ITIL,
        ),
        Definition("service_kept", kind, say("Resolved in time"), "%", KEPT, "in time / n", ITIL),
        Definition("first_answers_kept", kind, say("Answered in time"), "%", ANSWERS_KEPT, "in time / n", ITIL),
        Definition("p85_first_answer", kind, say("85 % answered within"), "h", FIRST, "P85", ITIL),
        Definition("p85_solution", kind, say("85 % resolved within"), "h", SOLUTION, "P85", ITIL),
        Definition("reopened", kind, say("Reopened"), "%", REOPENED, "reopened / n", ITIL),
        Definition("answered_by_article", kind, say("Answered by an article"), "%", ARTICLES, "with article / n", "KCS"),
        Definition("attendance", kind, say("Attendance"), "%", ATTENDANCE, "came / invited", KIRKPATRICK),
    )  # fmt: skip


SERVICE = (
    *of_both(""),
    *of_both("client"),
    Definition(
        "training_coverage", "", say("Trained of those invited"), "%",
        say("Of the people who were invited by name to a training that was held, those who came to at least one. Trainings "
            "that tell only how many came are left out."), "came to any / invited", KIRKPATRICK,
    ),
    Definition(
        "first_answer", "ticket", say("Time to the first answer"), "h",
        say("Working hours from opened until first answered, or until now."), "answered − opened", ITIL,
    ),
    Definition(
        "solution", "ticket", say("Time to the solution"), "h",
        say("Working hours from opened until resolved, or until now, less those in which we waited for the client."),
        "resolved − opened − Σ waiting", ITIL,
    ),
    Definition(
        "time_left", "ticket", say("Time left"), "h",
        say("Working hours that are left of the agreed time to a solution; less than nothing once it is over."),
        "agreed − used", ITIL,
    ),
    Definition(
        "attendance", "training", say("Attendance"), "%", say("Of those invited, those who came."), "came / invited",
        KIRKPATRICK,
    ),
    Definition(
        "pass_rate", "training", say("Passed"), "%", say("Of those tested, those who reached the score it takes to pass."),
        "passed / tested", KIRKPATRICK,
    ),
)  # fmt: skip
