"""Files beside our own modules that save the next process some work, under the rules of Python's own cache."""

import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile

MARK = 16


def place_beside(module: Path) -> Path:
    """Where Python itself would keep what it compiled of a module of that name."""
    return Path(cache_from_source(str(module)))


def mark_of(*made_of: str) -> bytes:
    """What a kept file must begin with to be good: a hash of all that it was made of, Python's version among it."""
    return blake2b(MAGIC_NUMBER + "\0".join(made_of).encode(), digest_size=MARK).digest()


def kept(place: Path, mark: bytes) -> bytes | None:
    """What was kept under this mark, or None."""
    with suppress(OSError):
        data = place.read_bytes()
        if data[:MARK] == mark:
            return data[MARK:]
    return None


def keep(place: Path, mark: bytes, data: bytes) -> None:
    """Keep something for the next process, where Python may keep what it compiles; others may be reading it."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=place.parent, delete=False) as file:
            written = Path(file.name)
            file.write(mark + data)
        try:
            written.replace(place)
        except OSError:
            written.unlink()
