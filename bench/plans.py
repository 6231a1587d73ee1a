"""A workspace of plans to measure with: projects that share people, each with a plan of tasks in one file.

    python bench/plans.py FOLDER [--tasks 5000] [--projects 50] [--people 60] [--seed 1]

The same arguments give the same files. Each task waits for up to two of the eight before it, is done by one person, and
every tenth has an estimate in three points; the plan begins on the day that the workspace is seen from.
"""

import argparse
import random
from pathlib import Path

SETTINGS = "grammar: 1\nname: Plans\nlanguage: en\ncurrency: EUR\ntimezone: UTC\nas_of: 2026-06-30\n"
NEAR = 8
"""How far back a task may reach for what comes first."""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def task(number: int, people: int, chance: random.Random) -> str:
    """One line of a plan."""
    days = chance.randint(1, 8)
    first = sorted(chance.sample(range(max(0, number - NEAR), number), min(number, chance.randint(0, 2))))
    parts = [f"id: t{number}", f"title: Piece of work {number}", "status: todo"]
    if number % 10 == 9:
        parts.append(f"estimate: {{o: {days}d, m: {days + 1}d, p: {days + 4}d}}")
    else:
        parts.append(f"duration: {days}d")
    if first:
        parts.append(f"depends: [{', '.join(f't{other}' for other in first)}]")
    parts.append(f"assignees: [{{person: p{chance.randrange(people)}, percent: 100}}]")
    return f"  - {{{', '.join(parts)}}}\n"


def write_plans(root: Path, tasks: int = 5000, projects: int = 50, people: int = 60, seed: int = 1) -> None:
    """Write the workspace; the last task of each plan is `last`, of which the rest of the plan knows nothing."""
    chance = random.Random(seed)
    write(root / "pmledger.yml", SETTINGS)
    for number in range(people):
        write(root / f"people/p{number}.md", f"---\nname: Person {number}\ntype: team\n---\n")
    for number in range(max(1, projects // 5)):
        write(root / f"clients/c{number}.md", f"---\nname: Client {number}\naccount_manager: p0\n---\n")
    each = tasks // projects
    for number in range(projects):
        home = root / f"projects/x{number}"
        client = f"c{number // 5 % max(1, projects // 5)}"
        head = f"name: Project {number}\nclient: {client}\nmanager: p{number % people}\ncurrency: EUR\n"
        write(home / "index.md", f"---\n{head}status: initiating\nsponsor: p0\nplanned_start: 2026-07-01\nplanned_finish: 2027-12-31\nobjective: Something that helps.\n---\n\nWhat it is about.\n")  # fmt: skip
        lines = [task(one, people, chance) for one in range(each - 1)]
        last = f"  - {{id: last, title: The last one, status: todo, duration: 3d, depends: [t{each - 2}]}}\n"
        write(home / "plan.md", f"---\ntasks:\n{''.join(lines)}{last}---\n")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--tasks", type=int, default=5000)
    asked.add_argument("--projects", type=int, default=50)
    asked.add_argument("--people", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    write_plans(given.folder, given.tasks, given.projects, given.people, given.seed)


if __name__ == "__main__":
    main()
