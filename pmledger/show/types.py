"""What a field holds, in a line of a table; in Chinese the names to be typed stand behind their words."""

from collections.abc import Callable
from functools import partial

from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.language.translator import Translator
from pmledger.language.type_words import TYPE_WORDS
from pmledger.reader.terms import choice_term, kinds_listed, listed, state_term, term_of
from pmledger.source.message import N_, Message, say
from pmledger.source.term import Listed, Term


def type_text(spec: FieldSpec, kind: KindSpec, words: Translator) -> str:
    """`several: a record: person`, `one of low, medium, high`, `a step of the scale: 1 to 5`."""
    if spec.type == "union":
        return words.text(N_(" or ")).join(dict.fromkeys(type_text(part, kind, words) for part in spec.parts))
    sentence = _sentence(spec, kind, words)
    return words.text(TYPE_WORDS.get(spec.type, spec.type)) if sentence is None else words.render(sentence)


def _sentence(spec: FieldSpec, kind: KindSpec, words: Translator) -> Message | None:
    """What more there is to say of a type than its words."""
    match spec.type:
        case "list" if spec.item is not None:
            return say("several: {item}", item=type_text(spec.item, kind, words))
        case "ref" if spec.targets:
            return say("a record: {kinds}", kinds=kinds_listed(spec.targets, {}))
        case "ref":
            return say("a record of any kind")
        case "choice":
            states = spec.name == "status" and bool(kind.states)
            return say("one of {choices}", choices=listed(spec.choices, _state(kind) if states else choice_term))
        case "map" if spec.parts:
            return say("parts: {names}", names=Listed(tuple(term_of(part) for part in spec.parts)))
        case "score" if spec.minimum is not None and spec.maximum is not None:
            return say("a step from {minimum} to {maximum}", minimum=spec.minimum, maximum=spec.maximum)
    return None


def _state(kind: KindSpec) -> Callable[[str], Term]:
    return partial(state_term, kind.name)
