import os
import socket
import sys
import time
from pathlib import Path

import pytest
from workspaces import PLAIN_SETTINGS

from pmledger.workspace.files import FileRefused, resolve_inside
from pmledger.workspace.load import load
from pmledger.workspace.snapshot import Snapshot

MIB = 1024 * 1024
SECONDS = 5.0
NEIGHBOUR = b"---\ntitle: Neighbour\nraised_on: 2026-03-05\n---\n"


def fm(text: str, body: str = "") -> bytes:
    return f"---\n{text}\n---\n{body}".encode()


def workspace(root: Path, files: dict[str, bytes]) -> Path:
    """A workspace with these files and a sound risk beside them."""
    plain = {"pmledger.yml": PLAIN_SETTINGS.encode(), "risks/neighbour.md": NEIGHBOUR}
    for path, data in (plain | files).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return root


def loaded(root: Path) -> Snapshot:
    """The snapshot, which is made in bounded time and holds the neighbour, and in which nothing of ours failed."""
    started = time.process_time()
    snapshot = load(root)
    assert time.process_time() - started < SECONDS
    assert snapshot.ledger.by_key["risk:neighbour"].title == "Neighbour"
    assert "PM999" not in {fault.code for fault in snapshot.diagnostics}
    return snapshot


def told(snapshot: Snapshot) -> set[tuple[str, str]]:
    """Path and code of each diagnostic."""
    return {(fault.span.path, fault.code) for fault in snapshot.diagnostics}


ALIASES = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30))
RISK = "title: x\nraised_on: 2026-03-05\n"

