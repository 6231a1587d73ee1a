"""Why: every figure of a project, a client or the workspace with its formula and what went into it."""

from collections.abc import Iterator, Mapping, Sequence

from pmledger.analysis.figure import Figure, Input
from pmledger.kinds.declare import KindSpec
from pmledger.ledger.record import Record
from pmledger.reader.settings_file import setting_place
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Fact, Heading
from pmledger.site.views.blocks import Block, Explained, Section, Sheet, contents_of
from pmledger.site.views.cells import short_name
from pmledger.site.views.figures import (
    OF_KIND,
    OF_PARTS,
    owner_of,
    reason_of,
    value_text,
    why_href,
    why_id,
    why_path,
)
from pmledger.site.views.sentence import runs, toned
from pmledger.site.views.withheld import RATES, is_withheld
from pmledger.source.span import Span

UNTOLD = "performance_review:"
"""Whose figures no page tells, whatever its visibility says."""
MOST_INPUTS = 40
MOST_OF_ALL = 12
"""Inputs that are shown of a figure of the whole; most of them are figures of projects, each with its own inputs."""


def explained(book: Book, figure: Figure, owner: str) -> Explained:
    """One figure as its page shows it."""
    words = book.words
    record = book.ledger.get(figure.subject)
    label = words.render(figure.label)
    mine = figure.subject == owner or record is None
    title = label if mine or record is None else book.say("{figure} of {record}", figure=label, record=record.title)
    most = MOST_INPUTS if owner else MOST_OF_ALL
    known = figure.value is not None and not is_withheld(book, figure)
    value = value_text(book, figure.value, figure.unit) if known else "—"
    inputs = tuple(input_fact(book, each) for each in figure.inputs[:most])
    more = len(figure.inputs) - most
    if more > 0:
        inputs = (*inputs, Fact(book.say_count("{count} more", "{count} more", more), ()))
    return Explained(
        why_id(figure.subject, owner, figure.name),
        title,
        value,
        reason_of(book, figure),
        words.render(figure.formula),
        book.words.text(figure.symbols) if figure.symbols else "",
        book.say("After {source}.", source=figure.reference) if figure.reference else "",
        inputs,
    )


def input_text(book: Book, record: Record | None, given: Input) -> str:
    """The value of an input, a state by its name in the record's kind."""
    if record is not None and isinstance(given.value, str) and given.value in book.spec(record).states:
        return book.words.state_label(book.spec(record), given.value)
    return value_text(book, given.value, "")


def input_fact(book: Book, given: Input) -> Fact:
    """An input with its value, led to another figure or to the record and the line where it was written."""
    label = book.words.render(given.label)
    record = book.ledger.get(given.record)
    if given.figure is not None and given.figure in book.conclusions.figures:
        figure = book.conclusions.figures[given.figure]
        told = figure.value if given.value is None else given.value
        text = "—" if told is None or is_withheld(book, figure) else value_text(book, told, figure.unit)
        return Fact(label, (Anchor(text, why_href(book, *given.figure)),))
    value = "" if given.value is None else input_text(book, record, given)
    if record is None:
        return Fact(label, (Anchor(value or "—"), *setting_line(book, given)))
    if given.field in RATES:
        return Fact(label, (book.anchor(record.key), Anchor(" "), Anchor(book.say("withheld"), "", "muted")))
    if record.key not in book.hrefs:
        return Fact(book.say("(restricted)"), (Anchor(book.say("withheld")),))
    place = record.place(*given.path) if given.field else record.origin
    link = Anchor(value or record.title, book.href(record.key))
    return Fact(label, (link, *line_of(book, place)))


def line_of(book: Book, place: Span) -> tuple[Anchor, Anchor]:
    """The file and line where something was written, led to where it can be edited."""
    source = book.source(place)
    return Anchor(" "), Anchor(f"{source.path}:{source.line}", source.edit_url, "ref")


def setting_line(book: Book, given: Input) -> tuple[Anchor, ...]:
    """The line of the settings that says it; nothing where it is a default."""
    if not given.setting or book.settled is None:
        return ()
    place = setting_place(book.settled, given.setting)
    return line_of(book, place) if place is not None else ()


def by_owner(book: Book) -> Mapping[str, tuple[Figure, ...]]:
    """Figures by the page that explains them; those of records that are not shown, and of any review, are left out."""
    groups: dict[str, list[Figure]] = {"": []}
    for (_, subject), figure in book.conclusions.figures.items():
        if not subject or (subject in book.hrefs and not subject.startswith(UNTOLD)):
            groups.setdefault(owner_of(book, subject), []).append(figure)
    return {owner: tuple(figures) for owner, figures in groups.items()}


def sections_of(book: Book, owner: str, figures: Sequence[Figure]) -> tuple[Section, ...]:
    """The subject's own figures first, then those of its records by kind."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        record = book.ledger.get(figure.subject)
        kind = "" if figure.subject == owner or record is None else record.kind
        groups.setdefault(kind, []).append(figure)
    found = []
    for kind in sorted(groups, key=lambda name: (name != "", name)):
        title = book.words.plural_label(book.schema.kinds[kind]) if kind else book.say("The whole")
        block = Block("explained", tuple(explained(book, figure, owner) for figure in groups[kind]))
        found.append(Section(Heading(title, f"s-{kind or 'whole'}"), (block,)))
    return tuple(found)


def home_of(book: Book, owner: str, kind: KindSpec | None) -> str:
    """Where the subject of a page of explanations has its own page."""
    if kind is not None:
        return book.register(kind.name).href
    return book.href(owner) if owner else "index.html"


def lede_of(book: Book, about: str, *, parts: bool) -> str:
    if parts:
        return book.say(
            "Every figure of the records of {subject} with its formula, and what went into it down to the line.", subject=about
        )
    return book.say("Every figure of {subject} with its formula, and what went into it down to the line.", subject=about)


def pages(book: Book) -> Iterator[Page]:
    """One page of explanations a subject."""
    for owner, figures in book.mine(tuple(by_owner(book).items())):
        kind = book.kind(owner[1:]) if owner.startswith(OF_KIND) else None
        whose, _, group = (owner, "", "") if kind is not None else owner.partition(OF_PARTS)
        if owner and kind is None and whose not in book.hrefs:
            continue
        path = why_path(book, owner)
        if not book.wants(path):
            continue
        record = book.ledger.get(whose)
        name = short_name(book, whose) if record else book.words.plural_label(kind) if kind else book.settings.name
        title = book.say("Figures of {subject}", subject=name)
        if whose != owner:
            title = book.say("Figures of the records of {subject}", subject=name)
        if group:
            title = book.say("Figures of the tasks of {subject}, part {n}", subject=name, n=group)
        about = toned(name, "", home_of(book, whose, kind))
        lede = lede_of(book, about, parts=whose != owner)
        sections = sections_of(book, owner, figures)
        crumbs = (book.anchor(whose, name),) if record else (Anchor(book.say("Portfolio"), "index.html"),)
        frame = book.frame(path, title, current="", crumbs=crumbs, lede=runs(lede))
        yield Page(path, "why.html", Sheet(frame, (), sections, contents_of(sections) if len(sections) > 1 else ()))
