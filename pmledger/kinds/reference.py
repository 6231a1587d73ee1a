"""References as people type them, and their parts."""

import re
from functools import lru_cache
from typing import NamedTuple

from pmledger.kinds.faults import fault
from pmledger.kinds.scalars import CONTROL, LINE_BREAK, parse_line
from pmledger.kinds.values import Ref

LONGEST = 300
KIND_BEFORE = re.compile(r"([^\W\d][\w-]*):(?=[^\s/])")


class RefParts(NamedTuple):
    """What a reference says: maybe a kind, maybe a scope (project or client), an id, maybe a label to show."""

    kind: str | None
    scope: str | None
    id: str
    label: str | None


@lru_cache(maxsize=1 << 13)
def parse_ref(text: str) -> RefParts:
    """The parts of `acme`, `apollo/vendor-delay`, `risk:apollo/vendor-delay`, `[[acme]]` or `[[acme|the client]]`.

    Nothing is looked up: kind and scope are as typed. The id may be a person's full name.
    """
    inner, _, label = text.strip().removeprefix("[[").removesuffix("]]").partition("|")
    found = KIND_BEFORE.match(inner.strip())
    rest = inner.strip()[found.end() :] if found else inner.strip()
    scope, slash, id_ = rest.rpartition("/")
    return RefParts(found[1] if found else None, scope if slash else None, id_.strip(), label.strip() or None)


def parse_reference(given: object) -> Ref:
    """A reference on one line; `[[acme]]` without quotes, which YAML takes for a list in a list, is one too."""
    text = parse_line(unwrapped(given))
    bare = text.removeprefix("[[").removesuffix("]]")
    if not bare.strip() or len(text) > LONGEST or text.startswith("[[") != text.endswith("]]") or set(bare) & set("[]"):
        raise fault("ref_form", text)
    id_ = parse_ref(text).id
    if not id_ or id_.endswith(":"):
        raise fault("ref_form", text)
    return Ref(text)


def unwrapped(given: object) -> object:
    """`[[acme]]` as text again where YAML has made lists of its brackets."""
    inner = given
    while isinstance(inner, list) and len(inner) == 1:
        inner = inner[0]
    return f"[[{inner}]]" if inner is not given and isinstance(inner, str) else given


def is_reference(given: object, kinds: frozenset[str]) -> bool:
    """Whether a value is a reference where plain text may stand too: `[[id]]`, or `kind:id` with a kind of these."""
    text = unwrapped(given)
    if not isinstance(text, str):
        return False
    if text.startswith("[["):
        return text.rstrip().endswith("]]") and not LINE_BREAK.search(text) and not CONTROL.search(text)
    found = KIND_BEFORE.match(text)
    return found is not None and found[1].casefold().replace("-", "_") in kinds and not LINE_BREAK.search(text)
