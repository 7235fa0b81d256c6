"""Putting both sides of an engagement together: people picked from the registry, and who sits there for the company.

What a mix lacks is thought out in `planning/mix.py`; whether somebody may be invited is the safety stop's.
"""
