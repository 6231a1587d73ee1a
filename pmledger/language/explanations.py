"""What a code means, in the reader's language."""

import re
from functools import lru_cache

from pmledger.language.tongue import LOCALE_FOLDER, LOCALES, language_of
from pmledger.source.diagnostic import Fault

HEADING = re.compile(r"^## (PM[0-9]{3})[^\n]*\n", re.MULTILINE)


def explanation(fault: Fault, language: str) -> str:
    """The fault's explanation as Markdown: the English one of the source where a language has none."""
    return explanations(language_of(language)).get(fault.code, fault.explanation)


@lru_cache(maxsize=4)
def explanations(language: str) -> dict[str, str]:
    """Explanations by code, from a language's `explanations.md`: one heading `## PM104` for each."""
    path = LOCALE_FOLDER / LOCALES[language] / "explanations.md"
    if language == "en" or not path.is_file():
        return {}
    parts = HEADING.split(path.read_text(encoding="utf-8"))
    return {code: text.strip() for code, text in zip(parts[1::2], parts[2::2], strict=True)}
