"""Texts with few and plain marks are written without the library, and no differently than by it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmledger.site.parts import Anchor, Prose
from pmledger.site.plain import Plain
from pmledger.site.prose import by_library, prefix_of

LINKS = (
    ("apollo", Anchor("Apollo", "project/apollo.html")),
    ("risk:apollo/delay", Anchor("The vendor's “delay”", "risk/apollo/delay.html?a=1&b=2")),
    ("../plan.md", Anchor("Plan", "project/plan.html")),
    ("odd", Anchor("a_b_c *x*", "risk/odd.html")),
    ("secret", Anchor("(restricted)")),
    ("青禾", Anchor("青禾小程序", "project/%E9%9D%92.html")),
)

PLAIN = (
    "One line.",
    "Two\nlines – and 3 more, at 5 % (so they say): done!",
    "A paragraph.\n\nAnother one with **strong words** in it, `code <b> & *more*` and [[apollo]].\n",
    "## Next steps\n\n- call Acme\n- ask [[risk:apollo/delay|about the delay]]\n\nAfterwards we meet.",
    "# Steps\n\ntext\n\n### Deep\n\ntext\n\n## Steps\n\ntext",
    "See [the notes](https://example.com/notes/29?a=1#b) and [[nobody]], [[secret]] too.",
    "| Option | Days |\n|---|---:|\n| wait for **them** | 5 |\n| leave `x` out |  |",
    "概要：[[青禾]] 下周开始。\n\n- 一\n- 二",
    "(in brackets) it begins *well* and [the plan](../plan.md) follows",
    "- [ ] Call [[apollo]] @mei due:2026-02-01\n- [x] done\n- plain",
)
LEFT = (
    "1. one\n2. two",
    "- [ ] Call `a<b`",
    "[x](nowhere.md)",
    "- one\n  - two",
    "- one\n\n- two",
    "text\n- no list",
    "a _b_ c",
    "<b>x</b>",
    "a & b",
    "&amp;",
    "line  \nbreak",
    "a\n===",
    "    code",
    "[x]: https://example.com",
    "a * b * c",
    "**a****b**",
    "** a **",
    "> quoted",
    "| a | b |\n|---|\n| c | d |",
    "[[odd]]",
    "![x](plan.png)",
    "[[apollo\\|A]]",
    "~~gone~~",
    "```\ncode\n```",
)
PIECES = st.sampled_from(
    [
        *("a", "Mei’s", "5", "5.", "-", "- ", "# ", "## ", " ", "  ", "\n", "\n\n", "*", "**", "_", "`", "``", "|", "||", ":", "---", "|---|"),
        *("[", "]", "[[", "]]", "(", ")", "[[apollo]]", "[[apollo|x]]", "[[odd]]", "[[no]]", "[t](https://e.x/a)", "[t](../plan.md)", "[t](none.md)", "[ ] ", "- [ ] ", "- [x] t", "*e*", "**b**", "`c`"),
        *("<", ">", "&", "\\", "!", "!!!", "~", "=", "+", '"', "'", "\t", "\u00a0", "\u2028", "概", "。", "# x #", "| a | b |\n", "|---|---|\n", "- i\n", "1. n\n", "{#x}", "@", "x:y", "http://e.x"),
    ]
)  # fmt: skip


def both(text: str, level: int = 2, prefix: str = "") -> tuple[str | None, str]:
    prose = Prose(text, LINKS, prefix, level)
    return Plain(dict(LINKS), "../", prefix_of(prose), level).html(text), by_library(prose, "../").strip()


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("level", [2, 4])
def test_plain_texts_are_written_as_the_library_writes_them(text, level):
    """Paragraphs, headings, lists, tables, strong words, code and links need no library and come out the same."""
    quick, slow = both(text, level, "response")
    assert quick == slow


@pytest.mark.parametrize("text", LEFT)
def test_anything_else_is_left_to_the_library(text):
    """What could mean more than plain marks is not guessed at."""
    assert both(text)[0] is None


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_without_the_library_is_what_it_would_have_written(text):
    """For texts of all kinds of marks in any order: either left to the library, or byte for byte the same."""
    quick, slow = both(text)
    assert quick is None or quick == slow
