"""How far long work has come, on a terminal and nowhere else."""

import sys
import time
from types import TracebackType
from typing import Self

from pmledger.cli.ending import speaker

EVERY_SECONDS = 0.1


class Counter:
    """One line on stderr that counts up and goes away; silent where stderr is no terminal."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.shown_at = 0.0
        self.length = 0

    def __enter__(self) -> Self:
        return self

    def show(self, count: int) -> None:
        """Write the count, at most ten times a second."""
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self.shown_at < EVERY_SECONDS:
            return
        words = speaker()
        text = words.text(self.template).format(count=words.number(count))
        sys.stderr.write(f"\r{text}")
        sys.stderr.flush()
        self.shown_at, self.length = now, max(self.length, len(text) * 2)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.length:
            sys.stderr.write("\r" + " " * self.length + "\r")
            sys.stderr.flush()
