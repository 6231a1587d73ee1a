"""What earlier commits forecast, looked up when a page first asks for it and again when the repository has moved."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pmledger.analysis.milestone_trend import Past
from pmledger.history.git import HistoryRefused
from pmledger.history.head import head_mark
from pmledger.history.past import drawn, past_of
from pmledger.history.trends import Key
from pmledger.kinds.settings import Settings
from pmledger.source.message import Message
from pmledger.workspace.snapshot import Snapshot

Points = Sequence[tuple[date, object]]


class Earlier:
    """Remembers the past that was looked up last, with all that it depends on: git is asked when any of it changed."""

    def __init__(self, root: Path) -> None:
        self.say_so: Callable[[Message], None] = lambda _message: None
        self._root = root
        self._looking = threading.Lock()
        self._known: tuple[tuple[object, ...], Past] | None = None
        self._said = ""

    def mark(self, settings: Settings) -> bytes:
        """Where the repository stands; nothing where `history:` does not ask for it."""
        return head_mark(self._root) if settings.history.step else b""

    def of(self, snapshot: Snapshot, mark: bytes) -> Past:
        """The past of a snapshot, which nobody looks up before it is read."""
        return Awaited(lambda: self._past(snapshot, mark)) if snapshot.settings.history.step else {}

    def _past(self, snapshot: Snapshot, mark: bytes) -> Past:
        keys, settings = drawn(snapshot), snapshot.settings
        asked = (mark, settings.history, settings.timezone, snapshot.as_of, keys)
        with self._looking:
            if self._known is None or self._known[0] != asked:
                self._known = (asked, self._looked_up(snapshot, keys))
            return self._known[1]

    def _looked_up(self, snapshot: Snapshot, keys: tuple[Key, ...]) -> Past:
        """What git gives; where it cannot tell, that is said once and pages are made without, as `build` does."""
        try:
            found = past_of(snapshot, keys)
        except HistoryRefused as refused:
            if self._said != str(refused):
                self.say_so(refused.reason)
            self._said = str(refused)
            return {}
        self._said = ""
        return found


class Awaited(Mapping[tuple[str, str], Points]):
    """Figures of earlier days that are looked up when the first of them is read, and held."""

    def __init__(self, look_up: Callable[[], Past]) -> None:
        self._look_up = look_up
        self._held: Past | None = None

    def __getitem__(self, key: tuple[str, str]) -> Points:
        return self._found()[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())

    def _found(self) -> Past:
        if self._held is None:
            self._held = self._look_up()
        return self._held
