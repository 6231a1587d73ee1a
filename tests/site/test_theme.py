import re

import pytest

from pmledger.site.attachments import own_css
from pmledger.site.theme import default_theme_folder, read_theme

LARGEST_STYLES = 36 * 1024
TOKEN = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")


def colours() -> dict[str, tuple[str, str]]:
    text = (default_theme_folder() / "tokens.css").read_text()
    return {name: (light, dark) for name, light, dark in TOKEN.findall(text)}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXTS = [
    *[
        (ink, ground)
        for ink in ("ink", "muted", "accent", "good", "warn", "bad", "info")
        for ground in ("paper", "sheet")
    ],
    *[(tone, f"{tone}-wash") for tone in ("good", "warn", "bad", "info")],
    *[(ink, f"{tone}-wash") for ink in ("ink", "muted") for tone in ("good", "warn", "bad", "info", "none")],
]


@pytest.mark.parametrize(("ink", "ground"), TEXTS, ids=[f"{ink} on {ground}" for ink, ground in TEXTS])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_can_be_read(ink, ground, scheme):
    """Every colour of text has a contrast of at least 4.5 to 1 with every ground it stands on (WCAG 2.2, 1.4.3)."""
    assert contrast(colours()[ink][scheme], colours()[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_edges_of_controls_can_be_seen(scheme):
    """The edge of a field or button has a contrast of at least 3 to 1 (WCAG 2.2, 1.4.11)."""
    assert contrast(colours()["edge"][scheme], colours()["paper"][scheme]) >= 3


def test_every_token_that_is_used_is_named_once():
    """Rules use only tokens of `tokens.css`, and no colour of their own but white paper in print and the backdrop."""
    folder = default_theme_folder()
    named = re.findall(r"^  --([a-z0-9-]+):", (folder / "tokens.css").read_text(), re.MULTILINE)
    rules = (folder / "style.css").read_text()
    assert len(named) == len(set(named))
    assert set(re.findall(r"var\(--([a-z0-9-]+)", rules)) <= set(named)
    assert set(re.findall(r"#[0-9a-f]{3,8}\b(?=[;, )])", rules)) <= {"#fff"}


def test_styles_stay_small_and_load_nothing():
    """The style sheets together stay under their limit and name no address."""
    theme = read_theme(default_theme_folder())
    sheets = [data for name, data in theme.assets.items() if name.endswith(".css")]
    assert sum(map(len, sheets)) <= LARGEST_STYLES
    assert not any(b"url(" in data or b"@import" in data for data in sheets)


def test_documented_tokens_are_the_tokens():
    """docs/theme.md lists every token and no other."""
    named = set(re.findall(r"^  --([a-z0-9-]+):", (default_theme_folder() / "tokens.css").read_text(), re.MULTILINE))
    text = (default_theme_folder().parent.parent / "docs" / "theme.md").read_text()
    assert set(re.findall(r"`([a-z]+[a-z0-9-]*)`(?= *[|,])", text.partition("## Tokens")[2])) == named


def test_digest_changes_with_every_file():
    """A changed template, style or own file changes the theme's digest, and so every page's key."""
    folder = default_theme_folder()
    plain = read_theme(folder)
    assert plain.digest == read_theme(folder).digest
    assert plain.digest != read_theme(folder, {"base.html": b"x"}).digest
    assert plain.digest != read_theme(folder, {"own.css": b"x"}).digest


def test_own_css_takes_values_only():
    """What could end the rule, load something or name a strange token is left out."""
    tokens = {
        "accent": "#123456", "good": "light-dark(#111, #eee)", "serif": '"My Font", serif', "bad": "red; } * { color: red",
        "info": "url(//evil.example/x)", "Warn!": "red", "rule": "U\\52L(x)",
    }  # fmt: skip
    assert own_css(tokens) == (
        b':root {\n  --accent: #123456;\n  --good: light-dark(#111, #eee);\n  --serif: "My Font", serif;\n}\n'
    )
    assert own_css({}) == b""
