"""What is wrong with a workspace, looked for when somebody asks: most pages do not."""

from collections.abc import Callable, Mapping
from functools import cached_property

from pmledger.source.diagnostic import Diagnostic, Severity


class Findings:
    """All diagnostics of one state of a workspace; `look` finds them, once. Not for two threads at once."""

    def __init__(self, look: Callable[[], tuple[Diagnostic, ...]]) -> None:
        self._look = look

    @cached_property
    def all(self) -> tuple[Diagnostic, ...]:
        """Sorted by place; those of severity attention are business that waits for somebody, not faults."""
        return self._look()

    @cached_property
    def by_record(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """What a record's page says is wrong or needs somebody; hints are for who writes, and stand elsewhere."""
        found: dict[str, list[Diagnostic]] = {}
        for each in self.all:
            if each.record and each.severity is not Severity.HINT:
                found.setdefault(each.record, []).append(each)
        return {key: tuple(faults) for key, faults in found.items()}
