"""A file's text with its line table, so that an offset becomes a line and a column."""

from bisect import bisect_right
from dataclasses import dataclass, field

from pmledger.source.span import Span


def line_starts(text: str) -> tuple[int, ...]:
    """Offsets at which lines begin; only line feeds end a line, as in every editor's line numbers."""
    starts = [0]
    find = text.find
    at = find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = find("\n", at + 1)
    return tuple(starts)


@dataclass(slots=True)
class SourceText:
    """One file as text.

    `text` is without byte order mark and keeps its line ends; offsets count its code points.
    """

    path: str
    text: str
    bom: bool = False
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    @property
    def starts(self) -> tuple[int, ...]:
        if not self._starts:
            self._starts = line_starts(self.text)
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1; past the end it is the end."""
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[line - 1] + column - 1, len(self.text))

    def span(self, start: int, end: int) -> Span:
        return Span(self.path, *self.position(start), *self.position(max(start, end)))

    def line_text(self, line: int) -> str:
        """A line without its end."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    @property
    def newline(self) -> str:
        """The line end to write with: what the first line uses."""
        first = self.text.find("\n")
        return "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"
