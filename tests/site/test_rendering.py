from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from pmledger.site import rendering
from pmledger.site.page import Page
from pmledger.site.parts import Frame, Site
from pmledger.site.theme import Theme

THEME = Theme({"a.html": "{{ frame.title }} {{ word }}", "navigation.html": ""}, {}, {}, "digest")


@dataclass(frozen=True, slots=True)
class View:
    frame: Frame
    word: str


def pages(count: int) -> list[tuple[str, Page]]:
    return [(str(n), Page(f"{n}.html", "a.html", View(Frame(Site("x"), f"<{n}>"), "&"))) for n in range(count)]


def test_any_executor_gives_the_same_in_the_same_order():
    """What another executor renders is what this process renders, page by page."""
    here = [each for batch in rendering.rendered(iter(pages(100)), THEME, "en", 1) for each in batch]
    work = rendering.batches(iter(pages(100)))
    with ThreadPoolExecutor(3) as executor:
        there = [each for batch in rendering.rendered_by(executor, work, THEME, "en", 2) for each in batch]
    assert here == there
    assert here[7] == ("7.html", "7", b"&lt;7&gt; &amp;")


def test_many_pages_are_rendered_by_processes(monkeypatch):
    """Above the threshold processes render; they need nothing but what they are given."""
    monkeypatch.setattr(rendering, "FEW", 10)
    found = [each for batch in rendering.rendered(iter(pages(70)), THEME, "en", 2) for each in batch]
    assert found == rendering.render_batch(THEME, "en", pages(70))


def test_no_more_is_held_than_is_under_way():
    """Pages are asked for as others are done, so that memory does not grow with their number."""
    asked = 0

    def counted():
        nonlocal asked
        for each in pages(1_000):
            asked += 1
            yield each

    with ThreadPoolExecutor(2) as executor:
        batches = rendering.rendered_by(executor, rendering.batches(counted()), THEME, "en", 2)
        next(batches)
        assert asked <= 4 * rendering.BATCH
        list(batches)
    assert asked == 1_000
