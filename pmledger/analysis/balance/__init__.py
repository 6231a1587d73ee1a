"""The registers held against each other, as plain data."""
