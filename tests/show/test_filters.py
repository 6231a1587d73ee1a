import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from workspaces import snapshot_of

from pmledger.show.filters import Question, parse_filters
from pmledger.show.listing import kind_named, list_records
from pmledger.show.refusal import QuestionRefused
from pmledger.workspace.snapshot import Snapshot

TEXT = """
-- clients/acme.md --
---
name: Acme
account_manager: mei
---
-- people/mei.md --
---
name: Mei Tanaka
email: mei@example.org
type: team
role: project_manager
---
-- people/li.md --
---
name: 李薇
type: team
role: project_manager
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
---
-- projects/apollo/risks/vendor.md --
---
title: The vendor is late
raised_on: 2026-05-01
status: assessed
owner: mei
probability: 4
impact: 5
cost_impact: 9000 EUR
schedule_impact: 3d
review_on: 2026-07-10
tags: [supplier, erp]
---
They said so twice.
-- projects/apollo/risks/weather.md --
---
title: Bad weather
raised_on: 2026-05-20
status: identified
owner: li
probability: 2
cost_impact: 12000 EUR
schedule_impact: 2w
review_on: 2026-06-20
---
-- projects/apollo/risks/gone.md --
---
title: Gone by
raised_on: 2026-04-01
status: closed
owner: mei
probability: 1
impact: 1
closed_on: 2026-05-01
closed_reason: expired
---
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    root: Path = tmp_path_factory.mktemp("ledger")
    return snapshot_of(root, TEXT)


def question(snapshot: Snapshot) -> Question:
    late = frozenset({"risk:apollo/weather"})
    kind = snapshot.schema.kinds["risk"]
    return Question(kind, snapshot.schema, snapshot.ledger, snapshot.as_of, lambda: "person:mei", late)


def found(snapshot: Snapshot, *filters: str, everything: bool = False) -> list[str]:
    return [one.id for one in list_records(question(snapshot), filters, everything=everything).records]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ((), ["vendor", "weather"]),
        (("status=closed",), ["gone"]),
        (("status=assessed,identified",), ["vendor", "weather"]),
        (("status!=closed",), ["vendor", "weather"]),
        (("closed",), ["gone"]),
        (("open",), ["vendor", "weather"]),
        (("overdue",), ["weather"]),
        (("probability=4..",), ["vendor"]),
        (("probability=..3",), ["weather"]),
        (("probability=2..4",), ["vendor", "weather"]),
        (("probability=4",), ["vendor"]),
        (("probability!=4",), ["weather"]),
        (("review_on=..2026-06-30",), ["weather"]),
        (("review-on=2026-07-10",), ["vendor"]),
        (("review_on=today..+2w",), ["vendor"]),
        (("review_on=..today", "owner=li"), ["weather"]),
        (("owner=@me",), ["vendor"]),
        (("owner=Mei Tanaka",), ["vendor"]),
        (("owner=李薇",), ["weather"]),
        (("owner=person:li",), ["weather"]),
        (("owner!=@me",), ["weather"]),
        (("title~VENDOR",), ["vendor"]),
        (("text~twice",), ["vendor"]),
        (("tags=erp",), ["vendor"]),
        (("tags~suppl",), ["vendor"]),
        (("tags=",), ["weather"]),
        (("impact!=",), ["vendor"]),
        (("impact=4..",), ["vendor"]),
        (("impact=..4",), []),
        (("cost_impact=10000..",), ["weather"]),
        (("cost_impact=10000 EUR..",), ["weather"]),
        (("cost_impact=1 CNY..",), []),
        (("schedule_impact=1w..",), ["weather"]),
        (("schedule_impact=..24h",), ["vendor"]),
        (("project=apollo",), ["vendor", "weather"]),
        (("client=acme", "id=vendor"), ["vendor"]),
        (("probability=4..", "owner=li"), []),
    ],
)
def test_filters_find_what_they_say(snapshot: Snapshot, filters: tuple[str, ...], ids: list[str]) -> None:
    """Every form of a filter finds exactly its records, and several filters all have to hold."""
    assert found(snapshot, *filters) == ids


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("probabilty=4", "did you mean probability"),
        ("status=opne", "is not one of the values of status"),
        ("probability=high", "probability: high is not a number"),
        ("review_on=2026-02-30", "2026-02-30 is not a date for review_on"),
        ("probability=..", ".. is not a range"),
        ("owner=nobody", "nobody"),
        ("owner=meii", "did you mean mei"),
        ("overdu", "is not a filter"),
        ("schedule_impact=3x", "schedule_impact: 3x is not a duration: write a number"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_candidates(snapshot: Snapshot, written: str, said: str) -> None:
    """A misspelt field, state, date or person never just finds nothing: it is refused, with what is near."""
    with pytest.raises(QuestionRefused, match=re.escape(said)):
        found(snapshot, written)


def test_a_list_is_refused_under_its_own_name(snapshot: Snapshot) -> None:
    """What a list holds has no name of its own: the refusal names the field."""
    asked = replace(question(snapshot), kind=snapshot.schema.kinds["ticket"])
    with pytest.raises(QuestionRefused, match="foo is not a date for reopened_at"):
        parse_filters(("reopened_at=foo",), asked)


def test_closed_records_are_counted_when_they_are_left_out(snapshot: Snapshot) -> None:
    """Leaving closed records out is said; asking for all or for a state leaves none out."""
    assert list_records(question(snapshot), ()).hidden == 1
    assert found(snapshot, everything=True) == ["gone", "vendor", "weather"]
    assert list_records(question(snapshot), ("status=closed",)).hidden == 0


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("probability", ["gone", "weather", "vendor"]),
        ("-probability", ["vendor", "weather", "gone"]),
        ("schedule_impact", ["vendor", "weather", "gone"]),
        ("-schedule_impact", ["weather", "vendor", "gone"]),
        ("status", ["weather", "vendor", "gone"]),
        ("owner,-raised_on", ["weather", "vendor", "gone"]),
    ],
)
def test_order_is_by_value_and_what_lacks_it_comes_last(snapshot: Snapshot, sort: str, ids: list[str]) -> None:
    """Numbers, durations and states are ordered by size and life, not by letters."""
    listing = list_records(question(snapshot), (), sort=sort, everything=True)
    assert [one.id for one in listing.records] == ids


def test_a_kind_goes_by_all_its_names(snapshot: Snapshot) -> None:
    """Name, plural and Chinese name mean the kind; a slip names what is near."""
    assert {kind_named(snapshot.schema, word).name for word in ("risk", "risks", "Risks", "风险")} == {"risk"}
    with pytest.raises(QuestionRefused, match="did you mean risk"):
        kind_named(snapshot.schema, "rsk")
