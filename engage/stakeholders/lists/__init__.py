"""Groups and rights that a project adds to the built-in lists, each with its translations.

Codes never change and words are retired, never deleted: what was said with them stays readable.
"""
