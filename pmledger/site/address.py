"""Where records and registers live in the site."""


from pmledger.kinds.declare import KindSpec
from pmledger.kinds.schema import Schema
from pmledger.ledger.record import Record
from pmledger.site.paths import portable

OWN_NAMES = frozenset(
    ["index", "agenda", "activity", "problems", "glossary", "404", "files", "assets", "why", "search-data", "figures", "status", "reference", "registers", "finance", "profit", "contracts", "balance", "plan", "schedule", "team", "quality", "action-log"]
)
OWN_PAGES = OWN_NAMES | {"communication"}
"""What no register may be called: the folder of the same name holds the pages of that kind's records."""


def kind_folder(kind: str) -> str:
    """The folder of a kind's record pages."""
    return f"{kind}-record" if kind in OWN_NAMES else portable(kind)


def plural_name(spec: KindSpec) -> str:
    """The plural of a kind as a file's name, apart from the pages that are ours."""
    plural = portable(spec.plural.replace("_", "-"))
    return f"{plural}-register" if plural in OWN_PAGES else plural


def register_name(spec: KindSpec) -> str:
    """The folder of the parts of a kind's register, apart from that of its records' pages."""
    name = plural_name(spec)
    return f"{name}-register" if name == kind_folder(spec.name) else name


def register_path(spec: KindSpec, scope: str = "") -> str:
    """The page of a kind's register, or of its part for a project's or client's id."""
    return f"{register_name(spec)}/{portable(scope)}.html" if scope else f"{plural_name(spec)}.html"


def has_page(record: Record, spec: KindSpec) -> bool:
    """Whether a record has a page of its own; others stand on the register of their scope."""
    return spec.page or bool(record.body.text.strip())


def page_of(record: Record, schema: Schema) -> str:
    """The path of the page that shows a record: its own, or the register of its scope."""
    spec = schema.kinds[record.kind]
    if not has_page(record, spec):
        return register_path(spec, record.scope)
    scope = f"{portable(record.scope)}/" if record.scope else ""
    return f"{kind_folder(record.kind)}/{scope}{portable(record.id)}.html"


def anchor_id(identifier: str) -> str:
    """The id of a record's row on a register; the prefix keeps it apart from the page's own ids."""
    return f"r-{portable(identifier)}"
