"""One small workspace that the tests of edits share, and what changed in it."""

from pathlib import Path

from workspaces import snapshot_of

STUDIO = """-- clients/acme.md --
---
name: Acme
status: prospect
account_manager: mei
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
tasks:
  - id: t1
    title: Build
    duration: 5d   # long
  - {title: Test, duration: 3d, depends: [t1]}
---
See [[risk:vendor-delay|the delay]] and [it](risks/vendor-delay.md).

- [ ] Call Acme @mei due:2026-07-01
-- projects/apollo/plan.md --
---
milestones:
  - {title: Go live, depends: [t1], baseline_date: 2026-08-01, forecast_date: 2026-08-01}
---
-- projects/apollo/img/a.png --
picture
-- projects/apollo/risks/vendor-delay.md --
---
title: Vendor delay   # said in May
owner: mei
raised_on: 2026-05-01
---
## Response

Do it.

## Effect
More.
-- projects/apollo/issues/late.md --
---
title: Late
priority: P2
owner: mei
raised_on: 2026-05-01
due: 2026-07-30
source: risk:apollo/vendor-delay
related: ["vendor-delay", '[[risk:vendor-delay]]', [[t1]]]
---
See [[vendor-delay]] and [[apollo]], `[[vendor-delay]]`, [r](../risks/vendor-delay.md#x "t"), ![i](../img/a.png)

- [ ] Ask @mei due:2026-07-05
-- projects/apollo/costs.csv --
id,date,category,amount
c1,2026-05-01,travel,"120.00 EUR"
,2026-05-02,software,80
-- decisions/x.md --
---
title: X
status: proposed
project: apollo
related: risk:apollo/vendor-delay
---
[a](../projects/apollo/img/a.png)
-- README.md --
[Apollo](projects/apollo/index.md) and [r](projects/apollo/risks/vendor-delay.md)
"""


def studio(root: Path, more: str = ""):
    """The snapshot of the workspace, with further sections."""
    return snapshot_of(root, STUDIO + more)


def files_of(root: Path) -> dict[str, bytes]:
    """All files of the workspace but pmledger's own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".pmledger" not in path.relative_to(root).parts
    }


def changes(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, tuple[list[str], list[str]]]:
    """By file: the lines that went and the lines that came."""
    found = {}
    for path in sorted({*before, *after}):
        old = before.get(path, b"").decode().splitlines()
        new = after.get(path, b"").decode().splitlines()
        if before.get(path) != after.get(path):
            found[path] = [line for line in old if line not in new], [line for line in new if line not in old]
    return found
