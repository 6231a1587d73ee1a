"""The life of a record, for people and as data: what each commit did to it, the newest first."""

from collections.abc import Iterator
from datetime import date, tzinfo

from msgspec import Struct

from pmledger.history.git import HistoryRefused
from pmledger.history.life import Life, Step
from pmledger.history.repository import Commit
from pmledger.history.shelf import key_of_entry
from pmledger.language.translator import Translator
from pmledger.ledger.placed import title_of
from pmledger.reader.entry import Entry
from pmledger.show.changes import change_text, label_of, section_line, value_of
from pmledger.show.paint import Paint
from pmledger.show.plain import as_json
from pmledger.show.safe import safe, width
from pmledger.show.tables import Heading, Table
from pmledger.source.message import N_, Message, say, say_count

VERSION = 1
SHORT = 10
LONGEST_NAME = 60
LONGEST_SUBJECT = 120
UNKNOWN = "—"


class Shown(Struct, frozen=True):
    """A life, the zone that its days are told in, and the day from which on it is told."""

    life: Life
    zone: tzinfo
    since: date | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are told; what is not committed yet is always among them."""
        if self.since is None:
            return self.life.steps
        days = ((step, self.day(step)) for step in self.life.steps)
        return tuple(step for step, day in days if not step.commit or (day is not None and day >= self.since))

    def commit(self, step: Step) -> Commit | None:
        return self.life.commits.get(step.commit)

    def day(self, step: Step) -> date | None:
        """The day of a step's commit; None for the files on the disk, and where git holds nonsense."""
        commit = self.commit(step)
        try:
            return commit.day(self.zone) if commit is not None else None
        except HistoryRefused:
            return None

    @property
    def latest(self) -> Entry | None:
        """The record as it is, else as it was last."""
        found = (one for step in self.life.steps for one in (step.now, step.before) if one is not None)
        return self.life.now or next(found, None)


