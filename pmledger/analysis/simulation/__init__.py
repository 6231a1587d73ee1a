"""How sure a plan is: the plan reckoned many times with durations and risks by chance (Monte-Carlo).

`draws` are numbers of chance from a seed and a name, `spread` the durations that an estimate allows, `axis` moments as
whole slots, `simulate` the runs, `outcome` what they tell. All is pure and the same on any machine.
"""
