from pathlib import Path
from urllib.parse import quote

import pytest
from audit import settled, visit
from workspaces import snapshot_of

from pmledger.site.build import build

HOSTILE = """
-- clients/acme.md --
---
name: Acme
status: active
account_manager: mei
---
-- people/mei.md --
---
name: Mei Tanaka
role: Manager
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: planning
---
-- projects/apollo/risks/r-one.md --
---
title: "<img src=x onerror=document.title='owned'><b>bold</b>"
status: identified
raised_on: 2026-03-01
---
-- projects/apollo/risks/r-two.md --
---
title: "</script><script>document.title='owned'</script> & \\"quoted\\""
status: identified
raised_on: 2026-03-01
---
"""
PAYLOADS = (
    "<img src=x onerror=document.title='owned'>",
    "\"'><script>document.title='owned'</script>",
    "javascript:document.title='owned'",
    "__proto__.sort=1&constructor=1",
    "%",
    "%E0%A4%A",
    "r.sort=99999&r.find=<svg onload=document.title='owned'>",
)

pytestmark = pytest.mark.browser


@pytest.fixture
def sound(tab):
    """Whatever a test does, the page asks for nothing outside and says nothing in the console."""
    yield tab
    assert tab.messages == []
    assert tab.foreign == []


def focused(page) -> str:
    """The tag and text of what has the focus."""
    return page.evaluate(
        "document.activeElement.tagName + ' ' + document.activeElement.textContent.trim().slice(0, 40)"
    )


def column(page, table: str, at: int) -> list[str]:
    cells = f"#{table} tbody tr:not([hidden]) > :nth-child({at})"
    return [text.strip() for text in page.locator(cells).all_text_contents()]


def table_with_tools(page) -> str:
    return page.locator("table[data-tools]").first.get_attribute("id")


def many_rows(example: Path) -> str:
    """A register whose table has a box to filter it."""
    for path in sorted(example.glob("*.html")):
        text = path.read_text(encoding="utf-8")
        before, _, after = text.partition("data-tools")
        folded = before.count("<details") > before.count("</details>")
        if after.partition("</table>")[0].count("<tr") > 10 and not folded:
            return path.name
    raise AssertionError("no register of the example has more than ten rows")


FOUND = {
    "corvus deliver": "risk/apollo/vendor-delay.html",
    "vendor-del": "risk/apollo/vendor-delay.html",
    "青禾": "client/qinghe.html",
    "ACME": "client/acme.html",
}
"""By words of a title, a part of an id, a part of a Chinese name, in any case: the page that is among the results."""


