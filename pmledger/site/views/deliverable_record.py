"""What the page of a deliverable answers first: whether it is good enough to accept, as far as anybody looked."""

from pmledger.analysis.quality import GRAVE, is_done, register, waiting_days
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.cells import visible
from pmledger.site.views.quality_tables import Evidence, evidence_of
from pmledger.site.views.sentence import capital, runs, spelled, toned


def extra(book: Book) -> MakeExtra:
    """Answers for deliverables that are not cancelled."""
    known = evidence_of(book, register(book.shown))

    def make(one: Record) -> Extra:
        return Extra() if one.status == "cancelled" else Extra(runs(lede(book, one, known)))

    return make


def lede(book: Book, one: Record, known: Evidence) -> str:
    """How many checks passed, which defects are open, and how long it waits."""
    return book.words.sentences([checked(book, one, known), defective(book, one, known), waiting(book, one)])


def checked(book: Book, one: Record, known: Evidence) -> str:
    words = book.words
    held = [check for check in visible(book, known.checks.get(one.key, ())) if is_done(check, book.as_of)]
    if not held:
        return book.say("It has not been checked yet.")
    passed = sum(1 for check in held if check.text("result") == "pass" or check.key in known.repeated)
    told = toned(words.number(passed), "good" if passed == len(held) else "warn")
    return book.say("Checks passed: {passed} of {n}.", passed=told, n=words.number(len(held)))


def defective(book: Book, one: Record, known: Evidence) -> str:
    """Defects that are open; nothing where nobody looked."""
    words = book.words
    defects = visible(book, known.defects.get(one.key, ()))
    if not defects and not known.checks.get(one.key):
        return ""
    opened = [defect for defect in defects if is_open(defect, book.as_of)]
    if not opened:
        return book.say("No defect is open.")
    grave = any(defect.text("severity") in GRAVE for defect in opened)
    count = len(opened)
    told = book.say_count("{n} defect is open", "{n} defects are open", count, n=spelled(words, count))
    return capital(book.say("{late}.", late=toned(told, "bad" if grave else "warn")))


def waiting(book: Book, one: Record) -> str:
    waits = waiting_days(one, book.as_of)
    if waits is None or not isinstance(waits.value, int):
        return ""
    return book.say_count(
        "It has been with the client for {count} day.", "It has been with the client for {count} days.", waits.value
    )
