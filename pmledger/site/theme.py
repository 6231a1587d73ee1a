"""Where templates and the theme's own files come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

TEMPLATE_SUFFIXES = (".html",)
ASSET_SUFFIXES = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico")
WORKSPACE_ASSET_SUFFIXES = tuple(suffix for suffix in ASSET_SUFFIXES if suffix != ".js")


@dataclass(frozen=True, slots=True)
class Theme:
    """Templates and assets by name; `own` are the workspace's templates, which override and run in the sandbox.

    `digest` changes with every byte of them; `installed` tells whether all templates are those of the package.
    """

    templates: Mapping[str, str] = field(compare=False)
    own: Mapping[str, str] = field(compare=False)
    assets: Mapping[str, bytes] = field(compare=False)
    digest: str
    installed: bool = False


def default_theme_folder() -> Path:
    """The default theme: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "themes" / "default"
    return inside if inside.is_dir() else package.parent / "themes" / "default"


def read_theme(folder: Path, own: Mapping[str, bytes] | None = None) -> Theme:
    """The theme of a folder, overridden by a workspace's own files (by name relative to its `theme/`).

    Own templates override by name and may extend what they override as `default/NAME`; own style sheets and images
    override or join the assets; own scripts are left out, since script comes from installed themes only.
    """
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    ours = own or {}
    assets = {name: data for name, data in files.items() if name.endswith(ASSET_SUFFIXES)}
    assets |= {name: data for name, data in ours.items() if name.lower().endswith(WORKSPACE_ASSET_SUFFIXES)}
    templates = {name: data.decode() for name, data in files.items() if name.endswith((*TEMPLATE_SUFFIXES, ".jinja"))}
    own_templates = {
        name: data.decode(errors="replace") for name, data in ours.items() if name.endswith(TEMPLATE_SUFFIXES)
    }
    installed = not own_templates and folder == default_theme_folder()
    return Theme(templates, own_templates, assets, digest_of(templates, own_templates, assets), installed)


def digest_of(*parts: Mapping[str, str] | Mapping[str, bytes]) -> str:
    """A hash of names and contents."""
    digest = blake2b(digest_size=16)
    for part in parts:
        for name in sorted(part):
            data = part[name]
            digest.update(f"\0{name}\0{len(data)}\0".encode())
            digest.update(data if isinstance(data, bytes) else data.encode())
    return digest.hexdigest()
