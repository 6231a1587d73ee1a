"""Contradictions planted in a workspace: how they are marked, which of its two variants is meant, where they stand."""

import re

from workspaces import SECTION

from pmledger.source.span import Span

Place = tuple[str, int, int]
CHOICE = re.compile(r"«([^»|]*)\|([^»]*)»")
MARK = re.compile(r"⟦(?:(PM\d{3}) )?([a-z]\w*)⟧")


def variant(text: str, side: int) -> str:
    """The text with the wrong (1) or the right (2) side of each choice; its marks are still in it."""
    return CHOICE.sub(lambda found: found[side], text)


def plain(text: str) -> str:
    return MARK.sub("", text)


def place(span: Span) -> Place:
    return span.path, span.line, span.column


def marks(text: str) -> tuple[dict[str, tuple[str, Place]], dict[str, list[Place]]]:
    """By the name of each contradiction its code and place, and the places of its other side."""
    parts = SECTION.split(text)
    main: dict[str, tuple[str, Place]] = {}
    others: dict[str, list[Place]] = {}
    for path, content in zip(parts[1::2], parts[2::2], strict=True):
        for number, line in enumerate(content.removeprefix("\n").split("\n"), 1):
            taken = 0
            for mark in MARK.finditer(line):
                here = path, number, mark.start() - taken + 1
                taken += len(mark[0])
                if mark[1]:
                    main[mark[2]] = mark[1], here
                else:
                    others.setdefault(mark[2], []).append(here)
    return main, others
