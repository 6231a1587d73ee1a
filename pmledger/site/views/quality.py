"""Quality: whether the product is good enough to accept, as far as anybody looked."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.quality import KINDS, Register, register
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Cell, Column, Row, Tile
from pmledger.site.paths import href, portable
from pmledger.site.views.blocks import Section, Sheet, contents_of, listed
from pmledger.site.views.cells import of_scope, short_name
from pmledger.site.views.figures import figure_anchor, figure_cell, figure_of, tile, written
from pmledger.site.views.quality_cost import cost_blocks
from pmledger.site.views.quality_defects import defect_sections
from pmledger.site.views.quality_needs import attention
from pmledger.site.views.quality_tables import (
    Evidence,
    check_blocks,
    deliverable_blocks,
    evidence_of,
    standard_blocks,
)
from pmledger.site.views.registers import bounded, head
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "quality.html"
FIGURES = (
    "first_pass_yield", "open_defects", "grave_defects", "mended_median", "removal_efficiency", "deliveries_on_time",
    "first_acceptance",
)  # fmt: skip
Sections = tuple[Section | tuple[Section, ...], ...]


def quality_path(project: Record) -> str:
    """The page of a project's quality."""
    return f"quality/{portable(project.id)}.html"


def quality_link(book: Book, project: Record) -> Anchor:
    """A link to that page, without an address where nothing of the project's quality is shown."""
    kept = any(of_scope(book, project, kind) for kind in KINDS)
    return Anchor(book.say("Quality"), href(quality_path(project)) if kept else "")


def pages(book: Book) -> Iterator[Page]:
    """The quality of everything."""
    whole = register(book.shown)
    if not whole.kept:
        return
    projects = projects_of(book)
    sections = sections_of(book, whole, evidence_of(book, whole), "", where=True)
    if len(projects) > 1:
        sections = (*sections, by_project(book, projects))
    yield sheet(book, PATH, book.say("Quality"), whole, "", sections, ())


def project_pages(book: Book) -> Iterator[Page]:
    """The quality of each project that keeps a register of it."""
    known = evidence_of(book, register(book.shown))
    for project in book.mine(projects_of(book)):
        own = register(lambda kind, home=project: of_scope(book, home, kind))  # type: ignore[misc]
        name = short_name(book, project.key)
        crumbs = (book.anchor(project.key, name), Anchor(book.say("Quality"), PATH))
        title = book.say("Quality of {project}", project=name)
        sections = sections_of(book, own, known, project.key, where=False)
        yield sheet(book, quality_path(project), title, own, project.key, sections, crumbs)


def projects_of(book: Book) -> tuple[Record, ...]:
    """The projects with a deliverable, check, defect or standard to show."""
    keys = dict.fromkeys(one.project for kind in KINDS for one in book.shown(kind) if one.project in book.hrefs)
    return tuple(project for key in keys if (project := book.ledger.get(key)) is not None)


def sheet(
    book: Book, path: str, title: str, own: Register, subject: str, sections: Sections, crumbs: tuple[Anchor, ...]
) -> Page:
    """The page of one register of quality, whose figures are those of `subject`."""
    frame = book.frame(path, title, current=PATH, crumbs=crumbs, lede=runs(lede(book, own, subject)))
    return Page(path, "quality.html", Sheet(frame, tiles(book, subject), sections, contents_of(sections)))


def tiles(book: Book, subject: str) -> tuple[Tile, ...]:
    found = (name for name in FIGURES if figure_of(book, name, subject) is not None)
    return tuple(tile(book, name, subject, sub=beside(book, name, subject)) for name in found)


def beside(book: Book, name: str, subject: str) -> str:
    """Of how many a share is."""
    figure = figure_of(book, name, subject)
    if figure is None or figure.unit not in {"%", "d"} or figure.value is None:
        return ""
    return book.say("n = {count}", count=sum(1 for given in figure.inputs if given.record))


