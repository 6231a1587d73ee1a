"""What a type of field holds, in words."""

from collections.abc import Mapping

from pmledger.source.message import N_

TYPE_WORDS: Mapping[str, str] = {
    "str": N_("one line of text"),
    "text": N_("text, also as a section of the body"),
    "int": N_("a whole number"),
    "number": N_("a number"),
    "percent": N_("a percentage"),
    "score": N_("a step of the scale"),
    "money": N_("an amount of money"),
    "rate": N_("an amount for an hour"),
    "duration": N_("a span of working time"),
    "date": N_("a day"),
    "datetime": N_("a day and time"),
    "bool": N_("yes or no"),
    "url": N_("an address on the web"),
    "email": N_("an e-mail address"),
    "path": N_("a path or an address"),
    "currency": N_("a currency"),
    "lang": N_("a language"),
    "tz": N_("a time zone"),
    "map": N_("values by name"),
}
"""By type."""
