"""Closing the loop: what we asked, heard, did and why, drawn up, agreed by a second person, published, answered.

The portal is another program with a store of its own. Published copies go there and sealed replies come back through
idempotent jobs; nothing of this package is imported by it.
"""
