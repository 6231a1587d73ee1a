"""Make the edits that mend faults without changing what is meant, until none is left."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pmledger.edit.journal import commit
from pmledger.edit.rehearsal import errors, rehearse
from pmledger.edit.set_fields import change_of
from pmledger.edit.yaml_span import Splice, spliced
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.text import SourceText
from pmledger.workspace.load import SETTINGS_FILE, load
from pmledger.workspace.snapshot import Snapshot

MOST_ROUNDS = 8


class Fixed(Struct, frozen=True):
    """What was mended: the diagnostics, the files written, and the snapshot as it is now."""

    mended: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    snapshot: Snapshot


def apply_fixes(snapshot: Snapshot) -> Fixed:
    """Make the safe fixes of a snapshot's diagnostics and write the files; what mending brings to light is mended too.

    Of edits that touch each other the first is made, and the others are looked at again. A round that would bring a
    new error is not made. Raises EditRefused when a file changed since the snapshot.
    """
    mended: list[Diagnostic] = []
    files: set[str] = set()
    for _ in range(MOST_ROUNDS):
        chosen, texts = one_round(snapshot, frozenset(map(_identity, mended)))
        changes = [change_of(snapshot, snapshot.files.sources[path], text) for path, text in sorted(texts.items())]
        if not changes or _brings_errors(snapshot, {change.path: change.after for change in changes}):
            break
        commit(snapshot.root, changes)
        mended.extend(chosen)
        files.update(texts)
        snapshot = load(snapshot.root, snapshot.as_of)
    return Fixed(tuple(mended), tuple(sorted(files)), snapshot)


def one_round(
    snapshot: Snapshot, done: frozenset[tuple[str, ...]] = frozenset()
) -> tuple[tuple[Diagnostic, ...], dict[str, str]]:
    """The fixes that can be made at once, and the texts that they give; what was `done` before is not tried again."""
    chosen: list[Diagnostic] = []
    edits: dict[str, list[Splice]] = {}
    for fault in snapshot.diagnostics:
        own = list(_edits(snapshot, fault)) if _identity(fault) not in done else []
        if own and not any(_touches(edits.get(path, ()), splice) for path, splice in own):
            chosen.append(fault)
            for path, splice in own:
                edits.setdefault(path, []).append(splice)
    texts = {path: spliced(snapshot.files.sources[path].text, tuple(found)) for path, found in edits.items()}
    return tuple(chosen), {path: text for path, text in texts.items() if text != snapshot.files.sources[path].text}


def _identity(fault: Diagnostic) -> tuple[str, ...]:
    return fault.code, fault.span.path, fault.record, fault.found, str(fault.message)


def _edits(snapshot: Snapshot, fault: Diagnostic) -> Iterator[tuple[str, Splice]]:
    """The edits of a safe fix, by file; none when one of them is in a file that was not read."""
    if fault.fix is None or not fault.fix.safe:
        return
    if any(edit.span.path not in snapshot.files.sources for edit in fault.fix.edits):
        return
    for edit in fault.fix.edits:
        source: SourceText = snapshot.files.sources[edit.span.path]
        start = source.offset(edit.span.line, edit.span.column)
        end = source.offset(edit.span.end_line, edit.span.end_column)
        yield edit.span.path, Splice(start, end, edit.text.replace("\n", source.newline))


def _touches(made: Iterable[Splice], new: Splice) -> bool:
    return any(new.start <= other.end and other.start <= new.end for other in made)


def _brings_errors(snapshot: Snapshot, changed: dict[str, bytes]) -> bool:
    """Whether the workspace would have more errors with these bytes; changed settings are judged after loading."""
    if SETTINGS_FILE in changed:
        return False
    return errors(rehearse(snapshot, changed)) > errors(snapshot)
