"""What page functions may use: the parts of a snapshot, the translator, and helpers that make parts of views."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct, field

from pmledger.analysis.conclude import Conclusions
from pmledger.analysis.milestone_trend import Past
from pmledger.kinds.declare import KindSpec
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.language.translator import Translator
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.site.navigation import leaves_of
from pmledger.site.parts import Anchor, Frame, Notice, Runs, Site, Source, Status
from pmledger.site.paths import href, portable, root_of
from pmledger.site.plan import Plan
from pmledger.site.tones import tone_of
from pmledger.site.tongues import foreign
from pmledger.source.diagnostic import SEVERITY_ORDER, Diagnostic, Severity
from pmledger.source.span import Span
from pmledger.source.text import SourceText
from pmledger.workspace.findings import Findings

ALL_REGISTERS = "registers.html"
T = TypeVar("T")
FAULT_TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.ATTENTION: "info", Severity.HINT: "none"}


class Book(Struct, frozen=True, eq=False):
    """Read by page functions `(Book) -> Iterable[Page]`; nothing of it reaches a template but through a view.

    `findings` are what is wrong or waits for somebody; `files` maps the path of each file that a record may link
    to (`projects/apollo/plan.png`) to its href in the site. `hrefs` maps the keys of all records that are shown to where
    their page or row is; restricted ones are not in it. `plans` are the registers of the kinds that have records to
    show, and their parts; `written_in` lists the records that stand in another one's file, by its key. `share` is which
    part of the pages by record is made here, of how many; `wanted` the path of the only page that is made, or "". `past`
    are figures of earlier days, where they were looked up; `settled` is the text of the settings.
    """

    ledger: Ledger
    schema: Schema
    settings: Settings
    as_of: date
    conclusions: Conclusions
    findings: Findings
    words: Translator
    site: Site
    files: Mapping[str, str]
    hrefs: Mapping[str, str]
    plans: Mapping[str, Plan]
    written_in: Mapping[str, tuple[Record, ...]]
    share: tuple[int, int] = (0, 1)
    wanted: str = ""
    past: Past = field(default_factory=dict)
    settled: SourceText | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.findings.all

    @property
    def faults(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        return self.findings.by_record

    def mine(self, records: Sequence[T]) -> Sequence[T]:
        """Of the records that have a page each, those whose pages are made here: every n-th, beginning with the k-th.

        Where one page is wanted, those whose id is in its path.
        """
        if self.wanted:
            return [one for one in records if not isinstance(one, Record) or portable(one.id) in self.wanted]
        part, parts = self.share
        return records[part::parts]

    def wants(self, path: str) -> bool:
        """Whether the page with this path is to be made: any, or only the one that is wanted."""
        return self.wanted in {"", path}

    def say(self, template: str, **values: object) -> str:
        """A sentence in the site's language; the template is a literal, since translators are given it."""
        return self.words.filled(self.words.text(template), values.items())

    def say_count(self, template: str, plural: str, count: int, **values: object) -> str:
        """A sentence in singular or plural, chosen by `count`."""
        return self.words.filled(self.words.plural(template, plural, count), (("count", count), *values.items()))

    def spec(self, record: Record) -> KindSpec:
        return self.schema.kinds[record.kind]

    def kind(self, name: str) -> KindSpec | None:
        return self.schema.kinds.get(name)

    def shown(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind that the site shows: all but restricted ones."""
        return self.plans[kind].records if kind in self.plans else ()

    def anchor(self, key: str, text: str = "", *, kind: str = "") -> Anchor:
        """A link to a record by its key, with its title; without one where the record is hidden or unknown."""
        record = self.ledger.get(key)
        if record is None:
            return Anchor(text or key, "", kind)
        target = self.hrefs.get(key, "")
        return Anchor(text or (record.title if target else self.say("(restricted)")), target, kind)

    def href(self, key: str) -> str:
        """Where the page or row of a record is, from the site's root; "" when it has none."""
        return self.hrefs.get(key, "")

    def register(self, kind: str, scope: str = "", text: str = "") -> Anchor:
        """A link to a kind's register, or to its part for a project's or client's id where it has one."""
        spec = self.schema.kinds[kind]
        label = text or self.words.plural_label(spec)
        found = self.plans.get(kind)
        if found is None:
            return Anchor(label)
        part = next((part for part in found.parts if scope and part.scope == scope and not part.period), None)
        return Anchor(label, href(part.path if part else found.path))

    def current(self, kind: str) -> str:
        """The entry of the navigation under which a kind's pages stand."""
        found = self.plans.get(kind)
        entries = entries_of(self.site)
        ways = (*((href(found.path),) if found else ()), *leaves_of(kind))
        return next((way for way in ways if way in entries), ALL_REGISTERS)

    def status(self, record: Record) -> Status:
        """The state of a record in a word, with its tone."""
        spec = self.spec(record)
        return Status(self.words.state_label(spec, record.status), tone_of(record.kind, record.status, record.closed))

    def source(self, span: Span) -> Source:
        """Where something was written, with the address to edit it; what was cannot be edited."""
        repository = "" if self.site.past else self.settings.repository
        edit = f"{str(repository).rstrip('/')}/{href(span.path)}" if repository else ""
        return Source(span.path, span.line, edit)

    def frame(
        self,
        path: str,
        title: str,
        *,
        current: str = "",
        crumbs: tuple[Anchor, ...] = (),
        stamp: tuple[Runs, ...] = (),
        lede: Runs = (),
        status: Status | None = None,
        record: Record | None = None,
        heading_lang: str = "",
    ) -> Frame:
        """The frame of a page at `path`; with `record`, also its source line and the faults in it."""
        return Frame(
            site=self.site,
            title=title,
            root=root_of(path),
            current=current,
            crumbs=crumbs,
            stamp=stamp,
            source=self.source(record.origin) if record else None,
            notices=self.notices(record.key) if record else (),
            status=status,
            lede=lede,
            heading_lang=heading_lang or foreign(title, self.words.language),
        )

    def notices(self, key: str) -> tuple[Notice, ...]:
        """What is wrong with a record, gravest first, or what waits in it."""
        return tuple(
            Notice(self.words.render(fault.message), FAULT_TONES[fault.severity], "", f"{fault.code} {fault.span}")
            for fault in sorted(self.faults.get(key, ()), key=lambda fault: SEVERITY_ORDER.index(fault.severity))
        )

    def crumbs_of(self, record: Record) -> tuple[Anchor, ...]:
        """The way down to a record: its client, its project, the record it is written in, else its register."""
        way = [key for key in (record.client, record.project, record.parent) if key and key != record.key]
        crumbs = tuple(self.anchor(key) for key in dict.fromkeys(way))
        return (*crumbs, self.register(record.kind))


@lru_cache(maxsize=2)
def entries_of(site: Site) -> frozenset[str]:
    """Where the entries of the navigation lead."""
    return frozenset(link.href for group in site.nav for link in group.links)
