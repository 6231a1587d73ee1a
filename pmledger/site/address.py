"""Where records and registers live in the site: portable file names and their hrefs."""

import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote

from pmledger.kinds.declare import KindSpec
from pmledger.kinds.schema import Schema
from pmledger.ledger.record import Record

RESERVED_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")]
)
OWN_NAMES = frozenset(
    ["index", "agenda", "activity", "problems", "glossary", "404", "files", "assets", "why", "search-data", "figures"]
)
FORBIDDEN = frozenset('<>:"/\\|?*')
LONGEST_NAME = 200
SAFE_IN_HREF = "/-._~"


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
        from hashlib import blake2b  # noqa: PLC0415 (needed for hardly any name)

        return encoded[: LONGEST_NAME - 17].decode(errors="ignore") + "=" + blake2b(encoded, digest_size=8).hexdigest()
    return text or "="


def _portable_character(character: str) -> str:
    if character in FORBIDDEN or character == "=" or unicodedata.category(character)[0] in "CZ":
        return f"={ord(character):x}"
    return character


def kind_folder(kind: str) -> str:
    """The folder of a kind's record pages."""
    return f"{kind}-record" if kind in OWN_NAMES else portable(kind)


def register_name(spec: KindSpec) -> str:
    """The name of a kind's register, as a file (`risks.html`) and as the folder of its parts."""
    plural = portable(spec.plural.replace("_", "-"))
    return f"{plural}-register" if plural in OWN_NAMES or plural == kind_folder(spec.name) else plural


def register_path(spec: KindSpec, scope: str = "") -> str:
    """The page of a kind's register, or of its part for a project's or client's id."""
    return f"{register_name(spec)}/{portable(scope)}.html" if scope else f"{register_name(spec)}.html"


def has_page(record: Record, spec: KindSpec) -> bool:
    """Whether a record has a page of its own; others stand on the register of their scope."""
    return spec.page or bool(record.body.text.strip())


def page_of(record: Record, schema: Schema) -> str:
    """The path of the page that shows a record: its own, or the register of its scope."""
    spec = schema.kinds[record.kind]
    if not has_page(record, spec):
        return register_path(spec, record.scope)
    scope = f"{portable(record.scope)}/" if record.scope else ""
    return f"{kind_folder(record.kind)}/{scope}{portable(record.id)}.html"


def href_of(record: Record, schema: Schema) -> str:
    """Where a link to a record leads, from the site's root: its page, or its row on the register of its scope."""
    path = href(page_of(record, schema))
    return path if has_page(record, schema.kinds[record.kind]) else f"{path}#{quote(anchor_id(record.id))}"


def anchor_id(identifier: str) -> str:
    """The id of a record's row on a register; the prefix keeps it apart from the page's own ids."""
    return f"r-{portable(identifier)}"


def href(path: str) -> str:
    """A path in the site as it stands in a link from the root."""
    return path if path.isascii() and path.replace("/", "").replace("-", "").replace(".", "").isalnum() else quote(
        path, safe=SAFE_IN_HREF
    )


def root_of(path: str) -> str:
    """The way from a page up to the site's root: "" or some `../`."""
    return "../" * path.count("/")


def relative(from_page: str, target: str) -> str:
    """A root-relative href as it stands on a page; what leads out of the site or stays on the page is kept."""
    return from_root(target, root_of(from_page))


def from_root(target: str, root: str) -> str:
    """A root-relative href below `root`; hrefs with a scheme or a mere fragment are kept."""
    if not target or target[0] == "#" or ":" in target:
        return target
    return root + target


def suffix_of(path: str) -> str:
    """A file's suffix in small letters, without the dot."""
    return PurePosixPath(path).suffix[1:].lower()
