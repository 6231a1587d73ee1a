"""How long `pmledger log` takes in a long history.

    python bench/log.py FOLDER [--commits 3000] [--projects 50] [--risks 20]

Makes a repository in a new FOLDER by `git fast-import`: each project has its risks as files, and one has a plan of 60
tasks that every third commit touches. Asked for are a risk that 200 commits touched and whose file was renamed once, a
task of that plan that 20 commits touched, and a risk that is gone.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

SETTINGS = "grammar: 1\nname: Long\nlanguage: en\ncurrency: EUR\ntimezone: UTC\nas_of: 2026-06-30\n"
START = 1_600_000_000
TASKS = 60


def risk(number: int, edits: int) -> str:
    probability = edits % 5 + 1
    return f"---\ntitle: Risk {number}\nstatus: assessed\nprobability: {probability}\nimpact: 3\n---\n\nSeen {edits} times.\n"


def plan(days: list[int]) -> str:
    items = "".join(f"  - id: t{at}\n    title: Piece {at}\n    duration: {length}d\n" for at, length in enumerate(days))
    return f"---\ntasks:\n{items}---\n"


def commits(count: int, projects: int, risks: int) -> Iterator[dict[str, str]]:
    """The files that each commit writes; an empty text takes one away."""
    first = {"pmledger.yml": SETTINGS, "projects/p0/plan.md": plan([3] * TASKS), "projects/p0/risks/hot.md": risk(0, 0)}
    for project in range(projects):
        first[f"projects/p{project}/index.md"] = f"---\nname: Project {project}\nstatus: proposed\n---\n"
        first |= {f"projects/p{project}/risks/r{at}.md": risk(at, 0) for at in range(risks)}
    yield first
    days, hot = [3] * TASKS, "hot"
    for number in range(1, count):
        changed = {f"projects/p{number % projects}/risks/r{number % risks}.md": risk(number % risks, number)}
        if number % 3 == 0:
            days[number // 3 % (TASKS - 10)] = number % 9 + 1
            changed["projects/p0/plan.md"] = plan(days)
        if number % (count // 20) == 0:
            days[TASKS - 1] = number % 7 + 1
            changed["projects/p0/plan.md"] = plan(days)
        if number == count // 2:
            changed["projects/p0/risks/hot.md"], hot = "", "heated"
        if number % (count // 200) == 0 or number == count // 2:
            changed[f"projects/p0/risks/{hot}.md"] = risk(0, number)
        if number == count - 5:
            changed["projects/p1/risks/r1.md"] = ""
        elif number > count - 5:
            changed.pop("projects/p1/risks/r1.md", None)
        yield changed


def stream(count: int, projects: int, risks: int) -> Iterator[bytes]:
    for number, files in enumerate(commits(count, projects, risks)):
        yield f"commit refs/heads/main\ncommitter Mei <mei@example.org> {START + number * 3600} +0000\ndata 5\nedits\n".encode()
        for path, text in files.items():
            data = text.encode()
            yield f"D {path}\n".encode() if not data else b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)


def make(folder: Path, count: int, projects: int, risks: int) -> None:
    folder.mkdir(parents=True)
    git = ["git", "-C", str(folder), "-c", "init.defaultBranch=main"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(stream(count, projects, risks)), check=True)
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--commits", type=int, default=3000)
    asked.add_argument("--projects", type=int, default=50)
    asked.add_argument("--risks", type=int, default=20)
    given = asked.parse_args()
    if not given.folder.exists():
        make(given.folder, given.commits, given.projects, given.risks)
    for ref in ("heated", "task:p0/t59", "risk:p1/r1"):
        start = time.perf_counter()
        command = [sys.executable, "-m", "pmledger", "-C", str(given.folder), "log", ref]
        told = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
        print(f"{ref:12} {time.perf_counter() - start:5.2f} s  {told[2]}")


if __name__ == "__main__":
    main()
