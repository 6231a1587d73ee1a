"""Kinds, fields, states and choices as terms that a message may hold."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.kinds.labels import glossary
from pmledger.source.term import Listed, Term


def kind_term(kind: KindSpec | str, *, spaced: bool = False) -> Term:
    """A kind, by its description or, if it is built in, by its name; `spaced` is how English reads it in a sentence."""
    if isinstance(kind, str):
        name, chinese = kind, glossary()["kinds"].get(kind, "")
    else:
        name, chinese = kind.name, kind.zh
    return Term(name, short(chinese), name.replace("_", " ") if spaced else "")


def field_term(kind: KindSpec | str, name: str) -> Term:
    """A field of a kind, by the kind's description or, if both are built in, by its name; or a part of a field."""
    field = None if isinstance(kind, str) else kind.field(name)
    word = field.zh if field is not None else built_in(kind if isinstance(kind, str) else kind.name).get(name, "")
    return Term(name, short(word))


def term_of(field: FieldSpec) -> Term:
    """A field, or a part of one, by its description."""
    return Term(field.name, short(field.zh))


def state_term(kind: str, state: str) -> Term:
    """A state of a kind; those of a workspace's own kinds have no other word."""
    return Term(state, short(glossary()["states"].get(kind, {}).get(state, "")))


def choice_term(choice: str) -> Term:
    return Term(choice, short(glossary()["choices"].get(choice, "")))


def part_term(name: str) -> Term:
    """A named part of a field."""
    return Term(name, short(glossary()["parts"].get(name, "")))


def kinds_listed(kinds: Iterable[str], known: Mapping[str, KindSpec]) -> Listed:
    """Kinds of which one is meant, as English reads them in a sentence."""
    return Listed(tuple(kind_term(known.get(kind, kind), spaced=True) for kind in kinds), either=True)


def listed(names: Iterable[str], term: Callable[[str], Term] = Term) -> Listed:
    return Listed(tuple(term(name) for name in names))


@cache
def built_in(kind: str) -> Mapping[str, str]:
    """The Chinese words of a kind's fields by name."""
    words = glossary()
    found: Mapping[str, str] = words["parts"] | words["common"] | words["fields"].get(kind, {})
    return found


def short(word: str) -> str:
    """A word without what its label has in brackets; it may be written so too."""
    return word.partition("(")[0].strip()
