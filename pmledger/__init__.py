"""A plain-text ledger for the people who manage clients and projects."""

__version__ = "0.1.0"
