"""Faults of written values: PM105 to PM124, and PM131."""

from pmledger.source.diagnostic import Fault, Severity

MALFORMED_DATE = Fault(
    "PM131",
    "malformed-date",
    Severity.ERROR,
    """\
The value is not written as a date: year, month and day, `2026-03-05`.

Other orders are refused, since 05/03 is March here and May there.

Example: `due: 5.3.2026` or `due: next week`.

Mend it: write `due: 2026-03-05`; a time may follow where the field allows one: `2026-03-05 14:00`.
""",
)

UNREAL_DATE = Fault(
    "PM105",
    "unreal-date",
    Severity.ERROR,
    """\
The calendar has no such day, or the clock no such time.

Example: `due: 2026-02-30`, or `date: 2026-03-05 25:00`.

Nothing is guessed: the 30th of February could mean the 28th, or the 2nd of March.

Mend it: write the day that is meant.
""",
)

DATE_OUT_OF_RANGE = Fault(
    "PM106",
    "date-out-of-range",
    Severity.ERROR,
    """\
The date lies outside the years 1900 to 2199.

It is nearly always a slip, and would stretch every chart.

Example: `due: 0206-03-05` or `due: 9999-12-31` for “never”.

Mend it: write the year that is meant; leave the field out when there is no date.
""",
)

MALFORMED_DURATION = Fault(
    "PM107",
    "malformed-duration",
    Severity.ERROR,
    """\
The value is not a duration: a number and a unit, `min`, `h`, `d` (working day) or `w` (working week).

Example: `duration: three days` or `duration: 3`.

Without a unit, 3 could be hours or days.

Mend it: write `3d`, `16h` or `1.5w`.
""",
)

MALFORMED_AMOUNT = Fault(
    "PM108",
    "malformed-amount",
    Severity.ERROR,
    """\
The value is not an amount of money: a number with a full stop and the currency's three letters.

Commas are refused, since `1,200` is read in two ways.

Example: `amount: 1.200,50 €`.

Mend it: write `1200.50 EUR`; without letters the workspace's currency holds.
""",
)

UNKNOWN_CURRENCY = Fault(
    "PM109",
    "unknown-currency",
    Severity.ERROR,
    """\
The currency is missing or is none of ISO 4217.

Amounts without a known currency cannot be added up.

Example: `amount: 1200 EURO`.

Mend it: write the three letters, such as `EUR` or `CNY`; name the workspace's own as `currency:` in `pmledger.yml`.
""",
)

MALFORMED_NUMBER = Fault(
    "PM110",
    "malformed-number",
    Severity.ERROR,
    """\
The field takes a number, written with digits and, if need be, a full stop.

Example: `hours: 7,5` or `order: first`.

Words and thousands separators are refused, since nothing is guessed.

Mend it: write `7.5`. For CSV files with decimal commas set `csv: {decimal: ","}` in `pmledger.yml`.
""",
)

NUMBER_OUT_OF_RANGE = Fault(
    "PM111",
    "number-out-of-range",
    Severity.ERROR,
    """\
The number, amount or duration is smaller or greater than the field allows.

Figures made from it would be wrong without anyone noticing.

Example: `probability: 6` on the scale from 1 to 5.

Mend it: write a value within the bounds that the message names.
""",
)

MALFORMED_PERCENTAGE = Fault(
    "PM112",
    "malformed-percentage",
    Severity.ERROR,
    """\
The value is not a percentage, written as `40%` or `40`.

Example: `percent_complete: 0,4` or `percent_complete: nearly done`.

Note that 0.4 means 0.4 %, not 40 %.

Mend it: write `40%`.
""",
)

MALFORMED_RATE = Fault(
    "PM113",
    "malformed-rate",
    Severity.ERROR,
    """\
The value is not an amount of money for one hour.

Example: `cost_rate: 85 per hour`.

Rates are used to turn hours into costs.

Mend it: write `85 EUR/h`.
""",
)

NEITHER_TRUE_NOR_FALSE = Fault(
    "PM114",
    "neither-true-nor-false",
    Severity.ERROR,
    """\
The field answers a question with `true` or `false`.

Example: `billable: maybe`.

`yes` and `no` are understood as well.

Mend it: write `true` or `false`.
""",
)

