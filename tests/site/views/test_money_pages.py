import re
from functools import cache

from ledgers_shown import Ids, Shown, empty, html_of, lede_of, text_of

from pmledger.language import translator
from pmledger.show.why import explain
from pmledger.site.views.withheld import RATES

BOOKS = """
-- pmledger.yml --
grammar: 1
name: Books
currency: EUR
as_of: 2026-06-30
timezone: UTC
exchange_rates: {USD: [{from: 2026-01-01, rate: 0.9}]}
-- clients/acme/index.md --
---
name: Acme
status: active
segment: key
account_manager: mei
payment_terms_days: 30
currency: EUR
---
-- people/mei.md --
---
name: Mei Keller
type: team
cost_rate: 111 EUR
---
-- people/tom.md --
---
name: Tom Baker
type: team
cost_rate: 77 EUR
---
-- people/ann.md --
---
name: Ann Acme
type: contact
organisation: acme
---
-- projects/over/index.md --
---
name: Over
client: acme
sponsor: ann
manager: mei
objective: Build it.
status: executing
currency: EUR
billing: fixed
planned_start: 2026-03-02
planned_finish: 2026-09-30
actual_start: 2026-03-02
budget: 12000 EUR
contract_value: 20000 EUR
contract_signed: 20000 EUR
baseline: b1
tasks: [{id: build, title: Build, status: in_progress, percent_complete: 50, actual_start: 2026-03-02}]
milestones:
  - {id: m1, title: Half, status: achieved, type: payment, baseline_date: 2026-06-01, actual_date: 2026-06-01, payment: 20000 EUR}
budget_lines:
  - {id: l1, title: Parts, status: approved, category: material, amount: 10000 EUR, approved_on: 2026-03-02, approved_by: mei}
  - {id: l2, title: Reserve, status: approved, category: contingency, amount: 1000 EUR, approved_on: 2026-03-02, approved_by: mei}
costs:
  - {id: c1, title: Steel, status: paid, category: material, amount: 9000 EUR, date: 2026-05-04, paid_on: 2026-05-20, approved_by: mei, budget_line: l1}
  - {id: c2, title: Paint, status: approved, type: commitment, category: material, amount: 2000 EUR, date: 2026-05-04, approved_by: mei}
invoices:
  - {id: i1, title: First part, client: acme, milestone: m1, status: issued, number: "1", issued_on: 2026-06-02, due_on: 2026-06-20, net: 5000 EUR, tax: 0 EUR, gross: 5000 EUR}
baselines:
  - {id: b0, title: First, status: superseded, version: B0, date: 2026-03-02, approved_by: mei, bac: 8000 EUR, items: [{ref: build, finish: 2026-09-30, cost: 8000 EUR}]}
  - {id: b1, title: Second, status: approved, version: B1, date: 2026-04-01, approved_by: mei, bac: 10000 EUR, change: [more], supersedes: b0, items: [{ref: build, finish: 2026-09-30, cost: 10000 EUR}]}
changes:
  - {id: more, title: More steel, status: implemented, requested_by: ann, requested_on: 2026-03-10, reason: It bends., impact_cost: 1500 EUR, impact_schedule: 0d, decided_on: 2026-03-20, approver: ann, implemented_on: 2026-04-01, implementation_plan: Order it.}
---
-- projects/solo/index.md --
---
name: Solo
client: acme
sponsor: ann
manager: mei
status: planning
currency: EUR
objective: Think.
planned_start: 2026-03-02
planned_finish: 2026-09-30
---
-- projects/solo/time-entries/2026-05.csv --
status,person,date,hours,activity,approved_by
approved,mei,2026-05-04,7,Steering,tom
-- projects/calm/index.md --
---
name: Calm
client: acme
sponsor: ann
manager: mei
status: planning
currency: USD
objective: Rest.
planned_start: 2026-03-02
planned_finish: 2026-09-30
---
-- projects/calm/time-entries/2026-05.csv --
status,person,date,hours,activity,approved_by
approved,mei,2026-05-05,2,Talk,tom
approved,tom,2026-05-05,3,Talk,mei
-- projects/calm/costs.csv --
status,category,amount,date,approved_by
approved,travel,90 EUR,2026-05-05,mei
-- opportunities/next.md --
---
title: Next
client: acme
status: negotiation
amount: 1000 USD
expected_close: 2026-06-29
---
"""
PAGES = (
    "finance.html", "finance/over.html", "finance/calm.html", "finance/solo.html", "profit.html", "invoices.html",
    "contracts.html", "opportunities.html", "balance.html", "balance/over.html",
)  # fmt: skip


