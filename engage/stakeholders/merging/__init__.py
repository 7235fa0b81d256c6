"""People entered twice: bringing two records together, field by field, and taking that back.

Who may be entered twice is found in `likeness` and `doubles`, a floor lower; what other features hold of someone moves
through `holdings`. Nothing is destroyed here: the record that goes keeps its key, its name and its fields.
"""
