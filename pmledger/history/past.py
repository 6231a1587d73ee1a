"""The past of a workspace as plain data for its pages: what was forecast on earlier days."""

from zoneinfo import ZoneInfo

from msgspec.structs import replace

from pmledger.analysis.milestone_trend import Past
from pmledger.history.looks import looks
from pmledger.history.repository import repository_of
from pmledger.history.trends import Key, trends
from pmledger.workspace.snapshot import Snapshot

PAIRS = (("forecast_finish", "project"), ("forecast", "milestone"))
"""The figures that pages draw over time, by the kind of their subjects."""


def with_past(snapshot: Snapshot) -> Snapshot:
    """The same snapshot with the forecasts of earlier days, where `history:` of its configuration asks for them.

    Raises HistoryRefused with the reason where git cannot give them; a revision looked at has no past of its own.
    """
    if not snapshot.settings.history.step or snapshot.revision is not None:
        return snapshot
    return replace(snapshot, past=past_of(snapshot, drawn(snapshot)))


def drawn(snapshot: Snapshot) -> tuple[Key, ...]:
    """The figures of a workspace that its pages draw over time, by name and subject."""
    return tuple((name, one.key) for name, kind in PAIRS for one in snapshot.ledger.of(kind))


def past_of(snapshot: Snapshot, keys: tuple[Key, ...]) -> Past:
    """What figures were on earlier days; raises HistoryRefused where git cannot tell."""
    wanted = snapshot.settings.history
    repository = repository_of(snapshot.root)
    zone = ZoneInfo(snapshot.settings.timezone)
    found = trends(snapshot.root, repository, keys, looks(repository, wanted.since, snapshot.as_of, wanted.step, zone))
    return {key: tuple((point.day, point.value) for point in points) for key, points in found.items() if points}
