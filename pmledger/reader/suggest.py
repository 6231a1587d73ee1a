"""What a misspelt name was probably meant to be, and the edit that mends it where only one name can be meant."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from pmledger.source.diagnostic import Fix, TextEdit
from pmledger.source.message import Message, say
from pmledger.source.span import Span
from pmledger.source.term import Listed, Term

_CLOSE = 0.75
_APART = 0.1
_LONGEST = 80


def suggestion(
    span: Span, written: str, known: Sequence[str | Term], taken: Iterable[str] = ()
) -> tuple[Message | None, Fix | None]:
    """A question with the likely names, and a safe fix when exactly one is meant and not given already."""
    terms = {one.name if isinstance(one, Term) else one: one for one in known}
    ranked = _ranked(written, terms)
    if not ranked:
        return None, None
    names = [name for _, name in ranked[:3]]
    help_text = say("did you mean {candidates}?", candidates=Listed(tuple(terms[name] for name in names)))
    best = ranked[0][0]
    clear = best >= _CLOSE and (len(ranked) == 1 or best - ranked[1][0] >= _APART)
    if not clear or names[0] in {_folded(name) for name in taken}:
        return help_text, None
    fix = Fix(say("write {name}", name=names[0]), (TextEdit(span, names[0]),), safe=True)
    return help_text, fix


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
    return sorted(ranked, key=lambda pair: (-pair[0], pair[1]))


def _folded(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")