TEXTS: dict[str, tuple[bytes, set[tuple[int, int, str]]]] = {
    # T11
    "alias bomb": (fm(f"a0: &a0 [x, x]\n{ALIASES}"), {(2, 5, "PM032"), (3, 5, "PM032"), (3, 10, "PM032")}),
    "merge-key bomb": (fm(f"{RISK}<<: [{'{a: 1}, ' * 20_000}]"), {(4, 1, "PM033")}),
    "merged alias": (fm(f"{RISK}<<: *defaults"), {(4, 1, "PM033"), (4, 5, "PM032")}),
    "recursive alias": (fm(f"{RISK}tags: &a [*a]"), {(4, 7, "PM032"), (4, 11, "PM032")}),
    # T12
    # libyaml looks a thousand brackets ahead before it hands over the first, and stops there.
    "100,000 brackets": (fm("title: " + "[" * 100_000), {(2, 1_007, "PM037")}),
    "100,000 closed brackets": (fm("title: " + "[" * 100_000 + "]" * 100_000), {(2, 1_007, "PM037")}),
    "900 brackets": (fm("title: " + "[" * 900 + "]" * 900), {(2, 27, "PM037")}),
    "100,000 braces": (fm("title: " + "{a: " * 100_000), {(2, 84, "PM037")}),
    "100,000 hyphens": (fm("tags:\n" + "- " * 100_000), {(3, 39, "PM037")}),
    "10 MB scalar": (fm("title: " + "x" * 10_000_000), {(1, 1, "PM006")}),
    "1 MB scalar": (fm("title: " + "x" * (MIB - 100)), {(2, 8, "PM118")}),
    "20 MB file": (fm(RISK, "x\n" * 10_000_000), {(1, 1, "PM006")}),
    "5 MB line": (fm(RISK, "y" * 5_000_000), {(1, 1, "PM006")}),
    "1.5 MB line": (fm(RISK, "y" * 1_500_000), {(6, 1, "PM008")}),
    "100,000 keys": (fm("\n".join(f"k{n}: 1" for n in range(100_000))), {(1_002, 1, "PM038")}),
    "200,000 keys": (fm("\n".join(f"k{n}: 1" for n in range(200_000))), {(1, 1, "PM007")}),
    "250,000 items": (fm("tags: [" + "a, " * 250_000 + "]"), {(2, 599_993, "PM039")}),
    # T13
    "python tag": (fm("title: !!python/object/apply:os.system [echo]"), {(2, 8, "PM034"), (2, 8, "PM120")}),
    "new tag": (fm("title: !!python/object/new:os.system x"), {(2, 8, "PM034")}),
    "ruby tag": (fm("title: !ruby/object:Gem::Installer x"), {(2, 8, "PM034")}),
    "js tag": (fm("title: !!js/function 'x'"), {(2, 8, "PM034")}),
    "unknown tag": (fm("title: !mine x"), {(2, 8, "PM034")}),
    "verbatim tag": (fm("title: !<tag:example.com,2026:x> x"), {(2, 8, "PM034")}),
    "%YAML": (fm("%YAML 1.1"), {(2, 1, "PM035")}),
    "%TAG": (fm("%TAG ! tag:example.com,2026:\ntitle: x"), {(2, 1, "PM035")}),
    # T14
    "duplicate key": (fm(f"{RISK}impact: 1\nimpact: 2"), {(5, 1, "PM030")}),
    "escaped duplicate key": (fm(f'{RISK}"\\x74itle": y'), {(4, 1, "PM030")}),
    "duplicate by hyphen": (fm(f"{RISK}raised-on: 2026-03-06"), {(4, 1, "PM030")}),
    "list as key": (fm(f"{RISK}[a, b]: 1"), {(4, 1, "PM031")}),
    "null as key": (fm(f"{RISK}~: 1"), {(4, 1, "PM031")}),
    "empty key": (fm(f"{RISK}: 1"), {(4, 1, "PM031")}),
    "number as key": (fm(f"{RISK}1: 1"), {(4, 1, "PM101")}),
    # T15
    "impossible date": (fm("title: x\nraised_on: 2024-02-30"), {(3, 12, "PM105")}),
    "year 0001": (fm("title: x\nraised_on: 0001-01-01"), {(3, 12, "PM106")}),
    "year 9999": (fm("title: x\nraised_on: 9999-12-31"), {(3, 12, "PM106")}),
    "hour 25": (fm("title: x\ndate: 2026-03-05 25:00\nkind: communication\ntype: call\nchannel: phone"), {(3, 7, "PM105")}),
    "5,000-digit integer": (fm(f"{RISK}impact: {'9' * 5_000}"), {(4, 9, "PM110")}),
    "5,000-digit amount": (fm(f"{RISK}cost_impact: {'9' * 5_000} EUR"), {(4, 14, "PM108")}),
    "5,000-digit duration": (fm(f"{RISK}schedule_impact: {'9' * 5_000}d"), {(4, 18, "PM107")}),
    "great amount": (fm(f"{RISK}cost_impact: 1000000000000001 EUR"), {(4, 14, "PM111")}),
    "1e400": (fm(f"{RISK}probability_pct: 1e400"), {(4, 18, "PM112")}),
    ".nan": (fm(f"{RISK}probability_pct: .nan"), {(4, 18, "PM112")}),
    ".inf": (fm(f"{RISK}cost_impact: .inf"), {(4, 14, "PM108")}),
    # T17
    "NUL": (fm("title: x\0y"), {(2, 9, "PM003")}),
    "UTF-16 with mark": (fm("title: x").decode().encode("utf-16"), {(1, 1, "PM001")}),
    "UTF-16 without mark": (fm("title: x").decode().encode("utf-16-be"), {(1, 1, "PM001")}),
    "UTF-32 with mark": (fm("title: x").decode().encode("utf-32"), {(1, 1, "PM001")}),
    "UTF-32 without mark": (fm("title: x").decode().encode("utf-32-le"), {(1, 1, "PM001")}),
    "lone surrogate": (b"---\ntitle: \xed\xa0\x80\n---\n", {(2, 8, "PM002")}),
    "invalid sequence": (b"---\ntitle: caf\xe9\n---\n", {(2, 11, "PM002")}),
    "overlong form": (b"---\ntitle: \xc0\xaf\n---\n", {(2, 8, "PM002")}),
    "cut off": ("---\ntitle: x\n---\n供".encode()[:-1], {(4, 1, "PM002")}),
    "CR alone": (fm("title: x").replace(b"\n", b"\r"), {(1, 4, "PM004")}),
    "two marks": (b"\xef\xbb\xbf" * 2 + fm(RISK), {(1, 1, "PM005")}),
    # T18
    "bidi override": (fm("title: a\u202eb\nraised_on: 2026-03-05"), {(2, 8, "PM042")}),
    # T21
    "reference that climbs": (fm(f"{RISK}owner: ../../../etc/passwd"), {(4, 8, "PM104")}),
    "id that climbs": (fm(f'{RISK}id: "../../x"'), {(4, 5, "PM125"), (4, 5, "PM126")}),
    "link that climbs": (fm(RISK, "[x](../../../../../../etc/passwd)"), {(6, 5, "PM153")}),
    "encoded link that climbs": (fm(RISK, "![x](%2e%2e/%2e%2e/%2e%2e/etc/passwd)"), {(6, 6, "PM153")}),
    "path that climbs": (fm("kind: document\ntitle: x\ntype: plan\nlocation: ../../../../etc/passwd"), {(5, 11, "PM271")}),
    "path from the root": (fm("kind: document\ntitle: x\ntype: plan\nlocation: /etc/passwd"), {(5, 11, "PM116")}),
    "file address": (fm("kind: document\ntitle: x\ntype: plan\nlocation: file:///etc/passwd"), {(5, 11, "PM116")}),
    # T37
    "conflict": (fm("title: x\n<<<<<<< HEAD\nraised_on: 2026-03-05\n=======\nraised_on: 1\n>>>>>>> b"), {(3, 1, "PM009")}),
    "diff3 conflict": (fm(RISK, "<<<<<<< a\n1\n||||||| o\n0\n=======\n2\n>>>>>>> b\n"), {(6, 1, "PM009")}),
    "two conflicts": (
        fm(RISK, "<<<<<<< a\n=======\n>>>>>>> b\n\n<<<<<<< a\n=======\n>>>>>>> b\n"), {(6, 1, "PM009"), (10, 1, "PM009")},
    ),
    "conflict around the fence": (
        b"<<<<<<< a\n---\ntitle: x\n---\n=======\n---\ntitle: y\n---\n>>>>>>> b\n", {(1, 1, "PM009")},
    ),
}  # fmt: skip
LOST = frozenset({"alias bomb"})
"""Texts with more faults than are listed. That fields are missing where nothing could be read is not listed."""


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_a_located_fault(tmp_path: Path, name: str) -> None:
    """The fault is told at its line and column and nothing else is, in bounded time; the neighbour stands."""
    data, wanted = TEXTS[name]
    snapshot = loaded(workspace(tmp_path, {"risks/hostile.md": data}))
    found = {(fault.span.line, fault.span.column, fault.code) for fault in snapshot.diagnostics}
    assert {fault.span.path for fault in snapshot.diagnostics} == {"risks/hostile.md"}
    if name in LOST:
        assert wanted <= found
    else:
        assert wanted == {place for place in found if place[2] != "PM201"}


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in {"100,000 keys", "200,000 keys"}])
def test_the_configuration_is_as_safe(tmp_path: Path, name: str) -> None:
    """The same as `pmledger.yml`: told there, defaults hold, and the records are read."""
    root = workspace(tmp_path, {})
    (root / "pmledger.yml").write_bytes(TEXTS[name][0].replace(b"---\n", b"", 1).replace(b"\n---", b"", 1))
    started = time.process_time()
    snapshot = load(root)
    assert time.process_time() - started < SECONDS
    assert "risk:neighbour" in snapshot.ledger.by_key
    assert "PM999" not in {fault.code for fault in snapshot.diagnostics}


