"""Stakeholders: power and interest, how they stand, how they should, and with whom nobody has spoken."""

from collections.abc import Iterable, Sequence

from pmledger.analysis.influence import POWERFUL, STEPS, Silence
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Item, Row, Table
from pmledger.site.views.blocks import Block, Matrix, MatrixRow, Square, table
from pmledger.site.views.cells import key_cell, record_cell, short_name
from pmledger.site.views.figures import figure_cell, written
from pmledger.source.message import N_

STRATEGIES = {
    (True, False): N_("Keep satisfied"),
    (True, True): N_("Manage closely"),
    (False, False): N_("Keep an eye on"),
    (False, True): N_("Keep informed"),
}
"""What to do by power and interest (Mendelow 1991)."""
MOST_NAMES = 12
LONGEST = 60
"""Rows of one table."""


def assessed(contacts: Iterable[Record]) -> tuple[Record, ...]:
    """Those whose influence and interest are both written, the most influential first."""
    found = [
        one for one in contacts if not one.closed and one.number("influence") is not None and one.number("interest") is not None
    ]
    return tuple(sorted(found, key=lambda one: (-(one.number("influence") or 0), -(one.number("interest") or 0), one.title)))


def power_grid(book: Book, contacts: Sequence[Record]) -> Block:
    """Contacts in four fields by influence and interest, 4 and 5 being high, with what to do in each."""
    rows = tuple(
        MatrixRow(
            book.say("Influence 4–5") if power else book.say("Influence 1–3"),
            tuple(field(book, contacts, power=power, interest=interest) for interest in (False, True)),
        )
        for power in (True, False)
    )
    columns = (book.say("Interest 1–3"), book.say("Interest 4–5"))
    caption = book.say("Contacts by influence and interest")
    return Block("matrix", Matrix(caption, columns, rows, book.say("Interest"), book.say("Influence"), named=True))


def field(book: Book, contacts: Sequence[Record], *, power: bool, interest: bool) -> Square:
    here = [
        one
        for one in contacts
        if ((one.number("influence") or 0) >= POWERFUL) is power and ((one.number("interest") or 0) >= POWERFUL) is interest
    ]
    names = tuple(
        book.anchor(one.key, book.say("{name} ({influence}, {interest})", name=short_name(book, one.key),
                                      influence=one.number("influence"), interest=one.number("interest")))
        for one in here[:MOST_NAMES]
    )  # fmt: skip
    more = len(here) - MOST_NAMES
    rest = (Anchor(book.say_count("and {count} more", "and {count} more", more)),) if more > 0 else ()
    word = book.words.text(STRATEGIES[power, interest])
    return Square("q", word, len(here) + 1, (Anchor(word, "", "muted"), *names, *rest))


def gap_cell(book: Book, person: Record) -> Cell:
    """How the person stands now, and how many steps are missing to where we need them."""
    now, wanted = person.text("engagement_current"), person.text("engagement_desired")
    if not now:
        return Cell("—", tone="muted")
    words, gap = book.words, written(book, "engagement_gap", person.key)
    text = words.choice_label(now)
    tone = "bad" if now == "resistant" else ""
    if gap.number is None or not wanted or gap.number <= 0:
        return Cell(text, tone=tone, sort=str(STEPS.index(now)))
    steps = book.say_count("{count} step", "{count} steps", int(gap.number))
    sub = (Anchor(book.say("should be: {stance}", stance=words.choice_label(wanted))), Anchor(" · "), Anchor(steps, gap.href))
    return Cell(text, tone=tone, sort=str(STEPS.index(now)), sub_runs=sub)


def silent_items(book: Book, found: Sequence[Silence]) -> tuple[Item, ...]:
    return tuple(
        Item(
            one.person.title,
            book.href(one.person.key),
            "bad" if one.since is None or one.since > 2 * one.limit else "warn",
            " · ".join(
                part
                for part in (
                    short_name(book, one.person.client),
                    book.say("influence {number}", number=one.person.number("influence")),
                    book.say_count("to be met every {count} day", "to be met every {count} days", one.limit),
                )
                if part
            ),
            silent_text(book, one),
            book.say("silent"),
        )
        for one in found
        if one.person.key in book.hrefs
    )


def silent_text(book: Book, one: Silence) -> str:
    if one.since is None:
        return book.say("never met")
    return book.say_count("{count} day of silence", "{count} days of silence", one.since)


def silent_blocks(book: Book, found: Sequence[Silence]) -> tuple[Block, ...]:
    """The influential with whom nobody spoke within the cadence."""
    shown = [one for one in found if one.person.key in book.hrefs]
    if not shown:
        return (Block("none", book.say("With every influential contact somebody has spoken in time.")),)
    columns = (
        Column(book.say("Person"), wide=True),
        Column(book.say("Client")),
        Column(book.say("Influence"), numeric=True),
        Column(book.say("Silent for"), numeric=True),
        Column(book.say("At most"), numeric=True),
        Column(book.say("Last talk")),
    )
    rows = tuple(
        Row(
            (
                record_cell(book, one.person, one.person.text("job_title")),
                key_cell(book, one.person.client),
                Cell(f"{one.person.number('influence')}/5"),
                figure_cell(book, "days_since_contact", one.person.key, tone="bad"),
                Cell(book.say_count("{count} day", "{count} days", one.limit)),
                key_cell(book, one.last.key) if one.last else Cell("—", tone="muted", sub=book.say("never")),
            )
        )
        for one in shown[:LONGEST]
    )
    return (table(Table(columns, rows, book.say("Silent stakeholders"), "t-silent")),)
