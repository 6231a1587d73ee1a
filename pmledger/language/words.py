"""Spans of time in words."""

from pmledger.kinds.values import Duration
from pmledger.source.message import Message, say_count


def span(duration: Duration) -> Message:
    """A duration in its own unit; time on the wall, weekends and nights included, says so."""
    size = duration.amount
    count = 1 if size == 1 else 2
    match duration.unit, duration.elapsed:
        case "min", False:
            return say_count("{size} minute", "{size} minutes", count, size=size)
        case "h", False:
            return say_count("{size} hour", "{size} hours", count, size=size)
        case "d", False:
            return say_count("{size} day", "{size} days", count, size=size)
        case "w", False:
            return say_count("{size} week", "{size} weeks", count, size=size)
        case "min", True:
            return say_count("{size} elapsed minute", "{size} elapsed minutes", count, size=size)
        case "h", True:
            return say_count("{size} elapsed hour", "{size} elapsed hours", count, size=size)
        case "d", True:
            return say_count("{size} elapsed day", "{size} elapsed days", count, size=size)
    return say_count("{size} elapsed week", "{size} elapsed weeks", count, size=size)
