import os
import shutil
import sys

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("busy", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("busy")  # a machine that is busy makes some examples slow, which says nothing of the claim

# The program is started a hundred times: compiled anew each time, it would take most of the time of all tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


@pytest.fixture(scope="session")
def chromium():
    """The browser that is installed here; one for all tests of a process, which can run only one player."""
    place = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if place is None:
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=place, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
