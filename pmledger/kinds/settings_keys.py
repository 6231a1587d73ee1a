"""The keys of pmledger.yml, declared like the fields of a kind."""

from pmledger.kinds.declare import Shape, part
from pmledger.kinds.shapes import (
    BOOL,
    DATE,
    DURATION,
    INT,
    LINE,
    NUMBER,
    PERCENT,
    SERVICE_LEVELS,
    TEXT,
    by_name,
    either,
    many,
    one_of,
    parts,
)
from pmledger.kinds.words import WEEKDAYS

THRESHOLDS = (
    "sched_slip_pct",
    "sched_slip_min_days",
    "ms_overdue_days",
    "ms_forecast_slip_days",
    "spi_t",
    "spi_window",
    "eac_over_pct",
    "cpi",
    "cpi_min_pct",
    "spent_minus_done",
    "exposure_vs_contingency",
    "high_risks_amber",
    "p1_age",
    "p1_count_red",
    "p2_overdue_amber",
    "overdue_issue_share",
    "nps",
    "csat",
    "score_drop",
    "complaint_age",
    "sentiment",
    "sat_min_n",
    "sat_max_age_days",
    "change_undecided_days",
    "change_pending_pct",
    "freshness_periods",
)
"""Names of the limits by which health is judged."""

STAGE_TOLERANCES = ("days", "schedule_pct", "cost_pct", "scope_pct", "quality_pct", "defects")
"""What a stage may be off by: threats and benefits are held against the whole project."""
GRANTED = (*STAGE_TOLERANCES, "risk_pct", "benefit_pct")
TOLERANCES = (*THRESHOLDS, *GRANTED)
ALLOWED = Shape("number", minimum=0)
"""How far off may be; less than nothing is no tolerance."""
LIMIT = either(NUMBER, many(NUMBER))
"""One number, or [amber, red]."""

OWN_TYPES = (
    "str",
    "text",
    "int",
    "number",
    "percent",
    "money",
    "duration",
    "date",
    "datetime",
    "bool",
    "choice",
    "ref",
    "url",
    "email",
)
LEVELS = ("error", "warning", "attention", "hint", "off")

BANDS = ("low", "medium", "moderate", "high", "critical", "extreme")
"""Names of bands; moderate stands for medium and extreme for critical where they are used."""
STEPS = ("1", "2", "3", "4", "5")
STAGES = ("prospecting", "qualification", "needs_analysis", "proposal", "negotiation", "on_hold")
"""Stages of an opportunity that is open."""

OWN_FIELD = parts(
    part("type", one_of(*OWN_TYPES), "What may be written in it.", default="str"),
    part("label", LINE, "Its name on pages in English."),
    part("label_zh", LINE, "Its name on pages in Chinese."),
    part("help", LINE, "One sentence on what belongs in it."),
    part("required", BOOL, "Whether it must always be given."),
    part("default", either(LINE, many(LINE)), "What holds when it is not given."),
    part("pattern", LINE, "The form its whole text must have, as a regular expression."),
    part("choices", many(LINE), "The words to choose from."),
    part("kinds", many(LINE), "The kinds of record it may refer to."),
    part("list", BOOL, "Whether it holds a list."),
    part("table", BOOL, "Whether registers show it."),
    part("audience", one_of("restricted", "internal", "client", "public"), "Who may see it."),
)
OWN_KIND = parts(
    part("plural", LINE, "The name of its list."),
    part("folder", LINE, "The name of its folder."),
    part("label", LINE, "Its name on pages in English."),
    part("label_zh", LINE, "Its name on pages in Chinese."),
    part("states", many(LINE), "The states of its records, the first one first."),
    part("closed", many(LINE), "The states in which a record needs nothing more."),
    part("fields", by_name(OWN_FIELD), "Its fields."),
)
CALENDAR = parts(
    part("weekend", many(one_of(*WEEKDAYS)), "The days off in every week."),
    part("hours_per_day", Shape("number", minimum=1, maximum=24), "The hours of a working day."),
    part("opens", Shape("str", pattern="([01][0-9]|2[0-3]):[0-5][0-9]"), "The time at which a working day begins."),
    part("country", Shape("str", pattern="[A-Z]{2}"), "The country whose holidays are meant, for readers; days off are those under holidays."),
    part(
        "holidays",
        many(parts(part("date", DATE, "The day.", required=True), part("name", LINE, "Its name."), lead="date")),
        "Further days off.",
    ),
    part("working_days", many(DATE), "Days of a weekend on which people work all the same."),
)
EXCHANGE_RATES = by_name(
    many(
        parts(
            part("from", DATE, "The first day on which it holds.", required=True),
            part("rate", Shape("number", minimum=0), "Units of the workspace’s currency for one.", required=True),
        )
    )
)
ALLOWANCES = many(
    parts(
        part("code", LINE, "The code of the diagnostic.", required=True),
        part("path", LINE, "The file.", required=True),
        part("reason", LINE, "Why it is accepted.", required=True),
    )
)
CSV = parts(
    part("encoding", LINE, "How characters are stored."),
    part("decimal", one_of(".", ","), "The sign before decimals."),
    part("date", LINE, "The form of dates, such as %d.%m.%Y."),
)

