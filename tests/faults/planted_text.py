"""Faults of files as text, of YAML, of files' places and of tables, each marked, each beside a sound twin."""

RLO, ZWSP = "\u202e", "\u200b"

TEXT = r"""-- projects/apollo/risks/conflict.md --
---
title: Conflict in the fields
⟦PM009⟧<<<<<<< HEAD
raised_on: 2026-03-05
=======
raised_on: 2026-03-06
>>>>>>> branch
---
-- projects/apollo/risks/conflict-in-body.md --
---
title: Conflict in the body
raised_on: 2026-03-05
---
Before.

⟦PM009⟧<<<<<<< HEAD
One.
||||||| 1a2b3c4
None.
=======
Two.
>>>>>>> branch
-- projects/apollo/risks/conflict-sound.md --
---
title: Signs that are shown
raised_on: 2026-03-05
---
```
<<<<<<< HEAD
=======
>>>>>>> branch
```

A heading
=======
-- projects/apollo/risks/unclosed.md --
⟦PM010⟧---
title: Unclosed
raised_on: 2026-03-05
-- projects/apollo/risks/late-fence.md --

⟦PM011⟧---
title: An empty line first
raised_on: 2026-03-05
---
-- projects/apollo/risks/pandoc.md --
---
title: Dots
raised_on: 2026-03-05
⟦PM012⟧...
Text.
-- projects/apollo/risks/list.md --
---
⟦PM013⟧- Apollo
---
-- projects/apollo/risks/inner-fence.md --
---
title: A rule in a text
raised_on: 2026-03-05
cause: |
  One.
⟦PM014⟧---
  Two.
---
-- projects/apollo/risks/inner-fence-sound.md --
---
title: A rule in an indented text
raised_on: 2026-03-05
cause: |
  One.
  ---
  Two.
---
Text.

---

More text.
-- projects/apollo/risks/allowances.md --
---
title: Allowances
raised_on: 2026-03-05  ⟦PM040⟧# pmledger: allow PM204
⟦PM041⟧# pmledger: allow a wrong date
owner: nobody-at-all  # pmledger: allow PM104 is hired next week
---
⟦PM041⟧<!-- pmledger: allow -->

See [[nothing-at-all]]. <!-- pmledger: allow PM104 is written next week -->

`<!-- pmledger: allow -->`
-- projects/apollo/risks/unused.md --
---
title: Unused allowances
raised_on: 2026-03-05  ⟦PM540⟧# pmledger: allow PM204 the client asked for this date
---
⟦PM540⟧<!-- pmledger: allow PM153 the picture comes later -->
-- projects/apollo/risks/invisible.md --
---
title: ⟦PM042⟧Ven{RLO}dor
raised_on: 2026-03-05
---
-- projects/apollo/risks/invisible-heading.md --
---
raised_on: 2026-03-05
---
⟦PM042⟧# Ven{ZWSP}dor
-- projects/apollo/risks/invisible-sound.md --
---
title: 供应商 · Zulieferer – Ünal
raised_on: 2026-03-05
cause: A zero-width{ZWSP}space in prose is harmless.
---
""".replace("{RLO}", RLO).replace("{ZWSP}", ZWSP)

YAML = {
    "020": ("title: ⟦PM020⟧]", 'title: "]"'),
    "020-quote": ('title: "Go" ⟦PM020⟧live', 'title: "Go live"'),
    "021": ('title: ⟦PM021⟧"Go-live\nraised_on: 2026-03-05', 'title: "Go-live"'),
    "022": ("title: x\ntags: ⟦PM022⟧[web, mobile\nraised_on: 2026-03-05", "title: x\ntags: [web, mobile]"),
    "023": ("title: x\ntags:\n⟦PM023⟧\t- web", "title: x\ntags:\n  - web"),
    "024": ("title: Phase 2⟦PM024⟧: rollout", 'title: "Phase 2: rollout"'),
    "025": ("title: x\n  ⟦PM025⟧impact: 3", "title: x\nimpact: 3"),
    "026": ("title: x\nowner: ⟦PM026⟧@mei", "title: x\nowner: mei"),
    "027": ("title: x\n⟦PM027⟧impact 3\nraised_on: 2026-03-05", "title: x\nimpact: 3"),
    "028": ('title: "C:⟦PM028⟧\\projects"', "title: 'C:\\projects'"),
    "030": ('title: x\nimpact: 3\n⟦PM030⟧"imp\\x61ct": 4', "title: x\nimpact: 3"),
    "031": ("title: x\n⟦PM031⟧[a, b]: 3", "title: x\ntags: [a, b]"),
    "032": (
        "title: x\nreview_on: ⟦PM032⟧&day 2026-09-01\nclosed_on: ⟦PM032⟧*day",
        'title: "*x*"\nreview_on: 2026-09-01',
    ),
    "033": ("title: x\n⟦PM033⟧<<: {impact: 3}", 'title: "<<"\nimpact: 3'),
    "034": ("title: ⟦PM034⟧!!python/name:os.system x", 'title: "!!python/name:os.system x"'),
    "035": ("⟦PM035⟧%YAML 1.1\ntitle: x", 'title: "%YAML 1.1"'),
    "036": ("title: x\n⟦PM036⟧--- second", "title: x\ncause: |\n  --- second"),
    "037": ("title: x\ntags: " + "[" * 19 + "⟦PM037⟧" + "[" * 80 + "]" * 99, 'title: "' + "[" * 99 + '"'),
}
"""By code, the fields of a file with the fault and of its sound twin."""

