"""What changed and what it means, for other programs."""

from pmledger.analysis.comparison.cause_words import span_of
from pmledger.analysis.comparison.changes import Change, FieldChange
from pmledger.analysis.comparison.watched import Amount
from pmledger.analysis.figure import exact
from pmledger.history.difference import Told
from pmledger.history.faults_between import FaultChange
from pmledger.history.trials import Cause
from pmledger.language.translator import Translator
from pmledger.show.difference import Shown, fault_said, in_order, told_said
from pmledger.show.plain import as_json
from pmledger.source.message import Message
from pmledger.workspace.snapshot import Snapshot

VERSION = 1


def as_data(shown: Shown, words: Translator) -> dict[str, object]:
    """The difference as docs/json.md describes it."""
    found = shown.found
    return {
        "version": VERSION,
        "as_of": found.as_of.isoformat(),
        "before": {"name": shown.span.earlier, "commit": commit(found.earlier)},
        "after": {"name": shown.span.later or shown.span.later_is, "commit": commit(found.snapshot)},
        "meant": found.meant,
        "consequences": [consequence_data(one, shown, words) for one in found.told],
        "configuration": list(found.configured),
        "faults": [fault_data(one, shown, words) for one in found.faults],
        "records": [record_data(one) for one in in_order(found)],
    }


def commit(snapshot: Snapshot) -> str:
    return snapshot.revision.commit if snapshot.revision is not None else ""


def consequence_data(one: Told, shown: Shown, words: Translator) -> dict[str, object]:
    found = one.found
    return {
        "sort": found.watch.name,
        "part": found.watch.part,
        "subject": found.subject,
        "before": value_data(found.before),
        "after": value_data(found.after),
        "worse": found.worse,
        "beyond": one.crossing.watch.part if one.crossing is not None else "",
        "sentence": words.render(told_said(one, shown)),
        "cause": cause_data(one.cause),
    }


def cause_data(cause: Cause) -> dict[str, object]:
    """The records that explain it, each with the place of the field that explains most."""
    return {
        "configuration": list(cause.configuration),
        "records": [cause_record(one) for one in cause.changes],
    }


def cause_record(change: Change) -> dict[str, object]:
    span = span_of(change)
    path, line = (change.record.path, None) if span is None else (span.path, span.line)
    return {"key": change.record.key, "path": path, "line": line}


def value_data(value: object) -> object:
    """Amounts as a number with its unit, sets in order."""
    if isinstance(value, Amount):
        return {"number": as_json(exact(value.number)), "unit": value.unit}
    if isinstance(value, frozenset):
        return sorted(str(as_json(one)) for one in value)
    return as_json(value)


def fault_data(one: FaultChange, shown: Shown, words: Translator) -> dict[str, object]:
    first = one.first
    return {
        "code": one.code,
        "name": one.name,
        "severity": str(one.severity),
        "came": len(one.came),
        "went": len(one.went),
        "path": first.span.path,
        "line": first.span.line,
        "record": first.record,
        "sentence": words.render(fault_said(one, shown)),
    }


def record_data(one: Change) -> dict[str, object]:
    return {
        "key": one.record.key,
        "was": one.before.key if one.before is not None else None,
        "state": one.sort,
        "title": one.record.title,
        "path": one.record.path,
        "fields": [field_data(field) for field in one.fields] if one.before is not None and one.after is not None else [],
        "sections": list(one.sections),
        "links_gained": list(one.gained),
        "links_lost": list(one.lost),
    }


def field_data(one: FieldChange) -> dict[str, object]:
    before, after = (None if isinstance(value, Message) else as_json(value) for value in (one.before, one.after))
    return {"name": one.name, "before": before, "after": after, "path": one.place.path, "line": one.place.line}
