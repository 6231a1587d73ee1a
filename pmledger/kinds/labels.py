"""What kinds, fields, states and choices are called in English and in Chinese."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pmledger.kinds.declare import FieldSpec, KindSpec

ACRONYMS = frozenset(["id", "im", "wbs", "ev", "bac", "eac", "sla", "csat", "ces", "nps", "kpi", "url", "pct"])
ENGLISH: Mapping[str, str] = {
    "benefit_pct": "Benefit (%)",
    "capacity_hours_day": "Capacity (hours a day)",
    "ces": "Customer effort (CES)",
    "comm_plan": "Communication plan item",
    "comm_plans": "Communication plan",
    "contact_cadence_days": "Contact cadence (days)",
    "contract_ids": "Contracts",
    "cost_pct": "Cost (%)",
    "csat": "Satisfaction (CSAT)",
    "custom": "Own questions",
    "email": "E-mail",
    "fifty_fifty": "50/50",
    "grace_days": "Grace (days)",
    "im": "Instant messaging",
    "kpis": "KPIs",
    "nps": "Net promoter score (NPS)",
    "payment_terms_days": "Payment terms (days)",
    "probability_pct": "Probability (%)",
    "quality_pct": "Quality (%)",
    "risk_pct": "Risk (%)",
    "schedule_pct": "Schedule (%)",
    "scope_pct": "Scope (%)",
    "tax_id": "Tax ID",
    "todo": "To do",
    "wont": "Won’t",
    "zero_hundred": "0/100",
}
"""English labels that do not follow from the name."""


@cache
def is_chinese(language: str) -> bool:
    """Whether a language tag names a Chinese."""
    return language.casefold().split("-")[0].split("_")[0] == "zh"


@cache
def english(name: str) -> str:
    """`impact_cost` as "Impact cost"; names with a capital, such as P1 or FS, stay as they are."""
    if name in ENGLISH:
        return ENGLISH[name]
    if name != name.casefold():
        return name
    words = [word.upper() if word in ACRONYMS else word for word in name.split("_")]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def kind_label(kind: KindSpec, language: str, *, plural: bool = False) -> str:
    """A kind's name as a heading shows it; in Chinese one and many are the same."""
    if is_chinese(language) and kind.zh:
        return kind.zh
    if kind.label:
        return kind.label if not plural else english(kind.plural)
    return english(kind.plural if plural else kind.name)


def field_label(field: FieldSpec, language: str) -> str:
    """A field's name as forms and tables show it."""
    if is_chinese(language) and field.zh:
        return field.zh
    return field.label or english(field.name)


def state_label(kind: KindSpec, state: str, language: str) -> str:
    """A state's name; the same word may be called differently in different kinds."""
    return kind.state_zh.get(state, english(state)) if is_chinese(language) else english(state)


def choice_label(choice: str, language: str) -> str:
    """The name of one choice of a field."""
    return glossary()["choices"].get(choice, english(choice)) if is_chinese(language) else english(choice)


def group_label(group: str, language: str) -> str:
    """The name of a group of kinds, such as Control."""
    return glossary()["groups"].get(group, group) if is_chinese(language) else group


def label(subject: KindSpec | FieldSpec, language: str) -> str:
    """The name of a kind or field in a language: `en` or `zh-CN`."""
    return kind_label(subject, language) if isinstance(subject, KindSpec) else field_label(subject, language)


GLOSSARY = "glossary_zh.json"


@cache
def glossary() -> Mapping[str, Any]:
    """The Chinese words: `kinds`, `groups`, `common`, `fields` and `states` by kind, `parts`, `choices`."""
    text = files("pmledger.kinds").joinpath(GLOSSARY).read_text(encoding="utf-8")
    words: Mapping[str, Any] = json.loads(text)
    return words
