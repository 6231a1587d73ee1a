"""A fault as data: what, where, how grave, and the edit that would mend it."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pmledger.source.message import Message
from pmledger.source.span import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    ATTENTION = "attention"
    HINT = "hint"


SEVERITY_ORDER = (Severity.ERROR, Severity.WARNING, Severity.ATTENTION, Severity.HINT)


class TextEdit(Struct, frozen=True):
    """Replace what stands at `span` by `text`."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits that mend a fault; safe ones cannot change the meaning and `check --fix` makes them."""

    title: Message
    edits: tuple[TextEdit, ...]
    safe: bool = False


class Related(Struct, frozen=True):
    """Another place that belongs to the fault, and what it has to do with it."""

    span: Span
    message: Message


class Diagnostic(Struct, frozen=True):
    """One fault at one place.

    `found` is the offending text, `help` what was expected or a suggestion, `record` the key of the record it is
    about ("" when it is about a file).
    """

    code: str
    name: str
    severity: Severity
    message: Message
    span: Span
    found: str = ""
    help: Message | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    record: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        return self.span.path, self.span.line, self.span.column, self.code, str(self.message)

    def graded(self, severity: Severity) -> "Diagnostic":
        return replace(self, severity=severity)


class Fault(Struct, frozen=True):
    """A kind of fault: its code, its name (the fault, not the cure), its usual severity and its explanation.

    The explanation is Markdown in English: what it is, why it matters, an example, how to mend it.
    """

    code: str
    name: str
    severity: Severity
    explanation: str

    def at(
        self,
        span: Span,
        message: Message,
        *,
        found: str = "",
        help: Message | None = None,  # noqa: A002 (the word that readers of a diagnostic see)
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
        record: str = "",
        severity: Severity | None = None,
    ) -> Diagnostic:
        return Diagnostic(
            self.code, self.name, severity or self.severity, message, span, found, help, related, fix, record
        )
