"""Three more dimensions of health: satisfaction, risk and issues."""

from collections.abc import Iterator
from fractions import Fraction

from pmledger.analysis.dimensions import dimension, graded, grey, limit_of
from pmledger.analysis.figure import spoken
from pmledger.analysis.health import Dimension, HealthInputs, IssueState, Rag, Reason, RiskState
from pmledger.analysis.thresholds import Thresholds
from pmledger.source.message import Message, say, say_count


def satisfaction(given: HealthInputs, limits: Thresholds) -> Dimension:
    """Scores count for 180 days; an open complaint or a recorded sentiment is data as well."""
    limit = limits.one("sat_max_age_days")
    fresh = given.sat_age_days is not None and given.sat_age_days <= limit
    if not fresh and not given.complaints and given.sentiment is None:
        return grey("satisfaction", say("no satisfaction was recorded in the last {days} days", days=spoken(limit)))
    scores = score_reasons(given, limits) if fresh else ()
    return dimension("satisfaction", (*scores, *complaint_reasons(given, limits)))


def score_reasons(given: HealthInputs, limits: Thresholds) -> Iterator[Reason]:
    for name, value, n in (("nps", given.nps, given.nps_n), ("csat", given.csat, given.csat_n)):
        if value is None or n == 0:
            continue
        colour = graded(value, limits, name)
        if colour is Rag.RED and n < limits.one("sat_min_n"):
            colour = Rag.AMBER
        if colour is not Rag.GREEN:
            yield Reason(score_message(name, value, n, limit_of(colour, limits, name)), colour, given.surveys)
    if given.score_drop is not None and given.score_drop >= limits.one("score_drop"):
        message = say(
            "NPS fell by {points} points since the wave before, more than chance (limit {limit}).",
            points=spoken(given.score_drop, 0),
            limit=spoken(limits.one("score_drop")),
        )
        yield Reason(message, Rag.AMBER, given.surveys)


def score_message(name: str, value: Fraction, n: int, limit: object) -> Message:
    if name == "nps":
        return say_count(
            "NPS is {value} from {count} answer (limit {limit}).",
            "NPS is {value} from {count} answers (limit {limit}).",
            n,
            value=spoken(value, 0),
            limit=limit,
        )
    return say_count(
        "CSAT is {value} % from {count} answer (limit {limit} %).",
        "CSAT is {value} % from {count} answers (limit {limit} %).",
        n,
        value=spoken(value, 0),
        limit=limit,
    )


def complaint_reasons(given: HealthInputs, limits: Thresholds) -> Iterator[Reason]:
    for complaint in given.complaints:
        colour = graded(Fraction(complaint.age), limits, "complaint_age")
        if colour is not Rag.GREEN:
            message = say_count(
                "The complaint “{title}” has been open for {count} working day (limit {limit}).",
                "The complaint “{title}” has been open for {count} working days (limit {limit}).",
                complaint.age,
                title=complaint.thing.title,
                limit=limit_of(colour, limits, "complaint_age"),
            )
            yield Reason(message, colour, (complaint.thing.key,))
    limit = limits.pair("sentiment")[0]
    if given.sentiment is not None and given.sentiment < limit:
        message = say(
            "The mood of the last contacts was {value} on average (limit {limit}).",
            value=spoken(given.sentiment, 1),
            limit=spoken(limit, 1),
        )
        yield Reason(message, Rag.AMBER, (given.subject.key,))


def risk(given: HealthInputs, limits: Thresholds) -> Dimension:
    if not given.has_risks:
        return grey("risk", say("no risk was ever recorded"))
    single = (reason for one in given.risks for reason in risk_reasons(one))
    return dimension("risk", (*single, *many_high(given, limits), *exposure_reasons(given, limits)))


