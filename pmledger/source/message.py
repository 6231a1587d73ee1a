"""A sentence for people as data, so that it can be said in any language when it is shown."""

from msgspec import Struct


class Message(Struct, frozen=True):
    """A template in English and the values in its braces.

    A value is text, a number, a date, an amount or another Message; how it is written is decided where it is shown.
    With `plural`, the value named `count` chooses between the two templates.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str = ""

    def __str__(self) -> str:
        values = dict(self.values)
        template = self.plural if self.plural and values.get("count") != 1 else self.template
        return template.format(**{name: str(value) for name, value in values.items()})


def say(template: str, **values: object) -> Message:
    """A message; the template must be a literal, since translators are given what stands in the source."""
    return Message(template, tuple(values.items()))


def say_count(template: str, plural: str, count: int, **values: object) -> Message:
    """A message in singular and plural, chosen by `count`."""
    return Message(template, (("count", count), *values.items()), plural)


def N_(template: str) -> str:  # noqa: N802 (the name that extractors of translatable text know)
    """Mark a text for translation without saying it yet."""
    return template
