"""What may be written: the kinds of records, their fields, states and values."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmledger.kinds.declare import Kind

    KINDS: tuple[Kind, ...]

KIND_NAMES = (
    "action",
    "article",
    "assumption",
    "baseline",
    "budget_line",
    "calendar",
    "change",
    "checklist",
    "client",
    "closure_report",
    "comm_plan",
    "communication",
    "cost",
    "decision",
    "defect",
    "deliverable",
    "document",
    "feedback",
    "goal",
    "invoice",
    "issue",
    "kpi",
    "lesson",
    "milestone",
    "opportunity",
    "performance_review",
    "person",
    "phase",
    "process",
    "project",
    "promise",
    "quality_check",
    "quality_standard",
    "requirement",
    "retrospective",
    "risk",
    "status_report",
    "survey",
    "task",
    "team_event",
    "ticket",
    "time_entry",
    "training",
)
"""Every built-in kind; each is declared in the module of that name."""


def __getattr__(name: str) -> "tuple[Kind, ...]":
    """KINDS, the declarations: the models are built only when somebody asks for them."""
    if name != "KINDS":
        raise AttributeError(name)
    kinds: tuple[Kind, ...] = tuple(import_module(f"{__name__}.{kind}").KIND for kind in KIND_NAMES)
    globals()["KINDS"] = kinds
    return kinds
