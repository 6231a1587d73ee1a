"""A page of the site as data: its address, its template, and the plain frozen view that the template sees."""

from msgspec import Struct


class Page(Struct, frozen=True):
    """One file of the site.

    `path` is relative to the site's root, with `/` and unquoted (`risk/apollo/供应商.html`); `template` names a file of
    the theme. `view` is a frozen dataclass of plain data (text, numbers, tuples, parts of `site.parts`) with a field
    `frame: Frame`. A template receives the fields of its view by their names and nothing else, and the hash of the
    view's content decides whether the page must be rendered: a view holds all that the page shows, in dataclasses,
    named tuples, text, numbers and None (no sets, no dates, nothing that JSON lacks).
    """

    path: str
    template: str
    view: Struct