KEYS = (
    part("grammar", Shape("int", minimum=1, maximum=1), "The version of the rules that the files follow."),
    part("name", LINE, "The name of the workspace."),
    part("language", Shape("lang"), "The language of its pages and, beside English, of its files."),
    part("timezone", Shape("tz"), "The time zone that decides what day it is."),
    part("as_of", DATE, "The day that counts as today."),
    part("repository", Shape("url"), "The address of the sources, for links that edit a page."),
    part("currency", Shape("currency"), "The currency of amounts that name none."),
    part("exchange_rates", EXCHANGE_RATES, "What other currencies were worth, and from when."),
    part("calendar", CALENDAR, "When people work."),
    part(
        "risk",
        parts(
            part("bands", by_name(INT, *BANDS), "The smallest score of each band; from 1 on they replace the usual ones."),
            part("percent", by_name(PERCENT, *STEPS), "How probable each step of the scale is."),
            part("probability", by_name(LINE, *STEPS), "What the steps of probability are called."),
            part("impact", by_name(LINE, *STEPS), "What the steps of impact are called."),
        ),
        "The scale of risks.",
    ),
    part("tolerance", by_name(LIMIT, *TOLERANCES), "How far off is still on plan."),
    part("stage_tolerance", by_name(ALLOWED, *STAGE_TOLERANCES), "How far off stages may be that state no tolerance of their own."),
    part("health", by_name(LIMIT, *THRESHOLDS), "The limits at which health turns amber and red."),
    part("segments", many(LINE), "The groups that clients fall into."),
    part("cadence", by_name(Shape("int", minimum=1)), "The longest time without contact, in days, by segment."),
    part("odds", by_name(PERCENT, *STAGES), "How likely an opportunity is won, by its stage."),
    part("service", SERVICE_LEVELS, "The times in which tickets are answered and resolved, by priority."),
    part(
        "feedback",
        parts(
            part("acknowledge", DURATION, "The working time in which we say that we have it."),
            part("answer", DURATION, "The working time in which we answer it."),
        ),
        "How soon feedback is dealt with.",
    ),
    part(
        "history",
        parts(
            part("step", one_of("month", "week"), "How often the site looks back."),
            part("since", DATE, "The first day it looks back to."),
        ),
        "Earlier states that a build looks up in git; none without it.",
    ),
    part("numbering", by_name(LINE), "The prefix of numbered ids, by kind."),
    part("severities", by_name(one_of(*LEVELS)), "How serious a diagnostic is here, by code."),
    part("allow", ALLOWANCES, "Diagnostics that are accepted in a file."),
    part("csv", CSV, "How CSV files are written here."),
    part("ignore", many(LINE), "Files that are left alone, as patterns of paths."),
    part("fields", by_name(by_name(OWN_FIELD)), "Own fields, by kind."),
    part("kinds", by_name(OWN_KIND), "Own kinds of record."),
    part(
        "theme",
        parts(
            part("logo", Shape("path"), "The picture beside the name."),
            part("tokens", by_name(TEXT), "Colours and measures that differ from the theme’s."),
        ),
        "How the site looks.",
    ),
)
