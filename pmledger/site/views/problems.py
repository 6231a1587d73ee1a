"""Problems: what `check` finds with its lines, the business that waits, and how far the ledger can be trusted."""

from collections.abc import Iterator, Mapping, Sequence

from pmledger.site.book import FAULT_TONES, Book
from pmledger.site.page import Page
from pmledger.site.parts import Tile
from pmledger.site.reference.codes import code_href
from pmledger.site.views.blocks import Block, Excerpt, Section, Sheet, contents_of
from pmledger.site.views.faultwords import severity_word
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, plain, runs, spelled, toned
from pmledger.site.views.trust import trust_sections, trust_tiles
from pmledger.source.diagnostic import Diagnostic, Severity
from pmledger.source.text import SourceText

MOST = 100
"""Faults of one severity; a page of more is read by nobody, and `check` lists them all."""
WIDEST = 200
"""Characters of a line around the fault."""


def texts_of(book: Book) -> Mapping[str, SourceText]:
    """The texts that records came from, by path."""
    return {record.path: record.source for record in book.ledger.by_key.values()}


def excerpt(book: Book, fault: Diagnostic, texts: Mapping[str, SourceText]) -> Excerpt:
    """A fault with its line, cut at what is marked; the line is shortened around it."""
    span = fault.span
    source = texts.get(span.path)
    known = source is not None and span.line <= len(source.starts)
    line = source.line_text(span.line) if source is not None and known else ""
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    first = max(0, start - WIDEST // 2)
    words = book.words
    record = book.ledger.get(fault.record)
    return Excerpt(
        fault.code,
        fault.name,
        FAULT_TONES[fault.severity],
        severity_word(book, fault.severity),
        capital(plain(words.render(fault.message))),
        f"{span.path}:{span.line}",
        book.source(span).edit_url,
        span.line,
        ("…" if first else "") + line[first:start],
        line[start:end][:WIDEST],
        line[max(start, end) :][: WIDEST // 2],
        words.render(fault.help) if fault.help else "",
        book.anchor(fault.record) if record is not None and fault.record in book.hrefs else None,
        code_href(fault.code),
    )


def section(
    book: Book, title: str, anchor: str, faults: Sequence[Diagnostic], texts: Mapping[str, SourceText], empty: str
) -> Section:
    """One severity's faults."""
    if not faults:
        return Section(head(title, anchor), (Block("none", empty),))
    blocks = [Block("excerpts", tuple(excerpt(book, fault, texts) for fault in faults[:MOST]))]
    if faults[MOST:]:
        more = book.say("And {count} more; `pmledger check` lists them all.", count=len(faults) - MOST)
        blocks.append(Block("none", more))
    return Section(head(title, anchor), tuple(blocks))


def lede(book: Book, counts: Mapping[Severity, int]) -> str:
    """Whether the ledger is sound, and how much business waits."""
    words = book.words
    errors, warnings, waiting = (counts[each] for each in (Severity.ERROR, Severity.WARNING, Severity.ATTENTION))
    parts = []
    if errors:
        parts.append(toned(book.say_count("{n} error", "{n} errors", errors, n=spelled(words, errors)), "bad"))
    if warnings:
        parts.append(toned(book.say_count("{n} warning", "{n} warnings", warnings, n=spelled(words, warnings)), "warn"))
    first = (
        capital(book.say("{faults} in what is written.", faults=words.list_and(parts)))
        if parts
        else book.say("{clean}: no error and no warning.", clean=toned(book.say("The ledger is clean"), "good"))
    )
    second = (
        capital(
            book.say_count(
                "{n} matter is written well and waits for somebody.",
                "{n} matters are written well and wait for somebody.",
                waiting,
                n=spelled(words, waiting),
            )
        )
        if waiting
        else ""
    )
    return words.sentences([first, second])


def pages(book: Book) -> Iterator[Page]:
    """All diagnostics by severity."""
    faults = [fault for fault in book.diagnostics if fault.record in book.hrefs or not hidden(book, fault)]
    groups = {severity: [fault for fault in faults if fault.severity is severity] for severity in Severity}
    texts = texts_of(book)
    sections: tuple[Section | tuple[Section, ...], ...] = (
        section(book, book.say("Errors"), "errors", groups[Severity.ERROR], texts, book.say("No error.")),
        section(book, book.say("Warnings"), "warnings", groups[Severity.WARNING], texts, book.say("No warning.")),
        section(
            book,
            book.say("Business that waits"),
            "attentions",
            groups[Severity.ATTENTION],
            texts,
            book.say("Nothing waits."),
        ),
        section(book, book.say("Hints"), "hints", groups[Severity.HINT], texts, book.say("No hint.")),
        *trust_sections(book, faults),
    )
    counts = {severity: len(group) for severity, group in groups.items()}
    tiles = (
        Tile(book.say("Errors"), str(counts[Severity.ERROR]), "#errors"),
        Tile(book.say("Warnings"), str(counts[Severity.WARNING]), "#warnings"),
        Tile(book.say("Business that waits"), str(counts[Severity.ATTENTION]), "#attentions"),
        Tile(book.say("Hints"), str(counts[Severity.HINT]), "#hints"),
        *trust_tiles(book),
    )
    path = "problems.html"
    frame = book.frame(path, book.say("Problems"), current=path, lede=runs(lede(book, counts)))
    yield Page(path, "problems.html", Sheet(frame, tiles, sections, contents_of(sections)))


def hidden(book: Book, fault: Diagnostic) -> bool:
    """Whether a fault is about a record that the site does not show."""
    return fault.record in book.ledger.by_key
