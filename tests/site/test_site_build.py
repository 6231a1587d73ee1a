import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from workspaces import snapshot_of, write_files

from pmledger.site.build import build, prepare
from pmledger.site.tongues import foreign
from pmledger.workspace.load import load

TEXT = """
-- pmledger.yml --
grammar: 1
name: Test & <Sons>
language: en
currency: EUR
as_of: 2026-06-30
timezone: UTC
repository: https://example.com/ledger/blob/main
fields: {risk: {cost_centre: {type: str, label: Cost centre, table: true}}}
kinds: {vehicle: {plural: vehicles, folder: vehicles, label: Vehicle, states: [active, retired], closed: [retired], fields: {plate: {type: str, required: true, table: true}, driver: {type: ref, kinds: [person], table: true}}}}
theme: {tokens: {accent: "#123456", evil: "red; } body { display: none"}}
-- clients/acme.md --
---
name: Acme
status: active
account_manager: mei
---
-- clients/青禾.md --
---
name: 青禾餐饮
status: prospect
---
-- people/mei.md --
---
name: Mei Tanaka
role: Manager
---
-- vehicles/van.md --
---
title: The van
plate: LI 1234
driver: mei
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: planning
planned_start: 2026-01-05
planned_finish: 2026-12-18
tasks:
  - {id: design, title: Design, duration: 5d}
  - {id: build, title: Build, duration: 20d, depends: [design]}
milestones:
  - {id: m1, title: Go live, baseline_date: 2026-12-01}
---
Replace it all. See [the plan](plan.pdf) and ![a picture](picture.png).
-- projects/apollo/plan.pdf --
%PDF
-- projects/apollo/picture.png --
PNG
-- projects/apollo/costs.csv --
id,title,date,amount,category,status
c1,Licences,2026-02-01,1200 EUR,licence,submitted
-- projects/apollo/risks/vendor-delay.md --
---
title: "<script>alert(1)</script> {{ 7*7 }} & delay"
status: assessed
probability: 4
impact: 4
owner: mei
raised_on: 2026-03-01
cost_centre: "<img src=x onerror=alert(1)>"
tags: ["<b>", urgent]
---
It blocks [[build]] and [[apollo|the project]]. <script>alert(2)</script>

- [ ] Call them @mei due:2026-07-01
-- projects/apollo/risks/延期.md --
---
title: 供应商延期
status: identified
raised_on: 2026-03-01
---
-- projects/apollo/issues/late.md --
---
title: Late
status: open
owner: mei
raised_on: 2026-05-01
priority: P3
---
Caused by [[risk:vendor-delay]].
"""


class Page(HTMLParser):
    """What a page holds: its ids, links, loads, headings, and whatever inline style or script there is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.inline: list[str] = []
        self.policy = ""
        self.lang = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found[name] for name in ("href", "src") if found.get(name)]
        self.headings += [tag] if re.fullmatch(r"h\d", tag) else []
        self.inline += [f"{tag} {name}" for name in found if name == "style" or name.startswith("on")]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in found) else []
        self.policy = found["content"] if found.get("http-equiv") == "Content-Security-Policy" else self.policy
        self.lang = found.get("lang", "") if tag == "html" else self.lang


def files_of(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: data for path, data in found.items() if path != ".pmledger-lock"}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> tuple[Path, Path]:
    """A workspace and the site that was built from it."""
    root, out = tmp_path_factory.mktemp("ws"), tmp_path_factory.mktemp("out") / "site"
    build(snapshot_of(root, TEXT), out)
    return root, out


@pytest.fixture(scope="module")
def pages(site) -> dict[str, Page]:
    return {path: Page(data.decode()) for path, data in files_of(site[1]).items() if path.endswith(".html")}


def test_second_build_writes_nothing(site):
    """Nothing changed, nothing rendered, nothing written, nothing removed."""
    again = build(load(site[0]), site[1])
    assert (again.written, again.removed) == (0, 0)


def test_every_page_has_its_policy_language_and_one_h1(pages):
    """The strict policy, a language and exactly one first heading; no heading skips a level."""
    for path, page in pages.items():
        assert page.policy == (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'"
        ), path
        assert page.lang == "en", path
        levels = [int(heading[1]) for heading in page.headings if heading != "h2" or path]
        assert levels.count(1) == 1, path


def test_nothing_is_inline(pages):
    """No style, no script and no handler stands in a page."""
    assert {path: page.inline for path, page in pages.items() if page.inline} == {}


def test_every_link_and_anchor_resolves(site, pages):
    """Links of the site lead to a file of it, their fragments to an id there; ids are unique on their page."""
    lost = []
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in {"https", "mailto"}, link
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            target = path if not parts.path else target
            known = pages[target].ids if target in pages else ()
            if not (site[1] / target).is_file() or (parts.fragment and unquote(parts.fragment) not in known):
                lost.append(f"{path}: {link}")
    assert lost == []


def test_hostile_titles_and_fields_are_text(site):
    """Whatever a title or field holds is text on every page and in the search data, and no template is evaluated."""
    for path, data in files_of(site[1]).items():
        if path.endswith((".html", ".js")) and not path.startswith("assets/"):
            assert b"<script>alert" not in data, path
            assert b"<img src=x" not in data, path
            assert b" 49 " not in data, path
    assert b"{{ 7*7 }}" in (site[1] / "risk/apollo/vendor-delay.html").read_bytes()


def test_linked_files_come_along_and_others_do_not(site):
    """A file that a record links to is copied; nothing else of the workspace is."""
    copied = sorted(path for path in files_of(site[1]) if path.startswith("files/"))
    assert copied == ["files/projects/apollo/picture.png", "files/projects/apollo/plan.pdf"]


def test_records_of_all_forms_have_their_place(site):
    """A file has a page, a list item and a row have theirs on the register of their project, own kinds too."""
    assert 'id="r-design"' in (site[1] / "tasks/apollo.html").read_text()
    assert 'id="r-c1"' in (site[1] / "costs/apollo.html").read_text()
    assert "LI 1234" in (site[1] / "vehicle/van.html").read_text()
    assert "供应商延期" in (site[1] / "risk/apollo/延期.html").read_text()


def test_page_says_where_it_comes_from(site):
    """Source path, line and the address to edit it stand in the page's foot."""
    text = (site[1] / "risk/apollo/vendor-delay.html").read_text()
    assert "projects/apollo/risks/vendor-delay.md:2" in text
    assert 'href="https://example.com/ledger/blob/main/projects/apollo/risks/vendor-delay.md"' in text


