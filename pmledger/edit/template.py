"""A new record made after a file `templates/KIND.md` of the workspace."""

from collections.abc import Mapping

from pmledger.edit.draft import Draft
from pmledger.edit.scaffold import filled
from pmledger.edit.span_edit import set_field
from pmledger.edit.wanted import writing_order
from pmledger.edit.yaml_span import Value
from pmledger.kinds.declare import KindSpec
from pmledger.reader.fence import read_front_matter
from pmledger.source.node import Mapping as MappingNode
from pmledger.source.node import Pair
from pmledger.source.text import SourceText
from pmledger.workspace.files import FileRefused
from pmledger.workspace.snapshot import Snapshot

LONGEST = 1 << 20


def template_of(snapshot: Snapshot, kind: KindSpec) -> str | None:
    """The workspace's template for a kind, if it has one."""
    path = f"templates/{kind.name}.md"
    if path in snapshot.files.sources:
        return snapshot.files.sources[path].text
    try:
        return snapshot.files.tree.read(path, LONGEST).decode("utf-8-sig")
    except (FileRefused, UnicodeDecodeError):
        return None


def from_template(draft: Draft, template: str, values: Mapping[str, Value], ident: str) -> str:
    """The template with its words filled in, and what was asked for set in its front matter."""
    home = draft.home
    words = {
        "title": draft.title,
        "id": ident,
        "date": draft.known.as_of.isoformat(),
        "today": draft.known.as_of.isoformat(),
        "me": draft.known.me,
        "owner": str(values.get("owner", draft.known.me)),
        "status": str(values.get("status", draft.state)),
        "project": home.id if home and home.kind == "project" else "",
        "client": home.id if home and home.kind == "client" else "",
    }
    text = filled(template, words)
    asked = [draft.kind.title_field, *(name for name in draft.wanted if name in values)]
    for name in asked:
        source = SourceText("template.md", text)
        node = _named(read_front_matter(source, text).node or MappingNode((), 0, 0), draft.kind)
        if name != draft.kind.title_field or not _says_title(node, text, draft):
            text = set_field(source, node, name, values[name], order=writing_order(draft.kind))
    return text


def _named(node: MappingNode, kind: KindSpec) -> MappingNode:
    """The fields of a template by their names, whether written in English or Chinese."""
    by_label = {field.zh: field.name for field in kind.fields if field.zh}
    pairs = (Pair(pair.key, pair.value, by_label.get(pair.key.text, pair.name)) for pair in node.pairs)
    return MappingNode(tuple(pairs), node.start, node.end, node.flow)


def _says_title(node: MappingNode, text: str, draft: Draft) -> bool:
    return node.pair(draft.kind.title_field) is None and f"\n# {draft.title}" in text
