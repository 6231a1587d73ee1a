import sys
from pathlib import Path

import pytest

import pmledger
from pmledger.site.build import build

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))  # for `workspaces`, which lies beside the folders of tests


@pytest.fixture(scope="session")
def snapshot():
    """The example workspace as read."""
    return pmledger.load(ROOT / "example-workspace")


@pytest.fixture(scope="session")
def example(tmp_path_factory, snapshot) -> Path:
    """The site of the example workspace, in English."""
    out = tmp_path_factory.mktemp("example") / "site"
    build(snapshot, out)
    return out


@pytest.fixture(scope="session")
def chinese(tmp_path_factory, snapshot) -> Path:
    """The same site in Chinese."""
    out = tmp_path_factory.mktemp("chinese") / "site"
    build(snapshot, out, language="zh-CN")
    return out


@pytest.fixture(scope="session")
def shared(chromium, example):
    """A tab on the example that many tests use one after the other, since a process that is warm is quick."""
    from audit import settled, visit

    with settled(chromium) as context:
        yield visit(context, example)


@pytest.fixture
def tab(shared):
    """The shared tab as new: 1440 pixels wide, light, with nothing said or asked for yet."""
    shared.page.set_viewport_size({"width": 1440, "height": 900})
    shared.page.emulate_media(media="screen", color_scheme="light")
    shared.page.goto("about:blank")
    shared.messages.clear()
    shared.requests.clear()
    return shared


@pytest.fixture
def context(chromium):
    """A fresh profile of the browser, 1440 pixels wide."""
    from audit import settled

    with settled(chromium) as fresh:
        yield fresh
