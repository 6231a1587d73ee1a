"""Templates of the installed theme compiled once, beside our own modules and under the rules of Python's own cache."""

import marshal
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

MARK = 16


class TemplateCache(BytecodeCache):
    """Where compiled templates lie: a file each, good for one version of Python, of Jinja and of the template's text.

    What cannot be read is compiled again, what cannot be written is not kept. Like Python's own files it is as
    trusted as the package that it lies in; templates of a workspace are never kept.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if it is there and made from the same text."""
        mark = mark_of(bucket)
        with suppress(OSError, EOFError, ValueError, TypeError):
            data = place_of(bucket).read_bytes()
            code = marshal.loads(data[MARK:]) if data[:MARK] == mark else None  # noqa: S302 (as trusted as our modules)
            bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket; others may be reading, so that the file appears whole."""
        if sys.dont_write_bytecode or bucket.code is None:
            return
        place = place_of(bucket)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=place.parent, delete=False) as file:
                written = Path(file.name)
                file.write(mark_of(bucket) + marshal.dumps(bucket.code))
            try:
                written.replace(place)
            except OSError:
                written.unlink()


def mark_of(bucket: Bucket) -> bytes:
    """What a compiled template must begin with."""
    made_of = f"{jinja2.__version__}\0{bucket.checksum}".encode()
    return blake2b(MAGIC_NUMBER + made_of, digest_size=MARK).digest()


def place_of(bucket: Bucket) -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name(f"template_{bucket.key}.py"))))
