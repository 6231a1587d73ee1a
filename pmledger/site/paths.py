"""File names that every file system takes, and hrefs between pages."""

import posixpath
import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

RESERVED_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")]
)
FORBIDDEN = frozenset('<>:"/\\|?*')
LONGEST_NAME = 200
SAFE_IN_HREF = "/-._~"
PLAIN = re.compile(r"[A-Za-z0-9_/.~-]*")
"""What needs no quoting."""


@lru_cache(maxsize=1 << 14)
def portable(name: str) -> str:
    """A file name (without suffix) that every file system takes.

    NFC; what Windows forbids is written as `=` and its hexadecimal code point, and so is `=` itself, so that two names
    never become one; device names and names that end in a dot or start with one get a mark; a name of more than
    `LONGEST_NAME` bytes is cut and closed by its hash.
    """
    text = unicodedata.normalize("NFC", name)
    if not text.isascii() or not text.replace("-", "").isalnum():
        text = "".join(_portable_character(character) for character in text)
    if text.partition(".")[0].lower() in RESERVED_DEVICES or text.startswith("."):
        text = f"={text}"
    if text.endswith((".", " ")):
        text = f"{text[:-1]}={ord(text[-1]):x}"
    encoded = text.encode()
    if len(encoded) > LONGEST_NAME:
        return encoded[: LONGEST_NAME - 17].decode(errors="ignore") + "=" + blake2b(encoded, digest_size=8).hexdigest()
    return text or "="


def _portable_character(character: str) -> str:
    if character in FORBIDDEN or character == "=" or unicodedata.category(character)[0] in "CZ":
        return f"={ord(character):x}"
    return character


def href(path: str) -> str:
    """A path in the site as it stands in a link from the root."""
    return path if PLAIN.fullmatch(path) else quote(path, safe=SAFE_IN_HREF)


def root_of(path: str) -> str:
    """The way from a page up to the site's root: "" or some `../`."""
    return "../" * path.count("/")


def from_root(target: str, root: str) -> str:
    """A root-relative href below `root`; hrefs with a scheme or a mere fragment are kept."""
    if not target or target[0] == "#" or ":" in target:
        return target
    return root + target


def suffix_of(path: str) -> str:
    """A file's suffix in small letters, without the dot."""
    return PurePosixPath(path).suffix[1:].lower()


def workspace_path(source: str, target: str) -> str:
    """The workspace path that a relative target in the file `source` names; climbing out keeps its dots."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(target.partition("#")[0])))
