"""A paper or file that must be found again."""

from collections.abc import Mapping
from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import SERVICE_LEVELS, Day, Line, Path, Person, one_of, ref_to
from pmledger.kinds.values import Ref


class Document(Titled):
    """A paper or file that must be found again."""

    type: Annotated[
        str,
        one_of(
            "contract",
            "plan",
            "report",
            "minutes",
            "specification",
            "design",
            "test",
            "manual",
            "template",
            "record",
            "other",
        ),
    ] = ask("What it is.", required=True, table=True, audience="client")
    classification: Annotated[str, one_of("public", "internal", "confidential", "restricted")] = ask(
        "How secret it is.", required=True, default="internal", table=True
    )
    version: Line = ask("Its version.", needed_in=("approved",), table=True, audience="client")
    location: Path = ask("Where it is: a path or a web address.", required=True, audience="client")
    author: Person = ask("Who wrote it.", table=True, audience="client")
    approved_by: Person = ask("Who approved it.", needed_in=("approved",), audience="client")
    approved_on: Day = ask("The day it was approved.", needed_in=("approved",), table=True, audience="client")
    review_by: Day = ask("The day by which it is to be read through again.")
    retention_until: Day = ask("The day until which it must be kept.")
    supersedes: Annotated[Ref, ref_to("document")] = ask("The document it takes the place of.", audience="client")
    checksum: Line = ask("The SHA-256 of the file.")
    service_levels: Annotated[Mapping[str, object], SERVICE_LEVELS] = ask(
        "The times in which it promises answers and solutions, by priority of the ticket.", audience="client"
    )


KIND = Kind(
    name="document",
    model=Document,
    plural="documents",
    zh_folders=("文档",),
    prefix="DOC",
    group="Quality",
    tier="second",
    page=True,
    purpose="A paper or file that must be found again.",
    standards="ISO 9001 7.5 documented information; ISO 15489",
    lifecycle={
        "draft": ("in_review", "obsolete"),
        "in_review": ("approved", "draft"),
        "approved": ("published", "draft", "obsolete"),
        "published": ("obsolete", "draft"),
        "obsolete": (),
    },
    closed=("obsolete",),
)
