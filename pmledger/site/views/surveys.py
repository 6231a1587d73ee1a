"""Satisfaction of clients, wave by wave, never without the number of answers."""

from collections.abc import Sequence

from msgspec import Struct

from pmledger.analysis.figure import Number, decimal
from pmledger.analysis.satisfaction import Score, Wave, significant_drop, waves
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.spark import spark
from pmledger.site.parts import Cell, Column
from pmledger.site.views.blocks import Block, Drawn, DrawnRow
from pmledger.site.views.cells import day_cell, of_scope, record_cell, short_name
from pmledger.site.views.figures import MINUS

FEW = 5
"""Answers under which a score says little."""


class Trend(Struct, frozen=True):
    """A client's waves of one method, the latest first."""

    client: Record
    waves: tuple[Wave, ...]

    @property
    def latest(self) -> Score:
        return self.waves[0].score

    @property
    def change(self) -> float | None:
        """Latest minus previous score."""
        if len(self.waves) < 2:
            return None
        now, before = self.waves[0].score.value, self.waves[1].score.value
        return None if now is None or before is None else float(now - before)


def trend_of(book: Book, client: Record) -> Trend | None:
    """The client's waves of the method of its latest wave."""
    found = waves(of_scope(book, client, "survey"), book.as_of)
    if not found:
        return None
    return Trend(client, tuple(wave for wave in found if wave.method == found[0].method))


def score_text(book: Book, score: Score) -> str:
    """NPS with its sign, CSAT in percent, other means on their scale."""
    return "—" if score.value is None else bound(book, score, score.value)


def method_text(book: Book, score: Score) -> str:
    """The method with the number of answers."""
    name = method_name(book, score)
    return book.say_count("{method}, {count} answer", "{method}, {count} answers", score.n, method=name)


def method_name(book: Book, score: Score) -> str:
    return {"nps": "NPS", "csat": "CSAT", "ces": "CES"}.get(score.method) or book.say("mean")


def tone_of(trend: Trend) -> str:
    """Bad when it fell by more than chance explains, else quiet."""
    latest = trend.waves[0].score
    before = trend.waves[1].score if len(trend.waves) > 1 else None
    if before is not None and significant_drop(latest, before):
        return "bad"
    return ""


def change_text(book: Book, trend: Trend) -> str:
    """Against the wave before."""
    change = trend.change
    if change is None:
        return book.say("first wave")
    if round(change, 1) == 0:
        return book.say("as before")
    size = book.words.number(abs(round(change, 1)), 1)
    return f"{MINUS if change < 0 else '+'}{size}"


def trends_table(book: Book, trends: Sequence[Trend]) -> Block:
    """A client a row: how its scores ran, the latest with its answers, the change."""
    run_known = any(len(trend.waves) > 1 for trend in trends)
    columns = (
        Column(book.say("Client")),
        *((Column(book.say("Trend")),) if run_known else ()),
        Column(book.say("Latest"), numeric=True),
    )
    rows = []
    for trend in trends:
        score = trend.latest
        run = [float(wave.score.value) for wave in reversed(trend.waves) if wave.score.value is not None]
        said = book.words.comma.join(score_text(book, wave.score) for wave in reversed(trend.waves))
        label = book.say("{client}: {scores}", client=trend.client.title, scores=said)
        name = Cell(short_name(book, trend.client.key), book.href(trend.client.key), sub=method_text(book, score))
        latest = Cell(
            score_text(book, score), book.href(trend.waves[0].record.key), sub=change_text(book, trend),
            sub_tone="bad" if (trend.change or 0) < 0 and tone_of(trend) == "bad" else "",
        )  # fmt: skip
        if run_known:
            rows.append(DrawnRow((name, Cell(), latest), ("", spark(run, label, tone_of(trend)), "")))
        else:
            rows.append(DrawnRow((name, latest), ("", "")))
    return Block("drawn", Drawn(columns, tuple(rows), book.say("Satisfaction by client")))


def wave_table(book: Book, client: Record) -> tuple[Block, ...]:
    """All waves of a client with their answers and intervals."""
    found = waves(of_scope(book, client, "survey"), book.as_of)
    if not found:
        return (Block("none", book.say("No survey was answered.")),)
    columns = (
        Column(book.say("Survey"), wide=True),
        Column(book.say("Date")),
        Column(book.say("Score"), numeric=True),
        Column(book.say("95% interval"), numeric=True),
        Column(book.say("Answers"), numeric=True),
    )
    rows = []
    for wave in found:
        score = wave.score
        low, high = score.low, score.high
        interval = "—" if low is None or high is None else f"{bound(book, score, low)} … {bound(book, score, high)}"
        few = book.say("too few to judge") if score.n < FEW else ""
        rows.append(
            DrawnRow(
                (
                    record_cell(book, wave.record),
                    day_cell(book, wave.on),
                    Cell(score_text(book, score), sub=method_name(book, score)),
                    Cell(interval),
                    Cell(str(score.n), sub=few),
                ),
                ("",) * 5,
            )
        )
    return (Block("drawn", Drawn(columns, tuple(rows), book.say("Surveys, the latest first"))),)


def bound(book: Book, score: Score, value: Number) -> str:
    """A value on the scale of a score."""
    number = decimal(value)
    if score.method == "nps":
        whole = round(number)
        return f"{'+' if whole > 0 else MINUS if whole < 0 else ''}{book.words.number(abs(whole), 0)}"
    return book.words.percent(number) if score.method == "csat" else book.words.number(number, 1)
