"""From a page's view to bytes: one Jinja environment per theme and language, with nothing in it but pure filters."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, PrefixLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from pmledger.site.drawn import drawn_row, explained, heading
from pmledger.site.page import Page
from pmledger.site.parts import Frame, Prose
from pmledger.site.paths import from_root
from pmledger.site.prose import render_prose
from pmledger.site.runs import runs_html, spoken
from pmledger.site.tables import Pen, bar_html, status_html
from pmledger.site.template_cache import TemplateCache
from pmledger.site.theme import Theme
from pmledger.source.message import N_

NONE = N_("None.")


class Texts(Protocol):
    """What the renderer needs of a translator."""

    def text(self, template: str) -> str: ...

    def plural(self, one: str, many: str, count: int) -> str: ...


class Renderer(Struct, frozen=True):
    """Renders pages of one theme in one language; the same page gives the same bytes."""

    environment: Environment

    def render(self, page: Page) -> bytes:
        """The page's file.

        The template sees the view's fields by name, `page` (its path), `root` and, ready-made, `navigation`.
        """
        view = page.view
        frame: Frame = view.frame  # type: ignore[attr-defined]
        context = asdict(view)
        context["page"] = page.path
        context["root"] = frame.root
        context["navigation"] = self.navigation(frame, page.path)
        return self.environment.get_template(page.template).render(context).encode()

    def navigation(self, frame: Frame, path: str) -> Markup:
        """The navigation as it stands on all pages of one depth and one current entry; drawn once for them all."""
        return _navigation(self.environment, frame.site, frame.root, frame.current, exact=path == frame.current)


@lru_cache(maxsize=512)
def _navigation(environment: Environment, site: object, root: str, current: str, *, exact: bool) -> Markup:
    return Markup(  # noqa: S704 (what a template gave, with autoescape)
        environment.get_template("navigation.html").render(site=site, root=root, current=current, exact=exact)
    )


def renderer(theme: Theme, texts: Texts, language: str) -> Renderer:
    """A renderer for a theme in the translator's language.

    Templates of the workspace make the whole environment an immutable sandbox.
    """
    installed = DictLoader(theme.templates)
    loaders: list[BaseLoader] = [DictLoader(theme.own), installed, PrefixLoader({"default": installed})]
    make: Callable[..., Environment] = ImmutableSandboxedEnvironment if theme.own else Environment
    environment = make(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=400,
        bytecode_cache=TemplateCache() if theme.installed else None,
        extensions=["jinja2.ext.i18n"],
    )
    for name in [name for name in environment.globals if name != "_"]:
        del environment.globals[name]
    environment.filters["href"] = from_root
    environment.filters.update(drawing(language, texts.text(NONE)))
    environment.filters["md"] = prose_html
    install_texts(environment, texts)
    return Renderer(environment)


def install_texts(environment: Any, texts: Texts) -> None:  # noqa: ANN401 (the extension's method is not typed)
    """Bind `_("…")` and `{% trans %}` to a translator; the first, which all our templates use, goes the short way."""
    environment.install_gettext_callables(texts.text, texts.plural, newstyle=True)

    @lru_cache(maxsize=1024)
    def said(text: str) -> Markup:
        return Markup(texts.text(text))  # noqa: S704 (our own catalogue)

    environment.globals["_"] = said


def drawing(language: str, none: str) -> dict[str, Callable[..., Markup]]:
    """Filters that draw the parts of pages by `site.tables`, which escapes all that is not ours."""

    @lru_cache(maxsize=64)
    def pen(root: str) -> Pen:
        return Pen(root, language, none)

    def drawn(html: str) -> Markup:
        return Markup(html)  # noqa: S704 (each part is escaped)

    return {
        "runs": lambda runs, root: drawn(runs_html(runs, root, language)),
        "spoken": lambda text: drawn(spoken(text, language)),
        "status": lambda status: drawn(status_html(status)),
        "bar": lambda bar: drawn(bar_html(bar)),
        "cell": lambda cell, root: drawn(pen(root).cell(cell)),
        "table": lambda table, root: drawn(pen(root).table(table)),
        "prose": lambda prose, root: drawn(pen(root).prose(prose)),
        "items": lambda items, root: drawn(pen(root).items(items)),
        "drawn_row": lambda row, columns, root: drawn(drawn_row(pen(root), row, columns)),
        "explained": lambda figures, root: drawn(explained(pen(root), figures)),
        "heading": lambda head, root: drawn(heading(pen(root), head)),
        "crumbs": lambda crumbs, root: drawn(pen(root).crumbs(crumbs)),
        "facts": lambda facts, root: drawn(pen(root).facts(facts)),
    }


def prose_html(prose: Prose, root: str) -> Markup:
    """Markdown as safe HTML."""
    return Markup(render_prose(prose, root))  # noqa: S704 (passed the allow-list)
