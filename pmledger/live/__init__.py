"""Watch a workspace and serve its site: the one place where things change while the program runs."""
