"""What changed and what it means, as lines for the terminal."""

from collections.abc import Iterator

from msgspec import Struct

from pmledger.analysis.comparison.cause_words import change_said, field_words, place_of
from pmledger.analysis.comparison.changes import Change
from pmledger.analysis.comparison.values import is_withheld
from pmledger.analysis.comparison.watched import Amount
from pmledger.analysis.comparison.words import consequence_said, crossing_said, reason_said, withheld_said
from pmledger.history.difference import Difference, Told
from pmledger.history.faults_between import FaultChange
from pmledger.history.trials import Cause
from pmledger.history.two_sides import DISK, STAGED, Span
from pmledger.language.translator import Translator
from pmledger.reader.terms import kind_term
from pmledger.show.paint import Paint
from pmledger.show.safe import safe
from pmledger.source.message import N_, Message, say, say_count

MOST_TOLD = 20
MOST_RECORDS = 50
SORTS = {"new": N_("new"), "gone": N_("gone"), "changed": N_("changed"), "renamed": N_("renamed"), "rewritten": N_("written otherwise")}
ORDER = tuple(SORTS)


class Shown(Struct, frozen=True, eq=False):
    """A difference with what its two sides are called; `withhold` leaves out what is restricted."""

    found: Difference
    span: Span
    withhold: bool = False

    @property
    def secret(self) -> bool:
        """Whether something restricted changed from which amounts follow, such as a rate: with both it could be found out."""
        kinds = self.found.snapshot.schema.kinds
        return any(is_withheld(one, kinds[one.record.kind], field.name) for one in self.found.records for field in one.fields)

    @property
    def earlier(self) -> str:
        return self.span.earlier

    @property
    def later(self) -> object:
        if self.span.later_is == DISK:
            return say("the files on the disk")
        return say("what is staged") if self.span.later_is == STAGED else self.span.later


def answer_lines(shown: Shown) -> Iterator[Message]:
    """Every consequence, the gravest first; or that there is none."""
    found = shown.found
    for one in found.told:
        yield told_said(one, shown)
    for fault in found.faults:
        yield fault_said(fault, shown)
    if not found.consequential:
        yield nothing_said(found)


def nothing_said(found: Difference) -> Message:
    if found.meant:
        return say("No consequence.")
    if found.records or found.rewritten:
        return say("No consequence: nothing changed in meaning.")
    return say("No consequence: nothing changed.")


def told_said(one: Told, shown: Shown) -> Message:
    """A consequence with its cause; of a colour also why it holds."""
    found, after = one.found, shown.found.after
    record = after.ledger.by_key[found.subject]
    if shown.withhold and record.visibility == "restricted":
        return say("A restricted {kind} stands otherwise", kind=kind_term(record.kind, spaced=True))
    secret = shown.withhold and shown.secret
    if secret and isinstance(found.after, Amount):
        return caused(withheld_said(found, after), one.cause, shown)
    sentence = consequence_said(found, shown.found.before, after)
    if one.crossing is not None:
        sentence = crossing_said(sentence, one.crossing, after)
    if found.watch.name == "state" and one.cause.changes and one.cause.changes[0].record.key == found.subject:
        return say("{consequence} ({place})", consequence=sentence, place=place_of(one.cause.changes[0]))
    reason = None if secret else reason_said(found, after)
    whole = caused(sentence, one.cause, shown)
    return whole if reason is None else say("{consequence}. {reason}", consequence=whole, reason=reason)


def caused(sentence: Message, cause: Cause, shown: Shown) -> Message:
    """A sentence with what explains it and where that is written."""
    if cause.configuration:
        return say("{consequence}, because of {keys} in pmledger.yml", consequence=sentence, keys=cause.configuration)
    said = tuple(change_said(one, shown.found.snapshot.schema, withhold=shown.withhold) for one in cause.changes)
    if len(said) == 1:
        return say("{consequence}, because {cause} ({place})", consequence=sentence, cause=said[0], place=place_of(cause.changes[0]))
    if said:
        places = tuple(dict.fromkeys(place_of(one) for one in cause.changes))
        return say("{consequence}, because {causes}, together ({places})", consequence=sentence, causes=said, places=places)
    return say("{consequence}, by several changes together", consequence=sentence)


def fault_said(fault: FaultChange, shown: Shown) -> Message:
    """How many objections of a kind came or went, with the first."""
    first, count = fault.first, len(fault.came or fault.went)
    place = f"{first.span.path}:{first.span.line}"
    reason: object = first.message
    about = shown.found.after.ledger.get(first.record) or shown.found.before.ledger.get(first.record)
    if shown.withhold and (shown.secret or (about is not None and about.visibility == "restricted")):
        reason = first.name
    if fault.came:
        return say_count("{code} fails that passed, at {place}: {reason}",
                         "{code} fails in {count} places that passed, first at {place}: {reason}",
                         count, code=fault.code, place=place, reason=reason)  # fmt: skip
    return say_count("{code} passes that failed, at {place}: {reason}",
                     "{code} passes in {count} places that failed, first at {place}: {reason}",
                     count, code=fault.code, place=place, reason=reason)  # fmt: skip


