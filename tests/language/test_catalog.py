import ast
import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from pmledger.language import catalog
from pmledger.language.tongue import LOCALES, catalogue_path, terminal_language

PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}|%\((\w+)\)")


def placeholders(text: str) -> set[str]:
    return {brace or percent for brace, percent in PLACEHOLDER.findall(text)}


def test_extraction_finds_each_kind_of_text(tmp_path: Path) -> None:
    """say, say_count, N_ and _ in Python and _ and trans in templates are found, joined literals as one."""
    (tmp_path / "pmledger").mkdir()
    (tmp_path / "themes").mkdir()
    (tmp_path / "pmledger" / "x.py").write_text(
        'say("one {a} " "and two", a=1)\nsay_count("{count} file", "{count} files", n)\nN_("marked")\n_("said")\n',
        encoding="utf-8",
    )
    (tmp_path / "themes" / "x.html").write_text('{{ _("Needs you") }}{% trans %}Search{% endtrans %}', encoding="utf-8")
    found = {message.id for message in catalog.extract(tmp_path) if message.id}
    expected = {"one {a} and two", ("{count} file", "{count} files"), "marked", "said", "Needs you", "Search"}
    assert expected <= found


@pytest.fixture(scope="module")
def template() -> Catalog:
    """All texts of the program, extracted once."""
    return catalog.extract()


def test_translations_are_kept_and_dead_texts_dropped(template: Catalog) -> None:
    """An update keeps what was translated and drops what no source says any more."""
    again = catalog.updated("zh-CN", template)
    assert {message.id for message in again if message.id} == {message.id for message in template if message.id}
    assert not again.obsolete


def test_compiled_catalogue_is_the_text_one() -> None:
    """The .mo is what the .po compiles to, byte for byte."""
    for language in LOCALES:
        if language != "en":
            stored = catalog.read(catalogue_path(language, "po"))
            assert catalogue_path(language).read_bytes() == catalog.mo_bytes(stored)


def test_no_text_is_fuzzy_or_obsolete() -> None:
    """A translation is right or absent; none is a guess, none is left over."""
    stored = catalog.read(catalogue_path("zh-CN", "po"))
    assert [message.id for message in stored if message.id and message.fuzzy] == []
    assert list(stored.obsolete) == []


def test_no_text_is_missing_or_unused(template: Catalog) -> None:
    """Every text that the program can say is in Chinese, and the catalogue holds no other."""
    stored = catalog.read(catalogue_path("zh-CN", "po"))
    assert [message.id for message in stored if message.id and not catalog.translated(message.string)] == []
    assert {message.id for message in stored} == {message.id for message in template}


def test_placeholders_agree() -> None:
    """A translation names only values that its message has, and leaves none out but the count.

    Where a language has one form for both numbers, it may keep to the names of either.
    """
    stored = catalog.read(catalogue_path("zh-CN", "po"))
    wrong = []
    for message in stored:
        if not message.id or not catalog.translated(message.string):
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        forms = [placeholders(text) for text in ids] + [set().union(*(placeholders(text) for text in ids))]
        wrong += [message.id for text in strings if all((placeholders(text) ^ form) - {"count"} for form in forms)]
    assert wrong == []


def test_the_terminal_speaks_the_language_of_the_environment() -> None:
    """LC_ALL wins over LC_MESSAGES, that over LANG; what is not Chinese is English."""
    assert terminal_language({"LANG": "zh_CN.UTF-8"}) == "zh-CN"
    assert terminal_language({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}) == "en"
    assert terminal_language({"LC_MESSAGES": "zh", "LANG": "en_US.UTF-8"}) == "zh-CN"
    assert terminal_language({}) == "en"


def test_every_text_is_a_literal() -> None:
    """A text that is put together at run time would never be found by the extraction."""
    hidden = []
    for path in sorted((catalog.ROOT / "pmledger").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            count = {"say": 1, "N_": 1, "say_count": 2}.get(name, 0)
            texts = node.args[:count] if isinstance(node, ast.Call) else []
            if any(not (isinstance(text, ast.Constant) and isinstance(text.value, str)) for text in texts):
                hidden.append(f"{path.relative_to(catalog.ROOT)}:{node.lineno}")  # type: ignore[attr-defined]
    assert hidden == []


def test_what_kinds_say_of_themselves_is_extracted(template: Catalog) -> None:
    """Purposes and helps are declared, not said, and are translated all the same."""
    found = {message.id for message in template}
    assert "Something uncertain that would help or harm what we want to achieve." in found
    assert "The one person who answers for this record." in found


def test_what_is_not_translated_is_said_in_english() -> None:
    """A text without translation, plural or not, is said in English and never as nothing."""
    made = Catalog(locale="zh_CN")
    made.add(("{count} file", "{count} files"), ("",))
    made.add("Needs you", "")
    made.add(("{count} day", "{count} days"), ("{count} 天",))
    texts = GNUTranslations(BytesIO(catalog.mo_bytes(made)))
    assert texts.ngettext("{count} file", "{count} files", 2) == "{count} files"
    assert texts.gettext("Needs you") == "Needs you"
    assert texts.ngettext("{count} day", "{count} days", 2) == "{count} 天"
