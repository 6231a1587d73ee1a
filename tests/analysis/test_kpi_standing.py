from datetime import date
from fractions import Fraction

import pytest
from ledgers import ACME, AS_OF, read

from pmledger.analysis.health import Rag
from pmledger.analysis.kpis import kpi_standings, meets_target

HIGHER = "direction: higher, target: 90, amber: 80, red: 70"
LOWER = "direction: lower, target: 3, amber: 5, red: 10"
RANGE = "direction: range, target: 74, amber: 6, red: 12"
ENDS = ("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30")


def kpi(fields, *values, more="", as_of=AS_OF):
    """A key figure k with its values, measured at the ends of the months from January on."""
    found = read(f"{ACME}{text_of('k', fields, values)}{more}", as_of)
    return found, kpi_standings(found.ledger, found.found.figures, as_of)["kpi:k"]


def many(cases):
    """Key figures of fields and values each, in their order."""
    found = read(ACME + "".join(text_of(f"k{at:02}", *case) for at, case in enumerate(cases)))
    standings = kpi_standings(found.ledger, found.found.figures, AS_OF)
    return [standings[key] for key in sorted(standings)]


def text_of(name, fields, values):
    rows = ", ".join(f"{{date: {day}, value: {value}}}" for day, value in zip(ENDS, values, strict=False))
    head = "" if "formula" in fields else "formula: f, "
    top = f"title: K\nstatus: active\nowner: mei\n{yaml(head + fields)}frequency: monthly\nmeasurements: [{rows}]\n"
    return f"-- kpis/{name}.md --\n---\n{top}---\n"


def yaml(flow):
    return "".join(f"{part}\n" for part in flow.split(", ") if part)


COLOURS = [
    (HIGHER, 90, Rag.GREEN, True), (HIGHER, 80, Rag.GREEN, False), (HIGHER, 79, Rag.AMBER, False),
    (HIGHER, 70, Rag.AMBER, False), (HIGHER, 69, Rag.RED, False),
    (LOWER, 3, Rag.GREEN, True), (LOWER, 5, Rag.GREEN, False), (LOWER, 6, Rag.AMBER, False),
    (LOWER, 10, Rag.AMBER, False), (LOWER, 11, Rag.RED, False),
    (RANGE, 68, Rag.GREEN, True), (RANGE, 80, Rag.GREEN, True), (RANGE, 81, Rag.AMBER, False),
    (RANGE, 62, Rag.AMBER, False), (RANGE, 61, Rag.RED, False), (RANGE, 87, Rag.RED, False),
]  # fmt: skip
TRENDS = [
    (HIGHER, (80, 95, 85), 1), (HIGHER, (90, 10, 80), -1), (HIGHER, (80, 10, 80), 0), (HIGHER, (80, 90), None),
    (LOWER, (9, 4, 5), 1), (LOWER, (4, 4, 5), -1), (RANGE, (60, 70, 76), 1), (RANGE, (74, 70, 90), -1),
]  # fmt: skip


def test_colour_by_direction():
    """A value equal to a threshold keeps the better colour, whichever way is better; a range has distances."""
    found = many([(fields, (value,)) for fields, value, *_ in COLOURS])
    seen = [(each.colour, meets_target(each.record, each.actual)) for each in found]
    assert seen == [(colour, met) for *_, colour, met in COLOURS]


def test_trend_of_three_values():
    """From the first to the last of the last three: better, worse or neither; fewer values have no trend."""
    assert [each.trend for each in many([case[:2] for case in TRENDS])] == [trend for *_, trend in TRENDS]


def test_change_and_attainment():
    """The latest less the one before; value by target, or target by value where lower is better."""
    found, _ = kpi(HIGHER, 60, 81)
    assert found.value("change", "kpi:k") == 21
    assert found.value("attainment", "kpi:k") == 90
    assert kpi(LOWER, 4)[0].value("attainment", "kpi:k") == 75
    assert kpi(RANGE, 70)[0].unknown("attainment", "kpi:k") == "a share of the target says nothing here"
    assert kpi(LOWER, 0)[0].value("attainment", "kpi:k") is None
    assert kpi(LOWER, 4)[0].unknown("change", "kpi:k") == "it was measured only once"


def test_unmeasured_is_unknown():
    """Without a value there is no colour, no age and a reason."""
    found, standing = kpi(HIGHER)
    assert (standing.actual, standing.colour, standing.age, standing.stale) == (None, Rag.GREY, None, False)
    assert found.unknown("actual", "kpi:k") == "nothing has been measured yet"


@pytest.mark.parametrize(("day", "stale"), [(date(2026, 3, 18), False), (date(2026, 3, 19), True)])
def test_one_and_a_half_periods_are_too_old(day, stale):
    """A monthly figure of 31 January is out of date from the 47th day on; values of later days do not count."""
    standing = kpi(HIGHER, 90, as_of=day)[1]
    assert standing.stale is stale
    assert kpi(HIGHER, 90, 10, as_of=date(2026, 2, 1))[1].actual == 90


def test_a_formula_may_name_a_figure():
    """The name of a figure is computed today and continues the series; an alias and spaces are understood."""
    project = (
        "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\nmilestones:\n"
        "  - {id: a, title: A, baseline_date: 2026-06-01, actual_date: 2026-06-01, status: achieved}\n"
        "  - {id: b, title: B, baseline_date: 2026-06-02, actual_date: 2026-06-09, status: achieved}\n---\n"
    )
    found, standing = kpi(f"formula: on time milestones, unit: '%', {HIGHER}", 90, 80, more=project)
    assert standing.computed == ("milestones_on_time", "")
    assert [point.value for point in standing.series] == [90, 80, 50]
    assert found.value("actual", "kpi:k") == 50
    assert found.found.figure("actual", "kpi:k").inputs[0].figure == ("milestones_on_time", "")
    assert found.value("attainment", "kpi:k") == Fraction(500, 9)


def test_what_is_measured_by_hand_is_not_computed():
    """With `source_type: manual` the written values hold, even where the formula is the name of a figure."""
    assert kpi(f"formula: open_issues, source_type: manual, {LOWER}", 4)[1].actual == 4


def test_a_figure_is_to_be_measured_again():
    """One period after the last value the one who answers for it has it on the agenda; what is computed needs nobody."""
    due = kpi(HIGHER, 90, as_of=date(2026, 2, 25))[0].found.agenda
    assert [(item.day, item.person, str(item.action)) for item in due] == [(date(2026, 3, 3), "person:mei", "Measure “K”")]
    assert kpi(f"source_type: derived, {HIGHER}", 90, as_of=date(2026, 2, 25))[0].found.agenda == ()
