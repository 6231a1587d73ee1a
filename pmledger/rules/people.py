"""Who answers for a record, and whether that can be."""

from collections.abc import Iterator, Mapping

from pmledger.ledger.record import Record
from pmledger.reader.entry import Form
from pmledger.reader.terms import field_term, kind_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.words import state_of
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say
from pmledger.source.span import Span

OWNED: dict[str, tuple[str, ...]] = {
    "risk": ("assessed", "responding", "monitoring"),
    "goal": ("active",),
    "action": ("open", "in_progress"),
    "promise": ("open",),
    "process": ("approved",),
    "issue": ("open", "in_progress", "on_hold", "escalated"),
}
"""By kind, the states in which somebody must own the record."""

GRAVE = ("P1", "P2")


def ownerless(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A record that needs work has no owner.

    Exactly one person is accountable for an open risk, issue, action, goal or promise; what belongs to everybody is
    done by nobody. The same holds for the `roles:` of an approved process: one of them is accountable (`A`), which is a
    warning. A step may have `roles:` of its own; where these name nobody accountable, it is who is for the whole.

    ```yaml
    status: responding
    # owner: is missing
    ```

    Write one person's id. For issues of priority P3 and P4 this is a warning.
    """
    for kind, states in OWNED.items():
        for record in facts.ledger.of(kind):
            if record.status in states and not record.written("owner"):
                minor = kind == "issue" and record.text("priority") not in GRAVE
                yield fault.at(
                    record.place("status") if record.node.pair("status") else record.origin,
                    say("this {kind} is {status} and has no owner", kind=kind_term(kind), status=state_of(record)),
                    found=record.status,
                    help=say("write it in the box’s line: {mark}", mark="@person")
                    if record.form is Form.BOX
                    else say("add owner: and one person"),
                    record=record.key,
                    severity=Severity.WARNING if minor else None,
                )
    yield from unaccountable(facts, fault)


def unaccountable(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Approved processes, and steps of them, with roles of which none is accountable, or several are."""
    for process in facts.ledger.of("process"):
        if process.status != "approved" or {"roles", "steps"} & process.faulty:
            continue
        steps = process.items("steps")
        whole, all_apart = accountable(process.values.get("roles")), bool(steps) and all(accountable(one.get("roles")) for one in steps)
        if whole is not None and len(whole) != 1 and not (all_apart and not whole):
            yield not_one(process, whole, process.place("roles"), fault)
        for at, step in enumerate(steps):
            own = accountable(step.get("roles"))
            if own is not None and len(own) != 1 and (own or not whole):
                yield not_one(process, own, process.place("steps", at, "roles"), fault)


def accountable(roles: object) -> tuple[str, ...] | None:
    """The roles that are accountable; None where no roles are given."""
    if not isinstance(roles, Mapping) or not roles:
        return None
    return tuple(str(role) for role, letter in roles.items() if letter == "A")


def not_one(process: Record, named: tuple[str, ...], place: Span, fault: Fault) -> Diagnostic:
    none = say("none of the roles is accountable (A)")
    several = say("{roles} are all accountable (A)", roles=named)
    return fault.at(
        place,
        several if named else none,
        found=process.id,
        help=say("write A for exactly one role"),
        record=process.key,
        severity=Severity.WARNING,
    )


def contact_without_organisation(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A person of type contact belongs to no client.

    A contact is somebody at a client. Without `organisation` they appear on no client's page and no conversation with
    them counts as contact with the client.

    Write `organisation:` and the client's id, or put the person into the client's folder.
    """
    for person in facts.ledger.of("person"):
        if person.text("type") == "contact" and not person.written("organisation") and not person.client:
            yield fault.at(
                person.place("type"),
                say("{person} is a contact without an organisation", person=person.title),
                found="contact",
                help=say("add organisation: and the client's id"),
                record=person.key,
            )


def shared_email(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Two active people have the same e-mail address.

    Usually one person was written down twice. Merge the two records, or correct the address.
    """
    first: dict[str, Record] = {}
    for person in facts.ledger.of("person"):
        email = person.text("email").casefold()
        if not email or person.status != "active":
            continue
        other = first.setdefault(email, person)
        if other is not person:
            yield fault.at(
                person.place("email"),
                say("{email} is also the address of {other}", email=email, other=other.title),
                found=email,
                related=(Related(other.place("email"), say("the other one is here")),),
                record=person.key,
            )


def client_without_contact(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An active client has nobody on the other side.

    A client whom we serve has at least one person with that `organisation`; otherwise no conversation can be written
    down and nobody can accept what we deliver.

    Add a person with `organisation:` and the client's id.
    """
    for client in facts.ledger.of("client"):
        people = facts.ledger.of_client(client.key, "person")
        if client.status == "active" and not any(person.status == "active" for person in people):
            yield fault.at(
                client.origin,
                say("{client} is active, but no active person belongs to it", client=client.title),
                found=client.id,
                help=say("add a person with organisation: {client}", client=client.id),
                record=client.key,
            )


def work_for_former_client(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A former client has open projects, tickets or opportunities.

    Either the client has come back, or the work has ended and was not closed. Set the client's status or close the
    work.
    """
    for client in facts.ledger.of("client"):
        if client.status != "former":
            continue
        for kind in ("project", "ticket", "opportunity"):
            for record in facts.ledger.of_client(client.key, kind):
                if not record.closed:
                    yield fault.at(
                        client.place("status"),
                        say("{client} is a former client, but {kind} {id} is {status}", client=client.title,
                            kind=kind_term(kind), id=record.id, status=state_of(record)),
                        found=client.status,
                        related=(Related(record.place("status"), say("it is open here")),),
                        record=client.key,
                    )  # fmt: skip


def self_review(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Somebody checks or approves their own work.

    The approver of a change is not its requester, the checker of a deliverable not its producer, who accepts it
    neither, nobody verifies the repair of their own defect or reviews their own performance. A second pair of eyes is
    the point of the record. What is delivered to a client is accepted by somebody of the client, not by us.

    Name somebody else, or allow it on the line with the reason.
    """
    pairs = (
        ("change", "approver", "requested_by"),
        ("deliverable", "accepted_by", "producer"),
        ("defect", "verified_by", "owner"),
        ("performance_review", "reviewer", "person"),
    )
    for kind, checker, worker in pairs:
        for record in facts.ledger.of(kind):
            if record.target(checker) and record.target(checker) == record.target(worker):
                yield same_person(facts, fault, record, checker, record, worker)
    for check in facts.ledger.of("quality_check"):
        deliverable = facts.ledger.get(check.target("deliverable"))
        if deliverable and check.target("checker") and check.target("checker") == deliverable.target("producer"):
            yield same_person(facts, fault, check, "checker", deliverable, "producer")
    yield from accepted_by_us(facts, fault)


def accepted_by_us(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Deliverables of work for a client that one of our own people accepted, who is not their producer."""
    for product in facts.ledger.of("deliverable"):
        project, person = facts.ledger.get(product.project), facts.ledger.get(product.target("accepted_by"))
        if product.status != "accepted" or project is None or person is None or person.text("type") != "team":
            continue
        if project.text("billing") == "internal" or person.key == product.target("producer"):
            continue
        yield fault.at(
            product.place("accepted_by"),
            say("{person} accepted for the client, but is one of ours", person=person.title),
            found=person.id,
            help=say("name who accepted it on the client's side"),
            related=(Related(person.place("type"), say("{person} is written here", person=person.title)),),
            record=product.key,
        )


def same_person(facts: Facts, fault: Fault, record: Record, checker: str, work: Record, worker: str) -> Diagnostic:
    person = facts.ledger.get(record.target(checker))
    return fault.at(
        record.place(checker),
        say("{person} is both {checker} and {worker}", person=person.title if person else "",
            checker=field_term(record.kind, checker), worker=field_term(work.kind, worker)),
        found=person.id if person else "",
        related=(Related(work.place(worker), say("{worker} is written here", worker=field_term(work.kind, worker))),),
        record=record.key,
        severity=Severity.ERROR if record.kind == "performance_review" else None,
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    rule("PM205", "ownerless", Severity.ERROR, ownerless, by_state=True),
    rule("PM210", "contact-without-organisation", Severity.ERROR, contact_without_organisation),
    rule("PM211", "shared-email", Severity.WARNING, shared_email),
    rule("PM213", "client-without-contact", Severity.WARNING, client_without_contact),
    rule("PM214", "work-for-former-client", Severity.WARNING, work_for_former_client),
    rule("PM216", "self-review", Severity.WARNING, self_review),
)