def risk_reasons(one: RiskState) -> Iterator[Reason]:
    title, key = one.thing.title, (one.thing.key,)
    if one.level == "critical" and one.imminent:
        yield Reason(say("The risk “{title}” is critical and imminent.", title=title), Rag.RED, key)
    elif one.level == "critical" and one.response_active:
        yield Reason(say("The risk “{title}” is critical; its response is active.", title=title), Rag.AMBER, key)
    if one.level == "critical" and not one.response_active:
        yield Reason(say("The risk “{title}” is critical and has no active response.", title=title), Rag.RED, key)
    if one.review_overdue and one.level in {"high", "critical"}:
        yield Reason(say("The review of the risk “{title}” is overdue.", title=title), Rag.AMBER, key)


def many_high(given: HealthInputs, limits: Thresholds) -> Iterator[Reason]:
    high = [one for one in given.risks if one.level == "high"]
    limit = limits.one("high_risks_amber")
    if len(high) >= limit:
        message = say_count(
            "{count} risk is high (limit {limit}).",
            "{count} risks are high (limit {limit}).",
            len(high),
            limit=spoken(limit),
        )
        yield Reason(message, Rag.AMBER, tuple(one.thing.key for one in high))


def exposure_reasons(given: HealthInputs, limits: Thresholds) -> Iterator[Reason]:
    if given.exposure is None or given.contingency_left is None or given.exposure <= 0:
        return
    keys = tuple(one.thing.key for one in given.risks)
    if given.contingency_left <= 0:
        yield Reason(say("There are open threats and no contingency is left."), Rag.RED, keys)
        return
    percent = 100 * given.exposure / given.contingency_left
    colour = graded(percent, limits, "exposure_vs_contingency")
    if colour is not Rag.GREEN:
        message = say(
            "The risk exposure is {percent} % of the contingency left (limit {limit} %).",
            percent=spoken(percent, 0),
            limit=limit_of(colour, limits, "exposure_vs_contingency"),
        )
        yield Reason(message, colour, keys)


def issues(given: HealthInputs, limits: Thresholds) -> Dimension:
    if not given.has_issues:
        return grey("issues", say("no issue was ever recorded"))
    urgent = [one for one in given.issues if one.priority == "P1"]
    return dimension("issues", (*urgent_reasons(urgent, limits), *overdue_reasons(given.issues, limits)))


def urgent_reasons(urgent: list[IssueState], limits: Thresholds) -> Iterator[Reason]:
    """Any open P1 is amber from its first day on, whence its limit is reached and not exceeded."""
    amber, red = limits.pair("p1_age")
    for one in urgent:
        if one.age < amber:
            continue
        colour = Rag.RED if one.age > red else Rag.AMBER
        message = say_count(
            "The P1 issue “{title}” has been open for {count} working day (limit {limit}).",
            "The P1 issue “{title}” has been open for {count} working days (limit {limit}).",
            one.age,
            title=one.thing.title,
            limit=spoken(red if colour is Rag.RED else amber),
        )
        yield Reason(message, colour, (one.thing.key,))
    limit = limits.one("p1_count_red")
    if len(urgent) >= limit:
        message = say("{n} P1 issues are open (limit {limit}).", n=len(urgent), limit=spoken(limit))
        yield Reason(message, Rag.RED, tuple(one.thing.key for one in urgent))


def overdue_reasons(open_issues: tuple[IssueState, ...], limits: Thresholds) -> Iterator[Reason]:
    overdue = [one for one in open_issues if one.overdue]
    second = [one for one in overdue if one.priority == "P2"]
    if second and len(second) >= limits.one("p2_overdue_amber"):
        message = say_count(
            "{count} P2 issue is overdue (limit {limit}).",
            "{count} P2 issues are overdue (limit {limit}).",
            len(second),
            limit=spoken(limits.one("p2_overdue_amber")),
        )
        yield Reason(message, Rag.AMBER, tuple(one.thing.key for one in second))
    limit = limits.one("overdue_issue_share")
    if len(open_issues) >= 5 and Fraction(100 * len(overdue), len(open_issues)) > limit:
        message = say(
            "{overdue} of {open} open issues are overdue (limit {limit} %).",
            overdue=len(overdue),
            open=len(open_issues),
            limit=spoken(limit),
        )
        yield Reason(message, Rag.AMBER, tuple(one.thing.key for one in overdue))
