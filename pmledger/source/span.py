"""A place in a file, as people and editors count it."""

from typing import NamedTuple


class Span(NamedTuple):
    """Lines and columns from 1, columns in code points, the end is behind the last character."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def whole_file(path: str) -> Span:
    """Where a fault of the file itself stands."""
    return Span(path, 1, 1, 1, 1)
