"""Where the file of a document lies in the workspace."""

import posixpath

from pmledger.ledger.record import Record


def paths_of(document: Record) -> tuple[str, ...]:
    """The paths that a document's location may mean: beside its record, or from the workspace's top; none for the web."""
    location = document.text("location")
    if not location or "://" in location or location.startswith("mailto:"):
        return ()
    beside = posixpath.join(posixpath.dirname(document.path), location)
    return tuple(dict.fromkeys((posixpath.normpath(beside), posixpath.normpath(location))))
