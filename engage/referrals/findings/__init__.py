"""What the map says of itself, as values in and values out: counts with their reach, and never a score of anyone.

Methods, formulas and what must not be computed are those of the field: each function names its source. People are
0 … n-1, a naming is (namer, named), as in `referrals/graph.py`.
"""
