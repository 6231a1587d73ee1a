"""Ways through a reckoned plan: what drives a date, and the critical paths."""

from collections.abc import Mapping

from pmledger.analysis.schedule.network import Driver, Schedule, Timing

MOST_PATHS = 100


def driving_path(schedule: Schedule, key: str) -> tuple[tuple[str, Driver], ...]:
    """The chain of reasons behind the finish of an activity, from it back to what waits for nothing.

    Each step is an activity and what holds it: its finish first; once a link leads away, the date it leads from. The
    first of equal reasons is followed. Empty for an unknown key.
    """
    steps: list[tuple[str, Driver]] = []
    side, seen = "finish", set[tuple[str, str]]()
    while (timing := schedule.timings.get(key)) is not None and (key, side) not in seen:
        seen.add((key, side))
        driver = (timing.ends_by if side == "finish" else timing.starts_by)[0]
        steps.append((key, driver))
        if driver.why == "start":
            side = "start"
        elif driver.link is not None:
            key, side = driver.link.before, "finish" if driver.link.tie in {"FS", "FF"} else "start"
        else:
            break
    return tuple(steps)


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
