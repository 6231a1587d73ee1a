"""From a snapshot to a folder of files: what is unchanged is neither rendered nor written."""

import os
import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from pmledger.site.output import Output, OutputRefused, open_output
from pmledger.site.page import Page
from pmledger.site.rendering import rendered
from pmledger.site.sheets import Sheets, prepare
from pmledger.workspace.snapshot import Snapshot

Progress = Callable[[int], None]

__all__ = ["BuildResult", "OutputRefused", "Sheets", "build", "collect_pages", "prepare"]


class BuildResult(Struct, frozen=True):
    """How a build went: pages and other files of the site, how many were written and removed, and the time."""

    pages: int
    files: int
    written: int
    removed: int
    seconds: float
    folder: Path


def collect_pages(
    snapshot: Snapshot, *, language: str | None = None, theme: Path | None = None
) -> tuple[Sheets, dict[str, Page]]:
    """What a live server needs: the sheets (`sheets.renderer.render(page)`, `sheets.assets`), and all pages by path."""
    sheets = prepare(snapshot, language=language, theme=theme)
    return sheets, {page.path: page for page in sheets.pages()}


def build(
    snapshot: Snapshot,
    out: Path,
    *,
    language: str | None = None,
    theme: Path | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
) -> BuildResult:
    """Write the site into a folder.

    Files whose key and size the folder's manifest confirms are left alone; files of the old manifest that the site has
    no more are removed. `progress` is told how many pages are done; `jobs` is how many processes may render when there
    is much to do (without it, as many as there are processors). Raises OutputRefused, before anything is written when
    the folder is not ours.
    """
    started = time.monotonic()
    output = open_output(out, snapshot.root)
    try:
        sheets = prepare(snapshot, language=language, theme=theme)
        pages = write_pages(output, sheets, progress or (lambda _done: None), jobs or os.cpu_count() or 1)
        write_copies(output, sheets, snapshot)
        output.close()
    finally:
        output.release()
    seconds = time.monotonic() - started
    return BuildResult(pages, len(output.made), output.written, output.removed, seconds, output.folder)


def write_pages(output: Output, sheets: Sheets, progress: Progress, jobs: int) -> int:
    """Render what changed and write it as it comes; returns how many pages the site has."""
    seen: set[str] = set()
    for batch in rendered(sheets, output.knows, jobs, output.release):
        output.announce([path for path, _key, data in batch if data is not None])
        for path, key, data in batch:
            if path in seen:
                raise RuntimeError(f"two pages claim {path}")
            seen.add(path)
            if data is None:
                output.keep(path)
            else:
                output.put(path, key, data)
        progress(len(seen))
    return sum(path.endswith(".html") for path in seen)


def write_copies(output: Output, sheets: Sheets, snapshot: Snapshot) -> None:
    """The theme's own files and the attachments."""
    for path, data in sheets.assets.items():
        key = blake2b(data, digest_size=16).hexdigest()
        if output.knows(path, key):
            output.keep(path)
        else:
            output.announce([path])
            output.put(path, key, data)
    for each in sheets.attachments.values():
        if output.knows(each.path, each.key):
            output.keep(each.path)
        else:
            output.announce([each.path])
            output.put(each.path, each.key, snapshot.files.read(each.source))
