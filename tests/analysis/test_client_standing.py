from decimal import Decimal

import pytest
from ledgers import ACME, read

from pmledger.analysis.promises import is_late
from pmledger.kinds.settings import parse_settings

CLIENT = "client:acme"


def files(kind, *fields):
    return "".join(f"-- clients/acme/{kind}/x{at}.md --\n---\ntitle: X{at}\n{text}\n---\n" for at, text in enumerate(fields, 1))


def call(on, more=""):
    return f"type: call\nchannel: phone\nstatus: held\ndate: {on}\nparticipants: [mei, ann]\nsummary: x\n{more}"


def test_last_contact_is_the_latest_counted_one():
    """Planned, future and internal communications are no contact."""
    talks = files(
        "communications",
        call("2026-06-10"),
        call("2026-06-20").replace("held", "planned"),
        call("2026-07-01"),
        call("2026-06-25", "direction: internal"),
    )
    assert read(ACME + talks).value("days_since_contact", CLIENT) == 20
    assert read(ACME).unknown("days_since_contact", CLIENT) == "no contact is recorded"


def test_cadence_of_its_own_wins_over_its_segment():
    """The client's own cadence counts, else its segment's; without either it is unknown."""
    assert read(ACME).value("contact_cadence", CLIENT) == 30
    assert read(ACME.replace("segment: key", "contact_cadence_days: 7")).value("contact_cadence", CLIENT) == 7
    assert read(ACME.replace("segment: key\n", "")).value("contact_cadence", CLIENT) is None


def promise(due, fields="status: open", to="acme"):
    return f"to: {to}\nowner: mei\ndue: {due}\n{fields}"


def test_kept_rate():
    """Kept by the date, of ours due in the last 180 days: theirs, withdrawn, undue and old ones do not count."""
    promises = files(
        "promises",
        promise("2026-06-01", "status: kept\nkept_on: 2026-06-01"),
        promise("2026-06-01", "status: kept\nkept_on: 2026-06-02"),
        promise("2026-06-29", to="ann"),
        promise("2026-06-01", "status: broken\nreason: x"),
        promise("2026-06-30"),
        promise("2026-06-01", "status: withdrawn\nreason: x"),
        promise("2026-06-01", "direction: theirs"),
        promise("2025-12-31", "status: broken\nreason: x"),
    )
    found = read(ACME + promises)
    assert found.value("kept_rate", CLIENT) == Decimal(25)
    assert found.value("kept_rate") == Decimal(25)
    assert len(found.found.figure("kept_rate", CLIENT).inputs) == 4
    assert found.value("open_promises", CLIENT) == 2
    assert found.value("late_promises", CLIENT) == 1
    assert read(ACME).value("kept_rate", CLIENT) is None


def test_late():
    """A promise is late when it was kept after its date, or is open past it."""
    promises = files("promises", promise("2026-06-01", "status: kept\nkept_on: 2026-06-02"), promise("2026-06-30"))
    found = read(ACME + promises)
    late, open_ = (found.ledger.by_key[f"promise:acme/x{at}"] for at in (1, 2))
    assert (is_late(late, found.found.as_of), is_late(open_, found.found.as_of)) == (True, False)


def invoice(fields):
    return f"client: acme\nnumber: '1'\nnet: 100 EUR\ntax: 19 EUR\nissued_on: 2026-05-01\ndue_on: 2026-05-31\n{fields}"


def test_revenue_and_receivable():
    """Cash to date is revenue; what payments and write-offs leave of the gross amount is receivable."""
    invoices = files(
        "invoices",
        invoice("status: partly_paid\npayments: [{date: 2026-06-01, amount: 50 EUR}, {date: 2026-06-02, amount: 9 EUR, type: discount}, {date: 2026-07-01, amount: 60 EUR}]"),
        invoice("status: draft"),
    )
    found = read(ACME + invoices)
    assert found.value("revenue", CLIENT) == Decimal(50)
    assert found.value("receivable", CLIENT) == Decimal(60)
    assert found.value("outstanding", "invoice:acme/x1") == Decimal(60)
    assert read(ACME).value("revenue", CLIENT) is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("status: proposal", Decimal(500)),
        ("status: proposal\nprobability: 65%", Decimal(650)),
        ("status: won\nclosed_on: 2026-06-01", Decimal(0)),
        ("status: on_hold", None),
    ],
)
def test_pipeline(fields, expected):
    """Open opportunities weigh by their probability, else by that of their stage; on hold there is no usual one."""
    text = ACME + files("opportunities", f"client: acme\namount: 1000 EUR\n{fields}")
    assert read(text).value("pipeline_weighted", CLIENT) == expected


def test_the_workspace_settles_odds_segments_and_cadence():
    """Its own odds by stage weigh, a stated probability still wins; own segments have their own cadence."""
    settings, faults = parse_settings(
        {"currency": "EUR", "odds": {"proposal": "40", "on_hold": "5"}, "segments": ["A", "key"], "cadence": {"A": "10"}}
    )
    assert faults == ()
    chances = [f"client: acme\namount: 1000 EUR\n{more}" for more in ("status: proposal", "status: on_hold", "probability: 30")]
    text = ACME.replace("segment: key", "segment: A") + files("opportunities", *chances)
    found = read(text, settings=settings)
    assert found.value("pipeline_weighted", CLIENT) == Decimal(400 + 50 + 300)
    assert found.value("contact_cadence", CLIENT) == 10
