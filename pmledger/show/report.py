"""What there is to say about a workspace's faults, whatever the format."""

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct, field

from pmledger.language.translator import Translator
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import N_, Message, say, say_count
from pmledger.source.text import SourceText
from pmledger.workspace.snapshot import Revision


class Report(Struct, frozen=True):
    """The diagnostics to show, in their order, out of all that were found.

    `found` counts all of them by severity, `files` the files that were read; `width` is the terminal's, in columns;
    `revision` is the one that was checked, None for the files on the disk.
    """

    diagnostics: tuple[Diagnostic, ...]
    translator: Translator
    sources: Mapping[str, SourceText] = field(default_factory=dict)
    faults: Mapping[str, Fault] = field(default_factory=dict)
    found: Mapping[Severity, int] = field(default_factory=dict)
    files: int = 0
    colour: bool = False
    width: int = 100
    revision: Revision | None = None

    def count(self, severity: Severity) -> int:
        """How many diagnostics of a severity were found, shown or not."""
        return self.found[severity] if severity in self.found else self.shown[severity]

    @property
    def shown(self) -> Mapping[Severity, int]:
        """How many diagnostics of each severity are shown."""
        return Counter(fault.severity for fault in self.diagnostics)


def counted(severity: Severity, count: int) -> Message:
    match severity:
        case Severity.ERROR:
            return say_count("{count} error", "{count} errors", count)
        case Severity.WARNING:
            return say_count("{count} warning", "{count} warnings", count)
        case Severity.ATTENTION:
            return say_count("{count} attention", "{count} attentions", count)
    return say_count("{count} hint", "{count} hints", count)


def summary(report: Report) -> Message:
    """`3 errors, 1 warning in 42 files`: what is shown, and that errors and warnings are absent when they are."""
    files = say_count("{count} file", "{count} files", report.files)
    counts = [counted(severity, report.count(severity)) for severity in Severity if is_told(report, severity)]
    if not counts:
        return say("No errors or warnings in {files}", files=files)
    separator = report.translator.text(N_(", "))
    return say("{counts} in {files}", counts=separator.join(map(report.translator.render, counts)), files=files)


def is_told(report: Report, severity: Severity) -> bool:
    """Whether the summary names a severity: faults always, the others when they are shown."""
    number = report.count(severity) if severity in {Severity.ERROR, Severity.WARNING} else report.shown[severity]
    return number > 0


def waiting(report: Report) -> Message | None:
    """How much business waits for somebody and is not shown, and how to see it."""
    hidden = report.count(Severity.ATTENTION) - report.shown[Severity.ATTENTION]
    if hidden <= 0:
        return None
    return say_count(
        "{count} matter needs attention; see it with --attention",
        "{count} matters need attention; see them with --attention",
        hidden,
    )
