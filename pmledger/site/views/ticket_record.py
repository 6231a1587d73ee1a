"""What the page of a ticket adds: how long the answer and the solution took, of how long they may take."""

from pmledger.analysis.tickets import TicketStanding
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.figures import written
from pmledger.site.views.sentence import runs, toned


def extra(book: Book) -> MakeExtra:
    """The times of a ticket in working hours, and until when it is to be resolved."""

    def make(ticket: Record) -> Extra:
        standing = book.conclusions.care.tickets.get(ticket.key)
        return Extra(runs(lede(book, standing)) if standing else ())

    return make


def lede(book: Book, one: TicketStanding) -> str:
    """The answer, the solution, and what comes of them now."""
    answer = time_of(book, one, "first_answer", one.level.answer, late=one.answer_late)
    solution = time_of(book, one, "solution", one.level.resolve, late=one.late)
    first = (
        book.say("Not answered for {time} of working time.", time=answer)
        if one.answered is None
        else book.say("First answered after {time} of working time.", time=answer)
    )
    if not one.open:
        return book.words.sentences([first, book.say("Resolved after {time}.", time=solution)])
    told = [first, book.say("Open for {time}.", time=solution)]
    if one.waiting is not None:
        told.append(book.say("The clock stands still: we wait for the client since {day}.", day=one.waiting.date()))
    elif one.due is not None:
        at = one.due.replace(second=0, microsecond=0)
        told.append(
            book.say("Past its limit since {moment}.", moment=at)
            if one.late
            else book.say("To be resolved by {moment}.", moment=at)
        )
    return book.words.sentences(told)


def time_of(book: Book, one: TicketStanding, name: str, allowed: int | None, *, late: bool) -> str:
    """A time that was used, of the time that was agreed or is usual."""
    found = written(book, name, one.record.key)
    used = toned(found.text, "bad" if late else "", found.href)
    if allowed is None:
        return used
    limit = book.words.number(allowed / 60, 1)
    if one.level.agreed:
        return book.say("{time} (agreed: {limit} h)", time=used, limit=limit)
    return book.say("{time} (usual: {limit} h)", time=used, limit=limit)
