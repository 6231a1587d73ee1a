"""A small workspace of some forty records, and the edits that people make in one."""

import random
import re
from collections.abc import Callable
from pathlib import Path

YEAR = """
-- pmledger.yml --
grammar: 1
name: Studio
language: en
currency: EUR
as_of: 2026-06-30
timezone: UTC
repository: https://example.com/studio/blob/main
fields: {risk: {cost_centre: {type: str, label: Cost centre, table: true}}}
kinds: {vehicle: {plural: vehicles, folder: vehicles, label: Vehicle, states: [active, retired], closed: [retired], fields: {plate: {type: str, table: true}, driver: {type: ref, kinds: [person], table: true}}}}
theme: {tokens: {accent: "#123456"}}
-- clients/acme/index.md --
---
name: Acme
status: active
account_manager: mei
contacts:
  - {id: nora, name: Nora Lind, role: Buyer}
  - {id: ole, name: Ole Berg, role: Sponsor}
---
Makes pumps. See [[apollo]].
-- clients/青禾.md --
---
name: 青禾餐饮
status: prospect
account_manager: jo
---
-- people/mei.md --
---
name: Mei Tanaka
type: team
role: project_manager
---
-- people/jo.md --
---
name: Jo Okafor
type: team
role: developer
---
-- vehicles/van.md --
---
title: The van
plate: LI 1234
driver: mei
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: executing
planned_start: 2026-01-05
planned_finish: 2026-12-18
tasks:
  - {id: design, title: Design, duration: 5d, owner: jo}
  - {id: build, title: Build, duration: 20d, depends: [design], owner: jo}
  - {id: test, title: Test, duration: 10d, depends: [build], owner: mei}
milestones:
  - {id: m1, title: Go live, baseline_date: 2026-12-01}
  - {id: m2, title: Plan agreed, baseline_date: 2026-02-02, forecast_date: 2026-02-10}
goals:
  - {id: g1, title: Half the errors, measure: errors, baseline_value: 40, target_value: 20, due: 2026-12-01, owner: mei, statement: Fewer errors}
---
Replace it all. See ![a picture](picture.png).

- [ ] Send the plan @mei due:2026-07-03
- [x] Ask for the list @jo due:2026-05-03
-- projects/apollo/picture.png --
PNG
-- projects/apollo/costs.csv --
id,title,date,amount,category,status
c1,Licences,2026-02-01,1200 EUR,software,submitted
c2,Travel,2026-03-01,300.50 EUR,travel,approved
c3,Servers,2026-04-01,990 EUR,equipment,paid
-- projects/apollo/risks/vendor-delay.md --
---
title: Vendor delay
status: assessed
probability: 4
impact: 4
owner: mei
raised_on: 2026-03-01
cost_centre: C7
tags: [urgent]
---
It blocks [[build]] and [[apollo|the project]].
-- projects/apollo/risks/延期.md --
---
title: 供应商延期
status: identified
raised_on: 2026-03-01
---
-- projects/apollo/risks/fog.md --
---
title: Fog
status: identified
probability: 2
impact: 3
owner: jo
raised_on: 2026-03-04
---
-- projects/apollo/issues/late.md --
---
title: Late
status: open
owner: mei
raised_on: 2026-05-01
priority: P3
---
Caused by [[risk:vendor-delay]].
-- projects/apollo/issues/lost.md --
---
title: Lost keys
status: closed
owner: jo
raised_on: 2026-05-02
closed_on: 2026-05-20
priority: P1
resolution: Found.
---
-- projects/apollo/changes/more.md --
---
title: More screens
status: submitted
requested_by: mei
requested_on: 2026-05-11
reason: They asked.
impact_cost: 4000 EUR
impact_schedule: 5d
---
-- projects/apollo/decisions/host.md --
---
title: Where to host
status: decided
decided_by: mei
decided_on: 2026-04-04
decision: In the cellar.
---
-- projects/apollo/communications/2026-03-05-steering.md --
---
participants: [mei, jo]
---
We met. [[host]] was prepared.
-- projects/apollo/lessons/early.md --
---
title: Ask early
status: captured
recommendation: Ask before the offer.
---
-- projects/borea/index.md --
---
name: Borea
client: 青禾
manager: jo
status: planning
planned_start: 2026-04-01
planned_finish: 2026-09-30
---
The second one.
-- projects/borea/requirements/fast.md --
---
title: Fast
status: captured
priority: must
---
-- projects/borea/risks/rain.md --
---
title: Rain
status: closed
raised_on: 2026-04-04
closed_on: 2026-05-05
---
-- projects/borea/tasks.csv --
id,title,duration,owner
t1,Sketch,3d,jo
t2,Show,1d,mei
-- projects/borea/issues/noise.md --
---
title: Noise
status: open
raised_on: 2026-06-11
priority: P2
owner: mei
---
-- projects/borea/milestones.csv --
id,title,baseline_date,forecast_date
m1,Opening,2026-09-30,2026-10-05
-- projects/borea/documents/offer.md --
---
title: The offer
status: draft
---
-- clients/acme/feedback/thanks.md --
---
title: Thanks for the quick answer
type: praise
received_on: 2026-05-05
---
-- assumptions/weather.md --
---
title: The weather holds
---
-- opportunities/pumps.md --
---
title: More pumps
client: acme
status: proposal
amount: 50000 EUR
probability: 40%
---
-- processes/handover.md --
---
title: Handover
owner: mei
---
1. Ask
2. Show
"""

