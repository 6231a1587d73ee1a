"""Satisfaction: what clients answer when asked, how sure that is, and whether anybody got back to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from pmledger.analysis.loops import Answer, answers_of
from pmledger.analysis.satisfaction import MAX_AGE_DAYS, Score, Wave, together
from pmledger.analysis.standing import is_open
from pmledger.analysis.voice_figures import FEW, is_usual
from pmledger.site.book import Book
from pmledger.site.page import Page
from pmledger.site.parts import Cell, Column, Item, Row, Table, Tile
from pmledger.site.views.blocks import Block, Section, Sheet, contents_of, listed, table, words
from pmledger.site.views.cells import MOST, day_cell, key_cell, lang_of, record_cell, short_name
from pmledger.site.views.figures import tile, why_href, written
from pmledger.site.views.needs import needs_blocks
from pmledger.site.views.registers import head
from pmledger.site.views.sentence import capital, runs, spelled, toned
from pmledger.site.views.surveys import method_name, score_text
from pmledger.site.views.waves import (
    METHODS,
    Shown,
    certainty,
    client_cell,
    group_cell,
    score_tone,
    series_of,
    wave_blocks,
)

MOST_SAID = 40
Latest = Mapping[str, Mapping[str, Wave]]
"""By client or project the latest fresh wave of each method."""


def latest_by(book: Book, series: Mapping[str, Sequence[Shown]], field: str) -> dict[str, dict[str, Wave]]:
    """The latest wave of the last 180 days of each method, by the key of its client or project."""
    first = book.as_of - timedelta(days=MAX_AGE_DAYS)
    found: dict[str, dict[str, Wave]] = {}
    for method, shown in series.items():
        for one in shown:
            key = one.wave.record.client if field == "client" else one.wave.record.project
            if key and one.wave.on >= first:
                found.setdefault(key, {}).setdefault(method, one.wave)
    return found


def whole_of(latest: Iterable[Mapping[str, Wave]], method: str) -> Score | None:
    """One score over the waves of a method; means only over those on the usual scale."""
    found = [waves[method] for waves in latest if method in waves]
    alike = [wave for wave in found if method in {"nps", "csat"} or is_usual(wave)]
    return together(alike, method) if alike else None


def method_title(book: Book, method: str) -> str:
    titles = {
        "nps": book.say("Net promoter score"),
        "csat": book.say("Customer satisfaction"),
        "ces": book.say("Customer effort"),
    }
    return titles.get(method) or book.say("Own questions")


def told_score(book: Book, latest: Latest, method: str) -> str:
    """A method's score over all clients with its number of answers."""
    score = whole_of(latest.values(), method)
    if score is None or score.value is None:
        return ""
    figure = toned(score_text(book, score), score_tone(book, score), why_href(book, method, ""))
    if score.n < FEW:
        return book.say_count(
            "{method} {score} from {count} answer, too few to judge",
            "{method} {score} from {count} answers, too few to judge",
            score.n, method=method_name(book, score), score=figure,
        )  # fmt: skip
    return book.say_count(
        "{method} {score} from {count} answer", "{method} {score} from {count} answers",
        score.n, method=method_name(book, score), score=figure,
    )  # fmt: skip


def score_tile(book: Book, name: str, latest: Latest) -> Tile:
    """A figure of the strip; a score with its interval below."""
    score = whole_of(latest.values(), name) if name in METHODS else None
    if score is not None and score.n < FEW:
        return tile(book, name, sub=book.say("n = {n}, too few to judge", n=score.n))
    sure = certainty(book, score) if score is not None else ""
    return tile(book, name, sub=book.say("95% in {interval}", interval=sure) if sure else "")


def lede(book: Book, latest: Latest, waiting: Sequence[Answer], followed: int) -> str:
    """The scores with their certainty, and who still waits for somebody to get back."""
    scores = [score for method in ("nps", "csat", "ces") if (score := told_score(book, latest, method))]
    told = (
        [book.say("{scores}.", scores=book.words.list_and(scores))]
        if scores
        else [book.say("Nobody answered in the last {days} days.", days=MAX_AGE_DAYS)]
    )
    n = len(waiting)
    if n:
        open_ = toned(
            book.say_count(
                "{n} dissatisfied answer waits", "{n} dissatisfied answers wait", n, n=spelled(book.words, n)
            ),
            "bad",
            "#follow-up",
        )
        told.append(capital(book.say("{answers} for somebody to get back.", answers=open_)))
    elif followed:
        told.append(book.say("{none}.", none=toned(book.say("Somebody got back to all who were dissatisfied"), "good")))
    else:
        told.append(book.say("{none}.", none=toned(book.say("Nobody was dissatisfied"), "good")))
    return book.words.sentences(told)


