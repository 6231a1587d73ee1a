"""Which tone a state has: good, warn (waits for somebody), bad (trouble), info (under way), none (quiet)."""

GOOD = (
    "accepted", "achieved", "acknowledged", "agreed", "analysed", "applied", "approved", "completed", "decided",
    "delivered", "done", "evaluated", "fixed", "held", "implemented", "issued", "kept", "minuted", "paid",
    "published", "resolved", "validated", "verified", "won",
)  # fmt: skip
BAD = ("abandoned", "blocked", "broken", "escalated", "invalidated", "lost", "missed", "occurred")
WARN = (
    "conditional", "deferred", "gate_review", "in_review", "on_hold", "outdated", "partly_paid", "paused", "pending",
    "submitted", "under_review",
)  # fmt: skip
QUIET = ("captured", "draft", "inactive", "planned", "prospect", "prospecting", "rejected", "scheduled", "todo")
TONES = {
    **dict.fromkeys(GOOD, "good"),
    **dict.fromkeys(BAD, "bad"),
    **dict.fromkeys(WARN, "warn"),
    **dict.fromkeys(QUIET, "none"),
    "active": "good",
}
PROPOSED = ("decision", "change")


def tone_of(kind: str, state: str, closed: bool) -> str:
    """The tone of a state; a word that is not known is quiet when it closes its record, else under way."""
    if state == "proposed" and kind in PROPOSED:
        return "warn"
    return TONES.get(state, "none" if closed else "info")
