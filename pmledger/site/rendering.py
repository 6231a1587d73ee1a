"""Many pages rendered, by several processes when there are enough of them."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import lru_cache
from itertools import chain, islice

from pmledger.language.translator import translator
from pmledger.site.page import Page
from pmledger.site.render import Renderer, renderer
from pmledger.site.theme import Theme

BATCH = 32
FEW = 320
"""Up to so many pages, starting processes costs more than it saves."""

Keyed = tuple[str, Page]
Rendered = tuple[str, str, bytes]
"""Path, key and bytes of a file."""


@lru_cache(maxsize=2)
def renderer_of(theme: Theme, language: str) -> Renderer:
    """The renderer of this process."""
    return renderer(theme, translator(language), language)


def render_batch(theme: Theme, language: str, batch: list[Keyed]) -> list[Rendered]:
    """Runs in whatever process or machine the executor chooses; it needs nothing but its arguments."""
    render = renderer_of(theme, language).render
    return [(page.path, key, render(page)) for key, page in batch]


def rendered(pages: Iterator[Keyed], theme: Theme, language: str, jobs: int) -> Iterator[list[Rendered]]:
    """The pages' files in order, batch by batch; no more pages are held at once than the processes are busy with."""
    first = list(islice(pages, FEW + 1))
    if len(first) <= FEW or jobs < 2:
        for batch in batches(chain(first, pages)):
            yield render_batch(theme, language, batch)
        return
    with ProcessPoolExecutor(jobs) as executor:
        yield from rendered_by(executor, batches(chain(first, pages)), theme, language, 2 * jobs)


def rendered_by(
    executor: Executor, work: Iterable[list[Keyed]], theme: Theme, language: str, ahead: int
) -> Iterator[list[Rendered]]:
    """Batches rendered by an executor, at most `ahead` of them under way."""
    under_way: deque[Future[list[Rendered]]] = deque()
    for batch in work:
        under_way.append(executor.submit(render_batch, theme, language, batch))
        if len(under_way) > ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def batches(pages: Iterator[Keyed]) -> Iterator[list[Keyed]]:
    while batch := list(islice(pages, BATCH)):
        yield batch
