"""What a record must say: fields that are always due, and those that its state calls for."""

from collections.abc import Iterator

from pmledger.kinds.declare import KindSpec
from pmledger.kinds.lifecycle import required_in
from pmledger.ledger.record import Record
from pmledger.reader.entry import Form
from pmledger.reader.terms import choice_term, field_term, kind_term, term_of
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.words import state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import Message, say
from pmledger.source.term import Listed

TITLED_BY_CONTENT = (Form.ROW, Form.BOX)
"""Forms whose title may be made of what they say."""

ELSEWHERE = frozenset({("change", "approver"), ("change", "decided_on"), ("opportunity", "project")})
"""Fields that their state calls for, but that another record may stand in for: the rules of the balance ask for them."""


TOLD_ELSEWHERE = {"goal": ("measure", "unit", "baseline_value", "target_value", "due")}
"""Fields that a rule of their own asks for: what makes a goal SMART."""


BOX_MARKS = {
    "owner": "@person",
    "due": "due:2026-03-01",
    "done_on": "done:2026-03-01",
    "kept_on": "done:2026-03-01",
}
"""How a check box says these fields."""


def given(record: Record, field: str) -> bool:
    """Whether a field is there, written (if faulty) or inherited from the record's place."""
    if field in {"title", "name"}:
        written = record.written("title") or record.written("name")
        return written or (record.form in TITLED_BY_CONTENT and record.title != "")
    if field in {"id", "kind", "status"}:
        return True
    if field == "project":
        return record.project != "" or record.written("project")
    if field == "client":
        return record.client != "" or record.written("client")
    return record.written(field)


def missing_field(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A field is missing that every record of the kind must have.

    Few fields are always due: without them the record cannot be understood by anybody else.

    ```yaml
    # risks/vendor-delay.md
    title: Vendor delivers late
    # raised_on: is missing
    ```

    Add the field. A text field may also be written as a section of the body under a heading of its name.
    """
    for _, spec, records in kinds_of(facts):
        names = tuple(field.name for field in spec.fields if field.required and field.default is None)
        for record in records:
            for name in names:
                if not given(record, name):
                    yield absent(fault, record, spec, name)


def absent(fault: Fault, record: Record, spec: KindSpec, name: str) -> Diagnostic:
    return fault.at(
        record.origin,
        say("{kind} {id} has no {field}", kind=kind_term(spec, spaced=True), id=record.id,
            field=field_term(spec, name)),
        found=name,
        help=wanted(spec, name, record.form),
        record=record.key,
    )  # fmt: skip


def wanted(spec: KindSpec, name: str, form: Form) -> Message:
    """To add a field, what it says, and what it is made of where that is not plain."""
    if form is Form.BOX and (mark := BOX_MARKS.get(name)):
        return say("write it in the box’s line: {mark}", mark=mark)
    field = spec.field(name)
    if field is None or field.own:
        told = field.help if field else ""
        return say("add {field}: {help}", field=field_term(spec, name), help=told)
    term, what = field_term(spec, name), Message(field.help)
    if field.type == "choice":
        choices = Listed(tuple(choice_term(one) for one in field.choices), either=True)
        return say("add {field}: {help} It is one of {choices}.", field=term, help=what, choices=choices)
    inner = field.item if field.type == "list" and field.item is not None else field
    if inner.type == "parts":
        parts = Listed(tuple(term_of(one) for one in inner.parts))
        return say("add {field}: {help} Each has the parts {parts}.", field=term, help=what, parts=parts)
    return say("add {field}: {help}", field=term, help=what)


def asked_by(spec: KindSpec, state: str) -> tuple[str, ...]:
    """The fields that a state of a kind asks for of the record itself."""
    elsewhere = TOLD_ELSEWHERE.get(spec.name, ())
    names = (one.name for one in spec.fields if one.needed_in and (spec.name, one.name) not in ELSEWHERE)
    return tuple(name for name in names if name not in elsewhere and state in required_in(spec, name))


def missing_for_state(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A field is missing that the record's state calls for.

    A closed risk says when and why it was closed; an approved change says what it costs. What a state requires is also
    required in every state that can only be reached through it: an implemented change still has its cost.

    ```yaml
    status: closed
    closed_on: 2026-03-02
    # closed_reason: is missing
    ```

    Add the field, or set the status back. `pmledger close REF` asks for what the closing state requires. A check box that
    was ticked without `done:` is only a warning.
    """
    for _, spec, records in kinds_of(facts):
        by_state = {state: asked_by(spec, state) for state in {record.status for record in records}}
        for record in records:
            for name in by_state.get(record.status, ()):
                if not given(record, name):
                    yield fault.at(
                        record.place("status"),
                        say("the status {status} needs the field {field}", status=state_of(record),
                            field=field_term(spec, name)),
                        found=record.status,
                        help=wanted(spec, name, record.form),
                        record=record.key,
                        severity=Severity.WARNING if record.form is Form.BOX and name == "done_on" else None,
                    )


def kinds_of(facts: Facts) -> Iterator[tuple[str, KindSpec, tuple[Record, ...]]]:
    for kind, records in facts.ledger.kinds.items():
        yield kind, facts.schema.kinds[kind], records


RULES: tuple[Rule, ...] = (
    rule("PM201", "missing-field", Severity.ERROR, missing_field),
    rule("PM202", "missing-for-state", Severity.ERROR, missing_for_state, by_state=True),
)