@cache
def books(language: str = "en") -> Shown:
    return Shown(BOOKS, language)


def text(path: str) -> str:
    return text_of(html_of(path, books())).replace("\u2212", "-").replace("\u2060", "")


def test_links_and_ids_of_the_pages_of_money_hold():
    """No id twice, no link to a page or place that is not there."""
    site = books()
    for path in PAGES:
        html, ids = site.html(path), Ids()
        ids.feed(html)
        assert sorted(ids.ids) == sorted(set(ids.ids)), path
        assert set(ids.fragments) <= set(ids.ids), path
        targets = set(re.findall(r'href="(?:\.\./)*((?:finance|balance|profit|invoices|contracts|opportunities|why)[^"#]*)', html))
        assert {target for target in targets if target not in site.pages} == set(), path


def test_every_figure_of_money_is_explained():
    """Each link into `why/` names an anchor that is there."""
    site = books()
    for path in PAGES:
        for target, fragment in re.findall(r'href="(?:\.\./)*(why/[^"#]+)#([^"]+)"', site.html(path)):
            assert f'id="{fragment}"' in site.html(target), (path, fragment)


def test_finance_answers_first():
    """What is spent, who runs over by how much, what is late."""
    lede = lede_of(html_of("finance.html", books()))
    assert "One project will cost more than its budget: Over by €8,000." in lede
    assert "Clients are late with €5,000." in lede
    assert "€15k is earned and not invoiced." in lede


def test_an_overrun_is_named_early_with_its_category():
    """Spent and ordered together exceed the line before the last bill has come."""
    shown = text("finance/over.html")
    assert "Material: €1,000 more is spent and ordered than was approved." in shown
    assert "First part: €5,000 is overdue by 10 days." in shown
    assert "Half: €15,000 is earned and not invoiced since 1 Jun 2026." in shown


def test_the_rate_of_one_person_is_told_nowhere():
    """Hours of one person alone cost nothing on the site; those of two are summed; no rate is written."""
    site = books()
    solo, calm = text("finance/solo.html"), text("finance/calm.html")
    assert "What they cost is not shown: It would tell what one person costs." in solo
    assert "777" not in solo
    assert "They cost US$503" in calm
    for path, page in site.pages.items():
        assert not re.search(r"\b(111|77)(\.00)? ?(EUR|€)|€(111|77)\b", repr(page.view)), path


def test_an_explanation_withholds_the_rates():
    """It says whose rates went in and that they are withheld."""
    why = text_of(html_of("why/project-calm.html", books()))
    assert "Mei Keller withheld" in why
    assert "Hours of 2026-05 5" in why


def test_the_command_explains_as_the_page_does():
    """For every figure of a project `why` prints the page's formula and places of inputs, in their order."""
    site, words = books(), translator("en", plain=True)
    figures = site.pages["why/project-over.html"].view.sections[0].blocks[0].part
    assert len(figures) > 20
    for shown in figures:
        told = explain(site.snapshot, shown.anchor, "over", 1, words)
        assert (words.render(told.figure.formula), told.figure.symbols) == (shown.formula, shown.symbols)
        places = [f"{one.path}:{one.line}" for one in told.inputs[: len(shown.inputs)] if one.path and one.field not in RATES]
        assert places == [run.text for fact in shown.inputs for run in fact.runs if run.kind == "ref"], shown.anchor


