"""The names of kinds, fields, states and choices, as a language says them."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmledger.kinds.declare import FieldSpec, KindSpec


def kind_label(kind: "KindSpec", language: str) -> str:
    return (language == "zh-CN" and kind.zh) or kind.label or phrase(kind.name)


def plural_label(kind: "KindSpec", language: str) -> str:
    """The register's name; Chinese has no plural."""
    return (language == "zh-CN" and kind.zh) or phrase(kind.plural)


def field_label(field: "FieldSpec", language: str) -> str:
    return (language == "zh-CN" and field.zh) or field.label or phrase(field.name)


def state_label(kind: "KindSpec", state: str, language: str) -> str:
    return (language == "zh-CN" and kind.state_zh.get(state)) or phrase(state)


def choice_label(choice: str, language: str) -> str:
    return phrase(choice)


@lru_cache(maxsize=2048)
def phrase(name: str) -> str:
    """A name in words: `impact_cost` is Impact cost; `P1` stays."""
    words = name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]
