"""What a new project brings along: a folder for each register, with a line on what belongs in it."""

import posixpath

from pmledger.edit.folders import folder_for
from pmledger.edit.journal import Change
from pmledger.kinds.labels import kind_label
from pmledger.workspace.snapshot import Snapshot

REGISTERS = ("goal", "risk", "issue", "change", "decision", "communication", "deliverable")


def register_files(snapshot: Snapshot, base: str, project: str, *, chinese: bool) -> list[Change]:
    """A README.md in each register's folder; git keeps no empty folders, and pmledger leaves README.md alone."""
    return [
        Change(
            posixpath.join(_folder(snapshot, base, name), "README.md"), None, _readme(snapshot, name, project, chinese)
        )
        for name in REGISTERS
    ]


def _folder(snapshot: Snapshot, base: str, name: str) -> str:
    wished = "meetings" if name == "communication" and not _writes_chinese(snapshot, base) else ""
    return folder_for(snapshot, snapshot.schema.kinds[name], base, wished)


def _writes_chinese(snapshot: Snapshot, base: str) -> bool:
    top = base.partition("/")[0]
    return snapshot.schema.by_folder(top) is not None and not top.isascii()


def _readme(snapshot: Snapshot, name: str, project: str, chinese: bool) -> bytes:
    kind = snapshot.schema.kinds[name]
    if chinese:
        word = "会议" if name == "communication" else kind_label(kind, "zh-CN")
        command = f'pmledger new {word} "…" --project {project}'
        return f"# {kind_label(kind, 'zh-CN')}\n\n每个文件一条记录。新建：`{command}`\n".encode()
    word = "meeting" if name == "communication" else name
    command = f'pmledger new {word} "…" --project {project}'
    title = "Meetings" if name == "communication" else kind_label(kind, "en", plural=True)
    return f"# {title}\n\nOne file for each. A new one: `{command}`\n".encode()