MALFORMED_REFERENCE = Fault(
    "PM115",
    "malformed-reference",
    Severity.ERROR,
    """\
The value is not a reference to another record.

A reference is an id (`acme`), a kind and an id (`risk:vendor-delay`), or either in double brackets (`[[acme]]`).

Example: `client: "[[acme"`, or an id with brackets in it.

Mend it: write the id, which is the name of the record's file.
""",
)

MALFORMED_ADDRESS = Fault(
    "PM116",
    "malformed-address",
    Severity.ERROR,
    """\
The value is not an e-mail address, a web address or a path, as the field asks for.

Example: `email: mei at northlight` or `location: javascript:alert(1)`.

Web addresses begin with `https://`, `http://` or `mailto:`; paths are relative.

Mend it: write the address in full.
""",
)

LINE_BREAK_IN_LINE = Fault(
    "PM117",
    "line-break-in-line",
    Severity.ERROR,
    """\
The field takes one line of text, and this has several.

Tables and titles have room for one line.

Example: `title: |` with two lines below it.

Mend it: shorten it to one line, and write the rest into the body.
""",
)

OVERLONG_TEXT = Fault(
    "PM118",
    "overlong-text",
    Severity.ERROR,
    """\
The text has more characters than the field allows.

Tables, titles and file names have little room.

Example: a whole paragraph as `title:`.

Mend it: shorten it, and write the rest into the body.
""",
)

UNLIKE_PATTERN = Fault(
    "PM119",
    "unlike-pattern",
    Severity.ERROR,
    """\
The value has not the form that `pmledger.yml` asks for with `pattern:`.

Example: `cost_centre: 47A` where four digits are due.

The message shows the pattern, a regular expression that the whole value must match.

Mend it: correct the value, or the pattern.
""",
)

GROUP_INSTEAD_OF_VALUE = Fault(
    "PM120",
    "group-instead-of-value",
    Severity.ERROR,
    """\
A list or a group of fields stands where a single value is due.

Example: `due: [2026-03-05, 2026-04-01]`.

Brackets and indented lines below a field make a list or group; a text in brackets needs quotes.

Mend it: write one value.
""",
)

VALUE_INSTEAD_OF_GROUP = Fault(
    "PM121",
    "value-instead-of-group",
    Severity.ERROR,
    """\
A single value stands where a list, or a group of named parts, is due.

Example: `team: mei` where each member has a person and a role: `team: [{person: mei, role: lead}]`.

`pmledger schema KIND` shows the form.

Mend it: write the list or the named parts.
""",
)

MISSING_PART = Fault(
    "PM122",
    "missing-part",
    Severity.ERROR,
    """\
A group lacks a part that it cannot do without; the group is left out.

Example: `{value: 12}` in `measurements:`, which needs its `date`.

The message names the part.

Mend it: add the part to the group.
""",
)

UNKNOWN_LANGUAGE = Fault(
    "PM123",
    "unknown-language",
    Severity.ERROR,
    """\
The value is not a language tag.

It decides the language of what is written to that person.

Example: `language: Chinese`.

Mend it: write `zh-CN`, `en` or another tag of that form.
""",
)

UNKNOWN_TIME_ZONE = Fault(
    "PM124",
    "unknown-time-zone",
    Severity.ERROR,
    """\
The value is not the name of a time zone.

Most abbreviations are refused, since several zones share them.

Example: `timezone: CST`, or `timezone: GMT+8`.

Mend it: write continent and city: `Europe/Berlin`, `Asia/Shanghai`.
""",
)

VALUES_FAULTS = (
    MALFORMED_DATE,
    UNREAL_DATE,
    DATE_OUT_OF_RANGE,
    MALFORMED_DURATION,
    MALFORMED_AMOUNT,
    UNKNOWN_CURRENCY,
    MALFORMED_NUMBER,
    NUMBER_OUT_OF_RANGE,
    MALFORMED_PERCENTAGE,
    MALFORMED_RATE,
    NEITHER_TRUE_NOR_FALSE,
    MALFORMED_REFERENCE,
    MALFORMED_ADDRESS,
    LINE_BREAK_IN_LINE,
    OVERLONG_TEXT,
    UNLIKE_PATTERN,
    GROUP_INSTEAD_OF_VALUE,
    VALUE_INSTEAD_OF_GROUP,
    MISSING_PART,
    UNKNOWN_LANGUAGE,
    UNKNOWN_TIME_ZONE,
)
