"""What the risks tell together: what needs somebody, what may be lost against what was set aside, what came true."""

from collections.abc import Iterator, Sequence
from datetime import date

from pmledger.analysis.exposure import has_occurred, share_colour
from pmledger.analysis.health import Rag
from pmledger.analysis.risks import RiskStanding
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Item, Row, Table
from pmledger.site.views.blocks import Section, listed, table
from pmledger.site.views.cells import (
    brief,
    choice_cell,
    day_cell,
    key_cell,
    passage,
    place_cell,
    record_cell,
    short_name,
)
from pmledger.site.views.figures import figure_cell, figure_of
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital

MOST = 12
MOST_EXPOSED, MOST_TRUE = 15, 20
"""Projects and past risks beside the register: the most exposed, the latest; the rest stand on pages of their own."""
ORDER = ("bad", "warn", "info")
SHARE_TONES = {Rag.RED: "bad", Rag.AMBER: "warn"}
STRATEGIES = {
    True: ("avoid", "transfer", "mitigate", "accept", "escalate", ""),
    False: ("exploit", "enhance", "share", "accept", "escalate", ""),
}
"""The answers to a threat (True) and to an opportunity, and none."""


def needs_section(book: Book, risks: Sequence[RiskStanding]) -> Section:
    """Critical threats without a response, reviews that are over, threats nobody has assessed."""
    found = sorted(needs(book, risks), key=lambda item: ORDER.index(item.tone))[:MOST]
    none = book.say("Every critical threat has a response, and no review is overdue.")
    return Section(head(book.say("Needs somebody"), "needs"), (listed(tuple(found), none),))


def needs(book: Book, risks: Sequence[RiskStanding]) -> Iterator[Item]:
    for risk in risks:
        record = risk.record
        if not risk.open:
            continue
        if risk.threat and risk.grade == "critical" and not risk.active:
            yield need(book, record, book.say("{title} has no working response", title=record.title), "bad", None)
        if risk.review_overdue:
            tone = "bad" if risk.grade in {"high", "critical"} and risk.threat else "warn"
            told = book.say("The review of {title} is overdue", title=record.title)
            yield need(book, record, told, tone, record.day("review_on"))
        if risk.score is None:
            yield need(book, record, book.say("{title} is not assessed", title=record.title), "info", None)
        elif not record.owner:
            yield need(book, record, book.say("{title} has no owner", title=record.title), "warn", None)


def need(book: Book, record: Record, text: str, tone: str, day: date | None) -> Item:
    word = {"bad": book.say("urgent"), "warn": book.say("soon"), "info": book.say("to know")}[tone]
    owner = key_cell(book, record.owner).text if record.owner else ""
    sub = " · ".join(part for part in (short_name(book, record.project), owner) if part)
    return Item(capital(text), book.href(record.key), tone, sub, book.words.date(day, "day") if day else "", word)


def exposure_section(book: Book, risks: Sequence[RiskStanding]) -> Section:
    """By project what the open threats may cost against the contingency left, the most exposed first."""
    keys = dict.fromkeys(risk.record.project for risk in risks if risk.record.project in book.hrefs)
    projects = [project for key in keys if (project := book.ledger.get(key)) is not None and not project.closed]
    threats: dict[str, int] = {}
    for risk in risks:
        if risk.open and risk.threat:
            threats[risk.record.project] = threats.get(risk.record.project, 0) + 1
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Open threats"), numeric=True),
        Column(book.say("Exposure"), numeric=True),
        Column(book.say("Contingency"), numeric=True),
        Column(book.say("Used"), numeric=True),
        Column(book.say("Left"), numeric=True),
        Column(book.say("Exposed"), numeric=True),
    )

    def make(project: Record) -> Row:
        share = figure_of(book, "exposure_share", project.key)
        tone = SHARE_TONES.get(share_colour(project, share, book.conclusions.premises), "")
        names = ("risk_exposure", "contingency", "contingency_used", "contingency_left")
        return Row(
            (
                key_cell(book, project.key),
                Cell(book.words.number(threats.get(project.key, 0))),
                *(figure_cell(book, name, project.key) for name in names),
                figure_cell(book, "exposure_share", project.key, tone=tone),
            )
        )

    order = sorted(projects, key=lambda project: (-shared(book, project), project.key))
    blocks = bounded(
        book, order, columns, make, book.say("Exposure against contingency by project"), anchor="t-exposure", tools=True,
        empty=book.say("No risk belongs to an open project."), most=MOST_EXPOSED,
    )  # fmt: skip
    return Section(head(book.say("Exposure against contingency"), "exposure"), blocks)