def test_earned_value_stands_with_its_money():
    """What is earned, planned and spent; an index past its limit says so, an unknown one why; the curve has its table."""
    shown = text("finance/over.html")
    assert "Work worth €5,000 is done, €0 was planned by now, and €9,000 is spent." in shown
    assert "CPI 0.56 limit 0.85" in shown
    assert "SPI(t) — the baseline does not say when “Build” starts" in shown
    assert "30 Jun 2026 €0 €5,000 €9,000 0.56 — " in shown
    assert 'aria-labelledby="earned"' not in html_of("finance/calm.html", books())
    assert "and €9,000 is spent: a CPI of 0.56 ." in text("finance.html")


def test_estimates_stand_beside_each_other():
    """Each way of reckoning with what it assumes; the one that the forecast is says so, the manager's own with its day."""
    shown = text("finance/over.html")
    assert "The rest as dear as so far this is the forecast What is left is as much dearer, or cheaper, as what is done." in shown
    assert "EAC = BAC / CPI €18k +€8,000" in shown
    assert "each unit of money must earn 5 from now on, to end at the forecast 0.56 ; so far it earned 0.56" in shown
    given = BOOKS.replace("budget: 12000 EUR", "budget: 12000 EUR\neac: {amount: 13000 EUR, by: mei, on: 2026-06-01}", 1)
    told = text_of(html_of("finance/over.html", Shown(given)))
    assert "The manager’s estimate this is the forecast Estimated by Mei Keller on 1 Jun 2026, piece by piece. €13k +€3,000" in told


def test_work_is_shown_by_stage_and_the_contingency_by_what_moved_it():
    """A stage with its task folded, costs that name no work, and their sum; a draw and a threat with what was left."""
    more = """phases: [{id: raw, title: Raw work, order: 1}]
risks: [{id: rust, title: Rust, raised_on: 2026-04-01, status: occurred, occurred_on: 2026-05-04, category: technical}]
tasks: [{id: build, title: Build, parent: raw,"""
    given = BOOKS.replace("tasks: [{id: build, title: Build,", more, 1)
    given = given.replace("approved_by: mei, budget_line: l1}", "approved_by: mei, task: raw}", 1).replace(
        "costs:\n  - {id: c1", "costs:\n  - {id: c3, title: Sand, status: approved, category: material, amount: 250 EUR, date: 2026-05-04, approved_by: mei}\n"
        "  - {id: c4, title: Divers, status: approved, category: material, amount: 600 EUR, date: 2026-05-04, approved_by: mei, risk: rust}\n  - {id: c1", 1,
    )  # fmt: skip
    shown = text_of(html_of("finance/over.html", Shown(given))).replace("\u2212", "-").replace("\u2060", "")
    assert "Dearest against its worth is Raw work, by €4,000 ." in shown
    assert "€250 of the €9,250 spent names no task and no stage." in shown
    assert "Raw work €10k 50% €0 €5,000 +€5,000 — €9,000 -€4,000 0.56 On no work in particular — — — — — — €250" in shown
    assert "€400 of the contingency of €1,000 is left: €600 went into one threat that came true." in shown
    assert "4 May 2026 Divers Rust -€600 €400 €0" in shown


ALONE = """
-- clients/acme.md --
---
name: Acme
---
-- people/mei.md --
---
name: Mei Keller
type: team
cost_rate: 111 EUR
---
-- projects/alone/index.md --
---
name: Alone
client: acme
manager: mei
status: executing
currency: EUR
budget: 10000 EUR
tasks: [{id: a, title: A, status: in_progress, percent_complete: 50, actual_start: 2026-05-01}]
baselines:
  - id: b
    status: approved
    version: B0
    date: 2026-04-01
    approved_by: mei
    bac: 10000 EUR
    items: [{ref: a, start: 2026-05-01, finish: 2026-07-31, cost: 10000 EUR}]
---
-- projects/alone/time-entries/2026-05.csv --
status,person,date,hours,task,activity,approved_by
approved,mei,2026-05-04,7,a,Steering,mei
approved,mei,2026-06-04,9,a,Steering,mei
"""


