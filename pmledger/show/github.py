"""Diagnostics as workflow commands of GitHub Actions, which become annotations on a change."""

from pmledger.show.report import Report
from pmledger.show.safe import safe
from pmledger.source.diagnostic import Diagnostic, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ATTENTION: "notice", Severity.HINT: "notice"}


def render(report: Report) -> str:
    """`::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`, one line each."""
    return "".join(f"{command(fault, report)}\n" for fault in report.diagnostics)


def command(fault: Diagnostic, report: Report) -> str:
    say_it, span = report.translator.render, fault.span
    help_text = f" — {say_it(fault.help)}" if fault.help else ""
    properties = {
        "file": span.path,
        "line": str(span.line),
        "endLine": str(span.end_line),
        "col": str(span.column),
        "endColumn": str(span.end_column),
        "title": f"{fault.code} {fault.name}",
    }
    if span.end_line != span.line:
        del properties["col"], properties["endColumn"]  # GitHub takes columns only within one line
    written = ",".join(f"{name}={property_value(value)}" for name, value in properties.items())
    return f"::{COMMANDS[fault.severity]} {written}::{data(say_it(fault.message) + help_text)}"


def data(text: str) -> str:
    """A message from which no second command can be made: no line ends, no `##[` of the older form."""
    return safe(text.replace("##[", "# #[")).replace("%", "%25")


def property_value(text: str) -> str:
    """A value that cannot end its property or the command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