def sections_of(book: Book, own: Register, known: Evidence, subject: str, *, where: bool) -> Sections:
    """What needs somebody, then deliverables, defects, checks and standards, and what all that costs."""
    needs = attention(book, own, known, where=where)
    registers = (book.register(kind) for kind in ("cost", "time_entry") if book.shown(kind))
    return (
        Section(
            head(book.say("Needs somebody"), "needs"),
            (listed(needs, book.say("Nothing was sent back, nothing failed, nothing waits.")),),
        ),
        Section(
            head(book.say("Deliverables"), "deliverables", *more(book, "deliverable")),
            deliverable_blocks(book, own.deliverables, known, where=where),
        ),
        *defect_sections(book, own, subject, where=where),
        Section(
            head(book.say("Checks"), "checks", *more(book, "quality_check")), check_blocks(book, own.checks, where=where)
        ),
        Section(
            head(book.say("Standards"), "standards", *more(book, "quality_standard")),
            standard_blocks(book, own.standards, known, where=where),
        ),
        Section(head(book.say("Cost of quality"), "cost", *registers), cost_blocks(book, subject)),
    )


def more(book: Book, kind: str) -> tuple[Anchor, ...]:
    """The whole register, where there is one."""
    return (book.register(kind, text=book.say("All of them")),) if book.shown(kind) else ()


def by_project(book: Book, projects: Sequence[Record]) -> Section:
    """The same figures project by project, each led to its own page."""
    names = ("checks_done", "first_pass_yield", "open_defects", "grave_defects", "deliveries_on_time")
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("Checks held"), numeric=True),
        Column(book.say("Passed at the first check"), numeric=True),
        Column(book.say("Open defects"), numeric=True),
        Column(book.say("Critical or major"), numeric=True),
        Column(book.say("Delivered on time"), numeric=True),
    )

    def make(project: Record) -> Row:
        name = Cell(short_name(book, project.key), href(quality_path(project)))
        return Row((name, *(figure_cell(book, each, project.key) for each in names)))

    blocks = bounded(
        book, projects, columns, make, book.say("Quality by project"), anchor="t-projects", tools=True
    )
    return Section(head(book.say("By project"), "projects"), blocks)


def lede(book: Book, own: Register, subject: str) -> str:
    """Whether what was checked passed, which defects are open, what waits for the client."""
    return book.words.sentences([yield_sentence(book, subject), defect_sentence(book, subject), waiting_sentence(book, own)])


def yield_sentence(book: Book, subject: str) -> str:
    share = figure_anchor(book, "first_pass_yield", subject)
    if written(book, "first_pass_yield", subject).number is None:
        return book.say("Nothing has been checked yet, so the quality is unknown.")
    return book.say("{share} of the checks passed at once.", share=toned(share.text, "b", share.href))


def defect_sentence(book: Book, subject: str) -> str:
    """How many defects are open; nothing where nobody looked."""
    count, grave = (written(book, name, subject).number for name in ("open_defects", "grave_defects"))
    if count is None:
        return ""
    words = book.words
    if not count:
        return book.say("{none}.", none=toned(book.say("No defect is open"), "good"))
    told = book.say_count("{n} defect is open", "{n} defects are open", int(count), n=spelled(words, int(count)))
    if not grave:
        return capital(book.say("{defects}, none of them critical or major.", defects=told))
    number = toned(spelled(words, int(grave)), "bad")
    return capital(book.say("{defects}, {grave} of them critical or major.", defects=told, grave=number))


def waiting_sentence(book: Book, own: Register) -> str:
    """How many deliverables are with the client."""
    words = book.words
    waiting = [one for one in own.deliverables if one.status == "submitted"]
    if not waiting:
        return book.say("No deliverable waits for acceptance.") if own.deliverables else ""
    count = len(waiting)
    return capital(
        book.say_count(
            "{n} deliverable waits for acceptance.", "{n} deliverables wait for acceptance.", count, n=spelled(words, count)
        )
    )
