"""The critical paths of a reckoned plan."""

from collections.abc import Mapping

from pmledger.analysis.schedule.network import Schedule, Timing

MOST_PATHS = 100


def before_on_path(timing: Timing, timings: Mapping[str, Timing]) -> tuple[str, ...]:
    """The critical activities that hold a critical one where it is."""
    links = (driver.link for driver in (*timing.starts_by, *timing.ends_by) if driver.link is not None)
    keys = dict.fromkeys(link.before for link in links)
    return tuple(key for key in keys if key in timings and timings[key].critical)


def critical_paths(schedule: Schedule, project_of: Mapping[str, str] | None = None, project: str = "") -> tuple[tuple[str, ...], ...]:
    """Every chain of critical activities that hold each other, each from its first to its last; at most 100.

    With `project_of`, the project of each activity by its key, only the paths that end in `project`.
    """
    timings = schedule.timings
    critical = [key for key, timing in timings.items() if timing.critical]
    behind = {key: before_on_path(timings[key], timings) for key in critical}
    inner = {before for found in behind.values() for before in found}
    ends = [key for key in sorted(critical) if key not in inner]
    found: list[tuple[str, ...]] = []
    stack: list[tuple[str, ...]] = [(end,) for end in reversed(ends) if project_of is None or project_of.get(end) == project]
    while stack and len(found) < MOST_PATHS:
        path = stack.pop()
        before = [key for key in behind[path[0]] if key not in path]
        if not before:
            found.append(path)
        stack += [(key, *path) for key in reversed(before)]
    return tuple(found)
