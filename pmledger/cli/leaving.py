"""How the process ends: at once."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

from pmledger.cli.program import main


def run() -> NoReturn:
    """The program `pmledger`: run the command and end the process with its exit code.

    A process that is over need not take a ledger apart object by object before its memory is given back.
    """
    code: object = 0
    try:
        main(prog_name="pmledger")
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))
