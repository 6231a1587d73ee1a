"""How the program ends when it does not end well: one sentence and an exit code, and a traceback only on demand."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from pmledger.language.tongue import terminal_language
from pmledger.language.translator import Translator, translator
from pmledger.show.refusal import QuestionRefused
from pmledger.show.safe import safe
from pmledger.source.message import Message, say

FAULTS = 1
USAGE = 2
INTERNAL = 70
SIGNAL = 128
STOPPING = ("SIGTERM", "SIGHUP")


class Stopped(BaseException):
    """The system asks the program to stop; unwinding lets every open file be put right."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def speaker() -> Translator:
    """The translator of this terminal; dates and amounts stay as they are typed."""
    return translator(terminal_language(os.environ), plain=True)


def stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


@contextmanager
def stoppable() -> Iterator[None]:
    """While the block runs, the signals that ask to stop unwind it; only the main thread may listen to them."""
    before = {}
    for name in STOPPING:
        number = getattr(signal, name, None)
        try:
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, stop)
        except ValueError:  # another thread: the embedding program minds its own signals
            break
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def tell(message: Message) -> None:
    """Say something to the person at the terminal, beside the answer."""
    click.echo(safe(speaker().render(message)), err=True)


def complain(message: Message) -> None:
    tell(say("Error: {message}", message=speaker().render(message)))


def exit_code(error: BaseException, *, debug: bool) -> int:
    """Say what went wrong and give the code to exit with; a traceback only when asked for."""
    if debug and not isinstance(error, click.ClickException | Stopped | KeyboardInterrupt):
        import traceback

        traceback.print_exception(error)
    match error:
        case Stopped():
            return SIGNAL + error.number
        case KeyboardInterrupt():
            return SIGNAL + signal.SIGINT
        case click.Abort():
            return aborted(error)
        case click.ClickException():
            error.show()
            return error.exit_code
        case BrokenPipeError():
            return hang_up()
        case QuestionRefused():
            complain(error.reason)
            return USAGE
    return refused(error)


def aborted(error: click.Abort) -> int:
    """Interrupted from the keyboard, or asked for something that could not be answered."""
    if isinstance(error.__cause__, KeyboardInterrupt):
        return SIGNAL + signal.SIGINT
    complain(say("nothing was done, since the question was not answered"))
    return FAULTS


def hang_up() -> int:
    """The reader of our answer has gone, as `head` does: say no more, and let Python find nothing to flush."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue
    return SIGNAL + getattr(signal, "SIGPIPE", 13)


def refused(error: BaseException) -> int:
    """A refusal of ours is one sentence; an error of the system names the path; anything else is our fault."""
    reason = reason_of(error)
    if reason is not None:
        path = getattr(error, "path", "")
        complain(say("{path}: {reason}", path=path, reason=reason) if path else reason)
        return FAULTS
    if type(error).__name__ == "WorkspaceMissing":
        folder = getattr(error, "folder", "")
        complain(say("there is no pmledger.yml in {folder} or in a folder above it; pmledger init makes one",
                     folder=str(folder)))  # fmt: skip
        return USAGE
    if isinstance(error, OSError) and error.strerror:
        complain(say("{path}: {reason}", path=str(error.filename or "pmledger"), reason=error.strerror.lower()))
        return FAULTS
    kind = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    complain(
        say("PM999 internal-fault: pmledger itself failed ({error}); run it with --debug to see where", error=kind)
    )
    return INTERNAL


def reason_of(error: BaseException) -> Message | None:
    """The sentence that an exception of ours carries; its class stays unloaded, as most commands never see it."""
    carried = (getattr(error, name, None) for name in ("reason", "message"))
    return next((part for part in carried if isinstance(part, Message)), None)
