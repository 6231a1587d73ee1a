"""`pmledger holidays`: the public holidays of a country, written into the workspace."""

import click

from pmledger.cli.ending import tell
from pmledger.cli.session import Session, answer
from pmledger.edit.pin_holidays import doubts, pin_in_calendar, pin_in_settings
from pmledger.edit.public_holidays import published_holidays
from pmledger.source.message import N_, say_count


@click.command(
    "holidays",
    help=N_(
        "Write the public holidays of a COUNTRY (two letters, such as CN) in these years into pmledger.yml, days of a "
        "weekend that are worked to make up for them included.\n\n"
        "What is written counts, not what a package knows later; days that are there stay as they are."
    ),
)
@click.argument("country")
@click.argument("years", nargs=-1, required=True, type=click.IntRange(1900, 2200), metavar="YEAR...")
@click.option("--subdivision", "part", default="", metavar="P", help=N_("A part of the country with holidays of its own, such as BY of DE."))
@click.option("--calendar", default="", metavar="REF", help=N_("A calendar to write into, instead of the workspace’s own."))
@click.pass_obj
def command(session: Session, country: str, years: tuple[int, ...], part: str, calendar: str) -> None:
    snapshot = session.load()
    given = published_holidays(country, years, part, snapshot.settings.language)
    done = pin_in_calendar(snapshot, given, calendar) if calendar else pin_in_settings(snapshot, given)
    answer(f"{done.path}:{done.line}\n")
    tell(say_count("{count} day written", "{count} days written", done.added))
    if done.kept:
        tell(say_count("{count} day was there and stays as it is", "{count} days were there and stay as they are", done.kept))
    for doubt in doubts(given):
        tell(doubt)
