"""One participant's place: why they were chosen, what stops an invitation and how to mend it, their answer, consent.

What an engagement could do to them is assessed here and kept in outreach/stop, which everything asks that would reach
anyone.
"""
