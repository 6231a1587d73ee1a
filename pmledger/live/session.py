"""The one object that changes: what is shown now, and how it is replaced when the workspace changed."""

import secrets
import threading
from collections.abc import Callable, Mapping
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from pmledger.kinds.settings import Settings
from pmledger.live.asked import Asked
from pmledger.live.earlier import Earlier
from pmledger.live.overlay import Overlay, faults_of, held_bytes, is_broken
from pmledger.live.panel import panel, with_live
from pmledger.reader.entry import FileReading
from pmledger.site.sheets import Sheets, prepare
from pmledger.source.diagnostic import Diagnostic, Severity
from pmledger.workspace.files import FileRefused
from pmledger.workspace.load import ignorer, read_configuration, take_snapshot
from pmledger.workspace.reading import Memory
from pmledger.workspace.settled import SettledTree, Stamp
from pmledger.workspace.snapshot import Snapshot
from pmledger.workspace.tree import DiskTree

MOST_LISTENERS = 100
MADE = (".html", ".js", ".ics")
"""What pages end with; all other files of a site are the theme's or attachments."""


class Shown(Struct, frozen=True):
    """The site as it is now; `rendered` fills while pages are asked for, by whoever holds `making`.

    `mark` is where the repository stood, of a workspace that draws its history.
    """

    version: str
    digest: bytes
    mark: bytes
    snapshot: Snapshot
    sheets: Sheets
    pages: Asked
    copies: Mapping[str, str]
    above: bytes
    rendered: dict[str, bytes] = field(default_factory=dict)
    making: threading.RLock = field(default_factory=threading.RLock)


class _Taken(Struct, frozen=True):
    """A snapshot with the faults of files that cannot be read now, the hash of all that was read, and the repository's mark."""

    snapshot: Snapshot
    broken: tuple[Diagnostic, ...]
    digest: bytes
    mark: bytes


