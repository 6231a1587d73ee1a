"""The fields that every kind of record has."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from pmledger.kinds.declare import Shape, ask
from pmledger.kinds.shapes import AnyRef, AnyRefs, Day, Line, Lines, Person, Text, one_of, ref_to
from pmledger.kinds.values import Ref
from pmledger.kinds.words import ID_PATTERN

TITLE = Shape("str", maximum=120)
ID = Shape("str", maximum=120, pattern=ID_PATTERN)


class Record(BaseModel):
    """What any record may say about itself, its place and its readers."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, protected_namespaces=())

    id: Annotated[str, ID] = ask("The name by which other records refer to this one.", audience="public")
    kind: Line = ask("What kind of record this is, where its folder does not say so.", audience="public")
    status: Line = ask("The state this record is in.", table=True, audience="public")
    owner: Person = ask("The one person who answers for this record.", audience="client")
    project: Annotated[Ref, ref_to("project")] = ask("The project this record belongs to.", audience="client")
    client: Annotated[Ref, ref_to("client")] = ask("The client this record concerns.", audience="client")
    created: Day = ask("The day on which this record was begun.")
    updated: Day = ask("The day on which this record was last brought up to date.")
    tags: Lines = ask("Free words to find this record by.")
    related: AnyRefs = ask("Other records that have to do with this one.")
    source: AnyRef = ask("The record that this one came from, such as a meeting or a complaint.")
    visibility: Annotated[str, one_of("restricted", "internal", "client", "public")] = ask(
        "The widest public that may see this record.", default="internal"
    )
    private: Lines = ask("Names of fields that only those who ask for them by name may see.")
    body: Text = ask("What else there is to say, in Markdown.", audience="public")


class Titled(Record):
    """A record that goes by a title."""

    title: Annotated[str, TITLE] = ask(
        "What this record is about, in one line.", required=True, table=True, audience="public"
    )
