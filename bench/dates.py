"""Dates of random plans beside those of TaskJuggler 3: where they differ, and why.

    python bench/dates.py [--plans 30] [--seed 1]

Each plan is written as records and as a project file of TaskJuggler, and both are dated, to the minute. Half of the plans
have a person for each task; in the other half few people share the tasks. Every difference gets one of the reasons of
`docs/taskjuggler.md`; one without a reason ends the program with 1. Needs `tj3` (Debian's package of that name).
"""

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pmledger
from pmledger.analysis.levelling.people_plan import people_plan
from pmledger.analysis.schedule.clock import wall

START = date(2026, 6, 1)
SETTINGS = "grammar: 1\nname: Dates\nlanguage: en\ncurrency: EUR\ntimezone: UTC\nas_of: 2026-05-29\n"
SAME, LENGTH, REFUSED = (
    "the same to the minute",
    "a length begins at night",
    "a start that is tied to a start is refused",
)
STOPS, ORDER = "work is stopped in the middle", "people take tasks in another order"
"""The reasons, as `docs/taskjuggler.md` has them."""


@dataclass
class Task:
    """One task: days of work of a person, or working days, or days on the wall; and the tasks before it with a lag."""

    key: str
    person: str
    size: int
    way: str
    after: list[tuple[str, str, int, bool]] = field(default_factory=list)
    not_before: date | None = None


@dataclass
class Case:
    tasks: list[Task]
    people: list[str]
    leave: dict[str, tuple[date, int]]
    holiday: date | None


def drawn(chance: random.Random, alone: bool) -> Case:
    """A plan of up to twelve tasks."""
    count = chance.randint(4, 12)
    people = [f"p{number}" for number in range(count if alone else 3)]
    tasks = []
    for number in range(count):
        person = people[number] if alone else chance.choice(people)
        way = chance.choice(["effort", "effort", "effort", "length", "elapsed"]) if alone else "effort"
        one = Task(f"t{number}", person, chance.randint(1, 9), way)
        for other in sorted(chance.sample(range(number), min(number, chance.randint(0, 2)))):
            lag = chance.choice([0, 0, 0, 1, 3]) if alone else 0
            one.after.append(
                (f"t{other}", "SS" if alone and chance.random() < 0.25 else "FS", lag, chance.random() < 0.3)
            )
        if chance.random() < 0.2:
            one.not_before = START + timedelta(chance.randint(1, 25))
        tasks.append(one)
    leave = {
        each: (START + timedelta(chance.randint(0, 40)), chance.randint(1, 6))
        for each in people
        if chance.random() < 0.3
    }
    return Case(tasks, people, leave, START + timedelta(chance.randint(0, 30)) if chance.random() < 0.5 else None)


def as_records(case: Case, root: Path) -> None:
    root.mkdir(parents=True)
    holiday = f"holidays: [{case.holiday}]\n" if case.holiday else ""
    calendar = f"calendar: {{{holiday.strip()}}}\n" if holiday else ""
    (root / "pmledger.yml").write_text(SETTINGS + calendar, encoding="utf-8")
    for each in ("clients", "people", "projects/x"):
        (root / each).mkdir(parents=True)
    (root / "clients/c.md").write_text("---\nname: C\naccount_manager: p0\n---\n", encoding="utf-8")
    for person in case.people:
        away = ""
        if person in case.leave:
            first, days = case.leave[person]
            away = f"leave: [{{from: {first}, to: {first + timedelta(days - 1)}}}]\n"
        (root / f"people/{person}.md").write_text(f"---\nname: {person}\ntype: team\n{away}---\n", encoding="utf-8")
    lines = []
    for task in case.tasks:
        given = {
            "effort": f"effort: {task.size}d",
            "length": f"duration: {task.size}d",
            "elapsed": f"duration: {task.size}de",
        }
        parts = [f"id: {task.key}", f"title: {task.key}", "status: todo", given[task.way]]
        if task.way == "effort":
            parts.append(f"assignees: [{{person: {task.person}, percent: 100}}]")
        if task.after:
            ties = (f"{{task: {key}, type: {tie}, lag: {lag}d{'e' * wall_}}}" for key, tie, lag, wall_ in task.after)
            parts.append(f"depends: [{', '.join(ties)}]")
        if task.not_before:
            parts.append(f"start_no_earlier: {task.not_before}")
        lines.append(f"  - {{{', '.join(parts)}}}\n")
    head = f"name: X\nclient: c\nmanager: p0\nstatus: planning\nplanned_start: {START}\n"
    (root / "projects/x/index.md").write_text(f"---\n{head}tasks:\n{''.join(lines)}---\n", encoding="utf-8")


