"""Where a new record belongs: the folder of its project or client, under the name that is used there."""

import posixpath
from collections import Counter

from pmledger.edit.lookup import look_up
from pmledger.edit.refusal import EditRefused
from pmledger.kinds.declare import KindSpec
from pmledger.kinds.labels import is_chinese
from pmledger.ledger.record import Record
from pmledger.reader.entry import Form
from pmledger.reader.terms import kind_term
from pmledger.source.message import say
from pmledger.source.term import Listed
from pmledger.workspace.snapshot import Snapshot

TOP_KINDS = frozenset(("client", "project", "person"))


def home_of(snapshot: Snapshot, kind: KindSpec, project: str, client: str) -> Record | None:
    """The project or client that a new record belongs to, by what was typed; None for the workspace itself."""
    for word, target in ((project, "project"), (client, "client")):
        if word and kind.name not in TOP_KINDS:
            found = look_up(snapshot, word, (target,))
            if found.name is None:
                raise _unknown(target, word, found.candidates)
            return snapshot.ledger.by_key[found.name.key]
    return None


def _unknown(target: str, word: str, close: tuple[str, ...]) -> EditRefused:
    if close:
        return EditRefused(
            say("no {kind} is called {found}; did you mean {candidates}?", kind=kind_term(target), found=word,
                candidates=Listed(close)),
            close,
        )
    return EditRefused(say("no {kind} is called {found}", kind=kind_term(target), found=word))


def base_of(home: Record | None) -> str:
    """The folder in which the registers of a project or client lie, "" for the workspace."""
    if home is None or home.form is not Form.FILE:
        return "" if home is None else posixpath.splitext(home.path)[0]
    folder, name = posixpath.split(home.path)
    return folder if name.casefold() == "index.md" else home.path[:-3]


def folder_for(snapshot: Snapshot, kind: KindSpec, base: str, wished: str = "") -> str:
    """The folder for a kind below `base`: one that is there, else the name used elsewhere, else the usual one.

    `wished` is the name a person used for the kind (`meeting` for a communication), which wins when it is a folder's,
    but where folders are Chinese: there the record says what it is.
    """
    name = "" if speaks_chinese(snapshot) else _wished_name(kind, wished)
    if name:
        return posixpath.join(base, name)
    used = _folders_in_use(snapshot, kind)
    here = [folder for folder in used if posixpath.dirname(folder) == base]
    if here:
        plain = posixpath.join(base, usual_name(snapshot, kind))
        return plain if plain in here else max(here, key=lambda folder: used[folder])
    names: Counter[str] = Counter()
    for folder, count in used.items():
        names[posixpath.basename(folder)] += count
    usual = max(names, key=lambda word: names[word]) if names else usual_name(snapshot, kind)
    return posixpath.join(base, usual)


def _wished_name(kind: KindSpec, wished: str) -> str:
    word = wished.casefold()
    aliases = kind.folders[1:]
    return next((name for name in aliases if word and word in {name, name.removesuffix("s")} and name.isascii()), "")


def _folders_in_use(snapshot: Snapshot, kind: KindSpec) -> Counter[str]:
    """Folders of the kind that hold files, with how many."""
    found: Counter[str] = Counter()
    for path in (*snapshot.files.sources, *snapshot.files.others):
        parts = path.split("/")
        for depth in range(1, len(parts)):
            spec = snapshot.schema.by_folder(parts[depth - 1])
            if spec is not None and spec.name == kind.name:
                found["/".join(parts[:depth])] += 1
    return found


def usual_name(snapshot: Snapshot, kind: KindSpec) -> str:
    """The name of a kind's folder in a workspace that has none yet."""
    if speaks_chinese(snapshot):
        chinese = next((name for name in kind.folders if not name.isascii()), "")
        if chinese:
            return chinese
    return kind.plural.replace("_", "-") if not kind.own else kind.folders[0]


def speaks_chinese(snapshot: Snapshot) -> bool:
    """Whether folders and fields of this workspace are written in Chinese."""
    if not is_chinese(snapshot.settings.language):
        return False
    kinds_folders = [
        part for path in snapshot.files.sources for part in path.split("/")[:-1] if snapshot.schema.by_folder(part)
    ]
    return not kinds_folders or sum(not part.isascii() for part in kinds_folders) * 2 >= len(kinds_folders)
