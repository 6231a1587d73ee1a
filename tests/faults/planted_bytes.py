"""Faults that no text can show: odd bytes, great sizes, odd names and what is no file at all."""

import os
from pathlib import Path

FOLDER = "projects/apollo/risks"
MIB = 1024 * 1024


def risk(fields: str = "", body: str = "") -> str:
    return f"---\ntitle: Odd\nraised_on: 2026-03-05\n{fields}---\n{body}"


BYTES: tuple[tuple[str, bytes, int, int, str], ...] = (
    ("utf-16.md", risk().encode("utf-16"), 1, 1, "PM001"),
    ("utf-32.md", risk().encode("utf-32-le"), 1, 1, "PM001"),
    ("latin-1.md", risk("owner: mei # 🎉 ").encode() + b"M\xfcller\n", 5, 2, "PM002"),
    ("zero.md", risk(body="ab\0c").encode(), 5, 3, "PM003"),
    ("mac.md", risk(body="Line.\rLine.\n").encode(), 5, 6, "PM004"),
    ("escape.md", risk(body="Red: \x1b[31m\n").encode(), 5, 6, "PM005"),
    ("huge.md", risk(body="x" * 2 * MIB).encode(), 1, 1, "PM006"),
    ("huge-front.md", risk(f"cause: {'x' * MIB}\n").encode(), 1, 1, "PM007"),
    ("huge-body.md", risk(body="x" * (MIB + 1)).encode(), 5, 1, "PM008"),
    ("keys.md", ("---\n" + "".join(f"k{n}: 1\n" for n in range(1_001)) + "---\n").encode(), 1_002, 1, "PM038"),
    ("nodes.md", ("---\nrelated: [" + "a, " * 199_998 + "b]\n---\n").encode(), 2, 599_996, "PM039"),
    ("a:b.md", risk().encode(), 1, 1, "PM053"),
    ("n" * 238 + ".md", risk().encode(), 1, 1, "PM054"),
)
"""Name, bytes, line, column, code."""

SOUND_BYTES: tuple[tuple[str, bytes], ...] = (
    ("bom.md", b"\xef\xbb\xbf" + risk().encode()),
    ("windows.md", risk(body="Line.\nLine.\n").replace("\n", "\r\n").encode()),
    ("emoji.md", risk(body="Müller 🎉 \t 供应商").encode()),
    ("large.md", risk(f"cause: {'x' * (MIB - 100)}\n", "x" * (MIB - 100)).encode()),
    ("n" * 237 + ".md", risk().encode()),
)

OURS = f"{FOLDER}/ours.md"
"""A file on which reading is made to fail."""


def plant_bytes(root: Path) -> None:
    """Write the files, a pipe and two links below the root."""
    folder = root / FOLDER
    for name, data in (*((name, data) for name, data, *_ in BYTES), *SOUND_BYTES):
        (folder / name).write_bytes(data)
    (root / OURS).write_bytes(risk().encode())
    os.mkfifo(folder / "pipe.md")
    (folder / "link.md").symlink_to("/etc/passwd")
    (root / "projects/linked").symlink_to(folder, target_is_directory=True)


PLACES = (
    *((f"{FOLDER}/{name}", line, column, code) for name, _, line, column, code in BYTES),
    (f"{FOLDER}/pipe.md", 1, 1, "PM060"),
    (f"{FOLDER}/link.md", 1, 1, "PM060"),
    ("projects/linked", 1, 1, "PM060"),
    (OURS, 1, 1, "PM999"),
)
