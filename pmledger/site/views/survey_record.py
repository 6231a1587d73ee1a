"""What the page of a survey adds: its score, and the answers without the names of those who gave them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pmledger.analysis.loops import Answer, answers_of
from pmledger.analysis.voice_figures import FEW
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.record_page import Extra, MakeExtra
from pmledger.site.views.blocks import Block, Section, table
from pmledger.site.views.cells import MOST, day_cell, lang_of
from pmledger.site.views.figures import why_href, written
from pmledger.site.views.registers import and_more, head
from pmledger.site.views.sentence import runs, toned
from pmledger.site.views.surveys import method_text, score_text
from pmledger.site.views.waves import Shown, certainty, score_tone, series_of, wave_blocks

T = TypeVar("T")


def extra(book: Book) -> MakeExtra:
    """The wave beside the one before it, and its answers from the lowest to the highest."""
    shown = {one.wave.record.key: one for found in series_of(book, book.shown("survey")).values() for one in found}

    def make(survey: Record) -> Extra:
        answers = answers_of(survey, book.ledger, book.as_of)
        section = Section(head(book.say("Answers"), "answers"), answer_blocks(book, survey, answers))
        return Extra(runs(lede(book, shown, survey)), (*wave_section(book, shown.get(survey.key)), section))

    return make


def wave_section(book: Book, shown: Shown | None) -> tuple[Section, ...]:
    if shown is None:
        return ()
    title = book.say("Score and spread")
    return (Section(head(title, "wave"), wave_blocks(book, (shown,), title)),)


def lede(book: Book, found: Mapping[str, Shown], survey: Record) -> str:
    """The score with its number of answers, how sure it is, and what changed."""
    shown = found.get(survey.key)
    if shown is None:
        return book.say("Nobody has answered yet.")
    score = shown.score
    figure = toned(score_text(book, score), score_tone(book, score), why_href(book, "score", survey.key))
    parts = [book.say("{score} ({answers}).", score=figure, answers=method_text(book, score))]
    if score.n < FEW:
        parts.append(book.say("Too few answers to judge."))
    elif sure := certainty(book, score):
        parts.append(book.say("With 95% certainty the truth lies in {interval}.", interval=sure))
    change = written(book, "score_change", survey.key, signed=True)
    if change.number is not None and shown.former is not None:
        former = shown.former.record
        before = toned(former.title, "", book.href(former.key))
        parts.append(book.say("{change} against {wave}.", change=toned(change.text, "", change.href), wave=before))
    return book.words.sentences(parts)


def answer_blocks(book: Book, survey: Record, answers: Sequence[Answer]) -> tuple[Block, ...]:
    """The answers, the lowest first where low is bad; words only with consent, names never."""
    low_first = survey.values.get("higher_is_better") is not False
    ordered = sorted(answers, key=lambda one: (one.score if low_first else -one.score, one.on, one.index))
    # A column that would say nothing of anybody is left out.
    used = (True, True, any(one.segment for one in answers), any(one.comment for one in answers), needs_answer(answers))
    rows = tuple(
        Row(
            kept(
                used,
                (
                    Cell(book.words.number(one.score), tone="bad" if one.dissatisfied and not one.followed_up else ""),
                    day_cell(book, one.on),
                    Cell(one.segment or "—", tone="" if one.segment else "muted"),
                    words_cell(book, one),
                    follow_cell(book, one),
                ),
            )
        )
        for one in ordered[:MOST]
    )
    columns = kept(
        used,
        (
            Column(book.say("Answer")),
            Column(book.say("Date")),
            Column(book.say("Group")),
            Column(book.say("In their words"), wide=True),
            Column(book.say("Followed up")),
        ),
    )
    empty = book.say("Nobody has answered yet.")
    shown = table(Table(columns, rows, book.say("Answers"), "t-answers", tools=len(rows) > 12, empty=empty))
    return (shown, *and_more(book, len(ordered) - MOST))


def needs_answer(answers: Sequence[Answer]) -> bool:
    return any(one.dissatisfied or one.answered_by for one in answers)


def kept(used: Sequence[bool], parts: Sequence[T]) -> tuple[T, ...]:
    return tuple(part for use, part in zip(used, parts, strict=True) if use)


def words_cell(book: Book, one: Answer) -> Cell:
    if not one.comment:
        return Cell("—", tone="muted")
    if not one.consent:
        return Cell(book.say("not to be shown"), tone="muted")
    return Cell(one.comment, lang=lang_of(book, one.comment))


def follow_cell(book: Book, one: Answer) -> Cell:
    """What answers the person, or that somebody has to."""
    if one.answered_by:
        found = book.anchor(one.answered_by)
        return Cell(found.text, found.href, lang=lang_of(book, found.text))
    if one.followed_up and one.dissatisfied:
        return Cell(book.say("by an action for the wave"))
    return Cell(book.say("nobody yet"), tone="bad") if one.dissatisfied else Cell("—", tone="muted")