WORDS = (
    "slow",
    "river",
    "copper",
    "周报",
    "late & early",
    "<b>",
    "[[apollo]]",
    "[[nobody]]",
    "**bold**",
    "{{ x }}",
    "100%",
)
STATES = (
    "open", "closed", "identified", "assessed", "submitted", "approved", "planning", "executing", "decided", "active", "nonsense",
)  # fmt: skip
NEW = {
    "risks": "status: identified\nraised_on: 2026-06-01\nprobability: {n}\nimpact: 2\n",
    "issues": "status: open\nraised_on: 2026-06-01\npriority: P{n}\n",
    "changes": "status: submitted\nrequested_on: 2026-06-01\nimpact_cost: {n}000 EUR\n",
    "decisions": "status: decided\ndecided_on: 2026-06-0{n}\ndecision: Yes.\n",
    "goals": "status: active\nmeasure: things\nbaseline_value: 1\ntarget_value: 9\nmeasurements: [{{date: 2026-06-0{n}, value: {n}}}]\n",
}
Edit = Callable[[Path, random.Random], str]


def records(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*.md") if "theme" not in path.parts)


def any_record(root: Path, chance: random.Random) -> Path:
    return chance.choice(records(root))


def reword(path: Path, pattern: str, replacement: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, lambda _: replacement, text, count=1, flags=re.MULTILINE), encoding="utf-8")


def body_words(root: Path, chance: random.Random) -> str:
    path = any_record(root, chance)
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nNow {chance.choice(WORDS)} and {chance.choice(WORDS)}.\n", encoding="utf-8")
    return f"words in {path.name}"


def title(root: Path, chance: random.Random) -> str:
    path = any_record(root, chance)
    reword(
        path, r"^(title|name): .*$", f"{'name' if path.name == 'index.md' else 'title'}: Title {chance.randrange(99)}"
    )
    return f"title of {path.name}"


def status(root: Path, chance: random.Random) -> str:
    path, state = any_record(root, chance), chance.choice(STATES)
    reword(path, r"^status: .*$", f"status: {state}")
    return f"{path.name} is {state}"


def new_record(root: Path, chance: random.Random) -> str:
    folder, number = chance.choice(sorted(NEW)), chance.randrange(1, 5)
    path = root / "projects" / chance.choice(["apollo", "borea"]) / folder / f"new-{chance.randrange(9)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: New {number}\n{NEW[folder].format(n=number)}---\nFor [[apollo]].\n", encoding="utf-8")
    return f"new {path.name} in {folder}"


def deleted_record(root: Path, chance: random.Random) -> str:
    path = any_record(root, chance)
    path.unlink()
    return f"without {path.name}"


def renamed_file(root: Path, chance: random.Random) -> str:
    path = chance.choice([each for each in records(root) if each.name != "index.md"])
    path.rename(path.with_name(f"{path.stem[:8]}-{chance.randrange(9)}.md"))
    return f"{path.name} renamed"


def list_items(root: Path, chance: random.Random) -> str:
    path = root / "projects/apollo/index.md"
    if not path.exists():
        return "no list"
    text = path.read_text(encoding="utf-8")
    items = re.findall(r"^  - \{.*\}\n", text, re.MULTILINE)
    if items and chance.random() < 0.5:
        path.write_text(text.replace(chance.choice(items), "", 1), encoding="utf-8")
        return "an item less"
    item = f"tasks:\n  - {{id: t{chance.randrange(99)}, title: More, duration: {chance.randrange(1, 9)}d}}\n"
    path.write_text(text.replace("tasks:\n", item, 1), encoding="utf-8")
    return "an item more"


def rows(root: Path, chance: random.Random) -> str:
    path = root / "projects/apollo/costs.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > 2 and chance.random() < 0.4:
        lines.pop(chance.randrange(1, len(lines)))
    else:
        lines.append(
            f"c{chance.randrange(99)},Bought,2026-05-0{chance.randrange(1, 9)},{chance.randrange(999)} EUR,travel,approved"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "rows"


def settings(root: Path, chance: random.Random) -> str:
    name, value = chance.choice(
        [
            ("name", f"Studio {chance.randrange(9)}"),
            ("as_of", f"2026-0{chance.randrange(4, 9)}-15"),
            ("language", chance.choice(["en", "zh-CN"])),
            ("currency", chance.choice(["EUR", "CHF"])),
            ("repository", f"https://example.com/{chance.randrange(9)}"),
        ]
    )
    reword(root / "pmledger.yml", rf"^{name}: .*$", f"{name}: {value}")
    return f"{name}: {value}"


def theme(root: Path, chance: random.Random) -> str:
    which = chance.randrange(3)
    if which == 0:
        reword(
            root / "pmledger.yml",
            r"^theme: .*$",
            f'theme: {{tokens: {{accent: "#{chance.randrange(100000, 999999)}"}}}}',
        )
        return "a colour"
    path = root / "theme" / ("extra.css" if which == 1 else "record.html")
    if path.exists():
        path.unlink()
        return f"without {path.name}"
    path.parent.mkdir(exist_ok=True)
    text = (
        "b { color: red }"
        if which == 1
        else "{% extends 'default/record.html' %}{% block foot %}<p>Ours</p>{% endblock %}"
    )
    path.write_text(text, encoding="utf-8")
    return f"own {path.name}"


def picture(root: Path, chance: random.Random) -> str:
    (root / "projects/apollo/picture.png").write_bytes(b"PNG" + bytes([chance.randrange(256)]))
    return "a picture"


EDITS: tuple[Edit, ...] = (
    body_words, title, status, new_record, deleted_record, renamed_file, list_items, rows, settings, theme, picture,
)  # fmt: skip
