"""The figures of schedules: dates of tasks, floats, what is critical."""

from pmledger.analysis.definition import PMBOK, Definition
from pmledger.source.message import say

CPM = "Kelley & Walker 1959"

SCHEDULE = (
    Definition(
        "critical_tasks", "project", say("Critical tasks"), "count",
        say("Open tasks without float: if one of them takes a day longer, the project ends a day later or a deadline is "
            "missed."), "total float ≤ 0", CPM,
    ),
    Definition(
        "least_float", "project", say("Least float"), "wd",
        say("The least total float of the open tasks; below nothing, a deadline cannot be kept."), "min total float", CPM,
    ),
    Definition(
        "levelled_finish", "project", say("Finish with one thing at a time"), "date",
        say("When the project ends if nobody works on more than they have time for, over all projects: who is asked for "
            "twice goes to the most urgent first, by the priority of project and task, then by the latest finish."),
        "serial schedule generation", "Kolisch 1996",
    ),
    Definition(
        "levelled_delay", "project", say("Later with one thing at a time"), "wd",
        say("The working days by which that is later than the forecast finish."), "levelled − forecast", "Kolisch 1996",
    ),
    Definition(
        "levelled_start", "task", say("Start with one thing at a time"), "date",
        say("The first working day on which those who do it are free as well: who is asked for twice goes to the most urgent "
            "first, by the priority of project and task, then by the latest finish."),
        "serial schedule generation", "Kolisch 1996",
    ),
    Definition(
        "levelled_finish", "task", say("Finish with one thing at a time"), "date",
        say("The last day of the work, when it starts as soon as those who do it are free."), "EF = start + duration", "Kolisch 1996",
    ),
    Definition(
        "start", "task", say("Start"), "date",
        say("The first working day that the project’s start, what the task waits for, its constraints and today allow."),
        "ES = max(FS, SS + lag, not before)", CPM,
    ),
    Definition(
        "finish", "task", say("Finish"), "date",
        say("The last day of the work: from its start by its duration, estimate or effort; of work under way, the day on "
            "which what is still to do is done."), "EF = ES + duration", CPM,
    ),
    Definition(
        "total_float", "task", say("Total float"), "wd",
        say("The working days by which the task may end later without moving its project’s finish or a deadline."),
        "LF − EF", CPM,
    ),
    Definition(
        "free_float", "task", say("Free float"), "wd",
        say("The working days by which the task may end later without moving anything that waits for it."),
        "min ES of what follows − EF", CPM,
    ),
    Definition(
        "forecast", "milestone", say("Forecast date"), "date",
        say("The stated forecast, or later, when what the milestone waits for is done."), "", PMBOK,
    ),
)  # fmt: skip
