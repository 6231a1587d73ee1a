"""`python -m pmledger` is the command `pmledger`."""

from pmledger.cli import run

run()
