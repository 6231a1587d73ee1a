"""Templates of the installed theme compiled once, beside our own modules."""

import marshal
from contextlib import suppress
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from pmledger.workspace.kept import keep, kept, mark_of, place_beside


class TemplateCache(BytecodeCache):
    """Where compiled templates lie: a file each, good for one version of Python, of Jinja and of the template's text.

    What cannot be read is compiled again, what cannot be written is not kept. Like Python's own files it is as
    trusted as the package that it lies in; templates of a workspace are never kept.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if it is there and made from the same text."""
        data = kept(place_of(bucket), made_of(bucket))
        with suppress(EOFError, ValueError, TypeError):
            code = None if data is None else marshal.loads(data)  # noqa: S302 (as trusted as our modules)
            bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        if bucket.code is not None:
            keep(place_of(bucket), made_of(bucket), marshal.dumps(bucket.code))


def made_of(bucket: Bucket) -> bytes:
    """What a compiled template must begin with."""
    return mark_of(jinja2.__version__, bucket.checksum)


def place_of(bucket: Bucket) -> Path:
    return place_beside(Path(__file__).with_name(f"template_{bucket.key}.py"))
