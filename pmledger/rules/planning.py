"""Tasks, milestones, baselines, stages and calendars that contradict themselves."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from pmledger.analysis.calendars import LONGEST
from pmledger.analysis.standing import as_day
from pmledger.kinds.values import Duration
from pmledger.ledger.record import Record
from pmledger.reader.terms import field_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say

OWN_WORK = ("duration", "effort", "percent_complete", "assignees", "alternatives", "estimate")


def dependency_cycle(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Tasks wait for each other in a circle.

    ```yaml
    tasks:
      - {id: build, duration: 5d, depends: [test]}
      - {id: test, duration: 2d, depends: [build]}
    ```

    None of them could ever start. Nor could a task that waits for one it is part of, or for a part of its own, or tasks
    that are part of each other. Remove one of the dependencies; the message prints the whole circle.
    """
    graph = {
        record.key: tuple(key for key in record.targets.get("depends", ()) if key in facts.ledger.by_key)
        for kind in ("task", "milestone")
        for record in facts.ledger.of(kind)
    }
    for circle in cycles(graph):
        record = facts.ledger.by_key[circle[0]]
        names = " → ".join(facts.ledger.by_key[key].id for key in (*circle, circle[0]))
        yield fault.at(
            record.place("depends"),
            say("a circle of dependencies: {path}", path=names),
            found=record.id,
            related=tuple(
                Related(
                    facts.ledger.by_key[key].place("depends"), say("{id} waits here", id=facts.ledger.by_key[key].id)
                )
                for key in circle[1:]
            ),
            record=record.key,
        )
    yield from own_parts(facts, fault)


