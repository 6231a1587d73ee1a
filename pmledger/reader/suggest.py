"""What a misspelt name was probably meant to be, and the edit that mends it where only one name can be meant."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from pmledger.kinds.near_words import meant
from pmledger.source.diagnostic import Fix, TextEdit
from pmledger.source.message import Message, say
from pmledger.source.span import Span
from pmledger.source.term import Listed, Term

_CLOSE = 0.75
_APART = 0.1
_LONGEST = 80


def suggestion(
    span: Span, written: str, known: Sequence[str | Term], taken: Iterable[str] = (), *, chinese: bool = True
) -> tuple[Message | None, Fix | None]:
    """A question with the likely names, and a safe fix when exactly one is meant and not given already.

    `chinese` tells whether the ledger reads Chinese names: else a fix writes the canonical one, whatever was written.
    """
    words = _words(written, known)
    ranked = _own_word(written, known) or _meant(written, known) or _ranked(written, words)
    if not ranked:
        return None, None
    names = list(dict.fromkeys(name_of(words[word]) for _, word in ranked))[:3]
    by_name = {name_of(one): one for one in words.values()}
    help_text = say("did you mean {candidates}?", candidates=Listed(tuple(by_name[name] for name in names)))
    best, word = ranked[0]
    others = [ratio for ratio, other in ranked if name_of(words[other]) != names[0]]
    clear = best >= _CLOSE and (not others or best - others[0] >= _APART)
    if not clear or _folded(names[0]) in {_folded(name) for name in taken}:
        return help_text, None
    word = word if chinese else name_of(words[word])
    return help_text, Fix(say("write {name}", name=word), (TextEdit(span, word),), safe=True)


def _own_word(written: str, known: Sequence[str | Term]) -> list[tuple[float, str]]:
    """The name whose very Chinese word was written where no Chinese is read."""
    return [(1.0, one.name) for one in known if isinstance(one, Term) and one.chinese == written != ""]


def _meant(written: str, known: Sequence[str | Term]) -> list[tuple[float, str]]:
    """What is usually meant by a word, as it is to be written; surely only where that is one name."""
    terms = {name_of(one): one for one in known}
    names = meant(written, terms)
    ratio = 1.0 if len(names) == 1 else 0.8
    return [(ratio, _word(terms[name], chinese=_in_chinese(written, known))) for name in names]


def _in_chinese(written: str, known: Sequence[str | Term]) -> bool:
    """Whether Chinese was written; where the very word of a name is unknown, no Chinese is read."""
    return not written.isascii() and all(not isinstance(one, Term) or one.chinese != written for one in known)


def _word(one: str | Term, *, chinese: bool) -> str:
    return one.chinese if chinese and isinstance(one, Term) and one.chinese else name_of(one)


def name_of(one: str | Term) -> str:
    return one.name if isinstance(one, Term) else one


def _words(written: str, known: Sequence[str | Term]) -> dict[str, str | Term]:
    """What may be written for each name: the Chinese words too where Chinese was written and may be."""
    words = {name_of(one): one for one in known}
    if _in_chinese(written, known):
        words |= {one.chinese: one for one in known if isinstance(one, Term) and one.chinese}
    return words


def _ranked(written: str, known: Iterable[str]) -> list[tuple[float, str]]:
    """Names that are like what was written, the likest first."""
    if len(written) > _LONGEST:
        return []
    folded = _folded(written)
    matcher = SequenceMatcher(b=folded)
    ranked = []
    for name in known:
        matcher.set_seq1(_folded(name))
        if matcher.quick_ratio() > 0.6 and (ratio := matcher.ratio()) > 0.6:
            ranked.append((ratio, name))
        elif len(written) > 1 and not name.isascii() and written in name:
            ranked.append((0.6, name))
    return sorted(ranked, key=lambda pair: (-pair[0], pair[1]))


def _folded(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")
