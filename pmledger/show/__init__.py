"""Answers and diagnostics for people and machines."""