def test_search_finds_by_title_id_and_any_script(sound):
    """`/` opens the box with the focus in it; what is typed gives links, and Enter on one leads to its page."""
    page = sound.go("404.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    for typed, leads_to in FOUND.items():
        page.locator("#search input").fill(typed)
        page.locator(f'#search ol a[href="{leads_to}"]').first.wait_for()
    page.locator(f'#search ol a[href="{leads_to}"]').first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{leads_to}")
    assert page.locator("h1").inner_text() == "Acme Industrial"


def test_search_is_used_by_keys_alone(sound):
    """Arrows go down the results and back to the box, Esc closes it, and the focus returns to where it was."""
    page = sound.go("risk/apollo/vendor-delay.html")
    page.locator("[data-open=search]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("apollo")
    page.locator("#search ol a").nth(2).wait_for()
    page.keyboard.press("ArrowDown")
    first = focused(page)
    page.keyboard.press("ArrowDown")
    assert focused(page) != first
    page.keyboard.press("ArrowUp")
    assert focused(page) == first
    page.keyboard.press("ArrowUp")
    assert focused(page).startswith("INPUT")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert focused(page).startswith("BUTTON Search")


def test_search_says_when_nothing_is_found(sound):
    """No result is said in words, to a screen reader too."""
    page = sound.go("index.html")
    page.keyboard.press("/")
    page.keyboard.type("qqqqqq")
    page.locator("#search [role=status]", has_text="Nothing found").wait_for()
    assert page.locator("#search ol a").count() == 0


def test_search_is_quick(sound):
    """Typing a letter takes less than 20 ms over the whole example."""
    page = sound.go("index.html")
    page.keyboard.press("/")
    page.keyboard.type("a")
    page.locator("#search ol a").first.wait_for()
    spent = page.evaluate(
        """() => {
          const field = document.querySelector("#search input"), times = [];
          for (const text of ["v", "ve", "ven", "vend", "客", "apollo risk"]) {
            let best = Infinity;  // of some rounds, since a machine that is busy takes its time
            for (let round = 0; round < 5; round++) {
              field.value = text;
              const from = performance.now();
              field.dispatchEvent(new Event("input"));
              best = Math.min(best, performance.now() - from);
            }
            times.push(best);
          }
          return times.sort((a, b) => a - b)[3];
        }"""
    )
    assert spent < 20


def test_hostile_titles_are_text_in_results(tmp_path, context):
    """A title that looks like HTML is shown letter by letter, in results, tables and headings."""
    out = tmp_path / "site"
    build(snapshot_of(tmp_path / "ws", HOSTILE), out)
    tab = visit(context, out)
    for path in ("index.html", "risks.html", "risk/apollo/r-one.html"):
        page = tab.go(path)
        title = page.title()
        page.keyboard.press("/")
        for typed in ("onerror", "</script>"):
            page.locator("#search input").fill(typed)
            page.locator("#search ol a").first.wait_for()
            assert typed in page.locator("#search ol a").first.inner_text()
        assert page.locator("#search ol :is(img, b, script)").count() == 0
        assert page.title() == title
        assert "owned" not in title or path.startswith("risk/")
    assert tab.messages == []
    assert tab.foreign == []


def test_help_opens_and_closes(sound, example):
    """`?` shows the keys, Esc and the button close it; typed into the search box or a filter it is just a sign."""
    page = sound.go("index.html")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("?")
    page.locator("#help button").click()
    assert not page.locator("#help").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("?")
    assert not page.locator("#help").is_visible()
    assert page.locator("#search input").input_value() == "?"
    page.keyboard.press("Escape")
    page = sound.go(many_rows(example))
    page.locator(".filter input").first.focus()
    page.keyboard.type("?/")
    assert not page.locator("#help").is_visible()
    assert not page.locator("#search").is_visible()


def test_colours_are_remembered(example, context):
    """The switch goes from the system's colours to light to dark, and the next page keeps the choice."""
    page = visit(context, example).go("index.html")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button = page.locator("[data-scheme]").last
    button.click()
    assert "light" in button.get_attribute("title")
    button.click()
    dark = page.evaluate(paper)
    assert dark != light
    page.locator(".side nav a").nth(2).click()
    page.wait_for_load_state("load")
    assert page.evaluate(paper) == dark
    page.locator("button[data-scheme]").click()
    page.reload()
    assert page.evaluate(paper) == light


def test_tables_sort_and_the_address_keeps_it(sound, example):
    """A column's button sorts up, down and back; aria-sort says so, and the address restores it."""
    path = many_rows(example)
    page = sound.go(path)
    table = table_with_tools(page)
    as_built = column(page, table, 1)
    head = page.locator(f"#{table} thead th").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    up = column(page, table, 1)
    assert sorted(up) == sorted(as_built)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    down = column(page, table, 1)
    assert down != up
    address = page.url
    assert f"{table}.sort=-1" in address
    page.goto("about:blank")
    page.goto(address)
    assert column(page, table, 1) == down
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").click()
    assert head.get_attribute("aria-sort") is None
    assert column(page, table, 1) == as_built
    assert "#" not in page.url


def test_numbers_and_dates_sort_by_their_value(sound):
    """A column of money or days is in the order of its values, not of its letters."""
    page = sound.go("costs.html")
    table = table_with_tools(page)
    heads = page.locator(f"#{table} thead th").all()
    numeric = [at for at, head in enumerate(heads) if "num" in (head.get_attribute("class") or "")]
    assert numeric
    heads[numeric[0]].locator("button").click()
    values = page.evaluate(
        "([id, at]) => [...document.getElementById(id).tBodies[0].rows].map(r => Number(r.cells[at].dataset.v))",
        [table, numeric[0]],
    )
    assert values == sorted(values)
    assert len(set(values)) > 2


def test_filter_shows_matching_rows_only(sound, example):
    """What is typed leaves the rows that hold it, says how many, is kept in the address and can be cleared."""
    path = many_rows(example)
    page = sound.go(path)
    table = table_with_tools(page)
    everything = column(page, table, 1)
    word = everything[3].split()[0]
    box = page.locator(".filter input").first
    box.fill(word)
    shown = page.locator(f"#{table} tbody tr:visible").all_inner_texts()
    assert 0 < len(shown) < len(everything)
    assert all(word.lower() in text.lower() for text in shown)
    assert page.locator(".filter [role=status]").first.inner_text().startswith(str(len(shown)))
    page.reload()
    assert page.locator(f"#{table} tbody tr:visible").count() == len(shown)
    assert box.input_value() == word
    box.fill("")
    assert column(page, table, 1) == everything


def test_a_link_into_a_fold_opens_it(sound, example):
    """An address of something that is folded away unfolds it."""
    for path in sorted(example.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        fold = text.partition('<details class="fold">')[2].partition("</details>")[0]
        if ' id="r-' in fold:
            break
    else:
        pytest.fail("no fold of the example holds an anchor")
    name = fold.partition(' id="')[2].partition('"')[0]
    page = sound.go(path.relative_to(example).as_posix(), f"#{quote(name)}")
    assert page.locator(f'[id="{name}"]').is_visible()


def test_keys_reach_everything_in_order(sound):
    """The first Tab shows the link to the content, Enter goes there; every stop after it shows where the focus is."""
    page = sound.go("project/apollo.html")
    page.keyboard.press("Tab")
    assert focused(page) == "A Skip to content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    page.reload()
    outlined = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(outlined), focused(page)
        assert page.evaluate("document.activeElement.checkVisibility()"), focused(page)


def test_focus_is_never_behind_the_bar(sound):
    """A stop of the keyboard that scrolls into view is not covered by the bar of the page's contents."""
    page = sound.go("project/apollo.html")
    page.keyboard.press("End")
    page.locator("main a").last.focus()
    covered = """() => {
      const at = document.activeElement.getBoundingClientRect(), bar = document.querySelector(".toc")?.getBoundingClientRect();
      return !!bar && !document.activeElement.closest(".toc") && at.top < bar.bottom - 1 && at.bottom > bar.top && bar.top >= 0 && at.top >= 0 && at.left < bar.right;
    }"""
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate(covered), focused(page)


def test_the_address_is_never_code(sound):
    """Whatever stands behind `#` or `?` becomes neither markup nor an error."""
    path = "milestones/apollo.html"
    table = table_with_tools(sound.go(path))
    for payload in PAYLOADS:
        safe = quote(payload)
        for number, fragment in enumerate((payload, f"{table}.find={safe}&{table}.sort={safe}")):
            page = sound.go(path, f"?q={number}{safe}#{fragment}")
            assert "owned" not in page.title(), payload
            assert page.locator("main :is(img[src=x], svg[onload], script)").count() == 0, payload
            assert page.locator("thead button").count() > 0, payload


def test_the_menu_of_a_phone_opens_without_a_pointer(chromium, example):
    """At 390 pixels the navigation is behind one control that Enter opens, and the page begins with its own title."""
    with settled(chromium, width=390) as context:
        page = visit(context, example).go("risks.html")
        assert page.locator("h1").bounding_box()["y"] < 250
        page.locator(".menu > summary").focus()
        page.keyboard.press("Enter")
        assert page.locator(".side nav a").first.is_visible()
