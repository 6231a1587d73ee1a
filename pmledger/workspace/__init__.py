"""From a folder on the disk to one frozen snapshot of it."""
