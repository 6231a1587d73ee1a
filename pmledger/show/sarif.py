"""Diagnostics as SARIF 2.1.0 (OASIS), for code hosts and editors."""

from collections.abc import Mapping
from urllib.parse import quote

from pmledger import __version__
from pmledger.language.explanations import explanation
from pmledger.show.json_format import as_text
from pmledger.show.report import Report
from pmledger.source.diagnostic import Diagnostic, Fix, Severity
from pmledger.source.span import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ATTENTION: "note", Severity.HINT: "note"}


def render(report: Report) -> str:
    codes = sorted({fault.code: fault.name for fault in report.diagnostics}.items())
    index = {code: position for position, (code, _) in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "pmledger",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [rule(code, name, report) for code, name in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"WORKSPACE": {"description": {"text": "The folder that holds pmledger.yml."}}},
        "results": [result(fault, index, report) for fault in report.diagnostics],
    }
    return as_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def rule(code: str, name: str, report: Report) -> dict[str, object]:
    """A code with its explanation, where it has one."""
    described: dict[str, object] = {"id": code, "name": name}
    fault = report.faults.get(code)
    if fault is None:
        return described
    text = explanation(fault, report.translator.language)
    return described | {
        "shortDescription": {"text": text.partition("\n\n")[0].replace("\n", " ")},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": LEVELS[fault.severity]},
    }


def result(fault: Diagnostic, index: Mapping[str, int], report: Report) -> dict[str, object]:
    say_it = report.translator.render
    message = say_it(fault.message) + (f" ({say_it(fault.help)})" if fault.help else "")
    found: dict[str, object] = {
        "ruleId": fault.code,
        "ruleIndex": index[fault.code],
        "level": LEVELS[fault.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": location(fault.span)}],
        "properties": {"severity": str(fault.severity), "record": fault.record},
    }
    if fault.related:
        found["relatedLocations"] = [
            {"id": number, "physicalLocation": location(near.span), "message": {"text": say_it(near.message)}}
            for number, near in enumerate(fault.related)
        ]
    if fault.fix and fault.fix.edits:
        found["fixes"] = [fix(fault.fix, report)]
    return found


def location(span: Span) -> dict[str, object]:
    return {"artifactLocation": artifact(span.path), "region": region(span)}


def artifact(path: str) -> dict[str, object]:
    return {"uri": quote(path), "uriBaseId": "WORKSPACE"}


def region(span: Span) -> dict[str, object]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def fix(mend: Fix, report: Report) -> dict[str, object]:
    """The edits, gathered by file as SARIF wants them."""
    changes: dict[str, list[dict[str, object]]] = {}
    for edit in mend.edits:
        replacement = {"deletedRegion": region(edit.span), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.span.path, []).append(replacement)
    return {
        "description": {"text": report.translator.render(mend.title)},
        "artifactChanges": [
            {"artifactLocation": artifact(path), "replacements": replacements} for path, replacements in changes.items()
        ],
    }
