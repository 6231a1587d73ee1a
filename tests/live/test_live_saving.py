"""However an editor saves, the site follows with one reload, and a broken file keeps its last sound content."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from workspaces import write_files

from pmledger.live import watch
from pmledger.live.serve import Running
from pmledger.live.server import HEARTBEAT_SECONDS
from pmledger.live.session import Session
from pmledger.live.watch import Watch, concerns

ROOT = Path(__file__).parent.parent.parent
STUDIO = """-- clients/acme.md --
---
name: Acme
---
-- risks/delay.md --
---
title: Vendor delay
raised_on: 2026-05-01
---
Prose.
-- risks/other.md --
---
title: Other risk
raised_on: 2026-05-01
---
"""
OLD = STUDIO.partition("-- risks/delay.md --\n")[2].partition("-- risks")[0]
LONGEST_SAVE = 0.3
LONGEST_WAIT = 30.0
"""Seconds until something that must come is given up: it says nothing of how quick it is, only that it comes."""
NEW = OLD.replace("Vendor delay", "Supplier is late")


@pytest.fixture
def running(tmp_path):
    write_files(tmp_path, STUDIO)
    server = Running(tmp_path, 0, lambda _message: None, Session(tmp_path), polling=False)
    yield server
    server.close()


def page(running, path="risk/delay.html"):
    with urllib.request.urlopen(running.address + path, timeout=LONGEST_WAIT) as answer:
        return answer.read().decode()


def until(holds, pause=lambda milliseconds: time.sleep(milliseconds / 1000)):
    """Wait for a condition, however busy the machine is; a page has a pause of its own, in which it is heard."""
    deadline = time.monotonic() + LONGEST_WAIT
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        pause(20)


def reloads(running, first=8.0, quiet=0.8):
    """How many new versions come: the first may take a while on a busy machine, then it has to be quiet."""
    count, version, seconds = 0, running.session.version, first
    while (after := running.session.next_version(version, seconds)) != version:
        count, version, seconds = count + 1, after, quiet
    return count


def in_place(path, text):
    path.write_text(text)


def by_rename(path, text):
    """Most editors: a temporary file beside it, renamed over it."""
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text)
    temporary.replace(path)


def by_a_rename_in_sight(path, text):
    """Other editors: the same, and the temporary file could be one of ours."""
    temporary = path.with_name(f"{path.name}___tmp___")
    temporary.write_text(text)
    temporary.replace(path)


def like_vim(path, text):
    """Vim with a backup: a probe, the old file renamed to `~`, a new one written, the backup deleted."""
    probe = path.with_name("4913")
    probe.touch()
    probe.unlink()
    backup = path.with_name(path.name + "~")
    path.rename(backup)
    path.write_text(text)
    path.chmod(0o644)
    backup.unlink()


def deleted_and_created(path, text):
    path.unlink()
    time.sleep(0.1)
    path.write_text(text)


def like_emacs(path, text):
    """Emacs: a lock as a dangling link, an autosave, a backup, then the file itself in two writes."""
    lock = path.with_name(f".#{path.name}")
    lock.symlink_to("me@host.1")
    autosave = path.with_name(f"#{path.name}#")
    autosave.write_text(text)
    path.with_name(path.name + "~").write_bytes(path.read_bytes())
    with path.open("w") as stream:
        stream.write(text[:20])
        stream.flush()
        time.sleep(0.03)
        stream.write(text[20:])
    autosave.unlink()
    lock.unlink()


def twice(path, text):
    """Save, format, save again within a tenth of a second."""
    path.write_text(text + "x")
    time.sleep(0.05)
    path.write_text(text)


@pytest.mark.parametrize("save", [in_place, by_rename, like_vim, deleted_and_created, like_emacs, twice])
def test_each_way_of_saving_gives_one_reload(running, tmp_path, save):
    """One save, one reload, and the page shows what was saved."""
    assert "Vendor delay" in page(running)
    for attempt in range(4):
        started = time.monotonic()
        save(tmp_path / "risks/delay.md", NEW.replace("late", f"late {attempt}"))
        in_time = time.monotonic() - started < LONGEST_SAVE  # else the machine was busy, and two saves it was
        count = reloads(running)
        assert count >= 1
        assert f"Supplier is late {attempt}" in page(running)
        if in_time:
            break
    assert count == 1


def test_saving_the_same_gives_no_reload(running, tmp_path):
    """A save that changes no byte, and files of editors and of git, leave every page alone."""
    (tmp_path / "risks/delay.md").write_text(OLD)
    (tmp_path / "risks/.delay.md.swp").write_text("x")
    (tmp_path / "risks/delay.md~").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/index").write_text("x")
    assert reloads(running, first=0.8) == 0


@pytest.mark.parametrize("save", [in_place, by_rename, by_a_rename_in_sight, like_vim])
def test_a_page_asked_for_at_once_is_right_at_once(running, tmp_path, monkeypatch, save):
    """A request right after a save does not wait for the quiet moment: it gets what was saved."""
    for name in ("QUIET_SECONDS", "QUIET_AFTER_DELETION", "LONGEST_WAIT"):
        monkeypatch.setattr(watch, name, LONGEST_WAIT)
    save(tmp_path / "risks/delay.md", NEW)
    until(lambda: running._watch.pending)  # the system tells of the save
    assert "Supplier is late" in page(running)


def test_a_broken_file_keeps_its_sound_content(running, tmp_path):
    """While a file cannot be read, its pages stay, with the fault over them; mended, the fault goes."""
    path = tmp_path / "risks/delay.md"
    by_rename(path, NEW.replace("title: ", "title: ["))
    assert reloads(running) == 1
    body = page(running)
    assert "Vendor delay" in body
    assert '<section class="live-faults" role="alert">' in body
    assert "risks/delay.md:2:" in body
    assert "title: [Supplier is late" in body
    assert body.index("<body") < body.index("live-faults") < body.index("<h1")
    assert "Other risk" in page(running, "risks.html")
    by_rename(path, NEW)
    assert reloads(running) == 1
    body = page(running)
    assert "Supplier is late" in body
    assert "live-faults" not in body


def test_hostile_text_in_the_fault_is_text(running, tmp_path):
    """The excerpt of a broken line is shown, never run."""
    path = tmp_path / "risks/delay.md"
    path.write_text(OLD.replace("title: ", "title: [<script>alert(1)</script>"))
    reloads(running)
    body = page(running)
    assert "<script>alert(1)" not in body
    assert "&lt;script&gt;alert(1)" in body


def test_broken_settings_keep_the_last_ones(running, tmp_path):
    """A fault in pmledger.yml does not take the workspace's name and kinds from its pages."""
    path = tmp_path / "pmledger.yml"
    by_rename(path, path.read_text().replace("name: Test", "name: [Test"))
    assert reloads(running) == 1
    body = page(running)
    assert "pmledger.yml:2:7" in body
    assert "<title>Vendor delay" in body
    assert "Test" in body.split("</title>")[0]


