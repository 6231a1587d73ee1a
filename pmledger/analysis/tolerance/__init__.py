"""How far a project or stage may be off, how much of that is used, and who was asked when it is too much."""
