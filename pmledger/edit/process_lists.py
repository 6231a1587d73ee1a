"""The steps of standard processes as the checklists of a new project, ready to be ticked off."""

import posixpath
from collections.abc import Iterable

from pmledger.edit.draft import Draft, values_of
from pmledger.edit.folders import folder_for
from pmledger.edit.journal import Change
from pmledger.edit.lookup import look_up
from pmledger.edit.quoting import inline
from pmledger.edit.refusal import EditRefused
from pmledger.edit.reread import read_again
from pmledger.edit.scaffold import Known, front_matter, state_word
from pmledger.edit.yaml_span import Value
from pmledger.ledger.record import Record
from pmledger.source.message import say
from pmledger.source.term import Listed
from pmledger.source.text import SourceText
from pmledger.workspace.snapshot import Snapshot

WORDS = {False: ("optional", "By", "Evidence"), True: ("可选", "执行", "证据")}


def processes_named(snapshot: Snapshot, words: Iterable[str]) -> tuple[Record, ...]:
    """The processes that somebody typed, each once; raises EditRefused for what is none or no longer in use."""
    found: dict[str, Record] = {}
    for word in words:
        meant = look_up(snapshot, word, ("process",))
        if meant.name is None:
            raise EditRefused(
                say("no process is called {found}; did you mean {candidates}?", found=word,
                    candidates=Listed(meant.candidates))
                if meant.candidates
                else say("no process is called {found}", found=word),
                meant.candidates,
            )  # fmt: skip
        process = snapshot.ledger.by_key[meant.name.key]
        if process.status == "retired":
            raise EditRefused(say("the process {process} is retired", process=process.id))
        found[process.key] = process
    return tuple(found.values())


def process_lists(snapshot: Snapshot, processes: Iterable[Record], base: str, project: str, known: Known) -> list[Change]:
    """A file with the steps of each process in the folder of the project's checklists."""
    kind = snapshot.schema.kinds["checklist"]
    folder = folder_for(snapshot, kind, base)
    changes = []
    for process in processes:
        path = posixpath.join(folder, f"{process.id}.md")
        values: dict[str, Value] = {"title": process.title, "status": state_word(kind, kind.states[0], known)}
        if known.me:
            values["owner"] = known.me
        values |= {"template": reference_to(process), "for": f"project:{project}"}
        changes.append(Change(path, None, list_text(snapshot, path, values, process, known).encode()))
    return changes


def list_of(snapshot: Snapshot, draft: Draft, path: str, process: Record) -> tuple[str, tuple[str, ...]]:
    """The text of one new checklist made from a process, and the fields that still want a value."""
    values, missing = values_of(draft)
    values.setdefault("template", reference_to(process))
    if draft.home is not None:
        values.setdefault("for", f"{draft.home.kind}:{draft.home.id}")
    values.pop("items", None)
    return list_text(snapshot, path, values, process, draft.known), tuple(name for name in missing if name != "items")


def reference_to(process: Record) -> str:
    return f"process:{process.scope}/{process.id}" if process.scope else process.id


def list_text(snapshot: Snapshot, path: str, values: dict[str, Value], process: Record, known: Known) -> str:
    """The steps as check boxes, or as items where a step would not be read back from a box as it is written."""
    kind = snapshot.schema.kinds["checklist"]
    head = front_matter(kind, values, (), known)
    steps = [(str(step.get("text") or ""), step.get("required") is not False) for step in process.items("steps")]
    if not steps:
        raise EditRefused(say("the process {process} has no steps", process=process.id))
    text = f"---\n{head}---\n\n{boxes(process, known)}"
    if points_in(snapshot, path, text) == steps:
        return text
    field = kind.field("items")
    key = field.zh if known.chinese and field is not None and field.zh else "items"
    rows = "".join(f"  - {{text: {in_flow(step)}, required: {str(needed).lower()}, done: false}}\n" for step, needed in steps)
    return f"---\n{head}{key}:\n{rows}---\n"


def in_flow(text: str) -> str:
    """A text as it may stand within braces."""
    plain = inline(text)
    return f'"{text.translate({34: chr(92) + chr(34), 92: chr(92) * 2})}"' if plain == text and set(text) & set(",[]{}") else plain


def boxes(process: Record, known: Known) -> str:
    """One box a step, with who does it and what shows it on a line below."""
    optional, by, evidence = WORDS[known.chinese]
    lines = []
    for step in process.items("steps"):
        left = "" if step.get("required") is not False else f" ({optional})"
        lines.append(f"- [ ] {step.get('text')}{left}\n")
        notes = [f"{label}: {step[name]}" for label, name in ((by, "role"), (evidence, "evidence")) if step.get(name)]
        if notes:
            lines.append(f"  {' · '.join(notes)}\n")
    return "".join(lines)


def points_in(snapshot: Snapshot, path: str, text: str) -> list[tuple[str, bool]]:
    """The open points that a checklist's text would be read with."""
    for entry in read_again(snapshot, SourceText(path, text), text).entries:
        if entry.kind == "checklist":
            items = entry.values.get("items")
            rows = items if isinstance(items, tuple) else ()
            return [(str(row.get("text")), row.get("required") is not False) for row in rows if not row.get("done")]
    return []
