"""Arithmetic on records; the date is an argument."""
