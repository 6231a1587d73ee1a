"""Edits to the text as somebody typed it: every byte outside the edited value stays."""
