"""The text as somebody typed it: places in it, what is wrong with it, and edits to it."""
