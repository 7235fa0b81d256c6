"""How far an intermediary speaks for those they speak of: reasoned, dated, signed, revisited; never a score.

What rights holders themselves say on the map is shown beside it and decided there, not here.
"""
