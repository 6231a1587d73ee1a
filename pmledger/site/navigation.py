"""The navigation: the pages and registers of what the workspace keeps, by subject, in a fixed order."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pmledger.kinds.schema import Schema
from pmledger.language.translator import Translator
from pmledger.site.parts import Anchor, NavGroup, Site
from pmledger.site.paths import href
from pmledger.site.plan import Plan
from pmledger.source.message import N_


def any_kept(plans: Mapping[str, Plan], kinds: tuple[str, ...]) -> bool:
    """Whether a record of any of the kinds is kept."""
    return any(kind in plans for kind in kinds)


def has_team(plans: Mapping[str, Plan], _kinds: tuple[str, ...] = ()) -> bool:
    """Whether anybody of our own is at work."""
    people = plans["person"].records if "person" in plans else ()
    return any(one.text("type") == "team" and one.status == "active" for one in people)


class Leaf(NamedTuple):
    """A page about several kinds: where it is, its name, the kinds it is about, and when it is there."""

    path: str
    title: str
    kinds: tuple[str, ...]
    when: Callable[[Mapping[str, Plan], tuple[str, ...]], bool] = any_kept


FIRST = (("index.html", N_("Portfolio")), ("agenda.html", N_("Agenda")), ("activity.html", N_("Activity")))
LAST = (("registers.html", N_("All registers")), ("problems.html", N_("Problems")), ("glossary.html", N_("Glossary")))
GROUPS: tuple[tuple[str, tuple[str | Leaf, ...]], ...] = (
    (
        N_("Clients"),
        (
            "client",
            "opportunity",
            Leaf("communication.html", N_("Communication"), ("communication", "comm_plan")),
            "promise",
            Leaf("surveys.html", N_("Satisfaction"), ("survey",)),
            "feedback",
            Leaf("tickets.html", N_("Service"), ("ticket",)),
        ),
    ),
    (
        N_("Delivery"),
        (
            "project",
            Leaf("plan.html", N_("Plans"), ("task",)),
            Leaf("schedule.html", N_("Schedule"), ("task", "milestone")),
            "milestone",
            "goal",
            "requirement",
            Leaf("quality.html", N_("Quality"), ("deliverable", "quality_check", "defect", "quality_standard")),
        ),
    ),
    (N_("Control"), ("risk", "issue", "change", "decision", Leaf("action-log.html", N_("Actions"), ("action",)))),
    (
        N_("Money"),
        (
            Leaf("finance.html", N_("Finance"), ("budget_line", "cost", "time_entry", "invoice")),
            Leaf("balance.html", N_("Balance"), ("budget_line", "baseline", "invoice")),
            "invoice",
        ),
    ),
    (N_("People"), ("person", Leaf("team.html", N_("Team"), ("team_event",), has_team), "kpi")),
    (N_("Knowledge"), ("lesson", "process", "article", "document")),
)
"""A kind stands for its register; what is kept and not named here is one click further, on the list of all registers."""
OWN = N_("Own registers")


def site_of(
    name: str, plans: Mapping[str, Plan], schema: Schema, words: Translator, *, logo: str = "", own_css: bool = False
) -> Site:
    """What all pages share."""
    groups = [NavGroup("", tuple(Anchor(words.text(text), target) for target, text in FIRST))]
    own = tuple(kind for kind, spec in schema.kinds.items() if spec.own)
    for title, entries in (*GROUPS, (OWN, own)):
        found = (link_of(entry, plans, schema, words) for entry in entries)
        links = tuple(link for link in found if link is not None)
        if links:
            groups.append(NavGroup(words.text(title), links))
    groups.append(NavGroup("", tuple(Anchor(words.text(text), target) for target, text in LAST)))
    return Site(name, words.language, tuple(groups), logo, own_css)


def link_of(entry: str | Leaf, plans: Mapping[str, Plan], schema: Schema, words: Translator) -> Anchor | None:
    """The link to a page or register; None when nothing of it is kept."""
    if isinstance(entry, Leaf):
        return Anchor(words.text(entry.title), entry.path) if entry.when(plans, entry.kinds) else None
    return Anchor(words.plural_label(schema.kinds[entry]), href(plans[entry].path)) if entry in plans else None


def leaves_of(kind: str) -> tuple[str, ...]:
    """The pages that are about a kind, for kinds that have no entry of their own."""
    leaves = (entry for _, entries in GROUPS for entry in entries if isinstance(entry, Leaf))
    return tuple(leaf.path for leaf in leaves if kind in leaf.kinds)
