"""How soon we answer what clients write, measured in working time against the norm of the communication plan."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from msgspec import Struct

from pmledger.analysis.figure import Input, Result, exact, unknown
from pmledger.analysis.standing import is_counted, titled
from pmledger.analysis.working_hours import WorkingHours
from pmledger.kinds.values import Moment
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record
from pmledger.source.message import say

WINDOW_DAYS = 90
WRITTEN = frozenset({"email", "im", "portal", "letter"})
"""Channels on which a message waits for its answer; who calls or comes is answered there and then."""


class Answer(Struct, frozen=True):
    """A written message from outside, and what answered it.

    `hours` are working hours until the answer, or until today while it waits; `norm` what the plan item `rule` allows,
    None where no norm applies.
    """

    message: Record
    answer: Record | None
    hours: Fraction
    norm: Fraction | None
    rule: str = ""

    @property
    def waits(self) -> bool:
        return self.answer is None

    @property
    def late(self) -> bool:
        return self.norm is not None and self.hours > self.norm


Said = tuple[tuple[datetime, ...], tuple[Record, ...]]
"""What we said to a person, by time."""


def answers(ledger: Ledger, clock: WorkingHours, as_of: date) -> tuple[Answer, ...]:
    """The written messages from clients in the last 90 days, those that wait longest first, then the latest.

    A message is answered by the communication whose `source` or `related` names it, else by the next one in which we
    speak with somebody who wrote it.
    """
    said, named = spoken(ledger, clock, as_of), named_answers(ledger, as_of)
    norms = norms_of(ledger)
    now = datetime.combine(as_of, time.max)
    found = []
    for message in ledger.of("communication"):
        if not is_question(message, as_of):
            continue
        asked = clock.wall(moment_of(message, as_of))
        answer = named.get(message.key) or next_said(said, message, asked)
        until = clock.wall(moment_of(answer, as_of), late=True) if answer else now
        rule = next((norms[each] for each in norm_keys(message) if each in norms), None)
        allowed = rule.duration("answer_within") if rule else None
        norm = Fraction(clock.minutes_of(allowed), 60) if allowed else None
        found.append(Answer(message, answer, Fraction(clock.between(asked, until), 60), norm, rule.key if rule else ""))
    return tuple(sorted(found, key=urgency))


def urgency(one: Answer) -> tuple[bool, Fraction, int, str]:
    days = one.message.day("date") or date.min
    return not one.waits, -one.hours if one.waits else Fraction(0), -days.toordinal(), one.message.key


def is_question(message: Record, as_of: date) -> bool:
    """Whether it came from outside in writing within the window."""
    on = message.day("date")
    return (
        message.text("direction") == "inbound"
        and message.text("channel") in WRITTEN
        and is_counted(message, as_of)
        and on is not None
        and on >= as_of - timedelta(days=WINDOW_DAYS)
    )


def moment_of(record: Record, usual: date) -> Moment:
    value = record.values.get("date")
    return value if isinstance(value, Moment) else Moment(record.day("date") or usual)


def outsiders(record: Record) -> tuple[str, ...]:
    return record.targets.get("participants", ())


def spoken(ledger: Ledger, clock: WorkingHours, as_of: date) -> Mapping[str, Said]:
    """By person all counted communications that did not come from outside alone, by time."""
    by_person: dict[str, list[tuple[datetime, str, Record]]] = {}
    for one in ledger.of("communication"):
        if is_counted(one, as_of) and one.text("direction") != "inbound" and one.text("type") != "report":
            at = clock.wall(moment_of(one, as_of), late=True)
            for key in outsiders(one):
                if (person := ledger.get(key)) is not None and person.text("type") == "contact":
                    by_person.setdefault(key, []).append((at, one.key, one))
    ordered = {key: sorted(found, key=lambda each: each[:2]) for key, found in by_person.items()}
    return {key: (tuple(at for at, _, _ in found), tuple(one for *_, one in found)) for key, found in ordered.items()}


def next_said(said: Mapping[str, Said], message: Record, asked: datetime) -> Record | None:
    """The first that we said to one of the message's people after it."""
    firsts = []
    for key in outsiders(message):
        times, records = said.get(key, ((), ()))
        at = bisect_right(times, asked)
        if at < len(times):
            firsts.append((times[at], records[at].key, records[at]))
    return min(firsts, key=lambda each: each[:2])[2] if firsts else None


def named_answers(ledger: Ledger, as_of: date) -> Mapping[str, Record]:
    """Communications of ours that name the message they answer, by its key; the earliest of several."""
    found: dict[str, Record] = {}
    ours = [one for one in ledger.of("communication") if one.text("direction") != "inbound" and is_counted(one, as_of)]
    for one in sorted(ours, key=lambda one: (one.day("date") or date.max, one.key)):
        for key in (*one.targets.get("source", ()), *one.targets.get("related", ())):
            found.setdefault(key, one)
    return found


NormKey = tuple[str, str, str]
"""Home (a project, a client, "" for the workspace), channel, person ("" for any)."""


def norms_of(ledger: Ledger) -> Mapping[NormKey, Record]:
    """Active plan items that state how soon we answer, by whom and where they hold."""
    found: dict[NormKey, Record] = {}
    for plan in ledger.of("comm_plan"):
        if plan.status == "active" and plan.duration("answer_within") is not None:
            home, channel = plan.project or plan.client, plan.text("channel")
            for person in plan.targets.get("audience", ()) or ("",):
                found.setdefault((home, channel, person), plan)
    return found


def norm_keys(message: Record) -> tuple[NormKey, ...]:
    """Where a norm for a message may stand: near before far, people before circles."""
    channel = message.text("channel")
    homes = tuple(dict.fromkeys((message.project, message.client, "")))
    return tuple((home, channel, person) for home in homes for person in (*outsiders(message), ""))


def in_time(found: Iterable[Answer]) -> Result:
    """Percent answered within the norm, of those to which one applies; what waits within it is not judged yet."""
    judged = [one for one in found if one.norm is not None and (not one.waits or one.late)]
    inputs = tuple(Input(titled(one.message), one.message.day("date"), one.message.key, "date") for one in judged)
    if not judged:
        return unknown(say("no message to which a norm applies came in the last {days} days", days=WINDOW_DAYS))
    kept = sum(not one.late for one in judged)
    return Result(exact(Fraction(100 * kept, len(judged))), (*inputs, Input(say("Messages judged"), len(judged))))


def median_hours(found: Iterable[Answer]) -> Result:
    """The median of the working hours until an answer; of two in the middle the mean."""
    done = sorted((one for one in found if not one.waits), key=lambda one: (one.hours, one.message.key))
    if not done:
        return unknown(say("no message was answered in the last {days} days", days=WINDOW_DAYS))
    low, high = done[(len(done) - 1) // 2], done[len(done) // 2]
    inputs = tuple(Input(titled(one.message), one.message.day("date"), one.message.key, "date") for one in done)
    return Result(exact((low.hours + high.hours) / 2), (*inputs, Input(say("Messages answered"), len(done))))
