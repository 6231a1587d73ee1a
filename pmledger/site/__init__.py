"""The site: pages as data, rendered to files that open from anywhere.

How a page is made (`views/*.py` hold the pages, `pages.py` lists their functions):

1. A function `(Book) -> Iterable[Page]` collects what the page shows into a frozen dataclass of plain data, whose field
   `frame` comes from `book.frame(path, title, …)`. Texts are in the reader's language: `book.say("…")`, `book.words`.
2. `Page(path, "name.html", view)` names a template of `themes/default/`, which extends `base.html`, fills its block
   `content`, takes macros from `macros.html` (`{% from "macros.html" import table, heading %}`) and sees the view's
   fields by their names, and `root`. Static words stand in it as `_("…")`.
3. Links in a view are `Anchor`s with hrefs from the site's root: `book.anchor(key)`, `book.register(kind)`.
"""
