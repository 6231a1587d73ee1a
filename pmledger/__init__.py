"""A plain-text ledger for the people who manage clients and projects."""

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["__version__", "load"]

if TYPE_CHECKING:
    from pmledger.history.looking_back import load


def __getattr__(name: str) -> object:
    """`pmledger.load` is imported when it is first used, so that the command line starts at once."""
    if name == "load":
        from pmledger.history.looking_back import load

        return load
    raise AttributeError(name)
