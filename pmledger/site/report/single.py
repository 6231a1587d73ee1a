"""A report as one file that needs nothing beside it: HTML with its style inside, without links into the site."""

import re
from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from pmledger.site.sheets import Sheets

STYLES = ("tokens.css", "style.css", "pages.css", "report.css", "own.css")
INWARD = re.compile(r'<a href="(?!https?:|mailto:|#)[^"]*"([^>]*)>(.*?)</a>', re.DOTALL)
"""A link into the site, which is not there for those who get the file; in HTML of ours, links never nest."""


def one_file(sheets: Sheets, view: Struct, template: str) -> bytes:
    """The HTML of a report view (`frame`, `seal`, `tiles`, `sections`), with the style sheets of the theme inside."""
    context = asdict(view)
    style = Markup("\n".join(styles(sheets.assets)))  # noqa: S704 (style sheets of the theme, checked below)
    html = sheets.renderer.environment.get_template(template).render(context, root="", style=style)
    return INWARD.sub(r"<span\1>\2</span>", html).encode()


def styles(assets: Mapping[str, bytes]) -> list[str]:
    """The sheets as text that cannot end the element they stand in."""
    found = (assets.get(f"assets/{name}") for name in STYLES)
    return [data.decode(errors="replace").replace("</", "<\\/") for data in found if data is not None]
