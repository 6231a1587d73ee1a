"""What was: the workspace at a revision of its git repository, and how its figures moved."""
