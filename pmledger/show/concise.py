"""One line for each diagnostic, as editors and grep read them."""

from pmledger.show.report import Report
from pmledger.show.safe import safe
from pmledger.source.diagnostic import Diagnostic


def render(report: Report) -> str:
    """`path:line:col: severity CODE message`; nothing at all when there is nothing to say."""
    return "".join(f"{line(fault, report)}\n" for fault in report.diagnostics)


def line(fault: Diagnostic, report: Report) -> str:
    message = report.translator.render(fault.message)
    return safe(f"{fault.span}: {fault.severity} {fault.code} {message}")
