from datetime import date

import pytest
from ledgers import ACME, read

from pmledger.analysis.occurrences import contacts_by_plan, next_due, occurrences
from pmledger.analysis.recurrence import days_of

AS_OF = date(2026, 6, 30)


def plan(fields, meetings=()):
    """A plan item of the client Acme and meetings with its contact on the given days, some naming the item."""
    text = ACME + f"-- clients/acme/plan.md --\n---\ncomm_plans:\n  - {{id: sync, title: Sync, content: News, {fields}}}\n"
    text += "communications:\n" + "".join(
        f"  - {{id: m{at}, title: Call, type: call, channel: phone, status: held, participants: [ann], summary: s,"
        f" date: {meeting}}}\n"
        for at, meeting in enumerate(meetings)
    )
    found = read((text if meetings else text.replace("communications:\n", "")) + "---\n", AS_OF)
    record = found.ledger.by_key["comm_plan:acme/sync"]
    return record, contacts_by_plan(found.ledger, AS_OF)[record.key], found.found.calendar


def states(fields, meetings=(), first=date(2026, 5, 1)):
    record, contacts, calendar = plan(fields, meetings)
    return [
        (str(one.day), one.state(AS_OF), one.held.rpartition("/")[2])
        for one in occurrences(record, contacts, calendar, first, AS_OF)
    ]


PHONE = "audience: [ann], channel: phone"


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        ("monthly", "2026-01-31 2026-02-28 2026-03-31"),
        ("FREQ=MONTHLY;INTERVAL=2", "2026-01-31 2026-03-31"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31 2026-02-28 2026-03-31"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-02-02 2026-03-02"),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=1", "2026-02-27"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA;UNTIL=20260301", "2026-01-31 2026-02-10 2026-02-14 2026-02-24 2026-02-28"),
        ("on_event", ""),
        ("FREQ=SECONDLY", ""),
    ],
)
def test_a_rhythm_names_its_days(frequency, days):
    """Words and recurrence rules by their parts; a month too short has its last day; no rhythm has no days."""
    assert " ".join(map(str, days_of(frequency, date(2026, 1, 31), date(2026, 3, 31)))) == days


@pytest.mark.parametrize(
    ("purpose", "types"), [("report", ["report"]), ("consult", ["call"]), ("inform", ["call", "report"])]
)
def test_what_was_held_fits_the_purpose(purpose, types):
    """An item to report takes reports alone, one to consult none of them; what names the item always answers it."""
    items = f"  - {{id: sync, title: Sync, content: News, {PHONE}, frequency: weekly, first_on: 2026-06-01, purpose: {purpose}}}\n"
    talks = "".join(
        f"  - {{id: {one}, title: T, type: {one}, channel: phone, status: held, participants: [ann], summary: s, date: 2026-06-02}}\n"
        for one in ("call", "report")
    )
    named = "  - {id: named, title: T, type: email, channel: email, status: held, participants: [ann], summary: s, date: 2026-06-03, plan_item: sync}\n"
    text = f"{ACME}-- clients/acme/plan.md --\n---\ncomm_plans:\n{items}communications:\n{talks}{named}---\n"
    found = contacts_by_plan(read(text, AS_OF).ledger, AS_OF)["comm_plan:acme/sync"]
    assert [one.key.rpartition("/")[2] for one in found] == [*types, "named"]


def test_times_are_held_late_missed_or_due():
    """In time within the grace, late until half a period before the next, missed after, due while the grace runs."""
    assert states(
        f"{PHONE}, frequency: weekly, first_on: 2026-06-01", ["2026-06-03", "2026-06-11, plan_item: sync", "2026-06-25, plan_item: sync"]
    ) == [
        ("2026-06-01", "held", "m0"),
        ("2026-06-08", "late", "m1"),
        ("2026-06-15", "missed", ""),
        ("2026-06-22", "late", "m2"),
        ("2026-06-29", "due", ""),
    ]


def test_only_what_names_the_item_can_be_late():
    """A call that is merely alike and comes after the grace answers nothing."""
    assert states(f"{PHONE}, frequency: monthly, first_on: 2026-06-01", ["2026-06-11"]) == [("2026-06-01", "missed", "")]


def test_one_contact_answers_one_time():
    """Two weekly times are not answered by one call between them."""
    found = states(f"{PHONE}, frequency: weekly, first_on: 2026-06-08, until: 2026-06-15", ["2026-06-10"])
    assert found == [("2026-06-08", "held", "m0"), ("2026-06-15", "missed", "")]


def test_a_contact_that_names_the_item_goes_first():
    """Of two within the grace the one by `plan_item` answers, whatever its channel; one that names another does not."""
    named = "2026-06-02, plan_item: sync"
    fields = f"{PHONE}, frequency: monthly, first_on: 2026-06-01"
    assert states(fields, ["2026-06-01", named]) == [("2026-06-01", "held", "m1")]
    assert states(fields.replace("phone", "video"), ["2026-06-01"]) == [("2026-06-01", "missed", "")]


def test_pauses_and_days_off_are_respected():
    """Nothing is asked for within a pause; a Sunday's time is due on Monday, its grace in working days."""
    fields = f"{PHONE}, frequency: weekly, first_on: 2026-06-07, grace_days: 1, pauses: [{{from: 2026-06-10, to: 2026-06-20}}]"
    record, contacts, calendar = plan(fields)
    found = occurrences(record, contacts, calendar, date(2026, 6, 1), date(2026, 6, 24))
    assert [(str(one.day), str(one.due_by)) for one in found] == [
        ("2026-06-08", "2026-06-09"),
        ("2026-06-22", "2026-06-23"),
    ]


def test_an_audience_in_words_is_found_in_titles():
    """A circle that has no record is known by its name."""
    fields = "audience: call, channel: phone, frequency: monthly, first_on: 2026-06-01"
    assert states(fields, ["2026-06-02"]) == [("2026-06-01", "held", "m0")]
    assert states(fields.replace("audience: call", "audience: the board"), ["2026-06-02"])[0][1] == "missed"


def test_the_next_time_comes_after_the_last_answer():
    """Held a day early it is held; what nobody ever answered is due since its first day."""
    fields = f"{PHONE}, frequency: monthly, first_on: 2026-06-12"
    record, contacts, calendar = plan(fields, ["2026-06-11"])
    assert next_due(record, contacts, calendar, AS_OF) == date(2026, 7, 13)
    assert next_due(record, (), calendar, AS_OF) == date(2026, 6, 12)


def test_the_latest_contact_counts_for_the_next_time():
    """Two calls that answer nothing in time: what comes next is due after the second one."""
    fields = f"{PHONE}, frequency: weekly, first_on: 2026-05-04, grace_days: 0"
    record, contacts, calendar = plan(fields, ["2026-05-05", "2026-06-09"])
    assert next_due(record, contacts, calendar, AS_OF) == date(2026, 6, 15)
