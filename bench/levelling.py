"""How far levelled plans are from the best known ones, and how long they take.

    python bench/levelling.py PSPLIB [--passes N] [--seed S]

PSPLIB is a folder with `manifest.json` (file, set, makespan_best_known) and the instances of Kolisch and Sprecher (1996)
in their `.sm` form. For each set the mean distance above the best known end and the longest processor time are printed, as JSON.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from pmledger.analysis.levelling.search import level
from pmledger.analysis.levelling.work import Lag, Work, work_of

WORTH = 40_000
"""Jobs placed in all for one plan, so that a large plan takes about as long as a small one."""


def read_instance(text: str) -> Work:
    """The work of one instance: its durations, requests, successors and availabilities."""
    successors = [[int(word) - 1 for word in row[3:]] for row in rows(text, "PRECEDENCE RELATIONS")]
    requests = rows(text, "REQUESTS/DURATIONS")
    lengths = [int(row[2]) for row in requests]
    needs = [[int(word) for word in row[3:]] for row in requests]
    capacities = [int(word) for word in rows(text, "RESOURCEAVAILABILITIES")[0]]
    lags = [Lag(job, other, lengths[job]) for job, others in enumerate(successors) for other in others]
    return work_of(lengths, needs, capacities, lags)


def rows(text: str, title: str) -> list[list[str]]:
    """The rows of numbers below a title, up to the next row of stars."""
    part = text.split(title, 1)[1].split("****", 1)[0]
    return [words for line in part.splitlines() if (words := line.split()) and words[0].isdigit()]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("psplib", type=Path)
    asked.add_argument("--passes", type=int, default=0, help="how often jobs are placed; by default by the number of jobs")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    distances: dict[str, list[float]] = defaultdict(list)
    seconds: dict[str, list[float]] = defaultdict(list)
    for one in json.loads((given.psplib / "manifest.json").read_text())["instances"]:
        work = read_instance((given.psplib / one["file"]).read_text())
        begun = time.process_time()
        found = level(work, given.passes or WORTH // len(work), given.seed)
        seconds[one["set"]].append(time.process_time() - begun)
        distances[one["set"]].append(100 * (found.end / one["makespan_best_known"] - 1))
    answer = {
        name: {
            "instances": len(parts),
            "mean_distance_percent": round(sum(parts) / len(parts), 2),
            "longest_seconds": round(max(seconds[name]), 2),
        }
        for name, parts in distances.items()
    }
    json.dump(answer, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
