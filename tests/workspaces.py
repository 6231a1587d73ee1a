"""A whole workspace as one string of `-- path --` sections, so that a test's input stands in the test."""

import re
from datetime import date
from pathlib import Path

from pmledger.workspace.load import load
from pmledger.workspace.snapshot import Snapshot

SECTION = re.compile(r"^-- (\S.*?) --$", re.MULTILINE)
PLAIN_SETTINGS = "grammar: 1\nname: Test\nlanguage: en\ncurrency: EUR\nas_of: 2026-06-30\ntimezone: UTC\n"


def write_files(root: Path, text: str) -> Path:
    """Write each section to its file below `root`, and a plain `pmledger.yml` where the text brings none."""
    parts = SECTION.split(text)
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    files.setdefault("pmledger.yml", PLAIN_SETTINGS)
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.removeprefix("\n").encode())
    return root


def snapshot_of(root: Path, text: str, as_of: date | None = None) -> Snapshot:
    """The snapshot of the workspace that the text describes."""
    return load(write_files(root, text), as_of)


def said(snapshot: Snapshot) -> list[str]:
    """Every diagnostic as `path:line:column CODE`, in order."""
    return [f"{fault.span} {fault.code}" for fault in snapshot.diagnostics]