def test_a_branch_switch_is_taken_together(running, tmp_path):
    """Hundreds of files at once make one reload where the disk keeps up, else a few, and the last of them shows the whole."""
    started = time.monotonic()
    (tmp_path / "risks/other.md").unlink()
    for number in range(300):
        (tmp_path / f"risks/r{number}.md").write_text(f"---\ntitle: R{number}\nraised_on: 2026-05-01\n---\n")
    in_time = time.monotonic() - started < watch.QUIET_AFTER_DELETION  # else the disk was slow, and there may have been a quiet moment
    count = reloads(running)
    seconds = time.monotonic() - started
    assert count == 1 if in_time else 1 <= count <= seconds / watch.QUIET_SECONDS, "a quiet moment goes before each reload"
    found = {record.id for record in running.session.snapshot.ledger.of("risk")}
    assert found == {"delay", *(f"r{number}" for number in range(300))}
    for number in (0, 150, 299):
        assert f"R{number}" in page(running, f"risk/r{number}.html")
    assert "Other risk" not in page(running, "risks.html")


def test_what_concerns_the_site(tmp_path):
    """Hidden names, leftovers, other repositories and built sites do not; records and themes do."""
    write_files(tmp_path, STUDIO)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.pmledger-manifest").touch()
    (tmp_path / "vendor/.git").mkdir(parents=True)
    for path in ("risks/a.md", "pmledger.yml", "theme/own.css", "neu/青.md"):
        assert concerns(tmp_path, str(tmp_path / path)), path
    for path in (".git/HEAD", "site/index.html", "vendor/a.md", "risks/.a.md.swp", "risks/a.md~", "risks/4913",
                 "risks/#a.md#", "risks/.#a.md", ".pmledger/lock", ""):  # fmt: skip
        assert not concerns(tmp_path, str(tmp_path / path)), path
    assert not concerns(tmp_path, "/elsewhere/a.md")


