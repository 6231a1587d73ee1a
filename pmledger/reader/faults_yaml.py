"""Faults of YAML: PM020 to PM039."""

from pmledger.source.diagnostic import Fault, Severity

YAML_SYNTAX = Fault(
    "PM020",
    "yaml-syntax",
    Severity.ERROR,
    """\
The front matter is not valid YAML here, so its fields cannot be told apart; the file's records are not read.

Example: a stray `]`, or text behind a closing quote.

The line shown is where reading stopped; the slip is there or on the line above.

Mend it: put values with unusual characters in double quotes, and close every bracket.
""",
)

UNCLOSED_QUOTE = Fault(
    "PM021",
    "unclosed-quote",
    Severity.ERROR,
    """\
A value begins with a quote that is never closed, so all that follows would belong to it.

The file's records are not read.

Example: `title: "Go-live` or `note: 'it's late'` (a single quote within single quotes is written twice).

Mend it: close the quote, or use the other kind around the text.
""",
)

UNCLOSED_BRACKET = Fault(
    "PM022",
    "unclosed-bracket",
    Severity.ERROR,
    """\
A list `[…]` or a group `{…}` is not closed, or a comma is missing in it.

The file's records are not read.

Example: `tags: [web, mobile` or `{name: Mei role: lead}`.

Mend it: add the missing `]`, `}` or comma. A text that begins with a bracket needs quotes.
""",
)

TAB_INDENTATION = Fault(
    "PM023",
    "tab-indentation",
    Severity.ERROR,
    """\
A tab stands where YAML wants spaces.

Tabs have no fixed width, so nobody knows what is indented below what; the file's records are not read.

Example: a list item that was indented by the Tab key.

Mend it: replace the tab by two spaces; most editors can do it on saving.
""",
)

UNQUOTED_COLON = Fault(
    "PM024",
    "unquoted-colon",
    Severity.ERROR,
    """\
A value without quotes holds a colon followed by a space, which begins a new field in YAML.

The file's records are not read.

Example: `title: Phase 2: rollout`.

Mend it: put the value in quotes: `title: "Phase 2: rollout"`.
""",
)

WRONG_INDENTATION = Fault(
    "PM025",
    "wrong-indentation",
    Severity.ERROR,
    """\
A line is indented differently from the ones it belongs to, so it belongs nowhere.

The file's records are not read.

Example: the second of two fields begins one column further left or right than the first.

Mend it: give all fields of one record the same indentation, and list items a common one.
""",
)

UNQUOTED_SPECIAL_CHARACTER = Fault(
    "PM026",
    "unquoted-special-character",
    Severity.ERROR,
    """\
A value without quotes begins with a character that means something to YAML: `@`, a backtick, `%`, `*`, `&`, `!`.

The file's records are not read.

Example: `owner: @mei`, or `title: **urgent**`.

Mend it: put the value in quotes, or leave the character out.
""",
)

MISSING_COLON = Fault(
    "PM027",
    "missing-colon",
    Severity.ERROR,
    """\
A line of the front matter has no colon, so it is neither a field nor a list item.

The file's records are not read.

Example: `status active` or `status:active` (a space must follow the colon).

Mend it: write `status: active`. A long text over several lines must be indented.
""",
)

UNKNOWN_ESCAPE = Fault(
    "PM028",
    "unknown-escape",
    Severity.ERROR,
    """\
In double quotes a backslash begins a special character, and this one does not exist.

The file's records are not read.

Example: `path: "C:\\projects"`.

Mend it: use single quotes, or write the backslash twice.
""",
)

DUPLICATE_KEY = Fault(
    "PM030",
    "duplicate-key",
    Severity.ERROR,
    """\
A field is given twice in one record. YAML readers silently take the last one; which one is right is not known.

The first one is used here. Two spellings of one field count as the same: `due-date` and `due_date`.

Example: two lines `status:` after a merge.

Mend it: delete one of them.
""",
)

