"""An entry with its place in the ledger."""

from msgspec import Struct

from pmledger.kinds.values import Ref
from pmledger.reader.entry import Entry, Form


class Placed(Struct, frozen=True):
    """An entry with the ids of the project and client that it belongs to, and its key."""

    entry: Entry
    project: str
    client: str
    key: str
    scope: str


def title_of(entry: Entry) -> str:
    """The title or name; of a row without one what tells it apart."""
    for field in ("title", "name"):
        value = entry.values.get(field)
        if isinstance(value, str) and value:
            return value
    said = [entry.values.get(field) for field in ("activity", "supplier", "reference", "category", "person", "date")]
    words = [value.text if isinstance(value, Ref) else str(value) for value in said if value]
    return " · ".join(words[:2]) if words and entry.form is Form.ROW else entry.id
