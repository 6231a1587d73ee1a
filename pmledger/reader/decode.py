"""Bytes become text with a byte order mark and line ends remembered, or a fault that names the bad byte's place."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, lookup

from msgspec import Struct

from pmledger.reader.faults_text import (
    BARE_CARRIAGE_RETURN,
    CONTROL_CHARACTER,
    FOREIGN_ENCODING,
    INVALID_BYTES,
    NUL_CHARACTER,
    OVERSIZED_FILE,
)
from pmledger.reader.limits import FILE_BYTES
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.message import Message, say
from pmledger.source.span import whole_file
from pmledger.source.text import SourceText

LARGEST_FILE = FILE_BYTES
"""Files of more bytes are not read."""

_BARE_RETURN = re.compile(r"\r(?!\n)")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]")


class Decoded(Struct, frozen=True):
    """A file's text; `readable` is False when nothing in it can be trusted."""

    source: SourceText
    faults: tuple[Diagnostic, ...] = ()
    readable: bool = True


def decode(path: str, data: bytes, encoding: str = "utf-8") -> Decoded:
    """The text of a file: UTF-8 with or without byte order mark unless another encoding is declared."""
    if len(data) > FILE_BYTES:
        return _refused(path, _oversized(path, len(data)))
    if data.startswith(BOM_UTF8):
        encoding, data, bom = "utf-8", data[len(BOM_UTF8) :], True
    else:
        bom = False
    if (wide := _wide_encoding(data, encoding)) is not None:
        return _refused(path, _foreign(path, wide))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return _refused_bytes(path, data, encoding, error.start)
    source = SourceText(path, text, bom)
    return Decoded(source, *_characters(source))


def _wide_encoding(data: bytes, encoding: str) -> str | None:
    if _is_wide(encoding):
        return None
    for mark, name in (
        (BOM_UTF32_LE, "UTF-32"),
        (BOM_UTF32_BE, "UTF-32"),
        (BOM_UTF16_LE, "UTF-16"),
        (BOM_UTF16_BE, "UTF-16"),
    ):
        if data.startswith(mark):
            return name
    head = data[:64]
    if len(head) >= 4 and (not any(head[1::2]) or not any(head[::2])) and any(head):
        return "UTF-32" if head.count(0) * 2 > len(head) + 1 else "UTF-16"
    return None


def _is_wide(encoding: str) -> bool:
    return lookup(encoding).name.startswith(("utf-16", "utf-32"))


def _characters(source: SourceText) -> tuple[tuple[Diagnostic, ...], bool]:
    text = source.text
    if "\0" in text:
        return (_nul(source, text.index("\0")),), False
    faults = []
    if "\r" in text and (found := _BARE_RETURN.search(text)):
        faults.append(_bare_return(source, found.start()))
    if found := _CONTROL.search(text):
        faults.append(_control(source, found.start()))
    return tuple(faults), True


def _refused(path: str, fault: Diagnostic) -> Decoded:
    return Decoded(SourceText(path, ""), (fault,), readable=False)


def _refused_bytes(path: str, data: bytes, encoding: str, start: int) -> Decoded:
    """The text before the bad byte is sound, so that its length gives line and column."""
    source = SourceText(path, data.decode(encoding, "replace"))
    offset = len(data[:start].decode(encoding, "replace"))
    fault = INVALID_BYTES.at(
        source.span(offset, offset + 1),
        say("the byte {byte} is not valid {encoding}", byte=f"0x{data[start]:02X}", encoding=encoding.upper()),
        help=_encoding_help(path),
    )
    return Decoded(source, (fault,), readable=False)


def _encoding_help(path: str) -> Message:
    if path.casefold().endswith(".csv"):
        return say("save the file as UTF-8, or name its encoding in pmledger.yml: `csv: {{encoding: gbk}}`")
    return say("save the file as UTF-8")


def _oversized(path: str, size: int) -> Diagnostic:
    return OVERSIZED_FILE.at(
        whole_file(path),
        say("the file has {size} bytes; at most {limit} are read", size=size, limit=FILE_BYTES),
    )


def _foreign(path: str, name: str) -> Diagnostic:
    return FOREIGN_ENCODING.at(
        whole_file(path),
        say("the file is {encoding}; pmledger reads UTF-8", encoding=name),
        help=_encoding_help(path),
    )


def _nul(source: SourceText, offset: int) -> Diagnostic:
    return NUL_CHARACTER.at(source.span(offset, offset + 1), say("the file holds a NUL character; is it a text?"))


def _bare_return(source: SourceText, offset: int) -> Diagnostic:
    return BARE_CARRIAGE_RETURN.at(
        source.span(offset, offset + 1),
        say("a carriage return stands here without a line feed"),
        help=say("save the file with the line ends of Unix (LF) or Windows (CRLF)"),
    )


def _control(source: SourceText, offset: int) -> Diagnostic:
    character = f"U+{ord(source.text[offset]):04X}"
    return CONTROL_CHARACTER.at(
        source.span(offset, offset + 1),
        say("the control character {character} stands here; no reader can see it", character=character),
        found=character,
    )
