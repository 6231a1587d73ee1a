"""What a built site consists of: the file that lets the next build write only what changed and remove only its own."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

NAME = ".pmledger-manifest"
HEADER = "pmledger site 1"
UNKNOWN = "-"
"""The key of a file that is being written; a build that was interrupted leaves some of them."""


class Made(Struct, frozen=True):
    """A file of the site: the hash of what it was made from, and its size in bytes."""

    key: str
    size: int


class Manifest(Struct, frozen=True):
    """All files of the site by path."""

    files: Mapping[str, Made] = field(default_factory=dict)

    def text(self) -> str:
        """The manifest as written: a header, then a line a file, sorted by path."""
        lines = (line_of(path, made) for path, made in sorted(self.files.items()))
        return "".join((f"{HEADER}\n", *lines))


def line_of(path: str, made: Made) -> str:
    return f"{made.key} {made.size} {path}\n"


def pending(paths: Iterable[str]) -> str:
    """Lines to add to a manifest before files of these names are written."""
    return "".join(line_of(path, Made(UNKNOWN, 0)) for path in paths)


def parse_manifest(text: str) -> Manifest | None:
    """The manifest; lines that make no sense are left out, a later line of a path holds. None when it is not ours."""
    header, _, rest = text.partition("\n")
    if header != HEADER:
        return None
    files = {}
    for line in rest.split("\n"):
        key, _, tail = line.partition(" ")
        size, _, path = tail.partition(" ")
        if key and path and size.isascii() and size.isdigit() and len(size) < 16 and is_inside(path):
            files[path] = Made(key, int(size))
    return Manifest(files)


def is_inside(path: str) -> bool:
    """Whether a path of a manifest stays in the site."""
    parts = path.split("/")
    return not any(part in {"", ".", ".."} for part in parts) and "\\" not in path and "\0" not in path
