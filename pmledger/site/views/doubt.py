"""How sure the plan and the cost of a project are: in how many runs what is kept, and what the doubt comes from."""

from collections.abc import Iterator, Mapping, Sequence

from pmledger.analysis.simulation.doubt import SHOWN, Doubt
from pmledger.analysis.simulation.draws import GENERATOR
from pmledger.analysis.simulation.outcome import Driver
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, Chart, Section, table, text
from pmledger.site.views.cells import day_cell, record_cell
from pmledger.site.views.doubt_curves import curves
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.registers import head
from pmledger.site.views.response_worth import worth_blocks
from pmledger.site.views.sentence import runs, toned

MOST_DRIVERS = 12
MOST_DATES = 12
HALF = 50
CHANCES = ("chance_of_plan", "chance_of_baseline", "chance_of_deadline", "chance_of_budget", "chance_of_both")
"""The figures of what has to be kept."""


def doubt_section(book: Book, project: Record) -> tuple[Section, ...]:
    """The answer in a sentence, the curves, what has to be kept, and what decides; nothing without estimates or prices."""
    doubt = book.conclusions.doubts.get(project.key)
    if doubt is None:
        return ()
    said = answer(book, project, doubt)
    if not said:
        return ()
    blocks = (
        text(runs(said)), *picture(book, project, doubt), *kept_blocks(book, project, doubt), *milestone_blocks(book, doubt),
        *driver_blocks(book, project, doubt), *worth_blocks(book, project),
    )  # fmt: skip
    return (Section(head(book.say("How sure it is"), "doubt"), blocks),)


def answer(book: Book, project: Record, doubt: Doubt) -> str:
    """By when it ends and at which cost with which certainty, how likely the limits are, and the reserve it takes."""
    return book.words.sentences([*finish_said(book, project, doubt), *cost_said(book, project, doubt), *reserve(book, project)])


def finish_said(book: Book, project: Record, doubt: Doubt) -> Iterator[str]:
    if doubt.finish is None:
        return
    half, most = written(book, "finish_p50", project.key), written(book, "finish_p80", project.key)
    yield book.say(
        "Half of {count} runs end by {half}, eight of ten by {most}.",
        count=book.words.number(doubt.count),
        half=toned(half.text, "b", half.href),
        most=toned(most.text, "b", most.href),
    )
    chance = written(book, "chance_of_plan", project.key)
    if chance.number is not None and doubt.limits.planned is not None:
        yield book.say(
            "The planned {day} is kept in {chance} of them.",
            day=book.words.date(doubt.limits.planned, "day"),
            chance=toned(chance.text, "warn" if chance.number < HALF else "b", chance.href),
        )


def cost_said(book: Book, project: Record, doubt: Doubt) -> Iterator[str]:
    """What it costs in half and in eight of ten runs, and how often the budget lasts."""
    half, most = written(book, "cost_p50", project.key), written(book, "cost_p80", project.key)
    if half.number is not None and most.number is not None:
        cost = {"half": toned(half.text, "b", half.href), "most": toned(most.text, "b", most.href)}
        if doubt.finish is None:
            yield book.say("Half of {count} runs cost at most {half}, eight of ten {most}.", count=book.words.number(doubt.count), **cost)
        else:
            yield book.say("Half of them cost at most {half}, eight of ten {most}.", **cost)
    chance, both = written(book, "chance_of_budget", project.key), written(book, "chance_of_both", project.key)
    if chance.number is not None:
        share = toned(chance.text, "warn" if chance.number < HALF else "b", chance.href)
        if both.number is None:
            yield book.say("The budget lasts in {chance}.", chance=share)
        else:
            together = toned(both.text, "warn" if both.number < HALF else "b", both.href)
            yield book.say("The budget lasts in {chance}; on time and within it are {both}.", chance=share, both=together)


def reserve(book: Book, project: Record) -> Iterator[str]:
    """What eight of ten runs take beyond the forecast against what is set aside for them."""
    need, left = written(book, "contingency_needed", project.key), written(book, "contingency_left", project.key)
    if need.number is None:
        return
    needed = toned(need.text, "b", need.href)
    if left.number is None:
        yield book.say("To be sure of the cost in eight of ten takes a contingency of {need}; none is set aside.", need=needed)
        return
    scarce = need.number > left.number
    yield book.say(
        "To be sure of the cost in eight of ten takes a contingency of {need}; {left} is left.",
        need=needed,
        left=toned(left.text, "warn" if scarce else "b", left.href),
    )


def picture(book: Book, project: Record, doubt: Doubt) -> Iterator[Block]:
    """The share of the runs that have ended by a day, or cost no more, and the same as a table."""
    drawn = curves(book, project, doubt)
    rows = tuple(certainty_row(book, project, doubt, percent) for percent in SHOWN)
    columns = (
        Column(book.say("Certainty"), wide=True),
        *((Column(book.say("Finish")),) if doubt.finish is not None else ()),
        Column(book.say("Cost at the end"), numeric=True),
    )
    as_table = Table(columns, rows, book.say("Finish and cost by certainty"))
    label = book.say("Share of the runs that end by a day, and that cost no more")
    if drawn:
        yield Block("chart", Chart(label, drawn, as_table, how(book, doubt)))
    else:
        yield table(as_table)


def certainty_row(book: Book, project: Record, doubt: Doubt, percent: int) -> Row:
    days = (figure_cell(book, f"finish_p{percent}", project.key),) if doubt.finish is not None else ()
    name = book.say("P{percent}: {percent} % of the runs", percent=percent)
    return Row((Cell(name), *days, figure_cell(book, f"cost_p{percent}", project.key)))


