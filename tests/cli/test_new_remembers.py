from workspaces import write_files

KNOWN = """
-- processes/closing.md --
---
title: Closing a project
status: approved
owner: mei
version: "1"
process_group: closing
steps: [All accepted]
---
-- lessons/tickets.md --
---
title: Hand over the tickets early
type: negative
status: validated
category: client
situation: Nobody knew the open tickets of the vendor.
recommendation: Hand them over two weeks before the end.
---
"""


def test_new_tells_what_was_learnt_before(call, ledger) -> None:
    """Beside the place of a new risk stands the lesson that fits, with what the two have in common; not in the answer."""
    write_files(ledger, KNOWN)
    done = call("-C", ledger, "new", "risk", "Tickets of the vendor are lost", "--project", "apollo", "--set", "cause=Nobody hands over.")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "projects/apollo/risks/tickets-of-the-vendor-are-lost.md:1\n"
    assert done.stderr.startswith(
        "still to be filled in: probability, impact, review_on\n"
        "seen before: Hand over the tickets early (lessons/tickets.md; in common: Tickets, vendor, hands)"
    )


def test_new_says_nothing_where_nothing_fits(call, ledger) -> None:
    """A risk of another matter brings up no lesson, nor does a person."""
    write_files(ledger, KNOWN)
    assert "seen before" not in call("-C", ledger, "new", "risk", "The roof leaks", "--project", "apollo").stderr
    assert "seen before" not in call("-C", ledger, "new", "person", "Tickets of the vendor, hand over").stderr


def test_new_project_brings_its_processes(call, ledger) -> None:
    """`new project --process` prints the checklists that it wrote."""
    write_files(ledger, KNOWN)
    done = call("-C", ledger, "new", "project", "Zeus", "--client", "acme", "--process", "closing")
    assert "projects/zeus/checklists/closing.md" in done.stdout.splitlines()
    unknown = call("-C", ledger, "new", "project", "Hera", "--client", "acme", "--process", "opening")
    assert "no process is called opening" in unknown.stderr
