"""Two states of a ledger held against each other: which records changed, and what that means."""
