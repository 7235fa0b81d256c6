"""The doors to what was written down in confidence: apart from those of the plan, so that each look is on record.

The rules are in `engagements.service`; here are pages only.
"""
