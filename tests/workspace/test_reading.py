from workspaces import snapshot_of, write_files

from pmledger.workspace import reading
from pmledger.workspace.load import load

MANY = "".join(
    f"-- clients/c{n}.md --\n---\nname: Client {n}\nstatus: prospect\nneeds_summary: '{n}'\n---\nSee [[c{n + 1}]].\n"
    for n in range(12)
)


def shown(snapshot):
    """All that a snapshot says, places included."""
    records = [(key, dict(record.values), record.origin, record.body) for key, record in snapshot.ledger.by_key.items()]
    return records, snapshot.diagnostics


def test_two_processes_read_what_one_reads(tmp_path, monkeypatch):
    """Files that another process has read give the same records, places and faults, in the same order."""
    alone = shown(snapshot_of(tmp_path, MANY))
    monkeypatch.setattr(reading, "MANY", 2)
    assert shown(load(tmp_path)) == alone
    assert [fault.code for fault in alone[1]] == ["PM104"]


def test_an_unreadable_file_is_named_by_either_process(tmp_path, monkeypatch):
    """A file with bytes that are no text is reported wherever it is read, and the others stand."""
    write_files(tmp_path, MANY)
    (tmp_path / "clients" / "c0.md").write_bytes(b"---\nname: \xff\n---\n")
    (tmp_path / "clients" / "c9.md").write_bytes(b"---\nname: \xff\n---\n")
    monkeypatch.setattr(reading, "MANY", 2)
    snapshot = load(tmp_path)
    assert {fault.span.path for fault in snapshot.diagnostics if fault.code < "PM100"} == {
        "clients/c0.md",
        "clients/c9.md",
    }
    assert len(snapshot.ledger.of("client")) == 10
