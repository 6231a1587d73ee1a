"""The formats in which diagnostics can be shown."""

from collections.abc import Callable

from msgspec import Struct

from pmledger.show import concise, github, json_format, sarif, text
from pmledger.show.report import Report


class Format(Struct, frozen=True):
    name: str
    render: Callable[[Report], str]


FORMATS = (
    Format("text", text.render),
    Format("concise", concise.render),
    Format("json", json_format.render),
    Format("sarif", sarif.render),
    Format("github", github.render),
)


def render(name: str, report: Report) -> str:
    """The report in the format of this name."""
    return next(one for one in FORMATS if one.name == name).render(report)
