"""Waves of a survey as rows: the score with its interval and its answers, how many were asked, what changed."""

from collections.abc import Sequence

from msgspec import Struct

from pmledger.analysis.satisfaction import Score, Wave, moved, satisfied, scale_of, wave_of
from pmledger.analysis.thresholds import is_worse, thresholds
from pmledger.analysis.voice_figures import FEW
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.scores import interval, spread
from pmledger.site.parts import Cell, Column
from pmledger.site.views.blocks import Block, Drawn, DrawnRow, words
from pmledger.site.views.cells import key_cell, lang_of, short_name, whole
from pmledger.site.views.figures import Written, why_href, written
from pmledger.site.views.surveys import bound, score_text

METHODS = ("nps", "csat", "ces", "custom")
MOST_WAVES = 40
LIMITED = frozenset({"nps", "csat"})
"""Methods with limits of health, by which a score is coloured."""


class Shown(Struct, frozen=True):
    """A wave with the one before it in its series."""

    wave: Wave
    former: Wave | None
    score: Score


def score_tone(book: Book, score: Score) -> str:
    """By the limits of health; nothing is coloured on fewer than five answers."""
    if score.method not in LIMITED or score.value is None or score.n < FEW:
        return ""
    premises = book.conclusions.premises
    amber, red = thresholds((premises.tolerance, premises.health)).pair(score.method)
    if is_worse(score.value, red, score.method):
        return "bad"
    return "warn" if is_worse(score.value, amber, score.method) else "good"


def certainty(book: Book, score: Score) -> str:
    """The interval in the unit of its score."""
    if score.low is None or score.high is None:
        return ""
    return book.say("{low} … {high}", low=bound(book, score, score.low), high=bound(book, score, score.high))


def series_of(book: Book, surveys: Sequence[Record]) -> dict[str, list[Shown]]:
    """By method all waves, the latest first, each with the wave before it of the same client and project."""
    found: dict[str, list[Shown]] = {method: [] for method in METHODS}
    former: dict[tuple[str, str, str], Wave] = {}
    answered = (wave for survey in surveys if (wave := wave_of(survey, book.as_of)) is not None)
    for wave in sorted(answered, key=lambda one: (one.on, one.record.key)):
        key = (wave.record.client, wave.record.project, wave.method)
        found.setdefault(wave.method, []).append(Shown(wave, former.get(key), wave.score))
        former[key] = wave
    return {method: list(reversed(shown)) for method, shown in found.items() if shown}


def sorts(book: Book, wave: Wave) -> tuple[tuple[int, str, str], ...]:
    """How many answers are of which sort, from the bad to the good, each with its tone and its words."""
    n = len(wave.scores)
    if wave.method == "nps":
        good, bad = sum(one >= 9 for one in wave.scores), sum(one < 7 for one in wave.scores)
        return (
            (bad, "bad", book.say_count("{count} detractor", "{count} detractors", bad)),
            (n - good - bad, "none", book.say_count("{count} passive", "{count} passives", n - good - bad)),
            (good, "good", book.say_count("{count} promoter", "{count} promoters", good)),
        )
    if wave.method == "csat":
        good = satisfied(wave)
        return (
            (n - good, "none", book.say_count("{count} other", "{count} others", n - good)),
            (good, "good", book.say_count("{count} satisfied", "{count} satisfied", good)),
        )
    return ()


def change_cell(book: Book, shown: Shown) -> Cell:
    """The step from the wave before, and whether it is more than chance."""
    found = written(book, "score_change", shown.wave.record.key, signed=True)
    if found.number is None or shown.former is None:
        return Cell("—", found.href, "muted", sub=found.reason)
    step = moved(shown.score, shown.former.score)
    if step is None:
        return Cell(found.text, found.href, sub=book.say("may be chance"))
    return Cell(found.text, found.href, "good" if step > 0 else "bad", sub=book.say("more than chance"))


