"""How far the ledger can be trusted: its faults by rule and by file, work without a person, projects without news."""

from collections import Counter
from collections.abc import Sequence

from pmledger.analysis.trust import UNDER_WAY
from pmledger.site.book import FAULT_TONES, Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Status, Table, Tile
from pmledger.site.reference.codes import code_href
from pmledger.site.views.blocks import Block, Section, table
from pmledger.site.views.cells import key_cell, record_cell, told
from pmledger.site.views.faultwords import severity_word
from pmledger.site.views.figures import figure_cell, figure_of, tile, written
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import runs, toned
from pmledger.source.diagnostic import SEVERITY_ORDER, Diagnostic, Severity

MOST = 40
FIGURES = ("tasks_owned", "tasks_estimated", "projects_baselined", "stale_projects")


def trust_tiles(book: Book) -> tuple[Tile, ...]:
    """The figures of the ledger itself."""
    return tuple(tile(book, name) for name in FIGURES)


def rule_table(book: Book, faults: Sequence[Diagnostic]) -> Table:
    """How often each rule speaks, the gravest first."""
    counts = Counter((fault.code, fault.name, fault.severity) for fault in faults)
    ordered = sorted(counts.items(), key=lambda pair: (SEVERITY_ORDER.index(pair[0][2]), -pair[1], pair[0][0]))
    rows = tuple(
        Row(
            (
                Cell(runs=(Anchor(name, code_href(code), "ref"),), sub=code),
                Cell(status=Status(severity_word(book, severity), FAULT_TONES[severity])),
                Cell(book.words.number(count), sort=str(count)),
            )
        )
        for (code, name, severity), count in ordered[:MOST]
    )
    columns = (Column(book.say("Rule"), wide=True), Column(book.say("Severity")), Column(book.say("Number"), numeric=True))
    return Table(columns, rows, book.say("Faults by rule"), empty=book.say("No rule objects to anything."))


def file_table(book: Book, faults: Sequence[Diagnostic]) -> Table:
    """Which files hold most of what is wrong; business that waits is no fault of a file."""
    wrong = [fault for fault in faults if fault.severity in {Severity.ERROR, Severity.WARNING}]
    counts = Counter(fault.span.path for fault in wrong)
    errors = Counter(fault.span.path for fault in wrong if fault.severity is Severity.ERROR)
    ordered = sorted(counts, key=lambda path: (-errors[path], -counts[path], path))
    rows = tuple(
        Row(
            (
                Cell(runs=(Anchor(path, "", "ref"),)),
                Cell(book.words.number(errors[path]), sort=str(errors[path])),
                Cell(book.words.number(counts[path] - errors[path]), sort=str(counts[path] - errors[path])),
            )
        )
        for path in ordered[:MOST]
    )
    columns = (
        Column(book.say("File"), wide=True),
        Column(book.say("Errors"), numeric=True),
        Column(book.say("Warnings"), numeric=True),
    )
    return Table(columns, rows, book.say("Faults by file"), empty=book.say("No file has an error or a warning."))


def age_table(book: Book) -> Table:
    """When each project under way was last written to, and last reported on, the oldest first."""
    figure = figure_of(book, "stale_projects")
    stale = {given.record for given in figure.inputs} if figure is not None else set()

    def age(key: str) -> int:
        found = figure_of(book, "days_since_update", key)
        return found.value if found is not None and isinstance(found.value, int) else 10**6

    projects = [project for project in book.shown("project") if project.status in UNDER_WAY]
    ordered = sorted(projects, key=lambda project: (project.key not in stale, -age(project.key), project.key))
    rows = tuple(
        Row(
            (
                record_cell(book, project),
                Cell(status=Status(book.say("Stale"), "warn") if project.key in stale else Status(book.say("Fresh"), "good")),
                figure_cell(book, "days_since_update", project.key),
                figure_cell(book, "days_since_report", project.key),
                key_cell(book, project.target("manager") or project.owner),
            )
        )
        for project in ordered[:MOST]
    )
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("News")),
        Column(book.say("Last entry"), numeric=True),
        Column(book.say("Last report"), numeric=True),
        Column(book.say("Manager")),
    )
    return Table(columns, rows, book.say("Age of the data"), empty=book.say("No project is under way."))


def lacking_block(book: Book) -> Block:
    """The open tasks that nobody has."""
    figure = figure_of(book, "tasks_owned")
    lacking = [given.record for given in figure.inputs if given.record in book.hrefs] if figure is not None else []
    if not lacking:
        return Block("none", book.say("Every open task has a person."))
    shown = lacking[:MOST]
    share = written(book, "tasks_owned")
    sentence = book.say(
        "{share} of the open tasks have a person. Nobody has: {tasks}.",
        share=toned(share.text, "b", share.href),
        tasks=book.words.list_and(told(book, key) for key in shown),
    )
    left = len(lacking) - len(shown)
    more = book.say_count("And {count} more.", "And {count} more.", left) if left else ""
    return Block("text", runs(book.words.sentences([sentence, more])))


def trust_sections(book: Book, faults: Sequence[Diagnostic]) -> tuple[Section | tuple[Section, ...], ...]:
    """Rules, files, ages, and what is missing."""
    return (
        (
            Section(head(book.say("By rule"), "rules"), (table(rule_table(book, faults)),)),
            Section(head(book.say("By file"), "files"), (table(file_table(book, faults)),)),
        ),
        Section(head(book.say("Age of the data"), "age"), (table(age_table(book)),)),
        Section(head(book.say("Tasks without a person"), "unowned"), (lacking_block(book),)),
    )
