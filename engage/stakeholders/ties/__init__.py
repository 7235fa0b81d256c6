"""Who works for, belongs to, speaks for or is funded by whom; each with its source and its date.

Both ends are sealed, for a tie can give someone away. Nothing is inferred: a tie is what somebody told us or what we
read.
"""