def own_parts(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Tasks that are part of each other, and tasks that wait for their whole or for a part of their own."""
    ledger = facts.ledger
    wholes = {task.key: task.target("parent") or task.parent for task in ledger.of("task")}
    circles = tuple(cycles({key: (whole,) for key, whole in wholes.items() if whole}))
    for circle in circles:
        task = ledger.by_key[circle[0]]
        yield fault.at(
            task.place("parent"),
            say("tasks that are part of each other: {path}",
                path=" → ".join(ledger.by_key[key].id for key in (*circle, circle[0]))),
            found=task.id,
            record=task.key,
        )  # fmt: skip
    for task in ledger.of("task"):
        for key in dict.fromkeys(task.targets.get("depends", ())):
            other = ledger.get(key)
            if other is None or other.key == task.key:
                continue
            whole, part = (other, task) if is_part(task.key, key, wholes) else (task, other)
            if is_part(part.key, whole.key, wholes):
                yield fault.at(
                    task.place("depends"),
                    say("{id} waits for {other}, but {part} is part of {whole}", id=task.id, other=other.id,
                        part=part.id, whole=whole.id),
                    found=task.id,
                    related=(Related(part.place("parent"), say("{id} is part of it here", id=part.id)),),
                    record=task.key,
                )  # fmt: skip


def is_part(key: str, whole: str, wholes: Mapping[str, str]) -> bool:
    """Whether a task is part of another, over any number of levels."""
    seen: set[str] = set()
    while (key := wholes.get(key, "")) and key not in seen:
        if key == whole:
            return True
        seen.add(key)
    return False


def cycles(graph: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The circles of a graph, each once, beginning at its smallest key; linear, without recursion."""
    done: set[str] = set()
    for start in sorted(graph):
        path: list[str] = []
        stack = [(start, iter(graph.get(start, ())))] if start not in done else []
        on_path = {start} if stack else set()
        path.extend([start] if stack else [])
        while stack:
            node, following = stack[-1]
            after = next(following, None)
            if after is None:
                stack.pop()
                path.pop()
                on_path.discard(node)
                done.add(node)
            elif after in on_path:
                circle = path[path.index(after) :]
                turn = circle.index(min(circle))
                yield (*circle[turn:], *circle[:turn])
            elif after not in done:
                stack.append((after, iter(graph.get(after, ()))))
                path.append(after)
                on_path.add(after)


def summary_with_own_work(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A task that has sub-tasks states work of its own.

    Duration, effort, progress and assignees of a summary task are those of its parts; written twice they will differ.

    Remove them from the summary, or move them to a sub-task.
    """
    parents = {task.target("parent") for task in facts.ledger.of("task")}
    for task in facts.ledger.of("task"):
        if task.key not in parents:
            continue
        for name in OWN_WORK:
            if task.node.pair(name):
                yield fault.at(
                    task.key_place(name),
                    say("{id} has sub-tasks, so its {field} comes from them", id=task.id,
                        field=field_term("task", name)),
                    found=name,
                    record=task.key,
                )  # fmt: skip


def unordered_estimate(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A three-point estimate is not in the order optimistic ≤ most likely ≤ pessimistic.

    ```yaml
    estimate: {o: 15d, m: 12d, p: 31d}
    ```

    The weighted mean (o + 4m + p) / 6 has no meaning then. Correct the values.
    """
    hours = facts.settings.calendar.hours_per_day
    for task in facts.ledger.of("task"):
        estimate = task.values.get("estimate")
        if not isinstance(estimate, Mapping):
            continue
        points = [in_hours(estimate.get(name), Decimal(hours)) for name in ("o", "m", "p")]
        known = [point for point in points if point is not None]
        if known != sorted(known):
            yield fault.at(
                task.place("estimate"),
                say("the estimate of {id} is not in order: optimistic ≤ most likely ≤ pessimistic", id=task.id),
                found=" ".join(str(estimate.get(name)) for name in ("o", "m", "p")),
                record=task.key,
            )


def in_hours(value: object, hours_per_day: Decimal) -> Decimal | None:
    """A duration in working hours, a week being five days."""
    if not isinstance(value, Duration):
        return None
    factor = {"min": Decimal(1) / 60, "h": Decimal(1), "d": hours_per_day, "w": 5 * hours_per_day}[value.unit]
    return value.amount * factor


def unfinished_done_task(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A task is done, but its progress is not 100 percent.

    ```yaml
    status: done
    percent_complete: 80
    ```

    Set the progress to 100, or the status back to `in_progress`.
    """
    for task in facts.ledger.of("task"):
        percent = task.number("percent_complete")
        if task.status == "done" and percent is not None and percent != 100 and task.node.pair("percent_complete"):
            yield fault.at(
                task.place("percent_complete"),
                say("{id} is done at {percent} percent", id=task.id, percent=percent),
                found=str(percent),
                help=say("write 100, or set the status back"),
                record=task.key,
            )


def unexplained_block(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A task is blocked and nothing says by what.

    Write `blocked_reason:`, or name the issue that blocks it (`blocks:` in the issue).
    """
    for task in facts.ledger.of("task"):
        blockers = facts.ledger.pointing_at(task.key, "issue", "blocks")
        if task.status == "blocked" and not task.written("blocked_reason") and not blockers:
            yield fault.at(
                task.place("status"),
                say("{id} is blocked and nothing says by what", id=task.id),
                found="blocked",
                help=say("add blocked_reason:"),
                record=task.key,
            )


def milestone_without_date(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A planned milestone has neither a date nor tasks that would give it one.

    Write `forecast_date:`, or `depends:` with the tasks that lead to it.
    """
    for milestone in facts.ledger.of("milestone"):
        dated = any(map(milestone.written, ("forecast_date", "depends", "baseline_date")))
        if milestone.status == "planned" and not dated:
            yield fault.at(
                milestone.origin,
                say("the milestone {id} has no date", id=milestone.id),
                found=milestone.id,
                help=say("add forecast_date:, or depends: with tasks"),
                record=milestone.key,
            )


def second_baseline(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A project has two approved baselines.

    What was agreed is one plan. When a change moves it, the new baseline is approved and the old one superseded.

    Set the older one to `superseded`.
    """
    for project in facts.ledger.of("project"):
        approved = [b for b in facts.ledger.of_project(project.key, "baseline") if b.status == "approved"]
        approved.sort(key=lambda b: str(b.day("date")))
        for older in approved[:-1]:
            yield fault.at(
                older.place("status") if older.node.pair("status") else older.origin,
                say("{project} has another approved baseline, {id}", project=project.title, id=approved[-1].id),
                found=older.id,
                help=say("write status: superseded"),
                related=(Related(approved[-1].origin, say("the newer one is here")),),
                record=older.key,
            )


def baseline_without_change(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A baseline after the first answers no approved change.

    The plan that was agreed moves by a change that somebody approved, or it does not move.

    Write `change:` with the approved changes it answers, or name the baseline in `baseline_after:` of the change.
    """
    counted = {"approved", "implementing", "implemented", "closed"}
    for project in facts.ledger.of("project"):
        baselines = [b for b in facts.ledger.of_project(project.key, "baseline") if b.status != "draft"]
        baselines.sort(key=lambda b: str(b.day("date")))
        for baseline in baselines[1:]:
            changes = [facts.ledger.get(key) for key in baseline.targets.get("change", ())]
            changes += facts.ledger.pointing_at(baseline.key, "change", "baseline_after")
            unknown = baseline.written("change") and not baseline.targets.get("change")
            if not unknown and not any(change is not None and change.status in counted for change in changes):
                yield fault.at(
                    baseline.origin,
                    say("{id} moves the plan, but names no approved change", id=baseline.id),
                    found=baseline.id,
                    help=say("add change: with the approved change"),
                    record=baseline.key,
                )


def contradicting_exceptions(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A calendar says two things about one day, or a day of more than 24 hours.

    Each date has one exception, by itself or in a span of days, with 0 to 24 working hours. Delete one of the two.
    """
    for calendar in facts.ledger.of("calendar"):
        seen: dict[date, int] = {}
        for index, item in enumerate(calendar.items("exceptions")):
            hours, days = item.get("hours"), days_of(item)
            if isinstance(hours, Decimal | int) and not 0 <= hours <= 24:
                yield fault.at(
                    calendar.place("exceptions", index, "hours"),
                    say("a day has 0 to 24 hours, not {hours}", hours=hours),
                    found=str(hours),
                    record=calendar.key,
                )
            day = next((day for day in days if seen.setdefault(day, index) != index), None)
            if day is not None:
                yield fault.at(
                    calendar.place("exceptions", index, "date" if item.get("date") else "from"),
                    say("{day} has another exception already", day=day),
                    found=str(day),
                    related=(Related(calendar.place("exceptions", seen[day]), say("the first one is here")),),
                    record=calendar.key,
                )


def days_of(item: Mapping[str, object]) -> tuple[date, ...]:
    """The days of an exception, one or a span of at most a year."""
    first = as_day(item.get("date")) or as_day(item.get("from"))
    if first is None:
        return ()
    last = (as_day(item.get("to")) if item.get("date") is None else None) or first
    return tuple(first + timedelta(days=step) for step in range(min((last - first).days, LONGEST - 1, (date.max - first).days) + 1))


def shared_work_code(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """Two tasks of a project have the same code in the work breakdown structure.

    Give each its own code, or leave `wbs:` out: it is derived from the order then.
    """
    seen: dict[tuple[str, str], Record] = {}
    for task in facts.ledger.of("task"):
        code = task.text("wbs")
        other = seen.setdefault((task.project, code), task) if code else task
        if other is not task:
            yield fault.at(
                task.place("wbs"),
                say("{code} is also the code of {other}", code=code, other=other.id),
                found=code,
                related=(Related(other.place("wbs"), say("the other one is here")),),
                record=task.key,
            )


RULES: tuple[Rule, ...] = (
    rule("PM230", "dependency-cycle", Severity.ERROR, dependency_cycle),
    rule("PM231", "summary-with-own-work", Severity.ERROR, summary_with_own_work),
    rule("PM232", "unordered-estimate", Severity.ERROR, unordered_estimate),
    rule("PM233", "unfinished-done-task", Severity.ERROR, unfinished_done_task),
    rule("PM234", "unexplained-block", Severity.WARNING, unexplained_block),
    rule("PM235", "milestone-without-date", Severity.ERROR, milestone_without_date, by_state=True),
    rule("PM236", "second-approved-baseline", Severity.ERROR, second_baseline),
    rule("PM237", "baseline-without-change", Severity.ERROR, baseline_without_change),
    rule("PM241", "contradicting-exceptions", Severity.ERROR, contradicting_exceptions),
    rule("PM242", "shared-work-code", Severity.ERROR, shared_work_code),
)
