"""Tolerances: how much of what a project or stage may be off is used, and who was asked where it is too much."""

from collections.abc import Sequence
from datetime import date

from pmledger.analysis.figure import decimal
from pmledger.analysis.tolerance.granted import MEASURES, Limit, subjects
from pmledger.analysis.tolerance.tolerated import Tolerance
from pmledger.analysis.tolerance.words import OF, limit_said, name_of, off_said
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.charts.bars import bullet
from pmledger.site.parts import Cell, Column, Item, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Drawn, DrawnRow, Section, label, table, text
from pmledger.site.views.cells import day_cell, joined, record_cell, short_name
from pmledger.site.views.figures import figure_cell, figure_of, written
from pmledger.site.views.registers import and_more, head
from pmledger.site.views.sentence import capital, runs, toned
from pmledger.site.views.withheld import is_withheld

MOST_STAGES, MOST_EXCEPTIONS = 12, 60
LONGEST = 300
"""Percent of a tolerance at which a bar ends; the number beside it says the rest."""


def of_subject(book: Book, key: str) -> tuple[Tolerance, ...]:
    return book.conclusions.tolerances.get(key, ())


def stages_of(book: Book, project: Record) -> tuple[Record, ...]:
    """The shown stages of a project that have tolerances, in their order."""
    found = [
        one
        for one in book.ledger.of_project(project.key, "phase")
        if one.key in book.conclusions.tolerances and one.key in book.hrefs
    ]
    return tuple(sorted(found, key=lambda one: (one.number("order") or 0, one.key)))


def off_text(book: Book, one: Tolerance) -> str:
    """How far off it is; why that is unknown, or that it is withheld."""
    said = None if withheld(book, one) else off_said(one)
    return capital(book.words.render(said) if said is not None else written(book, f"tolerance_{one.measure}", one.subject).reason)


def withheld(book: Book, one: Tolerance) -> bool:
    """Whether the site keeps the number to itself, since it would tell what one person costs."""
    figure = figure_of(book, f"tolerance_{one.measure}", one.subject)
    return figure is not None and is_withheld(book, figure)


def tone_of(one: Tolerance) -> str:
    return "bad" if one.beyond else "good" if one.used is not None else "none"


def used_cell(book: Book, one: Tolerance) -> Cell:
    cell = figure_cell(book, f"tolerance_{one.measure}", one.subject, tone="bad" if one.beyond else "")
    return Cell(book.say("beyond"), cell.href, "bad") if one.beyond and one.used is None else cell


def limit_text(book: Book, limit: Limit) -> str:
    """How much is tolerated, as the figures of a page are written."""
    if limit.unit == "%":
        return book.words.percent(decimal(limit.amount), 1)
    return book.words.render(limit_said(limit)).replace(" ", "\u00a0")


def limit_cell(book: Book, one: Tolerance) -> Cell:
    """How much is tolerated, and who says so where that is not the record itself."""
    amount, stated = limit_text(book, one.limit), one.limit.record
    if not stated:
        stage = one.subject != one.project
        return Cell(amount, sub=book.say("for all stages") if stage else book.say("for all projects"))
    if stated != one.subject and stated in book.hrefs:
        return Cell(amount, sub_runs=runs(book.say("accepted by {decision}", decision=named(book, stated))))
    return Cell(amount)


def named(book: Book, key: str) -> str:
    return toned(book.ledger.by_key[key].title, "", book.href(key))


def asked_cell(book: Book, one: Tolerance) -> Cell:
    """The exception reports that answer; that there is none where one is needed."""
    if not one.beyond:
        return Cell("—", tone="muted")
    reports = [key for key in one.reports if key in book.hrefs]
    if reports:
        words = ", ".join(dict.fromkeys(book.status(book.ledger.by_key[key]).word for key in reports))
        return Cell(runs=joined((book.anchor(key) for key in reports), book.words.comma), sub=words)
    return Cell(book.say("(restricted)"), tone="muted") if one.reports else Cell(book.say("nobody was asked"), tone="bad")


