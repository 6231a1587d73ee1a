"""SVG elements as text, every attribute and text escaped."""

from html import escape

INK = {
    "good": "#24734a",
    "warn": "#9a5b00",
    "bad": "#b1322b",
    "info": "#2a5a9e",
    "none": "#63656a",
    "accent": "#1f5c4d",
    "": "#1f5c4d",
    "muted": "#63656a",
    "rule": "#e3dfd5",
    "strong": "#c9c3b4",
    "edge": "#8a8577",
    "ink": "#1c1e21",
    "paper": "#fbfaf6",
}
"""Colours written as attributes, for readers of the page that know no stylesheet; classes override them."""


NAMES = {
    "class_": "class",
    "stroke_width": "stroke-width",
    "stroke_linecap": "stroke-linecap",
    "stroke_dasharray": "stroke-dasharray",
    "font_family": "font-family",
    "font_size": "font-size",
    "text_anchor": "text-anchor",
    "aria_hidden": "aria-hidden",
    "aria_label": "aria-label",
}
"""Attributes that Python cannot write."""


def element(name: str, *children: str, text: str = "", **attributes: object) -> str:
    """One element; names that Python cannot write stand in `NAMES`, None and "" leave an attribute out."""
    written = "".join(
        f' {NAMES.get(key, key)}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    inside = escape(text, quote=False) + "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def number(value: object) -> str:
    """A number with at most two decimals and no trailing zeros; other values as text."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"
    return str(value)


def percent(share: float) -> str:
    """A share of 1 as a length in per cent."""
    return f"{number(max(0.0, share) * 100.0)}%"


def picture(height: float | str, label: str, *shapes: str, description: str = "", css: str = "") -> str:
    """A picture as wide as its box, with its name for those who cannot see it."""
    described = element("desc", text=description) if description else ""
    return element(
        "svg",
        element("title", text=label),
        described,
        *shapes,
        class_=css,
        role="img",
        width="100%",
        height=height,
        xmlns="http://www.w3.org/2000/svg",
    )


def rect(x: float, width: float, y: float, height: float, tone: str, *, faint: bool = False, round_: float = 2) -> str:
    """A bar from share `x` over share `width` of the picture."""
    return element(
        "rect",
        x=percent(x),
        y=y,
        width=percent(width),
        height=height,
        rx=round_,
        fill=INK[tone],
        opacity=0.28 if faint else None,
        class_=f"f-{tone or 'accent'}",
    )


def rule(x: float, top: float | str, bottom: float | str, tone: str, width: float = 1) -> str:
    """A vertical line at share `x`."""
    return element(
        "line",
        x1=percent(x),
        x2=percent(x),
        y1=top,
        y2=bottom,
        stroke=INK[tone],
        stroke_width=width,
        class_=f"s-{tone}",
    )


def diamond(x: float, y: float, title: str, *, filled: bool = False) -> str:
    """A milestone at share `x`; a nested picture carries the path to a place in per cent."""
    path = element(
        "path",
        element("title", text=title),
        d="M0-6.5 6.5 0 0 6.5-6.5 0Z",
        fill=INK["ink" if filled else "paper"],
        stroke=INK["ink"],
        stroke_width=1.5,
        class_="done" if filled else "due",
    )
    return element("svg", path, x=percent(x), y=y, overflow="visible", class_="diamond")


def words(x: float, y: float, text: str, *, tone: str = "muted", anchor: str = "", css: str = "") -> str:
    """A text that starts (or ends, or stands) at share `x`."""
    return element(
        "text",
        text=text,
        x=percent(x),
        y=y,
        fill=INK[tone],
        font_family="system-ui, sans-serif",
        font_size=12,
        text_anchor=anchor,
        class_=f"f-{tone} {css}".strip(),
    )