NON_TEXT_KEY = Fault(
    "PM031",
    "non-text-key",
    Severity.ERROR,
    """\
The name of a field must be a text. Here it is empty, a list or a group.

Such a field can belong to no kind of record, so it is left out.

Example: `: value`, or `? [a, b]`.

Mend it: write the field's name before the colon.
""",
)

YAML_ANCHOR = Fault(
    "PM032",
    "yaml-anchor",
    Severity.ERROR,
    """\
YAML's anchors (`&name`) and aliases (`*name`) copy one part of a file to another place.

They hide where a value was written, and can grow a small file beyond all bounds, so they are refused.

Example: `due: &d 2026-03-01` and later `due: *d`.

Mend it: write the value where it is needed. A text that begins with `*` or `&` needs quotes.
""",
)

YAML_MERGE_KEY = Fault(
    "PM033",
    "yaml-merge-key",
    Severity.ERROR,
    """\
YAML's merge key `<<` fills a group from somewhere else.

It hides where a value was written, so it is refused.

Example: `<<: *defaults`.

Mend it: write the fields out.
""",
)

YAML_TAG = Fault(
    "PM034",
    "yaml-tag",
    Severity.ERROR,
    """\
A tag (`!name`, `!!python/object`) asks the reader to build a special value.

Records are plain data and every value is typed by its field, so tags are refused and nothing is built.

Example: `amount: !!python/object:decimal.Decimal 5`.

Mend it: delete the tag. A text that begins with `!` needs quotes.
""",
)

YAML_DIRECTIVE = Fault(
    "PM035",
    "yaml-directive",
    Severity.ERROR,
    """\
A line beginning with `%` at the top is a directive to the YAML reader, which front matter does not have.

The file's records are not read.

Example: `%YAML 1.1` or `%TAG ! tag:example.com,2026:`.

Mend it: delete the line.
""",
)

SEVERAL_DOCUMENTS = Fault(
    "PM036",
    "several-documents",
    Severity.ERROR,
    """\
A second YAML document begins here. A file holds one.

What follows would be lost, so it is refused.

Example: `--- second` within the front matter, or two `---` in `pmledger.yml`.

Mend it: delete the line, or move what follows to a file of its own.
""",
)

NESTING_TOO_DEEP = Fault(
    "PM037",
    "nesting-too-deep",
    Severity.ERROR,
    """\
Lists and groups are nested more than 20 levels deep.

No record needs that; deep nesting can bring readers down.

Example: a hundred opening brackets in a row.

Mend it: close the brackets, or write the inner records in files of their own.
""",
)

TOO_MANY_KEYS = Fault(
    "PM038",
    "too-many-keys",
    Severity.ERROR,
    """\
One group has more than 1,000 fields.

No record needs that; reading stops here.

Example: a table that was written as one field per row.

Mend it: write a list of items, or a CSV file.
""",
)

TOO_MANY_VALUES = Fault(
    "PM039",
    "too-many-values",
    Severity.ERROR,
    """\
The file holds more than 200,000 values; reading stops here.

A file of that size slows every command down.

Example: a year of measurements in one front matter.

Mend it: move the list to a CSV file, or split it.
""",
)

YAML_FAULTS = (
    YAML_SYNTAX,
    UNCLOSED_QUOTE,
    UNCLOSED_BRACKET,
    TAB_INDENTATION,
    UNQUOTED_COLON,
    WRONG_INDENTATION,
    UNQUOTED_SPECIAL_CHARACTER,
    MISSING_COLON,
    UNKNOWN_ESCAPE,
    DUPLICATE_KEY,
    NON_TEXT_KEY,
    YAML_ANCHOR,
    YAML_MERGE_KEY,
    YAML_TAG,
    YAML_DIRECTIVE,
    SEVERAL_DOCUMENTS,
    NESTING_TOO_DEEP,
    TOO_MANY_KEYS,
    TOO_MANY_VALUES,
)
