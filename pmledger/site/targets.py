"""Links as people write them in a text, and where the ledger says that they lead."""

from collections.abc import Mapping
from urllib.parse import unquote

from pmledger.site.parts import Anchor

WIKI_LINK = r"\[\[([^\[\]|\\\n]{1,300})(?:\\?\|([^\[\]\n]{1,300}))?\]\]"


def look_up(target: str, links: Mapping[str, Anchor]) -> Anchor | None:
    """Where a relative target leads, as written or decoded, with or without its fragment."""
    for form in (target, unquote(target), target.partition("#")[0], unquote(target.partition("#")[0])):
        if form and form in links:
            return links[form]
    return None
