"""The telling words of a text, so that two texts can be compared in any script."""

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

LETTERS = "[\u3400-\u9fff]+|[^\\W\\d_\u3400-\u9fff][^\\W_\u3400-\u9fff]*(?:[-'’][^\\W\\d_\u3400-\u9fff]+)*"
"""Words in any script; compiled when a text needs it, since that takes long."""
ENGLISH = re.compile("[A-Za-z][A-Za-z0-9]*(?:[-'][A-Za-z]+)*")
"""The same in a text of ASCII alone, found in less time."""
SHORTEST = 4
"""Letters of a word that says something; shorter ones are mostly grammar."""
ENDINGS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ing", ""), ("ed", ""), ("s", ""))
"""Endings that make two forms of one English word, the longest first."""
GRAMMAR = frozenset(
    re.findall(
        r"\w+",
        """
    about above across after again against almost alone along already also although always among another anybody
    anything around away back became because become been before began begin behind being below beside best
    better between both came cannot come could deal does doing done down during each early either else enough
    even ever every everybody everyone everything felt find first five four from full gave give given goes gone
    half have having hence here himself however into itself just keep kept knew know last late later least left
    less like long look made make many maybe mean might month more most much must myself need needs neither
    never next nine nobody none nothing often once only onto other others ours over part past perhaps pmledger
    quite rather said same second seem seen several shall should since some somebody something soon stand still
    such take taken than that their them themselves then there these they thing things third this those though
    three through thus till time together took toward twice under until unto upon used very want wants week
    weeks well went were what when where whether which while whole whom whose will with within without word work
    would year years your project projects client clients days cause plan plans dass eine einem einen einer
    eines nicht oder auch aber wird werden wurde sind sich nach beim noch über unter
    """,
    )
)
"""Words that stand in any text, whatever it is about."""
CHINESE_GRAMMAR = frozenset("的了和是在也都就而及与或被把让使其这那它他她我你们个一不有没很更最")


class Term(NamedTuple):
    """A word as it is compared (`key`) and as it stood in the text (`shown`); of Chinese two neighbouring characters.

    `run` numbers the stretch of characters that a bigram stands in and `at` its place there, so that neighbours can be
    put together again; for a word of letters both are -1.
    """

    key: str
    shown: str
    run: int = -1
    at: int = -1


def terms(texts: Iterable[str], among: Container[str] | None = None) -> Iterator[Term]:
    """The telling words of some texts, in their order; with `among` only those with one of these keys."""
    run = 0
    for text in filter(None, texts):
        plain = text.isascii()
        for word in ENGLISH.findall(text) if plain else re.findall(LETTERS, normalize("NFC", text)):
            if not plain and is_han(word):
                run += 1
                yield from (term for term in bigrams(word, run) if among is None or term.key in among)
            elif len(word) >= SHORTEST and (key := key_of(word)) and (among is None or key in among):
                yield Term(key, word)


@lru_cache(maxsize=1 << 14)
def key_of(word: str) -> str:
    """A word as it is compared, or "" when it stands in any text."""
    folded = word.casefold()
    return "" if folded in GRAMMAR else stem(folded)


def is_han(word: str) -> bool:
    """Whether a stretch of letters is Chinese."""
    return "\u3400" <= word[0] <= "\u9fff"


def bigrams(word: str, run: int) -> Iterator[Term]:
    """Each two neighbouring characters, but for those with a character of mere grammar."""
    for at in range(len(word) - 1):
        pair = word[at : at + 2]
        if not CHINESE_GRAMMAR.intersection(pair):
            yield Term(pair, pair, run, at)


def stem(word: str) -> str:
    """A word without the ending of its plural or past, so long as enough of it remains."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - 1 and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


def joined(found: Iterable[Term]) -> tuple[str, ...]:
    """The words of some terms as they stood, each once; neighbouring bigrams are one word again."""
    words: list[str] = []
    keys: set[str] = set()
    last = Term("", "")
    for term in found:
        if term.run >= 0 and term.run == last.run and term.at == last.at + 1 and words:
            words[-1] += term.shown[-1]
        elif term.key not in keys:
            words.append(term.shown)
        else:
            continue
        keys.add(term.key)
        last = term
    return tuple(dict.fromkeys(words))


def length(word: str) -> int:
    """How many words a stretch of text is: of Chinese one for each two characters."""
    return max(1, len(word) // 2) if is_han(word) else 1
