"""How sure a project is by its simulation, in the terminal and as data."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from pmledger.analysis.figure import Figure
from pmledger.analysis.simulation.doubt import SHOWN, Doubt
from pmledger.analysis.simulation.draws import GENERATOR
from pmledger.language.translator import Translator
from pmledger.ledger.ledger import Ledger
from pmledger.show.details import figure_value
from pmledger.show.paint import Paint
from pmledger.show.plain import as_json
from pmledger.show.safe import safe
from pmledger.show.tables import Heading, Table, as_text
from pmledger.source.message import N_, say, say_count

VERSION = 1
CHANCES = ("plan", "baseline", "deadline", "budget", "both")
RESERVES = ("contingency_needed", "risk_cost_p80")
RESPONSES = ("response_gain", "response_worth", "response_days", "response_reserve")
MOST = 20
"""What the doubt comes from, and milestones, of which the terminal shows no more."""


class Simulated(Struct, frozen=True):
    """The doubt of a project with its figures by name and subject, and what is already set aside."""

    title: str
    doubt: Doubt
    figures: Mapping[tuple[str, str], Figure]
    left: Figure | None
    ledger: Ledger

    def of(self, name: str, subject: str = "") -> Figure | None:
        return self.figures.get((name, subject or self.doubt.project))

    def name(self, key: str) -> str:
        return self.ledger.by_key[key].title


class Looks(Struct, frozen=True):
    """How wide the terminal is (None in a pipe), and whether it has colours."""

    width: int | None
    colour: bool


def as_lines(shown: Simulated, words: Translator, looks: Looks) -> str:
    """Percentiles, chances, milestones, what the doubt comes from and the responses, each under its heading."""
    doubt = shown.doubt
    first = words.render(
        say_count(
            "{project} in {count} run from seed {seed} ({generator})", "{project} in {count} runs from seed {seed} ({generator})",
            doubt.count, project=shown.title, seed=doubt.seed, generator=GENERATOR,
        )
    )  # fmt: skip
    parts = [Paint(looks.colour).style(safe(first), "strong") + "\n"]
    tables = (certainty(shown, words), kept(shown, words), milestones(shown, words), origins(shown, words), responses(shown, words))
    parts += [as_text(table, width=looks.width, colour=looks.colour) for table in tables if table.rows]
    parts += [f"{safe(line)}\n" for line in [words.sentences(reserve(shown, words))] if line]
    return "\n".join(parts)


def certainty(shown: Simulated, words: Translator) -> Table:
    """The finish and the cost by percentile."""
    columns = [(N_("Finish"), "finish"), (N_("Cost at the end"), "cost")]
    known = [(title, name) for title, name in columns if shown.of(f"{name}_p50") is not None]
    headings = (Heading(words.text(N_("Certainty"))), *(Heading(words.text(title), numeric=name == "cost") for title, name in known))
    return Table(
        headings,
        tuple((f"P{percent}", *(told(shown.of(f"{name}_p{percent}"), words) for _, name in known)) for percent in SHOWN) if known else (),
    )


def told(figure: Figure | None, words: Translator) -> str:
    return "" if figure is None else figure_value(figure, words)


def kept(shown: Simulated, words: Translator) -> Table:
    """What has to be kept, and in how many runs it is."""
    limits = shown.doubt.limits
    days: Mapping[str, date | None] = {"plan": limits.planned, "baseline": limits.agreed}
    rows = []
    for name in CHANCES:
        figure = shown.of(f"chance_of_{name}")
        if figure is not None:
            on = days.get(name)
            rows.append((words.render(figure.label), words.date(on) if on is not None else "", percent_of(figure, words)))
    headings = (Heading(words.text(N_("What has to be kept"))), Heading(words.text(N_("Limit"))), Heading(words.text(N_("Chance"))))
    return Table(headings, tuple(rows))


def percent_of(figure: Figure, words: Translator) -> str:
    return told(figure, words) if figure.value is None else words.percent(figure.value, 1)  # type: ignore[arg-type]


def milestones(shown: Simulated, words: Translator) -> Table:
    """The days agreed for milestones, the least sure first."""
    doubt = shown.doubt
    order = sorted(doubt.milestones, key=lambda key: (doubt.milestones[key][1], doubt.limits.milestones[key], key))
    headings = (N_("Milestone"), N_("Agreed"), N_("In 80 % of the runs by"), N_("Chance"))
    rows = (
        (shown.name(key), words.date(doubt.limits.milestones[key]), words.date(doubt.milestones[key][0]), words.percent(100 * doubt.milestones[key][1], 1))
        for key in order[:MOST]
    )  # fmt: skip
    return Table(tuple(Heading(words.text(one)) for one in headings), tuple(rows))


class Origin(Struct, frozen=True):
    """Something uncertain: its shares of the variance of the finish and the cost, and of the runs it is critical in."""

    record: str
    finish: float | None
    critical: float | None
    cost: float | None


def origins_of(doubt: Doubt, ledger: Ledger) -> list[Origin]:
    """What the doubt comes from, the strongest first."""
    finish = {one.name: one.share for one in doubt.finish.drivers} if doubt.finish is not None else {}
    cost = {one.name: one.share for one in doubt.cost.drivers} if doubt.cost is not None else {}
    runs = doubt.finish.critical if doubt.finish is not None else {}
    tasks = {key: count / doubt.count for key, count in runs.items() if count and ledger.by_key[key].kind == "task"}
    found = [Origin(key, finish.get(key), tasks.get(key), cost.get(key)) for key in sorted({*finish, *cost, *tasks})]
    return sorted(found, key=lambda one: (-max(one.finish or 0.0, one.cost or 0.0), -(one.critical or 0.0)))


def origins(shown: Simulated, words: Translator) -> Table:
    found = origins_of(shown.doubt, shown.ledger)[:MOST]
    columns: Sequence[tuple[str, list[float | None]]] = (
        (N_("Share of the spread of the finish"), [one.finish for one in found]),
        (N_("On a longest path"), [one.critical for one in found]),
        (N_("Share of the spread of the cost"), [one.cost for one in found]),
    )
    known = [(title, parts) for title, parts in columns if any(part is not None for part in parts)]
    names = [shown.name(one.record) for one in found]
    cells = [["" if part is None else words.percent(round(100 * part)) for part in parts] for _, parts in known]
    headings = (Heading(words.text(N_("What the doubt comes from"))), *(Heading(words.text(title), numeric=True) for title, _ in known))
    return Table(headings, tuple(zip(names, *cells, strict=True)))


def responses(shown: Simulated, words: Translator) -> Table:
    """What the responses to threats gain, those that are worth the least first."""
    titles = (N_("Is the response worth it?"), N_("Probability"), N_("Expected gain"), N_("Net gain"), N_("Days gained at P80"), N_("Contingency saved at P80"))
    rows = [
        (
            shown.name(key),
            f"{words.percent(found.before)} → {words.percent(found.after)}",
            *(told(shown.of(name, key), words) for name in RESPONSES),
        )
        for key, found in shown.doubt.responses.items()
    ]
    return Table(tuple(Heading(words.text(one), numeric=at > 1) for at, one in enumerate(titles)), tuple(rows[:MOST]))


def reserve(shown: Simulated, words: Translator) -> Iterator[str]:
    """The contingency that it takes to be sure in eight of ten runs, beside what is left."""
    needed = shown.of("contingency_needed")
    if needed is None or needed.value is None:
        return
    if shown.left is None or shown.left.value is None:
        yield words.render(
            say("To be sure of the cost in eight of ten takes a contingency of {need}; none is set aside.", need=told(needed, words))
        )
        return
    yield words.render(
        say(
            "To be sure of the cost in eight of ten takes a contingency of {need}; {left} is left.",
            need=told(needed, words), left=told(shown.left, words),
        )
    )  # fmt: skip


def as_data(shown: Simulated, as_of: date) -> dict[str, object]:
    """The simulation as docs/json.md describes it."""
    doubt = shown.doubt

    def value(name: str, subject: str = "") -> object:
        figure = shown.of(name, subject)
        return None if figure is None else as_json(figure.value)

    return {
        "version": VERSION,
        "project": doubt.project,
        "as_of": as_of.isoformat(),
        "runs": doubt.count,
        "seed": doubt.seed,
        "generator": GENERATOR,
        "currency": doubt.currency,
        "finish": {f"p{percent}": value(f"finish_p{percent}") for percent in SHOWN},
        "cost": {f"p{percent}": value(f"cost_p{percent}") for percent in SHOWN},
        "chances": {name: value(f"chance_of_{name}") for name in CHANCES},
        "contingency": {**{name: value(name) for name in RESERVES}, "contingency_left": None if shown.left is None else as_json(shown.left.value)},
        "milestones": [
            {"record": key, "agreed": doubt.limits.milestones[key].isoformat(), "p80": day.isoformat(), "chance": as_json(100 * share)}
            for key, (day, share) in doubt.milestones.items()
        ],
        "drivers": [
            {"record": one.record, "finish_share": one.finish, "critical": one.critical, "cost_share": one.cost}
            for one in origins_of(doubt, shown.ledger)
        ],
        "responses": [
            {"record": key, "before": as_json(found.before), "after": as_json(found.after), **{name: value(name, key) for name in RESPONSES}}
            for key, found in doubt.responses.items()
        ],
    }  # fmt: skip
