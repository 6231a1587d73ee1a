"""The faults that appear when records are joined: ids that clash and references that lead nowhere."""

from pmledger.source.diagnostic import Fault, Severity

UNKNOWN_REFERENCE = Fault(
    "PM104",
    "unknown-reference",
    Severity.ERROR,
    """A reference names a record that is not in the ledger.

A risk whose owner is nobody, or an issue that came from no risk, cannot be followed up, and a link that leads nowhere
hides that.

```yaml
owner: mei-kellr        # there is mei-keller
```

Write the id of an existing record (the file's name without `.md`, or the item's `id`), in full where needed:
`risk:apollo/vendor-delay`. `pmledger search TEXT` finds ids. A reference looks first in its own project, then in its
client, then everywhere.""",
)

DUPLICATE_ID = Fault(
    "PM150",
    "duplicate-id",
    Severity.ERROR,
    """Two records of one kind have the same id in the same project, client or workspace.

A reference to that id could mean either of them. Capital letters and different ways to encode the same letter do not
make a difference, since file systems disagree about them. Clients and projects share one space of ids.

Give one of them another id: `pmledger rename REF NEW` mends every reference to it.""",
)

AMBIGUOUS_REFERENCE = Fault(
    "PM151",
    "ambiguous-reference",
    Severity.ERROR,
    """A reference could mean several records.

```markdown
See [[login]].          # a risk and an issue of this project are both called login
```

Say which one is meant: `[[risk:login]]`, or with its project `[[risk:apollo/login]]`.""",
)

WRONG_KIND = Fault(
    "PM152",
    "reference-to-wrong-kind",
    Severity.ERROR,
    """A field refers to a record of a kind that it cannot hold.

```yaml
owner: acme             # a client; an owner is a person
```

Each field names one kind of record; `pmledger schema KIND` lists them. Refer to a record of that kind.""",
)

BROKEN_LINK = Fault(
    "PM153",
    "broken-link",
    Severity.ERROR,
    """A relative link or an image in a body leads to a file that is not there.

```markdown
![The plan](plan.png)   # there is no plan.png beside this file
```

Links are relative to the file they stand in, as in every Markdown viewer. Correct the path, or add the file.""",
)

NAME_FOR_ID = Fault(
    "PM154",
    "name-for-id",
    Severity.HINT,
    """A person is written by name where the id would do.

`owner: Mei Keller` is understood as long as one person has that name. The id keeps its meaning when a second Mei
Keller joins or when Mei marries.

Write the id; `pmledger check --fix` does it.""",
)

FAULTS = (
    UNKNOWN_REFERENCE,
    DUPLICATE_ID,
    AMBIGUOUS_REFERENCE,
    WRONG_KIND,
    BROKEN_LINK,
    NAME_FOR_ID,
)
