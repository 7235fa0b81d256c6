"""The safety stop: what must be thought of, and agreed to by a second person, before anyone at risk is turned to.

Here live the assessments, the agreements bound to them, and the one check that every way outward asks. Engagements live
on a floor above: they are ids here, and tell this room their day and what halts them.
"""