def as_text(shown: Shown, words: Translator, *, colour: bool = False) -> str:
    paint = Paint(colour)
    blocks = [head(shown, words, paint), *(step_lines(shown, step, words, paint) for step in shown.steps)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def head(shown: Shown, words: Translator, paint: Paint) -> Iterator[str]:
    """What it is called, what and where it is, and how often it changed."""
    entry = shown.latest
    if entry is not None:
        yield paint.style(safe(title_of(entry)), "strong")
    place = entry.source.path if entry is not None and shown.life.now is not None else words.text(N_("gone"))
    yield safe(" · ".join((words.kind_label(shown.life.kind), shown.life.name.key, place)))
    yield safe(words.render(sentence(shown)))


def sentence(shown: Shown) -> Message:
    """How many commits changed it, from when until when."""
    days = [day for step in shown.steps if (day := shown.day(step)) is not None]
    if not days:
        if shown.since is not None:
            return say("No commit has changed it since {day}.", day=shown.since)
        return say("No commit holds it yet.")
    count = sum(1 for step in shown.steps if step.commit)
    first, last = min(days), max(days)
    if first == last:
        return say_count("{count} commit changed it, on {day}.", "{count} commits changed it, on {day}.", count, day=last)
    return say("{count} commits changed it, from {first} to {last}.", count=count, first=first, last=last)


def step_lines(shown: Shown, step: Step, words: Translator, paint: Paint) -> Iterator[str]:
    """When, by whom and why; then what became of it and each of its fields."""
    when, author, subject = told(shown, step, words)
    said = [paint.style(safe(when), "strong"), safe(author), safe(subject), paint.style(step.commit[:SHORT], "faint")]
    yield "  ".join(part for part in said if part)
    for message in whereabouts(step):
        yield safe(f"  {words.render(message)}")
    if step.now is not None:
        yield from (f"  {line}" for line in change_lines(shown, step, words, paint))


def told(shown: Shown, step: Step, words: Translator) -> tuple[str, str, str]:
    """Day, author and subject of a step's commit, short enough for a line."""
    commit = shown.commit(step)
    if commit is None:
        return words.text(N_("not committed yet")), "", ""
    day = shown.day(step)
    return (
        words.date(day) if day is not None else UNKNOWN,
        cut(commit.author, LONGEST_NAME) or UNKNOWN,
        cut(commit.subject, LONGEST_SUBJECT) or UNKNOWN,
    )


def cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def whereabouts(step: Step) -> Iterator[Message]:
    """Where it was written, came from or went to."""
    before, now = step.before, step.now
    if now is None:
        if before is not None and step.broken:
            yield say("cannot be read: {place}", place=place(before))
        elif before is not None:
            yield say("gone from {place}", place=place(before))
    elif before is None:
        if step.begins:
            yield say("there already where this copy of the repository begins: {place}", place=place(now))
        elif step.again:
            yield say("back: {place}", place=place(now))
        else:
            yield say("new: {place}", place=place(now))
    else:
        if step.renamed:
            yield say("renamed: {before} → {now}", before=key_of_entry(before), now=key_of_entry(now))
        if step.relocated:
            yield say("moved: {before} → {now}", before=place(before), now=place(now))


def place(entry: Entry) -> Message | str:
    """The file, and what the record is in it where it is not the file itself."""
    path = entry.source.path
    match entry.form:
        case "item":
            return say("an item in {path}", path=path)
        case "row":
            return say("a row of {path}", path=path)
        case "box":
            return say("a check box in {path}", path=path)
    return path


def change_lines(shown: Shown, step: Step, words: Translator, paint: Paint) -> Iterator[str]:
    """Each field under its label, then the sections of the body."""
    kind = shown.life.kind
    labels = [safe(label_of(change, kind, words)) for change in step.changes.fields]
    broad = max(map(width, labels), default=0)
    for label, change in zip(labels, step.changes.fields, strict=True):
        text = safe(change_text(change, kind, words, first=step.before is None))
        yield f"{paint.style(label + ' ' * (broad - width(label)), 'gutter')}  {text}"
    yield from (safe(section_line(change, words)) for change in step.changes.sections)


def as_csv_table(shown: Shown, words: Translator) -> Table:
    """A row for each field and section that a step changed, at least one for each step."""
    names = ("day", "commit", "author", "subject", "what", "path", "field", "before", "now")
    return Table(tuple(Heading(name) for name in names), tuple(row for step in shown.steps for row in rows(shown, step, words)))


def rows(shown: Shown, step: Step, words: Translator) -> Iterator[tuple[str, ...]]:
    day, commit, entry = shown.day(step), shown.commit(step), step.now or step.before
    author, subject = (commit.author, commit.subject) if commit is not None else ("", "")
    start = (day.isoformat() if day else "", step.commit, author, subject, step.what, entry.source.path if entry else "")
    kind, changes = shown.life.kind, step.changes
    found = [(one.field, value_of(one.field, one.before, kind, words), value_of(one.field, one.now, kind, words)) for one in changes.fields]
    found += [(f"# {one.heading}".rstrip(), f"-{one.went}", f"+{one.came}") for one in changes.sections]
    yield from ((*start, *cells) for cells in found or [("", "", "")])


def as_data(shown: Shown) -> dict[str, object]:
    """The life as docs/json.md describes it."""
    life, entry = shown.life, shown.latest
    return {
        "version": VERSION,
        "key": life.name.key,
        "kind": life.kind.name,
        "id": life.name.id,
        "title": title_of(entry) if entry is not None else "",
        "path": life.now.source.path if life.now is not None else None,
        "steps": [step_data(shown, step) for step in shown.steps],
    }


def step_data(shown: Shown, step: Step) -> dict[str, object]:
    return {
        **commit_data(shown, step),
        "what": step.what,
        "before": place_data(step.before),
        "now": place_data(step.now),
        "fields": [
            {"field": one.field, "before": as_json(one.before), "now": as_json(one.now)} for one in step.changes.fields
        ],
        "sections": [
            {"heading": one.heading, "lines_come": one.came, "lines_gone": one.went} for one in step.changes.sections
        ],
    }


def commit_data(shown: Shown, step: Step | None) -> dict[str, object]:
    commit, day = (shown.commit(step), shown.day(step)) if step is not None else (None, None)
    return {
        "commit": step.commit if step is not None else "",
        "day": day.isoformat() if day else None,
        "author": commit.author if commit else None,
        "subject": commit.subject if commit else None,
    }


def place_data(entry: Entry | None) -> dict[str, object] | None:
    return None if entry is None else {"key": key_of_entry(entry), "path": entry.source.path, "form": entry.form.value}
