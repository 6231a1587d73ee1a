from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings
from pmledger.ledger.join import Joined, join, join_again
from pmledger.reader.place import place_files
from pmledger.reader.records import read_file

SCHEMA = build_schema(Settings(currency="EUR"))
CONTENTS = {
    "clients/acme.md": ["name: Acme\npayment_terms_days: 30", "name: Acme\npayment_terms_days: 60"],
    "clients/beta.md": ["name: Beta", "name: Beta\nsegment: key"],
    "people/mei.md": ["name: Mei Keller\ntype: team", "name: Mei Li\ntype: team", "name: Mei Keller\ntype: contact\norganisation: beta"],
    "projects/apollo/index.md": ["name: Apollo\nclient: acme", "name: Apollo\nclient: beta", "name: Apollo\nclient: acme\nmanager: mei"],
    "projects/apollo/plan.md": [
        "tasks:\n- {id: a, title: A, assignees: [{person: mei}]}\n- {id: b, title: B, depends: [{task: a}]}",
        "tasks:\n- {id: a, title: Another, duration: 3d, assignees: [{person: mei}]}\n- {id: b, title: B, depends: [{task: a}]}",
        "tasks:\n- {id: a, title: A}\n- {id: b, title: B, depends: [{task: a}], owner: Mei Keller}",
        "tasks:\n- {title: A}\n- {title: A}",
        "tasks:\n- {title: A, duration: 1d}\n- {title: A}",
    ],
    "projects/apollo/invoices/i1.md": ["title: First\nissued: 2026-01-01", "title: First\nissued: 2026-02-01\nclient: beta"],
    "projects/apollo/risks/r/index.md": ["title: Late\nowner: mei", "title: Later\nowner: nobody", "title: Late\nowner: mei\nissue: i"],
    "projects/apollo/risks/r/more.md": ["", "Of [[a]].", "More of [[b]], and of [[i1]]."],
    "projects/gemini/risks/x.md": [None, "title: Here", "title: Here\nproject: apollo"],
    "projects/gemini/index.md": [None, "name: Gemini", "name: Gemini\nclient: beta"],
}  # fmt: skip
edits = st.lists(st.tuples(st.sampled_from([*CONTENTS]), st.integers(0, 4)), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@example([("projects/apollo/plan.md", 1), ("projects/apollo/plan.md", 2), ("people/mei.md", 1)])
@example([("projects/apollo/risks/r/more.md", 1), ("projects/apollo/risks/r/more.md", 0), ("clients/acme.md", 1)])
@given(edits)
def test_what_is_joined_again_after_edits_is_what_would_be_joined_anew(steps):
    """Whatever was edited, the ledger, its order and its faults are those of a workspace that is read for the first time."""
    chosen = dict.fromkeys(CONTENTS, 0)
    readings, before = {}, Joined()
    for path, number in [("people/mei.md", 0), *steps]:
        chosen[path] = number
        texts = {name: some[chosen[name] % len(some)] for name, some in CONTENTS.items()}
        files = {name: text for name, text in texts.items() if text is not None}
        placements, _ = place_files(tuple(files), SCHEMA)
        for name, placement in placements.items():
            known = readings.get(name)
            if known is None or known[0] != files[name]:
                text = files[name] if name.endswith("more.md") else f"---\n{files[name]}\n---\n"
                readings[name] = files[name], read_file(name, text.encode(), placement, SCHEMA, Settings(currency="EUR"))
        found = [readings[name][1] for name in placements]
        entries = [entry for reading in found for entry in reading.entries]
        parts = [part for reading in found for part in reading.parts]
        ledger, faults, before = join_again(entries, SCHEMA, frozenset(files), parts, before)
        anew, faults_anew = join(entries, SCHEMA, frozenset(files), parts)
        assert [(str(fault.message), fault.span) for fault in faults] == [(str(fault.message), fault.span) for fault in faults_anew]
        assert plain(ledger) == plain(anew)


def plain(ledger):
    """All of a ledger in its order, its records by their keys where they stand once more."""
    fields = [name for name in ledger.records[0].__struct_fields__ if name not in {"parts", "node"}]
    for found in (*ledger.kinds.values(), *(some for kinds in ledger.within.values() for some in kinds.values())):
        assert all(ledger.by_key[one.key] is one for one in found)
    return (
        [[getattr(one, name) for name in fields] for one in ledger.records],
        [(one.key, part.title, part.body, part.links) for one in ledger.records for part in one.parts],
        ledger.backlinks, ledger.directory.by_id, ledger.directory.by_person,
        [(kind, [one.key for one in found]) for kind, found in ledger.kinds.items()],
        {home: [(kind, [one.key for one in found]) for kind, found in kinds.items()] for home, kinds in ledger.within.items()},
    )  # fmt: skip