def columns_of(book: Book) -> tuple[Column, ...]:
    return (
        Column(book.say("Tolerance of")),
        Column(book.say("Used"), numeric=True),
        Column(book.say("Forecast"), wide=True),
        Column(book.say("Tolerated")),
        Column(book.say("Exception report"), wide=True),
    )


def row_of(book: Book, one: Tolerance, name: str = "") -> Row:
    measure = book.words.render(name_of(one.measure))
    head_cell = Cell(name or measure, book.href(one.subject) if name else "", sub=measure if name else "")
    return Row((head_cell, used_cell(book, one), Cell(off_text(book, one)), limit_cell(book, one), asked_cell(book, one)))


def plain_table(book: Book, found: Sequence[Tolerance]) -> Table:
    """The tolerances of a project or stage without bars, for reports."""
    rows = tuple(row_of(book, one) for one in found)
    return Table(columns_of(book), rows, book.say("Tolerances"), empty=nothing_holds(book))


def nothing_holds(book: Book) -> str:
    """Why nothing is tolerated: none is written, or the work has not begun or is over."""
    return book.say("No tolerance holds here: one must be written, the project under way and the stage open.")


def drawn_row(book: Book, one: Tolerance, row: Row) -> DrawnRow:
    """A row with its bar: what is used over what may be, the end of which is a line."""
    used = None if withheld(book, one) else one.used
    full = LONGEST if one.beyond and used is None else min(float(used or 0), LONGEST)
    said = f"{row.cells[0].text}{book.words.colon}{row.cells[1].text}"
    picture = "" if withheld(book, one) or (used is None and not one.beyond) else bullet(full, 100, LONGEST, said, tone_of(one))
    return DrawnRow(row.cells, ("", picture, "", "", ""))


def missing_row(book: Book, measure: str) -> DrawnRow:
    name = Cell(book.words.render(name_of(measure)))
    cells = (name, Cell("—", tone="muted"), Cell(book.say("No tolerance is written."), tone="muted"), Cell("—", tone="muted"), Cell("—", tone="muted"))
    return DrawnRow(cells, ("",) * len(cells))


def drawn_table(book: Book, found: Sequence[Tolerance], *, whole: bool) -> Block:
    """The six of a project, those that nobody wrote too; of a stage those that it has."""
    by_measure = {one.measure: one for one in found}
    rows = tuple(
        drawn_row(book, by_measure[name], row_of(book, by_measure[name])) if name in by_measure else missing_row(book, name)
        for name in MEASURES
        if whole or name in by_measure
    )
    return Block("drawn", Drawn(columns_of(book), rows, book.say("Tolerances")))


def answer(book: Book, found: Sequence[Tolerance]) -> str:
    """What is forecast beyond its tolerance, and whether somebody above was asked."""
    words = book.words
    beyond = [one for one in found if one.beyond]
    unknown = [one for one in found if one.used is None and not one.beyond]
    if not beyond and not unknown:
        return book.say("Everything is forecast within its tolerance.")
    if not beyond:
        names = words.list_and([words.render(OF[one.measure]) for one in unknown])
        return book.say("Nothing is known to be beyond its tolerance; of {measures} it cannot be told.", measures=toned(names, "b"))
    names = words.list_and([words.render(OF[one.measure]) for one in beyond])
    parts = [book.say("Forecast beyond its tolerance: {measures}.", measures=toned(names, "bad"))]
    reports = dict.fromkeys(key for one in beyond for key in one.reports if key in book.hrefs)
    parts += [report_sentence(book, book.ledger.by_key[key]) for key in reports]
    silent = [one for one in beyond if not one.reports]
    if silent:
        names = words.list_and([words.render(OF[one.measure]) for one in silent])
        parts.append(book.say("No exception report says what to do about {measures}.", measures=toned(names, "bad")))
    return words.sentences(parts)


