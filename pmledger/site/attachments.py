"""Files that records link to, and the workspace's logo and own theme: what is copied into the site, and where."""

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b

from msgspec import Struct

from pmledger.kinds.declare import FieldSpec
from pmledger.kinds.schema import Schema
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.site.paths import href, portable, suffix_of, workspace_path
from pmledger.workspace.files import FileRefused
from pmledger.workspace.snapshot import LARGEST_ATTACHMENT, Files

ALLOWED = frozenset(
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "txt", "csv", "docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"]
)
IMAGES = frozenset(["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"])
TOKEN_NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")
TOKEN_VALUE = re.compile(r"[\w#%.,()/+*\"' -]{1,300}")


class Attachment(Struct, frozen=True):
    """A file of the workspace that is copied to `path` in the site; `key` is the hash of its bytes."""

    source: str
    path: str
    key: str


def attachments_of(ledger: Ledger, schema: Schema, files: Files, logo: str) -> dict[str, Attachment]:
    """Every file that a shown record links to and that may be copied, by its path in the workspace."""
    fields = {
        name: tuple(spec.name for spec in kind.fields if may_hold_path(spec)) for name, kind in schema.kinds.items()
    }
    linked = (path for record in ledger.records for path in linked_files(record, fields[record.kind]))
    wanted = {path for path in linked if path in files.others} if files.others else set()
    if logo and suffix_of(logo) in IMAGES and logo in files.others:
        wanted.add(logo)
    found = {}
    for path in sorted(wanted):
        if suffix_of(path) in ALLOWED and (key := key_of(files, path)):
            found[path] = Attachment(path, "files/" + "/".join(portable(part) for part in path.split("/")), key)
    return found


def linked_files(record: Record, fields: tuple[str, ...]) -> Iterator[str]:
    """The workspace paths that a record's body and its fields of type path name; `fields` are those of its kind."""
    if record.visibility == "restricted":
        return
    bodies = ((record.path, record.body), *((part.source.path, part.body) for part in record.parts))
    for path, link in ((path, link) for path, body in bodies for link in body.links):
        if not link.wiki and ":" not in link.target:
            yield workspace_path(path, link.target)
    for name in fields:
        value = record.values.get(name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and ":" not in text:
                yield workspace_path(record.path, text)


def may_hold_path(spec: FieldSpec) -> bool:
    return spec.type == "path" or any(map(may_hold_path, (*((spec.item,) if spec.item else ()), *spec.parts)))


def key_of(files: Files, path: str) -> str:
    """The hash of a file's bytes; "" when it is too large or cannot be read."""
    try:
        data = files.read(path)
    except FileRefused:
        return ""
    return "" if len(data) > LARGEST_ATTACHMENT else blake2b(data, digest_size=16).hexdigest()


def own_theme(files: Files) -> dict[str, bytes]:
    """The workspace's own templates, style sheets and images, by their names in `theme/`."""
    found = {}
    for path in sorted(files.others):
        if path.startswith("theme/"):
            try:
                found[path.removeprefix("theme/")] = files.read(path)
            except FileRefused:
                continue
    return found


def own_css(tokens: Mapping[str, str]) -> bytes:
    """The style sheet that gives the workspace's own values to tokens; what could be more than a value is left out."""
    rules = [
        f"  --{name}: {value.strip()};\n"
        for name, value in sorted(tokens.items())
        if TOKEN_NAME.fullmatch(name) and TOKEN_VALUE.fullmatch(value) and "url" not in value.casefold()
    ]
    return "".join((":root {\n", *rules, "}\n")).encode() if rules else b""


def hrefs_of(found: Mapping[str, Attachment]) -> dict[str, str]:
    return {source: href(each.path) for source, each in found.items()}
