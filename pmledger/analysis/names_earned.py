"""The figures of earned value: what was planned, earned and spent, and what that says of the end."""

from pmledger.analysis.definition import PMBOK, Definition
from pmledger.source.message import Message, say

SCHEDULE = "Lipke & Henderson 2006"

PROJECT = (
    Definition(
        "planned_value", "project", say("Planned value"), "money",
        say("What was to be done by now: the cost of each item of the current baseline, spread over its working days, or "
            "as its budget lines say; where the baseline has no costs, BAC · planned progress."), "PV = Σ cost · elapsed",
        PMBOK,
    ),
    Definition(
        "earned_value", "project", say("Earned value"), "money",
        say("What the work done is worth in the plan: the cost of each item of the current baseline times the share of it "
            "that is done; where the baseline has no costs, BAC · progress."), "EV = Σ cost · done", PMBOK,
    ),
    Definition(
        "actual_cost", "project", say("Actual cost"), "money",
        say("What was spent on the work: all that was spent, less what contingency pays of threats that occurred."),
        "AC = Σ cost + Σ hours · rate", PMBOK,
    ),
    Definition(
        "sv", "project", say("Schedule variance"), "money",
        say("Earned value less planned value; negative is behind the plan. At the end it is 0, however late."),
        "SV = EV − PV", PMBOK,
    ),
    Definition(
        "cv", "project", say("Cost variance"), "money",
        say("Earned value less actual cost; negative is dearer than planned."), "CV = EV − AC", PMBOK,
    ),
    Definition(
        "spi", "project", say("SPI"), "",
        say("Schedule performance index: what is earned of what was planned, in money. It returns to 1 for late projects; "
            "SPI(t) does not."), "SPI = EV / PV", PMBOK,
    ),
    Definition(
        "cpi", "project", say("CPI"), "",
        say("Cost performance index: what is earned for each unit of money that is spent; below 1 is dearer than planned."),
        "CPI = EV / AC", PMBOK,
    ),
    Definition(
        "eac_atypical", "project", say("Forecast, the rest as planned"), "money",
        say("What the work will have cost if all that is left costs what was planned."), "EAC = AC + BAC − EV", PMBOK,
    ),
    Definition(
        "eac_cpi", "project", say("Forecast, the rest as dear as so far"), "money",
        say("What the work will have cost if what is left is as dear as what is done."), "EAC = BAC / CPI", PMBOK,
    ),
    Definition(
        "eac_cpi_spi", "project", say("Forecast, lost time made good"), "money",
        say("What the work will have cost if what is left is as dear as what is done and lost time is to be bought back."),
        "EAC = AC + (BAC − EV) / (CPI · SPI)", PMBOK,
    ),
    Definition(
        "etc", "project", say("Still to spend"), "money", say("The cost forecast less the actual cost."), "ETC = EAC − AC",
        PMBOK,
    ),
    Definition(
        "tcpi_bac", "project", say("TCPI for the budget"), "",
        say("How much must be earned for each unit of money from now on to end within the budget; negative once the budget "
            "is spent."), "TCPI = (BAC − EV) / (BAC − AC)", PMBOK,
    ),
    Definition(
        "tcpi_eac", "project", say("TCPI for the forecast"), "",
        say("How much must be earned for each unit of money from now on to end at the cost forecast."),
        "TCPI = (BAC − EV) / (EAC − AC)", PMBOK,
    ),
    Definition(
        "earned_schedule", "project", say("Earned schedule"), "wd",
        say("When the planned value was to be what is earned now, in working days from the first day of the baseline’s "
            "work."), "ES = C + (EV − PV[C]) / (PV[C+1] − PV[C])", SCHEDULE,
    ),
    Definition(
        "sv_t", "project", say("Schedule variance in time"), "wd",
        say("Earned schedule less the working days that have passed; negative is late."), "SV(t) = ES − AT", SCHEDULE,
    ),
    Definition(
        "spi_t", "project", say("SPI(t)"), "",
        say("Earned schedule divided by the working days that have passed; below 1 is slower than planned, to the end."),
        "SPI(t) = ES / AT", SCHEDULE,
    ),
    Definition(
        "ieac_t", "project", say("Duration forecast"), "wd",
        say("The working days the work takes in all if it goes on at this pace."), "IEAC(t) = PD / SPI(t)", SCHEDULE,
    ),
    Definition(
        "forecast_finish_t", "project", say("Finish at this pace"), "date",
        say("The last of as many working days as the duration forecast has, from the first day of the baseline’s work on."),
        "start + IEAC(t)", SCHEDULE,
    ),
    Definition(
        "unnamed_cost", "project", say("Spent on no work in particular"), "money",
        say("Costs and hours that name no task and no stage, themselves or by their budget line, and what threats cost "
            "beyond the contingency: what is in the project’s actual cost and in that of no work."), "AC − Σ AC of the work",
        PMBOK,
    ),
)  # fmt: skip


