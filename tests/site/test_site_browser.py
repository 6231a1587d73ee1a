import pytest
from workspaces import snapshot_of

from pmledger.site.build import build

pytestmark = pytest.mark.browser

RISKS = "".join(
    f"-- projects/apollo/ventures/v{n}.md --\n---\ntitle: {title}\nstate_of: {n}\n---\n"
    for n, title in enumerate(("Delay", "供应商延期", "<img src=x onerror=alert(1)>", "Zeal", "Alpha", "Beta", "Gamma", "Eta", "Iota"), 1)
)
TEXT = (
    "-- pmledger.yml --\ngrammar: 1\nname: Test\nas_of: 2026-06-30\ntimezone: UTC\n"
    "kinds: {venture: {plural: ventures, folder: ventures, label: Venture, fields: {state_of: {type: int, table: true}}}}\n"
    "-- projects/apollo/index.md --\n---\nname: Apollo\nstatus: proposed\n---\n" + RISKS
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "site"
    build(snapshot_of(tmp_path_factory.mktemp("ws"), TEXT), out)
    return out


@pytest.fixture
def page(chromium):
    """A page that fails the test by any message on its console, any error, and any request out of the site."""
    context = chromium.new_context(viewport={"width": 1000, "height": 800})
    opened, faults = context.new_page(), []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(dialog.message))
    opened.on("request", lambda request: request.url.startswith("file:") or faults.append(request.url))
    yield opened
    context.close()
    assert faults == []


def titles(page):
    return [row.inner_text() for row in page.query_selector_all("#open tbody tr:not([hidden]) th")]


def test_search_finds_any_script_and_shows_text_only(page, folder):
    """`/` opens the search, Chinese is found by a part of a word, a hostile title is text, Enter goes to the page."""
    page.goto((folder / "registers.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("商延")
    page.wait_for_selector("#search li a")
    assert page.inner_text("#search li a").startswith("供应商延期")
    page.fill("#search input", "onerror")
    assert page.inner_text("#search li a").startswith("<img src=x onerror=alert(1)>")
    page.fill("#search input", "apollo alph")
    page.keyboard.press("Enter")
    page.wait_for_url("**/venture/apollo/v5.html")


def test_tables_sort_and_filter_and_the_address_keeps_it(page, folder):
    """A press on a heading sorts, numbers as numbers; the filter hides rows; both come back with the address."""
    page.goto((folder / "ventures.html").as_uri())
    assert titles(page)[0] == "Delay"
    page.click("#open thead th:first-child button")
    assert page.get_attribute("#open thead th:first-child", "aria-sort") == "ascending"
    page.click("#open thead th:first-child button")
    assert titles(page)[-1] == "<img src=x onerror=alert(1)>"
    page.fill(".filter input", "et")
    assert sorted(titles(page)) == ["Beta", "Eta"]
    address = page.url
    assert "sort" in address
    page.goto("about:blank")
    page.goto(address)
    assert titles(page) == ["Eta", "Beta"]


@pytest.mark.parametrize("path", ["ventures.html", "registers.html", "venture/apollo/v2.html"])
def test_no_page_is_wider_than_its_window(page, folder, path):
    """At no width does a page scroll sideways."""
    page.goto((folder / path).as_uri())
    for width in (360, 390, 768, 1440, 2200):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
