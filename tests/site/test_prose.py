import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmledger.site.parts import Anchor, Prose
from pmledger.site.prose import clean, render_prose

LINKS = (
    ("apollo", Anchor("Apollo", "project/apollo.html")),
    ("../plan.md", Anchor("Plan", "project/plan.html")),
    ("plan.png", Anchor("Plan", "files/plan.png")),
    ("secret", Anchor("(restricted)")),
)

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>body{display:none}</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><input name=a></form>",
    "<div style='position:fixed;inset:0'>x</div>",
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://a.example/b)",
    "[x](//evil.example/x)",
    "[x](\\\\evil.example\\x)",
    "[x](/\\evil.example)",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/track.png)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<javascript:alert(1)>",
    '[x](https://ok.example "a\\" onmouseover=alert(1) x=\\"")',
    '![a" onerror="alert(1)](plan.png)',
    "[[apollo|<img src=x onerror=alert(1)>]]",
    "[[javascript:alert(1)|x]]",
    "`<script>alert(1)</script>`",
    '```html" onmouseover="alert(1)\n<script>alert(1)</script>\n```',
    '!!! note" onclick="alert(1) "title <script>"\n    text',
    "# <script>alert(1)</script>",
    "# location",
    "- [ ] <img src=x onerror=alert(1)>",
    "| <script>alert(1)</script> |\n|---|\n| <b onclick=alert(1)>x</b> |",
    "x[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    "~~<script>alert(1)</script>~~",
    '<a@b.example"onclick=alert(1)>',
    "\x02klzzwxh:0000\x03<script>alert(1)</script>",
    "{{ 7*7 }} {% include 'base.html' %} ${7*7}",
)  # fmt: skip
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s=>]+(?:=\"[^\"]*\")?)*)\s*>")
ATTRIBUTE = re.compile(r"\s+([^\s=>]+)(?:=\"([^\"]*)\")?")
ALLOWED_ATTRIBUTES = {
    "href", "title", "id", "src", "alt", "type", "disabled", "checked", "aria-label", "start", "class",
}  # fmt: skip


def html_of(text: str) -> str:
    return render_prose(Prose(text, LINKS), "../")


def problems(html: str) -> list[str]:
    """What in the HTML could run, load or lead anywhere else than text, the site, http, https and mailto."""
    found = []
    left = TAG.sub("", html)
    found += [f"a stray < in {left!r}"] if "<" in left else []
    for _, tag, attributes in TAG.findall(html):
        found += [f"<{tag}>"] if tag in {"script", "style", "svg", "iframe", "form", "base", "meta", "math"} else []
        for name, value in ATTRIBUTE.findall(attributes):
            found += [f"{tag} {name}"] if name not in ALLOWED_ATTRIBUTES else []
            if name == "src":
                found += [f"src {value}"] if not value.startswith("../files/") else []
            if name == "href" and not re.match(r"(https?://|mailto:|#user-|\.\./[a-z])", value):
                found.append(f"href {value}")
            found += [f"id {value}"] if name == "id" and not value.startswith("user-") else []
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_comes_out_harmless(text):
    """No payload yields an element, attribute or address beyond the allow-list, alone or inside other text."""
    for form in (text, f"Hello {text} there", f"- {text}", f"> {text}", f"*a* {text}\n\n{text}"):
        assert problems(html_of(form)) == []


@given(st.text(alphabet="<>&\"'[]()!*_`~#|\\:/=-+.\n ax1jscript\x02\x03\u202e", max_size=80))
def test_no_text_breaks_out(text):
    """Whatever somebody types, only the allow-list comes out, and nothing raises."""
    assert problems(html_of(text)) == []


def test_second_wall_stands_alone():
    """The allow-list removes what the first wall would have let through."""
    html = clean('<p onclick="x" style="y">a<script>b</script><a href="javascript:c">d</a><iframe></iframe></p>')
    assert html == "<p>a<a>d</a></p>"


def test_template_signs_are_text():
    """What looks like a template in a record is shown as it is."""
    assert "{{ 7*7 }}" in html_of("{{ 7*7 }} *x*")


