"""What a workspace may settle for itself in pmledger.yml."""

from msgspec.structs import replace

from pmledger.kinds.declare import FieldSpec
from pmledger.kinds.settings import FIELDS
from pmledger.site.book import Book
from pmledger.site.parts import Anchor, Cell, Column, Row, Table
from pmledger.site.paths import portable
from pmledger.site.reference.types import names_in_files, type_words, written_as


def settings_table(book: Book) -> Table:
    """Every key of the file, in the order in which people come to need them."""
    columns = (
        Column(book.say("Setting")),
        Column(book.say("What it says"), wide=True),
        Column(book.say("What it holds"), wide=True),
    )
    rows = tuple(setting_row(book, one) for one in FIELDS)
    return Table(columns, rows, book.say("Settings in pmledger.yml"), "t-settings")


def setting_row(book: Book, setting: FieldSpec) -> Row:
    example, names = written_as(setting), (*keys_of(setting), *names_in_files(setting))
    told = example or book.words.comma.join(names)
    return Row(
        (
            Cell(runs=(Anchor(setting.name, "", "ref"),)),
            Cell(book.words.text(setting.help)),
            Cell(type_words(book, without_parts(setting)), sub_runs=(Anchor(told, "", "ref"),) if told else ()),
        ),
        f"s-{portable(setting.name)}",
    )


def keys_of(setting: FieldSpec) -> tuple[str, ...]:
    """The names that may stand below a setting, where they are a closed list."""
    return setting.choices if setting.type == "map" and not setting.parts else ()


def without_parts(setting: FieldSpec) -> FieldSpec:
    """What a setting holds, its keys left out: they have no labels, and stand below as they are typed."""
    if setting.type == "list" and setting.item is not None:
        return replace(setting, item=without_parts(setting.item))
    return replace(setting, parts=()) if setting.type == "map" else setting
