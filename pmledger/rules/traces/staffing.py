"""People who are planned for more than they can do, and people who are gone."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pmledger.analysis.load import PersonLoad, Share, Week
from pmledger.ledger.record import Record
from pmledger.reader.terms import field_term, part_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import narrow, pointer
from pmledger.rules.words import kind_of, state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say, say_count

GRAVE = ("P1", "P2")
ANSWERABLE = {"project": "manager", "client": "account_manager"}
"""By kind, who answers for a record beside its owner."""


def overbooked(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Somebody is planned for more hours in a week than they have.

    The twelve weeks from this one on count. A project asks for the larger of the share that `allocation` gives
    it and of what its open tasks need; the hours there are go by the person's calendar, less leave and holidays.
    Projects that are proposed, held or over ask for nothing. Nobody works more than all of the time: one of the
    projects will wait.

    Reduce an allocation, move a task, or ask somebody else.
    """
    for load in facts.conclusions.relations.loads:
        over = [week for week in load.weeks if week.overbooked]
        if over:
            yield overload(facts, fault, load, over)


def overload(facts: Facts, fault: Fault, load: PersonLoad, over: list[Week]) -> Diagnostic:
    person, worst = facts.ledger.by_key[load.person], max(over, key=lambda week: week.hours - week.capacity)
    shares = sorted(worst.shares, key=lambda share: (-share.hours, share.project))
    return fault.at(
        person.key_place("allocation"),
        say_count(
            "{person} is planned for {hours} hours in the week of {week} and has {capacity}; {count} week is"
            " overbooked",
            "{person} is planned for {hours} hours in the week of {week} and has {capacity}; {count} weeks are"
            " overbooked",
            len(over), person=person.title, hours=hours(worst.hours), week=worst.monday, capacity=hours(worst.capacity),
        ),
        found=person.id,
        related=tuple(asked(facts, share) for share in shares[:5]),
        record=person.key,
    )  # fmt: skip


def hours(value: Fraction) -> Decimal:
    """Hours to a tenth, for people."""
    return Decimal(round(value * 10)) / 10


def asked(facts: Facts, share: Share) -> Related:
    record, project = facts.ledger.by_key[share.record], facts.ledger.by_key[share.project]
    message = say("{project} asks for {hours} hours", project=project.title, hours=hours(share.hours))
    if record.kind == "task":
        return pointer(record, message, "assignees")
    rows = (at for at, _ in enumerate(record.items("allocation"))
            if record.target(f"allocation[{at}].project") == share.project)  # fmt: skip
    return pointer(record, message, *narrow(record, "allocation", next(rows, 0), "project"))


def unreachable_owner(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The owner of an open record has left.

    What they owned goes on without anybody. The same holds for the manager of an open project, the account manager of
    an active client and those who are assigned to an open task. For open issues and tickets of priority P1 and P2 this
    is an error. An owner who is inactive is a hint.

    Name another owner, or correct the person's status.
    """
    away = {person.key for person in facts.ledger.of("person") if person.status in {"left", "inactive"}}
    for record in facts.ledger.records if away else ():
        if record.closed or record.kind == "person":
            continue
        for field, path, key in answerable(record):
            if key not in away:
                continue
            person = facts.ledger.by_key[key]
            left_on = person.day("left_on")
            if person.status == "left" and (left_on is None or left_on <= facts.as_of):
                grave = record.kind in {"issue", "ticket"} and record.text("priority") in GRAVE
                severity = Severity.ERROR if grave else Severity.WARNING
                answers = part_term("assignee") if field == "assignee" else field_term(record.kind, field)
                message = say("{person} has left, but is {field} of the open {kind} “{title}”", person=person.title,
                              field=answers, kind=kind_of(facts, record), title=record.title)  # fmt: skip
            elif person.status == "inactive" and field == "owner":
                severity = Severity.HINT
                message = say("{person} owns this open {kind}, but is inactive", person=person.title,
                              kind=kind_of(facts, record))  # fmt: skip
            else:
                continue
            since = ("left_on",) if person.has("left_on") else ("status",)
            gone = say("{person} is {status} here", person=person.title, status=state_of(person))
            yield fault.at(
                record.place(*path),
                message,
                found=person.id,
                related=(pointer(person, gone, *since),),
                record=record.key,
                severity=severity,
            )


def answerable(record: Record) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Who answers for a record: the field, the path to where it is written, and the person's key."""
    if record.owner:
        yield "owner", ("owner",), record.owner
    field = ANSWERABLE.get(record.kind, "")
    if field and record.target(field) and record.status not in {"prospect", "inactive", "former"}:
        yield field, (field,), record.target(field)
    if record.kind == "task":
        for at, _ in enumerate(record.items("assignees")):
            yield "assignee", narrow(record, "assignees", at, "person"), record.target(f"assignees[{at}].person")


RULES: tuple[Rule, ...] = (
    rule("PM330", "overbooked", Severity.ATTENTION, overbooked, by_state=True),
    rule("PM332", "unreachable-owner", Severity.WARNING, unreachable_owner, by_state=True),
)
