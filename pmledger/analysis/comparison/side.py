"""One of two states that are held against each other: what is asked of it is looked up by subject, once."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from pmledger.analysis.client_figures import receivable
from pmledger.analysis.conclude import Conclusions
from pmledger.analysis.figure import Figure, Result
from pmledger.analysis.load import loads
from pmledger.analysis.milestones import expected_on, reached_on
from pmledger.analysis.progress import baseline_span, current_baseline
from pmledger.analysis.promises import carried_until, client_of, is_late, missed_by, owed
from pmledger.analysis.standing import day, is_open
from pmledger.analysis.team import AHEAD_WEEKS
from pmledger.analysis.tolerance.tolerated import Tolerance
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

ASKS = frozenset({"owner", "assignees", "manager", "account_manager"})
"""Fields that name who has to do something."""


class Side:
    """A ledger and what follows from it on a day. Not for two threads at once."""

    def __init__(self, ledger: Ledger, conclusions: Conclusions, as_of: date) -> None:
        self.ledger = ledger
        self.conclusions = conclusions
        self.as_of = as_of

    def figure(self, name: str, subject: str) -> Figure | None:
        return self.conclusions.figures.get((name, subject))

    def milestone(self, key: str) -> date | None:
        """When a milestone was reached or is expected."""
        record = self.ledger.by_key[key]
        return reached_on(record, self.as_of) or expected_on(record, self.conclusions.timetable.forecasts)

    def receivable(self, key: str) -> Result:
        """What a client has still to pay; reckoned here, since its figure waits for those of all clients."""
        client, premises = self.ledger.by_key[key], self.conclusions.premises
        currency = client.text("currency") or premises.currency
        return receivable(self.ledger.of_client(key, "invoice"), currency, premises, self.as_of)

    def agreed_finish(self, key: str) -> date | None:
        """The latest finish in the baseline of a project that holds."""
        baseline = current_baseline(self.ledger.by_key[key], self.ledger, self.as_of)
        span = None if baseline is None else baseline_span(baseline)
        return None if span is None else span[1]

    def tolerance(self, key: str, measure: str) -> Tolerance | None:
        return next((one for one in self.conclusions.tolerances.get(key, ()) if one.measure == measure), None)

    @cached_property
    def late_promises(self) -> Mapping[str, frozenset[str]]:
        """By the key of a client what we owe it past its day."""
        waiting = owed(self.ledger.of("promise"), self.as_of)
        return grouped((client_of(one, self.ledger), one.key) for one in waiting if is_late(one, self.as_of))

    @cached_property
    def endangered_promises(self) -> Mapping[str, frozenset[str]]:
        """By the key of a client what we owe it whose work is expected to be done after its day."""
        ledger, timetable = self.ledger, self.conclusions.timetable
        waiting = [one for one in owed(ledger.of("promise"), self.as_of) if not is_late(one, self.as_of)]
        return grouped(
            (client_of(one, ledger), one.key) for one in waiting if missed_by(one, carried_until(one, ledger, timetable)[0])
        )

    @cached_property
    def late_actions(self) -> Mapping[str, frozenset[str]]:
        """By the key of a project or client, "" for the workspace, the open actions past their day."""
        late = [one for one in self.ledger.of("action") if is_open(one, self.as_of) and (due := day(one, "due")) and due < self.as_of]
        return grouped((one.project or one.client, one.key) for one in late)

    @cached_property
    def overbooked(self) -> Mapping[str, frozenset[date]]:
        """By the key of a person the Mondays of the next weeks in which they are asked for more hours than they have."""
        found = loads(self.ledger, self.conclusions.calendar, self.conclusions.timetable, self.as_of, AHEAD_WEEKS)
        return {one.person: weeks for one in found if (weeks := frozenset(week.monday for week in one.weeks if week.overbooked))}

    @cached_property
    def left_behind(self) -> Mapping[str, frozenset[str]]:
        """By the key of a person who is no longer active the open records that wait for them."""
        gone = [one for one in self.ledger.of("person") if one.status not in {"", "active"}]
        return {one.key: waiting for one in gone if (waiting := frozenset(self.waiting_for(one)))}

    def waiting_for(self, person: Record) -> Iterable[str]:
        for link in self.ledger.backlinks.get(person.key, ()):
            source = self.ledger.by_key[link.source]
            if not source.closed and link.field.partition("[")[0].partition(".")[0] in ASKS:
                yield source.key


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for home, key in pairs:
        found.setdefault(home, set()).add(key)
    return {home: frozenset(keys) for home, keys in found.items()}
