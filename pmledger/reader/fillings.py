"""Rows beside a record become the value of its field, once all files have been read."""

from collections.abc import Iterable

from msgspec.structs import replace

from pmledger.reader.entry import Entry, FileReading, Filled, Filling, Form
from pmledger.source.text import SourceText


def with_fillings(readings: Iterable[FileReading]) -> tuple[FileReading, ...]:
    """The readings with the rows of files such as `responses.csv` in the records that they belong to.

    Rows follow what the record's own file says of the field, and keep the places where they were written.
    """
    readings = tuple(readings)
    by_owner: dict[str, list[tuple[SourceText, Filling]]] = {}
    for reading in readings:
        for filling in reading.fillings:
            by_owner.setdefault(filling.owner_path, []).append((reading.source, filling))
    if not by_owner:
        return readings
    return tuple(
        replace(reading, entries=tuple(_filled(entry, by_owner[reading.source.path]) for entry in reading.entries))
        if reading.source.path in by_owner
        else reading
        for reading in readings
    )


def _filled(entry: Entry, fillings: Iterable[tuple[SourceText, Filling]]) -> Entry:
    if entry.form is not Form.FILE:
        return entry
    values, places = dict(entry.values), []
    for source, filling in fillings:
        found = values.get(filling.field, ())
        written = found if isinstance(found, tuple) else ()
        values[filling.field] = (*written, *filling.value)
        # Rows that were dropped for a fault leave no telling which is which.
        if len(filling.value) == len(filling.node.items):
            places.append(Filled(filling.field, len(written), source, filling.node))
    return replace(entry, values=values, filled=tuple(places))
