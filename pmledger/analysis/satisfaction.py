"""Satisfaction: what the answers to a wave of questions say, and how sure one can be of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Input, Result, decimal, exact, spoken, unknown
from pmledger.analysis.standing import as_day, as_number, day, titled
from pmledger.ledger.record import Record
from pmledger.source.message import say

Z95 = Decimal("1.959963984540054")
T95 = tuple(
    Decimal(each).scaleb(-3)
    for each in (
        12706, 4303, 3182, 2776, 2571, 2447, 2365, 2306, 2262, 2228, 2201, 2179, 2160, 2145, 2131,
        2120, 2110, 2101, 2093, 2086, 2080, 2074, 2069, 2064, 2060, 2056, 2052, 2048, 2045, 2042,
    )
)  # fmt: skip
"""Student's t for a 95 % interval, by degrees of freedom from 1 to 30; beyond them it comes near to `Z95`."""
ANSWERED = frozenset({"open", "closed", "analysed"})
SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
MAX_AGE_DAYS = 180


class Score(Struct, frozen=True):
    """One number about n answers with its 95 % interval; `value` is None for no answers.

    NPS runs from −100 to 100, CSAT is a percentage, CES and own questions a mean on their scale. `variance` is that of
    one answer, in the score's own unit (an NPS and a CSAT as shares of 1), as far as it can be told.
    """

    method: str
    n: int
    value: Fraction | None
    low: Decimal | None = None
    high: Decimal | None = None
    variance: Fraction | None = None


class Wave(Struct, frozen=True):
    """A survey with the answers given by a day."""

    record: Record
    method: str
    on: date
    scores: tuple[Decimal, ...]

    @property
    def score(self) -> Score:
        low, high = scale_of(self.record)
        higher = self.record.values.get("higher_is_better") is not False
        return score_of(self.method, self.scores, low, high, higher)


def nps(promoters: int, passives: int, detractors: int) -> Score:
    """Net promoter score (Reichheld 2003) in points, with the adjusted Wald interval (3 added answers, MeasuringU)."""
    n = promoters + passives + detractors
    if n == 0:
        return Score("nps", 0, None)
    value = Fraction(100 * (promoters - detractors), n)
    share_p, share_d = Fraction(promoters, n), Fraction(detractors, n)
    center, half = adjusted_wald(promoters, detractors, n)
    low, high = max(center - half, Decimal(-100)), min(center + half, Decimal(100))
    return Score("nps", n, value, low, high, share_p + share_d - (share_p - share_d) ** 2)


def adjusted_wald(promoters: int, detractors: int, n: int) -> tuple[Decimal, Decimal]:
    """Centre and half width, in points, of the 95 % interval of an NPS."""
    share_p = (promoters + Fraction(3, 4)) / (n + 3)
    share_d = (detractors + Fraction(3, 4)) / (n + 3)
    variance = share_p + share_d - (share_p - share_d) ** 2
    return decimal(100 * (share_p - share_d)), 100 * Z95 * (decimal(variance) / (n + 3)).sqrt()


def standard_error(score: Score) -> Decimal | None:
    """Of an NPS in points, of a CSAT in percent, of a mean on its scale."""
    if score.variance is None:
        return None
    size = 100 if score.method in {"nps", "csat"} else 1
    return size * (decimal(score.variance) / score.n).sqrt()


def nps_of(scores: Iterable[Decimal]) -> Score:
    """NPS of answers from 0 to 10: promoters 9 and 10, passives 7 and 8, detractors below."""
    given = tuple(scores)
    promoters = sum(score >= 9 for score in given)
    detractors = sum(score < 7 for score in given)
    return nps(promoters, len(given) - promoters - detractors, detractors)


def csat(satisfied: int, n: int) -> Score:
    """Customer satisfaction: percent of satisfied answers, with Wilson's interval."""
    if n == 0:
        return Score("csat", 0, None)
    low, high = wilson(satisfied, n)
    share = Fraction(satisfied, n)
    return Score("csat", n, 100 * share, low, high, share * (1 - share))


def wilson(hits: int, n: int) -> tuple[Decimal, Decimal]:
    """The 95 % interval of a share, in percent (Wilson 1927)."""
    share, square = Decimal(hits) / n, Z95 * Z95
    center = (share + square / (2 * n)) / (1 + square / n)
    half = Z95 / (1 + square / n) * (share * (1 - share) / n + square / (4 * n * n)).sqrt()
    return 100 * (center - half), 100 * (center + half)


def top_box(scores: Sequence[Decimal], low: int, high: int, higher: bool = True, boxes: int = 2) -> int:
    """How many answers are among the best steps of the scale."""
    return sum(score > high - boxes if higher else score < low + boxes for score in scores)


