"""From a snapshot to a folder of files: what is unchanged is neither rendered nor written."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from pmledger import __version__
from pmledger.language.tongue import language_of
from pmledger.language.translator import translator
from pmledger.ledger.record import Record
from pmledger.site.attachments import Attachment, attachments_of, own_css, own_theme
from pmledger.site.attachments import hrefs_of as files_of
from pmledger.site.book import Book
from pmledger.site.navigation import site_of
from pmledger.site.output import Output, OutputRefused, open_output
from pmledger.site.page import Page
from pmledger.site.pages import PAGES
from pmledger.site.plan import hrefs_of, plans_of
from pmledger.site.render import Renderer, renderer
from pmledger.site.rendering import rendered
from pmledger.site.theme import Theme, default_theme_folder, read_theme
from pmledger.source.diagnostic import Diagnostic
from pmledger.workspace.snapshot import Snapshot

Progress = Callable[[int], None]

__all__ = ["BuildResult", "OutputRefused", "Sheets", "build", "collect_pages", "prepare"]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """How a build went: pages and other files of the site, how many were written and removed, and the time."""

    pages: int
    files: int
    written: int
    removed: int
    seconds: float
    folder: Path


@dataclass(frozen=True, slots=True)
class Sheets:
    """A snapshot made ready for rendering: `assets` are the files of the theme by their path in the site."""

    book: Book
    theme: Theme
    renderer: Renderer
    assets: Mapping[str, bytes]
    attachments: Mapping[str, Attachment]

    def pages(self) -> Iterator[Page]:
        """All pages of the site, one by one; two pages of one path are a fault of ours."""
        seen: set[str] = set()
        for make in PAGES:
            for page in make(self.book):
                if page.path in seen:
                    raise RuntimeError(f"two pages claim {page.path}")
                seen.add(page.path)
                yield page

    def key(self, page: Page) -> str:
        """The hash of all that a page's bytes depend on."""
        text = f"{__version__}\0{self.theme.digest}\0{self.book.words.language}\0{page.template}\0{page.view!r}"
        return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def prepare(snapshot: Snapshot, *, language: str | None = None, theme: Path | None = None) -> Sheets:
    """Everything that rendering needs, in the language asked for or the workspace's own."""
    words = translator(language_of(language or snapshot.settings.language))
    ledger, schema, settings = snapshot.ledger, snapshot.schema, snapshot.settings
    look = read_theme(theme or default_theme_folder(), own_theme(snapshot.files))
    copies = attachments_of(ledger, schema, snapshot.files, settings.theme.logo or "")
    colours = own_css(settings.theme.tokens)
    plans = plans_of(ledger, schema)
    logo = copies[settings.theme.logo].path if settings.theme.logo in copies else ""
    book = Book(
        ledger=ledger,
        schema=schema,
        settings=settings,
        as_of=snapshot.as_of,
        conclusions=snapshot.conclusions,
        diagnostics=snapshot.diagnostics,
        words=words,
        site=site_of(settings.name or snapshot.root.name, plans, schema, words, logo=logo, own_css=bool(colours)),
        files=files_of(copies),
        faults=by_record(snapshot.diagnostics),
        hrefs=hrefs_of(plans, schema),
        plans=plans,
        written_in=children_of(ledger.records),
    )
    assets = {f"assets/{name}": data for name, data in look.assets.items()}
    if colours:
        assets["assets/own.css"] = colours
    return Sheets(book, look, renderer(look, words, words.language), assets, copies)


def by_record(diagnostics: Iterable[Diagnostic]) -> dict[str, tuple[Diagnostic, ...]]:
    found: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        if each.record:
            found.setdefault(each.record, []).append(each)
    return {key: tuple(faults) for key, faults in found.items()}


def children_of(records: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """The shown records that are written in another one's file, by its key."""
    found: dict[str, list[Record]] = {}
    for record in records:
        if record.parent and record.visibility != "restricted":
            found.setdefault(record.parent, []).append(record)
    return {key: tuple(parts) for key, parts in found.items()}


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
    count = 0

    def changed() -> Iterator[tuple[str, Page]]:
        nonlocal count
        for count, page in enumerate(sheets.pages(), 1):
            key = sheets.key(page)
            if not output.holds(page.path, key):
                yield key, page
            progress(count)

    for batch in rendered(changed(), sheets.theme, sheets.book.words.language, jobs):
        output.announce([path for path, _key, _data in batch])
        for path, key, data in batch:
            output.put(path, key, data)
    return count


def write_copies(output: Output, sheets: Sheets, snapshot: Snapshot) -> None:
    """The theme's own files and the attachments."""
    for path, data in sheets.assets.items():
        key = blake2b(data, digest_size=16).hexdigest()
        if not output.holds(path, key):
            output.announce([path])
            output.put(path, key, data)
    for each in sheets.attachments.values():
        if not output.holds(each.path, each.key):
            output.announce([each.path])
            output.put(each.path, each.key, snapshot.files.read(each.source))
