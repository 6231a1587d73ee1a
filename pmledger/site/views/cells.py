"""Cells, facts and prose that several hand-made pages share."""

import re
from collections.abc import Iterable
from datetime import date

from pmledger.ledger.record import Record
from pmledger.site.bodies import links_of
from pmledger.site.book import Book
from pmledger.site.box_lines import spoken_boxes
from pmledger.site.parts import Anchor, Cell, Prose
from pmledger.site.views.sentence import toned

ASIDE = re.compile(r"\s*([-*+]\s+\[[ xX]\]|#)")
"""Check boxes and headings, which are no part of what a passage says."""
CJK = "[\u3400-\u9fff]"
MOST = 200
"""Rows in one table at most; the rest is one link away."""


def visible(book: Book, records: Iterable[Record]) -> tuple[Record, ...]:
    """The records that the site shows."""
    return tuple(record for record in records if record.key in book.hrefs)


def opened(records: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Open ones and closed ones."""
    every = tuple(records)
    return tuple(each for each in every if not each.closed), tuple(each for each in every if each.closed)


def told(book: Book, key: str) -> str:
    """A record's title as a part of a sentence that keeps its link."""
    anchor = book.anchor(key)
    return toned(anchor.text, "", anchor.href)


def of_scope(book: Book, record: Record, kind: str) -> tuple[Record, ...]:
    """The shown records of a kind that belong to a project or to a client."""
    found = book.ledger.of_project if record.kind == "project" else book.ledger.of_client
    return visible(book, found(record.key, kind))


def lang_of(book: Book, text: str) -> str:
    """The language of a text where it is not the site's: Chinese is seen by its letters."""
    chinese = not text.isascii() and bool(re.search(CJK, text))
    here = book.words.language
    return "zh" if chinese and here == "en" else "en" if not chinese and here != "en" and text.isascii() else ""


def record_cell(book: Book, record: Record, sub: str = "", *, where: bool = False) -> Cell:
    """A record by its title; `where` adds its project, else its client, below."""
    key = record.project or record.client
    place = (book.anchor(key, short_name(book, key)),) if where and key else ()
    title = record.title
    return Cell(title, book.href(record.key), sub=sub, sub_runs=() if sub else place, lang=lang_of(book, title))


def short_name(book: Book, key: str) -> str:
    """A client's or project's short name: as given, else its title up to a dash."""
    record = book.ledger.get(key)
    if record is None or key not in book.hrefs:
        return ""
    short = record.text("short_name")
    return short or re.split(r"\s[-–—]\s|[:：]", record.title, maxsplit=1)[0]


def place_cell(book: Book, record: Record) -> Cell:
    """The project or client of a record."""
    return key_cell(book, record.project or record.client)


def key_cell(book: Book, key: str) -> Cell:
    """A project, client or person by its short name; "—" for none."""
    if not key:
        return Cell("—", tone="muted")
    anchor = book.anchor(key, short_name(book, key))
    return Cell(anchor.text, anchor.href, lang=lang_of(book, anchor.text))


def owner_cell(book: Book, record: Record, missing: str = "") -> Cell:
    """Who owns a record; `missing` is said in the colour of trouble where nobody does."""
    if record.owner:
        return key_cell(book, record.owner)
    return Cell(missing, tone="bad") if missing else Cell("—", tone="muted")


def day_cell(book: Book, day: date | None, *, late: bool = False, sub: str = "", sub_tone: str = "") -> Cell:
    """A day, sorted as one; with `late` it is said to be over and coloured."""
    if day is None:
        return Cell("—", tone="muted", sub=sub)
    text = whole(book.words.date(day))
    note = sub or (book.say("overdue") if late else "")
    return Cell(
        text, tone="bad" if late else "", sort=day.isoformat(), sub=note, sub_tone=sub_tone or ("bad" if late else "")
    )


def whole(text: str) -> str:
    """A text that is not broken over two lines."""
    return text.replace(" ", "\u00a0")


def status_cell(book: Book, record: Record) -> Cell:
    status = book.status(record)
    return Cell(status=status, sort=str(state_rank(book, record)))


def state_rank(book: Book, record: Record) -> int:
    """Where a state stands in its lifecycle."""
    states = book.spec(record).states
    return states.index(record.status) if record.status in states else len(states)


def choice_cell(book: Book, record: Record, field: str) -> Cell:
    text = record.text(field)
    return Cell(book.words.choice_label(text)) if text else Cell("—", tone="muted")


def passage(record: Record, field: str) -> str:
    """The text of a field, in the front matter or under its heading in the body."""
    return record.text(field).strip()


def brief(text: str, most: int = 160) -> str:
    """The first sentence or so of a passage as one line, without Markdown's signs."""
    kept = (each for each in text.splitlines() if not ASIDE.match(each))
    line = re.sub(r"\[\[[^\]|]*\|([^\]]*)\]\]|\[\[([^\]]*)\]\]|\[([^\]]*)\]\([^)]*\)", _label, "\n".join(kept).strip())
    line = re.sub(r"\s+", " ", re.sub(r"[*_`#>]", "", line)).strip()
    if len(line) <= most:
        return line
    end = max(line.rfind(sign, 40, most) for sign in (". ", "。", "; ", "；"))
    if end > 0:
        return line[: end + 1] if line[end] in ".。" else line[:end] + "…"
    return line[: line.rfind(" ", 0, most) if " " in line[:most] else most].rstrip() + "…"


def _label(found: re.Match[str]) -> str:
    return next((part for part in found.groups() if part), "")


def prose_of(book: Book, record: Record, text: str, *, prefix: str = "", level: int = 3) -> Prose:
    """A passage of a record as prose, its references resolved as the ledger resolved them."""
    links = tuple((target, anchor) for target, anchor in links_of(book, record) if target in text)
    told, links = spoken_boxes(book, record, text, links)
    return Prose(told, links, prefix, level, lang_of(book, text))


def notes_of(book: Book, record: Record, field: str) -> Prose | None:
    """The body without the section of a field that the top of the page shows; None when nothing is left."""
    text = record.body.text
    part = next((each for each in record.body.sections if each.field == field), None)
    if part is not None:
        start = record.body.start
        text = text[: part.start - start] + text[part.end - start :]
    return prose_of(book, record, text, prefix="notes") if text.strip() else None


def joined(anchors: Iterable[Anchor], between: str) -> tuple[Anchor, ...]:
    """Anchors with a separator between them."""
    found: list[Anchor] = []
    for anchor in anchors:
        if found:
            found.append(Anchor(between))
        found.append(anchor)
    return tuple(found)
