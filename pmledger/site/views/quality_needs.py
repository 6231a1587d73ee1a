"""What quality needs somebody for: what was sent back, what failed, what nobody looked at."""

from collections.abc import Iterator

from pmledger.analysis.quality import Register, is_done, is_late, real_defects, waiting_days
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Item
from pmledger.site.views.cells import brief, passage, short_name
from pmledger.site.views.quality_tables import Evidence
from pmledger.site.views.sentence import capital

PATIENCE = 5
"""Days that a submitted deliverable may wait for the client before somebody asks."""
MOST = 12
ORDER = ("bad", "warn", "info")
Need = tuple[Record, Item]


def attention(book: Book, own: Register, known: Evidence, *, where: bool) -> tuple[Item, ...]:
    """The gravest first; the tables below hold the rest."""
    found = [
        *returned(book, own),
        *grave_defects(book, own),
        *failed(book, own, known),
        *late_checks(book, own),
        *waiting(book, own),
        *unchecked(book, own, known),
    ]
    first = sorted(found, key=lambda pair: ORDER.index(pair[1].tone))[:MOST]
    return tuple(placed(book, record, each) if where else each for record, each in first)


def placed(book: Book, record: Record, each: Item) -> Item:
    """A line with the project it is about."""
    sub = " · ".join(part for part in (short_name(book, record.project), each.sub) if part)
    return Item(each.text, each.href, each.tone, sub, each.when, each.word)


def item(book: Book, record: Record, text: str, tone: str, sub: str = "", when: str = "") -> Need:
    word = {"bad": book.say("urgent"), "warn": book.say("soon"), "info": book.say("to know")}[tone]
    return record, Item(capital(text), book.href(record.key), tone, sub, when, word)


def returned(book: Book, own: Register) -> Iterator[Need]:
    """Deliverables that the client sent back."""
    for one in own.deliverables:
        if one.status == "rejected":
            reason = brief(passage(one, "rejected_reason"), 90)
            yield item(book, one, book.say("{title} was sent back", title=one.title), "bad", reason)


def grave_defects(book: Book, own: Register) -> Iterator[Need]:
    for defect in real_defects(own.defects, book.as_of):
        severity, found = defect.text("severity"), defect.day("found_on")
        if found is None or severity not in {"critical", "major"} or not is_open(defect, book.as_of):
            continue
        days = book.say_count("open for {count} day", "open for {count} days", (book.as_of - found).days)
        told = book.say("{severity}: {title}", severity=book.words.choice_label(severity), title=defect.title)
        yield item(book, defect, told, "bad", days)


def failed(book: Book, own: Register, known: Evidence) -> Iterator[Need]:
    """Checks that failed, until a repeated one passes."""
    for check in own.checks:
        result = check.text("result")
        if not is_done(check, book.as_of) or result not in {"fail", "conditional"} or check.key in known.repeated:
            continue
        told = (
            book.say("{title} failed and was not repeated", title=check.title)
            if result == "fail"
            else book.say("{title} passed with conditions", title=check.title)
        )
        day = check.day("done_on")
        tone = "bad" if result == "fail" else "warn"
        yield item(book, check, told, tone, brief(passage(check, "findings"), 90), book.words.date(day, "day") if day else "")


def late_checks(book: Book, own: Register) -> Iterator[Need]:
    for check in own.checks:
        planned = check.day("planned_on")
        if planned is not None and is_late(check, book.as_of):
            yield item(
                book, check, book.say("{title} is overdue", title=check.title), "warn", "", book.words.date(planned, "day")
            )


def waiting(book: Book, own: Register) -> Iterator[Need]:
    """Deliverables that the client has had for too long, and those that are late."""
    for one in own.deliverables:
        due, waits = one.day("due"), waiting_days(one, book.as_of)
        if waits is not None and isinstance(waits.value, int) and waits.value > PATIENCE:
            days = book.say_count("{count} day", "{count} days", waits.value)
            yield item(book, one, book.say("{title} waits for acceptance", title=one.title), "warn", days)
        elif due is not None and due < book.as_of and one.status in {"planned", "in_progress", "in_review"}:
            yield item(book, one, book.say("{title} is late", title=one.title), "bad", "", book.words.date(due, "day"))


def unchecked(book: Book, own: Register, known: Evidence) -> Iterator[Need]:
    """Standards against which nothing was held, and deliverables with the client that nobody checked."""
    for standard in own.standards:
        held = known.held.get(standard.key, ())
        if standard.status == "active" and not any(is_done(check, book.as_of) for check in held):
            yield item(book, standard, book.say("Nothing was checked against {title}", title=standard.title), "info")
    for one in own.deliverables:
        held = known.checks.get(one.key, ())
        if one.status == "submitted" and not any(is_done(check, book.as_of) for check in held):
            yield item(book, one, book.say("{title} was submitted without a check", title=one.title), "info")