def test_no_index_and_no_forecast_tells_what_one_person_costs():
    """Sixteen hours at 111 are nowhere to be reckoned from: not by CPI, TCPI, estimates, months, work or money still to spend."""
    site = Shown(ALONE)
    told = {"1,776", "1.8k", "1.78k", "2.82", "0.61", "3,552", "3.6k", "3.55k", "3,224", "8,224", "4,090", "6,776"}
    pages = [path for path in site.pages if path.startswith(("finance", "why", "project", "balance", "status", "index", "task", "plan"))]
    assert "finance/alone.html" in pages
    found = {(path, word) for path in pages for word in told if word in text_of(site.html(path))}
    assert found == set()
    assert "SPI(t) 0.77" in text_of(site.html("finance/alone.html"))
    dear = Shown(ALONE.replace("percent_complete: 50", "percent_complete: 5"))
    reasons = text_of(dear.html("project/alone.html"))
    assert "The cost is past its limit; by how much would tell what one person costs." in reasons
    assert "17.8" not in reasons


def test_a_total_that_would_tell_the_rest_is_not_told():
    """All projects' cost less those that are shown is one person's; with a second lonely worker elsewhere it is nobody's."""
    assert "What was spent cannot be told: It would tell what one person costs." in lede_of(html_of("finance.html", books()))
    other = BOOKS.replace("-- projects/solo/time-entries/2026-05.csv --", "-- projects/duo/time-entries/2026-05.csv --").replace(",mei,2026-05-04,7,", ",tom,2026-05-04,7,")
    duo = BOOKS[BOOKS.index("-- projects/solo/index.md"):BOOKS.index("-- projects/solo/time-entries")].replace("solo", "duo").replace("Solo", "Duo")
    both = Shown(BOOKS + duo + other[other.index("-- projects/duo/time-entries"):other.index("-- projects/calm/index.md")])
    assert "is spent." in lede_of(html_of("finance.html", both))


def test_sums_by_client_say_what_is_left_out():
    """The projects of which not all is known are named with the reason, on the page of money and on the client's."""
    for path in ("finance.html", "client/acme.html"):
        shown = text(path)
        assert "Work worth €5,000 is done, €0 was planned by now, and €9,000 is spent: a CPI of 0.56 ." in shown, path
        assert re.search(r"Not in it: Calm \(the project has no budget\) and Solo \(the project has no budget\)\.", shown), path


def test_amounts_in_other_currencies_show_the_rate_used():
    """A cost in euros of a project in dollars, by the rate of its day."""
    shown = text("finance/calm.html")
    assert "Other currencies" in shown
    assert "€90 1.1111 rate of the day US$100" in shown


def test_balance_names_both_sides_and_the_places():
    """The movement between baselines against the change, with the lines in the files."""
    shown = text("balance/over.html")
    moved = lede_of(html_of("balance/over.html", books())).replace("\u2060", "")
    assert "From B0 to B1 the cost moved by +€2,000, by one change; +€500 is unexplained." in moved
    assert "Cost of baselines and changes" in shown
    assert "+€2,000" in shown
    assert "+€1,500" in shown
    lines = set(re.findall(r"projects/over/index\.md:\d+", shown))
    assert len(lines) > 2
    assert "Over does not balance." in lede_of(html_of("balance.html", books()))
    assert f"Not kept {shown.count('— — Not kept')} " in shown


def test_a_bridge_draws_what_nothing_explains():
    """The step that no change accounts for has a row of its own."""
    assert "Unexplained no approved change accounts for it" in text("balance/over.html")


