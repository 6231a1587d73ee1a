from concurrent.futures import ThreadPoolExecutor

import pytest
from workspaces import snapshot_of

from pmledger.site import rendering
from pmledger.site.rendering import Work, rendered, rendered_by, units
from pmledger.site.sheets import prepare

TEXT = """
-- clients/acme.md --
---
name: Acme
status: prospect
---
-- people/mei.md --
---
name: Mei
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
status: proposed
client: acme
manager: mei
currency: EUR
---
""" + "".join(f"-- projects/apollo/lessons/l{n}.md --\n---\ntitle: Lesson {n}\ntype: positive\n---\nText.\n" for n in range(40))


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    return prepare(snapshot_of(tmp_path_factory.mktemp("ws"), TEXT))


def nothing_known(_path, _key):
    return False


def test_any_executor_gives_the_same_pages(sheets):
    """What another executor makes of all pieces is what this process makes of all pages."""
    here = sorted(each for batch in rendered(sheets, nothing_known, 1) for each in batch)
    work = Work(sheets, nothing_known)
    with ThreadPoolExecutor(3) as executor:
        there = sorted(each for batch in rendered_by(executor, work.unit, units(5)) for each in batch)
    assert here == there
    assert len(here) > 50


def test_forked_processes_give_the_same_pages(sheets, monkeypatch):
    """Above the threshold processes make the pages, and they are the same to the byte."""
    here = sorted(each for batch in rendered(sheets, nothing_known, 1) for each in batch)
    monkeypatch.setattr(rendering, "FEW", 10)
    assert sorted(each for batch in rendered(sheets, nothing_known, 2) for each in batch) == here


def test_known_pages_are_not_rendered(sheets):
    """A page whose key is known comes without bytes."""
    first = next(rendered(sheets, nothing_known, 1))
    known = {(path, key) for path, key, _ in first}
    again = next(rendered(sheets, lambda path, key: (path, key) in known, 1))
    assert [data for _, _, data in again] == [None] * len(again)
