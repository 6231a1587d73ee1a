"""From a save to the page that shows it: seconds by pmledger's server, and by Hugo's on the same records, in turns.

    python bench/serve.py [--tasks 5000] [--rounds 20] [--workspace WORKSPACE [--hugo PROGRAM HUGO_SITE]]

First a workspace of plans is made (plans.py) and served; one task's duration is edited and the page of its plan polled until
it shows the new length. With WORKSPACE a word is added to the body of a risk of a copy of it, and the risk's page polled;
with Hugo's server beside it on the same records, in turns. Each save waits until the server has been quiet for a while.
"""

import argparse
import http.client
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from plans import write_plans

AS_INSTALLED = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
POLL = 0.002
QUIET = 2.5
LONGEST = 60.0
FIRST_PORT = 8931
PLAN, LAST = "projects/x7/plan.md", re.compile(r"(id: last.*?duration: )\d+d")


class Served:
    """A server as a process of its own, and a connection that asks it."""

    def __init__(self, command: list[str], folder: Path, port: int) -> None:
        self.process = subprocess.Popen(
            command, cwd=folder, env=AS_INSTALLED, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self.port = port

    def get(self, path: str) -> str:
        """The page at a path; "" while nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode(errors="replace")
        except OSError:
            return ""
        finally:
            connection.close()

    def until(self, path: str, shown: Callable[[str], bool]) -> float:
        """Seconds until the page at a path is as it should be."""
        started = time.perf_counter()
        while not shown(self.get(path)):
            if time.perf_counter() - started > LONGEST:
                sys.exit(f"{path} never showed what was saved")
            time.sleep(POLL)
        return time.perf_counter() - started

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()


def pmledger(root: Path, port: int) -> Served:
    return Served([sys.executable, "-m", "pmledger", "serve", str(root), "--port", str(port)], root, port)


def told(name: str, seconds: list[float]) -> None:
    low, high = min(seconds), max(seconds)
    print(f"{name:44} {1000 * statistics.median(seconds):6.0f} ms ({1000 * low:.0f} to {1000 * high:.0f})", flush=True)


def plans(folder: Path, tasks: int, rounds: int) -> None:
    """One task of a plan, edited again and again."""
    root = folder / "plans"
    write_plans(root, tasks)
    server = pmledger(root, FIRST_PORT)
    try:
        told("plans: start to first page", [server.until("/plan/x7.html", lambda page: "The last one" in page)])
        seconds = []
        for number in range(rounds):
            time.sleep(QUIET)
            before, text = dates_on(server.get("/plan/x7.html")), (root / PLAN).read_text()
            (root / PLAN).write_text(LAST.sub(rf"\g<1>{20 + number % 40}d", text))
            seconds.append(server.until("/plan/x7.html", lambda page, old=before: bool(page) and dates_on(page) != old))
        told(f"plans: {tasks} tasks, one duration", seconds)
    finally:
        server.stop()


def dates_on(page: str) -> list[str]:
    """All dates that a page shows."""
    return re.findall(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2} \d{4}", page)


def body(folder: Path, workspace: Path, rounds: int, hugo: list[str] | None) -> None:
    """One body of a workspace, edited again and again; and in Hugo's site."""
    root = folder / "records"
    shutil.copytree(workspace, root)
    risk = next(iter(sorted(root.glob("projects/*/risks/*.md"))))
    project = risk.parent.parent.name
    servers = [("pmledger", pmledger(root, FIRST_PORT + 1), risk, f"/risk/{project}/{risk.stem}.html")]
    if hugo:
        program, given = hugo
        site = folder / "hugo"
        shutil.copytree(given, site)
        page = next(iter(sorted(site.glob(f"content/**/{risk.stem}.md"))))
        address = "/" + page.relative_to(site / "content").with_suffix(".html").as_posix()
        command = [program, "server", "--quiet", "--port", str(FIRST_PORT + 2), "--bind", "127.0.0.1"]
        servers.append(("Hugo", Served(command, site, FIRST_PORT + 2), page, address))
    try:
        for name, server, _, address in servers:
            waited = server.until(address, lambda page: risk.stem in page)
            if server is servers[0][1]:  # the other one has started meanwhile
                told(f"{name}: start to first page", [waited])
        seconds: dict[str, list[float]] = {}
        for number in range(rounds):
            for name, server, path, address in servers:
                time.sleep(QUIET)
                with path.open("a", encoding="utf-8") as stream:
                    stream.write(f"\nWord{number}end of it.\n")
                found = server.until(address, lambda page, word=f"Word{number}end": word in page)
                seconds.setdefault(name, []).append(found)
        for name, found in seconds.items():
            told(f"{name}: one body", found)
    finally:
        for _, server, _, _ in servers:
            server.stop()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tasks", type=int, default=5000)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--workspace", type=Path)
    asked.add_argument("--hugo", nargs=2, metavar=("PROGRAM", "SITE"))
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.tasks:
            plans(Path(folder), given.tasks, given.rounds)
        if given.workspace:
            body(Path(folder), given.workspace.resolve(), given.rounds, given.hugo)


if __name__ == "__main__":
    main()
