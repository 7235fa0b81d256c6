"""Engagements: planned, held, recorded, closed; who took part on both sides, and what was written in confidence.

Who took part is sealed: that two parties talk at all can be the secret (BSR *Creating trust*). What was heard becomes
feedback items, which live above in `feedback`.
"""
