"""The workspace's files are watched, and many events of one save become one call."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from pmledger.workspace.tree import is_foreign, is_hidden

QUIET_SECONDS = 0.12
QUIET_AFTER_DELETION = 0.4
LONGEST_WAIT = 2.0
RELEVANT = frozenset(("created", "modified", "moved", "deleted"))


def concerns(root: Path, path: str) -> bool:
    """Whether a path can change the site: no hidden file, editor's backup, other repository or built site."""
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:
        return False
    if not parts or any(is_hidden(part) for part in parts):
        return False
    folder = root
    for part in parts[:-1]:
        folder = folder / part
        if is_foreign(folder):
            return False
    return True


class Watch(FileSystemEventHandler):
    """Calls `changed` once when the files have been quiet for a moment after they changed.

    A deletion waits longer, since many editors delete and create again when they save, until the file is back. Under a steady stream of
    events `changed` is called every two seconds.
    """

    def __init__(self, root: Path, changed: Callable[[], None], *, polling: bool = False) -> None:
        super().__init__()
        self._root = root
        self._changed = changed
        self._condition = threading.Condition()
        self._first = self._due = 0.0
        self._gone: set[str] = set()
        self._created: set[str] = set()
        self._noted = 0
        self._stopped = False
        self._thread = threading.Thread(target=self._wait, name="pmledger-watch", daemon=True)
        self._observer = _started(root, self, polling=polling)
        self._thread.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in RELEVANT or (event.is_directory and event.event_type == "modified"):
            return
        source, target = _text(event.src_path), _text(event.dest_path)
        leaves = event.event_type in {"deleted", "moved"}
        gone = source if leaves and concerns(self._root, source) else ""
        come = next((path for path in (target, "" if leaves else source) if path and concerns(self._root, path)), "")
        if gone or come:
            self._note(gone, come, created=event.event_type == "created")

    @property
    def pending(self) -> bool:
        """Whether files changed that `changed` was not called for yet, and all files are there that were."""
        with self._condition:
            return bool(self._first) and not self._gone

    @property
    def noted(self) -> int:
        """How many events were noted up to now."""
        with self._condition:
            return self._noted

    def caught_up(self, noted: int) -> None:
        """Somebody took in all changes after so many events were noted: unless there were more, nothing is pending."""
        with self._condition:
            if noted == self._noted and not self._gone:
                self._first = self._due = 0.0

    def stop(self) -> None:
        with self._condition:
            self._stopped = True
            self._condition.notify_all()
        self._observer.stop()
        self._observer.join(2)
        self._thread.join(2)

    def _note(self, gone: str, come: str, *, created: bool) -> None:
        """One file went, or came or changed, or both; what went and came back was saved, and what came only to go is no loss."""
        now = time.monotonic()
        with self._condition:
            self._noted += 1
            if not self._first:
                self._created.clear()
            if gone and gone not in self._created:
                self._gone.add(gone)
            if created:
                self._created.add(come)
            self._gone.discard(come)
            self._first = self._first or now
            self._due = now + (QUIET_AFTER_DELETION if self._gone else QUIET_SECONDS)
            self._condition.notify_all()

    def _wait(self) -> None:
        while self._take():
            self._changed()

    def _take(self) -> bool:
        """Wait until a change has settled; False when the watch was stopped."""
        with self._condition:
            while not self._stopped:
                if not self._first:
                    self._condition.wait()
                    continue
                left = min(self._due, self._first + LONGEST_WAIT) - time.monotonic()
                if left <= 0:
                    self._first = self._due = 0.0
                    self._gone.clear()
                    return True
                self._condition.wait(left)
        return False


def _text(path: bytes | str) -> str:
    return path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else path


def _started(root: Path, handler: Watch, *, polling: bool) -> BaseObserver:
    """An observer that runs: the system's own, or one that looks every second where that one cannot start."""
    if not polling:
        try:
            return _start(Observer(), root, handler)
        except OSError:  # the system allows no more watches
            pass
    return _start(PollingObserver(timeout=1.0), root, handler)


def _start(observer: BaseObserver, root: Path, handler: Watch) -> BaseObserver:
    observer.daemon = True
    observer.schedule(handler, str(root), recursive=True)
    observer.start()
    return observer
