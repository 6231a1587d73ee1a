from datetime import date
from decimal import Decimal

import pytest
from ledgers import ACME, read

AS_OF = date(2026, 7, 1)
"""A Wednesday: the four whole weeks are those from 1 to 28 June, twenty working days."""
TOM = "-- people/tom.md --\n---\nname: Tom Baker\ntype: team\nleave: [{from: 2026-06-22, to: 2026-06-26}]\n---\n"


def used(rows, billing="time", more=TOM):
    """Hours of project Sea, each row `person,date,hours,billable`."""
    text = f"""{ACME}{more}
-- projects/sea/index.md --
---
name: Sea
client: acme
manager: mei
currency: EUR
status: executing
billing: {billing}
---
-- projects/sea/time-entries.csv --
person,date,hours,billable,status,approved_by
{"".join(f"{row},approved,mei{chr(10)}" for row in rows)}"""
    return read(text, AS_OF)


def test_what_was_billed_over_what_there_was():
    """40 of 160 hours are a quarter, 30 of 120 with a week of leave as well; the team is their sum."""
    found = used([f"mei,2026-06-0{at},8," for at in range(1, 6)] + ["tom,2026-06-08,20,", "tom,2026-06-09,10,"])
    assert found.value("utilisation", "person:mei") == 25
    assert found.value("utilisation", "person:tom") == 25
    assert found.value("team_utilisation") == 25
    assert [(str(one.label), one.value) for one in found.found.figure("utilisation", "person:tom").inputs] == [
        ("Sea", 30), ("Hours on approved time sheets", 30), ("Hours there were, less leave and holidays", 120),
    ]  # fmt: skip


def test_only_whole_weeks_before_today_count():
    """Neither what is older than four weeks nor the week of today; hours that are not billed are work all the same."""
    found = used(["mei,2026-05-31,8,", "mei,2026-06-01,8,", "mei,2026-06-02,8,false", "mei,2026-06-29,8,"])
    assert found.value("utilisation", "person:mei") == 5
    assert found.found.figure("utilisation", "person:mei").inputs[1].value == Decimal(16)


def test_who_keeps_no_time_sheet_is_unknown_and_not_idle():
    """Tom has booked nothing: his share is unknown, and the team's leaves him out and says so."""
    found = used(["mei,2026-06-01,16,"])
    assert found.unknown("utilisation", "person:tom") == "no hours of the last four weeks are approved"
    assert found.value("team_utilisation") == 10
    assert found.found.figure("team_utilisation").inputs[-1].value == 1


@pytest.mark.parametrize(
    ("billing", "said", "value"), [("fixed", "", None), ("fixed", "true", 5), ("fixed", "false", 0), ("internal", "", 0)]
)
def test_hours_for_a_fixed_price_say_nothing_unless_they_are_told_to(billing, said, value):
    """Where the client pays a price and no entry says more, nobody knows whether an hour is billed."""
    assert used([f"mei,2026-06-01,8,{said}"], billing).value("utilisation", "person:mei") == value


def test_without_time_sheets_there_is_no_such_figure():
    """A workspace that keeps no hours is not told that they are missing."""
    assert ("team_utilisation", "") not in read(ACME, AS_OF).found.figures
