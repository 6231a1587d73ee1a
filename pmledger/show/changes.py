"""What differs between two versions of a record, in words: fields by their labels, old and new."""

from msgspec import Struct

from pmledger.history.changes import FieldChange, SectionChange
from pmledger.kinds.declare import KindSpec
from pmledger.language.translator import Translator
from pmledger.show.plain import as_cell, value_cell
from pmledger.source.message import N_, say_count

LONGEST = 60
"""How much of a value is shown on either side."""
AROUND = 20
"""How much that both sides share is shown before the difference."""
NOTHING = "—"


class Sides(Struct, frozen=True):
    """Two texts, short enough for a line, with what differs in them."""

    before: str
    now: str


def label_of(change: FieldChange, kind: KindSpec, words: Translator) -> str:
    """A field as its kind calls it; one that it does not know by its name."""
    spec = kind.field(change.field)
    return words.field_label(spec) if spec is not None else change.field


def value_of(field: str, value: object, kind: KindSpec, words: Translator) -> str:
    """A value on one line: states and choices by their labels, "" where nothing was written."""
    spec = kind.field(field)
    if value is None:
        return ""
    if field == "status" and isinstance(value, str) and value in kind.states:
        return words.state_label(kind, value)
    return as_cell(value, words) if spec is None else value_cell(value, spec, words)


def change_text(change: FieldChange, kind: KindSpec, words: Translator, *, first: bool = False) -> str:
    """`old → new`, a dash where nothing was written; of a record that is there for the `first` time the value alone."""
    before, now = (value_of(change.field, value, kind, words) for value in (change.before, change.now))
    if first:
        return shortened(now)
    sides = apart(before, now)
    return f"{sides.before or NOTHING} → {sides.now or NOTHING}"


def section_line(change: SectionChange, words: Translator) -> str:
    """A section and how many of its lines came and went."""
    head = f"# {change.heading}" if change.heading else words.text(N_("Text"))
    lines = []
    if change.came:
        lines.append(words.render(say_count("{count} line more", "{count} lines more", change.came)))
    if change.went:
        lines.append(words.render(say_count("{count} line less", "{count} lines less", change.went)))
    return f"{head}{words.colon}{words.comma.join(lines) or words.text(N_('lines in another order'))}"


def apart(before: str, now: str) -> Sides:
    """Both texts, long ones from a little before the first place where they differ."""
    if len(before) <= LONGEST and len(now) <= LONGEST:
        return Sides(before, now)
    shared = next((at for at, (one, other) in enumerate(zip(before, now, strict=False)) if one != other), min(len(before), len(now)))
    start = max(shared - AROUND, 0)
    lead = "…" if start else ""
    return Sides(shortened(lead + before[start:]), shortened(lead + now[start:]))


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
