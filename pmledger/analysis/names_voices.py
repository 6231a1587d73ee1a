"""The figures of what clients say: answers to surveys, and feedback."""

from pmledger.analysis.definition import NPS, Definition
from pmledger.source.message import say

ISO_SATISFACTION = "ISO 10004"
ISO_COMPLAINTS = "ISO 10002"
EFFORT = say(
    "The mean answer on a scale from 1 to 7 to how easy it was, over the answers of each client’s latest wave in the last "
    "180 days."
)
RATE = say("Of the people asked in the latest waves of the last 180 days, those who answered.")
LOOP = say(
    "Of the answers of the last 180 days that were not satisfied and are older than five working days or answered by "
    "somebody, those that somebody got back to."
)
ACKNOWLEDGED = say(
    "Of the feedback received in the last 180 days and acknowledged, or waiting for longer than the norm, that which was "
    "acknowledged within it."
)
ANSWERED = say(
    "Of the complaints, suggestions and questions received in the last 180 days and answered, or waiting for longer than "
    "the norm, those answered within it."
)
ALTERED = say(
    "Of the complaints, suggestions and questions received in the last 180 days, those that led to a change, need, "
    "issue, ticket, lesson, article or process."
)
OPEN = say("Feedback that is not answered yet.")


def of_both(kind: str) -> tuple[Definition, ...]:
    """What is reckoned for the workspace and for each client alike."""
    return (
        Definition("ces", kind, say("Customer effort"), "", EFFORT, "CES = Σ answer / n", "Dixon 2010"),
        Definition(
            "response_rate", kind, say("Response rate"), "%", RATE, "answers / asked", ISO_SATISFACTION
        ),
        Definition("loop_closed", kind, say("Followed up"), "%", LOOP, "followed up / dissatisfied", NPS),
        Definition("open_feedback", kind, say("Open feedback"), "count", OPEN, "", ISO_COMPLAINTS),
        Definition(
            "acknowledged_in_time", kind, say("Acknowledged in time"), "%", ACKNOWLEDGED, "in time / n", ISO_COMPLAINTS
        ),
        Definition("feedback_in_time", kind, say("Answered in time"), "%", ANSWERED, "in time / n", ISO_COMPLAINTS),
        Definition("feedback_used", kind, say("Led to something"), "%", ALTERED, "led on / n", ISO_COMPLAINTS),
    )


VOICES = (
    *of_both(""),
    *of_both("client"),
    Definition(
        "response_rate", "survey", say("Response rate"), "%", say("Of the people asked, those who answered to date."),
        "answers / asked", ISO_SATISFACTION,
    ),
    Definition(
        "score_change", "survey", say("Change of the score"), "",
        say("The score less that of the wave before: the same client, project and method. Unknown below five answers in "
            "one of the two. It is more than chance where it exceeds 1.96 times the standard error of the difference."),
        "|S₁ − S₂| > 1.96 · √(SE₁² + SE₂²)", NPS,
    ),
    Definition(
        "acknowledge_days", "feedback", say("Days to acknowledge"), "wd",
        say("Working days from the day it was received until we said that we have it, or until today."),
        "acknowledged − received", ISO_COMPLAINTS,
    ),
    Definition(
        "answer_days", "feedback", say("Days to answer"), "wd",
        say("Working days from the day it was received until we answered, or until today."),
        "answered − received", ISO_COMPLAINTS,
    ),
)  # fmt: skip