def test_tables_are_as_safe(tmp_path: Path) -> None:
    """A table of one open quote, of 300,000 commas or in a foreign encoding is a fault of that table alone."""
    tables = {
        "a/costs.csv": b'date,amount\n"' + b"x" * 1_000_000,
        "b/costs.csv": b"," * 300_000 + b"\n" + b"x," * 150_000,
        "c/costs.csv": "date,amount\n".encode("utf-16"),
        "d/costs.csv": b"date,amount\n2026-03-05,1\0\n",
        "e/costs.csv": b"x" * (3 * MIB),
    }
    found = told(loaded(workspace(tmp_path, tables)))
    wanted = {("a/costs.csv", "PM084"), ("c/costs.csv", "PM001"), ("d/costs.csv", "PM003"), ("e/costs.csv", "PM006")}
    assert wanted <= found


NAMES = {
    "CON.md": "PM052",
    "aux.md": "PM052",
    "nul.tar.md": "PM052",
    "lpt1.md": "PM052",
    "a:b.md": "PM053",
    "a?.md": "PM053",
    "a\x07b.md": "PM053",
    "a\nb.md": "PM053",
    "blank .md": "PM055",
    "n" * 239 + ".md": "PM054",
    "供" * 80 + ".md": "PM054",
    "two words.md": "PM055",
    "<b>.md": "PM053",
    "аpple.md": "PM056",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses these names")
@pytest.mark.parametrize("name", NAMES)
def test_hostile_name_is_reported(tmp_path: Path, name: str) -> None:
    """A name that other systems do not allow is one fault at the file's beginning."""
    root = workspace(tmp_path, {f"risks/{name}": fm(RISK)})
    assert told(loaded(root)) == {(f"risks/{name}", NAMES[name])}


def test_a_name_that_other_systems_take_for_a_path_is_not_opened(tmp_path: Path) -> None:
    """A backslash parts folders on Windows: the file is reported and left out."""
    root = workspace(tmp_path, {"risks/a\\..\\x.md": fm(RISK)})
    assert told(loaded(root)) == {("risks/a\\..\\x.md", code) for code in ("PM053", "PM060")}


def test_a_folder_with_a_hostile_name_is_reported_once(tmp_path: Path) -> None:
    """The fault stands at the first file in the folder."""
    files = {f"projects/aux/risks/{name}.md": fm(RISK) for name in "ab"}
    assert ("projects/aux/risks/a.md", "PM052") in told(loaded(workspace(tmp_path, files)))


def test_a_name_that_is_no_text_is_no_traceback(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 in a file's name are refused by the system or reported, and the neighbour stands."""
    root = workspace(tmp_path, {})
    try:
        (root / "risks" / os.fsdecode(b"caf\xe9.md")).write_bytes(fm(RISK))
    except OSError:
        pytest.skip("this system has no such names")
    assert len(loaded(root).diagnostics) >= 1


TWINS = {
    "case": ("risks/Foo.md", "risks/foo.md"),
    "composed and decomposed": ("risks/u\u0308ber.md", "risks/\u00fcber.md"),
    "file and folder": ("risks/foo.md", "risks/foo/index.md"),
    "folders by case": ("projects/Apollo/risks/a.md", "projects/apollo/risks/a.md"),
}


@pytest.mark.parametrize("name", TWINS)
def test_twins_are_told_and_one_is_read(tmp_path: Path, name: str) -> None:
    """Both files are named, and one of them is a record."""
    first, second = TWINS[name]
    root = workspace(tmp_path, {first: fm(RISK)})
    if (root / second).exists():
        pytest.skip("this file system takes them for one file")
    snapshot = loaded(workspace(tmp_path, {second: fm(RISK)}))
    (twin,) = [fault for fault in snapshot.diagnostics if fault.code == "PM051"]
    assert {twin.span.path, twin.related[0].span.path} == {first, second}
    assert len(snapshot.ledger.of("risk")) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe and a socket are left out with one warning each, and nothing waits."""
    root = workspace(tmp_path, {})
    os.mkfifo(root / "risks" / "pipe.md")
    here = Path.cwd()
    os.chdir(root / "risks")
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.md")
            found = told(loaded(root))
    finally:
        os.chdir(here)
    assert found == {("risks/pipe.md", "PM060"), ("risks/socket.md", "PM060")}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may make devices")
def test_a_device_is_not_opened(tmp_path: Path) -> None:
    """A device such as /dev/zero never ends, so it is left out."""
    root = workspace(tmp_path, {})
    try:
        os.mknod(root / "risks" / "zero.md", 0o666 | 0o020000, os.makedev(1, 5))
    except OSError:
        pytest.skip("devices cannot be made here")
    assert told(loaded(root)) == {("risks/zero.md", "PM060")}


LINKS = {
    "file outside": "/etc/passwd",
    "folder outside": "/etc",
    "file inside": "neighbour.md",
    "nowhere": "no-such-file",
    "itself": "link.md",
    "folder above": "..",
    "device": "/dev/zero",
}


@pytest.mark.parametrize("name", LINKS)
def test_links_are_not_followed(tmp_path: Path, name: str) -> None:
    """Wherever a symbolic link leads, it is one warning and no record, and no other file is read through it."""
    root = workspace(tmp_path, {})
    (root / "risks" / "link.md").symlink_to(LINKS[name])
    snapshot = loaded(root)
    assert told(snapshot) == {("risks/link.md", "PM060")}
    assert set(snapshot.files.sources) == {"pmledger.yml", "risks/neighbour.md"}


def test_a_linked_configuration_is_not_read(tmp_path: Path) -> None:
    """A `pmledger.yml` that leads elsewhere is reported, and the defaults hold."""
    elsewhere = tmp_path / "elsewhere.yml"
    elsewhere.write_text("name: Secret\n", encoding="utf-8")
    root = workspace(tmp_path / "ws", {})
    (root / "pmledger.yml").unlink()
    (root / "pmledger.yml").symlink_to(elsewhere)
    snapshot = loaded(root)
    assert told(snapshot) == {("pmledger.yml", "PM060")}
    assert snapshot.settings.name == ""


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/etc/passwd", "a\\..\\x", "C:/x", "a/\0b", "", "link/x", "link"]
)
def test_paths_that_leave_the_workspace_are_refused(tmp_path: Path, path: str) -> None:
    """Neither dots, nor roots, nor drives, nor links lead out."""
    (tmp_path / "link").symlink_to("/etc")
    with pytest.raises(FileRefused):
        resolve_inside(tmp_path, path)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_machine_s_zone_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """Dates are plain dates, and `as_of` is the same day everywhere."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        snapshot = loaded(workspace(tmp_path, {"risks/x.md": fm(f"{RISK}review_on: 2026-06-29")}))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert told(snapshot) == {("risks/x.md", "PM291")}
