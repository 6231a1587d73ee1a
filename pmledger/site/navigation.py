"""The navigation: the registers of kinds that have records, in a fixed order."""

from collections.abc import Mapping
from hashlib import blake2b

from pmledger.kinds.schema import Schema
from pmledger.language.translator import Translator
from pmledger.site.parts import Anchor, NavGroup, Site
from pmledger.site.paths import href
from pmledger.site.plan import Plan
from pmledger.source.message import N_

FIRST = (("index.html", N_("Portfolio")), ("agenda.html", N_("Agenda")), ("activity.html", N_("Activity")))
LAST = (("registers.html", N_("All registers")), ("problems.html", N_("Problems")), ("glossary.html", N_("Glossary")))
GROUPS = (
    (N_("Clients"), ("client", "opportunity", "survey", "feedback", "ticket", "promise")),
    (
        N_("Delivery"),
        (
            "project", "milestone", "goal", "risk", "issue", "change", "decision", "requirement", "deliverable",
            "quality_check", "communication",
        ),
    ),
    (N_("People and money"), ("person", "training", "time_entry", "cost", "invoice", "kpi")),
    (N_("Learning"), ("lesson", "process", "article", "document")),
)  # fmt: skip
OWN = N_("Own registers")


def site_of(
    name: str, plans: Mapping[str, Plan], schema: Schema, words: Translator, *, logo: str = "", own_css: bool = False
) -> Site:
    """What all pages share, with its digest."""
    groups = [NavGroup("", tuple(Anchor(words.text(text), target) for target, text in FIRST))]
    own = tuple(kind for kind, spec in schema.kinds.items() if spec.own)
    for title, kinds in (*GROUPS, (OWN, own)):
        links = tuple(
            Anchor(words.plural_label(schema.kinds[kind]), href(plans[kind].path)) for kind in kinds if kind in plans
        )
        if links:
            groups.append(NavGroup(words.text(title), links))
    groups.append(NavGroup("", tuple(Anchor(words.text(text), target) for target, text in LAST)))
    parts = (name, words.language, tuple(groups), logo, own_css)
    digest = blake2b(repr(parts).encode(), digest_size=8).hexdigest()
    return Site(digest, name, words.language, tuple(groups), logo=logo, own_css=own_css)