def test_own_tokens_are_values_and_no_more(site):
    """A token of the workspace is written; one that would be more than a value is left out."""
    assert (site[1] / "assets/own.css").read_text() == ":root {\n  --accent: #123456;\n}\n"


def test_who_mentions_a_record_stands_on_its_page(site):
    """A reference written at one end is shown at the other."""
    assert '<a href="../../issue/apollo/late.html">Late</a>' in (site[1] / "risk/apollo/vendor-delay.html").read_text()


def test_restricted_records_and_fields_are_shown_nowhere(tmp_path):
    """A restricted record has no page, no row and no link; a restricted field is not on its record's page."""
    text = TEXT.replace("title: Late\n", "title: Quite secret\nvisibility: restricted\n").replace(
        "name: Acme\n", "name: Acme\ntax_id: ATU12345\n"
    )
    build(snapshot_of(tmp_path / "ws", text), tmp_path / "out")
    for path, data in files_of(tmp_path / "out").items():
        if path.startswith(("issue", "search", "client", "people", "risk", "registers")):
            assert b"Quite secret" not in data, path
            assert b"ATU12345" not in data, path


def test_an_edit_writes_only_what_shows_it(tmp_path):
    """A changed field that only its own page and its register show writes these, and no other page."""
    root = write_files(tmp_path / "ws", TEXT)
    build(load(root), tmp_path / "out")
    before = files_of(tmp_path / "out")
    van = root / "vehicles/van.md"
    van.write_text(van.read_text().replace("LI 1234", "LI 9999"))
    result = build(load(root), tmp_path / "out")
    after = files_of(tmp_path / "out")
    changed = {path for path in after if before.get(path) != after[path]} - {".pmledger-manifest"}
    assert changed == {"vehicle/van.html", "vehicles.html"}
    assert result.written == len(changed)


def test_removed_record_takes_its_page_along(tmp_path):
    """A deleted file's page is removed, and the site equals a fresh build."""
    root = write_files(tmp_path / "ws", TEXT)
    build(load(root), tmp_path / "out")
    (root / "vehicles/van.md").unlink()
    assert build(load(root), tmp_path / "out").removed == 2
    build(load(root), tmp_path / "fresh")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "fresh")


def test_own_templates_override_and_run_in_the_sandbox(tmp_path):
    """A template in `theme/` replaces the default one, may extend it, and reaches nothing of Python; scripts stay out."""
    text = TEXT + (
        "-- theme/record.html --\n{% extends 'default/record.html' %}{% block foot %}<p>Ours {{ frame.title }}</p>{% endblock %}\n"
        "-- theme/extra.css --\n.x { color: red }\n-- theme/site.js --\nalert(1)\n"
    )
    build(snapshot_of(tmp_path / "ws", text), tmp_path / "out")
    assert "<p>Ours The van</p>" in (tmp_path / "out/vehicle/van.html").read_text()
    assert (tmp_path / "out/assets/extra.css").exists()
    assert "alert(1)" not in (tmp_path / "out/assets/site.js").read_text()
    hostile = TEXT + "-- theme/record.html --\n{{ frame.__class__.__mro__ }}\n"
    with pytest.raises(Exception, match="unsafe"):
        build(snapshot_of(tmp_path / "ws2", hostile), tmp_path / "out2")


def test_chinese_site_speaks_chinese(tmp_path):
    """The language asked for is the pages' language."""
    build(snapshot_of(tmp_path / "ws", TEXT), tmp_path / "out", language="zh-CN")
    text = (tmp_path / "out/risk/apollo/vendor-delay.html").read_text()
    assert '<html lang="zh-CN">' in text
    assert "风险" in text


def test_pages_are_plain_data(tmp_path):
    """The repr of a view says all that it holds and nothing of where it lies in memory."""
    root = write_files(tmp_path / "ws", TEXT)
    one, other = ({page.path: repr(page.view) for page in prepare(load(root)).pages()} for _ in range(2))
    assert one == other
    assert not any(" at 0x" in text for text in one.values())


def test_chinese_parts_of_an_english_page_say_so(site):
    """A Chinese title is marked as such on an English page; a Latin one, and one name in a sentence, are not."""
    assert '<h1 lang="zh-CN"><bdi>供应商延期</bdi></h1>' in (site[1] / "risk/apollo/延期.html").read_text()
    assert 'lang="zh-CN"' not in (site[1] / "vehicle/van.html").read_text()
    assert foreign("Keep the promise to 青禾", "en") == ""
    assert foreign("青禾 ERP 上线", "en") == "zh-CN"
    assert foreign("青禾", "zh-CN") == ""
    assert foreign("スケジュール表", "en") == ""
