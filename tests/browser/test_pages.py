from pathlib import Path

import pytest
from audit import (
    COLOUR_RULES,
    ROOM_RULES,
    WIDTHS,
    Visit,
    faults_of,
    laid_out,
    settled,
    thinned,
    told_apart,
    violations,
    visit,
)

from pmledger.site.build import prepare

ROOT = Path(__file__).parents[2]
THEME = ROOT / "themes/default"
PARTS = {"base.html", "sheet.html", "macros.html", "blocks.html", "navigation.html", "details.html", "report-file.html"}
TEMPLATES = sorted(each.name for each in THEME.glob("*.html") if each.name not in PARTS)
SHARES = 6
HIDDEN = """() => [...document.querySelectorAll("main *")].filter(e => !e.checkVisibility() &&
    !e.closest("svg, details:not([open])")).map(e => e.outerHTML.slice(0, 100))"""
FOLDED = """() => [...document.querySelectorAll("main details > :not(summary)")].filter(e => !e.checkVisibility())
    .map(e => e.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="session")
def typical(example, snapshot) -> dict[str, str]:
    """For each template a page of the example that it draws: the one of middling size."""
    found: dict[str, list[tuple[int, str]]] = {}
    for page in prepare(snapshot).pages():
        found.setdefault(page.template, []).append(((example / page.path).stat().st_size, page.path))
    return {template: sorted(pages)[len(pages) // 2][1] for template, pages in found.items()}


def paths_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.parts[-2] != "files")


EVERY_LOOK = tuple((width, scheme, None) for width in (1440, 390) for scheme in ("light", "dark"))
TWO_LOOKS = ((1440, "light", None), (390, "dark", [*COLOUR_RULES, *ROOM_RULES]))
"""Each width and each scheme once, the second time by the rules for what can have changed."""
MOST_ALIKE = 3


def looked_at(tab: Visit, path: str, looks=EVERY_LOOK, most: int | None = None) -> list[str]:
    """All that is wrong with a page in a browser, by its layout in all widths and by axe in the looks given.

    With `most` axe sees so many of what is alike side by side.
    """
    page = tab.go(path)
    wrong = []
    for width in WIDTHS:
        wrong += [f"{width} {each}" for each in laid_out(page, width)]
    if most is not None:
        thinned(page, most)
    for width, scheme, rules in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if most is not None:
            told_apart(page, most)
        wrong += [f"{width} {scheme}: {each}" for each in violations(page, rules)]
    wrong += tab.messages + [f"asked for {url}" for url in tab.foreign]
    tab.messages.clear()
    tab.requests.clear()
    return [f"{path} at {each}" for each in wrong]


@pytest.mark.browser
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_of_each_template_is_sound_in_a_browser(template, typical, tab):
    """No violation of WCAG 2.2 AA in either width and scheme, no message, no request outside, nothing runs off the page."""
    assert looked_at(tab, typical[template], TWO_LOOKS, MOST_ALIKE) == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_of_each_template_is_valid(template, typical, example):
    """The standard's parser finds no error; ids, headings, landmarks, alternatives and the policy are in order."""
    assert list(faults_of((example / typical[template]).read_text(encoding="utf-8"), "en")) == []


@pytest.mark.browser
def test_everything_is_there_without_script(typical, example, chromium):
    """With JavaScript off nothing is hidden but what is folded away, and the navigation is open or one click away."""
    with settled(chromium, script=False) as context:
        tab = visit(context, example)
        for template in TEMPLATES:
            page = tab.go(typical[template])
            assert page.evaluate(HIDDEN) == [], typical[template]
        assert page.locator(".side nav a").first.is_visible()
        page.set_viewport_size({"width": 390, "height": 800})
        assert not page.locator(".side nav a").first.is_visible()
        page.locator(".menu > summary").click()
        page.locator(".side nav a", has_text="Risks").first.click()
        assert page.url.endswith("/risks.html")
        assert page.locator("button:visible").count() == 0
        assert tab.messages == []


@pytest.mark.browser
def test_print_leaves_the_navigation_out_and_unfolds(typical, tab):
    """On paper there is the page and all that it folds away, and nothing to click."""
    for template in ("project.html", "risks.html", "record.html", "register.html"):
        page = tab.go(typical[template])
        page.emulate_media(media="print", color_scheme="dark")
        page.set_viewport_size({"width": 720, "height": 1000})
        for gone in (".side", ".skip", ".toc", ".filter"):
            assert page.locator(f"{gone}:visible").count() == 0, gone
        assert page.evaluate(FOLDED) == []
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 30, 33)"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_fault_would_be_seen():
    """The check of validity finds what it is there for."""
    text = "<!doctype html><html lang=de><title>x</title><main><h1 id=a>A</h1><h3 id=a style='x'>B</h3><img src=x><p></div></main>"
    found = "\n".join(faults_of(text, "en"))
    for words in (
        "End tag (div)",
        "stands twice",
        "inline h3 style",
        "without alt",
        "policy",
        "language",
        "h3 after h1",
    ):
        assert words in found


@pytest.mark.browser
def test_a_fault_would_be_seen_in_the_browser(tmp_path, context):
    """So do axe, the measure of widths, the ear for messages and the list of requests."""
    text = "<!doctype html><title>x</title><script src='https://example.invalid/x.js'></script><main><h1>A</h1><img src=x.png>"
    text += "<p class=a>1</p><p class=a>2</p><p class=a>3</p><p class=b style='color:#999'>pale</p><div style='width:3000px'>wide</div><div style='width:2em;overflow-wrap:anywhere'>Executing</div></main>"
    (tmp_path / "x.html").write_text(text, encoding="utf-8")
    found = "\n".join(looked_at(visit(context, tmp_path), "x.html", most=MOST_ALIKE))
    for words in (
        "image-alt",
        "color-contrast",
        "html-has-lang",
        "runs over",
        "breaks Executing",
        "error:",
        "asked for https",
    ):
        assert words in found, words


@pytest.mark.sweep
@pytest.mark.browser
@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_page_is_sound_in_a_browser(language, share, example, chinese, context):
    """The same for every page of the example, in both languages."""
    site = chinese if language == "zh-CN" else example
    paths = paths_of(site)
    assert len(paths) > 200
    tab = visit(context, site)
    assert [wrong for path in paths[share::SHARES] for wrong in looked_at(tab, path)] == []


@pytest.mark.sweep
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_page_is_valid(language, example, chinese):
    """The same for the text of every page, in both languages."""
    site = chinese if language == "zh-CN" else example
    found = {path: list(faults_of((site / path).read_text(encoding="utf-8"), language)) for path in paths_of(site)}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