def test_it_says_how_the_workspace_stands(tmp_path):
    """At first and after a change, once, the number of records and what is wrong with them is said."""
    write_files(tmp_path, STUDIO)
    said = []
    server = Running(tmp_path, 0, lambda message: said.append(str(message)), Session(tmp_path), polling=False)
    try:
        server.announce()
        until(lambda: len(said) > 1)
        write_files(tmp_path, "-- risks/third.md --\n" + OLD)
        until(lambda: len(said) > 2)
    finally:
        server.close()
    assert server.address in said[0]
    assert [text.partition(",")[0] for text in said[1:]] == ["3 records", "4 records"]


@pytest.mark.parametrize("polling", [False, True])
def test_both_observers_see_a_save(tmp_path, polling):
    """Where the system cannot tell of changes, looking every second finds them too."""
    write_files(tmp_path, STUDIO)
    calls = queue.Queue()
    observer = Watch(tmp_path, lambda: calls.put(1), polling=polling)
    try:
        by_rename(tmp_path / "risks/delay.md", NEW)
        assert calls.get(timeout=LONGEST_WAIT) == 1
        time.sleep(watch.QUIET_AFTER_DELETION + 0.2)
        assert calls.empty()
    finally:
        observer.stop()


SERVER = """
import sys
from pathlib import Path
from pmledger.live.serve import serve
number = serve(Path(sys.argv[1]), port=0, say_so=lambda message: print(message, flush=True))
print("ended by", number, flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(tmp_path, number):
    """SIGINT and SIGTERM stop the program at once, without a traceback, also with a page listening."""
    write_files(tmp_path, STUDIO)
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ},
    )  # fmt: skip
    assert process.stdout
    first = process.stdout.readline()
    address = first.split()[4].rstrip(";")
    listener = urllib.request.urlopen(address + "_pmledger/events", timeout=LONGEST_WAIT)
    listener.readline()
    process.send_signal(number)
    out, err = process.communicate(timeout=HEARTBEAT_SECONDS - 2)  # who waits for the page waits as long as its pause
    listener.close()
    assert out.endswith(f"ended by {int(number)}\n")
    assert err == ""
    assert process.returncode == 0


@pytest.fixture
def profile(chromium):
    with closing(chromium.new_context()) as fresh:
        yield fresh


@pytest.mark.browser
def test_a_browser_reloads_and_keeps_its_place(running, tmp_path, profile):
    """In Chromium a save reloads the page once, at the place that was read, with no complaint about the policy."""
    path = tmp_path / "risks/delay.md"
    long = "\n\n".join(f"Paragraph {number}." for number in range(200))
    by_rename(path, OLD + long)
    until(lambda: "Paragraph 199" in page(running))
    said = []
    tabs = [profile.new_page() for _ in range(8)]
    for tab in tabs:
        tab.on("console", lambda message: said.append(message.text))
        tab.goto(running.address + "risk/delay.html")
    first = tabs[0]
    first.evaluate("scrollTo(0, 1500)")
    by_rename(path, NEW + long)
    for tab in tabs:
        tab.wait_for_selector("h1:has-text('Supplier is late')", timeout=LONGEST_WAIT * 1000)
    until(lambda: abs(first.evaluate("scrollY") - 1500) < 5, first.wait_for_timeout)
    by_rename(path, "---\ntitle: [\n---\n")
    first.wait_for_selector(".live-faults", timeout=LONGEST_WAIT * 1000)
    placed = "getComputedStyle(document.querySelector('.live-faults')).position"
    until(lambda: first.evaluate(placed) == "sticky", first.wait_for_timeout)  # its style sheet comes a moment later
    assert said == []


@pytest.mark.browser
def test_word_of_an_older_version_reloads_nothing(running, tmp_path, profile, monkeypatch):
    """A page that is newer than what the tabs were told of stays as it is, and the others follow when they hear."""
    told, listening, heard = running.session.next_version, threading.Event(), threading.Event()

    def late(known, seconds):
        listening.set()
        version = told(known, seconds)
        heard.wait(LONGEST_WAIT)
        return version

    monkeypatch.setattr(running.session, "next_version", late)
    old, new, loads = profile.new_page(), profile.new_page(), []
    old.goto(running.address + "risk/delay.html")
    until(listening.is_set, old.wait_for_timeout)
    new.on("framenavigated", lambda frame: loads.append(frame.url))
    by_rename(tmp_path / "risks/delay.md", NEW)
    until(lambda: "Supplier is late" in page(running))
    new.goto(running.address + "risk/delay.html")
    new.wait_for_timeout(300)
    assert len(loads) == 1
    heard.set()
    old.wait_for_selector("h1:has-text('Supplier is late')", timeout=LONGEST_WAIT * 1000)
    assert len(loads) == 1
