"""Pages that are made when somebody asks for them: one page costs itself, not the site."""

from collections.abc import Iterator

from pmledger.site.page import Page
from pmledger.site.pages import BY_RECORD, PAGES
from pmledger.site.sheets import Sheets


class Asked:
    """The pages of one state of a workspace by their paths, made once each; not for two threads at once.

    `makers` remembers, from one state to the next, which function of PAGES made the pages of a folder. It only says where
    to look first: a page is whatever the function that makes it gives.
    """

    def __init__(self, sheets: Sheets, makers: dict[str, int]) -> None:
        self._sheets = sheets
        self._makers = makers
        self._made: dict[str, Page] = {}
        self._done: set[int] = set()

    def page(self, path: str) -> Page | None:
        """The page with this path; None when the site has none."""
        found = self._made.get(path)
        if found is not None:
            return found
        for index in self._likely(path):
            self._made |= {page.path: page for page in self._pages_of(index, path)}
            if path in self._made:
                self._makers[folder_of(path)] = index
                return self._made[path]
        return None

    def _pages_of(self, index: int, path: str) -> Iterator[Page]:
        """All pages of a function; of one that goes by record only those that could have this path."""
        if PAGES[index] in BY_RECORD:
            yield from self._sheets.pages_at(index, path)
        elif index not in self._done:
            yield from self._sheets.pages_of(index, 0, 1)
            self._done.add(index)

    def _likely(self, path: str) -> list[int]:
        """The functions of PAGES: who made the neighbours, who goes by record and is quick to say no, all others."""
        first = self._makers.get(folder_of(path), -1)
        return sorted(range(len(PAGES)), key=lambda index: (index != first, PAGES[index] not in BY_RECORD, index))


def folder_of(path: str) -> str:
    """The folder that a page lies in, which tells its function; a page in none stands for itself."""
    return path.partition("/")[0]
