"""Work brought into an order in which nobody is needed twice at once: the resource-constrained scheduling problem.

`work` declares jobs, lags and capacities in whole units of time, `profile` knows who is free when, `scheme` places jobs
one after the other, `priority` says in which order, `search` looks for a better one. All is pure and the same on any
machine: numbers of chance come from a seed.
"""
