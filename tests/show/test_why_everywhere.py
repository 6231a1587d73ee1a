from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import pmledger
from pmledger.kinds.values import Duration, Money
from pmledger.language import translator
from pmledger.show.way import as_lines, stops
from pmledger.show.why import explain
from pmledger.show.why_tree import as_data, as_text

EXAMPLE = Path(__file__).parents[2] / "example-workspace"

pytestmark = pytest.mark.sweep


@pytest.fixture(scope="module")
def example():
    return pmledger.load(EXAMPLE)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_figure_of_the_example_is_explained(example, language):
    """`why` of each figure of each record prints its value and what went in, as text and as data, and no name of ours."""
    words, told = translator(language, plain=True), 0
    for name, subject in dict(example.conclusions.figures.items()):
        shown = explain(example, name, subject, 2, words)
        lines = (as_text(shown, words) + as_lines(stops(example, shown.figure, words), words)).splitlines()
        assert words.render(shown.figure.label) in lines[0], (name, subject)
        assert not any("Fraction(" in line or "Message(" in line or "Decimal(" in line for line in lines), lines
        assert as_data(shown, words)["name"] == name
        told += 1
    assert told > 1500


def test_what_an_input_says_stands_on_the_line_it_names(example):
    """Where an input is what a field says, the file has it on that very line: amounts, dates, durations and numbers."""
    words, texts, seen, lost = translator("en", plain=True), {}, 0, []
    for name, subject in dict(example.conclusions.figures.items()):
        figure = explain(example, name, subject, 1, words).figure
        for one in figure.inputs:
            record = example.ledger.get(one.record)
            if record is None or not one.field or one.figure is not None or one.value not in typed(record, one):
                continue
            place = record.place(*one.path)
            lines = texts.setdefault(place.path, (EXAMPLE / place.path).read_text(encoding="utf-8").splitlines())
            seen += 1
            if not any(form in lines[place.line - 1] for form in forms(one.value)):
                lost.append((name, subject, one.field, one.value, f"{place.path}:{place.line}", lines[place.line - 1]))
    assert lost == []
    assert seen > 500


def typed(record, one) -> tuple[object, ...]:
    """What the field says, or the parts of the item; only of kinds that are written in one way or nearly so."""
    value = record.values.get(one.field)
    if one.at is not None:
        value = tuple(record.items(one.field)[one.at].values())
    kept = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in kept if isinstance(each, Money | date | Decimal | Duration))


def forms(value: object) -> tuple[str, ...]:
    """How a value may be written."""
    if isinstance(value, Money):
        return (f"{value.amount}", f"{value.amount:.2f}")
    return (str(value), str(value).replace(" ", "T"))