class Session:
    """Holds the last snapshot of a workspace and its pages; one thread at a time replaces both, at once."""

    def __init__(
        self, root: Path, *, as_of: date | None = None, language: str | None = None, theme: Path | None = None
    ) -> None:
        self.root = root
        self.listeners = threading.BoundedSemaphore(MOST_LISTENERS)
        self.closed = False
        self.before_page: Callable[[], None] = lambda: None
        self.earlier = Earlier(root)
        self._as_of = as_of
        self._language = language
        self._theme = theme
        self._start = secrets.token_hex(4)
        self._number = 0
        self._memory = Memory()
        self._seen: dict[str, tuple[Stamp, bytes]] = {}
        self._makers: dict[str, int] = {}
        self._sound: dict[str, FileReading] = {}
        self._settings: Settings | None = None
        self._loading = threading.Lock()
        self._changed = threading.Condition()
        self._shown = self._show(self._take(), None)

    @property
    def version(self) -> str:
        return self._shown.version

    @property
    def snapshot(self) -> Snapshot:
        return self._shown.snapshot

    def reload(self) -> bool:
        """Read the workspace again; whether anything that is shown may have changed."""
        with self._loading:
            taken = self._take()
            if taken.digest == self._shown.digest:
                return False
            shown = self._show(taken, self._shown.sheets)
        with self._changed:
            self._shown = shown
            self._changed.notify_all()
        return True

    def next_version(self, known: str, seconds: float) -> str:
        """The version shown now, after waiting up to some seconds for another than the one known."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._shown.version != known, seconds)
            return self._shown.version

    def counts(self) -> Mapping[Severity, int]:
        """How many faults of each severity the workspace has now, gravest first."""
        shown = self._shown
        with shown.making:
            return shown.snapshot.counts

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def page(self, path: str) -> bytes | None:
        """A file of the site, rendered now if it was not asked for before; None when the site has no such file."""
        if path.endswith(".html"):
            self.before_page()
        if self._has_aged(path):
            self.reload()
        shown = self._shown
        if path in shown.rendered:
            return shown.rendered[path]
        if path in shown.sheets.assets:
            return shown.sheets.assets[path]
        return self._made(shown, path) if path.endswith(MADE) else self._copy(shown, path)

    def _has_aged(self, path: str) -> bool:
        """Whether another day has begun, or the repository whose history a page may draw has moved."""
        shown = self._shown
        if self._as_of is None and self._today(shown.snapshot.settings) != shown.snapshot.as_of:
            return True
        return path.endswith(".html") and self.earlier.mark(shown.snapshot.settings) != shown.mark

    def _made(self, shown: Shown, path: str) -> bytes | None:
        """A page, by one thread at a time: what pages have in common is reckoned once."""
        with shown.making:
            if path not in shown.rendered and (page := shown.pages.page(path)) is not None:
                data = shown.sheets.renderer.render(page)
                shown.rendered[path] = with_live(data, shown.version, shown.above) if path.endswith(".html") else data
        return shown.rendered.get(path)

    def _copy(self, shown: Shown, path: str) -> bytes | None:
        source = shown.copies.get(path)
        if source is None:
            return None
        try:
            return shown.snapshot.files.read(source)
        except FileRefused:
            return None

    def _today(self, settings: Settings) -> date:
        return self._as_of or settings.as_of or datetime.now(ZoneInfo(settings.timezone)).date()

    def _take(self) -> _Taken:
        """Read the disk; what cannot be read now keeps its last sound text."""
        settings, faults, source, data = read_configuration(self.root)
        wrong = tuple(fault for fault in faults if fault.severity is Severity.ERROR)
        if wrong and self._settings is not None:
            settings = self._settings
        self._settings = settings
        self._memory.keep_for(data)
        mark = self.earlier.mark(settings)
        tree = SettledTree(DiskTree(self.root, ignorer(settings)), self._seen)
        day = self._today(settings)

        def taken(over: SettledTree | Overlay, memory: Memory) -> Snapshot:
            return take_snapshot(self.root, over, settings, faults, source, as_of=day, horizon=day, memory=memory)

        snapshot = taken(tree, self._memory)
        now = {path: known[2] for path, known in self._memory.readings.items()}
        broken = frozenset(path for path, reading in now.items() if is_broken(self._sound.get(path), reading))
        held = held_bytes(self._sound, broken, settings)
        self._sound = {path: self._sound.get(path, now[path]) if path in broken else now[path] for path in now}
        digest = self._digest(snapshot, data + mark)
        if held:
            shown = taken(Overlay(tree, held), Memory(self._memory.grammar, dict(self._memory.readings)))
            snapshot = _with_faults(shown, snapshot)
        snapshot = replace(snapshot, past=self.earlier.of(snapshot, mark))
        return _Taken(snapshot, (*wrong, *(fault for path in sorted(broken) for fault in faults_of(now[path]))), digest, mark)

    def _digest(self, snapshot: Snapshot, begun: bytes) -> bytes:
        """A hash of the bytes of all that was read, and of size and time of the files that records may show."""
        digest = blake2b(begun, digest_size=16)
        for path, known in sorted(self._memory.readings.items()):
            digest.update(f"{path}\0".encode() + known[0])
        for path in sorted(snapshot.files.others):
            try:
                stat = (self.root / path).stat()
            except OSError:
                continue
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
        digest.update(snapshot.as_of.isoformat().encode())
        return digest.digest()

    def _show(self, taken: _Taken, before: Sheets | None) -> Shown:
        sheets = prepare(taken.snapshot, language=self._language, theme=self._theme, before=before)
        copies = {each.path: each.source for each in sheets.attachments.values()}
        self._number += 1
        version = f"{self._start}-{self._number}"
        above = panel(taken.broken, taken.snapshot.files.sources, sheets.book.words)
        return Shown(version, taken.digest, taken.mark, taken.snapshot, sheets, Asked(sheets, self._makers), copies, above)


def _with_faults(shown: Snapshot, disk: Snapshot) -> Snapshot:
    """What is shown, with the faults and sources of what is on the disk."""
    files = replace(shown.files, sources=disk.files.sources)
    return replace(shown, findings=disk.findings, files=files)