def test_the_bridge_leads_on_to_the_cost_forecast():
    """From what is approved by what the work done cost beyond its worth, and by what the rest will, to the forecast."""
    shown = text("balance/over.html")
    assert "What is done: cost less worth: +€4,000 — +€4,000 €14k" in shown
    assert "What is left: forecast less plan: +€4,000 — +€4,000 €18k" in shown
    assert "Cost forecast: €18k 30 Jun 2026 €18k" in shown


def test_the_pipeline_says_what_is_past_its_date():
    """The stage's sum, the weight by its odds, and the one whose day has come."""
    assert "One opportunity worth €900 is open, €720 by its odds." in lede_of(html_of("opportunities.html", books()))
    assert "One is past its date." in lede_of(html_of("opportunities.html", books()))


def test_what_may_come_in_is_held_against_the_free_hours():
    """Forty hours by 80 % against what two people have in the eleven weeks after this one; without an effort it is unknown."""
    assert "No open opportunity says how much work it would be (effort)." in text("opportunities.html")
    effort = "expected_close: 2026-06-29\neffort: {}"
    shown = text_of(html_of("opportunities.html", Shown(BOOKS.replace("expected_close: 2026-06-29", effort.format("5d")))))
    assert "By their odds they would take 32 h ; the team has 880 h left" in shown
    assert "Next 6 Jul 2026 40 h 32 h 880 h" in shown
    shown = text_of(html_of("opportunities.html", Shown(BOOKS.replace("expected_close: 2026-06-29", effort.format("40w")))))
    assert re.search(r"would take 1,280 h ?, and the team has only 880 h left", shown)


def test_money_speaks_chinese():
    """Sentences of figures keep their order in Chinese."""
    lede = lede_of(html_of("finance.html", books("zh-CN")))
    assert "1 个项目将超出预算：Over超 €8,000。" in lede
    assert "Over账目不符。" in lede_of(html_of("balance.html", books("zh-CN")))


def test_without_money_there_are_no_pages_of_money():
    """A workspace that keeps no money has none of them."""
    assert not set(PAGES) & set(empty().pages)


def test_a_forecast_is_as_grave_as_the_health_of_cost_says():
    """One per cent above the budget is no alarm, seven per cent is amber, twenty red."""
    project = "-- projects/p{eac}/index.md --\n---\ntitle: P{eac}\nstatus: executing\nbudget: 100 EUR\neac: {{amount: {eac} EUR, by: mei, on: 2026-06-29}}\n---\n"
    settings = "-- pmledger.yml --\nas_of: 2026-06-30\ncurrency: EUR\n"
    site = Shown(settings + "".join(project.format(eac=eac) for eac in (101, 107, 120)))
    found = re.findall(r'<a href="[^"]*"(?: class="(\w+)")?[^>]*>→\xa0€(\d+)', html_of("index.html", site))
    assert sorted(found) == [("", "101"), ("bad", "120"), ("warn", "107")]


WAITING = """
-- pmledger.yml --
as_of: 2026-06-30
currency: EUR
-- clients/acme/index.md --
---
name: Acme
---
-- people/mei.md --
---
name: Mei
type: team
---
-- projects/apollo/promises/quote.md --
---
title: Send the quote
by: mei
to: acme
made_on: 2026-06-20
due: 2026-06-26
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
status: planning
budget: 1000 EUR
---
"""


def test_what_waits_for_somebody_is_not_said_to_disagree():
    """A promise that is late needs somebody: it stands under its own heading, and all registers agree."""
    html = html_of("balance.html", Shown(WAITING))
    parts = (html[html.index(f'labelledby="{name}"') :].split("</section>")[0] for name in ("trouble", "asking"))
    wrong, asking = (text_of(f"<main {part}") for part in parts)
    assert "Everything that is kept in two registers agrees." in wrong
    assert "“Send the quote” was promised for 26 Jun 2026" in asking
    assert 'href="#asking"' in html
