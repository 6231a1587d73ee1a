"""A snapshot made ready for rendering: what pages are made from, the theme, and the files that come along."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from pmledger import __version__
from pmledger.language.tongue import language_of
from pmledger.language.translator import Translator, translator
from pmledger.ledger.record import Record
from pmledger.site.attachments import Attachment, attachments_of, own_css, own_theme
from pmledger.site.attachments import hrefs_of as files_of
from pmledger.site.book import Book
from pmledger.site.navigation import site_of
from pmledger.site.page import Page
from pmledger.site.pages import PAGES
from pmledger.site.plan import hrefs_of, plans_of
from pmledger.site.render import Renderer, renderer
from pmledger.site.theme import Theme, default_theme_folder, read_theme
from pmledger.source.message import say
from pmledger.workspace.load import SETTINGS_FILE
from pmledger.workspace.snapshot import Revision, Snapshot


class Sheets(Struct, frozen=True):
    """A snapshot made ready for rendering: `assets` are the files of the theme by their path in the site."""

    book: Book
    theme: Theme
    renderer: Renderer
    assets: Mapping[str, bytes]
    attachments: Mapping[str, Attachment]

    def pages(self) -> Iterator[Page]:
        """All pages of the site, one by one."""
        for make in PAGES:
            yield from make(self.book)

    def pages_of(self, index: int, share: int, shares: int) -> Iterator[Page]:
        """What one function of PAGES makes; of those that make a page for each record, one share of the records."""
        yield from PAGES[index](replace(self.book, share=(share, shares)))

    def pages_at(self, index: int, path: str) -> Iterator[Page]:
        """What a function that goes by record makes for the records whose page could have this path; it may be more."""
        yield from PAGES[index](replace(self.book, wanted=path))

    def key(self, page: Page) -> str:
        """The hash of all that a page's bytes depend on."""
        made_with = f"{__version__}\0{self.theme.digest}\0{self.book.words.language}\0{page.template}\0"
        return blake2b(made_with.encode() + encode(page.view), digest_size=16).hexdigest()


def prepare(
    snapshot: Snapshot, *, language: str | None = None, theme: Path | None = None, before: Sheets | None = None
) -> Sheets:
    """Everything that rendering needs, in the language asked for or the workspace's own.

    `before` are the sheets of an earlier state: what they draw with is taken over where theme and language are the same.
    """
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
        findings=snapshot.findings,
        words=words,
        site=replace(
            site_of(settings.name or snapshot.root.name, plans, schema, words, logo=logo, own_css=bool(colours)),
            past=past_of(snapshot.revision, words),
        ),
        files=files_of(copies),
        hrefs=hrefs_of(plans, schema),
        plans=plans,
        written_in=children_of(ledger.records),
        past=snapshot.past,
        settled=snapshot.files.sources.get(SETTINGS_FILE),
    )
    assets = {f"assets/{name}": data for name, data in look.assets.items()}
    if colours:
        assets["assets/own.css"] = colours
    same = before is not None and before.theme == look and before.book.words is words
    return Sheets(book, look, before.renderer if before and same else renderer(look, words, words.language), assets, copies)


def past_of(revision: Revision | None, words: Translator) -> str:
    """That the pages show an earlier state of the files, and which."""
    if revision is None:
        return ""
    return words.render(
        say("Shown are the files as they were on {day}, at commit {commit}.", day=revision.day, commit=revision.short)
    )


def children_of(records: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """The shown records that are written in another one's file, by its key."""
    found: dict[str, list[Record]] = {}
    for record in records:
        if record.parent and record.visibility != "restricted":
            found.setdefault(record.parent, []).append(record)
    return {key: tuple(parts) for key, parts in found.items()}
