"""`python -m pmledger` is the command `pmledger`."""

from pmledger.cli import main

main(prog_name="pmledger")
