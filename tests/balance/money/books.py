"""The rows of the balance of one project that is written in a test."""

from analysis.ledgers import ACME, EUROS, read

from pmledger.analysis.balance.reconciliation import Reconciliation
from pmledger.kinds.settings import Settings

SAM = "-- people/sam.md --\n---\nname: Sam Roth\ntype: team\ncost_rate: 60 EUR\n---\n"


def rows(lists: str, more: str = "", settings: Settings = EUROS) -> dict[int, list[Reconciliation]]:
    """By number the rows of a project with these fields and lists, on 30 June 2026; `more` are further files."""
    project = f"-- projects/p/index.md --\n---\nname: P\nclient: acme\nmanager: mei\ncurrency: EUR\n{lists.strip()}\n---\n"
    found: dict[int, list[Reconciliation]] = {}
    for row in read(f"{ACME}{SAM}{more}{project}", settings=settings).found.balance:
        found.setdefault(row.row, []).append(row)
    return found


def verdicts(found: list[Reconciliation] | None) -> list[str]:
    """What each row says: not kept, unknown, agrees or disputed."""
    return [
        "not kept" if not row.kept else "unknown" if row.unknown else "agrees" if row.agrees else "disputed"
        for row in found or ()
    ]