FILES = r"""-- notes/plan.md --
⟦PM050⟧---
title: Notes in no kind's folder
---
-- notes/plain.md --
# No front matter, no fault
-- projects/apollo/risks/delay/index.md --
⟦PM051⟧---
title: The same record as delay.md
raised_on: 2026-03-05
---
-- projects/apollo/risks/con.md --
⟦PM052⟧---
title: Reserved by Windows
raised_on: 2026-03-05
---
-- projects/apollo/risks/console.md --
---
title: Only looks like a reserved name
raised_on: 2026-03-05
---
-- projects/apollo/risks/bad name.md --
⟦PM055⟧---
title: A blank in the name
raised_on: 2026-03-05
---
-- projects/apollo/risks/bad-name_2.0.md --
---
title: A sound name
raised_on: 2026-03-05
---
-- projects/apollo/risks/аpollo.md --
⟦PM056⟧---
title: A Cyrillic letter among Latin ones
raised_on: 2026-03-05
---
-- projects/apollo/risks/апполо.md --
---
title: Cyrillic letters only
raised_on: 2026-03-05
---
-- projects/apollo/risks/供应商-delay.md --
---
title: Chinese beside Latin letters is common
raised_on: 2026-03-05
---
-- projects/apollo/timesheet-2026-06.csv --
⟦PM058⟧person,date,hours
-- projects/apollo/risk/vendor.md --
⟦PM058⟧---
title: In a folder named nearly like that of risks
raised_on: 2026-03-05
---
-- projects/apollo/contracts/frame.md --
---
title: Prose of the project, in a folder whose name only looks like contacts
---
-- projects/apollo/docs/measured.csv --
day,litres
-- projects/apollo/docs/how.md --
[What was paid elsewhere](costs-elsewhere.csv)
-- projects/apollo/docs/costs-elsewhere.csv --
date,category,amount
-- projects/apollo/part.md --
---
title: A part of Apollo
⟦PM057⟧objective: To be in two files
risks:
  - {title: In a part, raised_on: 2026-03-05}
---
"""

TABLES = r"""-- projects/apollo/csv-080/costs.csv --
date,category,amount,⟦PM080⟧Date
2026-05-05,travel,120 EUR,
-- projects/apollo/csv-081/costs.csv --
date,category,amount,⟦PM081⟧ammount
2026-05-06,travel,120 EUR,120 EUR
-- projects/apollo/csv-082/costs.csv --
date,category,amount
2026-05-07,travel,1,⟦PM082⟧200 EUR
-- projects/apollo/csv-083/costs.csv --
date,category,amount,supplier
⟦PM083⟧2026-05-08,travel,120 EUR
-- projects/apollo/csv-084/costs.csv --
date,category,amount,supplier
2026-05-09,travel,120 EUR,⟦PM084⟧"Train to Lindau
2026-05-09,travel,121 EUR,Taxi
-- projects/apollo/csv-085/costs.csv --
date,category,amount,supplier
2026-05-10,travel,120 EUR,"Train" ⟦PM085⟧to Lindau
-- projects/apollo/csv-086/costs.csv --
date,category,⟦PM086⟧,amount
2026-05-11,travel,lost,120 EUR
-- projects/apollo/csv-sound/costs.csv --
date;category;amount;supplier;

2026-05-12;travel;"120 EUR";"the ""big"", red one; twice";
2026-05-12;travel;1200.50 EUR;;
-- projects/apollo/csv-values/costs.csv --
title,date,category,amount
Row,2026-05-13,travel,⟦PM108⟧"1,200 EUR"
Row,⟦PM131⟧13.05.2026,travel,120 EUR
Row,2026-05-13,⟦PM102⟧Travel,120 EUR
"""


def yaml_files() -> str:
    """A file for each pair."""
    return "".join(
        f"-- projects/apollo/risks/yaml-{name}{ending}.md --\n---\n{fields}\n---\n"
        for name, pair in YAML.items()
        for ending, fields in zip(("", "-sound"), (dated(fields) for fields in pair), strict=True)
    )


def dated(fields: str) -> str:
    """The fields with the day that a risk cannot do without."""
    return fields if "raised_on" in fields else f"{fields}\nraised_on: 2026-03-05"
