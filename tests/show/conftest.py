import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pmledger.language import translator
from pmledger.show.report import Report
from pmledger.source.diagnostic import Diagnostic, Fault, Severity
from pmledger.source.message import say
from pmledger.source.text import SourceText

sys.path.insert(0, str(Path(__file__).parent.parent))  # for `workspaces`, which lies beside the folders of tests

UNKNOWN = Fault("PM104", "unknown-reference", Severity.ERROR, "A reference names nobody.\n\nWrite an id that exists.")


@pytest.fixture
def report() -> Callable[..., Report]:
    """Make the report of diagnostics over some texts, in English, 80 columns wide, without colour."""

    def made(*diagnostics: Diagnostic, colour: bool = False, width: int = 80, **texts: str) -> Report:
        paths = {name.replace("__", "/") + ".md": text for name, text in texts.items()}
        sources = {path: SourceText(path, text) for path, text in paths.items()}
        return Report(
            diagnostics,
            translator("en", plain=True),
            sources,
            {"PM104": UNKNOWN},
            files=len(sources),
            colour=colour,
            width=width,
        )

    return made


@pytest.fixture
def fault_at() -> Callable[..., Diagnostic]:
    """Make an unknown-reference fault under the first occurrence of a text."""

    def made(
        text: str, found: str, path: str = "a.md", message: str = "no client is called {x}", **more: object
    ) -> Diagnostic:
        start = text.index(found)
        span = SourceText(path, text).span(start, start + len(found))
        return UNKNOWN.at(span, say(message, x=found), found=found, **more)  # type: ignore[arg-type]

    return made