def test_references_lead_where_the_ledger_says():
    """References and relative links become links, restricted ones text, unknown ones are marked; code stays code."""
    html = html_of("[[apollo]], [[apollo|it]], [p](../plan.md#x), [[secret]], [[nobody]], `[[apollo]]`")
    assert '<a href="../project/apollo.html">Apollo</a>' in html
    assert '<a href="../project/apollo.html">it</a>' in html
    assert '<a href="../project/plan.html">p</a>' in html
    assert "<span>(restricted)</span>" in html
    assert '<span class="broken">nobody</span>' in html
    assert "<code>[[apollo]]</code>" in html


def test_reference_in_a_table_cell():
    """A bar in a reference may be escaped, so that a table does not take it for a cell's edge."""
    assert '<td><a href="../project/apollo.html">it</a></td>' in html_of("| a |\n|---|\n| [[apollo\\|it]] |")


def test_images_of_the_site_are_shown_and_others_are_not():
    """A copied image is an image; one elsewhere is a link, so that no page loads anything from elsewhere."""
    html = html_of("![Plan](plan.png) ![Far](https://x.example/a.png)")
    assert '<img alt="Plan" src="../files/plan.png">' in html
    assert '<a href="https://x.example/a.png">Far</a>' in html


def test_headings_keep_the_page_to_one_h1():
    """Headings start at the level that the page has left, skip none, and have unique ids in any script."""
    html = html_of("# One\n\n#### Two\n\n# 项目 风险\n\n# One")
    assert re.findall(r"<(h\d) id=\"([^\"]*)\"", html) == [
        ("h2", "user-one"), ("h3", "user-two"), ("h2", "user-项目-风险"), ("h2", "user-one-2"),
    ]  # fmt: skip


def test_proses_of_one_page_share_no_id():
    """The prefix keeps headings and footnotes of several texts apart."""
    text = "# A\n\nx[^1]\n\n[^1]: y"
    both = [set(re.findall(r' id="([^"]*)"', render_prose(Prose(text, (), prefix), ""))) for prefix in ("a", "b")]
    assert both[0]
    assert both[0].isdisjoint(both[1])


def test_footnotes_lead_to_their_notes():
    """The addresses of footnotes are the prefixed ids."""
    html = html_of("x[^1]\n\n[^1]: y")
    assert set(re.findall(r'href="#([^"]*)"', html)) == set(re.findall(r' id="([^"]*)"', html))


def test_task_lists_are_named_check_boxes():
    """A box is disabled, ticked or not, and named by its text."""
    html = html_of("- [x] Call [[apollo]]\n- [ ] Write\n- plain")
    assert '<input aria-label="Call Apollo" checked="" disabled="" type="checkbox">' in html
    assert '<input aria-label="Write" disabled="" type="checkbox">' in html
    assert html.count("<input") == 2


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000, "![" * 20_000, "[a](" * 5_000, "[" * 9_000 + "]" * 9_000, "<a " * 6_600, "*a" * 30_000,
        "**a " * 1_000, "`a" * 30_000, "> " * 5_000, ">" * 3_000 + "a", "|a" * 5_000 + "\n" + "|-" * 5_000,
        "a*\n\n" * 100_000, "\\" * 50_000, "[^a]" * 3_000, "[[apollo]] " * 4_000, "!!! a\n" * 5_000, "~~a" * 10_000,
        "_a_ " * 990, "<" * 60_000, "&" * 60_000, "x" * 1_000_000, "- [ ] a\n" * 5_000,
    ],
    ids=range(22),
)  # fmt: skip
def test_pathological_markdown_ends_soon(text):
    """Bodies that other renderers hang on take no longer than a long page."""
    started = time.process_time()
    html_of(text)
    assert time.process_time() - started < 4


def test_block_beyond_limits_is_shown_as_typed():
    """What cannot be rendered in time is shown word by word, and the text around it as usual."""
    html = html_of("*before*\n\n" + "[" * 300 + "\n\n*after*")
    assert "<em>before</em>" in html
    assert "<em>after</em>" in html
    assert "<pre>" + "[" * 300 + "</pre>" in html
