"""Conclude and check: what a joined ledger comes to, and what is wrong with it."""

from collections.abc import Callable, Iterator
from datetime import date

from pmledger.analysis.carried import NOTHING
from pmledger.analysis.conclude import Conclusions, conclude
from pmledger.kinds.schema import Schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.ledger import Ledger
from pmledger.rules.rule import Facts
from pmledger.rules.rules import check
from pmledger.source.diagnostic import Diagnostic
from pmledger.workspace.digests import digests_of
from pmledger.workspace.tree import Tree


def judge(
    ledger: Ledger, schema: Schema, settings: Settings, as_of: date, horizon: date, tree: Tree, paths: frozenset[str],
    before: Conclusions | None = None,
) -> tuple[Conclusions, Callable[[], Iterator[Diagnostic]]]:  # fmt: skip
    """The conclusions of a day, and what finds everything that any rule objects to.

    `before` are those of an earlier state of the workspace, of which some may still hold.
    """
    conclusions = conclude(ledger, schema, settings, as_of, NOTHING if before is None else before.carried)
    facts = Facts(ledger, schema, settings, as_of, conclusions, horizon, paths, digests_of(tree, ledger, paths))
    return conclusions, lambda: check(facts)
