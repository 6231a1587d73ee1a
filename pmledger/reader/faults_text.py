"""Faults of a file as text: PM001 to PM019 and PM040 to PM049."""

from pmledger.source.diagnostic import Fault, Severity

FOREIGN_ENCODING = Fault(
    "PM001",
    "foreign-encoding",
    Severity.ERROR,
    """\
The file is UTF-16 or UTF-32. pmledger reads UTF-8, with or without byte order mark.

Nothing in the file is read, since guessing an encoding would turn names into wrong names silently.

It usually comes from Notepad's “Unicode” or from PowerShell's `>`.

Mend it: open the file in your editor and save it with the encoding UTF-8.
""",
)

INVALID_BYTES = Fault(
    "PM002",
    "invalid-bytes",
    Severity.ERROR,
    """\
A byte is not valid in the encoding of the file, so the text is damaged or in another encoding.

Nothing in the file is read: the bytes before it may be wrong too.

Example: `M\\xfcller` saved as Latin-1 by an old program.

Mend it: save the file as UTF-8. For a CSV file that must stay as it is, name its encoding in
`pmledger.yml`: `csv: {encoding: gbk}`.
""",
)

NUL_CHARACTER = Fault(
    "PM003",
    "nul-character",
    Severity.ERROR,
    """\
The file holds a NUL character, which no text has: it is a binary file, or was cut off while being written.

Nothing in the file is read.

Example: an image that was renamed to `plan.md`, or a file restored after a crash of the disk.

Mend it: delete the character, restore the file from git, or give a binary file its right ending.
""",
)

BARE_CARRIAGE_RETURN = Fault(
    "PM004",
    "bare-carriage-return",
    Severity.ERROR,
    """\
A carriage return (CR) stands without a line feed (LF) behind it. Programs disagree whether a line ends there.

Positions, and the ends of values, would depend on who reads the file.

Example: a file from a very old Mac program, where every line ends with CR alone.

Mend it: save the file with the line ends of Unix (LF) or Windows (CRLF); both are kept as they are.
""",
)

CONTROL_CHARACTER = Fault(
    "PM005",
    "control-character",
    Severity.ERROR,
    """\
A character that cannot be seen stands in the text: a terminal sequence, a form feed, a deleted letter.

YAML refuses such characters, and in a terminal they could change what you see.

Example: `title: Offer\\x1b[2J` after text was copied from a terminal.

Mend it: delete the character at the place shown.
""",
)

OVERSIZED_FILE = Fault(
    "PM006",
    "oversized-file",
    Severity.ERROR,
    """\
The file has more than 2 MiB, the most that is read of one file.

A text of that size is hardly a record; reading it would slow every command down.

Example: an export of a whole mailbox saved as `notes.md`.

Mend it: split the file, or move it out of the workspace and link to it.
""",
)

OVERSIZED_FRONT_MATTER = Fault(
    "PM007",
    "oversized-front-matter",
    Severity.ERROR,
    """\
The front matter has more than 1 MiB, the most that is read.

The file's records are not read.

Example: ten thousand tasks as items of one list.

Mend it: move the list into a CSV file named after the kind (`tasks.csv`), or into files of their own.
""",
)

OVERSIZED_BODY = Fault(
    "PM008",
    "oversized-body",
    Severity.ERROR,
    """\
The text below the front matter has more than 1 MiB, the most that is read.

The record stands, but its body is left out.

Example: a log file that was pasted below a ticket.

Mend it: move the long text to a file beside the record and link to it.
""",
)

MERGE_CONFLICT = Fault(
    "PM009",
    "merge-conflict",
    Severity.ERROR,
    """\
git left both sides of a merge in the file and asks you to choose.

Until you do, nobody knows what the record says. pmledger goes on with the upper side so that other files
are still checked. Inside fenced code the signs are plain text.

Example: `<<<<<<< HEAD` … `=======` … `>>>>>>> branch`.

Mend it: keep the lines that are right and delete the signs.
""",
)

