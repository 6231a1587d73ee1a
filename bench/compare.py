"""Seconds and peak memory of pmledger, and of Hugo on the same records, in turns in one run.

    python bench/compare.py WORKSPACE [--as-of 2026-06-30] [--rounds 5] [--hugo PROGRAM HUGO_SITE]

WORKSPACE is copied first and never touched. Cold is a new output folder and no cache. Memory is the largest resident
set of the process and of those it waited for.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

PMLEDGER = [sys.executable, "-m", "pmledger"]


AS_INSTALLED = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""Python may keep what it compiled, as it does for every installed package."""


def run(command: list[str], cwd: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of one command; exits when it fails with anything but faults found."""
    started = time.perf_counter()
    child = spawn(command, cwd)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def spawn(command: list[str], cwd: Path) -> int:
    before = Path.cwd()
    os.chdir(cwd)
    try:
        return os.posix_spawn(
            command[0], command, AS_INSTALLED, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
        )
    finally:
        os.chdir(before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--as-of", default="2026-06-30")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hugo", nargs=2, metavar=("PROGRAM", "SITE"))
    chosen = parser.parse_args()
    seen: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(chosen.rounds):
            work = Path(folder) / f"ws{number}"
            shutil.copytree(chosen.workspace, work)
            out = Path(folder) / f"out{number}"
            build = [*PMLEDGER, "build", str(work), "-o", str(out), "--as-of", chosen.as_of]
            steps = [("check", [*PMLEDGER, "check", str(work)]), ("cold", build), ("nothing changed", build)]
            for name, command in steps:
                seen.setdefault(name, []).append(run(command, work))
            touched = next(iter(sorted(work.glob("projects/*/risks/*.md"))))
            touched.write_text(touched.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
            seen.setdefault("one body changed", []).append(run(build, work))
            if chosen.hugo:
                program, site = chosen.hugo
                command = [program, "--quiet", "-d", str(Path(folder) / f"hugo{number}")]
                seen.setdefault("Hugo, cold", []).append(run(command, Path(site)))
    print(f"{'':18} {'seconds':>8} {'least':>7} {'most':>7} {'MB':>6}")
    for name, runs in seen.items():
        seconds = [second for second, _ in runs]
        memory = statistics.median(megabytes for _, megabytes in runs)
        print(f"{name:18} {statistics.median(seconds):8.2f} {min(seconds):7.2f} {max(seconds):7.2f} {memory:6.0f}")


if __name__ == "__main__":
    main()
