"""The faults of files that cannot be read, of the configuration, of allowances, and our own."""

from pmledger.source.diagnostic import Fault, Severity

UNREADABLE_FILE = Fault(
    "PM060",
    "unreadable-file",
    Severity.WARNING,
    """Something in the workspace is not a regular file that can be read, so it is left out.

Symbolic links are not followed, since they can lead out of the workspace; pipes, sockets and devices are never opened;
a file without read permission cannot be looked into. The rest of the workspace is read as always.

Replace a link by the file itself, correct the permissions, or name the path under `ignore:` in `pmledger.yml`.""",
)

UNUSED_ALLOWANCE = Fault(
    "PM540",
    "unused-allowance",
    Severity.WARNING,
    """A comment or an entry of `pmledger.yml` allows a fault that is not there.

```yaml
due: 2026-03-01   # pmledger: allow PM203 the client asked for this date
```

An allowance that silences nothing will silence the next real fault in its place. Delete it.""",
)

INTERNAL_FAULT = Fault(
    "PM999",
    "internal-fault",
    Severity.ERROR,
    """pmledger itself failed on this file: that is our mistake, not yours.

The rest of the workspace is read as always, and nothing was written. Please report it with the file, if you may show
it; `pmledger --debug check` prints where it happened.""",
)

FAULTS = (UNREADABLE_FILE, UNUSED_ALLOWANCE, INTERNAL_FAULT)
