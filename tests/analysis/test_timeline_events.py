from datetime import date

from ledgers import ACME, read

from pmledger.kinds.settings import OwnField, OwnKind, Settings

HEAD = "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\nstatus: executing\nactual_start: 2026-05-04\n"


def happened(found):
    return [(event.day.isoformat(), event.record, str(event.what)) for event in found.found.events]


def test_newest_first_and_nothing_of_the_future():
    """Dates of the day and before are events, newest first; later ones are not."""
    fields = (
        "risks: [{id: r, title: R, raised_on: 2026-06-30, status: closed, closed_on: 2026-07-01, closed_reason: expired}]\n"
        "issues: [{id: i, title: I, priority: P3, raised_on: 2026-06-01}]\n"
    )
    assert happened(read(f"{ACME}{HEAD}{fields}---\n")) == [
        ("2026-06-30", "risk:apollo/r", "Raised"),
        ("2026-06-01", "issue:apollo/i", "Raised"),
        ("2026-05-04", "project:apollo", "Started"),
    ]


def test_what_was_looked_at_is_no_event_but_fresh():
    """`updated` of any record of a project counts as its last update, but not before its day."""
    fields = "risks: [{id: r, title: R, raised_on: 2026-05-05, updated: 2026-06-20}]\nupdated: 2026-07-01\n"
    found = read(f"{ACME}{HEAD}{fields}---\n")
    assert [row[0] for row in happened(found)] == ["2026-05-05", "2026-05-04"]
    assert found.value("days_since_update", "project:apollo") == 10


def test_a_date_means_what_the_state_says():
    """The day of a decision on a change was its approval or its rejection, by its state."""
    asked = "requested_by: ann, requested_on: 2026-06-01, reason: x, approver: mei, decided_on: 2026-06-02"
    fields = f"changes: [{{id: a, title: A, status: implementing, {asked}}}, {{id: b, title: B, status: rejected, {asked}}}]\n"
    decided = [row[2] for row in happened(read(f"{ACME}{HEAD}{fields}---\n")) if row[0] == "2026-06-02"]
    assert decided == ["Approved", "Rejected"]


def test_planned_meeting_has_not_happened():
    """A meeting whose day has passed is an event only once it was held."""
    fields = "communications: [{id: c, title: C, type: meeting, channel: video, date: 2026-06-01}]\n"
    assert [row[1] for row in happened(read(f"{ACME}{HEAD}{fields}---\n"))] == ["project:apollo"]


def test_latest_event_is_the_freshness_of_a_project():
    """Days since the update count from the latest event of any of its records."""
    fields = "goals: [{id: g, title: G, statement: x, measurements: [{date: 2026-06-20, value: 1}]}]\n"
    found = read(f"{ACME}{HEAD}{fields}---\n")
    assert found.value("days_since_update", "project:apollo") == 10
    assert found.found.figure("days_since_update", "project:apollo").inputs[0].record == "goal:apollo/g"
    assert read(f"{ACME}{HEAD}---\n", date(2026, 5, 3)).value("days_since_update", "project:apollo") is None


def test_dates_of_own_kinds():
    """A date field of a workspace's own kind is an event under its label."""
    van = OwnKind("van", "vans", "vans", fields=(OwnField("inspected", "date", label="Inspection"),))
    text = f"{ACME}-- vans/a.md --\n---\ntitle: A\ninspected: 2026-06-01\n---\n"
    found = read(text, settings=Settings(currency="EUR", kinds=(van,)))
    assert happened(found) == [("2026-06-01", "van:a", "Inspection reached")]
