"""Diagnostics as a modern compiler shows them: the line, the place marked under it, and what would help."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.show.excerpt import Excerpt, excerpt
from pmledger.show.paint import Paint
from pmledger.show.report import Report, summary, waiting
from pmledger.show.safe import safe
from pmledger.source.diagnostic import Diagnostic, Fix, Severity
from pmledger.source.message import N_, Message, say
from pmledger.source.span import Span

SEVERITY_WORDS = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.ATTENTION: N_("attention"),
    Severity.HINT: N_("hint"),
}
NARROWEST = 40


class Sheet(Struct, frozen=True):
    """What the lines of one diagnostic share: the report, the colours, and the width of the line numbers."""

    report: Report
    paint: Paint
    gutter: int

    @property
    def margin(self) -> str:
        return " " * self.gutter


class Marks(Struct, frozen=True):
    """How a place is introduced and underlined, in whose colour, and what stands behind the marks."""

    arrow: str
    sign: str
    severity: Severity
    note: str = ""


def render(report: Report) -> str:
    """Every diagnostic with its excerpt, then one line that counts them."""
    blocks = ["\n".join(block(fault, report)) for fault in report.diagnostics]
    return "\n\n".join([*blocks, "\n".join(ending(report))]) + "\n"


def ending(report: Report) -> Iterator[str]:
    yield Paint(report.colour).style(safe(report.translator.render(summary(report))), "strong")
    if (hidden := waiting(report)) is not None:
        yield safe(report.translator.render(hidden))


def block(fault: Diagnostic, report: Report) -> Iterator[str]:
    """The lines of one diagnostic."""
    lines = [fault.span.line, *(near.span.line for near in fault.related)]
    sheet = Sheet(report, Paint(report.colour), len(str(max(lines))))
    say_it = report.translator.render
    yield heading(fault, sheet)
    yield from place(fault.span, Marks("-->", "^", fault.severity), sheet)
    for near in fault.related:
        yield from place(near.span, Marks(":::", "-", Severity.HINT, safe(say_it(near.message))), sheet)
    for label, message in notes(fault):
        equals = sheet.paint.style("=", "gutter")
        yield f"{sheet.margin} {equals} {report.translator.text(label)}: {safe(say_it(message))}"


def heading(fault: Diagnostic, sheet: Sheet) -> str:
    """`error[PM104] unknown-reference: the sentence`."""
    translator, paint = sheet.report.translator, sheet.paint
    word = f"{translator.text(SEVERITY_WORDS[fault.severity])}[{safe(fault.code)}]"
    message = paint.style(safe(translator.render(fault.message)), "strong")
    return f"{paint.severity(word, fault.severity)} {safe(fault.name)}: {message}"


def place(span: Span, marks: Marks, sheet: Sheet) -> Iterator[str]:
    """Path, line and column; then the line with marks, where it can be shown."""
    room = max(sheet.report.width, NARROWEST) - sheet.gutter - 3
    found = excerpt(sheet.report.sources.get(span.path), span, room)
    note = f": {marks.note}" if marks.note and not found else ""
    yield f"{sheet.margin}{sheet.paint.style(marks.arrow, 'gutter')} {safe(str(span))}{note}"
    if found:
        yield from marked(found, marks, sheet)


def marked(found: Excerpt, marks: Marks, sheet: Sheet) -> Iterator[str]:
    bar = sheet.paint.style("|", "gutter")
    number = sheet.paint.style(str(found.number).rjust(sheet.gutter), "gutter")
    under = sheet.paint.severity(f"{marks.sign * found.length} {marks.note}".rstrip(), marks.severity)
    yield f"{sheet.margin} {bar}"
    yield f"{number} {bar} {found.text}".rstrip()
    yield f"{sheet.margin} {bar} {' ' * found.indent}{under}"


def notes(fault: Diagnostic) -> Iterator[tuple[str, Message]]:
    """What was expected, and what `check --fix` would do."""
    if fault.help is not None:
        yield N_("help"), fault.help
    if fault.fix is not None:
        yield N_("fix"), fix_note(fault.fix)


def fix_note(fix: Fix) -> Message:
    if fix.safe:
        return say("{title} (pmledger check --fix does it)", title=fix.title)
    return fix.title