def report_sentence(book: Book, report: Record) -> str:
    """Whether an exception report waits for its decision, or what day it was decided on."""
    title, by, on = toned(report.title, "", book.href(report.key)), report.day("needed_by"), report.day("decided_on")
    if report.status == "decided" and on is not None:
        return book.say("“{report}” was decided on {day}.", report=title, day=book.words.date(on, "day"))
    if by is not None and by < book.as_of:
        day = toned(book.words.date(by, "day"), "bad")
        return book.say("“{report}” was to be decided by {day}.", report=title, day=day)
    if by is not None:
        return book.say("“{report}” is to be decided by {day}.", report=title, day=book.words.date(by, "day"))
    return book.say("“{report}” waits for a decision.", report=title)


def tolerance_section(book: Book, project: Record) -> tuple[Section, ...]:
    """A project's tolerances and those of its stages; nothing where none is written."""
    own, stages = of_subject(book, project.key), stages_of(book, project)
    if not own and not stages:
        return ()
    blocks: list[Block] = []
    if own:
        blocks += [text(runs(answer(book, own))), drawn_table(book, own, whole=True)]
    for stage in stages[:MOST_STAGES]:
        found = of_subject(book, stage.key)
        blocks += [
            label(book.say("Stage “{stage}”", stage=stage.title)),
            text(runs(answer(book, found))),
            drawn_table(book, found, whole=False),
        ]
    return (Section(head(book.say("Tolerances"), "tolerances"), tuple(blocks)),)


def in_use(book: Book, project: Record) -> tuple[Section, ...]:
    """The tolerances that are written, for the plan: those of the project, and each stage in a sentence."""
    own, stages = of_subject(book, project.key), stages_of(book, project)
    if not own and not stages:
        return ()
    blocks: list[Block] = [text(runs(answer(book, own))), drawn_table(book, own, whole=False)] if own else []
    told = [stage_said(book, stage) for stage in stages[:MOST_STAGES]]
    blocks += [text(runs(said)) for said in told]
    return (Section(head(book.say("Tolerances"), "tolerances"), (*blocks, *and_more(book, len(stages) - len(told)))),)


def stage_said(book: Book, stage: Record) -> str:
    """A stage and what is forecast beyond its tolerance."""
    name = toned(stage.title, "", book.href(stage.key))
    return book.words.sentences([book.say("Stage “{stage}”:", stage=name), answer(book, of_subject(book, stage.key))])


def stage_extra(book: Book) -> MakeExtra:
    """What the page of a stage adds: its tolerances."""

    def make(stage: Record) -> Extra:
        found = of_subject(book, stage.key)
        if not found:
            return Extra()
        blocks = (text(runs(answer(book, found))), drawn_table(book, found, whole=False))
        return Extra(sections=(Section(head(book.say("Tolerances"), "tolerances"), blocks),))

    return make


def decision_extra(book: Book) -> MakeExtra:
    """What the page of an exception report adds: how the tolerances that it is about stand today."""

    def make(decision: Record) -> Extra:
        if not decision.has("exception"):
            return Extra()
        blocks: list[Block] = []
        for key in subjects(decision):
            found = of_subject(book, key)
            if found and key in book.hrefs:
                blocks += [label(short_name(book, key) or book.ledger.by_key[key].title), drawn_table(book, found, whole=False)]
        if not blocks:
            return Extra()
        return Extra(sections=(Section(head(book.say("How the tolerances stand"), "tolerances"), tuple(blocks)),))

    return make


def exceptions_section(book: Book) -> tuple[Section, ...]:
    """All projects and stages that are forecast beyond a tolerance, those first about which nobody was asked."""
    found = [(key, tuple(one for one in each if one.beyond)) for key, each in book.conclusions.tolerances.items() if key in book.hrefs]
    every = sorted(((key, beyond) for key, beyond in found if beyond), key=order_of)
    if not every:
        return ()
    columns = (
        Column(book.say("Project or stage"), wide=True),
        Column(book.say("Beyond its tolerance of")),
        Column(book.say("Exception report"), wide=True),
        Column(book.say("Needed by")),
    )
    rows = tuple(exception_row(book, book.ledger.by_key[key], beyond) for key, beyond in every[:MOST_EXCEPTIONS])
    part = Table(columns, rows, book.say("Forecast beyond a tolerance"), "t-exceptions")
    return (Section(head(book.say("Exceptions"), "exceptions"), (table(part), *and_more(book, len(every) - len(rows)))),)


