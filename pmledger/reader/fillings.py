"""Rows beside a record become the value of its field, once all files have been read."""

from collections.abc import Iterable
from dataclasses import replace

from pmledger.reader.entry import Entry, FileReading, Filling, Form


def with_fillings(readings: Iterable[FileReading]) -> tuple[FileReading, ...]:
    """The readings with the rows of files such as `responses.csv` in the records that they belong to.

    Rows follow what the record's own file says of the field. The field's places stay those of that file.
    """
    readings = tuple(readings)
    by_owner: dict[str, list[Filling]] = {}
    for reading in readings:
        for filling in reading.fillings:
            by_owner.setdefault(filling.owner_path, []).append(filling)
    if not by_owner:
        return readings
    return tuple(
        replace(reading, entries=tuple(_filled(entry, by_owner[reading.source.path]) for entry in reading.entries))
        if reading.source.path in by_owner
        else reading
        for reading in readings
    )


def _filled(entry: Entry, fillings: Iterable[Filling]) -> Entry:
    if entry.form is not Form.FILE:
        return entry
    values = dict(entry.values)
    for filling in fillings:
        written = values.get(filling.field, ())
        values[filling.field] = (*(written if isinstance(written, tuple) else ()), *filling.value)
    return replace(entry, values=values)