def follow_items(book: Book, waiting: Sequence[Answer]) -> tuple[Item, ...]:
    """Answers that nobody got back to, the one that waits longest first."""
    calendar = book.conclusions.calendar
    items = []
    for one in waiting[:MOST_SAID]:
        due = one.due(calendar)
        late = due < book.as_of
        what = one.comment if one.comment and one.consent else book.say("an answer without a comment to show")
        place = short_name(book, one.survey.project or one.survey.client)
        about = book.words.comma.join(part for part in (one.survey.title, place) if part)
        items.append(
            Item(
                book.say("{score}: {comment}", score=one.score, comment=what),
                book.href(one.survey.key),
                "bad" if late else "warn",
                about,
                book.say("by {day}", day=due),
                book.say("late") if late else "",
            )
        )
    return tuple(items)


def group_columns(book: Book, title: str, methods: Sequence[str]) -> tuple[Column, ...]:
    return (Column(title, wide=True), *(Column(method_title(book, method), numeric=True) for method in methods))


def by_client(book: Book, latest: Latest, methods: Sequence[str]) -> Table:
    """Each client's scores, the worst first."""
    rows = [
        Row(
            (
                client_cell(book, client),
                *(group_cell(book, whole_of([waves], method), why_href(book, method, client)) for method in methods),
            )
        )
        for client, waves in sorted(latest.items(), key=lambda pair: rank(book, pair[1]))[:MOST]
    ]
    return Table(group_columns(book, book.say("Client"), methods), tuple(rows), book.say("Satisfaction by client"))


def rank(book: Book, found: Mapping[str, Wave]) -> tuple[int, float]:
    """Bad before warn before the rest; then the lowest by share of its scale."""
    scores = [wave.score for wave in found.values()]
    tones = [score_tone(book, score) for score in scores]
    order = ("bad", "warn", "", "good")
    lowest = min((float(score.value) for score in scores if score.value is not None), default=0.0)
    return min((order.index(tone) for tone in tones), default=len(order)), lowest


def by_segment(book: Book, latest: Latest, methods: Sequence[str]) -> Table:
    """The clients of a segment together, over all their answers."""
    groups: dict[str, list[Mapping[str, Wave]]] = {}
    for client, waves in latest.items():
        record = book.ledger.get(client)
        groups.setdefault(record.text("segment") if record else "", []).append(waves)
    order = (*book.settings.segments, "")
    ranked = sorted(groups.items(), key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), pair[0]))
    rows = tuple(
        Row(
            (
                Cell(
                    book.words.choice_label(segment) if segment else book.say("Without segment"),
                    sub=book.say_count("{count} client", "{count} clients", len(waves)),
                ),
                *(group_cell(book, whole_of(waves, method)) for method in methods),
            )
        )
        for segment, waves in ranked
    )
    return Table(group_columns(book, book.say("Segment"), methods), rows, book.say("Satisfaction by segment"))


def by_project(book: Book, latest: Latest, methods: Sequence[str]) -> Table:
    """Each project's latest waves, led to the explanation of their scores."""
    rows = []
    for project, waves in sorted(latest.items(), key=lambda pair: rank(book, pair[1]))[:MOST]:
        cells = [
            group_cell(
                book, whole_of([waves], method), why_href(book, "score", waves[method].record.key) if method in waves else ""
            )
            for method in methods
        ]
        rows.append(Row((key_cell(book, project), *cells)))
    return Table(
        group_columns(book, book.say("Project"), methods), tuple(rows), book.say("Satisfaction by project"),
        empty=book.say("No project was asked about in the last {days} days.", days=MAX_AGE_DAYS),
    )  # fmt: skip


def said(book: Book, answers: Sequence[Answer]) -> tuple[Block, ...]:
    """What people wrote, only where they agreed, and never with their names."""
    spoken = [one for one in answers if one.comment]
    allowed = [one for one in spoken if one.consent]
    rows = tuple(
        Row(
            (
                Cell(one.comment, lang=lang_of(book, one.comment)),
                Cell(book.words.number(one.score), sub=one.segment),
                Cell(one.survey.title, book.href(one.survey.key), lang=lang_of(book, one.survey.title)),
                day_cell(book, one.on),
            )
        )
        for one in allowed[:MOST_SAID]
    )
    columns = (
        Column(book.say("In their words"), wide=True),
        Column(book.say("Answer"), numeric=True),
        Column(book.say("Survey")),
        Column(book.say("Date")),
    )
    shown = table(
        Table(columns, rows, book.say("What people wrote"), empty=book.say("Nobody agreed to have a comment shown."))
    )
    left, hidden = len(allowed) - len(rows), len(spoken) - len(allowed)
    more = (words(book.say_count("And {count} earlier one.", "And {count} earlier ones.", left)),) if left else ()
    if not hidden:
        return (shown, *more)
    note = book.say_count(
        "{count} comment is not shown: the person did not agree to it.",
        "{count} comments are not shown: the people did not agree to it.",
        hidden,
    )
    return (shown, *more, words(note))


