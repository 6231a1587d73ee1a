"""When work can run: networks of activities in exact working time, with the reason of each date.

`clock` turns moments into working time and back, `network` declares activities, links and what is found, `plan_dates`
does the reckoning, `paths` walks the result, and `pert` knows three-point estimates. All is pure: no records, no clock.
"""
