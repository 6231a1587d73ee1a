"""Faults of pmledger.yml: PM501 to PM529."""

from pmledger.source.diagnostic import Fault, Severity

UNKNOWN_SETTING = Fault(
    "PM501",
    "unknown-setting",
    Severity.ERROR,
    """\
`pmledger.yml` has no setting of this name, so that nothing reads it: usually a slip of the pen.

Example: `time_zone: Europe/Berlin` instead of `timezone:`.

The documentation of `pmledger.yml` lists all settings.

Mend it: write the setting's name as the message suggests it.
""",
)

WRONG_SETTING = Fault(
    "PM502",
    "wrong-setting",
    Severity.ERROR,
    """\
The value of a setting does not have the form it needs; the setting's default is used instead.

Example: `as_of: yesterday`, or `language: german`.

The message says what is expected.

Mend it: correct the value.
""",
)

UNSOUND_PATTERN = Fault(
    "PM503",
    "unsound-pattern",
    Severity.ERROR,
    """\
The `pattern:` of an own field is not a regular expression that can be used.

Patterns are matched in linear time; look-around and back-references do not exist.

Example: `pattern: "[0-9"`.

Mend it: correct it; the whole value must match: `"[0-9]{4}"`.
""",
)

TAKEN_NAME = Fault(
    "PM504",
    "taken-name",
    Severity.ERROR,
    """\
An own field or kind has the name of one that exists already.

Two meanings of one name cannot be told apart.

Example: a field `owner` declared under `fields: {project: …}`.

Mend it: choose another name.
""",
)

UNFIT_SETTING_NAME = Fault(
    "PM505",
    "unfit-setting-name",
    Severity.ERROR,
    """\
The name of an own field or kind has lower-case letters, digits and underscores only, and begins with a letter.

It is written in files, filters and queries, so it must stay simple; `label:` may say anything.

Example: `fields: {project: {Cost Centre: …}}`.

Mend it: write `cost_centre` and put the words into `label:`.
""",
)

MISSING_SETTING = Fault(
    "PM506",
    "missing-setting",
    Severity.ERROR,
    """\
A setting lacks a part that it cannot do without.

Example: an own field without `type:`, or one of type `choice` without `choices:`.

The message names the part.

Mend it: add it.
""",
)

SETTINGS_FAULTS = (
    UNKNOWN_SETTING,
    WRONG_SETTING,
    UNSOUND_PATTERN,
    TAKEN_NAME,
    UNFIT_SETTING_NAME,
    MISSING_SETTING,
)
