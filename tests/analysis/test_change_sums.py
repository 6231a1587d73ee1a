from datetime import date
from decimal import Decimal

from ledgers import ACME, read

from pmledger.analysis.calendar import work_calendar
from pmledger.analysis.changes import days_to_decide

HEAD = "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\nchanges:\n"
APOLLO = "project:apollo"
ASKED = "requested_by: ann, requested_on: 2026-06-01, reason: x"
APPROVED = f"{ASKED}, approver: mei, status: approved"


def changes(*fields, as_of=date(2026, 6, 30)):
    rows = "".join(f"  - {{id: c{at}, title: Change {at}, {text}}}\n" for at, text in enumerate(fields, 1))
    return read(f"{ACME}{HEAD}{rows}---\n", as_of)


def test_approved_movement_is_of_counted_changes():
    """Cost and days of approved changes decided by the day add up; rejected ones do not count."""
    found = changes(
        f"{APPROVED}, decided_on: 2026-06-10, impact_cost: 1000 EUR, impact_schedule: 2d",
        f"{APPROVED}, decided_on: 2026-06-10, impact_cost: -250 EUR, impact_schedule: 1w",
        f"{ASKED}, approver: mei, status: rejected, decided_on: 2026-06-10, impact_cost: 9000 EUR, impact_schedule: 9d",
    )
    assert found.value("changes_approved_cost", APOLLO) == Decimal(750)
    assert found.value("changes_approved_days", APOLLO) == 7
    assert found.value("changes_to_decide", APOLLO) == 0


def test_approved_change_without_impact_is_unknown():
    """An approved change that states no cost makes the sum unknown, not smaller."""
    found = changes(
        f"{APPROVED}, decided_on: 2026-06-10, impact_cost: 1000 EUR, impact_schedule: 2d",
        f"{APPROVED}, decided_on: 2026-06-10",
    )
    assert found.value("changes_approved_cost", APOLLO) is None
    assert found.value("changes_approved_days", APOLLO) is None
    assert found.unknown("changes_approved_cost", APOLLO) == "the approved change “Change 2” states no cost"


def test_decided_only_later_is_pending():
    """On a day before its decision a change is pending, on the day of the decision it counts."""
    one = f"{APPROVED}, decided_on: 2026-06-10, impact_cost: 1000 EUR, impact_schedule: 2d"
    before, on = changes(one, as_of=date(2026, 6, 9)), changes(one, as_of=date(2026, 6, 10))
    assert (before.value("changes_pending_cost", APOLLO), before.value("changes_approved_cost", APOLLO)) == (1000, 0)
    assert (on.value("changes_pending_cost", APOLLO), on.value("changes_approved_cost", APOLLO)) == (0, 1000)


def test_pending_sum_says_what_is_not_in_it():
    """Pending changes without a cost are counted beside the sum; with nothing but such changes it is unknown."""
    mixed = changes(f"{ASKED}, impact_cost: 5 EUR", ASKED).found.figure("changes_pending_cost", APOLLO)
    assert mixed.value == Decimal(5)
    assert str(mixed.inputs[-1].label) == "1 pending change states nothing yet"
    assert changes(ASKED).value("changes_pending_cost", APOLLO) is None


def test_undecided_days_are_working_days():
    """Monday to Tuesday four weeks later are 21 working days without a decision."""
    found = changes(ASKED, f"{APPROVED}, decided_on: 2026-06-10")
    assert found.value("undecided_days", "change:apollo/c1") == 21
    assert found.value("undecided_days", "change:apollo/c2") is None


def test_days_to_a_decision():
    """Working days from the request to the decision, None on a day before it."""
    fields = f"{ASKED}, approver: mei, status: implemented, decided_on: 2026-06-08, implemented_on: 2026-06-19"
    record = changes(fields).ledger.by_key["change:apollo/c1"]
    assert [days_to_decide(record, work_calendar(), date(2026, 6, day)) for day in (30, 7)] == [5, None]
