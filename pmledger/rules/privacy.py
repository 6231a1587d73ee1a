"""What may be shown to whom, and titles that do not fit where they are shown."""

from collections.abc import Iterator

from pmledger.reader.terms import choice_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say

LONGEST_TITLE = 120
OPEN_TO_CLIENTS = ("client", "public")


def leak(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A record that a client may see refers to one that is restricted.

    The client's page would show that the restricted record exists.

    Remove the reference, or change the visibility of one of the two.
    """
    for record in facts.ledger.records:
        if record.visibility not in OPEN_TO_CLIENTS:
            continue
        texts = ((record.source, record.links), *((part.source, part.links) for part in record.parts))
        for source, link in ((source, link) for source, links in texts for link in links):
            target = facts.ledger.get(link.target)
            if target is not None and target.visibility == "restricted":
                yield fault.at(
                    source.span(link.start, link.end),
                    say("a client may see this, but {target} is restricted", target=target.key),
                    found=target.id,
                    related=(Related(target.place("visibility"), say("it is restricted here")),),
                    record=record.key,
                )


def open_personal_file(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A performance review is not restricted.

    What is said between a person and their reviewer is on no page unless it is asked for by name.

    Write `visibility: restricted`, or leave it out: it is the default of this kind.
    """
    for review in facts.ledger.of("performance_review"):
        if review.visibility != "restricted":
            yield fault.at(
                review.place("visibility"),
                say("a performance review is restricted, not {visibility}", visibility=choice_term(review.visibility)),
                found=review.visibility,
                help=say("write visibility: restricted"),
                record=review.key,
            )


def open_classified_document(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A confidential or restricted document is visible to a client.

    Its classification says that it stays inside. Correct the classification or the visibility.
    """
    for document in facts.ledger.of("document"):
        classification = document.text("classification")
        if classification in {"confidential", "restricted"} and document.visibility in OPEN_TO_CLIENTS:
            yield fault.at(
                document.place("visibility"),
                say("a {classification} document is visible to {visibility}", classification=choice_term(classification),
                    visibility=choice_term(document.visibility)),
                found=document.visibility,
                related=(Related(document.place("classification"), say("it is classified here")),),
                record=document.key,
            )  # fmt: skip


def overlong_title(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A title is longer than 120 characters.

    A title is one line that fits into a table. Move the rest into the body.
    """
    for record in facts.ledger.records:
        if len(record.title) > LONGEST_TITLE:
            field = "name" if record.node.pair("name") else "title"
            yield fault.at(
                record.place(field),
                say("the title has {count} characters, {most} fit", count=len(record.title), most=LONGEST_TITLE),
                found=record.title[:40] + "…",
                record=record.key,
            )


RULES: tuple[Rule, ...] = (
    rule("PM220", "leak", Severity.ERROR, leak),
    rule("PM221", "open-personal-file", Severity.ERROR, open_personal_file),
    rule("PM222", "open-classified-document", Severity.ERROR, open_classified_document),
    rule("PM223", "overlong-title", Severity.WARNING, overlong_title),
)