UNCLOSED_FRONT_MATTER = Fault(
    "PM010",
    "unclosed-front-matter",
    Severity.ERROR,
    """\
The front matter begins with `---` on the first line but no second `---` ends it.

Then everything would be front matter, or nothing; the file's records are not read.

Example: the second `---` was deleted, is indented, or has only two hyphens.

Mend it: put `---` on a line of its own below the last field.
""",
)

FRONT_MATTER_NOT_FIRST = Fault(
    "PM011",
    "front-matter-not-first",
    Severity.ERROR,
    """\
The front matter does not begin on the first line.

Other programs then take it for text and show it, so the rule is kept strictly; the fields are read all the same.

Example: an empty line above the first `---`.

Mend it: delete what stands above the first `---`; `pmledger check --fix` does it.
""",
)

FOREIGN_FRONT_MATTER_END = Fault(
    "PM012",
    "foreign-front-matter-end",
    Severity.ERROR,
    """\
The front matter ends with `...`, as YAML allows, but Markdown front matter ends with `---`.

Other programs would not find its end; the fields are read all the same.

Example: a file that was written for Pandoc.

Mend it: replace `...` by `---`; `pmledger check --fix` does it.
""",
)

FRONT_MATTER_NO_MAPPING = Fault(
    "PM013",
    "front-matter-no-mapping",
    Severity.ERROR,
    """\
The front matter is not made of fields with names, each written as `name: value`.

A record is its fields, so there is nothing to read.

Example: a list (`- Apollo`), or a sentence between the two `---`.

Mend it: write `title: Apollo` and the other fields, one on each line.
""",
)

FENCE_INSIDE_TEXT = Fault(
    "PM014",
    "fence-inside-text",
    Severity.ERROR,
    """\
A line `---` ends the front matter in the middle of a text block (`|` or `>`).

The rest of the text would be taken for the body, and the fields below it would be lost.

Example: a rule `---` at the line's beginning within `notes: |`.

Mend it: indent the line like the text around it, or move the text to a section of the body.
""",
)

ALLOWANCE_WITHOUT_REASON = Fault(
    "PM040",
    "allowance-without-reason",
    Severity.ERROR,
    """\
A comment allows a fault but does not say why.

An allowance is read long after it was written; without a reason nobody dares to remove it. It has no effect.

Example: `# pmledger: allow PM104`.

Mend it: add the reason: `# pmledger: allow PM104 the supplier is recorded next week`.
""",
)

ALLOWANCE_WITHOUT_CODE = Fault(
    "PM041",
    "allowance-without-code",
    Severity.ERROR,
    """\
A comment allows something, but names no code such as PM104.

It has no effect, since it must say which fault is meant.

Example: `# pmledger: allow wrong date`.

Mend it: write the code, then the reason: `# pmledger: allow PM131 the date is not fixed yet`.
""",
)

INVISIBLE_CHARACTER = Fault(
    "PM042",
    "invisible-character",
    Severity.WARNING,
    """\
A title or name holds characters that cannot be seen: of zero width, or such that turn the direction of writing.

Two names may look the same and differ, or a text may read differently from what it says.

Example: a name that was copied from a web page.

Mend it: delete the character; typing the word anew is the simplest way.
""",
)

TEXT_FAULTS = (
    FOREIGN_ENCODING,
    INVALID_BYTES,
    NUL_CHARACTER,
    BARE_CARRIAGE_RETURN,
    CONTROL_CHARACTER,
    OVERSIZED_FILE,
    OVERSIZED_FRONT_MATTER,
    OVERSIZED_BODY,
    MERGE_CONFLICT,
    UNCLOSED_FRONT_MATTER,
    FRONT_MATTER_NOT_FIRST,
    FOREIGN_FRONT_MATTER_END,
    FRONT_MATTER_NO_MAPPING,
    FENCE_INSIDE_TEXT,
    ALLOWANCE_WITHOUT_REASON,
    ALLOWANCE_WITHOUT_CODE,
    INVISIBLE_CHARACTER,
)
