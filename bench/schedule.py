"""Seconds and memory of a levelled schedule, and of TaskJuggler 3 on the same plan, in turns in one run.

    python bench/schedule.py [--sizes 1000 5000 20000] [--rounds 3] [--tj3 PROGRAM] [--largest 5000]

Plans of so many tasks, twelve people a thousand tasks and a project each hundred; each task waits for up to two of the
eight before it and is one person's work of one to eight days. `schedule` is what a build does with a ledger that is read:
the plan with all its dates, floats and reasons, levelled, and the figures of both. `command` is a whole process that reads
and checks the files as well and lists the tasks. TaskJuggler schedules the same work and writes one CSV report; plans
larger than `--largest` are too long for it. Memory is the largest resident set of a process.
"""

import argparse
import gc
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from compare import AS_INSTALLED, PMLEDGER, run

from pmledger import load
from pmledger.analysis.conclude import conclude

BEGINS = date(2026, 1, 5)
FIGURES = ("start", "finish", "total_float", "free_float", "levelled_start", "levelled_finish")
EACH = 100
"""Tasks of a project."""
NEAR = 8
"""How far back a task may reach for what comes first."""
SETTINGS = f"grammar: 1\nname: Plans\ncurrency: EUR\nas_of: {BEGINS}\n"


class Task(NamedTuple):
    """A task by its number in its project: whole days, the number of its person, and what it waits for."""

    number: int
    days: int
    person: int
    after: tuple[int, ...]


def plan_of(size: int, seed: int = 1) -> Iterator[list[Task]]:
    """The tasks of each project; the same size and seed, the same plan."""
    chance, people = random.Random(seed), crowd(size)
    for _ in range(size // EACH):
        tasks = []
        for number in range(EACH):
            before = range(max(0, number - NEAR), number)
            after = chance.sample(before, min(number, chance.randint(0, 2)))
            tasks.append(Task(number, chance.randint(1, 8), chance.randrange(people), tuple(sorted(after))))
        yield tasks


def crowd(size: int) -> int:
    return 12 * size // 1000


def write_ours(root: Path, size: int) -> None:
    """The plan as a workspace."""
    write(root / "pmledger.yml", SETTINGS)
    write(root / "clients/c.md", "---\nname: Client\naccount_manager: p0\n---\n")
    for person in range(crowd(size)):
        write(root / f"people/p{person}.md", f"---\nname: Person {person}\ntype: team\n---\n")
    for project, tasks in enumerate(plan_of(size)):
        head = f"name: Project {project}\nclient: c\nmanager: p0\nplanned_start: {BEGINS}\nplanned_finish: 2026-12-31\n"
        lines = "".join(
            f"  - {{id: t{one.number}, title: Work {one.number}, duration: {one.days}d, "
            f"depends: [{', '.join(f't{other}' for other in one.after)}], "
            f"assignees: [{{person: p{one.person}, percent: 100}}]}}\n"
            for one in tasks
        )
        write(root / f"projects/x{project}/index.md", f"---\n{head}tasks:\n{lines}---\n")


def write_theirs(path: Path, size: int) -> None:
    """The plan as TaskJuggler reads it."""
    lines = [
        f'project p "P" {BEGINS} +20y {{ timezone "UTC" timingresolution 60min workinghours mon - fri 9:00 - 17:00 workinghours sat, sun off }}',
        *(f'resource p{person} "P{person}"' for person in range(crowd(size))),
    ]
    for project, tasks in enumerate(plan_of(size)):
        lines.append(f'task x{project} "X{project}" {{')
        for one in tasks:
            waits = f"depends {', '.join(f'!t{other}' for other in one.after)}" if one.after else f"start {BEGINS}"
            lines.append(f' task t{one.number} "T{one.number}" {{ effort {one.days}d allocate p{one.person} {waits} }}')
        lines.append("}")
    lines.append('taskreport r "r" { formats csv columns id, start, end }')
    write(path, "\n".join(lines) + "\n")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def schedule_once(root: Path) -> float:
    """Processor seconds of the schedule of a workspace, as a build asks for it: without the collector of cycles."""
    gc.disable()
    read = load(root, as_of=BEGINS)
    begun = time.process_time()
    concluded = conclude(read.ledger, read.schema, read.settings, BEGINS)
    figures = concluded.figures
    asked = [(name, task.key) for task in read.ledger.of("task") for name in FIGURES]
    found = sum(figures.get(one) is not None for one in asked)
    taken = time.process_time() - begun
    if concluded.people_plan is None or found < 4 * len(asked) // len(FIGURES):
        sys.exit("not everything was scheduled and levelled")
    return taken


def measured(size: int, rounds: int, tj3: str, folder: Path) -> dict[str, object]:
    """Medians of one size, each program in its turn."""
    ours, theirs = folder / f"ws{size}", folder / f"tj{size}"
    write_ours(ours, size)
    write_theirs(theirs / "plan.tjp", size)
    once = [sys.executable, __file__, "--once", str(ours)]
    listing = [*PMLEDGER, "-C", str(ours), "list", "task", "--format", "csv"]
    engine, command, other = [], [], []
    for _ in range(rounds):
        engine.append(float(subprocess.run(once, check=True, capture_output=True, text=True, env=AS_INSTALLED).stdout))
        command.append(run(listing, folder))
        if tj3:
            other.append(run([tj3, "--silent", "plan.tjp"], theirs))
    answer: dict[str, object] = {
        "schedule_seconds": round(statistics.median(engine), 2),
        "command_seconds": round(statistics.median(seconds for seconds, _ in command), 2),
        "command_megabytes": round(max(memory for _, memory in command)),
    }
    if other:
        seconds = statistics.median(seconds for seconds, _ in other)
        answer["tj3_seconds"] = round(seconds, 1)
        answer["tj3_megabytes"] = round(max(memory for _, memory in other))
        answer["schedule_by_tj3"] = round(statistics.median(engine) / seconds, 4)
        answer["command_by_tj3"] = round(statistics.median(one for one, _ in command) / seconds, 3)
    return answer


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20_000])
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--tj3", default="", help="the program, where it is installed")
    asked.add_argument("--largest", type=int, default=5000, help="the largest plan that it is given")
    asked.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.once:
        sys.stdout.write(f"{schedule_once(given.once)}\n")
        return
    tj3 = shutil.which(given.tj3) or "" if given.tj3 else ""
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            answer = measured(size, given.rounds, tj3 if size <= given.largest else "", Path(folder))
            sys.stdout.write(json.dumps({"tasks": size, **answer}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
