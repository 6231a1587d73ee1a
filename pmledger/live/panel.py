"""What the local server adds to a page: one script, and what is wrong with a file that cannot be read."""

from collections.abc import Mapping
from html import escape

from pmledger.language.translator import Translator
from pmledger.source.diagnostic import Diagnostic
from pmledger.source.message import say_count
from pmledger.source.text import SourceText

MOST_FAULTS = 4
LONGEST_EXCERPT = 160


def excerpt(source: SourceText, fault: Diagnostic) -> str:
    """The faulty line with marks under the place."""
    line = source.line_text(fault.span.line)
    start = fault.span.column - 1
    shift = max(0, start - LONGEST_EXCERPT // 2)
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in line[shift : shift + LONGEST_EXCERPT])
    width = fault.span.end_column - fault.span.column if fault.span.end_line == fault.span.line else len(line) - start
    marks = "^" * max(1, min(width, len(shown) - (start - shift)))
    number = f"{fault.span.line} | "
    return f"{number}{shown}\n{' ' * len(number)}{' ' * (start - shift)}{marks}"


def panel(faults: tuple[Diagnostic, ...], sources: Mapping[str, SourceText], words: Translator) -> bytes:
    """The faults of files that cannot be read, as HTML; nothing when there are none."""
    if not faults:
        return b""
    files = len({fault.span.path for fault in faults})
    heading = say_count(
        "One file cannot be read; what was sound before is still shown",
        "{count} files cannot be read; what was sound before is still shown",
        files,
    )
    parts = [f'<section class="live-faults" role="alert"><h2>{escape(words.render(heading))}</h2>']
    for fault in faults[:MOST_FAULTS]:
        place = escape(str(fault.span))
        parts.append(f"<p><code>{place}</code> {escape(words.render(fault.message))}</p>")
        if fault.span.path in sources:
            parts.append(f"<pre>{escape(excerpt(sources[fault.span.path], fault))}</pre>")
    if len(faults) > MOST_FAULTS:
        more = say_count("and one more fault", "and {count} more faults", len(faults) - MOST_FAULTS)
        parts.append(f"<p>{escape(words.render(more))}</p>")
    return "".join([*parts, "</section>"]).encode()


def with_live(page: bytes, version: str, above: bytes) -> bytes:
    """A page with the one script that reloads it, and the panel as the first thing in it."""
    script = f'<script src="/_pmledger/live.js?v={version}" defer></script>'.encode()
    head, closing, body = page.partition(b"</head>")
    if not closing:
        return page
    if above:
        start = body.find(b">", body.find(b"<body")) + 1
        body = body[:start] + above + body[start:]
    return head + script + closing + body
