"""Earned value: what was planned, earned and spent, what that says of the end in money and in time."""
