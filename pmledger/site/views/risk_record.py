"""What the pages of a risk and of an issue answer first."""

from pmledger.analysis.exposure import has_occurred
from pmledger.analysis.issues import age_days, due_day
from pmledger.analysis.risks import RiskStanding
from pmledger.analysis.standing import is_open
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.cells import told
from pmledger.site.views.figures import figure_anchor
from pmledger.site.views.issues import overdue
from pmledger.site.views.risk_story import issue_of
from pmledger.site.views.risks import level_status, score_text
from pmledger.site.views.sentence import capital, runs, toned


def risk_extra(book: Book) -> MakeExtra:
    """Answers for risks that may still happen or have."""

    def make(record: Record) -> Extra:
        risk = book.conclusions.risks.get(record.key)
        return Extra() if risk is None else Extra(runs(risk_lede(book, risk)))

    return make


def risk_lede(book: Book, risk: RiskStanding) -> str:
    """How grave it is, what it may cost, whether the response works, when somebody looks again."""
    record = risk.record
    if has_occurred(record, book.as_of):
        key = issue_of(book, record)
        cost = figure_anchor(book, "realised_cost", record.key)
        return book.words.sentences(
            [
                book.say("It came true: {issue}.", issue=told(book, key)) if key else book.say("It came true."),
                book.say("Cost so far: {amount}.", amount=toned(cost.text, "b", cost.href)) if cost.text != "—" else "",
            ]
        )
    if not risk.open:
        return ""
    status = level_status(book, risk)
    if risk.score is None:
        return book.say("Nobody has assessed it yet.")
    level = toned(status.word, status.tone if status.tone in {"good", "warn", "bad"} else "b")
    value = figure_anchor(book, "expected_value", record.key)
    worth = (
        book.say("expected value {amount}", amount=toned(value.text, "b", value.href)) if value.text != "—" else ""
    )
    first = capital(book.say("{level} ({score})", level=level, score=score_text(risk)))
    return book.words.sentences(
        [
            book.say("{level}, {worth}.", level=first, worth=worth) if worth else book.say("{late}.", late=first),
            book.say("The response is at work.") if risk.active else toned(book.say("No response is at work."), "warn"),
            review(book, risk),
        ]
    )


def review(book: Book, risk: RiskStanding) -> str:
    on = risk.record.day("review_on")
    if on is None:
        return ""
    day = book.words.date(on)
    if risk.review_overdue:
        return toned(book.say("The review of {day} is overdue.", day=day), "bad")
    return book.say("The next review is on {day}.", day=day)


def issue_extra(book: Book) -> MakeExtra:
    """Answers for issues that are open."""

    def make(issue: Record) -> Extra:
        return Extra(runs(issue_lede(book, issue))) if is_open(issue, book.as_of) else Extra()

    return make


def issue_lede(book: Book, issue: Record) -> str:
    """For how long it has been open, by when it is to be resolved, who was asked."""
    age, due = age_days(issue, book.as_of), due_day(issue, book.conclusions.calendar)
    parts = []
    if age is not None:
        count = book.say_count("{count} day", "{count} days", age)
        parts.append(book.say("Open for {days}.", days=toned(count, "b")))
    if due is not None:
        day = book.words.date(due)
        late = overdue(book, issue)
        parts.append(toned(book.say("It was due on {day}.", day=day), "bad") if late else book.say("It is due on {day}.", day=day))
    if issue.status == "escalated" and issue.target("escalated_to") in book.hrefs:
        parts.append(book.say("{person} was asked to step in.", person=told(book, issue.target("escalated_to"))))
    blocked = [key for key in issue.targets.get("blocks", ()) if key in book.hrefs]
    if blocked:
        parts.append(book.say("It holds up {work}.", work=book.words.list_and(told(book, key) for key in blocked)))
    return book.words.sentences(parts)
