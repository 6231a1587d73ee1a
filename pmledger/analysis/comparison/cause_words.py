"""What explains a consequence, in words: which record said what, and says what now."""

from collections.abc import Sequence
from decimal import Decimal

from pmledger.analysis.comparison.changes import Change, FieldChange
from pmledger.analysis.comparison.values import field_said, is_restricted, is_withheld
from pmledger.kinds.declare import KindSpec
from pmledger.kinds.schema import Schema
from pmledger.kinds.values import Duration
from pmledger.reader.terms import field_term, kind_term
from pmledger.source.message import Message, say, say_count
from pmledger.source.span import Span

FIRST = ("status", "duration", "estimate", "effort", "remaining", "depends", "forecast_date", "amount")
"""Fields that explain most, in the order in which they are named."""
SHOWN = 2
"""Fields of one record that are named."""
IN_MINUTES = {"min": Decimal(1), "h": Decimal(60), "d": Decimal(480), "w": Decimal(2400)}


def change_said(change: Change, schema: Schema, *, withhold: bool) -> Message:
    """What became of a record, as the reason of something; with `withhold` nothing of what is restricted is told."""
    record = change.record
    kind = schema.kinds[record.kind]
    title: object = record.title
    if withhold and is_restricted(change):
        title = say("a restricted {kind}", kind=kind_term(kind, spaced=True))
    if change.before is None:
        return say("“{record}” is new", record=title)
    if change.after is None:
        return say("“{record}” is gone", record=title)
    if not change.fields:
        return say("the text of “{record}” is another", record=title)
    first = leading(change, kind, title, withhold=withhold)
    if first is not None:
        return first
    told: tuple[object, ...] = tuple(field_words(one, change, kind, withhold=withhold) for one in ranked(change)[:SHOWN])
    more = len(change.fields) - SHOWN
    parts = (*told, say_count("{count} more field", "{count} more fields", more)) if more > 0 else told
    return say("of “{record}”: {fields}", record=title, fields=parts)


def leading(change: Change, kind: KindSpec, title: object, *, withhold: bool) -> Message | None:
    """The first field as a sentence of its own, where it is a state or a span of time."""
    one = ranked(change)[0]
    if withhold and is_withheld(change, kind, one.name):
        return None
    values = {"record": title, "before": field_said(kind, one.name, one.before), "after": field_said(kind, one.name, one.after)}
    if one.name == "status" and one.before is not None and one.after is not None:
        return say("“{record}” went from {before} to {after}", **values)
    if isinstance(one.before, Duration) and isinstance(one.after, Duration):
        old, new = minutes(one.before), minutes(one.after)
        if new > old:
            return say("“{record}” grew from {before} to {after}", **values)
        if new < old:
            return say("“{record}” shrank from {before} to {after}", **values)
    return None


def field_words(one: FieldChange, change: Change, kind: KindSpec, *, withhold: bool) -> Message:
    """A field with what it said and says."""
    name = field_term(kind, one.name)
    hidden = withhold and is_withheld(change, kind, one.name)
    if hidden:
        return say("{field} is another, and withheld", field=name)
    old, new = one.before, one.after
    if old == new:
        return say("{field}, written as before, leads to another record or to none", field=name)
    if isinstance(old, tuple) and isinstance(new, tuple):
        # Of a list only what came and what went.
        old, new = tuple(part for part in old if part not in new), tuple(part for part in new if part not in old)
        if not (old or new):
            return say("{field} in another order", field=name)
    before, after = (None if value is None or value == () else field_said(kind, one.name, value) for value in (old, new))
    return say("{field} {before} → {after}", field=name, before=before, after=after)


def ranked(change: Change) -> Sequence[FieldChange]:
    """The fields that explain most first."""
    return sorted(change.fields, key=lambda one: FIRST.index(one.name) if one.name in FIRST else len(FIRST))


def minutes(span: Duration) -> Decimal:
    """A span roughly in working minutes, only to tell the longer of two."""
    return span.amount * IN_MINUTES[span.unit]


def place_of(change: Change) -> str:
    """Where to look: file and line; of what is gone the file it was in."""
    span = span_of(change)
    return change.record.path if span is None else f"{span.path}:{span.line}"


def span_of(change: Change) -> Span | None:
    """Where the field that explains most is written, else where the record begins; None of what is gone."""
    if change.after is None:
        return None
    fields = ranked(change)
    return fields[0].place if fields else change.after.origin
