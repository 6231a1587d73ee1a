"""A text as the bytes of its file: encoding and byte order mark as they were."""

from codecs import BOM_UTF8

from pmledger.edit.refusal import EditRefused
from pmledger.kinds.settings import Settings
from pmledger.source.message import say
from pmledger.source.text import SourceText


def encoding_of(path: str, settings: Settings) -> str:
    """The encoding in which a file of the workspace is read and written."""
    return settings.csv.encoding if path.casefold().endswith(".csv") else "utf-8"


def encoded(source: SourceText, text: str, settings: Settings) -> bytes:
    """The bytes of a file whose text is now `text`; raises EditRefused when its encoding cannot carry it."""
    encoding = "utf-8" if source.bom else encoding_of(source.path, settings)
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        character = f"U+{ord(text[error.start]):04X}"
        raise EditRefused(
            say("{path} cannot hold the character {character}, since it is written in {encoding}",
                path=source.path, character=character, encoding=encoding)
        ) from None  # fmt: skip
    return (BOM_UTF8 if source.bom else b"") + data