def as_juggled(case: Case, lengths_as_work: bool) -> str:
    """The same as a project file; a date before which a task may not begin is a milestone that it waits for.

    With `lengths_as_work` a length is the work of somebody who does nothing else and is never away.
    """
    text = [
        f'project x "X" {START} +12m {{ timezone "UTC" now {START} workinghours mon - fri 9:00 - 17:00 workinghours sat, sun off }}'
    ]
    if case.holiday:
        text.append(f'leaves holiday "Off" {case.holiday}')
    for person in case.people:
        away = ""
        if person in case.leave:
            first, days = case.leave[person]
            away = f"leaves annual {first} +{days}d"
        text.append(f'resource {person} "{person}" {{ {away} }}')
    if lengths_as_work:
        text += [f'resource w{task.key} "w"' for task in case.tasks]
    for task in case.tasks:
        if task.not_before:
            text.append(f'task n{task.key} "N" {{ milestone start {task.not_before} }}')
        length = f"effort {task.size}d allocate w{task.key}" if lengths_as_work else f"length {task.size}d"
        given = {
            "effort": f"effort {task.size}d allocate {task.person}",
            "length": length,
            "elapsed": f"duration {task.size}d",
        }
        ties = [f"n{task.key}"] if task.not_before else []
        for key, tie, lag, on_wall in task.after:
            gap = f" gap{'duration' if on_wall else 'length'} {lag}d" if lag else ""
            ties.append(f"{key} {{ {'onstart' if tie == 'SS' else 'onend'}{gap} }}")
        waits = f"depends {', '.join(ties)}" if ties else f"start {START}"
        text.append(f'task {task.key} "{task.key}" {{ {waits} {given[task.way]} }}')
    text.append('taskreport out "out" { formats csv columns id, start, end timeformat "%Y-%m-%d %H:%M" }')
    return "\n".join(text) + "\n"


Dates = dict[str, tuple[datetime, datetime]]


def juggled(case: Case, folder: Path, lengths_as_work: bool = False) -> Dates | None:
    """The dates of the other tool, None where it refuses the plan since a start is tied to the start of an effort."""
    folder.mkdir()
    (folder / "x.tjp").write_text(as_juggled(case, lengths_as_work), encoding="utf-8")
    done = subprocess.run(
        ["tj3", "--silent", "--output-dir", folder, folder / "x.tjp"], capture_output=True, text=True, check=False
    )
    if not (folder / "out.csv").exists():
        if "must start after start" in done.stderr:
            return None
        raise SystemExit(done.stderr)
    rows = csv.DictReader((folder / "out.csv").read_text(encoding="utf-8").splitlines(), delimiter=";")
    read = datetime.fromisoformat
    return {row["Id"]: (read(row["Start"]), read(row["End"])) for row in rows if not row["Id"].startswith("n")}


def ours(root: Path, alone: bool) -> Dates:
    snapshot = pmledger.load(root)
    timetable = snapshot.conclusions.timetable
    found = None if alone else people_plan(timetable, snapshot.ledger)
    timings = (found.levelled.schedule if found else timetable.schedule).timings
    return {
        key.rpartition("/")[2]: (wall(one.start), wall(one.finish))
        for key, one in timings.items()
        if key.startswith("task:")
    }


def interrupted(case: Case, found: Dates) -> bool:
    """Whether somebody begins a task while another of theirs is not over: they stop in the middle."""
    by_person: dict[str, list[Task]] = {}
    for task in case.tasks:
        by_person.setdefault(task.person, []).append(task)
    for tasks in by_person.values():
        spans = sorted(found[task.key] for task in tasks)
        if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
            return True
    return False


def shared_reason(case: Case, mine: Dates, other: Dates) -> str:
    """Why two plans of the same people differ, or "" where nothing tells."""
    if interrupted(case, other):
        return STOPS
    for person in case.people:
        keys = [task.key for task in case.tasks if task.person == person]
        if sorted(keys, key=mine.__getitem__) != sorted(keys, key=other.__getitem__):
            return ORDER
    return ""


def compared(case: Case, folder: Path, alone: bool) -> tuple[str, int]:
    """Whether both tools say the same of a plan, or why not, "" where nothing tells; and by how many minutes ours is later."""
    as_records(case, folder / "ws")
    mine, other = ours(folder / "ws", alone), juggled(case, folder / "tj")
    if other is None:
        return REFUSED, 0
    later = max(end for _, end in mine.values()) - max(end for _, end in other.values())
    if mine == other:
        why = SAME
    elif not alone:
        why = shared_reason(case, mine, other)
    else:
        again = juggled(case, folder / "again", lengths_as_work=True)
        why = REFUSED if again is None else LENGTH if again == mine else ""
    return why, later // timedelta(minutes=1)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--plans", type=int, default=30)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    told: dict[str, list[int]] = {}
    for number in range(given.plans):
        alone = number % 2 == 0
        case = drawn(random.Random(f"{given.seed} {number}"), alone)
        with tempfile.TemporaryDirectory() as name:
            why, later = compared(case, Path(name), alone)
        told.setdefault(why, []).append(later)
        if not why:
            print(f"plan {number}\n{as_juggled(case, lengths_as_work=False)}")
    for why, later in sorted(told.items()):
        earlier, after = (sum(one < 0 for one in later), sum(one > 0 for one in later))
        print(f"{len(later):4} plans: {why or 'NO REASON'}; ours ends earlier in {earlier}, later in {after}")
    sys.exit("" in told)


if __name__ == "__main__":
    main()
