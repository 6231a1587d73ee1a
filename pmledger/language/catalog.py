"""Extracts every text of ours, carries it into the catalogues and compiles them: `python -m pmledger.language.catalog`."""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pmledger.analysis.names import DEFINITIONS
from pmledger.kinds.declare import KindSpec
from pmledger.kinds.faults import PROBLEMS
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import FIELDS, Settings
from pmledger.language.tongue import LANGUAGES, LOCALES, catalogue_path

ROOT = Path(__file__).parent.parent.parent
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "say": None,
    "say_count": (1, 2),
    "N_": None,
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}
OUTSIDE: tuple[str | tuple[str, str], ...] = (
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "Aborted!",
    "Error: {message}",
    "Show this message and exit.",
    "Show the version and exit.",
    "Try '{command} {option}' for help.",
    "No such command {name!r}.",
    "No such option {name!r}.",
    "Option {name!r} does not take a value.",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Choose from:\n\t{choices}",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is not a directory.",
    "default: {default}",
    "required",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)
"""Texts that the command-line library says and looks up in our catalogue."""
UNSTEADY = re.compile(rb'^"(?:PO|POT|Report|Project|Last|Language-Team|Generated)[A-Za-z-]*: .*\n', re.MULTILINE)
"""Lines of a catalogue's header that say when and by whom, which git knows better."""

SPOKEN = re.compile(r"[a-z]{3}")
"""A formula in symbols that has words in it."""

Found = Iterator[tuple[str, int, str | tuple[str, ...]]]


def extract(root: Path = ROOT) -> Catalog:
    """All texts of the package and its themes as a template catalogue, in the order of the files."""
    catalogue = Catalog(project="pmledger", charset="utf-8", fuzzy=False)
    for path, line, text in texts(root):
        catalogue.add(text, None, [(path, line)])
    return catalogue


def texts(root: Path) -> Found:
    for path in sorted((root / "pmledger").rglob("*.py")):
        yield from texts_in(path, root)
    for path in sorted((root / "themes").rglob("*.html")):
        yield from texts_of(path, root)
    yield from (("pmledger/kinds/faults.py", 0, text) for text in PROBLEMS.values())
    yield from (("pmledger/language/catalog.py", 0, text) for text in OUTSIDE)
    yield from (("pmledger/analysis/names.py", 0, each.symbols) for each in DEFINITIONS if SPOKEN.search(each.symbols))
    yield from (("pmledger/kinds/settings_keys.py", 0, setting.help) for setting in FIELDS)
    for kind in build_schema(Settings()).kinds.values():
        yield from ((f"pmledger/kinds/{kind.name}.py", 0, text) for text in declared(kind))


def declared(kind: KindSpec) -> Iterator[str]:
    """What a kind says of itself and of its fields and their parts."""
    yield kind.purpose
    waiting = list(kind.fields)
    while waiting:
        field = waiting.pop()
        waiting.extend((*field.parts, *((field.item,) if field.item else ())))
        if field.help:
            yield field.help


def texts_in(path: Path, root: Path) -> Found:
    """The literals that a module says; by its syntax tree, since one may be said within another."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in KEYWORDS:
            continue
        places = KEYWORDS[name] or (1,)
        said = [arg.value for arg in node.args[: len(places)] if isinstance(arg, ast.Constant)]
        texts = tuple(text for text in said if isinstance(text, str) and text)
        if len(texts) == len(places):
            yield path.relative_to(root).as_posix(), node.lineno, texts if len(texts) > 1 else texts[0]


def texts_of(path: Path, root: Path) -> Found:
    """The texts of a template."""
    options = {"trimmed": "true", "encoding": "utf-8"}
    found = extract_from_file("jinja2.ext:babel_extract", path, keywords=KEYWORDS, options=options)
    for line, text, _, _ in found:
        yield path.relative_to(root).as_posix(), line, text


def updated(language: str, template: Catalog) -> Catalog:
    """The language's catalogue with exactly the texts of the template, keeping what is translated."""
    path = catalogue_path(language, "po")
    known = read(path) if path.exists() else Catalog(locale=LOCALES[language], charset="utf-8")
    known.update(template, no_fuzzy_matching=True, update_creation_date=False, update_header_comment=False)
    known.obsolete.clear()
    known.header_comment = f"# Texts of pmledger: {language}."
    known.fuzzy = False
    return known


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, charset="utf-8")


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as text, without times, authors and line numbers, so that it changes only when a text does."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return UNSTEADY.sub(b"", buffer.getvalue())


class Steady(Catalog):
    """A catalogue whose header names neither a time nor a version of the tool that wrote it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", self.plural_forms)]


def mo_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as programs read it; the same texts give the same bytes."""
    steady, buffer = Steady(locale=catalogue.locale, fuzzy=False), BytesIO()
    for message in catalogue:
        if message.id and translated(message.string):  # an empty plural would be said as nothing at all
            steady[message.id] = message
    write_mo(buffer, steady)
    return buffer.getvalue()


def main() -> None:
    """Write the .po and .mo of every language but English, and say what is missing."""
    template = extract()
    for language in LANGUAGES:
        if language == "en":
            continue
        catalogue = updated(language, template)
        catalogue_path(language, "po").parent.mkdir(parents=True, exist_ok=True)
        catalogue_path(language, "po").write_bytes(po_bytes(catalogue))
        stored = read(catalogue_path(language, "po"))
        catalogue_path(language).write_bytes(mo_bytes(stored))
        missing = len([message for message in stored if message.id and not translated(message.string)])
        sys.stdout.write(f"{language}: {len(stored)} texts, {missing} without translation\n")


def translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    main()
