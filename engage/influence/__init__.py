"""How and when what was heard counted in a decision: a trace for each pair of feedback item and decision.

A trace is a row of entries; each change of state is a new entry and nothing is overwritten (BT *Close the loop*).
"""
