"""A figure of a record that is in the files no more, as the last look that knew it found it."""

from collections.abc import Sequence

from msgspec import Struct

from pmledger.analysis.figure import Figure
from pmledger.history.git import HistoryRefused
from pmledger.history.looking_back import snapshot_at
from pmledger.history.looks import Look
from pmledger.history.repository import Repository
from pmledger.history.revision_tree import revision_tree
from pmledger.language.translator import Translator
from pmledger.show.details import find_record
from pmledger.show.refusal import NoSuchRecord, QuestionRefused
from pmledger.show.why import figure_of
from pmledger.workspace.reading import Memory
from pmledger.workspace.snapshot import Snapshot


class LastSeen(Struct, frozen=True):
    """The figure and its record's title at a look, and the last look at which the record was there."""

    figure: Figure
    about: str
    look: Look


def last_seen(
    snapshot: Snapshot, repository: Repository, found: Sequence[Look], name: str, ref: str, words: Translator
) -> LastSeen | None:
    """What `name` of `ref` was called and meant when it was there; None where no look knows the record.

    Looks are asked from the latest backwards. Raises QuestionRefused where the record was there and never had such a figure.
    """
    memory = Memory()
    last: Look | None = None
    refused: QuestionRefused | None = None
    for look in reversed(found):
        then = as_it_was(snapshot, repository, look, memory)
        try:
            record = find_record(then, ref) if then is not None else None
        except NoSuchRecord:
            continue
        if then is None or record is None:
            continue
        last = last or look
        try:
            return LastSeen(figure_of(then, name, ref, words), record.title, last)
        except QuestionRefused as refusal:
            refused = refused or refusal
    if refused is not None:
        raise refused
    return None


def as_it_was(snapshot: Snapshot, repository: Repository, look: Look, memory: Memory) -> Snapshot | None:
    """The workspace at a look; None where there was none."""
    try:
        commit = repository.commit(look.commit)
        return snapshot_at(snapshot.root, revision_tree(repository, look.commit), commit, look.commit, look.day, memory)
    except HistoryRefused:
        return None
