"""Silencing a fault where somebody said why it is right, and reporting what silences nothing."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct

from pmledger.kinds.settings import Settings
from pmledger.reader.entry import FileReading
from pmledger.reader.settings_file import allowance_places
from pmledger.source.diagnostic import Diagnostic, Fix, Severity, TextEdit
from pmledger.source.message import say
from pmledger.source.span import Span, whole_file
from pmledger.source.text import SourceText
from pmledger.workspace.faults import INTERNAL_FAULT, UNUSED_ALLOWANCE


class Permit(Struct, frozen=True):
    """One allowed code in one place: a comment's lines, or the paths that the configuration names.

    `alone` tells of a comment that it names no other code, so that it may be deleted with this one.
    """

    code: str
    path: str
    lines: tuple[int, ...]
    span: Span
    alone: bool = False

    def covers(self, fault: Diagnostic) -> bool:
        if fault.code != self.code or fault.code == INTERNAL_FAULT.code:
            return False
        if self.lines:
            return fault.span.path == self.path and fault.span.line in self.lines
        return fnmatchcase(fault.span.path, self.path)


def permits_of(readings: Iterable[FileReading], settings: Settings, source: SourceText) -> tuple[Permit, ...]:
    """All allowances, one for each code: those of the files, and those of the configuration, whose text is `source`."""
    found: list[Permit] = []
    for reading in readings:
        for allowance in reading.allowances:
            span = reading.source.span(allowance.start, allowance.end)
            lines = (allowance.line, allowance.line + 1)
            found.extend(Permit(code, span.path, lines, span, len(allowance.codes) == 1) for code in allowance.codes)
    places = allowance_places(source) if settings.allow else {}
    for item in settings.allow:
        span = places.get((item.code, item.path), whole_file(source.path))
        found.append(Permit(item.code, item.path, (), span))
    return tuple(found)


def settle(
    diagnostics: Sequence[Diagnostic], permits: tuple[Permit, ...], settings: Settings
) -> tuple[Diagnostic, ...]:
    """The diagnostics that remain: regraded by the configuration, without those allowed, with unused allowances."""
    used: set[Permit] = set()
    remaining: list[Diagnostic] = []
    by_code: dict[str, list[Permit]] = {}
    for permit in permits:
        by_code.setdefault(permit.code, []).append(permit)
    for fault in diagnostics:
        if covering := [permit for permit in by_code.get(fault.code, ()) if permit.covers(fault)]:
            used.update(covering)
        elif (graded := regrade(fault, settings)) is not None:
            remaining.append(graded)
    unused = (graded for permit in permits if permit not in used and (graded := regrade(report(permit), settings)))
    return tuple(sorted({*remaining, *unused}, key=lambda fault: fault.order))


def regrade(fault: Diagnostic, settings: Settings) -> Diagnostic | None:
    """The fault with the severity that the workspace gives its code; None when it is switched off."""
    wanted = settings.severities.get(fault.code)
    if wanted is None or fault.code == INTERNAL_FAULT.code:
        return fault
    return None if wanted == "off" else fault.graded(Severity(wanted))


def report(permit: Permit) -> Diagnostic:
    fix = None
    if permit.alone:
        fix = Fix(say("delete the allowance"), (TextEdit(permit.span, ""),))
    return UNUSED_ALLOWANCE.at(
        permit.span, say("nothing here raises {code}", code=permit.code), found=permit.code, fix=fix,
        help=say("delete this allowance"),
    )  # fmt: skip
