"""The checksums of the files that a document record gives a checksum for."""

import hashlib

from pmledger.analysis.stored_files import paths_of
from pmledger.ledger.ledger import Ledger
from pmledger.workspace.files import FileRefused
from pmledger.workspace.tree import Tree

LARGEST = 64 * 1024 * 1024
"""Bytes up to which a file is read to be sure that it is the same."""


def digests_of(tree: Tree, ledger: Ledger, paths: frozenset[str]) -> dict[str, str]:
    """The SHA-256 in hexadecimal of each file that some document has a checksum of; without those that are too large."""
    wanted = {path for one in ledger.of("document") if one.has("checksum") for path in paths_of(one) if path in paths}
    found: dict[str, str] = {}
    for path in sorted(wanted):
        try:
            data = tree.read(path, LARGEST)
        except FileRefused:
            continue
        if len(data) <= LARGEST:
            found[path] = hashlib.sha256(data).hexdigest()
    return found
