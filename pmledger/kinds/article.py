"""Something worth knowing, written down once for all."""

from typing import Annotated

from pmledger.kinds.declare import Kind, ask
from pmledger.kinds.record import Titled
from pmledger.kinds.shapes import Day, Line, Lines, Person, Refs, many, one_of, ref_to


class Article(Titled):
    """Something worth knowing, written down once for all."""

    category: Line = ask("The shelf it stands on.", required=True, table=True, audience="public")
    audience: Annotated[str, one_of("team", "client", "public")] = ask(
        "Whom it is written for.", required=True, table=True
    )
    author: Person = ask("Who wrote it.", audience="client")
    review_by: Day = ask("The day by which it is to be read through again.", table=True)
    keywords: Lines = ask("Words to find it by.", table=True, audience="public")
    answers: Annotated[Refs, many(ref_to("ticket", "issue", "feedback"))] = ask("The requests that it answers.")


KIND = Kind(
    name="article",
    model=Article,
    plural="articles",
    zh_folders=("知识条目",),
    prefix="ART",
    group="Knowledge",
    tier="second",
    page=True,
    purpose="Something worth knowing, written down once for all.",
    standards="KCS; ITIL knowledge management",
    lifecycle={
        "draft": ("published", "archived"),
        "published": ("outdated", "archived", "draft"),
        "outdated": ("draft", "archived"),
        "archived": (),
    },
    closed=("archived",),
)
