"""Faults of files' places and names: PM050 to PM079."""

from pmledger.source.diagnostic import Fault, Severity

FRONT_MATTER_OUTSIDE_A_KIND = Fault(
    "PM050",
    "front-matter-outside-a-kind",
    Severity.WARNING,
    """\
The file has front matter, but stands in no folder that is named after a kind of record.

It is then no record: nothing refers to it and it is on no page.

Example: `notes/vendor-delay.md`; `risks/vendor-delay.md` would be a risk.

Mend it: move it into the folder meant, add a field `kind:`, or name it under `ignore:` in `pmledger.yml`.
""",
)

TWIN_FILES = Fault(
    "PM051",
    "twin-files",
    Severity.ERROR,
    """\
Two files are the same record: their names differ only in case or spelling, or one is `x.md` and one `x/index.md`.

On many machines the first two cannot even exist side by side; only one of the two is read.

Example: `Foo.md` and `foo.md`.

Mend it: bring the text into one of them and delete the other.
""",
)

RESERVED_NAME = Fault(
    "PM052",
    "reserved-name",
    Severity.ERROR,
    """\
The name is reserved by Windows for a device, whatever its ending.

Nobody on Windows could check out the workspace.

Example: `con.md`, `aux/index.md`, `nul.csv`.

Mend it: rename it with `pmledger rename`, which mends the references too.
""",
)

UNPORTABLE_NAME = Fault(
    "PM053",
    "unportable-name",
    Severity.ERROR,
    """\
The name has a character, or an end, that other systems do not allow.

Not allowed are control characters, any of `< > : " | ? * \\`, and a full stop or space at the end.

Example: `risks/a:b.md`.

Mend it: rename it with `pmledger rename`, which mends the references too.
""",
)

OVERLONG_NAME = Fault(
    "PM054",
    "overlong-name",
    Severity.ERROR,
    """\
The name takes more than 240 bytes; many systems end at 255, and pages need room for their ending.

Chinese letters take three bytes each.

Example: a whole sentence as a file's name.

Mend it: shorten the name; the full sentence belongs into `title:`.
""",
)

UNFIT_NAME = Fault(
    "PM055",
    "unfit-name",
    Severity.ERROR,
    """\
A record's file name is its id, and an id has letters of any script, digits, `-`, `_` and `.` only.

Other characters cannot be written in a reference.

Example: `Vendor delay.md`.

Mend it: rename the file: `vendor-delay.md`, and keep the words in `title:`.
""",
)

MIXED_SCRIPTS = Fault(
    "PM056",
    "mixed-scripts",
    Severity.WARNING,
    """\
An id mixes Latin, Greek or Cyrillic letters, some of which look the same.

Somebody who types what they see will not find it.

Example: an `а` of the Cyrillic script within `apollo`.

Mend it: write the id in one script.
""",
)

FIELD_IN_PART = Fault(
    "PM057",
    "field-in-part",
    Severity.ERROR,
    """\
A file beside a record's `index.md` is a part of that record. It may hold lists of records, but no fields of it.

Otherwise one field could stand in two files.

Example: `status: closed` in `projects/apollo/plan.md`.

Mend it: move the field to the record's own file.
""",
)

MISNAMED_REGISTER = Fault(
    "PM058",
    "misnamed-register",
    Severity.WARNING,
    """\
The name of a table or folder is nearly that of a kind of records, or its columns are a kind's fields; it is not read.

What stands there is on no page and in no figure, although somebody wrote it down.

Example: `invioces/` or `risk/` beside a project's `index.md`, `timesheets-2026-06.csv`, `answers.csv` beside a survey.

Mend it: rename the table or the folder to what is read there: `invoices/`, `risks/`, `timesheets/2026-06.csv`,
`responses.csv`; `pmledger schema` lists the kinds. A table that a record links to is an attachment and left alone, as
is what `ignore:` in `pmledger.yml` names.
""",
)

FILES_FAULTS = (
    FRONT_MATTER_OUTSIDE_A_KIND,
    TWIN_FILES,
    RESERVED_NAME,
    UNPORTABLE_NAME,
    OVERLONG_NAME,
    UNFIT_NAME,
    MIXED_SCRIPTS,
    FIELD_IN_PART,
    MISNAMED_REGISTER,
)
