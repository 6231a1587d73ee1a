"""Working time that is limited: to hours when others work too, or to so many hours in a stretch of days."""

from pmledger.analysis.working_hours import Windows, WorkingHours, length_of, made


def shared(hours: WorkingHours, *others: WorkingHours) -> WorkingHours:
    """The hours in which somebody works who works only while all the others do; ValueError where there are none."""
    found = hours
    for other in others:
        week = tuple(met(own, given) for own, given in zip(found.week, other.week, strict=True))
        days = found.exceptions.keys() | other.exceptions.keys()
        if not any(week):
            raise ValueError("they never work at the same time")
        both = {day: met(found.windows(day), other.windows(day)) for day in days}
        found = made(week, both, hours.minutes_per_day, hours.zone)
    return found


def met(some: Windows, others: Windows) -> Windows:
    """The time that two days have in common."""
    pairs = ((max(start, begin), min(end, stop)) for start, end in some for begin, stop in others)
    return tuple((start, end) for start, end in pairs if start < end)


def at_most(hours: WorkingHours, minutes: int, days: int, since: int, first: int, last: int) -> WorkingHours:
    """Hours of which in each `days` days no more than so many minutes are worked, the earliest of them.

    The stretches follow each other from the day `since` on, by its ordinal; 7 days from a Monday on are weeks. Before the
    day `first` and after the day `last` all is as it was, and nothing of it counts.
    """
    changed: dict[int, Windows] = {}
    for begin in range(since, last + 1, days):
        left = minutes
        for day in range(max(begin, first), min(begin + days, last + 1)):
            given = hours.windows(day)
            if length_of(given) > left:
                changed[day] = given = until(given, left)
            left -= length_of(given)
    return made(hours.week, {**hours.exceptions, **changed}, hours.minutes_per_day, hours.zone)


def until(windows: Windows, minutes: int) -> Windows:
    """The first so many minutes of a day's work."""
    found: list[tuple[int, int]] = []
    for start, end in windows:
        length = min(end - start, minutes)
        minutes -= length
        if length:
            found.append((start, start + length))
    return tuple(found)
