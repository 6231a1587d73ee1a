"""Everything that is known of a workspace at one moment, frozen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.ledger import Ledger
from pmledger.source.diagnostic import SEVERITY_ORDER, Diagnostic, Severity
from pmledger.source.text import SourceText
from pmledger.workspace.findings import Findings
from pmledger.workspace.tree import Tree

if TYPE_CHECKING:
    from pmledger.analysis.conclude import Conclusions

LARGEST_ATTACHMENT = 20 * 1024 * 1024


class Files(Struct, frozen=True, eq=False):
    """The files of the workspace: the texts that were read, and the others, which records may link to."""

    tree: Tree
    sources: Mapping[str, SourceText]
    others: frozenset[str]

    def read(self, path: str) -> bytes:
        """The bytes of a file that is no record; raises FileRefused."""
        return self.tree.read(path, LARGEST_ATTACHMENT)


class Revision(Struct, frozen=True):
    """A commit of the repository that a workspace lies in: its id, as it was asked for, its day and its first line."""

    commit: str
    asked: str
    day: date
    subject: str

    @property
    def short(self) -> str:
        """The beginning of the commit's id, as people write it."""
        return self.commit[:10]


class Snapshot(Struct, frozen=True, eq=False):
    """A workspace as of a day: its records joined, what is concluded from them, and what is wrong with them.

    `diagnostics` are sorted by place; those of severity attention are business that waits for somebody, not faults.
    `revision` is the one that the files were read from; None where they lie on the disk. `past` are figures of earlier
    days by name and subject, where somebody has looked them up.
    """

    root: Path
    settings: Settings
    schema: Schema
    ledger: Ledger
    as_of: date
    conclusions: "Conclusions"
    findings: Findings
    files: Files
    revision: Revision | None = None
    past: Mapping[tuple[str, str], Sequence[tuple[date, object]]] = field(default_factory=dict)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong or waits for somebody; rules are asked when this is."""
        return self.findings.all

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many diagnostics of each severity, gravest first."""
        counted = Counter(fault.severity for fault in self.diagnostics)
        return {severity: counted[severity] for severity in SEVERITY_ORDER}

    @property
    def clean(self) -> bool:
        """No error and no warning."""
        return not self.counts[Severity.ERROR] and not self.counts[Severity.WARNING]