def summed(of: str, whose: Message) -> tuple[Definition, ...]:
    """The figures of several projects together; `whose` says of which."""
    return (
        Definition("planned_value", of, say("Planned value"), "money", whose, "Σ PV", PMBOK),
        Definition("earned_value", of, say("Earned value"), "money", whose, "Σ EV", PMBOK),
        Definition("actual_cost", of, say("Actual cost"), "money", whose, "Σ AC", PMBOK),
        Definition("sv", of, say("Schedule variance"), "money", whose, "SV = Σ EV − Σ PV", PMBOK),
        Definition("cv", of, say("Cost variance"), "money", whose, "CV = Σ EV − Σ AC", PMBOK),
        Definition("spi", of, say("SPI"), "", whose, "SPI = Σ EV / Σ PV", PMBOK),
        Definition("cpi", of, say("CPI"), "", whose, "CPI = Σ EV / Σ AC", PMBOK),
    )


def of_work(of: str) -> tuple[Definition, ...]:
    """The figures of a task or a stage, its parts with it."""
    return (
        Definition(
            "planned_value", of, say("Planned value"), "money",
            say("What was to be done of it by now: its value in the current baseline, spread over its working days or as its "
                "budget lines say; with that of its parts."), "PV = Σ cost · elapsed", PMBOK,
        ),
        Definition(
            "earned_value", of, say("Earned value"), "money",
            say("What is done of it is worth: its value in the current baseline times the share of it that is done; with "
                "that of its parts."), "EV = Σ cost · done", PMBOK,
        ),
        Definition(
            "actual_cost", of, say("Actual cost"), "money",
            say("Counted costs and approved hours that name it or a part of it, themselves or by their budget line. What "
                "names no work stays with the project, as do the costs of threats that came true."),
            "AC = Σ cost + Σ hours · rate", PMBOK,
        ),
        Definition("sv", of, say("Schedule variance"), "money", say("Earned value less planned value."), "SV = EV − PV", PMBOK),
        Definition("cv", of, say("Cost variance"), "money",
                   say("Earned value less actual cost; unknown where more than a fifth of the cost of what it lies in names "
                       "none of its parts."), "CV = EV − AC", PMBOK),
        Definition("spi", of, say("SPI"), "", say("Earned value divided by planned value."), "SPI = EV / PV", PMBOK),
        Definition("cpi", of, say("CPI"), "",
                   say("Earned value divided by actual cost; unknown where more than a fifth of the cost of what it lies in "
                       "names none of its parts."), "CPI = EV / AC", PMBOK),
    )  # fmt: skip


EARNED = (
    *PROJECT,
    *summed("client", say("Over the client’s open projects of which planned value, earned value and actual cost are known, "
                          "by today’s exchange rates.")),
    *summed("", say("Over all open projects of which planned value, earned value and actual cost are known, by today’s "
                    "exchange rates.")),
    *of_work("task"),
    *of_work("phase"),
)  # fmt: skip
