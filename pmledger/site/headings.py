"""Headings of a text that becomes a part of a page: their levels there and their ids."""

import re

NOT_IN_IDS = re.compile(r"[^\w-]+")
DEEPEST = 6


def heading_levels(levels: list[int], first: int) -> list[int]:
    """The levels on the page: the highest heading gets the level `first`, none skips a level."""
    if not levels:
        return []
    lift, last, found = first - min(levels), first - 1, []
    for level in levels:
        last = min(level + lift, last + 1, DEEPEST)
        found.append(last)
    return found


def heading_id(text: str, prefix: str, seen: dict[str, int]) -> str:
    """The id of a heading, unique among those `seen` before, which is kept up."""
    name = NOT_IN_IDS.sub("-", text.casefold()).strip("-")[:80] or "part"
    seen[name] = seen.get(name, 0) + 1
    return f"{prefix}{name}" + (f"-{seen[name]}" if seen[name] > 1 else "")
