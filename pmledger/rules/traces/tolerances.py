"""What is forecast to go beyond its tolerance, and whether those above were asked."""

from collections.abc import Iterator
from fractions import Fraction

from pmledger.analysis.figure import spoken
from pmledger.analysis.tolerance.granted import Limit, granted
from pmledger.analysis.tolerance.tolerated import Tolerance
from pmledger.analysis.tolerance.words import OF, limit_said, off_said
from pmledger.kinds.values import Money
from pmledger.ledger.record import Record
from pmledger.reader.terms import field_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.rules.traces.links import pointer
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import Message, say
from pmledger.source.span import Span

FEWEST_OPTIONS = 2
MOST_DRIVERS = 3


def beyond_tolerance(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A project or stage is forecast beyond its tolerance, and no exception report asks what to do.

    Within its tolerance a manager decides alone; beyond it those above do (PRINCE2: management by exception). The
    tolerance stands in the project, the stage or `pmledger.yml`, or was accepted by a decision since. What answers is a
    decision with `exception:` that is proposed, or decided and not due to be looked at again.

    ```yaml
    # projects/apollo/index.md
    tolerance: {days: 5, cost_pct: 5}
    ```

    Write the report: `pmledger report exception apollo` has all that the ledger knows.
    """
    for found in facts.conclusions.tolerances.values():
        for one in found:
            if one.unanswered:
                yield unasked(facts, fault, one)


def unasked(facts: Facts, fault: Fault, one: Tolerance) -> Diagnostic:
    record = facts.ledger.by_key[one.subject]
    place, home = place_of(facts, one.limit, record), facts.ledger.by_key[one.project]
    drivers = [facts.ledger.by_key[key].place(*([field] if field else [])) for key, field in one.off.drivers[:MOST_DRIVERS]]
    return fault.at(
        place,
        say(
            "“{title}” is beyond its tolerance of {measure}: {off}, {limit} tolerated ({place}{there}), and no exception report says what to do",
            title=record.title,
            measure=OF[one.measure],
            off=told(one),
            limit=limit_said(one.limit),
            place=where(one.limit, place),
            there=f" ↔ {drivers[0].path}:{drivers[0].line}" if drivers else "",
        ),
        found=one.limit.name,
        help=say("write one: `pmledger report exception {project}`", project=home.id),
        related=tuple(Related(driver, say("this drives it")) for driver in drivers if driver != place),
        record=record.key,
    )  # fmt: skip


def told(one: Tolerance) -> Message:
    """How far off; of money only that it is too much, since one person's rate may be behind it."""
    if one.limit.way == "cost_pct":
        return say("the cost forecast is more than {limit} % over the budget", limit=spoken(one.limit.amount, 1))
    return off_said(one) or say("it is off by more than that")


def place_of(facts: Facts, limit: Limit, record: Record) -> Span:
    """Where a limit stands; of the workspace's the record that it is used for."""
    stated = facts.ledger.get(limit.record)
    return stated.place("tolerance", limit.name) if stated is not None else record.origin


def where(limit: Limit, place: Span) -> str:
    return f"{place.path}:{place.line}" if limit.record else "pmledger.yml"


def unfinished_exception(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An exception report does not say what those above need to decide.

    They need the cause (`context`), at least two options, and a recommendation.

    ```yaml
    # projects/apollo/decisions/late-finish.md
    exception: [schedule]
    options: [{option: Accept the new date}]
    ```

    Write what is missing; `pmledger report exception` proposes options with their effects.
    """
    for decision in facts.ledger.of("decision"):
        if not decision.has("exception") or decision.status not in {"proposed", "decided"}:
            continue
        missing = [name for name in ("context", "recommendation") if not decision.written(name)]
        if "options" not in decision.faulty and len(decision.items("options")) < FEWEST_OPTIONS:
            missing.insert(1 if "context" in missing else 0, "options")
        if missing:
            yield fault.at(
                decision.place("exception"),
                say("the exception report “{title}” needs {field}", title=decision.title,
                    field=tuple(field_term("decision", name) for name in missing)),
                help=say("options are two at least; `pmledger report exception` says what the ledger knows"),
                record=decision.key,
            )  # fmt: skip


def wider_stage_tolerance(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A stage may be off by more than its whole project may be.

    Whoever grants a tolerance can grant no more than they have. Working days are compared with working days; percent of
    a stage's budget and of the project's by what they are worth.

    ```yaml
    tolerance: {days: 5}
    phases: [{id: build, title: Build, order: 2, tolerance: {days: 10}}]
    ```

    Write a narrower tolerance of the stage, or have the project's widened.
    """
    for stage in facts.ledger.of("phase"):
        project = facts.ledger.get(stage.project)
        if stage.closed or project is None or not stage.has("tolerance"):
            continue
        whole = granted(project, facts.conclusions.premises.tolerance, ())
        for way, limit in granted(stage, {}, ()).items():
            above = whole.get(way)
            wider = None if above is None else comparison(facts, stage, project, limit, above)
            if above is not None and wider is not None:
                yield fault.at(
                    stage.place("tolerance", limit.name),
                    say("the stage “{stage}” may be off by {limit} ({place}), the whole of “{project}” only by {above} ({there})",
                        stage=stage.title, project=project.title, limit=wider[0], above=wider[1],
                        place=where(limit, stage.place("tolerance", limit.name)),
                        there=where(above, project.place("tolerance", above.name))),
                    found=limit.name,
                    help=say("narrow the one or widen the other"),
                    related=(pointer(project, say("the project’s tolerance is here"), "tolerance", above.name),) if above.record else (),
                    record=stage.key,
                )  # fmt: skip


def comparison(facts: Facts, stage: Record, project: Record, limit: Limit, above: Limit) -> tuple[object, object] | None:
    """What a stage and its project may be off by where the stage's is more, in the same unit; else None."""
    if limit.way == "days" and limit.amount > above.amount:
        return limit_said(limit), limit_said(above)
    if limit.way != "cost_pct":
        return None
    figures = facts.conclusions.figures
    part, whole = figures.get(("stage_budget", stage.key)), figures.get(("bac", project.key))
    own, all_ = (None if one is None else one.number for one in (part, whole))
    if part is None or own is None or all_ is None or limit.amount * own <= above.amount * all_:
        return None
    return amount(limit.amount * own / 100, part.unit), amount(above.amount * all_ / 100, part.unit)


def amount(size: Fraction, currency: str) -> Money:
    return Money(spoken(size), currency)


RULES: tuple[Rule, ...] = (
    rule("PM337", "beyond-tolerance", Severity.ATTENTION, beyond_tolerance),
    rule("PM338", "unfinished-exception", Severity.WARNING, unfinished_exception, by_state=True),
    rule("PM339", "wider-stage-tolerance", Severity.WARNING, wider_stage_tolerance),
)