def how(book: Book, doubt: Doubt) -> str:
    """How the runs are made, so that anybody can make them again."""
    made = book.say("Generator {generator}, seed {seed}: the same runs on any machine.", generator=GENERATOR, seed=doubt.seed)
    parts = []
    if doubt.finish is not None:
        parts.append(book.say("Each run takes the open three-point estimates (beta-PERT) and the open threats by chance."))
    else:
        parts.append(book.say("Each run takes the open threats by chance; no open task has a three-point estimate."))
    if doubt.cost is not None and doubt.cost.moved:
        parts.append(book.say("Longer work costs the hours of its people."))
    if any(is_chance(book, risk) for risk in book.ledger.of_project(doubt.project, "risk")):
        parts.append(book.say("Open opportunities are not counted on."))
    return book.words.sentences([*parts, made])


def is_chance(book: Book, risk: Record) -> bool:
    """Whether it is an open opportunity that says what it would bring, and that the reader may see."""
    says = risk.has("cost_impact") or risk.has("schedule_impact")
    return says and risk.text("type") == "opportunity" and risk.key in book.hrefs and is_open(risk, book.as_of)


def kept_blocks(book: Book, project: Record, doubt: Doubt) -> Iterator[Block]:
    """What has to be kept, with its limit and the share of the runs that keep it."""
    found = [name for name in CHANCES if written(book, name, project.key).number is not None]
    if not found:
        return
    columns = (
        Column(book.say("What has to be kept"), wide=True), Column(book.say("Limit")), Column(book.say("Chance"), numeric=True),
    )  # fmt: skip
    rows = tuple(Row((*kept_cells(book, project, doubt, name), figure_cell(book, name, project.key))) for name in found)
    yield table(Table(columns, rows, book.say("What has to be kept, and in how many runs it is"), "t-kept"))


def kept_cells(book: Book, project: Record, doubt: Doubt, name: str) -> tuple[Cell, Cell]:
    """What a chance is of, and the day or amount that is the limit."""
    count = len(doubt.limits.deadlines)
    if name == "chance_of_plan":
        return Cell(book.say("Planned finish")), day_cell(book, doubt.limits.planned)
    if name == "chance_of_baseline":
        return Cell(book.say("Agreed finish")), day_cell(book, doubt.limits.agreed)
    if name == "chance_of_deadline":
        return Cell(book.say("All deadlines")), Cell(book.say_count("{count} deadline", "{count} deadlines", count))
    if name == "chance_of_budget":
        return Cell(book.say("Budget")), figure_cell(book, "budget", project.key)
    return Cell(book.say("On time and within the budget")), Cell(book.say("both in one run"))


def milestone_blocks(book: Book, doubt: Doubt) -> Iterator[Block]:
    """The promised days with the day that eight of ten runs keep, the least sure first."""
    shown = [key for key in doubt.milestones if key in book.hrefs]
    shown.sort(key=lambda key: (doubt.milestones[key][1], doubt.limits.milestones[key], key))
    if not shown:
        return
    columns = (
        Column(book.say("Milestone"), wide=True),
        Column(book.say("Agreed")),
        Column(book.say("In 80 % of the runs by")),
        Column(book.say("Chance"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, book.ledger.by_key[key]),
                day_cell(book, doubt.limits.milestones[key]),
                figure_cell(book, "date_p80", key),
                figure_cell(book, "chance_of_date", key),
            )
        )
        for key in shown[:MOST_DATES]
    )
    yield table(Table(columns, rows, book.say("Chances of the agreed days of milestones"), "t-sure"))


def driver_blocks(book: Book, project: Record, doubt: Doubt) -> Iterator[Block]:
    """What the doubt about the finish and the cost comes from, the strongest first, and what decides the finish."""
    finish = shares(doubt.finish.drivers if doubt.finish is not None else ())
    known = written(book, "cost_p80", project.key).number is not None
    cost = shares(doubt.cost.drivers if doubt.cost is not None and known else ())
    critical = {key: runs / doubt.count for key, runs in doubt.finish.critical.items()} if doubt.finish is not None else {}
    tasks = {key: share for key, share in critical.items() if share and book.ledger.by_key[key].kind == "task"}

    def rank(key: str) -> tuple[float, float, str]:
        return -max(finish.get(key, 0.0), cost.get(key, 0.0)), -tasks.get(key, 0.0), key

    shown = [name for name in sorted({*finish, *cost, *tasks}, key=rank) if name in book.hrefs][:MOST_DRIVERS]
    if not shown:
        return
    columns = (
        Column(book.say("What the doubt comes from"), wide=True),
        *((Column(book.say("Share of the spread of the finish"), numeric=True),) if finish else ()),
        *((Column(book.say("On a longest path"), numeric=True),) if tasks else ()),
        *((Column(book.say("Share of the spread of the cost"), numeric=True),) if cost else ()),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, book.ledger.by_key[name]),
                *((share_cell(book, finish.get(name)),) if finish else ()),
                *((critical_cell(book, name, tasks),) if tasks else ()),
                *((share_cell(book, cost.get(name)),) if cost else ()),
            )
        )
        for name in shown
    )
    yield table(Table(columns, rows, book.say("What the doubt comes from"), "t-doubt"))


def critical_cell(book: Book, name: str, tasks: Mapping[str, float]) -> Cell:
    return figure_cell(book, "criticality", name) if name in tasks else Cell("—", tone="muted", sort="0")


def shares(drivers: Sequence[Driver]) -> Mapping[str, float]:
    return {one.name: one.share for one in drivers}


def share_cell(book: Book, share: float | None) -> Cell:
    if share is None:
        return Cell("—", tone="muted", sort="0")
    return Cell(book.words.percent(100 * share), sort=f"{share:.4f}")
