"""What people were told, what they agreed to, until when, and what they took back.

Consent is one ground among several for holding something about a person; nothing here says that it is the only one.
"""
