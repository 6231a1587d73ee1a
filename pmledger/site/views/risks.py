"""The risk register: where we are exposed, and whether the responses work."""

from collections.abc import Iterable, Iterator, Sequence

from pmledger.analysis.premises import Premises
from pmledger.analysis.risks import GRADES, RiskStanding, level_of, matrix
from pmledger.analysis.risks import Matrix as Keys
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Row, Status
from pmledger.site.views.blocks import (
    Block,
    Matrix,
    MatrixRow,
    Section,
    Sheet,
    Square,
    contents_of,
    label,
    words,
)
from pmledger.site.views.cells import brief, choice_cell, day_cell, owner_cell, passage, place_cell, record_cell
from pmledger.site.views.figures import figure_anchor, figure_cell, tile
from pmledger.site.views.registers import PAST, head, open_and_closed
from pmledger.site.views.response_worth import worth_section
from pmledger.site.views.risk_story import exposure_section, needs_section, strategy_sections, true_section
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.source.message import N_

TONES = {"low": "good", "medium": "warn", "high": "bad", "critical": "bad", "": "none"}
CHANCE_TONES = {"low": "none", "medium": "info", "high": "good", "critical": "good"}
RANK = {"critical": 0, "high": 1, "medium": 2, "low": 3, "": 4}
STEPS = (N_("Very low"), N_("Low"), N_("Medium"), N_("High"), N_("Very high"))
NAMED_UP_TO = 40
"""Risks whose names still fit into the fields of the matrix."""


def standings(book: Book, risks: Iterable[Record]) -> tuple[RiskStanding, ...]:
    """The risks on the day, most urgent first: level, then score, then the older."""
    found = [book.conclusions.risks[risk.key] for risk in risks]
    return tuple(sorted(found, key=urgency))


def urgency(risk: RiskStanding) -> tuple[bool, int, int, str]:
    return not risk.open, RANK.get(risk.grade, 4), -(risk.score or 0), risk.record.key


def level_status(book: Book, risk: RiskStanding) -> Status:
    """A level in a word; a risk without a scale is not assessed, and a high opportunity is no alarm."""
    tones = TONES if risk.threat else CHANCE_TONES
    word = book.words.choice_label(risk.level) if risk.level else book.say("Not assessed")
    return Status(word, tones.get(risk.grade, "none"))


def risk_matrix(
    book: Book, risks: Sequence[RiskStanding], *, residual: bool, href: str = "", named: bool = False
) -> Matrix:
    """Open threats by probability and impact, before or after their responses."""
    premises = book.conclusions.premises
    keys = matrix(risks, residual)
    steps, down = step_names(book, "impact"), step_names(book, "probability")
    rows = tuple(
        MatrixRow(down[index], tuple(square(book, premises, keys, index, column) for column in range(5)))
        for index in range(4, -1, -1)
    )
    caption = (
        book.say("Open threats by probability and impact once the responses work")
        if residual
        else book.say("Open threats by probability and impact")
    )
    return Matrix(caption, steps, rows, book.say("Impact"), book.say("Probability"), href, named)


def step_names(book: Book, scale: str) -> tuple[str, ...]:
    """What the five steps of a scale are called here."""
    own = book.settings.risk_steps.get(scale, {})
    return tuple(own.get(number) or book.words.text(step) for number, step in enumerate(STEPS, start=1))


def square(book: Book, premises: Premises, keys: Keys, row: int, column: int) -> Square:
    level = level_of(row + 1, column + 1, premises.bands)
    grade = GRADES.get(level, level)
    here = keys[row][column]
    tone = {"good": "l", "warn": "m", "bad": "h"}[TONES.get(grade, "bad")]
    anchors = tuple(book.anchor(key) for key in here)
    return Square(f"{tone} x" if grade == "critical" else tone, book.words.choice_label(level), len(here), anchors)


def risk_columns(book: Book, *, where: bool) -> tuple[Column, ...]:
    place = (Column(book.say("Project")),) if where else ()
    return (
        Column(book.say("Risk"), wide=True),
        *place,
        Column(book.say("Level")),
        Column(book.say("Score"), numeric=True),
        Column(book.say("Expected value"), numeric=True),
        Column(book.say("Response"), wide=True),
        Column(book.say("Owner")),
        Column(book.say("Next review")),
    )


def risk_row(book: Book, risk: RiskStanding, *, where: bool) -> Row:
    record = risk.record
    place = (place_cell(book, record),) if where else ()
    response = brief(passage(record, "response"), 90)
    strategy = choice_cell(book, record, "strategy")
    return Row(
        (
            record_cell(book, record, brief(passage(record, "effect"), 100)),
            *place,
            Cell(status=level_status(book, risk), sort=str(RANK.get(risk.grade, 4))),
            Cell(score_text(risk), sort=str(risk.score or 0)),
            figure_cell(book, "expected_value", record.key),
            Cell(strategy.text, tone=strategy.tone, sub=response),
            owner_cell(book, record, book.say("no owner") if risk.open else ""),
            review_cell(book, risk),
        ),
    )


def review_cell(book: Book, risk: RiskStanding) -> Cell:
    """When an open risk is looked at again, and the sign by which it would be seen coming."""
    if not risk.open:
        return Cell("—", tone="muted")
    sign = brief(passage(risk.record, "trigger"), 60)
    return day_cell(
        book,
        risk.record.day("review_on"),
        late=risk.review_overdue,
        sub=book.say("sign: {sign}", sign=sign) if sign and not risk.review_overdue else "",
    )


