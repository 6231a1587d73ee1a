"""Serve a workspace until the program is told to stop."""

import contextlib
import gc
import signal
import threading
import webbrowser
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pmledger.live.server import Server
from pmledger.live.session import Session
from pmledger.live.watch import Watch
from pmledger.source.diagnostic import Severity
from pmledger.source.message import Message, say, say_count

USUAL_PORT = 8765
PORTS_TRIED = 20
PAGES_FIRST_SECONDS = 0.5
HOURS = 3600.0

Say = Callable[[Message], None]


class ServeRefused(Exception):
    """The server cannot begin; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Running:
    """A server at work: a session, the watch on its files, and the thread that answers."""

    def __init__(self, root: Path, port: int | None, say_so: Say, session: Session, *, polling: bool) -> None:
        self.session = session
        self.server = _bound(port, session)
        self._say = say_so
        self._stop = threading.Event()
        self._watch = Watch(root, self.refresh, polling=polling)
        session.before_page = self.catch_up
        session.earlier.say_so = say_so
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.25,), daemon=True)
        self._thread.start()
        self._teller = threading.Thread(target=self._tell, name="pmledger-teller", daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def refresh(self) -> None:
        """Read the workspace again after its files changed."""
        with self._outliving():
            self.session.reload()

    @contextlib.contextmanager
    def _outliving(self) -> Iterator[None]:
        """The server outlives what one state of the files brings about, and says it."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 (whatever it is)
            self._say(say("pmledger failed on this change: {error}", error=f"{type(error).__name__}: {error}"))

    def _tell(self) -> None:
        """Say how the workspace stands, at first and after each change: once the pages that wait for it had their turn."""
        told, version = "", self.session.version
        while not self.session.closed:
            newer = self.session.next_version(version, PAGES_FIRST_SECONDS if told != version else HOURS)
            if newer == version != told and not self.session.closed:
                told = version
                with self._outliving():
                    self._say(state_of(self.session))
            version = newer

    def catch_up(self) -> None:
        """Before a page is shown: take in what was saved a moment ago; what is wrong with it is said after that."""
        if self._watch.pending:
            noted = self._watch.noted
            with contextlib.suppress(Exception):  # the watch comes upon the same, and says it
                self.session.reload()
                self._watch.caught_up(noted)

    def announce(self) -> None:
        """Say where the site is, and from now on how the workspace stands."""
        self._say(say("The site is at {address}; press Ctrl+C to stop.", address=self.address))
        self._teller.start()

    def wait(self) -> None:
        self._stop.wait()

    def ask_to_stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        """Stop answering and watching; returns when both have ended."""
        self._stop.set()
        self.session.close()
        self._watch.stop()
        self.server.shutdown()
        self.server.server_close()
        self._thread.join(5)
        if self._teller.is_alive():
            self._teller.join(5)


def serve(
    root: Path,
    *,
    port: int | None = None,
    host: str = "127.0.0.1",
    open_browser: bool = False,
    as_of: date | None = None,
    language: str | None = None,
    theme: Path | None = None,
    say_so: Say = lambda _message: None,
    polling: bool = False,
) -> int:
    """Serve the site of a workspace on this machine, fresh after every save, until SIGINT or SIGTERM.

    Without `port` the first free one from 8765 on is taken. `say_so` is told the address and, after each change, how
    the workspace stands. Returns the number of the signal that ended it. Raises ServeRefused when the port is taken
    or `host` is not this machine's own address, WorkspaceMissing when there is no workspace.
    """
    if host not in {"127.0.0.1", "localhost", "::1", "[::1]"}:
        raise ServeRefused(say("pmledger serves this machine only, so the host can be 127.0.0.1 or localhost"))
    root = root.absolute()
    session = Session(root, as_of=as_of, language=language, theme=theme)
    running = Running(root, port, say_so, session, polling=polling)
    try:
        with _signals(running) as received:
            running.announce()
            gc.freeze()  # what an edit leaves as it is is kept for hours: to look through it each time delays a page
            if open_browser:
                webbrowser.open(running.address)
            running.wait()
            return received[0] if received else int(signal.SIGINT)
    finally:
        running.close()


def state_of(session: Session) -> Message:
    """How the workspace stands, in a sentence."""
    counts = session.counts()
    wrong = counts[Severity.ERROR]
    warnings = counts[Severity.WARNING]
    records = say_count("{count} record", "{count} records", len(session.snapshot.ledger.by_key))
    if not wrong and not warnings:
        return say("{records}, no errors and no warnings", records=records)
    return say(
        "{records}, {errors} and {warnings}",
        records=records,
        errors=say_count("{count} error", "{count} errors", wrong),
        warnings=say_count("{count} warning", "{count} warnings", warnings),
    )


def _bound(port: int | None, session: Session) -> Server:
    """A server on the port asked for, or on the first free one."""
    wanted = [port] if port is not None else list(range(USUAL_PORT, USUAL_PORT + PORTS_TRIED))
    for number in wanted:
        try:
            return Server(number, session)
        except OSError:
            continue
    if port is None:
        raise ServeRefused(
            say("the ports from {first} to {last} are taken; choose one with --port",
                first=str(wanted[0]), last=str(wanted[-1]))
        )  # fmt: skip
    raise ServeRefused(say("port {port} is taken or not allowed; choose another with --port", port=str(port)))


@contextlib.contextmanager
def _signals(running: Running) -> Iterator[list[int]]:
    """While the block runs, SIGINT and SIGTERM ask the server to stop; what was set before comes back."""
    received: list[int] = []

    def stop(number: int, _frame: object) -> None:
        received.append(number)
        running.ask_to_stop()

    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
