import shutil

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("busy", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # a machine that is busy makes the first examples slow, which says nothing of the claim


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