def score_text(risk: RiskStanding) -> str:
    """Inherent score and the one that the response is to leave."""
    if risk.score is None:
        return "—"
    inherent = f"{risk.probability}×{risk.impact}={risk.score}"
    return inherent if risk.residual_score is None else f"{inherent} → {risk.residual_score}"


def risk_blocks(
    book: Book, risks: Sequence[RiskStanding], caption: str, anchor: str, *, where: bool, empty: str
) -> tuple[Block, ...]:
    by_key = {risk.record.key: risk for risk in risks}
    return open_and_closed(
        book,
        [risk.record for risk in risks],
        risk_columns(book, where=where),
        lambda record: risk_row(book, by_key[record.key], where=where),
        caption,
        anchor=anchor,
        empty=empty,
        past=PAST // 2 if where else None,
    )


def project_risks(book: Book, risks: Sequence[RiskStanding]) -> tuple[Block, ...]:
    """The threats of a project, and its opportunities apart from them."""
    threats = [risk for risk in risks if risk.threat]
    chances = [risk for risk in risks if not risk.threat]
    blocks = risk_blocks(
        book, threats, book.say("Threats"), "t-threats", where=False, empty=book.say("No threat is open.")
    )
    if not chances:
        return blocks
    more = risk_blocks(
        book, chances, book.say("Opportunities"), "t-chances", where=False, empty=book.say("No opportunity is open.")
    )
    return (*blocks, label(book.say("Opportunities")), *more)


def lede(book: Book, threats: Sequence[RiskStanding]) -> str:
    """How many threats are open, how grave they are, and what they may cost."""
    count, words_ = len(threats), book.words
    if not count:
        return book.say("No threat is open.")
    critical = [risk for risk in threats if risk.grade == "critical"]
    high = [risk for risk in threats if risk.grade == "high"]
    parts = []
    if critical:
        parts.append(
            toned(
                book.say_count("{n} is critical", "{n} are critical", len(critical), n=spelled(words_, len(critical))),
                "bad",
            )
        )
    if high:
        parts.append(
            toned(book.say_count("{n} is high", "{n} are high", len(high), n=spelled(words_, len(high))), "warn")
        )
    if not parts:
        parts.append(toned(book.say("none of them is high"), "good"))
    first = capital(
        book.say_count(
            "{n} threat is open, {parts}.", "{n} threats are open, {parts}.", count,
            n=spelled(words_, count), parts=words_.list_and(parts),
        )
    )  # fmt: skip
    exposure = figure_anchor(book, "risk_exposure")
    second = (
        ""
        if exposure.text == "—"
        else book.say("Together they may cost {amount}.", amount=toned(exposure.text, "b", exposure.href))
    )
    silent = sum(1 for risk in threats if not risk.active)
    third = (
        capital(
            book.say_count(
                "{n} has no working response.", "{n} have no working response.", silent, n=spelled(words_, silent)
            )
        )
        if silent
        else ""
    )
    return words_.sentences([first, second, third])


def pages(book: Book) -> Iterator[Page]:
    """The register of all risks with its heat map."""
    if not book.shown("risk"):
        return
    risks = standings(book, book.shown("risk"))
    threats = [risk for risk in risks if risk.threat]
    chances = [risk for risk in risks if not risk.threat]
    open_threats = [risk for risk in threats if risk.open]
    named = len(open_threats) <= NAMED_UP_TO
    maps: tuple[Section, ...] = (
        Section(head(book.say("Before the responses"), "before"),
                (Block("matrix", risk_matrix(book, open_threats, residual=False, href="#threats", named=named)),)),
        Section(head(book.say("Once the responses work"), "after"),
                (Block("matrix", risk_matrix(book, open_threats, residual=True, href="#threats", named=named)),)),
    )  # fmt: skip
    unassessed = sum(1 for risk in open_threats if risk.score is None)
    note = (
        (
            words(
                book.say_count(
                    "{count} open threat is not assessed and not on the map.",
                    "{count} open threats are not assessed and not on the map.",
                    unassessed,
                )
            ),
        )
        if unassessed
        else ()
    )
    maps = (maps[0], Section(maps[1].heading, (*maps[1].blocks, *note)))
    sections: tuple[Section | tuple[Section, ...], ...] = (
        needs_section(book, risks),
        *(maps if named else (maps,)),
        exposure_section(book, risks),
        Section(
            head(book.say("Threats"), "threats"),
            risk_blocks(
                book, threats, book.say("Threats"), "t-threats", where=True, empty=book.say("No threat is open.")
            ),
        ),
        Section(
            head(book.say("Opportunities"), "opportunities"),
            risk_blocks(
                book,
                chances,
                book.say("Opportunities"),
                "t-chances",
                where=True,
                empty=book.say("No opportunity is open."),
            ),
        ),
        strategy_sections(book, risks),
        *worth_section(book, [risk.record for risk in open_threats]),
        true_section(book, risks),
    )
    path = "risks.html"
    frame = book.frame(path, book.register("risk").text, current=path, lede=runs(lede(book, open_threats)))
    tiles = (
        tile(book, "open_risks"),
        tile(book, "critical_risks"),
        tile(book, "risk_exposure"),
    )
    yield Page(path, "risks.html", Sheet(frame, tiles, sections, contents_of(sections)))
