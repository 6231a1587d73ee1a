"""Pictures of what came and went over time, and of causes by their share, each with the same as a table."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from pmledger.analysis.flow import Flow, flow
from pmledger.analysis.quality import Cause
from pmledger.site.book import Book
from pmledger.site.charts.curves import Curve, curves
from pmledger.site.charts.pareto import gathered, share_axis
from pmledger.site.parts import Anchor, Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Chart, Gantt, Lane

NAMED_DAYS = 5
"""Days written below a picture at most."""


class FlowWords(NamedTuple):
    """What a picture of coming and going says: its answer, its name, and what its two lines and the rest are called."""

    summary: str
    caption: str
    come: str
    gone: str
    left: str


def flow_block(book: Book, come: Sequence[date], gone: Sequence[date], words: FlowWords) -> Block:
    """How many had come and gone by then, as two lines that open where work piles up."""
    steps = flow(come, gone, book.as_of)
    if not steps:
        return Block("none", words.summary)
    last, number = steps[-1], book.words.number
    lines = (
        Curve(f"{words.come} {number(last.come)}", tuple(float(step.come) for step in steps), "info"),
        Curve(f"{words.gone} {number(last.gone)}", tuple(float(step.gone) for step in steps), "good"),
    )
    picture = curves(lines, named_days(book, steps), words.caption)
    return Block("chart", Chart(words.summary, picture, flow_table(book, steps, words)))


def named_days(book: Book, steps: Sequence[Flow]) -> tuple[str, ...]:
    """The day of every so manieth point, the last one's among them."""
    every = max(1, -(-(len(steps) - 1) // (NAMED_DAYS - 1)))
    return tuple(
        book.words.date(step.day, "day") if (len(steps) - 1 - index) % every == 0 else ""
        for index, step in enumerate(steps)
    )


def flow_table(book: Book, steps: Sequence[Flow], words: FlowWords) -> Table:
    columns = (
        Column(book.say("By the end of")),
        Column(words.come, numeric=True),
        Column(words.gone, numeric=True),
        Column(words.left, numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(book.words.date(step.day), sort=step.day.isoformat()),
                *(Cell(book.words.number(count), sort=str(count)) for count in (step.come, step.gone, step.left)),
            )
        )
        for step in reversed(steps)
    )
    return Table(columns, rows, words.caption, stack=False)


def pareto_block(
    book: Book, causes: Sequence[Cause], name_of: Callable[[str], str], summary: str, caption: str
) -> Block:
    """Causes by how often they were one, and the line on which their shares add up."""
    total = causes[-1].after if causes else 0
    if not total:
        return Block("none", summary)
    lanes, rows = [], []
    for cause in causes:
        share, sums = cause.count / total, (cause.before / total, cause.after / total)
        name, number = name_of(cause.name), book.words.number(cause.count)
        percent, running = book.words.percent(round(100 * share)), book.words.percent(round(100 * sums[1]))
        label = book.say("{name}: {count}, {share}, with those above {sum}", name=name, count=number, share=percent, sum=running)
        lanes.append(Lane(Anchor(name), f"{number} · {percent}", gathered(share, *sums, label)))
        rows.append(Row((Cell(name), Cell(number, sort=number), Cell(percent), Cell(running))))
    columns = (
        Column(book.say("Cause"), wide=True),
        Column(book.say("Number"), numeric=True),
        Column(book.say("Share"), numeric=True),
        Column(book.say("Running sum"), numeric=True),
    )
    axis = share_axis(((0.0, "0%"), (0.5, "50%"), (1.0, "100%")), book.say("Share of all"))
    key = book.say("Bar: share of one cause. Line: sum of the shares from the top; the upright rule stands at 80%.")
    return Block("gantt", Gantt(summary, axis, tuple(lanes), Table(columns, tuple(rows), caption, stack=False), key))
