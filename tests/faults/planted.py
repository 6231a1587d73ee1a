"""One workspace with every fault that text can show, each marked where it stands, each beside a sound twin.

`⟦PM104⟧` stands right before the offending text and is taken out before the files are written. What needs bytes, kinds
of files, odd names or a faulty `pmledger.yml` is planted by the tests themselves.
"""

import re
from collections.abc import Iterator

from planted_books import BOOKS, DUE, QUALITY
from planted_calendars import CALENDARS
from planted_fields import FIELDS, REFERENCES, VALUES
from planted_practice import PRACTICE
from planted_reports import REPORTS
from planted_rules import CONTROLS, PEOPLE, PLANS, REQUIRED
from planted_service import SERVICE
from planted_text import FILES, TABLES, TEXT, yaml_files
from planted_tolerances import RESERVES, TOLERANCES
from workspaces import SECTION

Place = tuple[str, int, int, str]
"""Path, line, column, code."""

MARK = re.compile(r"⟦(PM\d{3})⟧")

GROUND = r"""
-- pmledger.yml --
grammar: 1
name: Planted
language: en
currency: EUR
as_of: 2026-06-30
timezone: UTC
fields:
  risk:
    cost_centre: {type: str, label: Cost centre, pattern: "[0-9]{4}"}
-- clients/acme/index.md --
---
name: Acme
status: active
account_manager: mei
---
-- people/staff.csv --
id,name,type,status,organisation,left_on
mei,Mei Keller,team,active,,
rosa,Rosa Delgado,team,active,,
lee,Lee Park,team,left,,2026-03-01
carla,Carla Stein,contact,active,acme,
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
---
-- projects/apollo/risks/delay.md --
---
title: Vendor delay
raised_on: 2026-03-05
---
"""

TOPICS = (
    GROUND, TEXT, yaml_files(), FILES, TABLES, FIELDS, VALUES, REFERENCES, REQUIRED, PEOPLE, PLANS, CONTROLS, BOOKS,
    QUALITY, DUE, SERVICE, REPORTS, CALENDARS, PRACTICE, TOLERANCES, RESERVES,
)  # fmt: skip
WORKSPACE = "\n".join(topic.strip("\n") for topic in TOPICS) + "\n"


def sound(text: str) -> str:
    """The text without its marks."""
    return MARK.sub("", text)


def marked(text: str) -> Iterator[Place]:
    """The places that are marked in a workspace's text."""
    parts = SECTION.split(text)
    for path, content in zip(parts[1::2], parts[2::2], strict=True):
        for number, line in enumerate(content.removeprefix("\n").split("\n"), 1):
            taken = 0
            for mark in MARK.finditer(line):
                yield path, number, mark.start() - taken + 1, mark[1]
                taken += len(mark[0])
