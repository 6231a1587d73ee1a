"""Communication: whom we owe a word, whom we forgot, and how soon we answer."""

from collections.abc import Iterator, Sequence

from pmledger.analysis.answers import Answer
from pmledger.analysis.communication import PlanStanding, judged_count
from pmledger.analysis.figure import Result
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Anchor, Item, Tile
from pmledger.site.views import answer_times, meetings, plan_items, stakeholders
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, listed
from pmledger.site.views.by_month import contact_months
from pmledger.site.views.cells import visible
from pmledger.site.views.figures import figure_anchor, figure_of, tile
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, spelled, toned

PATH = "communication.html"
MOST_URGENT = 20
RECENT = 12
"""Contacts of the log shown here; the register has them all."""


def standings(book: Book) -> tuple[PlanStanding, ...]:
    """The plan items that the site shows, the overdue first."""
    plans = book.conclusions.relations.plans.values()
    return tuple(one for one in plan_items.in_order(plans) if one.plan.key in book.hrefs)


def resting(book: Book) -> tuple[PlanStanding, ...]:
    """Plan items that ask nothing: paused, ended, or of a project that is held or closed."""
    plans = book.conclusions.relations.plans.values()
    return tuple(one for one in plans if not one.asks and one.plan.key in book.hrefs)


def urgent(book: Book, plans: Sequence[PlanStanding], found: Sequence[Answer]) -> tuple[Item, ...]:
    """Overdue contacts, messages that wait too long, silent stakeholders."""
    items = (
        *plan_items.overdue_items(book, plans),
        *answer_times.late_items(book, found),
        *stakeholders.silent_items(book, book.conclusions.relations.silences),
    )
    return items[:MOST_URGENT]


def lede(book: Book, plans: Sequence[PlanStanding], found: Sequence[Answer]) -> str:
    """What is overdue and due, how well the plan is kept to, who is silent, who waits for an answer."""
    words = book.words
    overdue = sum(one.overdue is not None for one in plans)
    due = sum(len(one.soon) for one in plans)
    if not plans:
        first = book.say("No plan of communication is active.")
    elif overdue:
        told = toned(
            book.say_count(
                "{n} planned contact is overdue", "{n} planned contacts are overdue", overdue, n=spelled(words, overdue)
            ),
            "bad",
        )
        first = capital(book.say("{late}.", late=told))
    else:
        first = book.say("{none}.", none=toned(book.say("No planned contact is overdue"), "good"))
    second = ""
    if due:
        second = capital(
            book.say_count("{n} is due within a week.", "{n} are due within a week.", due, n=spelled(words, due))
        )
    elif plans:
        second = book.say("None is due within a week.")
    return words.sentences([first, second, kept_sentence(book), silent_sentence(book), answer_sentence(book, found)])


def kept_sentence(book: Book) -> str:
    kept, count = figure_anchor(book, "plan_compliance"), judged(book, "plan_compliance")
    if not count:
        return ""
    share = toned(kept.text, "b", kept.href)
    return book.say_count(
        "Of {n} contact asked for in 90 days, {share} was held in time.",
        "Of {n} contacts asked for in 90 days, {share} were held in time.",
        count,
        n=spelled(book.words, count),
        share=share,
    )


def silent_sentence(book: Book) -> str:
    silent = [one for one in book.conclusions.relations.silences if one.person.key in book.hrefs]
    if not silent:
        return ""
    names = book.words.list_and(toned(one.person.title, "warn", book.href(one.person.key)) for one in silent[:3])
    return book.say_count(
        "{people} has influence and was not heard from for too long.",
        "{people} have influence and were not heard from for too long.",
        len(silent),
        people=names,
    )


def answer_sentence(book: Book, found: Sequence[Answer]) -> str:
    waiting = sum(one.waits for one in answer_times.visible(book, found))
    if not waiting:
        return ""
    return capital(
        book.say_count(
            "{n} message waits for an answer.", "{n} messages wait for an answer.", waiting, n=spelled(book.words, waiting)
        )
    )


def judged(book: Book, name: str) -> int:
    """How many a share was reckoned from."""
    figure = figure_of(book, name)
    return judged_count(Result(None, figure.inputs)) if figure and figure.value is not None else 0


def tiles(book: Book) -> tuple[Tile, ...]:
    def of(name: str) -> Tile:
        count = judged(book, name)
        return tile(book, name, sub=book.say("of {count}", count=count) if count else "")

    return (
        tile(book, "plan_overdue"),
        tile(book, "plan_due"),
        of("plan_compliance"),
        tile(book, "silent_stakeholders"),
        of("answers_in_time"),
        of("median_answer"),
    )


def pages(book: Book) -> Iterator[Page]:
    """Due and overdue, the calendar, clients, items, missed ones, answers, the silent, the log."""
    talks = visible(book, book.shown("communication"))
    plans, found = standings(book), book.conclusions.relations.answers
    if not talks and not book.shown("comm_plan"):
        return
    due = plan_items.due_items(book, plans)
    sections: list[Section | tuple[Section, ...]] = [
        (
            Section(
                head(book.say("Needs attention"), "attention"),
                (listed(urgent(book, plans, found), book.say("Nobody waits for a word from us.")),),
            ),
            Section(
                head(book.say("Due within a week"), "due"),
                (Block("diary", due) if due else Block("none", book.say("Nothing is due.")),),
            ),
        )
    ]
    if plans:
        sections.append(Section(head(book.say("Calendar"), "calendar"), (plan_items.calendar_strip(book, plans),)))
    sections += [
        Section(head(book.say("By client"), "clients"), plan_items.client_blocks(book, plans)),
        Section(
            head(book.say("The plan"), "plan", *((book.register("comm_plan"),) if book.shown("comm_plan") else ())),
            plan_items.item_blocks(book, plans, "t-plan", where=True, resting=resting(book)),
        ),
        Section(head(book.say("Missed"), "missed"), plan_items.missed_blocks(book, plans)),
        Section(
            head(book.say("Answers"), "answers"),
            (*answer_times.answer_blocks(book, found), *answer_times.norm_blocks(book)),
        ),
        Section(
            head(book.say("Silent stakeholders"), "silent"),
            stakeholders.silent_blocks(book, book.conclusions.relations.silences),
        ),
        Section(head(book.say("Contacts by month"), "months"), (contact_months(book, talks),)),
        Section(
            head(book.say("Log of contacts"), "log", *((book.register("communication"),) if talks else ())),
            meetings.log_blocks(book, talks, RECENT),
        ),
    ]
    stamp = ((Anchor(book.say("As of {day}", day=book.words.date(book.as_of, "long"))),),)
    frame = book.frame(PATH, book.say("Communication"), current=PATH, lede=runs(lede(book, plans, found)), stamp=stamp)
    yield Page(PATH, "communication.html", Sheet(frame, tiles(book), tuple(sections), contents_of(tuple(sections))))
