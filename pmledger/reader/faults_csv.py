"""Faults of CSV files: PM080 to PM099."""

from pmledger.source.diagnostic import Fault, Severity

DUPLICATE_COLUMN = Fault(
    "PM080",
    "duplicate-column",
    Severity.ERROR,
    """\
Two columns of a CSV file stand for the same field.

Which one is meant is not known; the first is used.

Example: `date,amount,Date`.

Mend it: delete or rename one of the columns.
""",
)

UNKNOWN_COLUMN = Fault(
    "PM081",
    "unknown-column",
    Severity.ERROR,
    """\
The head of a column is no field of this kind of record.

The column is left out of every row.

Example: `ammount` instead of `amount`.

Mend it: write the field's name as `pmledger schema KIND` prints it, or delete the column.
""",
)

SURPLUS_CELL = Fault(
    "PM082",
    "surplus-cell",
    Severity.ERROR,
    """\
A row has more cells than the head of the file has columns.

Usually a value holds the separator, and all cells behind it have slipped.

Example: `2026-03-05,1,200 EUR` where two columns are named.

Mend it: put the value in double quotes.
""",
)

MISSING_CELL = Fault(
    "PM083",
    "missing-cell",
    Severity.ERROR,
    """\
A row has fewer cells than the head of the file has columns.

A separator may be missing, and then the values stand in wrong columns.

Example: `2026-03-05,travel` where three columns are named.

Mend it: add the missing separators; an empty cell is allowed.
""",
)

UNCLOSED_CELL = Fault(
    "PM084",
    "unclosed-cell",
    Severity.ERROR,
    """\
A cell begins with a double quote that is never closed, so that the rest of the file would belong to it.

The rows from there on are not read.

Example: `"Train to Lindau,120 EUR`.

Mend it: close the quote; a quote within quotes is written twice: `"the ""big"" one"`.
""",
)

TEXT_AFTER_QUOTE = Fault(
    "PM085",
    "text-after-quote",
    Severity.ERROR,
    """\
Text stands between a closing quote and the next separator.

It is not clear whether it belongs to the cell; the row is read without it.

Example: `"Train" to Lindau,120 EUR`.

Mend it: put the whole cell in quotes, and write a quote within it twice.
""",
)

NAMELESS_COLUMN = Fault(
    "PM086",
    "nameless-column",
    Severity.ERROR,
    """\
A column has values but no name in the head of the file.

No field can be filled from it, so it is left out.

Example: `date,,amount` above `2026-03-05,travel,120 EUR`.

Mend it: write the field's name into the first line, or delete the column.
""",
)

CSV_FAULTS = (
    DUPLICATE_COLUMN,
    UNKNOWN_COLUMN,
    SURPLUS_CELL,
    MISSING_CELL,
    UNCLOSED_CELL,
    TEXT_AFTER_QUOTE,
    NAMELESS_COLUMN,
)
