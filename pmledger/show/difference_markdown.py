"""What changed and what it means, as a comment below a pull request: bounded, escaped, the records folded."""

import re

from pmledger.language.translator import Translator
from pmledger.show.difference import (
    SORTS,
    Shown,
    answer_lines,
    basis,
    detail_lines,
    head_said,
    in_order,
    rewritten_said,
)
from pmledger.show.safe import safe
from pmledger.source.message import N_, Message, say_count

LARGEST = 60_000
"""Characters that a comment may have at most; the services where people review take 65,536."""
ROOM = 1_000
"""Characters kept for what stands around the lists."""
FOR_TOLD = LARGEST // 2
LONGEST = 600
"""Signs of a line before it is escaped."""
SIGNS = re.compile(r"[\\`*_\[\]<>~|$&]|^[-+=]|(?<=^\d)[.)]")
"""What Markdown would take for more than text, anywhere or where a line begins."""
JOINED = re.compile(r"@(?=\w)|#(?=\w)|://|(?<=\bwww)\.|(?<=\bGH)-(?=\d)|:(?=[\w+-]+:)", re.IGNORECASE)
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
NOTHING = "<!-- -->"
"""Parts what would be taken for a name, a link or a number of somebody's, and is not seen."""


def as_markdown(shown: Shown, words: Translator) -> str:
    """The comment: consequences as a list, records below a fold; never longer than LARGEST."""
    told = bounded([f"- {said(one, words)}" for one in answer_lines(shown)], FOR_TOLD, words)
    parts = [f"### {words.text(N_('What this means'))}", "\n".join(told)]
    used = sum(map(len, parts))
    records = record_lists(shown, words, LARGEST - ROOM - used)
    if records:
        count = len(shown.found.records) + bool(shown.found.configured)
        summary = words.render(say_count("{count} record changed", "{count} records changed", count))
        parts.append(f"<details><summary>{escaped(summary)}</summary>\n\n" + "\n".join(records) + "\n\n</details>")
    parts.append(f"<sub>{said(basis(shown), words)}</sub>")
    return "\n\n".join(parts) + "\n"


def record_lists(shown: Shown, words: Translator, room: int) -> list[str]:
    """Each record with what it says otherwise, as far as there is room."""
    blocks = []
    for one in in_order(shown.found):
        if one.sort == "rewritten":
            continue
        head = f"- **{escaped(words.text(SORTS[one.sort]))}** {said(head_said(one, shown), words)} {code(one.record.path)}"
        blocks.append("\n".join([head, *(f"  - {said(detail, words)}" for detail in detail_lines(one, shown))]))
    if shown.found.configured:
        blocks.append(f"- **{escaped(words.text(SORTS['changed']))}** {code('pmledger.yml')} {escaped(words.comma.join(shown.found.configured))}")
    if (same := rewritten_said(shown.found)) is not None:
        blocks.append(f"- {said(same, words)}")
    return bounded(blocks, room, words)


def bounded(blocks: list[str], room: int, words: Translator) -> list[str]:
    """As many of the first as there is room for, and how many are left."""
    kept: list[str] = []
    for block in blocks:
        if len(block) + 1 > room:
            break
        room -= len(block) + 1
        kept.append(block)
    if len(kept) < len(blocks):
        more = say_count("and {count} more", "and {count} more", len(blocks) - len(kept))
        kept.append(f"- {escaped(words.render(more))}")
    return kept


def said(message: Message, words: Translator) -> str:
    return escaped(words.render(message))


def escaped(text: str) -> str:
    """A text of others on one line, of which nothing is taken for Markdown, HTML, a link, a mention or a number of an issue."""
    plain = safe(text)
    if len(plain) > LONGEST:
        plain = plain[: LONGEST - 1] + "…"
    guarded = SIGNS.sub(lambda found: ENTITIES.get(found[0], "\\" + found[0]), plain)
    return JOINED.sub(lambda found: parted(found[0]), guarded)


def parted(sign: str) -> str:
    """A sign with nothing seen behind its first character, or before a full stop."""
    return f"{NOTHING}." if sign == "." else sign[0] + NOTHING + sign[1:]


def code(path: str) -> str:
    """A path as code, between as many backticks as it takes."""
    plain = safe(path)
    ticks = "`" * (max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{ticks}{pad}{plain}{pad}{ticks}"