def ces(scores: Sequence[Decimal], method: str = "ces", ends: tuple[int, int] = (1, 7)) -> Score:
    """Customer effort score: the mean answer, with Student's interval on its scale from two answers on."""
    if not scores:
        return Score(method, 0, None)
    n = len(scores)
    mean = sum((Fraction(score) for score in scores), Fraction(0)) / n
    if n == 1:
        return Score(method, n, mean)
    variance = sum(((Fraction(score) - mean) ** 2 for score in scores), Fraction(0)) / (n - 1)
    half = student(n - 1) * (decimal(variance) / n).sqrt()
    low, high = max(decimal(mean) - half, Decimal(ends[0])), min(decimal(mean) + half, Decimal(ends[1]))
    return Score(method, n, mean, low, high, variance)


def student(freedom: int) -> Decimal:
    """Student's t for a 95 % interval: as tabled, beyond the table between its end and the normal law."""
    if freedom <= len(T95):
        return T95[freedom - 1]
    return Z95 + (T95[-1] - Z95) * len(T95) / freedom


def score_of(method: str, scores: Sequence[Decimal], low: int, high: int, higher: bool = True) -> Score:
    """The number of a method about answers on a scale; of any other method the mean."""
    if method == "nps":
        return nps_of(scores)
    if method == "csat":
        return csat(top_box(scores, low, high, higher), len(scores))
    return ces(scores, method, (low, high))


def scale_of(record: Record) -> tuple[int, int]:
    """The ends of a survey's scale: as written, else those usual for its method."""
    low, high = SCALES.get(record.text("method"), (1, 5))
    given_low, given_high = as_number(record.values.get("scale_min")), as_number(record.values.get("scale_max"))
    return int(low if given_low is None else given_low), int(high if given_high is None else given_high)


def wave_of(record: Record, as_of: date) -> Wave | None:
    """A survey's answers given by a day and on its scale; None while there are none."""
    if record.status not in ANSWERED:
        return None
    low, high = scale_of(record)
    given = [
        (on, number)
        for part in record.items("responses")
        if (number := as_number(part.get("score"))) is not None
        and low <= number <= high
        and (on := as_day(part.get("date")) or day(record, "closed_on") or day(record, "sent_on")) is not None
        and on <= as_of
    ]
    if not given:
        return None
    closed = day(record, "closed_on")
    on = closed if closed and closed <= as_of else max(on for on, _ in given)
    return Wave(record, record.text("method"), on, tuple(number for _, number in given))


def waves(records: Iterable[Record], as_of: date, method: str = "") -> tuple[Wave, ...]:
    """The waves with answers, latest first; of one method if it is named."""
    found = [wave for record in records if (wave := wave_of(record, as_of)) and method in {"", wave.method}]
    return tuple(sorted(found, key=lambda wave: (wave.on, wave.record.key), reverse=True))


def moved(latest: Score, previous: Score) -> Fraction | None:
    """By how much a score of the same method rose (or fell, below 0), if that is more than chance at 95 %; else None.

    |first − second| > 1.96 · √(SE₁² + SE₂²).
    """
    first, second = standard_error(latest), standard_error(previous)
    if latest.value is None or previous.value is None or first is None or second is None:
        return None
    step = latest.value - previous.value
    return step if decimal(abs(step)) > Z95 * (first * first + second * second).sqrt() else None


def significant_drop(latest: Score, previous: Score) -> Fraction | None:
    """By how many points an NPS fell, if that is more than chance at 95 %; else None."""
    step = moved(latest, previous)
    return -step if step is not None and step < 0 else None


def pooled(latest: Iterable[Wave], method: str, as_of: date) -> Result:
    """One score over all answers of several waves of a method, no older than 180 days."""
    fresh = [wave for wave in latest if wave.method == method and (as_of - wave.on).days <= MAX_AGE_DAYS]
    if not fresh:
        return unknown(say("no answers in the last {days} days", days=MAX_AGE_DAYS))
    inputs = tuple(Input(titled(wave.record), len(wave.scores), wave.record.key, "responses") for wave in fresh)
    score = together(fresh, method)
    value = None if score.value is None else exact(score.value)
    return Result(value, (*inputs, *sureness(score), Input(say("Number of answers"), score.n)))


def together(found: Iterable[Wave], method: str) -> Score:
    """One score over all answers of waves of a method; a CSAT by the scale of each, others on the usual one."""
    every = tuple(found)
    if method == "csat":
        return csat(sum(satisfied(wave) for wave in every), sum(len(wave.scores) for wave in every))
    return score_of(method, [number for wave in every for number in wave.scores], *SCALES.get(method, (1, 5)))


def sureness(score: Score) -> tuple[Input, ...]:
    """The ends of the interval as inputs of an explanation."""
    if score.low is None or score.high is None:
        return ()
    return (
        Input(say("95% interval from"), spoken(score.low, 1)),
        Input(say("95% interval to"), spoken(score.high, 1)),
    )


def satisfied(wave: Wave) -> int:
    """The answers of a CSAT wave in the best two steps of its own scale."""
    low, high = scale_of(wave.record)
    return top_box(wave.scores, low, high, wave.record.values.get("higher_is_better") is not False)
