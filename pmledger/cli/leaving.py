"""The process of a command: it never looks for unused objects, and ends at once."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from pmledger.cli.program import main


def run() -> NoReturn:
    """The program `pmledger`: run the command and end the process with its exit code.

    A ledger is kept to the end: to look through it for cycles takes as long as to read it, and a process that is over
    need not take it apart object by object before its memory is given back. `serve`, which goes on, collects again.
    """
    gc.disable()
    code: object = 0
    try:
        main(prog_name="pmledger")
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))
