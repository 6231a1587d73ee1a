import functools
import http.server
import posixpath
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from audit import Places, places_of, visit

LARGEST = 150 * 1024
OUTSIDE = {"https", "mailto", "http"}


def places_on(site: Path) -> dict[str, Places]:
    pages = (path for path in site.rglob("*.html") if "files" not in path.relative_to(site).parts)
    return {path.relative_to(site).as_posix(): places_of(path.read_text(encoding="utf-8")) for path in pages}


def target_of(path: str, link: str) -> str:
    """The file of the site that a link on a page leads to."""
    place = unquote(urlsplit(link).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path


def lost_links(site: Path, pages: dict[str, Places]) -> list[str]:
    """Links that lead to no file of the site, or to no place on its page."""
    ids = {path: set(page.ids) for path, page in pages.items()}
    lost = []
    for path, page in pages.items():
        for link in {*page.links, *page.loads}:
            parts = urlsplit(link)
            if parts.scheme in OUTSIDE and link in page.links:
                continue
            target = target_of(path, link)
            absolute = parts.scheme or parts.netloc or link.startswith("/") or target.startswith("..")
            missing = not (site / target).is_file()
            if absolute or missing or (parts.fragment and unquote(parts.fragment) not in ids.get(target, set())):
                lost.append(f"{path}: {link}")
    return lost


def reached_from(start: str, pages: dict[str, Places]) -> set[str]:
    """The pages that a reader comes to by following links."""
    seen, waiting = {start}, [start]
    while waiting:
        path = waiting.pop()
        here = {target_of(path, link) for link in pages[path].links if not urlsplit(link).scheme}
        waiting += sorted((here & pages.keys()) - seen)
        seen |= here & pages.keys()
    return seen


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_site_hangs_together(language, request):
    """Every page is reached from the first, every link and fragment leads to a place in the site, every page is light.

    Links, scripts, styles and images are relative paths to files; only links may lead out, by https or mailto; only the
    page for lost addresses is linked from nowhere; no page has more than 150 KB.
    """
    site = request.getfixturevalue("chinese" if language == "zh-CN" else "example")
    pages = places_on(site)
    assert len(pages) > 200
    assert lost_links(site, pages) == []
    assert {urlsplit(link).scheme for page in pages.values() for link in page.links} <= {"", "https", "mailto"}
    assert pages.keys() - reached_from("index.html", pages) == {"404.html"}
    assert {path: size for path in pages if (size := (site / path).stat().st_size) > LARGEST} == {}


def test_a_lost_link_would_be_seen(tmp_path):
    """The check of links finds a missing file, a missing id, an absolute path, and a load from elsewhere."""
    links = ["b.html", "#no", "/a.html", "../a.html", "javascript:x()", "#yes", "https://example.org/"]
    text = '<p id="yes">' + "".join(f'<a href="{link}">x</a>' for link in links) + '<img src="https://example.org/x.png">'
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    lost = lost_links(tmp_path, places_on(tmp_path))
    assert sorted(each.removeprefix("a.html: ") for each in lost) == sorted([*links[:5], "https://example.org/x.png"])


@pytest.fixture
def host(example, tmp_path):
    """The site as a host serves it below a path of its own; gives the address of its folder."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/path").symlink_to(example)
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/path"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain file server that says nothing."""

    def log_message(self, *_args) -> None:
        """Nothing."""


WALK = ("Projects", "Apollo", "Risks")


@pytest.mark.browser
@pytest.mark.parametrize("way", ["file", "host"])
def test_the_site_is_walked_from_a_disk_and_below_a_path(way, example, host, context):
    """Links clicked one after the other lead on, from file:// and from a sub-path of a host, and ask for nothing else."""
    tab = visit(context, example if way == "file" else host)
    page = tab.go("index.html")
    for name in WALK:
        page.get_by_role("link", name=name).first.click()
        page.wait_for_load_state("load")
        assert page.url.startswith(tab.site), name
        assert page.locator("h1").count() == 1, name
    page.keyboard.press("/")
    page.get_by_role("searchbox").first.fill("青禾")
    page.locator("#search ol a").first.click()
    page.wait_for_load_state("load")
    assert page.url.startswith(tab.site)
    assert tab.foreign == []
    assert tab.messages == []
