"""Who would be approached in the next wave: marked, held against who is missing, and planned as engagements.

Marking invites nobody. What happens to those who are invited is a matter of `engagements`.
"""
