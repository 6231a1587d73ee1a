import ast
import functools
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "pmledger"
FLOORS = (
    {"source", "kinds"},
    {"reader"},
    {"ledger"},
    {"analysis"},
    {"rules"},
    {"workspace"},
    {"history"},
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


@functools.cache
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


def stray_imports(path: Path) -> Iterator[str]:
    """What a module imports that it may not: from a higher floor, from beside it, or past a door."""
    folder = folder_of(path)
    for name in imports(path):
        parts = name.split(".")
        floor = FLOOR.get(parts[1]) if parts[0] == "pmledger" and len(parts) > 1 and parts[1] != folder else None
        if floor is not None and floor >= FLOOR[folder]:
            yield f"{name}, upwards or sideways"
        door = DOORS.get(parts[0])
        if door is not None and folder not in door:
            yield f"{name}, outside its door"


def test_imports_go_downwards():
    """A module imports only lower floors or its own folder, and outside packages only through their door."""
    housed = [path for path in MODULES if folder_of(path)]
    assert len(housed) > 300
    assert {folder_of(path) for path in housed} - FLOOR.keys() == set(), "stands on no floor"
    found = {path.relative_to(PACKAGE).as_posix(): list(stray_imports(path)) for path in housed}
    assert {path: names for path, names in found.items() if names} == {}


def test_the_core_has_no_clock_and_no_disk():
    """Below `workspace` nothing can ask the time, read the disk or start a process."""
    pure = {path.relative_to(PACKAGE).as_posix(): path for path in MODULES if folder_of(path) in PURE}
    assert len(pure) > 200
    found = {name: imports(path) & IMPURE for name, path in pure.items() if name not in PURE_EXCEPTIONS}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    texts = {name: pure[name].read_text(encoding="utf-8") for name in found}
    assert [name for name, text in texts.items() if ".today()" in text or ".now(" in text] == []


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