def hides(change: Change) -> bool:
    return change.record.visibility == "restricted"


def basis(shown: Shown) -> Message:
    """What was held against what, as of which day."""
    return say("{earlier} against {later}, both as of {day}.", earlier=shown.earlier, later=shown.later, day=shown.found.as_of)


def in_order(found: Difference) -> list[Change]:
    """The records by what became of them."""
    return sorted(found.records, key=lambda one: ORDER.index(one.sort))


def head_said(change: Change, shown: Shown) -> Message:
    """A record by kind, title and key; of a renamed one what it was called."""
    record = change.record
    kind = kind_term(shown.found.snapshot.schema.kinds[record.kind], spaced=True)
    title: object = record.title
    if shown.withhold and hides(change):
        return say("{kind}, restricted", kind=kind)
    was = change.before
    if was is not None and change.renamed:
        before = was.title if was.title != record.title else was.id
        now = title if was.title != record.title else record.id
        return say("{kind} “{record}”, was “{before}”", kind=kind, record=now, before=before)
    return say("{kind} “{record}”", kind=kind, record=title)


def detail_lines(change: Change, shown: Shown) -> Iterator[Message]:
    """What a record says otherwise: fields, sections, links, and where it is written."""
    if change.before is None or change.after is None or (shown.withhold and hides(change)):
        return
    kind = shown.found.snapshot.schema.kinds[change.record.kind]
    for one in change.fields:
        yield field_words(one, change, kind, withhold=shown.withhold)
    for heading in change.sections:
        if heading.endswith(".md"):
            yield say("text of {path}", path=heading)
        else:
            yield say("text under “{heading}”", heading=heading) if heading else say("text")
    linked = {key for one in change.fields for key in change.after.targets.get(one.name, ())}
    lost = {key for one in change.fields for key in change.before.targets.get(one.name, ())}
    if gained := tuple(key for key in change.gained if key not in linked):
        yield say("links now to {records}", records=gained)
    if gone := tuple(key for key in change.lost if key not in lost):
        yield say("links no more to {records}", records=gone)
    if change.moved and change.moved != change.after.path:
        yield say("was written in {path}", path=change.moved)
    elif change.moved and change.before.form is not change.after.form:
        yield say("is written in another form")


def as_text(shown: Shown, words: Translator, *, everything: bool, colour: bool = False) -> str:
    """Consequences, records and what was compared, a line each."""
    paint = Paint(colour)
    lines = [safe(words.render(one)) for one in answer_lines(shown)]
    told = lines if everything else lines[:MOST_TOLD]
    if len(told) < len(lines):
        more = say_count("and {count} more consequence; see all with --all", "and {count} more consequences; see all with --all", len(lines) - len(told))
        told = [*told, words.render(more)]
    blocks = [told, record_lines(shown, words, paint, everything=everything), [words.render(basis(shown))]]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def rewritten_said(found: Difference) -> Message | None:
    """How many records are only written otherwise."""
    count = sum(one.sort == "rewritten" for one in found.records)
    if not count:
        return None
    return say_count("{count} record is written otherwise and says the same", "{count} records are written otherwise and say the same", count)


def record_lines(shown: Shown, words: Translator, paint: Paint, *, everything: bool) -> list[str]:
    """The records that say something else, each with what; the others by their number unless all are asked for."""
    same = None if everything else rewritten_said(shown.found)
    records = [one for one in in_order(shown.found) if same is None or one.sort != "rewritten"]
    kept = records if everything else records[:MOST_RECORDS]
    lines = []
    for one in kept:
        head = words.render(head_said(one, shown))
        place = f"{one.record.path}:{one.record.origin.line}" if one.after is not None else one.record.path
        lines.append(f"{paint.style(words.text(SORTS[one.sort]), 'strong')}  {safe(head)}  {paint.style(safe(place), 'faint')}")
        lines.extend(f"    {safe(words.render(detail))}" for detail in detail_lines(one, shown))
    if shown.found.configured:
        keys = safe(words.comma.join(shown.found.configured))
        lines.append(f"{paint.style(words.text(SORTS['changed']), 'strong')}  pmledger.yml{words.colon}{keys}")
    if len(kept) < len(records):
        more = say_count("and {count} more record; see all with --all", "and {count} more records; see all with --all", len(records) - len(kept))
        lines.append(words.render(more))
    if same is not None:
        lines.append(words.render(same))
    return lines
