"""Diagnostics as JSON; the shape is described in docs/json.md and versioned."""

import json
from collections.abc import Mapping

from pmledger.show.report import Report
from pmledger.source.diagnostic import Diagnostic, Fix, Severity
from pmledger.source.span import Span
from pmledger.workspace.snapshot import Revision

VERSION = 1


def render(report: Report) -> str:
    return as_answer(
        {
            "version": VERSION,
            "diagnostics": [diagnostic(fault, report) for fault in report.diagnostics],
            "summary": {
                "files": report.files,
                "errors": report.count(Severity.ERROR),
                "warnings": report.count(Severity.WARNING),
                "attentions": report.count(Severity.ATTENTION),
                "hints": report.count(Severity.HINT),
                "clean": not report.count(Severity.ERROR) and not report.count(Severity.WARNING),
            },
        },
        report.revision,
    )


def as_answer(told: Mapping[str, object], revision: Revision | None) -> str:
    """An answer as JSON; where it was asked of a revision, that stands behind its version."""
    if revision is None:
        return as_text(told)
    named = {
        "commit": revision.commit,
        "asked": revision.asked,
        "day": revision.day.isoformat(),
        "subject": revision.subject,
    }
    return as_text({"version": told["version"], "revision": named, **told})


def as_text(value: object) -> str:
    """JSON for people too: indented, in the letters of its language."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def place(span: Span) -> dict[str, object]:
    """Lines and columns from 1, columns in code points, the end behind the last character."""
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def diagnostic(fault: Diagnostic, report: Report) -> dict[str, object]:
    say_it = report.translator.render
    return {
        "code": fault.code,
        "name": fault.name,
        "severity": str(fault.severity),
        "message": say_it(fault.message),
        **place(fault.span),
        "found": fault.found,
        "help": say_it(fault.help) if fault.help else None,
        "record": fault.record,
        "related": [{"message": say_it(near.message), **place(near.span)} for near in fault.related],
        "fix": fix(fault.fix, report) if fault.fix else None,
    }


def fix(mend: Fix, report: Report) -> dict[str, object]:
    return {
        "title": report.translator.render(mend.title),
        "safe": mend.safe,
        "edits": [{**place(edit.span), "text": edit.text} for edit in mend.edits],
    }
