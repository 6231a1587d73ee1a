"""When projects finish if nobody does two things at once, and who is waited for."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from pmledger.analysis.levelling.people_plan import Handed, PeoplePlan
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row
from pmledger.site.views.blocks import Block, text
from pmledger.site.views.cells import record_cell, short_name
from pmledger.site.views.figures import figure_cell, written
from pmledger.site.views.registers import bounded
from pmledger.site.views.sentence import capital, runs, spelled, toned


def levelled_blocks(book: Book) -> tuple[Block, ...]:
    """The answer in a sentence, then the projects that finish later, the most delayed first."""
    found = book.conclusions.people_plan
    moved = tuple(delayed(book, found)) if found is not None else ()
    if not moved:
        return (Block("none", book.say("All projects finish as planned even if nobody does two things at once.")),)
    sentence = capital(
        book.say_count(
            "{n} project finishes later than planned if nobody does two things at once.",
            "{n} projects finish later than planned if nobody does two things at once.",
            len(moved),
            n=toned(spelled(book.words, len(moved)), "warn"),
        )
    )
    columns = (
        Column(book.say("Project"), wide=True),
        Column(book.say("As planned")),
        Column(book.say("One thing at a time")),
        Column(book.say("Later by"), numeric=True),
        Column(book.say("Who is waited for"), wide=True),
    )
    assert found is not None
    table = bounded(
        book,
        moved,
        columns,
        lambda project: project_row(book, project, found),
        book.say("Projects that finish later if nobody does two things at once"),
        anchor="t-levelled",
    )
    return (text(runs(sentence)), *table)


def delayed(book: Book, found: PeoplePlan) -> Iterator[Record]:
    """The projects on this site that finish later, the most delayed first."""
    days = {key: written(book, "levelled_delay", key).number or 0 for key in found.finishes}
    later = [book.ledger.by_key[key] for key in found.finishes if days[key] and key in book.hrefs]
    yield from sorted(later, key=lambda one: (-days[one.key], one.key))


def project_row(book: Book, project: Record, found: PeoplePlan) -> Row:
    handed = found.waits[project.key]
    more = len(handed) - 1
    sub = book.say_count("and {count} more wait", "and {count} more waits", more) if more > 0 else ""
    return Row(
        (
            record_cell(book, project),
            figure_cell(book, "forecast_finish", project.key),
            figure_cell(book, "levelled_finish", project.key),
            figure_cell(book, "levelled_delay", project.key, tone="warn"),
            Cell(runs=runs(waited_for(book, handed[0])), sub=sub) if handed else Cell("—", tone="muted"),
        )
    )


def levelled_below(book: Book, name: str, task: Record, cell: Cell) -> Cell:
    """The date of a task with the levelled one below where that is another, led to who is waited for."""
    found = written(book, f"levelled_{name}", task.key)
    if not isinstance(found.value, date) or found.value == written(book, name, task.key).value:
        return cell
    told = Anchor(book.say("levelled {day}", day=book.words.date(found.value, "day")), found.href)
    return replace(cell, sub_runs=(told,))


def levelled_note(book: Book, tasks: Iterable[Record]) -> tuple[str, ...]:
    """What levelled means, where any of some tasks has such a date."""
    figures = book.conclusions.figures
    if not any(("levelled_start", task.key) in figures for task in tasks):
        return ()
    return (book.say("Levelled is when it runs if nobody does two things at once."),)


def waited_for(book: Book, one: Handed) -> str:
    """What waits for whom, in one sentence."""
    before, after = (book.ledger.by_key[key] for key in (one.before, one.after))
    return book.say(
        "{after} waits for {person}, busy with {before} until {day}",
        person=toned(short_name(book, one.person), "", book.href(one.person)),
        before=toned(before.title, "", book.href(before.key)),
        day=book.words.date(one.until, "day"),
        after=toned(after.title, "", book.href(after.key)),
    )
