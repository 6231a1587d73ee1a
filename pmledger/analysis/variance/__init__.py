"""A plan against an earlier one: what starts, ends, lasts and costs otherwise, what is new and what is gone."""
