"""Issue a status or closure report: its figures are written into it, so that no later edit changes what it said."""

import re
from collections.abc import Mapping
from functools import partial

from pmledger.edit.lacking import still_missing
from pmledger.edit.refusal import EditRefused
from pmledger.edit.reread import prove
from pmledger.edit.set_fields import Edited, edited_text, key_of_field, write_text
from pmledger.edit.wanted import Wanted
from pmledger.kinds.declare import FieldSpec, KindSpec
from pmledger.ledger.record import Record
from pmledger.reader.entry import Form
from pmledger.reader.terms import choice_term, field_term, listed
from pmledger.source.message import say
from pmledger.workspace.snapshot import Snapshot

FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
BAD = frozenset(("amber", "red"))


def issue(snapshot: Snapshot, report: Record, figures: Mapping[str, str], colour: str) -> Edited:
    """Bring a draft into the state `issued`, dated on the snapshot's day, with its figures as they stand.

    `figures` are names and values as they are written, `colour` the health by the rules. Raises EditRefused, with
    nothing written, when the draft lacks what an issued report must say.
    """
    kind = snapshot.schema.kinds[report.kind]
    if report.form is not Form.FILE:
        raise EditRefused(say("{report} is written in a list; give it a file of its own", report=report.id))
    wanted = [Wanted(field(kind, "status"), "=", "issued")]
    if not report.has("issued_on"):
        wanted.append(Wanted(field(kind, "issued_on"), "=", snapshot.as_of.isoformat()))
    if report.node.pair("figures") is not None:
        wanted.append(Wanted(field(kind, "figures"), "=", None))
    refuse_unfinished(snapshot, kind, report, tuple(wanted), colour)
    text = edited_text(snapshot, report, tuple(wanted))
    key = key_of_field(snapshot, kind, field(kind, "figures"), report.node)
    text = with_figures(text, key, figures)
    changed = frozenset({"status", "issued_on", "figures"})
    expected = snapshot.schema.validate(kind.name, {"status": "issued", "figures": dict(figures)}).values
    prove(snapshot, report, text, changed, {name: expected[name] for name in ("status", "figures") if name in expected})
    write_text(snapshot, report.source, text)
    return Edited(report.key, report.path, report.source.position(report.start)[0], tuple(sorted(changed)))


def field(kind: KindSpec, name: str) -> FieldSpec:
    found = kind.field(name)
    assert found is not None
    return found


def refuse_unfinished(
    snapshot: Snapshot, kind: KindSpec, report: Record, wanted: tuple[Wanted, ...], colour: str
) -> None:
    """Raise EditRefused for a report without its required words, or amber or red without a path to green."""
    lacking = [one.name for one in still_missing(kind, report, "issued", wanted)]
    lacking += [one.name for one in kind.fields if one.required and not report.has(one.name) and one.name not in lacking]
    lacking = [name for name in lacking if name not in {"id", "project"}]
    if lacking:
        fields = listed(lacking, partial(field_term, kind))
        raise EditRefused(say("{path} is not finished: it needs {fields}", path=report.path, fields=fields))
    steps = [one for one in snapshot.ledger.of("action") if one.parent == report.key]
    if colour in BAD and not any(step.owner and step.has("due") for step in steps):
        raise EditRefused(
            say(
                "{path} is not finished: while the project is {colour}, a report needs a path to green; write its steps "
                "as `- [ ] … @person due:2026-03-01`",
                path=report.path,
                colour=choice_term(colour),
            )
        )


def with_figures(text: str, key: str, figures: Mapping[str, str]) -> str:
    """The text of a file with the figures as the last field of its front matter."""
    fences = list(FENCE.finditer(text))
    if len(fences) < 2 or fences[0].start() != 0:
        raise EditRefused(say("the file has no front matter to write into"))
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = newline.join((f"{key}:", *(f"  {name}: {value}" for name, value in figures.items())))
    at = fences[1].start()
    return f"{text[:at]}{lines}{newline}{text[at:]}"
