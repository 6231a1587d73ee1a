import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pmledger"
FLOORS = (
    {"source", "kinds"},
    {"reader"},
    {"ledger"},
    {"analysis"},
    {"rules"},
    {"workspace"},
    {"language"},
    {"site", "edit", "show"},
    {"live"},
    {"cli"},
)
FLOOR = {folder: number for number, folders in enumerate(FLOORS) for folder in folders}
DOORS = {
    "yaml": {"reader"},
    "frontmatter": {"reader"},
    "pydantic": {"kinds"},
    "pydantic_core": {"kinds"},
    "jinja2": {"site"},
    "markupsafe": {"site"},
    "markdown": {"site"},
    "nh3": {"site"},
    "babel": {"language"},
    "rich": {"show"},
    "click": {"cli"},
    "watchdog": {"live"},
    "holidays": {"edit"},
}
PURE = ("source", "kinds", "reader", "ledger", "analysis", "rules")
IMPURE = {"os", "sys", "subprocess", "socket", "time", "tempfile", "shutil", "pathlib", "random", "urllib.request"}
PURE_EXCEPTIONS = {"kinds/labels.py"}
LARGEST = 350
LARGER_WITH_REASON: dict[str, str] = {}
NAMELESS = {"utils", "util", "helpers", "common", "base", "manager", "misc"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """All modules a file imports, also late and for types."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names if node.module == "pmledger"}
    return found


def folder_of(path: Path) -> str:
    inner = path.relative_to(PACKAGE).parts
    return inner[0] if len(inner) > 1 else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_downwards(path):
    """A module imports only lower floors or its own folder, and outside packages only through their door."""
    folder = folder_of(path)
    if not folder:
        return
    assert folder in FLOOR, f"{folder} stands on no floor"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "pmledger" and len(parts) > 1 and parts[1] in FLOOR and parts[1] != folder:
            assert FLOOR[parts[1]] < FLOOR[folder], f"{path.name} imports upwards or sideways: {name}"
        door = DOORS.get(parts[0])
        assert door is None or folder in door, f"{parts[0]} is imported outside its door"


@pytest.mark.parametrize(
    "path", [p for p in MODULES if folder_of(p) in PURE], ids=lambda p: p.relative_to(PACKAGE).as_posix()
)
def test_the_core_has_no_clock_and_no_disk(path):
    """Below `workspace` nothing can ask the time, read the disk or start a process."""
    if path.relative_to(PACKAGE).as_posix() in PURE_EXCEPTIONS:
        return
    text = path.read_text(encoding="utf-8")
    assert not imports(path) & IMPURE
    assert ".today()" not in text
    assert ".now(" not in text


def test_modules_are_small_rooms():
    """No module has more than 350 lines, unless a reason is written here, and no reason outlives its need."""
    large = {
        p.relative_to(PACKAGE).as_posix(): lines
        for p in MODULES
        if (lines := len(p.read_text(encoding="utf-8").splitlines())) > LARGEST
    }
    assert large.keys() == LARGER_WITH_REASON.keys(), large


def test_no_module_is_a_drawer():
    """Every module is named after a subject."""
    assert not {p.stem for p in MODULES} & NAMELESS


def test_every_folder_stands_on_a_floor():
    """The table of floors and the package agree."""
    folders = {p.parent.name for p in PACKAGE.glob("*/__init__.py")} - {"themes", "example"}
    assert folders == set(FLOOR)
