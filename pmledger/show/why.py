"""Why a figure is what it is: its formula and what went into it, figure by figure, down to the lines of files."""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from pmledger.analysis.figure import Figure, Input
from pmledger.analysis.schedule.way import past_date
from pmledger.kinds.reference import parse_ref
from pmledger.kinds.words import candidates
from pmledger.language.translator import Translator
from pmledger.ledger.names import Scope
from pmledger.ledger.record import Record
from pmledger.reader.settings_file import setting_place
from pmledger.show.details import figure_value, find_record
from pmledger.show.plain import as_cell
from pmledger.show.refusal import QuestionRefused
from pmledger.source.message import Message, say
from pmledger.source.span import Span
from pmledger.source.term import Listed
from pmledger.workspace.load import SETTINGS_FILE
from pmledger.workspace.snapshot import Snapshot

SHORT = {
    ("project", "finish"): "forecast_finish",
    ("milestone", "finish"): "forecast",
    ("project", "float"): "least_float",
    ("task", "float"): "total_float",
}
"""What a figure is called in short, by the kind of its subject."""


MOST_NAMES = 12
"""Figures of a record that an error names."""


class Given(Struct, frozen=True):
    """One thing that went in: what it is called, its value, the record and the line where it is written.

    `inner` is the figure that it is, explained in its turn; None where the depth ends or nothing computes it.
    """

    label: str
    text: str
    value: object
    record: str = ""
    field: str = ""
    path: str = ""
    line: int = 0
    figure: tuple[str, str] | None = None
    inner: "Explained | None" = None


class Explained(Struct, frozen=True):
    """A figure with what went into it; `about` is the title of its subject, "" for the workspace.

    `told` says that it was explained before in the same tree, and is not again.
    """

    figure: Figure
    about: str
    inputs: tuple[Given, ...] = ()
    told: bool = False


def explain(snapshot: Snapshot, name: str, ref: str, depth: int, translator: Translator) -> Explained:
    """The explanation of a figure of what `ref` means ("" for the workspace); raises QuestionRefused with candidates.

    `depth` is how many figures below each other are explained; the name may be its label in the translator's language.
    """
    figure = figure_of(snapshot, name, ref, translator)
    return Tree(snapshot, translator, set()).explained(figure, depth)


def figure_of(snapshot: Snapshot, name: str, ref: str, translator: Translator) -> Figure:
    """The figure that is meant; the dates of what is done are facts, which no list of figures holds."""
    wanted = spelled(name)
    subject = subject_of(snapshot, wanted, ref, translator) if ref else None
    if subject is not None:
        found = past_date(snapshot.ledger, snapshot.conclusions.timetable, wanted, subject.key)
        if found is not None and (wanted, subject.key) not in snapshot.conclusions.figures:
            return found
        name = SHORT.get((subject.kind, wanted), name)
    return figure_named(snapshot, name, subject, translator)


def spelled(name: str) -> str:
    """One spelling of a figure's name or label: CPI, cpi and `earned-value`, `Earned value`."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def names_of(figure: Figure, translator: Translator) -> tuple[str, ...]:
    """What a figure may be called: its name, its label, and the sign that its equation gives it, such as EAC."""
    sign, equal, _ = figure.symbols.partition("=")
    return spelled(figure.name), spelled(translator.render(figure.label)), *((spelled(sign),) if equal else ())


def subject_of(snapshot: Snapshot, wanted: str, ref: str, translator: Translator) -> Record:
    """The record that is meant: among several of an id, the one of a kind that has such a figure."""
    parts = parse_ref(ref)
    figures = snapshot.conclusions.figures.values()
    kinds = {one.subject.partition(":")[0] for one in figures if wanted in names_of(one, translator)} - {""}
    if not parts.kind and kinds:
        found = snapshot.ledger.directory.find("", parts.scope or "", parts.id, tuple(sorted(kinds)), Scope())
        if found.name is not None:
            return snapshot.ledger.by_key[found.name.key]
    return find_record(snapshot, ref)


def figure_named(snapshot: Snapshot, name: str, subject: Record | None, translator: Translator) -> Figure:
    key = subject.key if subject is not None else ""
    own = {figure.name: figure for figure in snapshot.conclusions.figures.values() if figure.subject == key}
    wanted = spelled(name)
    if wanted in own:
        return own[wanted]
    labelled = next((one for one in own.values() if wanted in names_of(one, translator)), None)
    if labelled is not None:
        return labelled
    raise QuestionRefused(no_figure(name, key, tuple(own)))


def no_figure(name: str, key: str, own: tuple[str, ...]) -> Message:
    """That there is none of this name, with those that look like it, else with all that the subject has."""
    close = candidates(name, own)
    if close and key:
        return say("{record} has no figure {given}; did you mean {candidates}?",
                   record=key, given=name, candidates=Listed(close, either=True))  # fmt: skip
    if close:
        return say("the workspace has no figure {given}; did you mean {candidates}?",
                   given=name, candidates=Listed(close, either=True))  # fmt: skip
    if key and not own:
        return say("{record} has no figures", record=key)
    if key and len(own) > MOST_NAMES:
        return say("{record} has no figure {given}; pmledger show {record} lists its figures", record=key, given=name)
    if key:
        return say("{record} has no figure {given}; it has {candidates}", record=key, given=name, candidates=Listed(own))
    return say("the workspace has no figure {given}; name a record, or one of {candidates}",
               given=name, candidates=Listed(own))  # fmt: skip


class Tree(Struct, frozen=True):
    """Explains figures below each other, each of them once."""

    snapshot: Snapshot
    translator: Translator
    told: set[tuple[str, str]]

    def explained(self, figure: Figure, depth: int) -> Explained:
        key = (figure.name, figure.subject)
        record = self.snapshot.ledger.get(figure.subject)
        about = record.title if record is not None else ""
        if key in self.told:
            return Explained(figure, about, (), told=True)
        self.told.add(key)
        return Explained(figure, about, tuple(self.given(one, depth) for one in figure.inputs))

    def given(self, one: Input, depth: int) -> Given:
        label = self.translator.render(one.label)
        figure = self.snapshot.conclusions.figures.get(one.figure) if one.figure is not None else None
        record = self.snapshot.ledger.get(one.record)
        if figure is not None:
            told = figure.value if one.value is None else one.value
            inner = self.explained(figure, depth - 1) if depth > 1 else None
            text = figure_value(replace(figure, value=told), self.translator)
            name = self.translator.render(figure.label)
            label = label if label == name else label + self.translator.aside(name)
            return Given(label, text, told, figure.subject, "", figure=one.figure, inner=inner)
        if record is None:
            place = self.set_at(one.setting)
            where = (place.path, place.line) if place is not None else ("", 0)
            return Given(label, self.written(one.value, record), one.value, "", "", *where)
        place = record.place(*one.path) if one.field else record.origin
        return Given(label, self.written(one.value, record), one.value, record.key, one.field, place.path, place.line)

    def set_at(self, setting: tuple[str, ...]) -> Span | None:
        """Where the settings of the workspace say it; None where they leave it as it is by default."""
        return setting_place(self.snapshot.files.sources[SETTINGS_FILE], setting) if setting else None

    def written(self, value: object, record: Record | None) -> str:
        """A value that a record holds: a state by its label, all else as it would be typed."""
        if record is not None and isinstance(value, str):
            kind = self.snapshot.schema.kinds[record.kind]
            if value in kind.states:
                return self.translator.state_label(kind, value)
        if isinstance(value, str) and value.isidentifier():
            return self.translator.choice_label(value)
        if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
            return self.translator.number(value)
        return as_cell(value, self.translator)
