import re

import pytest
from workspaces import snapshot_of

from pmledger.language.icalendar import LONGEST_LINE, Diary, icalendar
from pmledger.language.translator import translator

OFFICE = """
-- clients/acme/index.md --
---
name: Acme; Sons, and more
status: active
segment: key
account_manager: mei
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- people/jon.md --
---
name: Jon Olsen
type: team
---
-- projects/apollo/index.md --
---
name: 阿波罗 – a project whose name is far too long for one line of a calendar, 会员小程序与仓储可视化
client: acme
manager: mei
status: planning
---
-- projects/apollo/actions.md --
---
actions:
  - {id: late, title: "Call, then write; \\\\ back", due: 2026-06-25, owner: mei}
  - {id: soon, title: Send the plan, due: 2026-07-02, owner: mei}
---
-- projects/apollo/meetings/2026-07-01-steering.md --
---
title: Steering
status: planned
type: meeting
channel: video
date: 2026-07-01 14:00
duration: 90min
location: "Linz, room 4"
agenda: [The plan]
participants: [mei, jon]
---
-- pmledger.yml --
grammar: 1
name: Test
as_of: 2026-06-30
timezone: Europe/Berlin
"""


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    snapshot = snapshot_of(tmp_path_factory.mktemp("office"), OFFICE)
    diary = Diary(snapshot.ledger, translator("en"), snapshot.as_of, snapshot.settings.timezone)
    return icalendar(snapshot.conclusions.agenda, diary, "Agenda · Test")


def events(text):
    """Every event as a mapping of its properties, unfolded and unescaped as RFC 5545 says."""
    lines = re.sub(r"\r\n[ \t]", "", text).removesuffix("\r\n").split("\r\n")
    found, current = [], {}
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            found.append(current)
        else:
            current[name] = re.sub(r"\\(.)", lambda sign: {"n": "\n"}.get(sign[1], sign[1]), value)
    return found


def test_lines_are_folded_and_end_as_the_standard_says(text):
    """CRLF at every end, at most 75 octets a line, no letter of several octets cut."""
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert [line for line in lines if len(line) > LONGEST_LINE] == []
    assert [line for line in lines if b"\n" in line or b"\r" in line] == []
    assert [line for line in lines if line.decode().startswith(" ")] != []
    assert "阿波罗 – a project whose name is far too long for one line of a calendar" in events(text)[0]["DESCRIPTION"]


def test_texts_are_escaped(text):
    """Commas, semicolons and backslashes of a title come back as they were typed."""
    overdue = next(one for one in events(text) if "Call" in one["SUMMARY"])
    assert overdue["SUMMARY"] == "Overdue: Do “Call, then write; \\ back”"
    assert "5 days overdue, due on 25 Jun 2026" in overdue["DESCRIPTION"]


def test_what_is_overdue_stands_on_today(text):
    """A duty is a whole day, free for other things; one that is overdue is seen today."""
    overdue = next(one for one in events(text) if "Call" in one["SUMMARY"])
    assert (overdue["DTSTART;VALUE=DATE"], overdue["DTEND;VALUE=DATE"]) == ("20260630", "20260701")
    assert overdue["TRANSP"] == "TRANSPARENT"


def test_a_meeting_of_two_is_one_event_at_its_hour(text):
    """Fourteen o'clock in Berlin is noon by the world's clock in summer; both people are named once."""
    meetings = [one for one in events(text) if "Steering" in one["SUMMARY"]]
    assert len(meetings) == 1
    assert (meetings[0]["DTSTART"], meetings[0]["DTEND"]) == ("20260701T120000Z", "20260701T133000Z")
    assert meetings[0]["LOCATION"] == "Linz, room 4"
    assert meetings[0]["DESCRIPTION"].startswith("Jon Olsen, Mei Keller\n")


def test_an_event_keeps_its_identity(text, tmp_path):
    """The day of a duty may move, its UID does not; and no UID stands twice."""
    moved = snapshot_of(tmp_path, OFFICE.replace("due: 2026-07-02", "due: 2026-07-09"))
    diary = Diary(moved.ledger, translator("en"), moved.as_of, "UTC")
    names = [{one["SUMMARY"]: one["UID"] for one in events(each)} for each in
             (text, icalendar(moved.conclusions.agenda, diary, "Agenda"))]  # fmt: skip
    assert names[0]["Do “Send the plan”"] == names[1]["Do “Send the plan”"]
    assert len(set(names[0].values())) == len(events(text)) > 2
    assert {one["DTSTAMP"] for one in events(text)} == {"20260630T000000Z"}
