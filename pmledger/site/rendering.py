"""Pages made and rendered: in this process, or in forked ones that share its snapshot without copying it."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from itertools import islice
from multiprocessing.connection import wait

from msgspec import Struct

from pmledger.site.page import Page
from pmledger.site.pages import BY_RECORD, PAGES
from pmledger.site.sheets import Sheets

BATCH = 32
FEW = 250
"""Up to so many records, starting processes costs more than it saves."""
SHARES = 8
"""Into how many shares the pages of records are cut for each process, so that all end at about the same time."""

Known = Callable[[str, str], bool]
Unit = tuple[int, int, int]
"""Which function of PAGES, which share of its records, of how many."""
Rendered = tuple[str, str, bytes | None]
"""Path, key and bytes of a page; no bytes when the page is there already."""


class Work(Struct, frozen=True):
    """What a process needs to make any page; `known` tells whether a page with this path and key is there already."""

    sheets: Sheets
    known: Known

    def rendered(self, page: Page) -> Rendered:
        key = self.sheets.key(page)
        return page.path, key, None if self.known(page.path, key) else self.sheets.renderer.render(page)

    def unit(self, unit: Unit) -> list[Rendered]:
        return [self.rendered(page) for page in self.sheets.pages_of(*unit)]


_inherited: list[Work] = []
"""The work of a forked process: set once as it starts, inherited and not sent."""


def inherit(work: Work, let_go: Callable[[], None]) -> None:
    """Begin a forked process: it lets go of what only the builder may hold, and ends when the builder is killed."""
    _inherited[:] = [work]
    let_go()
    threading.Thread(target=end_with_the_builder, daemon=True).start()


def end_with_the_builder() -> None:
    builder = multiprocessing.parent_process()
    if builder is not None:
        wait([builder.sentinel])
        os._exit(1)


def inherited_unit(unit: Unit) -> list[Rendered]:
    return _inherited[0].unit(unit)


def units(jobs: int) -> list[Unit]:
    """All pages in pieces, the largest first; functions that do not go by record are one piece each.

    Those that look through the whole ledger before their first page are cut once for each process, the others finer.
    """
    shares = {index: jobs for index, make in enumerate(PAGES) if make in BY_RECORD}
    shares[PAGES.index(BY_RECORD[-1])] = SHARES * jobs
    cut = [(index, share, count) for index, count in shares.items() for share in range(count)]
    whole = [(index, 0, 1) for index in range(len(PAGES)) if index not in shares]
    return cut[::-1] + whole


def nothing() -> None:
    """Let go of nothing."""


def rendered(sheets: Sheets, known: Known, jobs: int, let_go: Callable[[], None] = nothing) -> Iterator[list[Rendered]]:
    """All pages of the site in batches; their order is not fixed. `let_go` is called in each process that is forked."""
    work = Work(sheets, known)
    if jobs < 2 or len(sheets.book.ledger.by_key) <= FEW or "fork" not in multiprocessing.get_all_start_methods():
        pages = map(work.rendered, sheets.pages())
        while batch := list(islice(pages, BATCH)):
            yield batch
        return
    sheets.book.conclusions.complete()
    _ = sheets.book.faults
    gc.freeze()  # what is shared is not looked at by the collector, so that its memory is not copied
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=inherit, initargs=(work, let_go)) as executor:
        yield from rendered_by(executor, inherited_unit, units(jobs))


def rendered_by(
    executor: Executor, unit: Callable[[Unit], list[Rendered]], pieces: list[Unit]
) -> Iterator[list[Rendered]]:
    """Batches as an executor finishes them; what is not done when the reader leaves is given up."""
    waiting = {executor.submit(unit, piece) for piece in pieces}
    try:
        for done in as_completed(waiting):
            yield done.result()
            waiting.discard(done)
    finally:
        for future in waiting:
            future.cancel()
