"""Files that were probably meant to hold records, but whose name or folder is only nearly that of a kind."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from msgspec import Struct

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.schema import Schema, keys_of
from pmledger.kinds.words import folder_key
from pmledger.reader.faults_files import MISNAMED_REGISTER
from pmledger.reader.place import Placement
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.message import Message, say
from pmledger.source.node import Mapping
from pmledger.source.span import Span, whole_file
from pmledger.source.term import Listed

_DATED = re.compile(r"^[\d_.\s]+|[\d_.\s年月日]+$")
_DATE = re.compile(r"\d[\d_.\s年月日-]*$")
_REGISTER = re.compile(r"_(?:list|log|register|table)$|(?:清单|登记册|登记表|列表|明细|记录|表)$")
_TITLES = frozenset({"title", "name", "标题", "名称"})
_ORDINARY = frozenset({"contract", "contracts"})
"""Names of folders that are words of their own, and only look like one of a kind (contacts)."""
_CELL = re.compile(r"[,;\t]")


class Guess(Struct, frozen=True):
    """What a name was probably meant to be: the folder or list, and its kind.

    `sure` when it is more than alike; `spelt` when it is alike by its letters, and does not just begin or end like it.
    """

    folder: str
    kind: str
    sure: bool
    spelt: bool = False


def guess(name: str, schema: Schema) -> Guess | None:
    """The kind that the name of a folder or table nearly names; None when it names one, or nothing like one.

    Sure are a kind's own name (`risk`), what people also call it (`expenses`), and both with a date or a word such as
    `list` (`timesheets-2026-06`, `risk-register`); else the name is alike by its letters, or begins with the kind's.
    """
    key = folder_key(name).replace(" ", "_")
    if key in schema.folders or len(key) > 80:
        return None
    bare = _DATED.sub("", key)
    bare = _REGISTER.sub("", bare) or bare
    if folder := _folder_of(bare, schema):
        return Guess(folder, schema.folders[folder], sure=True)
    folder = _like(bare, schema)
    return Guess(folder, schema.folders[folder], sure=False, spelt=not _has_part(bare, folder)) if folder else None


def _folder_of(word: str, schema: Schema) -> str:
    """The folder of the kind that is called so in the singular, in the plural or usually; "" when none is."""
    for form in (word, f"{word}s"):
        if form in schema.folders:
            return form
    kind = schema.kinds.get(word)
    return folder_key(kind.plural) if kind is not None else ""


def _like(word: str, schema: Schema) -> str:
    """The folder whose name is most like a word, or with which the word begins or ends."""
    if len(word) < 3:
        return ""
    usual = schema.also_called(word)
    if usual:
        return folder_key(schema.kinds[usual].plural)
    around = [one for one in schema.folders if _has_part(word, one)]
    if around:
        return max(around, key=len)
    if word in _ORDINARY:
        return ""
    close = get_close_matches(word, schema.folders, n=1, cutoff=0.8 if word.isascii() else 0.6)
    return close[0] if close else ""


def _has_part(word: str, folder: str) -> bool:
    if not folder.isascii():
        return word.startswith(folder) or word.endswith(folder)
    return word.startswith(f"{folder}_") or word.endswith(f"_{folder}")


def folders_between(path: str, owner: str) -> list[str]:
    """The folders around a file, the nearest first, up to that of the record in file `owner`, or all when it is ""."""
    home = owner.removesuffix("/index.md").removesuffix(".md")
    within = path.removeprefix(f"{home}/") if home else path
    return within.split("/")[-2::-1]


def guess_folder(path: str, owner: str, schema: Schema) -> Guess | None:
    """What the nearest folder around a file that nearly names a kind was meant to be."""
    return next((found for name in folders_between(path, owner) if (found := guess(name, schema))), None)


def misnamed_part(span: Span, node: Mapping, placement: Placement, schema: Schema) -> Diagnostic | None:
    """The fault of a text beside a record's own that was meant as a record, by its folder and its front matter.

    Its folder must nearly name a kind; the fields must be that kind's. Where nothing but a title stands, the folder must
    be misspelt: `project-documents/` may well hold texts that have a title.
    """
    found = guess_folder(span.path, placement.owner_path, schema) if node.pairs else None
    if found is None:
        return None
    names = [pair.key.text for pair in node.pairs]
    bare = [name for name in names if name not in _TITLES]
    lists = [name for name in bare if schema.by_folder(name) is not None]
    fields = [name for name in bare if name not in lists and schema.field_key(found.kind, name)]
    if not (fields if bare else found.sure or found.spelt):
        return None
    message = say("this file is not read as a record: no kind's folder is called {folder}",
                  folder=_written(span.path, placement.owner_path, schema))  # fmt: skip
    return MISNAMED_REGISTER.at(span, message, found=names[0], help=say("did you mean the folder {folder}?",
                                                                        folder=found.folder))  # fmt: skip


def _written(path: str, owner: str, schema: Schema) -> str:
    return next(name for name in folders_between(path, owner) if guess(name, schema))


class TableJudge:
    """Says of tables that no record takes whether they were meant to hold records; knows the kinds by their fields."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.common = frozenset.intersection(*(names_of(kind.fields) for kind in schema.kinds.values()))
        chinese = schema.dialect.chinese
        self.keys = {kind.name: keys_of(kind, chinese=chinese) for kind in schema.kinds.values()}

    def fault(self, path: str, head: str, placement: Placement | None, owner: str) -> Diagnostic | None:
        """The fault of a table by its first line `head`, or None when it is data that somebody keeps.

        `placement` is that of the record in whose folder the table lies, in file `owner`; None and "" at the top.
        """
        columns = [cell.strip().strip('"') for cell in _CELL.split(head)]
        columns = [cell for cell in columns if cell]
        stem = path.rpartition("/")[2].rpartition(".")[0]
        names = [stem, *folders_between(path, owner)]
        if any(folder_key(name) in self.schema.folders for name in names):
            return None
        if meant := self.rows_meant(stem, columns, placement):
            return self.told(path, stem, f"{meant}.csv", placement)
        for name in names:
            found = guess(name, self.schema)
            if found is not None and (found.sure or self.fits(found.kind, columns)):
                meant = table_name(stem, found.folder) if name == stem else f"{found.folder}/"
                return self.told(path, name, meant, placement)
        kind = self.kind_by_columns(columns)
        return self.told(path, stem, f"{folder_key(kind.plural)}.csv", placement) if kind else None

    def fits(self, kind: str, columns: list[str]) -> bool:
        """Whether most columns are fields of a kind, one of them its own, or all of at least two are."""
        keys = self.keys[kind]
        known = {keys.get(folded(one), "") for one in columns} - {""}
        return len(known) * 2 >= len(columns) > 0 and bool(known - self.common or len(known) == len(columns) > 1)

    def kind_by_columns(self, columns: list[str]) -> KindSpec | None:
        """The kind that at least three columns, two of them its own, give all that it always needs."""
        for kind in self.schema.kinds.values():
            known = {self.keys[kind.name].get(folded(one), "") for one in columns}
            needed = {one.name for one in kind.fields if one.required and one.default is None} - {"title"}
            if len(columns) > 2 and "" not in known and needed <= known and len(known - self.common) > 1 and needed:
                return kind
        return None

    def rows_meant(self, stem: str, columns: list[str], placement: Placement | None) -> str:
        """The list field of the record beside the table whose items its columns name; "" when there is none."""
        fields = list_fields(self.schema.kinds[placement.kind]) if placement else ()
        for field in fields:
            known = [self.schema.part_key(field, folded(one)) for one in columns]
            like = bool(get_close_matches(folder_key(stem), (field.name,), cutoff=0.75))
            if known and (any(known) if like else all(known) and len(known) > 1):
                return field.name
        return ""

    def told(self, path: str, name: str, meant: str, placement: Placement | None) -> Diagnostic:
        message = say("this table is not read: {name} is not the name of a kind, a list or their folder", name=name)
        return MISNAMED_REGISTER.at(whole_file(path), message, found=name, help=self.help(meant, placement))

    def help(self, meant: str, placement: Placement | None) -> Message:
        lists = [f"{one.name}.csv" for one in list_fields(self.schema.kinds[placement.kind])] if placement else []
        if not lists:
            return say("did you mean {name}? `pmledger schema` lists the names of all kinds", name=meant)
        return say(
            "did you mean {name}? Read here are {lists}, and the names of kinds that `pmledger schema` lists",
            name=meant,
            lists=Listed(tuple(lists)),
        )


def table_name(stem: str, folder: str) -> str:
    """A table named after a kind; one of several by date lies in the kind's folder under that date."""
    dated = _DATE.search(stem)
    return f"{folder}/{dated[0].strip('-_. ')}.csv" if dated else f"{folder}.csv"


def list_fields(kind: KindSpec) -> Iterator[FieldSpec]:
    """The fields of a kind that rows can fill."""
    return (one for one in kind.fields if one.type == "list" and one.item is not None and one.item.type == "map")


def names_of(fields: Iterable[FieldSpec]) -> frozenset[str]:
    return frozenset(one.name for one in fields)


def folded(head: str) -> str:
    """Heads of columns may be written like labels."""
    return head.casefold().replace(" ", "_").replace("-", "_")
