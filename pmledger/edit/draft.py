"""What a person asks for when a record is to be written, made ready: kind, place, fields, and what is known."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from pmledger.analysis.resemblance import Situation
from pmledger.edit.folders import home_of, speaks_chinese
from pmledger.edit.refusal import EditRefused
from pmledger.edit.scaffold import FIXED_VALUES, Known, default_of, needed_fields, state_word
from pmledger.edit.wanted import Wanted, wanted_of
from pmledger.edit.yaml_span import Value
from pmledger.kinds.declare import KindSpec
from pmledger.kinds.labels import choice_label
from pmledger.kinds.words import candidates
from pmledger.ledger.names import Scope
from pmledger.ledger.record import Record
from pmledger.reader.terms import kind_term
from pmledger.source.message import say
from pmledger.source.term import Listed
from pmledger.workspace.snapshot import Snapshot

ROW_KINDS = frozenset(("cost", "time_entry"))
BEGUN = "actual_start"
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
UNOWNED_KINDS = ROW_KINDS | {"client", "person", "project"}


class Created(Struct, frozen=True):
    """A new record: its kind and id ("" for a row), its file and line, and the fields that still want a value."""

    kind: str
    id: str
    path: str
    line: int
    missing: tuple[str, ...]
    others: tuple[str, ...] = ()
    """Further files that were written with it."""
    situation: Situation | None = None
    """What it tells, for comparison with what was learnt before."""


class Draft(Struct, frozen=True):
    """A record to be: `state` is its first one, `wished` the word that was typed for its kind."""

    kind: KindSpec
    title: str
    home: Record | None
    known: Known
    wanted: Mapping[str, Wanted]
    state: str
    wished: str

    @property
    def implied(self) -> frozenset[str]:
        """Fields that the place of the file says."""
        names = {"type"} if self.is_meeting else set()
        if self.home is not None:
            names |= {"project", "client"} if self.home.kind == "project" else {"client"}
        return frozenset(names)

    @property
    def is_meeting(self) -> bool:
        return meant_as_meeting(self.kind, self.wished)

    @property
    def situation(self) -> Situation:
        """What the record to be tells: its title and the texts that were given with it."""
        given = {name: one.value for name, one in self.wanted.items()}
        texts = tuple(value for value in given.values() if isinstance(value, str))
        tags = given.get("tags")
        home = self.home
        client = "" if home is None else home.key if home.kind == "client" else home.client
        return Situation(
            (self.title, *texts), tags if isinstance(tags, tuple) else (), str(given.get("category") or ""), client
        )


def meant_as_meeting(kind: KindSpec, wished: str) -> bool:
    """Whether the word for the kind says that the communication is a meeting."""
    return kind.name == "communication" and wished.casefold().startswith(("meeting", "会议"))


def kind_named(snapshot: Snapshot, word: str) -> KindSpec:
    """The kind that a name, plural or folder stands for; raises EditRefused with names that look like it."""
    kind = snapshot.schema.kind_meant(word)
    if kind is not None:
        return kind
    close = candidates(word, snapshot.schema.kinds)
    if close:
        raise EditRefused(
            say("{kind} is not a kind of record; did you mean {candidates}?", kind=word,
                candidates=Listed(tuple(kind_term(snapshot.schema.kinds[one]) for one in close))),
            close,
        )
    raise EditRefused(say("{given} is not a kind of record; see pmledger schema", given=word))


def draft_of(
    snapshot: Snapshot,
    kind: KindSpec,
    title: str,
    home: tuple[str, str],
    assignments: tuple[str, ...],
    me: str,
    wished: str = "",
) -> Draft:
    """The draft of a record; `home` holds the project and client that were typed.

    Raises EditRefused for what the kind does not allow.
    """
    if not title.strip() or "\n" in title:
        raise EditRefused(say("a new {kind} needs a title of one line", kind=kind_term(kind)))
    place = home_of(snapshot, kind, *home)
    scope = Scope(
        place.id if place and place.kind == "project" else "", place.id if place and place.kind == "client" else ""
    )
    wanted = {one.field.name: one for one in wanted_of(snapshot, kind, assignments, scope, me)}
    if (
        "project" in wanted
        and place is None
        and isinstance(wanted["project"].value, str)
        and kind.name != "opportunity"
    ):
        place = home_of(snapshot, kind, wanted["project"].value, "")
    chinese = speaks_chinese(snapshot)
    placed = (*_placed(kind, home[1], wished, chinese=chinese), *_next_in_order(snapshot, kind, place))
    said = tuple(text for text in placed if text.partition("=")[0] not in wanted)
    wanted |= {one.field.name: one for one in wanted_of(snapshot, kind, said, scope, me)}
    status = wanted["status"].value if "status" in wanted else None
    known = Known(
        snapshot.as_of, me, "", _only(snapshot, "client"), snapshot.settings.currency or "", chinese
    )
    state = snapshot.schema.state_key(kind.name, status) if isinstance(status, str) else None
    first = state or (kind.states[0] if kind.states else "")
    return Draft(kind, " ".join(title.split()), place, known, wanted, first, wished)


def _placed(kind: KindSpec, client: str, wished: str, *, chinese: bool) -> Iterator[str]:
    """What the client that was named, and the word for the kind, say about a record that lies outside its folder."""
    if client and kind.name == "project":
        yield f"client={client}"
    if kind.name == "person" and (client or wished.casefold() in {"contact", "contacts", "联系人"}):
        yield f"type={choice_label('contact', 'zh-CN') if chinese else 'contact'}"
    if chinese and meant_as_meeting(kind, wished):
        yield f"type={choice_label('meeting', 'zh-CN')}"
    if client and kind.name == "person":
        yield f"organisation={client}"


def _next_in_order(snapshot: Snapshot, kind: KindSpec, place: Record | None) -> Iterator[str]:
    """A new stage follows those that its project has."""
    if kind.name == "phase" and place is not None and place.kind == "project":
        orders = (one.number("order") for one in snapshot.ledger.of_project(place.key, "phase"))
        yield f"order={int(max((one for one in orders if one is not None), default=Decimal(0))) + 1}"


def _only(snapshot: Snapshot, kind: str) -> str:
    """The id of the one record of a kind, when there is just one."""
    records = snapshot.ledger.of(kind)
    return records[0].id if len(records) == 1 else ""


def begun_on(planned: Value | None, today: str) -> str:
    """The day on which what has begun most likely began: as planned where that day is past, else today (ISO 8601)."""
    return planned if isinstance(planned, str) and ISO_DAY.fullmatch(planned) and planned < today else today


def values_of(draft: Draft) -> tuple[dict[str, Value], tuple[str, ...]]:
    """What the record says from the start, and the names of required fields that are still open."""
    kind = draft.kind
    values: dict[str, Value] = {kind.title_field: draft.title}
    if kind.states:
        values["status"] = state_word(kind, draft.state, draft.known)
    values.update(FIXED_VALUES.get(kind.name, {}))
    for name, one in draft.wanted.items():
        if one.value is not None:
            values[name] = one.value
    if draft.known.me and kind.field("owner") and kind.name not in UNOWNED_KINDS:
        values.setdefault("owner", draft.known.me)
    needed = needed_fields(kind, draft.state, implied=draft.implied - draft.wanted.keys())
    for field in needed:
        made = default_of(kind, field, draft.known) if field.default is None else ""
        if field.name == BEGUN and made:
            made = begun_on(values.get("planned_start"), made)
        if made and field.name not in values:
            values[field.name] = made
    return values, tuple(field.name for field in needed if field.name not in values and field.default is None)