def wave_row(book: Book, shown: Shown) -> DrawnRow:
    wave, score = shown.wave, shown.score
    record = wave.record
    text, sure = score_text(book, score), certainty(book, score)
    place = short_name(book, record.project or record.client)
    title = record.title
    about = book.words.comma.join(part for part in (place, book.words.date(wave.on)) if part)
    few = score.n < FEW
    ends = (-100, 100) if wave.method == "nps" else (0, 100) if wave.method == "csat" else scale_of(record)
    label = book.say("{score}, 95% between {interval}", score=text, interval=sure) if sure else text
    target = record.number("target")
    low = None if score.low is None else float(score.low)
    high = None if score.high is None else float(score.high)
    picture = (
        interval(float(score.value), low, high, ends, label, score_tone(book, score) or "none", (0.0,) if wave.method == "nps" else ())
        if score.value is not None
        else ""
    )
    parts = sorts(book, wave)
    told = book.words.comma.join(each for count, _, each in parts if count)
    asked, given = record.number("sent_count"), score.n
    rate = written(book, "response_rate", record.key)
    of = book.say("{answers} of {asked}", answers=given, asked=int(asked)) if asked else book.words.number(given)
    goal = whole(book.say("target {target}", target=target)) if target is not None and wave.method != "csat" else ""
    return DrawnRow(
        (
            Cell(title, book.href(record.key), sub=about, lang=lang_of(book, title)),
            Cell(text, why_href(book, "score", record.key), score_tone(book, score), sub=goal),
            Cell(sub=sure or "—"),
            change_cell(book, shown),
            Cell(sub=told),
            Cell(of, rate.href if asked else "", sub=enough(book, rate, few=few)),
        ),
        ("", "", picture, "", spread([(count, tone) for count, tone, _ in parts], told), ""),
    )


def enough(book: Book, rate: Written, *, few: bool) -> str:
    """What share of those asked has answered, or why nobody can tell."""
    share = rate.text if rate.number is not None else rate.reason
    return book.words.comma.join((book.say("too few to judge"), *([share] if rate.number is None else []))) if few else share


def wave_blocks(book: Book, shown: Sequence[Shown], caption: str) -> tuple[Block, ...]:
    """Waves of one method, the latest first."""
    columns: tuple[Column, ...] = (
        Column(book.say("Wave"), wide=True),
        Column(book.say("Score"), numeric=True),
        Column(book.say("95% interval")),
        Column(book.say("Against the wave before"), numeric=True),
        Column(book.say("Spread")),
        Column(book.say("Answers"), numeric=True),
    )
    rows = tuple(wave_row(book, one) for one in shown[:MOST_WAVES])
    if not any(sorts(book, one.wave) for one in shown):
        keep = (0, 1, 2, 3, 5)
        columns = tuple(columns[at] for at in keep)
        rows = tuple(
            DrawnRow(tuple(row.cells[at] for at in keep), tuple(row.drawings[at] for at in keep)) for row in rows
        )
    left = len(shown) - len(rows)
    more = (words(book.say_count("And {count} earlier one.", "And {count} earlier ones.", left)),) if left else ()
    return (Block("drawn", Drawn(columns, rows, caption)), *more)


def group_cell(book: Book, score: Score | None, href: str = "") -> Cell:
    """The score of a group with its interval and its number of answers."""
    if score is None or score.value is None:
        return Cell("—", tone="muted")
    few = book.say("n = {n}, too few to judge", n=score.n)
    sure = few if score.n < FEW else book.say("n = {n}, {interval}", n=score.n, interval=certainty(book, score))
    return Cell(score_text(book, score), href, score_tone(book, score), sort=f"{float(score.value):.4f}", sub=sure)


def client_cell(book: Book, key: str) -> Cell:
    """A client with its segment."""
    client = book.ledger.get(key)
    segment = client.text("segment") if client is not None else ""
    named = key_cell(book, key)
    return Cell(
        named.text, named.href, named.tone, sub=book.words.choice_label(segment) if segment else "", lang=named.lang
    )
