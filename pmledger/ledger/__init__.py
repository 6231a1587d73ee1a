"""The records joined: every reference leads somewhere, every link is known at both ends."""
