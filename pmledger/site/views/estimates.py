"""What the work will have cost: the manager's estimate and the three reckoned ones beside each other, with what each assumes."""

from fractions import Fraction

from pmledger.analysis.costs import currency_of
from pmledger.analysis.figure import Figure
from pmledger.ledger.record import Record
from pmledger.site.book import Book
from pmledger.site.parts import Cell, Column, Row, Table
from pmledger.site.views.blocks import Block, label, table, text
from pmledger.site.views.cells import told
from pmledger.site.views.figures import figure_cell, figure_of, value_text, written
from pmledger.site.views.money import amount_text
from pmledger.site.views.sentence import runs, toned
from pmledger.site.views.withheld import is_withheld

REACHED = ("manager_estimate", "eac_cpi", "eac_atypical")
"""What the forecast may be, in the order in which it is looked for."""


def estimate_blocks(book: Book, project: Record) -> tuple[Block, ...]:
    """The estimates in a table and what each asks of the rest; nothing where the work is done or none is known."""
    names = [name for name in ("manager_estimate", "eac_atypical", "eac_cpi", "eac_cpi_spi") if written(book, name, project.key).number is not None]
    done = written(book, "earned_value", project.key).number == written(book, "bac", project.key).number
    if project.closed or done or len(names) < 2:  # one estimate alone has nothing beside it
        return ()
    columns = (
        Column(book.say("Estimate at completion"), wide=True),
        Column(book.say("What it assumes of the rest"), wide=True),
        Column(book.say("Cost at the end"), numeric=True),
        Column(book.say("Against the budget"), numeric=True),
    )
    chosen = chosen_of(book, project)
    rows = tuple(row_of(book, project, name, chosen=name == chosen) for name in names)
    said = book.words.sentences([*asked(book, project), *pace(book, project)])
    return (
        label(book.say("Estimates at completion")),
        *((text(runs(said)),) if said else ()),
        table(Table(columns, rows, book.say("Estimates at completion"), "t-estimates")),
    )


def chosen_of(book: Book, project: Record) -> str:
    """Which of the estimates the cost forecast is."""
    forecast = value_of(figure_of(book, "cost_forecast", project.key))
    return next((name for name in REACHED if forecast is not None and value_of(figure_of(book, name, project.key)) == forecast), "")


def value_of(figure: Figure | None) -> Fraction | None:
    return None if figure is None else figure.number


def row_of(book: Book, project: Record, name: str, *, chosen: bool) -> Row:
    cost, whole = written(book, name, project.key), written(book, "bac", project.key)
    over = Cell("—", tone="muted")
    if cost.number is not None and whole.number is not None:
        currency = currency_of(project, book.conclusions.premises.exchange)
        difference = Fraction(cost.number - whole.number)
        over = Cell(amount_text(book, difference, currency, signed=True), sort=str(float(difference)))
    note = book.say("this is the forecast") if chosen else ""
    return Row((Cell(title_of(book, name), sub=note), assumption(book, project, name), figure_cell(book, name, project.key), over))


def title_of(book: Book, name: str) -> str:
    return {
        "manager_estimate": book.say("The manager’s estimate"),
        "eac_atypical": book.say("The rest as planned"),
        "eac_cpi": book.say("The rest as dear as so far"),
        "eac_cpi_spi": book.say("Lost time made good"),
    }[name]


def assumption(book: Book, project: Record, name: str) -> Cell:
    """What an estimate takes for granted, with its formula below."""
    if name == "manager_estimate":
        return Cell(runs=runs(manager_note(book, project)))
    words = {
        "eac_atypical": book.say("What is left costs what was planned; what went wrong does not happen again."),
        "eac_cpi": book.say("What is left is as much dearer, or cheaper, as what is done."),
        "eac_cpi_spi": book.say("It is as dear as what is done, and the lost time is bought back as well."),
    }[name]
    figure = figure_of(book, name, project.key)
    return Cell(words, sub=book.words.text(figure.symbols) if figure is not None else "")


def manager_note(book: Book, project: Record) -> str:
    """Who estimated, and when."""
    given = project.values.get("eac")
    on = given.get("on") if hasattr(given, "get") else None
    by = next(iter(project.targets.get("eac.by", ())), "")
    if by and on:
        return book.say("Estimated by {person} on {day}, piece by piece.", person=told(book, by), day=on)
    if on:
        return book.say("Estimated on {day}, piece by piece.", day=on)
    return book.say("Estimated piece by piece.")


def asked(book: Book, project: Record) -> list[str]:
    """What must be earned from now on for each unit of money, to end within the budget and at the forecast."""
    budget, forecast, so_far = (written(book, name, project.key) for name in ("tcpi_bac", "tcpi_eac", "cpi"))
    if budget.number is None or forecast.number is None or so_far.number is None:
        return []
    if budget.number < 0:
        first = book.say("More than the budget is spent already.")
        return [first, book.say("To end at the forecast, each unit of money must earn {forecast} from now on; so far it earned {so_far}.",
                                forecast=toned(forecast.text, "b", forecast.href), so_far=toned(so_far.text, "", so_far.href))]  # fmt: skip
    return [
        book.say(
            "To end within the budget, each unit of money must earn {budget} from now on, to end at the forecast {forecast}; so far it earned {so_far}.",
            budget=toned(budget.text, "b", budget.href), forecast=toned(forecast.text, "b", forecast.href),
            so_far=toned(so_far.text, "", so_far.href),
        )
    ]  # fmt: skip


def pace(book: Book, project: Record) -> list[str]:
    """How long the work takes at this pace, against how long it was to take."""
    figure, length = figure_of(book, "ieac_t", project.key), written(book, "ieac_t", project.key)
    if figure is None or length.number is None or is_withheld(book, figure) or not figure.inputs:
        return []
    planned = value_text(book, figure.inputs[0].value, "wd")
    return [book.say("At this pace the work takes {length} instead of {planned}.", length=toned(length.text, "b", length.href), planned=planned)]