def order_of(one: tuple[str, tuple[Tolerance, ...]]) -> tuple[bool, str, bool, str]:
    """What nobody was asked about first; a project before its stages."""
    key, beyond = one
    return not any(part.unanswered for part in beyond), beyond[0].project, key != beyond[0].project, key


def exception_row(book: Book, record: Record, beyond: Sequence[Tolerance]) -> Row:
    names = book.words.list_and([book.words.render(OF[one.measure]) for one in beyond])
    silent = next((one for one in beyond if one.unanswered), beyond[0])
    reports = [book.ledger.by_key[key] for key in silent.reports if key in book.hrefs]
    by = min((day for one in reports if one.status == "proposed" and (day := one.day("needed_by")) is not None), default=None)
    name = record_cell(book, record, where=record.kind == "phase")
    return Row((name, Cell(names, tone="bad"), asked_cell(book, silent), day_cell(book, by, late=by is not None and by < book.as_of)))


def exceptions(book: Book, projects: Sequence[Record]) -> tuple[tuple[str, Item], ...]:
    """The projects beyond a tolerance as lines of a list: those about which nobody was asked, then those that wait.

    Beside each line the record that it leads to. What is beyond in a stage is told with its project.
    """
    found = [(project, beyond) for project in projects if (beyond := beyond_in(book, project))]
    silent = [(project.key, silent_item(book, project, parts)) for project, beyond in found if (parts := [one for one in beyond if one.unanswered])]
    waiting = [
        (report.key, waiting_item(book, project, report, [one for one in beyond if report.key in one.reports]))
        for project, beyond in found
        if not any(one.unanswered for one in beyond) and (report := asked_in(book, beyond)) is not None
    ]
    return (*silent, *waiting)


def beyond_in(book: Book, project: Record) -> list[Tolerance]:
    keys = (project.key, *(stage.key for stage in stages_of(book, project)))
    return [one for key in keys for one in of_subject(book, key) if one.beyond]


def asked_in(book: Book, beyond: Sequence[Tolerance]) -> Record | None:
    """The exception report that waits for its decision, the one needed first."""
    keys = dict.fromkeys(key for one in beyond for key in one.reports if key in book.hrefs)
    open_ones = [record for key in keys if (record := book.ledger.by_key[key]).status == "proposed"]
    return min(open_ones, key=lambda one: (one.day("needed_by") or date.max, one.key), default=None)


def measures_said(book: Book, beyond: Sequence[Tolerance]) -> str:
    return book.words.list_and([book.words.render(OF[one]) for one in dict.fromkeys(each.measure for each in beyond)])


def whose(book: Book, project: Record, owner: str) -> str:
    """A project and a person in a quiet line."""
    return " · ".join(part for part in (short_name(book, project.key), short_name(book, owner) if owner else "") if part)


def silent_item(book: Book, project: Record, beyond: Sequence[Tolerance]) -> Item:
    names = measures_said(book, beyond)
    told = book.say("Beyond its tolerance of {measures}, and no exception report asks what to do.", measures=names)
    sub = whose(book, project, project.target("manager") or project.owner)
    return Item(told, f"{book.href(project.key)}#tolerances", "bad", sub, book.say("now"), book.say("exception"))


def waiting_item(book: Book, project: Record, report: Record, beyond: Sequence[Tolerance]) -> Item:
    told = book.say("Beyond its tolerance of {measures}: a decision is needed.", measures=measures_said(book, beyond))
    by = report.day("needed_by")
    late = by is not None and by < book.as_of
    when = book.words.date(by, "day") if by is not None else book.say("now")
    sub = whose(book, project, report.owner or project.target("sponsor"))
    return Item(told, book.href(report.key), "bad" if late else "warn", sub, when, book.say("exception"))
