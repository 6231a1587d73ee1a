"""The explanation of a figure as a tree for the terminal, and as data."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.language.translator import Translator
from pmledger.show.details import figure_value
from pmledger.show.paint import Paint
from pmledger.show.plain import as_json
from pmledger.show.safe import safe
from pmledger.show.why import Explained, Given
from pmledger.source.message import N_, Message, say, say_count

VERSION = 1
MOST_INPUTS = 40
"""Inputs that the terminal shows of one figure, as its page does."""

BRANCH, LAST, TRUNK, GAP = "├─ ", "└─ ", "│  ", "   "


class Writer(Struct, frozen=True):
    """Writes the lines of a tree in one language, with colour or without."""

    translator: Translator
    paint: Paint

    def tree(self, shown: Explained) -> Iterator[str]:
        figure = shown.figure
        label = self.translator.render(figure.label)
        if shown.about:
            label = self.translator.render(say("{figure} of {record}", figure=label, record=shown.about))
        value = figure_value(figure, self.translator)
        yield self.paint.style(safe(f"{label}{self.translator.colon}{value}"), "strong")
        yield from self.formula(shown, TRUNK if shown.inputs else GAP)
        yield from self.branches(shown.inputs, "")

    def formula(self, shown: Explained, before: str) -> Iterator[str]:
        """The formula in words, then in symbols with the source it is taken from."""
        figure, words = shown.figure, self.translator
        symbols = words.text(figure.symbols) if figure.symbols else ""
        source = words.aside(figure.reference) if figure.reference else ""
        for line in (words.render(figure.formula), (symbols + source).strip()):
            if line:
                yield before + self.paint.style(safe(line), "faint")

    def branches(self, inputs: tuple[Given, ...], before: str) -> Iterator[str]:
        shown, more = inputs[:MOST_INPUTS], len(inputs) - MOST_INPUTS
        for at, given in enumerate(shown):
            last = at == len(shown) - 1 and more <= 0
            yield from self.branch(given, before + (LAST if last else BRANCH), before + (GAP if last else TRUNK))
        if more > 0:
            yield before + LAST + self.translator.render(say_count("{count} more", "{count} more", more))

    def branch(self, given: Given, first: str, before: str) -> Iterator[str]:
        value = f"{self.translator.colon}{given.text}" if given.text else ""
        yield first + safe(f"{given.label}{value}") + self.paint.style(safe(self.where(given)), "faint")
        if given.inner is not None and not given.inner.told:
            yield from self.formula(given.inner, before + (TRUNK if given.inner.inputs else GAP))
            yield from self.branches(given.inner.inputs, before)

    def where(self, given: Given) -> str:
        """The place where an input is written; of a figure what to ask for, or that it stands above."""
        if given.inner is not None:
            return self.translator.aside(self.translator.text(N_("explained above"))) if given.inner.told else ""
        if given.figure is not None:
            return "  pmledger why " + " ".join(part for part in given.figure if part)
        return f"  {given.path}:{given.line}" if given.path else ""


def as_text(shown: Explained, translator: Translator, *, colour: bool = False) -> str:
    """The figure, its formula and, as branches, what went in."""
    return "\n".join(Writer(translator, Paint(colour)).tree(shown)) + "\n"


def as_data(shown: Explained, translator: Translator) -> dict[str, object]:
    """The explanation as docs/json.md describes it."""
    return {"version": VERSION, **figure_data(shown, translator)}


def figure_data(shown: Explained, translator: Translator) -> dict[str, object]:
    figure = shown.figure
    return {
        "name": figure.name,
        "subject": figure.subject,
        "label": translator.render(figure.label),
        "value": told(figure.value, translator),
        "unit": figure.unit,
        "unknown": translator.render(figure.unknown) if figure.unknown else None,
        "formula": translator.render(figure.formula),
        "symbols": translator.text(figure.symbols) if figure.symbols else "",
        "source": figure.reference,
        "inputs": [input_data(given, translator) for given in shown.inputs],
    }


def input_data(given: Given, translator: Translator) -> dict[str, object]:
    """An input; `figure` is what it is asked for by, with its own explanation where that stands here."""
    return {
        "label": given.label,
        "value": told(given.value, translator),
        "record": given.record,
        "field": given.field,
        "path": given.path,
        "line": given.line or None,
        "figure": None if given.figure is None else inner_data(given, given.figure, translator),
    }


def inner_data(given: Given, key: tuple[str, str], translator: Translator) -> dict[str, object]:
    if given.inner is None or given.inner.told:
        return {"name": key[0], "subject": key[1]}
    return figure_data(given.inner, translator)


def told(value: object, translator: Translator) -> object:
    return translator.render(value) if isinstance(value, Message) else as_json(value)
