"""Faults of fields: PM101 to PM103, PM125 to PM130 and PM132 to PM149."""

from pmledger.source.diagnostic import Fault, Severity

UNKNOWN_FIELD = Fault(
    "PM101",
    "unknown-field",
    Severity.ERROR,
    """\
The kind of record has no field of this name, so that nothing reads it: usually a slip of the pen.

Example: `ower: mei` instead of `owner: mei`.

`pmledger schema KIND` prints the fields of a kind. Own fields are declared in `pmledger.yml` under `fields:`.

Mend it: write the field's name; `pmledger check --fix` does it where only one is meant.
""",
)

UNKNOWN_CHOICE = Fault(
    "PM102",
    "unknown-choice",
    Severity.ERROR,
    """\
The field allows a few words only, and this is none of them.

What the word means to figures and pages would be a guess.

Example: `strategy: reduce` where `mitigate` is meant.

Mend it: use one of the words that the message lists; their case matters.
""",
)

UNKNOWN_STATE = Fault(
    "PM103",
    "unknown-state",
    Severity.ERROR,
    """\
A record of this kind has no such state.

Whether it still needs attention would be a guess.

Example: `status: done` for a risk, which is `closed`.

Mend it: use one of the states that the message lists.
""",
)

MALFORMED_ID = Fault(
    "PM125",
    "malformed-id",
    Severity.ERROR,
    """\
An id has letters of any script, digits, `-`, `_` and `.` only.

Other characters cannot be written in a reference.

Example: `id: vendor delay`.

Mend it: write `vendor-delay`, and keep the words in `title:`.
""",
)

ID_UNLIKE_FILE = Fault(
    "PM126",
    "id-unlike-file",
    Severity.ERROR,
    """\
The file's name is the record's id, and the field `id:` says something else.

References go by the file's name, so that a record is found where its id says.

Example: `id: R-17` in `risks/vendor-delay.md`.

Mend it: delete the field or write the file's name; `pmledger check --fix` does the latter.
""",
)

UNKNOWN_KIND = Fault(
    "PM128",
    "unknown-kind",
    Severity.ERROR,
    """\
The field `kind:` names no kind of record.

The file cannot be read as a record.

Example: `kind: hazard`.

Mend it: write a kind such as `risk`, or leave the field out: the folder says the kind.
""",
)

CONTROL_CHARACTER_IN_VALUE = Fault(
    "PM129",
    "control-character-in-value",
    Severity.ERROR,
    """\
The value holds a character that cannot be seen, written as an escape in double quotes.

In a terminal or a table it could change what is seen.

Example: `title: "Offer\\e[2J"`.

Mend it: delete the escape.
""",
)

ITEM_WITHOUT_KIND = Fault(
    "PM130",
    "item-without-kind",
    Severity.ERROR,
    """\
An item of this list is a record of its own, but the list may hold several kinds, and the item names none.

It is left out.

Example: `{title: Call Acme}` in `related:`.

Mend it: add `kind: action` to the item, or refer to a record that is written elsewhere.
""",
)

FIELDS_FAULTS = (
    UNKNOWN_FIELD,
    UNKNOWN_CHOICE,
    UNKNOWN_STATE,
    MALFORMED_ID,
    ID_UNLIKE_FILE,
    UNKNOWN_KIND,
    CONTROL_CHARACTER_IN_VALUE,
    ITEM_WITHOUT_KIND,
)