def shared(book: Book, project: Record) -> float:
    share = figure_of(book, "exposure_share", project.key)
    return -1.0 if share is None or share.value is None else float(share.value)  # type: ignore[arg-type]


def strategy_table(book: Book, risks: Sequence[RiskStanding], *, threats: bool) -> Table:
    """How open risks are answered, and how many of these answers are at work."""
    opened = [risk for risk in risks if risk.open and risk.threat is threats]
    columns = (
        Column(book.say("Strategy"), wide=True),
        Column(book.say("Open"), numeric=True),
        Column(book.say("At work"), numeric=True),
    )
    rows = []
    for strategy in STRATEGIES[threats]:
        own = [risk for risk in opened if risk.record.text("strategy") == strategy]
        if own:
            working = sum(1 for risk in own if risk.active)
            name = book.words.choice_label(strategy) if strategy else book.say("no strategy yet")
            rows.append(Row((Cell(name), Cell(book.words.number(len(own))), Cell(book.words.number(working)))))
    caption = book.say("Answers to threats") if threats else book.say("Answers to opportunities")
    return Table(columns, tuple(rows), caption, stack=False, empty=book.say("None is open."))


def strategy_sections(book: Book, risks: Sequence[RiskStanding]) -> tuple[Section, ...]:
    """Threats and opportunities apart."""
    return (
        Section(head(book.say("Answers to threats"), "answers"), (table(strategy_table(book, risks, threats=True)),)),
        Section(
            head(book.say("Answers to opportunities"), "chances"),
            (table(strategy_table(book, risks, threats=False)),),
        ),
    )


def true_section(book: Book, risks: Sequence[RiskStanding]) -> Section:
    """What came true, the latest first, with the issue that it became and what it has cost."""
    found = [risk.record for risk in risks if has_occurred(risk.record, book.as_of)]
    found.sort(key=lambda one: (occurred_on(book, one) or date.min, one.key), reverse=True)
    columns = (
        Column(book.say("Risk"), wide=True),
        Column(book.say("Project")),
        Column(book.say("Occurred")),
        Column(book.say("Strategy")),
        Column(book.say("Became")),
        Column(book.say("Expected value"), numeric=True),
        Column(book.say("Cost so far"), numeric=True),
    )

    def make(one: Record) -> Row:
        return Row(
            (
                record_cell(book, one, brief(passage(one, "effect"), 100)),
                place_cell(book, one),
                day_cell(book, occurred_on(book, one)),
                choice_cell(book, one, "strategy"),
                key_cell(book, issue_of(book, one)),
                figure_cell(book, "expected_value", one.key),
                figure_cell(book, "realised_cost", one.key),
            )
        )

    blocks = bounded(
        book, found, columns, make, book.say("Risks that occurred, the latest first"), anchor="t-occurred",
        empty=book.say("No risk has occurred."), most=MOST_TRUE,
    )  # fmt: skip
    return Section(head(book.say("What came true"), "occurred"), blocks)


def issue_of(book: Book, risk: Record) -> str:
    """The issue that a risk became, linked from either end."""
    named = risk.target("issue")
    if named:
        return named
    found = (issue.key for issue in book.ledger.pointing_at(risk.key, "issue", "risk") if issue.key in book.hrefs)
    return next(found, "")


def occurred_on(book: Book, risk: Record) -> date | None:
    """The day it came true: as written, else that on which its issue was raised, else that of its closing."""
    issue = book.ledger.get(issue_of(book, risk))
    return risk.day("occurred_on") or (issue.day("raised_on") if issue else None) or risk.day("closed_on")
