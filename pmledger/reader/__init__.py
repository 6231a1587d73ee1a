"""One file becomes records or faults that point."""
