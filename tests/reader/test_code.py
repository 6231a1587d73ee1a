"""What is code in a body, held against Python-Markdown, which renders the same text."""

import re

import markdown
import pytest

from pmledger.reader.body import headings, links
from pmledger.reader.code import code_in

CORPUS = (
    "See `[[x]]` and [[x]].",
    "``a ` [[x]]`` then [[x]]",
    "`open [[x]]",
    "\\`[[x]]` more `y`",
    "\\\\`[[x]]`",
    "```\n[[x]]\n```\n[[x]]",
    "```python\n[[x]]\n```",
    "``` {.py title=x}\n[[x]]\n```",
    "```\n[[x]]",
    "````\n```\n[[x]]\n````\n",
    "~~~\n[[x]]\n```\n~~~\n",
    " ```\n[[x]]\n```",
    "- item\n\n```\n[[x]]\n```",
    "    [[x]]\n\n[[x]]",
    "text\n    [[x]]",
    "text\n\n    [[x]]\n    [[x]]\n\ntext",
    "\t[[x]]\n",
    "- a\n    [[x]]",
    "- a\n\n    [[x]]",
    "- a\n\n        [[x]]",
    "- a\n    - [[x]]\n",
    "- a\n\n    - b\n\n            [[x]]\n",
    "- a\n\n    - b\n\n        [[x]]\n",
    "1. a\n\n    [[x]]\n",
    "- a\n\ntext\n\n    [[x]]",
    "# Head `[[x]]`\n[[x]]",
    "> `[[x]]` [[x]]",
    "| a |\n|---|\n| `[[x]]` |\n",
    "`a\nb [[x]]` c [[x]]",
    "`a\n\nb [[x]]` c",
    "- `a\n- [[x]]`",
    "text\n```\n[[x]]\n```\nmore [[x]]",
    "# Title\n    [[x]]\n",
    "```\na\n```\n    [[x]]\n",
)


def rendered(text: str) -> list[bool]:
    """For each `[[x]]`, in order, whether Python-Markdown renders it within code."""
    html = markdown.markdown(text, extensions=["fenced_code", "tables", "sane_lists"])
    depth, found = 0, []
    for token in re.findall(r"<code[^>]*>|</code>|\[\[x\]\]", html):
        depth += token.startswith("<code")
        depth -= token == "</code>"
        if token == "[[x]]":
            found.append(depth > 0)
    return found


@pytest.mark.parametrize("text", CORPUS)
def test_code_is_what_python_markdown_renders_as_code(text):
    """The reader and the renderer agree, reference by reference, on what is code."""
    code = code_in(text)
    assert rendered(text) == [code.covers(found.start()) for found in re.finditer(r"\[\[x\]\]", text)]


HREFS = (
    "[a](b.md)",
    "[a](<b c.md>)",
    '[a](b.md "title")',
    "[a](b(c).md)",
    "[a][r]\n\n[r]: b.md",
    "![a](b.png)",
    "[![a](b.png)](c.md)",
    "\\[a](b.md)",
    "[a\\](b.md)",
    "[a] (b.md)",
    "[a](b.md) [c](d.md)",
    "[a [b](c.md)",
    "`[a](b.md)`",
)


@pytest.mark.parametrize("text", HREFS)
def test_links_are_what_python_markdown_renders_as_links(text):
    """Every link and image that is rendered is found, and no other."""
    html = markdown.markdown(text)
    expected = sorted(re.findall(r'(?:href|src)="([^"]+)"', html))
    assert expected == sorted(link.target for link in links(text, 0, code_in(text)))


HEADINGS = (
    "# A",
    "## B ##",
    "#C",
    "text\n# D\nmore",
    "E\n===",
    "F\n---\ntext",
    "text\nG\n===",
    "```\n# H\n```",
    "    # I",
    "- a\n\n# J",
    "####### K",
    "# A\n\ntext\n\n## B\n\n### C\n",
)


@pytest.mark.parametrize("text", HEADINGS)
def test_headings_are_what_python_markdown_renders_as_headings(text):
    """Headings agree in level and text."""
    html = markdown.markdown(text, extensions=["fenced_code"])
    expected = [(int(level), words.strip()) for level, words in re.findall(r"<h(\d)>(.*?)</h", html)]
    assert expected == [(one.level, one.text) for one in headings(text, 0, code_in(text))]
