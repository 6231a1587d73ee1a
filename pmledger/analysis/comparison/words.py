"""Consequences in sentences: what moved, from where to where, and by how much."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from pmledger.analysis.comparison.consequences import Consequence
from pmledger.analysis.comparison.side import Side
from pmledger.analysis.comparison.watched import Amount
from pmledger.analysis.figure import spoken
from pmledger.analysis.health import Rag
from pmledger.analysis.tolerance.words import OF, limit_said, off_said
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.reader.terms import choice_term, kind_term, state_term
from pmledger.source.message import Message, say, say_count

NAMED = 3
"""Records that a sentence names before it counts the others."""
COLOURS: Mapping[Rag, Message] = {
    Rag.GREEN: say("green"), Rag.AMBER: say("amber"), Rag.RED: say("red"), Rag.GREY: say("grey"),
}  # fmt: skip
HEADS: Mapping[str, Callable[[str], Message]] = {
    "finish": lambda title: say("Finish of {project}", project=title),
    "cost": lambda title: say("Cost forecast of {project}", project=title),
    "agreed_finish": lambda title: say("Agreed finish of {project}", project=title),
    "bac": lambda title: say("Agreed budget of {project}", project=title),
    "contract_value": lambda title: say("Contract value of {project}", project=title),
    "exposure": lambda title: say("Risk exposure of {project}", project=title),
    "spent": lambda title: say("Spent on {project}", project=title),
    "receivable": lambda title: say("Receivable from {client}", client=title),
    "progress": lambda title: say("Progress of {project}", project=title),
}


def consequence_said(one: Consequence, before: Side, after: Side) -> Message:
    """A consequence as a sentence without its full stop."""
    record, name = after.ledger.by_key[one.subject], one.watch.name
    if name in {"finish", "agreed_finish"}:
        return dates_said(HEADS[name](record.title), one, after, record)
    if name == "milestone":
        return dates_said(milestone_named(record, after), one, after, record)
    if name in HEADS:
        return amounts_said(HEADS[name](record.title), one.before, one.after)
    if name == "tolerance":
        return tolerance_said(one, record, after)
    if name in {"health", "client_health"}:
        return health_said(one, record)
    if name == "state":
        return state_said(one, record)
    if name == "level":
        return say("Risk “{record}”: {before} → {after}", record=record.title, before=choice_term(str(one.before)),
                   after=choice_term(str(one.after)))  # fmt: skip
    return sets_said(one, record, before, after)


def milestone_named(record: Record, side: Side) -> Message:
    project = side.ledger.get(record.project)
    if project is None:
        return Message("{title}", (("title", record.title),))
    return say("{milestone} of {project}", milestone=record.title, project=project.title)


def dates_said(what: Message, one: Consequence, side: Side, record: Record) -> Message:
    """From day to day, and by how many working days."""
    old, new = one.before, one.after
    if not isinstance(old, date) or not isinstance(new, date):
        return say("{what}: {before} → {after}", what=what, before=old, after=new)
    found = side.conclusions
    later = found.calendars.get(record.project or record.key, found.calendar).slip(old, new)
    if later > 0:
        return say_count("{what}: {before} → {after} (+{count} working day)",
                         "{what}: {before} → {after} (+{count} working days)", later, what=what, before=old, after=new)  # fmt: skip
    if later < 0:
        return say_count("{what}: {before} → {after} (−{count} working day)",
                         "{what}: {before} → {after} (−{count} working days)", -later, what=what, before=old, after=new)  # fmt: skip
    return say("{what}: {before} → {after}", what=what, before=old, after=new)


def amounts_said(what: Message, old: object, new: object) -> Message:
    """From amount to amount, by how much, and by how many percent where that can be told."""
    if not isinstance(old, Amount) or not isinstance(new, Amount) or old.unit != new.unit:
        return say("{what}: {before} → {after}", what=what, before=amount(old), after=amount(new))
    moved = new.number - old.number
    size, values = amount(Amount(abs(moved), new.unit)), {"what": what, "before": amount(old), "after": amount(new)}
    if new.unit == "%" or not old.number:
        return say("{what}: {before} → {after}", **values)
    percent = spoken(abs(100 * moved / old.number), 1)
    if moved > 0:
        return say("{what}: {before} → {after} (+{size}, +{percent} %)", **values, size=size, percent=percent)
    return say("{what}: {before} → {after} (−{size}, −{percent} %)", **values, size=size, percent=percent)


def amount(value: object) -> object:
    """An amount as money, a percentage, or a number."""
    if not isinstance(value, Amount):
        return value
    if value.unit == "%":
        return say("{percent} %", percent=spoken(value.number, 1))
    return Money(spoken(value.number), value.unit) if len(value.unit) == 3 and value.unit.isupper() else spoken(value.number)


def tolerance_said(one: Consequence, record: Record, side: Side) -> Message:
    measure = one.watch.part
    found = side.tolerance(record.key, measure)
    if found is None:
        return say("{record} has no tolerance of {measure} any more", record=record.title, measure=OF[measure])
    if one.after != "beyond":
        return say("{record} is within its tolerance of {measure} again", record=record.title, measure=OF[measure])
    off = off_said(found)
    if off is None:
        return say("{record} is beyond its tolerance of {measure}", record=record.title, measure=OF[measure])
    return say("{record} is beyond its tolerance of {measure}: {off}, {limit} is tolerated",
               record=record.title, measure=OF[measure], off=off, limit=limit_said(found.limit))  # fmt: skip


def crossing_said(sentence: Message, crossing: Consequence, side: Side) -> Message:
    """A forecast with the tolerance that it leaves."""
    found = side.tolerance(crossing.subject, crossing.watch.part)
    if found is None:
        return sentence
    return say("{consequence}, beyond the tolerance of {limit}", consequence=sentence, limit=limit_said(found.limit))


def health_said(one: Consequence, record: Record) -> Message:
    return say("Health of {record}: {before} → {after}", record=record.title, before=colour(one.before), after=colour(one.after))


def reason_said(one: Consequence, side: Side) -> Message | None:
    """The first reason for the colour that holds, as a sentence; None of what has no colour."""
    health = side.conclusions.health.get(one.subject) if isinstance(one.after, Rag) and one.after is not Rag.GREEN else None
    return None if health is None else next((reason.message for reason in health.reasons if reason.colour is one.after), None)


def withheld_said(one: Consequence, side: Side) -> Message:
    """That an amount is another, without the amount."""
    return say("{what} is another; the amounts are withheld", what=HEADS[one.watch.name](side.ledger.by_key[one.subject].title))


def colour(value: object) -> object:
    return COLOURS.get(value, value) if isinstance(value, Rag) else say("unknown")


def state_said(one: Consequence, record: Record) -> Message:
    if record.kind == "risk" and one.after == "occurred":
        return say("The risk “{record}” has come true", record=record.title)
    return say("{kind} “{record}”: {before} → {after}", kind=kind_term(record.kind, spaced=True), record=record.title,
               before=state_term(record.kind, str(one.before)), after=state_term(record.kind, str(one.after)))  # fmt: skip


def sets_said(one: Consequence, record: Record, before: Side, after: Side) -> Message:
    """Who or what came to a set, or else who went."""
    old, new = (value if isinstance(value, frozenset) else frozenset() for value in (one.before, one.after))
    came, went = new - old, old - new
    count, who = len(came or went), record.title
    if one.watch.name == "overbooked":
        days = sorted(came or went)
        if came:
            return say_count("{person} is overbooked in {count} more week, from {day}",
                             "{person} is overbooked in {count} more weeks, from {day}", count, person=who, day=days[0])  # fmt: skip
        return say_count("{person} is overbooked in {count} week less", "{person} is overbooked in {count} weeks less", count, person=who)
    names = named((came or went), after if came else before)
    match one.watch.name, bool(came):
        case "late_promises", True:
            return say_count("{count} promise to {client} is late now: {names}",
                             "{count} promises to {client} are late now: {names}", count, client=who, names=names)  # fmt: skip
        case "late_promises", False:
            return say_count("{count} promise to {client} is late no more: {names}",
                             "{count} promises to {client} are late no more: {names}", count, client=who, names=names)  # fmt: skip
        case "endangered_promises", True:
            return say_count("{count} promise to {client} will be late: {names}",
                             "{count} promises to {client} will be late: {names}", count, client=who, names=names)  # fmt: skip
        case "endangered_promises", False:
            return say_count("{count} promise to {client} is in danger no more: {names}",
                             "{count} promises to {client} are in danger no more: {names}", count, client=who, names=names)  # fmt: skip
        case "late_actions", True:
            return say_count("{count} action of {record} is overdue now: {names}",
                             "{count} actions of {record} are overdue now: {names}", count, record=who, names=names)  # fmt: skip
        case "late_actions", False:
            return say_count("{count} action of {record} is overdue no more: {names}",
                             "{count} actions of {record} are overdue no more: {names}", count, record=who, names=names)  # fmt: skip
        case _, True:
            return say_count("{person} is not there any more, and {count} open record waits for them: {names}",
                             "{person} is not there any more, and {count} open records wait for them: {names}",
                             count, person=who, names=names)  # fmt: skip
    return say_count("{count} open record waits no more for {person}: {names}",
                     "{count} open records wait no more for {person}: {names}", count, person=who, names=names)  # fmt: skip


def named(keys: Iterable[object], side: Side) -> Message | tuple[object, ...]:
    """The titles of some records, the rest by their number; of what is restricted only what it is."""
    titles = [title_of(str(key), side) for key in sorted(map(str, keys))]
    if len(titles) <= NAMED:
        return tuple(titles)
    return say_count("{names} and {count} more", "{names} and {count} more", len(titles) - NAMED, names=tuple(titles[:NAMED]))


def title_of(key: str, side: Side) -> object:
    record = side.ledger.get(key)
    if record is None:
        return key
    if record.visibility == "restricted":
        return say("a restricted {kind}", kind=kind_term(record.kind, spaced=True))
    return f"“{record.title}”"
