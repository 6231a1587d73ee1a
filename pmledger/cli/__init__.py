"""The command line: one thin file per command."""

from pmledger.cli.leaving import run
from pmledger.cli.program import main

__all__ = ["main", "run"]
