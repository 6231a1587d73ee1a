"""A configuration with every fault, and one with all settings and none."""

FAULTY = r"""
-- pmledger.yml --
grammar: 1
name: Planted
⟦PM501⟧time_zone: Europe/Berlin
language: ⟦PM502⟧german
currency: ⟦PM502⟧EURO
as_of: ⟦PM502⟧yesterday
calendar: {⟦PM501⟧hours: 8, weekend: [sat, ⟦PM502⟧sunday]}
severities: {PM203: ⟦PM502⟧fatal}
exchange_rates: {USD: [⟦PM506⟧{rate: 0.9}]}
fields:
  risk:
    cost_centre: {type: str, pattern: ⟦PM503⟧"[0-9"}
    ⟦PM504⟧owner: {type: str}
    ⟦PM505⟧Cost Centre: {type: str}
    ⟦PM506⟧area: {type: choice}
    weight: {type: ⟦PM502⟧weight}
  ⟦PM502⟧hazard:
    size: {type: int}
kinds:
  ⟦PM504⟧risk: {label: Another risk}
  vehicle: {states: [in_use, sold], closed: [⟦PM502⟧scrapped], folder: ⟦PM504⟧risks}
allow:
  - {code: ⟦PM540⟧PM203, path: risks/delay.md, reason: the client asked for it}
  - ⟦PM506⟧{code: PM203, path: risks/delay.md}
-- clients/acme.md --
---
name: Acme
---
"""

SOUND = r"""
-- pmledger.yml --
grammar: 1
name: Planted
timezone: Europe/Berlin
language: de
currency: EUR
as_of: 2026-06-30
calendar: {hours_per_day: 8, weekend: [sat, sun]}
severities: {PM203: off, PM204: warning}
exchange_rates: {USD: [{from: 2026-01-01, rate: 0.9}]}
fields:
  risk:
    cost_centre: {type: str, pattern: "[0-9]{4}"}
    area: {type: choice, choices: [north, south]}
kinds:
  vehicle: {states: [in_use, sold], closed: [sold], folder: vehicles}
-- clients/acme.md --
---
name: Acme
---
"""