def complaint_blocks(book: Book) -> tuple[Block, ...]:
    """Open complaints, the oldest first, with the way to all feedback."""
    found = [
        one
        for one in book.shown("feedback")
        if one.text("type") == "complaint" and is_open(one, book.as_of)
    ]
    if not found:
        return (Block("none", book.say("No complaint is open.")),)
    columns = (
        Column(book.say("Complaint"), wide=True),
        Column(book.say("Client")),
        Column(book.say("Received")),
        Column(book.say("Has waited"), numeric=True),
    )
    rows = []
    for one in sorted(found, key=lambda record: (str(record.day("received_on")), record.key))[:MOST]:
        waits = written(book, "answer_days", one.key)
        late = (standing := book.conclusions.care.feedback.get(one.key)) is not None and standing.answer_late
        rows.append(
            Row(
                (
                    record_cell(book, one),
                    key_cell(book, one.client),
                    day_cell(book, one.day("received_on")),
                    Cell(waits.text, waits.href, "bad" if late else ""),
                )
            )
        )
    return (table(Table(columns, tuple(rows), book.say("Open complaints"))),)


def group_sections(
    book: Book, by_clients: Latest, by_projects: Latest, methods: Sequence[str]
) -> tuple[Section, ...]:
    return (
        Section(head(book.say("By client"), "clients"), (table(by_client(book, by_clients, methods)),)),
        Section(head(book.say("By segment"), "segments"), (table(by_segment(book, by_clients, methods)),)),
        Section(head(book.say("By project"), "projects"), (table(by_project(book, by_projects, methods)),)),
    )


def pages(book: Book) -> Iterator[Page]:
    """Satisfaction over all surveys, their waves, and what came of them."""
    surveys = book.shown("survey")
    if not surveys:
        return
    series = series_of(book, surveys)
    by_clients, by_projects = latest_by(book, series, "client"), latest_by(book, series, "project")
    first = book.as_of - timedelta(days=MAX_AGE_DAYS)
    answers = [
        one
        for shown in series.values()
        for each in shown
        for one in answers_of(each.wave.record, book.ledger, book.as_of)
        if one.on >= first
    ]
    answers.sort(key=lambda one: (one.on, one.survey.key, one.index))
    low = [one for one in answers if one.dissatisfied]
    waiting = [one for one in low if not one.followed_up]
    methods = [method for method in METHODS if any(method in waves for waves in by_clients.values())]
    sections: list[Section] = [
        Section(
            head(book.say("To follow up"), "follow-up"),
            (listed(follow_items(book, waiting), book.say("Nobody waits for an answer to a survey.")),),
        ),
        *(
            Section(
                head(method_title(book, method), f"m-{method}"),
                wave_blocks(book, shown, method_title(book, method)),
            )
            for method, shown in series.items()
        ),
    ]
    if methods:
        sections += group_sections(book, by_clients, by_projects, methods)
    sections += [
        Section(head(book.say("In their words"), "said"), said(book, list(reversed(answers)))),
        Section(
            head(book.say("Needs by client"), "needs", book.register("requirement", text=book.say("all needs"))),
            needs_blocks(book),
        ),
        Section(
            head(book.say("Complaints"), "complaints", book.register("feedback", text=book.say("all feedback"))),
            complaint_blocks(book),
        ),
    ]
    path = "surveys.html"
    told = runs(lede(book, by_clients, waiting, len(low)))
    frame = book.frame(path, book.say("Satisfaction"), current=path, lede=told)
    names = ("nps", "csat", "ces", "response_rate", "loop_closed")
    tiles = tuple(
        score_tile(book, name, by_clients)
        for name in names
        if written(book, name).number is not None or name in {"response_rate", "loop_closed"}
    )
    every = tuple(sections)
    yield Page(path, "satisfaction.html", Sheet(frame, tiles, every, contents_of(every)))
