from pathlib import Path

import pytest

import pmledger.kinds
from pmledger.kinds.faults import PROBLEMS, shown

SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for path in Path(pmledger.kinds.__file__).parent.glob("*.py")
    if path.name != "faults.py"
)


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_no_dead_code(code):
    """Every problem of the list is raised somewhere."""
    assert f'"{code}"' in SOURCES


def test_shown():
    """What is quoted in a message is short, whole and printable as UTF-8."""
    assert len(shown("x" * 1000)) == 60
    assert shown("a\ud800b").encode("utf-8") == b"a\\ud800b"
    assert shown({"a": "b"}) == "a group of named parts"
    assert shown(None) == "nothing"
